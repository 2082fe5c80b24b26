#include "workspace/workspace.h"

#include <fmt/format.h>

#include <unordered_map>

#include "core/log.h"
#include "workspace/builtin_body.h"

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
    : inline_(inlineJobs), jobs_(inlineJobs, [this](std::string said) { notify(std::move(said), true); }) {}

Result<std::unique_ptr<Workspace>> Workspace::open(const WorkspaceOptions& options) {
    auto folders = userFolders(options.dataDir);
    if (!folders) return folders.error();
    auto assets = programFolder("assets");
    if (!assets) return assets.error();
    std::unique_ptr<Workspace> made(new Workspace(options.inlineJobs));
    made->folders_ = *folders;
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
        const Path file = options.recordFile.empty() ? folders->data / "record.myochart" : options.recordFile;
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
    if (saving_ && history_) closeSession();
}

template <class T>
void Workspace::ask(std::function<Result<T>(store::Record&)> question, std::function<void(Result<T>)> answer) {
    if (!saving_) return;
    if (inline_) {
        answer(saving_->run<Result<T>>(std::move(question)));
        return;
    }
    saving_->post([this, question = std::move(question), answer = std::move(answer)](store::Record& record) {
        auto result = std::make_shared<Result<T>>(question(record));
        const std::lock_guard lock(answersMutex_);
        answers_.push_back([result, answer] { answer(std::move(*result)); });
    });
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
    if (auto outcome = settings_.save(settingsFile_); !outcome) log::warn(outcome.error().message);
}

// --- record

void Workspace::refreshPatients() {
    ask<std::vector<store::PatientSummary>>([](store::Record& r) { return r.patients(); }, [this](auto patients) {
        if (patients) patients_ = std::move(*patients);
        else notify(patients.error().message, true);
    });
}

void Workspace::refreshSessions() {
    if (!patient_) return;
    ask<std::vector<store::SessionSummary>>([id = patient_->id](store::Record& r) { return r.sessions(id); },
                                            [this](auto sessions) {
                                                if (sessions) sessions_ = std::move(*sessions);
                                                else notify(sessions.error().message, true);
                                            });
}

void Workspace::addPatient(chart::Patient patient) {
    if (patient.id.empty()) patient.id = chart::PatientId::make();
    if (patient.createdAt == 0) patient.createdAt = nowUtc();
    tell([patient](store::Record& r) { return r.put(patient); }, [this, patient] {
        refreshPatients();
        openPatient(patient.id);
    });
}

void Workspace::changePatient(chart::Patient patient) {
    tell([patient](store::Record& r) { return r.put(patient); }, [this, patient] {
        if (patient_ && patient_->id == patient.id) patient_ = patient;
        refreshPatients();
    });
}

void Workspace::removePatient(chart::PatientId id) {
    if (patient_ && patient_->id == id) closePatient();
    tell([id](store::Record& r) { return r.removePatient(id); }, [this, id] {
        refreshPatients();
        notices_.push_back({"Patient deleted with all visits.", false, "Undo",
                            [this, id] {
                                tell([id](store::Record& r) { return r.restorePatient(id); }, [this] { refreshPatients(); });
                            },
                            0});
    });
}

void Workspace::openPatient(chart::PatientId id) {
    closeSession();
    ask<chart::Patient>([id](store::Record& r) { return r.patient(id); }, [this](auto patient) {
        if (!patient) return notify(patient.error().message, true);
        patient_ = std::move(*patient);
        settings_.lastPatient = patient_->id.text;
        sessions_.clear();
        refreshSessions();
    });
}

void Workspace::closePatient() {
    closeSession();
    patient_.reset();
    sessions_.clear();
}

void Workspace::newSession() {
    if (!patient_) return notify("Open or add a patient first; a visit belongs to a patient.");
    closeSession();
    chart::Session session;
    session.id = chart::SessionId::make();
    session.patient = patient_->id;
    session.startedAt = nowUtc();
    showSession(session);
    save({});
    refreshSessions();
    refreshPatients();
}

void Workspace::openSession(chart::SessionId id) {
    closeSession();
    ask<chart::Session>([id](store::Record& r) { return r.session(id); }, [this](auto session) {
        if (!session) return notify(session.error().message, true);
        showSession(std::move(*session));
        restoreView();
    });
}

void Workspace::showSession(chart::Session session) {
    if (body_) {
        auto placed = scene::reanchor(session, *body_, *catalogue_);
        if (!placed.moved.empty()) {
            float worst = 0;
            for (const auto& id : placed.moved) worst = std::max(worst, placed.session.marker(id)->anchor.errorRadiusMm);
            notify(fmt::format("{} markers were charted on another body and are shown here within {:.0f} mm; the record "
                               "keeps where they were placed.",
                               placed.moved.size(), worst));
        }
        if (!placed.lost.empty())
            notify(fmt::format("{} markers lie in muscles that this body does not have; they are shown where they were.",
                               placed.lost.size()),
                   true);
        session = std::move(placed.session);
    }
    settings_.lastSession = session.id.text;
    view.selectedMarkers.clear();
    drag_.reset();
    history_.emplace(std::move(session));
}

void Workspace::renameSession(chart::SessionId id, std::string title) {
    if (session() && session()->id == id) {
        commit(chart::renameSession(*session(), std::move(title)));
        refreshSessions();
        return;
    }
    tell(
        [id, title = std::move(title)](store::Record& r) -> Outcome {
            auto before = r.session(id);
            if (!before) return before.error();
            auto after = chart::renameSession(*before, title);
            if (!after) return after.error();
            return r.put({*before, after->session});
        },
        [this] { refreshSessions(); });
}

void Workspace::removeSession(chart::SessionId id) {
    if (session() && session()->id == id) closeSession();
    tell([id](store::Record& r) { return r.removeSession(id); }, [this, id] {
        refreshSessions();
        refreshPatients();
        notices_.push_back({"Visit deleted.", false, "Undo",
                            [this, id] {
                                tell([id](store::Record& r) { return r.restoreSession(id); }, [this] {
                                    refreshSessions();
                                    refreshPatients();
                                });
                            },
                            0});
    });
}

void Workspace::closeSession() {
    if (!history_) return;
    cancelDrag();
    keepView();
    history_.reset();
    view.selectedMarkers.clear();
    view.hoveredMarker.reset();
    if (mode_ == Mode::place) mode_ = Mode::look;
}

// --- document

void Workspace::save(const chart::Session& before) {
    if (saving_ && history_) saving_->save({before, history_->current()});
}

store::SaveState Workspace::saveState() const { return saving_ ? saving_->state() : store::SaveState::saved; }

bool Workspace::commit(Result<chart::Edited> edited) {
    if (!history_) return false;
    if (!edited) {
        notify(edited.error().message, true);
        return false;
    }
    const chart::Session before = history_->current();
    history_->commit(std::move(*edited));
    save(before);
    return true;
}

void Workspace::undo() {
    if (!history_ || !history_->canUndo()) return;
    cancelDrag();
    const chart::Session before = history_->current();
    history_->undo();
    save(before);
    selectChanged(before);
}

void Workspace::redo() {
    if (!history_ || !history_->canRedo()) return;
    cancelDrag();
    const chart::Session before = history_->current();
    history_->redo();
    save(before);
    selectChanged(before);
}

/// What a step brought back or changed is selected; what it took away is not.
void Workspace::selectChanged(const chart::Session& before) {
    std::unordered_map<std::string_view, const chart::Marker*> old;
    for (const chart::Marker& marker : before.markers) old.emplace(marker.id.text, &marker);
    std::set<chart::MarkerId> changed;
    for (const chart::Marker& marker : session()->markers) {
        const auto was = old.find(marker.id.text);
        if (was == old.end() || *was->second != marker) changed.insert(marker.id);
    }
    if (changed.empty()) {
        std::erase_if(view.selectedMarkers, [&](const auto& id) { return !session()->marker(id); });
        return;
    }
    view.selectedMarkers = std::move(changed);
    view.selected.reset();
}

}  // namespace myochart::workspace
