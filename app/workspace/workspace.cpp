#include "workspace/workspace.h"

#include <fmt/format.h>

#include "core/log.h"
#include "workspace/builtin_body.h"
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

Outcome makeFolder(const Path& folder) {
    std::error_code fault;
    std::filesystem::create_directories(folder, fault);
    if (fault)
        return failed(fmt::format("The folder {} cannot be made ({}); choose another with --data-dir.", shown(folder),
                                  fault.message()));
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, fault);
    return Done{};
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
    made->builtinTable_ = *assets / kBuiltinTable;
    auto catalogue = anatomy::Catalogue::load(*assets / "knowledge");
    if (!catalogue) return catalogue.error();
    made->catalogue_ = std::make_unique<anatomy::Catalogue>(std::move(*catalogue));
    for (const auto& fault : made->catalogue_->faults())
        log::warn(fault.file.empty() ? fault.message : fmt::format("{}:{}: {}", fault.file, fault.line, fault.message));
    made->models_ = std::make_unique<body::ModelLibrary>(folders->data / "models", importHelper(), *made->catalogue_);
    if (options.needRecord) {
        if (auto outcome = makeFolder(folders->data); !outcome) return outcome.error();
        const Path file = workspace::recordFile(options, *folders);
        auto record = store::openSqliteRecord(file);
        if (!record) return record.error();
        made->saving_ = std::make_unique<store::SaveQueue>(std::move(*record));
    }
    if (const std::string faults = made->catalogue_->faultSentence(); !faults.empty()) made->notify(faults, true);
    std::string notice;
    made->settings_ = Settings::load(made->settingsFile_, &notice);
    if (!notice.empty()) made->notify(notice);
    made->view.dark = made->settings_.dark;
    // Schematic courses would be taken for measured ones: they are shown when asked for.
    for (const auto layer : {anatomy::Layer::nerve, anatomy::Layer::vessel}) made->view.layers[static_cast<size_t>(layer)] = false;
    if (made->saving_ && !options.inlineJobs) made->refreshPatients();
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

void Workspace::notifyOnce(std::string text) {
    std::erase_if(notices_, [&](const Notice& notice) { return notice.text == text; });
    notify(std::move(text));
}

}  // namespace myochart::workspace
