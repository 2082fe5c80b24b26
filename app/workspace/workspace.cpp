#include "workspace/workspace.h"

#include <algorithm>

#include <fmt/format.h>

#include "builtin/builtin_body.h"
#include "core/log.h"
#include "core/login.h"
#include "workspace/own_places.h"

namespace myochart::workspace {

namespace {

/// Where the helper that reads foreign models lies: beside the program, or as installed.
Path importHelper() {
    const Path here = programPath().parent_path();
    for (const Path& candidate : {here / "myochart-import", here.parent_path() / "libexec/myochart/myochart-import"})
        if (std::error_code fault; std::filesystem::exists(candidate, fault)) return candidate;
    return here / "myochart-import";
}

/// Makes the folder for the user alone; what is there already only loses what others may do, never gains anything, and that
/// is told. A folder that is shared on purpose (sticky) stays as it is. When it cannot be made, opening the record says so.
std::string makeFolder(const Path& folder) {
    namespace fs = std::filesystem;
    std::error_code fault;
    if (fs::create_directories(folder, fault)) {
        fs::permissions(folder, fs::perms::owner_all, fault);
        return {};
    }
    constexpr fs::perms kOthers = fs::perms::group_all | fs::perms::others_all;
    const fs::perms now = fs::status(folder, fault).permissions();
    if (fault || (now & kOthers) == fs::perms::none || (now & fs::perms::sticky_bit) != fs::perms::none) return {};
    if ((now & fs::perms::owner_write) == fs::perms::none) return {};
    fs::permissions(folder, kOthers, fs::perm_options::remove, fault);
    return fault ? std::string() : fmt::format("Others could look into the folder {}; now only you can.", shown(folder));
}

}  // namespace

Workspace::Workspace(bool inlineJobs)
    : writer_(inlineJobs), inline_(inlineJobs), jobs_(inlineJobs, [this](std::string said) { notify(std::move(said), true); }) {}

Result<std::unique_ptr<Workspace>> Workspace::open(const WorkspaceOptions& options) {
    auto folders = userFolders(options.dataDir);
    if (!folders) return folders.error();
    auto assets = programFolder("assets");
    if (!assets) return assets.error();
    std::unique_ptr<Workspace> made(new Workspace(options.inlineJobs));
    made->folders_ = *folders;
    made->clock_ = options.clock;
    made->settingsFile_ = folders->data / "settings.json";
    made->sessionViews_ = SessionViews::load(folders->data / "views.json");
    made->builtinTable_ = *assets / builtin::kBuiltinTable;
    auto catalogue = anatomy::Catalogue::load(*assets / "knowledge");
    if (!catalogue) return catalogue.error();
    made->catalogue_ = std::make_unique<anatomy::Catalogue>(std::move(*catalogue));
    for (const auto& fault : made->catalogue_->faults())
        log::warn(fault.file.empty() ? fault.message : fmt::format("{}:{}: {}", fault.file, fault.line, fault.message));
    made->models_ = std::make_unique<body::ModelLibrary>(folders->data / "models", importHelper(), *made->catalogue_);
    if (options.needRecord) {
        const std::string tightened = makeFolder(folders->data);
        if (!tightened.empty()) {
            log::warn(tightened);
            made->notify(tightened);
        }
        store::OpenNotes notes;
        auto record = store::openSqliteRecord(workspace::recordFile(options, *folders), &notes);
        if (!record) return record.error();
        (*record)->actAs({loginName(), options.via, {}});
        for (const std::string& sentence : notes.sentences) made->notify(sentence);
        made->readOnly_ = (*record)->readOnlyReason();
        if (!made->readOnly_.empty()) made->notify(made->readOnly_, true);
        made->saving_ = std::make_unique<store::SaveQueue>(std::move(*record));
    }
    if (const std::string faults = made->catalogue_->faultSentence(); !faults.empty()) made->notify(faults, true);
    std::string notice;
    made->settings_ = Settings::load(made->settingsFile_, &notice);
    if (!notice.empty()) made->notify(notice);
    made->view.dark = made->settings_.dark;
    // Schematic courses would be taken for measured ones: they are shown when asked for.
    for (const auto layer : {anatomy::Layer::nerve, anatomy::Layer::vessel}) made->view.layers[static_cast<size_t>(layer)] = false;
    if (made->saving_ && !options.inlineJobs) {
        made->models_->sweep();
        made->refreshPatients();
        made->lookThrough();
    }
    return made;
}

Workspace::~Workspace() {
    if (saving_ && visit_) closeSession();
}

void Workspace::tell(std::function<Outcome(store::Record&)> question, std::function<void()> done) {
    ask<Done>(std::move(question), [this, done = std::move(done)](const Outcome& outcome) {
        if (!outcome) notify(outcome.error().message, true);
        else if (done) done();
    });
}

bool Workspace::pump() {
    std::vector<std::function<void()>> answers;
    {
        const std::lock_guard lock(answersMutex_);
        answers.swap(answers_);
    }
    for (const auto& answer : answers) answer();
    const bool jobDone = jobs_.pump();
    return jobDone || !answers.empty();
}

void Workspace::saveSettings() {
    writer_.write("settings", [settings = settings_, file = settingsFile_] { return settings.save(file); });
}

store::SaveState Workspace::saveState() const { return saving_ ? saving_->state() : store::SaveState::saved; }

Path Workspace::newFile(std::string_view what, size_t precision) const {
    std::string moment = isoUtc(clock_()).substr(0, precision);
    std::replace(moment.begin(), moment.end(), ':', '-');
    return folders_.data / fmt::format("{}-{}.myochart", what, moment);
}

Path Workspace::placeForUnsaved() const { return newFile("not-saved", 16); }

Path Workspace::placeForBackup() const { return newFile("backup", 19); }

void Workspace::writeCopy(const std::string& title, std::function<Outcome()> write, std::string done, bool stays) {
    jobs_.start(title, [this, write = std::move(write), done = std::move(done), stays](Progress&) -> std::function<void()> {
        return [this, outcome = write(), done, stays] {
            if (!outcome) return notify(outcome.error().message, true);
            notify(done, stays);
        };
    });
}

void Workspace::keepUnsaved(const Path& file) {
    if (!saving_) return;
    writeCopy("Saving elsewhere", [this, file] { return saving_->keepElsewhere(file); },
              fmt::format("What could not be saved is in {} now; keep that file and ask for help with it.", shown(file)), true);
}

void Workspace::backUp(const Path& file) {
    if (!saving_) return;
    writeCopy("Saving a backup copy",
              [this, file] { return saving_->run<Outcome>([file](store::Record& r) { return r.backUp(file); }); },
              fmt::format("A copy of the whole record is in {}; keep it on another disk.", shown(file)), false);
}

void Workspace::offerBackup(std::string text) {
    notices_.push_back({std::move(text), true, "Save a copy", [this] { backUp(placeForBackup()); }, 0});
}

void Workspace::tellDamage(const std::vector<store::Damage>& damage) {
    std::vector<const store::Damage*> fresh;
    for (const store::Damage& each : damage)
        if (toldDamage_.insert(each.id).second) fresh.push_back(&each);
    if (fresh.empty()) return;
    offerBackup(fmt::format("{} damaged and left out; the rest can be used. {}",
                            fresh.size() == 1 ? std::string("One entry of the record is")
                                              : fmt::format("{} entries of the record are", fresh.size()),
                            fresh.front()->sentence));
}

void Workspace::notify(std::string text, bool isError) {
    std::erase_if(notices_, [&](const Notice& notice) { return notice.text == text; });
    notices_.push_back({std::move(text), isError, {}, {}, 0});
}

}  // namespace myochart::workspace
