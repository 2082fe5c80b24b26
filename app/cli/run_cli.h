#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "workspace/program.h"

namespace myochart::cli {

/// What the program was asked for before any verb: where things are, and whether a verb was given.
struct Invocation {
    workspace::ProgramOptions program;
    std::string model;
    std::vector<Path> files = {};  ///< to be opened in the window as if they were dropped on it
};

/// Frames of a stage of a visit in the window, for `bench`: milliseconds of each with the visit's panel and without it; "aim": in which a
/// needle is turned, and without anything aimed.
struct StageFrames {
    std::string stage;
    std::vector<double> with, without;
};
/// Of a visit with `sites` sites on that body, each charted by `chart`; `dataDir`: a folder to work in.
using MeasurePanel = std::function<Result<std::vector<StageFrames>>(const Path& dataDir, std::shared_ptr<const body::Body> body, size_t sites, int runs, const std::function<void(record::Marker&)>& chart)>;

/// Reads the command line (docs/cli.md), runs its verb and returns the exit code. Without a verb it calls `openWindow`.
int runCli(int argc, char** argv, const std::function<Outcome(const Invocation&)>& openWindow, MeasurePanel measurePanel = {});

}  // namespace myochart::cli
