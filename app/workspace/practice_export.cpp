#include "workspace/practice_export.h"

#include <algorithm>
#include <chrono>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/sha256.h"
#include "core/words.h"
#include "record/json.h"
#include "workspace/hand_over.h"

namespace myochart::workspace {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::uint64_t kMaxManifestBytes = 256U << 20;
constexpr auto kManifestEvery = std::chrono::seconds(2);

struct ExportedFile {
    std::string file, patient, sha256;
    size_t sessions = 0;
    std::uintmax_t bytes = 0;
};

/// What is in the folder, by name.
class Manifest {
  public:
    Manifest(const PracticeExport& order, OutputFile place) : order_(order), place_(std::move(place)) {}

    /// What an earlier call left, or nothing. Fails where the folder holds something else, or is finished.
    Outcome open() {
        std::error_code fault;
        if (fs::is_empty(order_.folder, fault) && !fault) return Done{};
        const auto text = fs::exists(place_.path(), fault) ? readTextFile(place_.path(), kMaxManifestBytes) : Result<std::string>(failed(""));
        const auto read = text ? record::parseJson(*text, "manifest.json") : Result<json>(failed(""));
        if (!read || !read->is_object() || read->value("kind", "") != kKind)
            return failed(said("{} holds other files; name a new folder.", shown(order_.folder)));
        if (read->value("format", "") != order_.format || read->value("deidentified", !order_.deIdentified) != order_.deIdentified)
            return failed(said("{} was begun in another format, or with names where there are to be none; name a new folder.", shown(order_.folder)));
        if (read->value("finished", false)) return failed(said("{} is a finished export; name a new folder.", shown(order_.folder)));
        if (!read->contains("files") || !(*read)["files"].is_array()) return Done{};
        for (const json& each : (*read)["files"])
            if (each.is_object() && each.value("file", "").find('/') == std::string::npos)
                files_[each.value("file", "")] = {each.value("file", ""), each.contains("patient") && each["patient"].is_string() ? each["patient"].get<std::string>() : "",
                                                  each.value("sha256", ""), each.value("sessions", size_t(0)), each.value("bytes", std::uintmax_t(0))};
        return Done{};
    }

    /// An earlier call wrote the file, and it is still as it was.
    const ExportedFile* whole(const std::string& name) const {
        const auto found = files_.find(name);
        if (found == files_.end()) return nullptr;
        const auto text = readTextFile(order_.folder / name, std::uint64_t(1) << 32U);
        return text && sha256Of(*text) == found->second.sha256 ? &found->second : nullptr;
    }

    void add(ExportedFile file) { files_[file.file] = std::move(file); }

    Outcome write(const PracticeExported& done, bool finished) {
        json files = json::array(), leftOut = json::array();
        for (const auto& [name, each] : files_)
            files.push_back({{"file", name}, {"patient", each.patient.empty() ? json() : json(each.patient)}, {"sessions", each.sessions}, {"bytes", each.bytes}, {"sha256", each.sha256}});
        for (const auto& each : done.leftOut) leftOut.push_back({{"patient", order_.deIdentified ? json() : json(each.patient)}});
        const json manifest{{"kind", kKind}, {"version", 1}, {"format", order_.format}, {"deidentified", order_.deIdentified}, {"finished", finished}, {"written_at", isoUtc(nowUtc())},
                            {"files", std::move(files)}, {"left_out", std::move(leftOut)}};
        last_ = std::chrono::steady_clock::now();
        return place_.write(manifest.dump(1) + "\n");
    }
    bool isDue() const { return std::chrono::steady_clock::now() - last_ > kManifestEvery; }

  private:
    static constexpr const char* kKind = "myochart practice export";
    const PracticeExport& order_;
    OutputFile place_;
    std::map<std::string, ExportedFile> files_;
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

Outcome makeExportFolder(const Path& folder) {
    std::error_code fault;
    if (!fs::exists(folder, fault)) {
        if (!fs::create_directory(folder, fault) || fault) return failed(said("The folder {} cannot be made.", shown(folder)));
        fs::permissions(folder, fs::perms::owner_all, fault);
    }
    return fs::is_directory(folder, fault) ? Outcome(Done{}) : Outcome(failed(said("{} is no folder.", shown(folder))));
}

class Exporting {
  public:
    Exporting(store::SaveQueue& saving, const PracticeExport& order, Manifest& manifest, std::vector<PracticeExported::LeftOut> damaged, Progress& progress)
        : saving_(saving), order_(order), manifest_(manifest), progress_(progress) {
        done_.leftOut = std::move(damaged);
    }

    Result<PracticeExported> run(const std::vector<std::string>& ids) {
        for (size_t i = 0; i < ids.size(); ++i) {
            progress_.report(static_cast<float>(i) / static_cast<float>(ids.size()), trf("Patient {0} of {1}", i + 1, ids.size()));
            Outcome done = progress_.cancelled() ? Outcome(failed(said("The export was stopped; the same again goes on where it ended."))) : one(ids[i]);
            if (done && manifest_.isDue()) done = manifest_.write(done_, false);
            if (done) continue;
            (void)manifest_.write(done_, false);  // where that fails too, the next call writes again what is not named in it
            return done.error();
        }
        if (const auto written = manifest_.write(done_, true); !written) return written.error();
        return std::move(done_);
    }

  private:
    Outcome one(const std::string& id) {
        const std::string name = (order_.deIdentified ? uuidOfContent("export of " + id) : id) + order_.ending;
        if (const ExportedFile* before = manifest_.whole(name)) {
            ++done_.before;
            count(*before);
            return Done{};
        }
        auto bundle = saving_.run<Result<exchange::Bundle>>([&](store::Record& r) { return bundleOf(r, id); });
        if (!bundle) return leaveOut(id, bundle.error());
        const size_t sessions = bundle->sessions.size();
        const auto text = order_.write(*bundle);
        if (!text) return leaveOut(id, text.error());
        const auto place = openOutput(order_.folder / name, order_.own);
        if (!place) return place.error();
        if (const auto written = place->write(*text); !written) return written;
        const auto noted = saving_.run<Outcome>([&](store::Record& r) { return noteExport(r, id, name); });
        if (!noted) return noted;
        ExportedFile file{name, order_.deIdentified ? std::string() : id, sha256Of(*text), sessions, text->size()};
        ++done_.written;
        count(file);
        manifest_.add(std::move(file));
        return Done{};
    }
    Outcome leaveOut(const std::string& id, const Error& why) {
        if (why.kind != ErrorKind::refused) return why;
        done_.leftOut.push_back({id, why.message});
        return Done{};
    }
    void count(const ExportedFile& file) {
        done_.sessions += file.sessions;
        done_.bytes += file.bytes;
    }

    store::SaveQueue& saving_;
    const PracticeExport& order_;
    Manifest& manifest_;
    Progress& progress_;
    PracticeExported done_;
};

}  // namespace

Result<PracticeExported> exportPractice(store::SaveQueue& saving, const PracticeExport& order, Progress& progress) {
    if (const auto made = makeExportFolder(order.folder); !made) return made.error();
    const auto place = openOutput(order.folder / "manifest.json", order.own);
    if (!place) return place.error();
    Manifest manifest(order, *place);
    if (const auto fit = manifest.open(); !fit) return fit.error();
    std::vector<PracticeExported::LeftOut> damaged;
    const auto ids = saving.run<Result<std::vector<std::string>>>([&](store::Record& r) -> Result<std::vector<std::string>> {
        const auto people = r.patients();
        if (!people) return people.error();
        std::vector<std::string> all;
        for (const store::PatientSummary& each : *people) all.push_back(each.patient.id.text);
        for (const store::Damage& each : r.damage())
            if (each.patient.empty() || each.patient == each.id) damaged.push_back({each.id, each.sentence});
        std::ranges::sort(all);
        return all;
    });
    if (!ids) return ids.error();
    return Exporting(saving, order, manifest, std::move(damaged), progress).run(*ids);
}

}  // namespace myochart::workspace
