#include "workspace/practice_export.h"

#include <algorithm>
#include <chrono>
#include <future>
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
        return place_.write(manifest.dump(1) + "\n");
    }

  private:
    static constexpr const char* kKind = "myochart practice export";
    const PracticeExport& order_;
    OutputFile place_;
    std::map<std::string, ExportedFile> files_;
};

Outcome makeExportFolder(const Path& folder) {
    std::error_code fault;
    if (!fs::exists(folder, fault)) {
        if (!fs::create_directory(folder, fault) || fault) return failed(said("The folder {} cannot be made.", shown(folder)));
        fs::permissions(folder, fs::perms::owner_all, fault);
    }
    return fs::is_directory(folder, fault) ? Outcome(Done{}) : Outcome(failed(said("{} is no folder.", shown(folder))));
}

/// Several patients at a time: the trail tells of them, then their files come, then the list of files. So no file is there that nobody knows of, and
/// the disk is waited for once.
class Exporting {
  public:
    Exporting(store::SaveQueue& saving, const PracticeExport& order, Manifest& manifest, std::vector<PracticeExported::LeftOut> damaged, Progress& progress)
        : saving_(saving), order_(order), manifest_(manifest), progress_(progress) {
        done_.leftOut = std::move(damaged);
    }

    Result<PracticeExported> run(const std::vector<std::string>& ids) {
        for (const std::string& id : ids)
            if (!isThere(id)) missing_.push_back(id);
        for (size_t i = 0; i < missing_.size(); ++i) {
            progress_.report(static_cast<float>(done_.before + i) / static_cast<float>(ids.size()), trf("Patient {0} of {1}", done_.before + i + 1, ids.size()));
            Outcome done = progress_.cancelled() ? Outcome(failed(said("The export was stopped; the same again goes on where it ended."))) : one(i);
            if (done && isFull()) done = handOver();
            if (!done) return done.error();
        }
        if (const auto done = handOver(); !done) return done.error();
        if (const auto written = manifest_.write(done_, true); !written) return written.error();
        return std::move(done_);
    }

  private:
    struct Ready {
        std::string id, text;
        ExportedFile file;
    };
    static constexpr size_t kMostBytes = 16U << 20, kMostFiles = 128;  // of those that are ready
    static constexpr std::chrono::seconds kLongest{2};

    std::string nameOf(const std::string& id) const { return (order_.deIdentified ? uuidOfContent("export of " + id) : id) + order_.ending; }
    bool isThere(const std::string& id) {
        const ExportedFile* before = manifest_.whole(nameOf(id));
        if (!before) return false;
        ++done_.before;
        count(*before);
        return true;
    }
    bool isFull() const { return readyBytes_ >= kMostBytes || ready_.size() >= kMostFiles || std::chrono::steady_clock::now() - handedOver_ > kLongest; }

    using Read = Result<exchange::Bundle>;
    /// Of the record's thread, while this one writes the patient before.
    std::future<Read> ask(const std::string& id) {
        auto read = std::make_shared<std::packaged_task<Read(store::Record&)>>([id](store::Record& r) { return bundleOf(r, id); });
        saving_.post([read](store::Record& r) { (*read)(r); });
        return read->get_future();
    }

    Outcome one(size_t which) {
        const std::string& id = missing_[which];
        if (!next_.valid()) next_ = ask(id);
        auto bundle = next_.get();
        if (which + 1 < missing_.size()) next_ = ask(missing_[which + 1]);
        if (!bundle) return leaveOut(id, bundle.error());
        const size_t sessions = bundle->sessions.size();
        auto text = order_.write(*bundle);
        if (!text) return leaveOut(id, text.error());
        ExportedFile file{nameOf(id), order_.deIdentified ? std::string() : id, sha256Of(*text), sessions, text->size()};
        readyBytes_ += text->size();
        ready_.push_back({id, std::move(*text), std::move(file)});
        return Done{};
    }

    Outcome handOver() {
        if (ready_.empty()) return Done{};
        if (const auto noted = note(); !noted) return noted;
        for (const Ready& each : ready_) {
            const auto place = openOutput(order_.folder / each.file.file, order_.own);
            if (!place) return place.error();
            if (const auto written = place->write(each.text, Written::soon); !written) return written;
        }
        if (const auto settled = settleOnDisk(order_.folder); !settled) return settled;
        for (Ready& each : ready_) {
            ++done_.written;
            count(each.file);
            manifest_.add(std::move(each.file));
        }
        ready_.clear();
        readyBytes_ = 0;
        handedOver_ = std::chrono::steady_clock::now();
        return manifest_.write(done_, false);
    }
    Outcome note() {
        std::vector<std::string> ids;
        for (const Ready& each : ready_) ids.push_back(each.id);
        return saving_.run<Outcome>([&](store::Record& r) -> Outcome {
            if (!r.readOnlyReason().empty()) return Done{};
            const auto noted = r.noteEach(store::Event::exported, ids);
            return noted ? noted : Error{noted.error().kind, trf("Nothing more is handed over: it cannot be noted in the audit trail. {}", noted.error().message)};
        });
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
    std::vector<std::string> missing_;  ///< whose file is not there
    std::future<Read> next_;
    std::vector<Ready> ready_;
    size_t readyBytes_ = 0;
    std::chrono::steady_clock::time_point handedOver_ = std::chrono::steady_clock::now();
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
