#pragma once
#include <vector>

#include "cli/verbs.h"
#include "core/id.h"
#include "scene/view_options.h"

namespace myochart::cli {

struct BenchOptions {
    std::string size = "1280x800", source;
    int samples = 4;
    int runs = 0;  ///< 0: what suits the case
    bool plain = false;
    float skin = 0;  ///< 0..1, frames with the skin as a veil
    bool patterns = false;  ///< frames with three reported patterns on the skin
    bool cold = false;  ///< first_window: without the built-in body's cache
    std::string keep;   ///< needle: a folder for the meshes, needles and distances, for a peer
    std::string output;  ///< record: the invented one is only written, there
    bool isProtected = false;  ///< record: encrypted first
    int patients = 0, visits = 0, sites = 0;  ///< record: of an invented one; 0: what suits the others
};

/// One figure of `bench`. The answer holds median_ms, p95_ms, runs and peak_rss_mb, and what else the case tells.
struct BenchCase {
    std::string name;
    bool byDefault = true;  ///< runs when no name is given
    std::function<Answer(Context&, const BenchOptions&)> measure;
};

std::vector<BenchCase> benchCases();

// A visit with 60 sites of which everything is charted: an edit of it saved, it read from the record, its note written.
Answer measureSaveCharted(Context& context, const BenchOptions& options);
Answer measureOpenVisit(Context& context, const BenchOptions& options);
Answer measureNote(Context& context, const BenchOptions& options);
/// A marker saved while a record of 10,000 visits is backed up; and how long that takes.
Answer measureBackup(Context& context, const BenchOptions& options);
/// 20 sites of it as a bundle of FHIR R5.
Answer measureFhir(Context& context, const BenchOptions& options);
/// What the window's panel of that visit adds to a frame.
Answer measureVisitPanel(Context& context, const BenchOptions& options);
// The way of a needle with all its hazards; the first hazard in 500 directions.
Answer measureNeedle(Context& context, const BenchOptions& options);
Answer measureCone(Context& context, const BenchOptions& options);
// A pattern laid over the whole skin; every point-side ranked against a painted pain.
Answer measureReferral(Context& context, const BenchOptions& options);
Answer measureRank(Context& context, const BenchOptions& options);
// A dab of the brush; three patterns and a painted pain made ready to draw.
Answer measureDab(Context& context, const BenchOptions& options);
Answer measureLaid(Context& context, const BenchOptions& options);
/// A large record: an invented one, or a copy of --source.
Answer measureRecord(Context& context, const BenchOptions& options);
/// Three reported patterns, to be drawn.
Result<scene::LaidOnSkin> threePatterns(const body::Body& body, const anatomy::Catalogue& catalogue);

/// A folder for a measurement's files, removed afterwards.
struct Scratch {
    Path folder = std::filesystem::temp_directory_path() / ("myochart-bench-" + makeUuid());
    Scratch() { std::filesystem::create_directories(folder); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() {
        std::error_code fault;
        std::filesystem::remove_all(folder, fault);
    }
};
inline int runsOr(const BenchOptions& options, int usual) { return options.runs > 0 ? options.runs : usual; }
/// Of the `i`th site, with nothing charted.
record::Marker exampleMarker(int i);

/// Milliseconds of each of `runs` calls.
std::vector<double> timed(int runs, const std::function<void(int)>& work);
/// {"median_ms", "p95_ms", "runs", "peak_rss_mb"} of such times; peak of this process unless given.
nlohmann::json figures(std::vector<double> ms, double peakRssMb = 0);

/// A finished child program: wall time, CPU time, peak resident memory.
struct ChildRun {
    int exitCode = -1;
    double wallMs = 0, cpuMs = 0, peakRssMb = 0;
};
/// Runs this very program with `arguments`, output discarded; kills it after `killAfterMs` when above 0.
Result<ChildRun> runSelf(const std::vector<std::string>& arguments, double killAfterMs = 0);
/// From the start of a program with a window, ms.
struct FirstWindow {
    double shownMs = 0;  ///< the first picture of a body is on the screen
    double readyMs = 0;  ///< the body itself is there to work with
};
/// Starts this program's window with `arguments` and ends it again once its body is ready. Fails after a minute.
Result<FirstWindow> firstWindowOfSelf(const std::vector<std::string>& arguments, const Path& scratch);
/// CPU milliseconds that this program with `arguments` uses between `fromMs` and `toMs` after its start.
Result<double> cpuOfSelf(const std::vector<std::string>& arguments, double fromMs, double toMs);

}  // namespace myochart::cli
