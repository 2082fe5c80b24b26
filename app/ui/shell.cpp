#include "ui/shell.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <future>
#include <optional>
#include <utility>

#include "builtin/builtin_body.h"
#include "core/log.h"
#include "core/login.h"
#include "core/words.h"
#include "core/wiped_memory.h"
#include "ui/app_frame.h"
#include "ui/app_window.h"
#include "ui/desktop_lock.h"
#include "ui/desktop_motion.h"
#include "ui/idle_lock.h"
#include "ui/key_window.h"
#include "ui/outside_end.h"
#include "ui/patient_window.h"
#include "ui/panels/demonstration_banner.h"
#include "ui/refusal_window.h"
#include "ui/window_language.h"
#include "workspace/demonstration.h"
#include "workspace/own_places.h"

namespace myochart::ui {

namespace {

constexpr double kIdleWait = 0.25;   ///< s between looks at what workers have done while nothing happens
constexpr double kAwakeWait = 0.01;  ///< the same just after the user did something, when an answer is near
constexpr double kAwakeFor = 0.6;    ///< s
constexpr float kUsualScale = 1;     ///< of most screens; fonts are made again for others
constexpr int kLockFlushMs = 200;
constexpr int kLastFlushMs = 1500;   ///< a stopped program leaves within two seconds

/// Milliseconds by a clock that stands still while the machine sleeps.
UtcMs awakeMs() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// For scripts that drive the windows; empty: none do.
struct LayoutFiles {
    std::optional<OutputFile> window, patient;
};

class Shell {
  public:
    Shell(const LayoutFiles& layout, workspace::Program& program, AppWindow& window,
          std::unique_ptr<render::SceneRenderer> renderer, FontSet fonts)
        : layout_(layout),
          program_(program),
          window_(window),
          frame_(program, std::move(renderer), true, std::move(fonts)),
          wantPatient_(program.settings.lastPatient),
          wantSession_(program.settings.lastSession),
          spokenSetting_(program.settings.language) {}
    /// A made-up practice is begun once the body is there, and the window says all the time that it is one.
    void demonstrate() {
        demonstrates_ = true;
        frame_.panels().add(makeDemonstrationBanner());
    }
    /// As if they were dropped on the window.
    void take(std::vector<Path> files) { frame_.state().dropped = std::move(files); }
    /// Until it is closed (nothing), or something needs the record closed.
    std::optional<ClosedTask> run();

  private:
    AppFrame::Surface surface() const;
    bool followLanguage();
    void turn();
    bool needsRun(double now);
    void draw(double now);
    void turnPatientWindow(double now);
    void letPatientAnswer();
    bool bodyIsComing() const;
    void reopen();
    bool mayLeave();
    void lockWhenLeft();
    bool leavesForTask();
    void saveAll(const AppFrame::Surface& last);
    double pause(double now) const;
    void keepWindowSize();
    void keepSettings();

    const LayoutFiles& layout_;
    workspace::Program& program_;
    AppWindow& window_;
    AppFrame frame_;
    std::unique_ptr<PatientWindow> patient_;  ///< the patient's own
    std::string wantPatient_, wantSession_;  ///< open when the program was last closed
    std::string spokenSetting_;              ///< the setting whose language is spoken
    bool demonstrates_ = false;              ///< and has not begun yet
    IdleLock idle_{sinceStartOfMachine(), awakeMs()};
    std::unique_ptr<DesktopLock> desktop_;  ///< of a protected record
    double awakeUntil_ = 2;
    AppFrame::Surface lastSurface_;
    vec2 shownSize_{};
    store::SaveState shownSave_ = store::SaveState::saved;
    size_t shownJobs_ = 0;
};

AppFrame::Surface Shell::surface() const {
    const vec2 size = window_.size(), framebuffer = window_.framebufferSize();
    AppFrame::Surface surface;
    surface.windowPx = size;
    surface.pixelRatio = size.x > 0 && framebuffer.x > 0 ? framebuffer.x / size.x : 1;
    surface.contentScale = window_.contentScale();
    return surface;
}

bool Shell::bodyIsComing() const {
    return !program_.bodies.current() && (program_.bodies.inPicture() || !program_.jobs.running().empty());
}

/// Shows what was open when the program was closed, once the record has answered and the body is there or will not
/// come.
void Shell::reopen() {
    if (wantPatient_.empty() || program_.record.patients().all() == 0 || bodyIsComing()) return;
    const std::string patient = std::exchange(wantPatient_, {}), session = std::exchange(wantSession_, {});
    if (program_.record.patient()) return;
    program_.record.resume(record::PatientId{patient}, record::SessionId{session});
}

/// How long nothing can happen: until an animation goes on, a worker may be done, or for the idle wait.
double Shell::pause(double now) const {
    const bool quiet = program_.record.saveState() == shownSave_ && now > awakeUntil_ && program_.jobs.running().empty();
    const double wait = quiet ? kIdleWait : kAwakeWait;
    const double at = patient_ ? std::min(frame_.wakeAt(now), patient_->wakeAt(now)) : frame_.wakeAt(now);
    return std::clamp(at - now, 0.0, wait);
}

bool Shell::needsRun(double now) {
    auto dropped = window_.takeDropped();
    const bool input = !window_.input().empty() || !dropped.empty();
    std::move(dropped.begin(), dropped.end(), std::back_inserter(frame_.state().dropped));
    if (input) awakeUntil_ = now + kAwakeFor, idle_.used(sinceStartOfMachine());
    const vec2 size = window_.framebufferSize();
    const bool changed = program_.pump();
    const bool news =
        changed || size != shownSize_ || program_.record.saveState() != shownSave_ || program_.jobs.running().size() != shownJobs_;
    if (changed) awakeUntil_ = std::max(awakeUntil_, now + 2 * kAwakeWait);
    shownSize_ = size;
    shownSave_ = program_.record.saveState();
    shownJobs_ = program_.jobs.running().size();
    return window_.takeDamage() || input || news || frame_.wakeAt(now) <= now;
}

void Shell::draw(double now) {
    window_.bind();
    frame_.present(now);
    window_.swap();
    const double took = AppWindow::now() - now;
    window_.addBusy(took);
    frame_.noteFrame(took * 1000);
}

/// What was chosen since the last turn is spoken from this frame on; true when that is to be shown.
bool Shell::followLanguage() {
    if (program_.settings.language == spokenSetting_) return false;
    spokenSetting_ = program_.settings.language;
    if (auto outcome = speakChosenLanguage(program_.settings); !outcome) program_.notices.tell(outcome.error().message, true);
    return true;
}

/// Opens and closes it as the window's state says, and lets it follow.
void Shell::turnPatientWindow(double now) {
    bool& wanted = frame_.state().patientWindow;
    if (frame_.state().askPatient) wanted = true;
    if (wanted && !patient_) {
        auto opened = PatientWindow::open(window_, program_, layout_.patient ? &*layout_.patient : nullptr);
        if (opened) patient_ = std::move(*opened);
        else program_.notices.tell(opened.error().message, true);
        wanted = opened.ok();
    }
    if (patient_ && std::exchange(frame_.state().askPatient, false)) letPatientAnswer();
    if (patient_ && (!wanted || !patient_->turn(frame_.state().curtain, now))) {
        patient_.reset();
        wanted = false;
    }
    if (patient_ && patient_->takeFinished()) frame_.state().stage = Stage::before;  // where it is looked at
    if (patient_ && patient_->takeStranger())
        program_.notices.tell(tr("The patient's window shows no places now: it was opened for somebody else. Close it and open it again for who is treated now."));
}

/// Where one screen has to do, nothing of patients is seen behind the patient's window.
void Shell::letPatientAnswer() {
    if (auto begun = program_.ask.begin(); !begun) return program_.notices.tell(begun.error().message, true), void();
    if (patient_->ask()) frame_.state().curtain = true;
}

void Shell::turn() {
    const double now = AppWindow::now();
    const bool speaks = followLanguage();
    const bool run = needsRun(now) || speaks;
    const vec2 size = window_.framebufferSize();
    if (size.x < 1 || size.y < 1 || window_.iconified()) return;
    reopen();
    if (demonstrates_ && program_.bodies.current()) {
        demonstrates_ = false;
        if (auto begun = workspace::beginDemonstration(program_); !begun) program_.notices.tell(begun.error().message, true);
    }
    if (run) {
        lastSurface_ = surface();
        frame_.run(window_.input(), lastSurface_, now);
        window_.setCursor(frame_.mouseCursor());
    }
    if (frame_.wantsPresent(now)) draw(now);
    turnPatientWindow(now);
    if (run && layout_.window) {
        frame_.noteState();
        frame_.record().writeIfChanged(*layout_.window);
    }
}

/// True when everything is saved or the user gives it up; asks when it cannot be saved.
bool Shell::mayLeave() {
    frame_.finishEdits(surface(), AppWindow::now());
    if (patient_) patient_->stopAsking();
    if (!program_.record.isOpen() || frame_.state().quitNow || program_.record.saving().flush(800)) return true;
    frame_.state().quitAsked = false;
    frame_.state().quitWaits = true;
    frame_.state().open(Dialog::unsaved);
    window_.refuseClose();
    return false;
}

/// A protected record is locked when nobody did anything for so long, the machine slept, or the desktop says that it locks or goes to sleep.
void Shell::lockWhenLeft() {
    if (!program_.record.isProtected()) return;
    if (!desktop_) desktop_ = std::make_unique<DesktopLock>(AppWindow::wake);
    if (desktop_->takeAsked() || idle_.isDue(sinceStartOfMachine(), awakeMs(), program_.settings.lockMinutes)) frame_.state().closedTask = ClosedTask::lock;
}

/// What was asked for begins when everything is saved. Until then nothing of patients is seen where it is the lock.
bool Shell::leavesForTask() {
    UiState& state = frame_.state();
    if (program_.backups.restoreAsked()) state.closedTask = ClosedTask::restore;
    if (!state.closedTask) return false;
    frame_.finishEdits(surface(), AppWindow::now());  // before the curtain, behind which no field is drawn
    if (patient_) patient_->stopAsking();
    if (!state.curtain && *state.closedTask == ClosedTask::lock) state.curtain = true;
    if (program_.record.saving().flush(kLockFlushMs)) {
        if (*state.closedTask == ClosedTask::lock) program_.record.saving().post([](store::Record& record) { (void)record.note(store::Event::locked, {}); });
        return true;
    }
    if (*state.closedTask == ClosedTask::lock) return false;  // it is tried again with every turn
    state.closedTask.reset();
    program_.backups.forgetRestore();
    program_.notices.tell(tr("Something is not saved yet; that comes first."), true);
    state.open(Dialog::unsaved);
    return false;
}

void Shell::keepWindowSize() {
    auto& settings = program_.settings;
    const vec2 size = window_.size() / std::max(0.1F, window_.contentScale());
    if (!window_.iconified() && size.x >= 200 && size.y >= 200) {
        settings.windowWidth = static_cast<int>(size.x);
        settings.windowHeight = static_cast<int>(size.y);
    }
}

void Shell::keepSettings() {
    auto& settings = program_.settings;
    if (wantPatient_.empty()) {
        settings.lastPatient = program_.record.patient() ? program_.record.patient()->id.text : std::string();
        settings.lastSession = program_.record.session() ? program_.record.session()->id.text : std::string();
    }
    program_.saveSettings();
}

std::optional<ClosedTask> Shell::run() {
    whenDisplayIsLost([this] {
        log::warn("The display went away.");
        saveAll(lastSurface_);
    });
    frame_.state().desktopMovesLess = desktopMovesLess();
    frame_.layOut(surface());
    while (true) {
        turn();
        if (stopAsked()) break;
        lockWhenLeft();
        if (leavesForTask()) break;
        if ((window_.closeAsked() || frame_.state().quitAsked || frame_.state().quitNow) && mayLeave()) break;
        window_.wait(std::min(pause(AppWindow::now()), std::max(0.0, window_.keepClipboardShort() - AppWindow::now())));
    }
    whenDisplayIsLost({});
    keepWindowSize();
    saveAll(surface());
    if (frame_.state().closedTask) window_.clearOwnClipboard();
    return frame_.state().closedTask;
}

/// What is being typed is taken over, then everything is written; the window is not used.
void Shell::saveAll(const AppFrame::Surface& last) {
    frame_.finishEdits(last, AppWindow::now());
    if (patient_) patient_->stopAsking();
    keepSettings();
    if (program_.record.isOpen()) program_.record.saving().flush(kLastFlushMs);
}

/// Opens the model asked for, else the last one, else the default (the built-in body).
void openFirstModel(workspace::Program& program, const std::string& model,
                    const std::shared_future<std::shared_ptr<const body::Body>>& sketch) {
    const std::string first = model.empty() ? program.bodies.startModel() : model;
    if (first == builtin::kBuiltinName || (first.empty() && program.bodies.hasBuiltin()))
        program.bodies.openBuiltinAfter(sketch);
    else if (!first.empty() || program.bodies.hasDefault())
        program.bodies.openInBackground(first);
}

/// What a program that was opened anew has to tell of what was done between; it stays in sight until it is closed.
struct FirstNotice {
    std::string text;
};

/// What a program in the window was closed for; nothing: it was left.
struct Ended {
    std::optional<ClosedTask> task;
    std::optional<store::RestoreOrder> order;  ///< of ClosedTask::restore
};

/// A program as it was opened, why its passphrase is asked for where it is, and what it has to tell of what was done before.
struct Opening {
    Result<std::unique_ptr<workspace::Program>> program;
    KeyWindow::Asking asking = KeyWindow::Asking::first;  ///< should its passphrase be wanted
    FirstNotice first = {};
};

/// What programs in this window have in common, one after the other.
struct Stay {
    const ShellOptions& options;
    workspace::ProgramOptions opening;
    AppWindow& window;
    std::future<FontSet> lettersToCome;  ///< made while the record is opened and the graphics are made ready
    const LayoutFiles& layout;
    std::shared_future<std::shared_ptr<const body::Body>> sketch;
    FontSet letters = {};
    store::OpenNotes notes = {};
    bool resized = false;
    std::vector<Path> files = {};  ///< not taken yet

    FontSet& madeLetters() {
        if (lettersToCome.valid()) letters = lettersToCome.get();
        return letters;
    }
};

Result<KeyWindow*> keyWindow(std::optional<KeyWindow>& made, Stay& stay) {
    const auto folders = userFolders(stay.opening.dataDir);
    if (!folders) return folders.error();
    const workspace::Settings settings = workspace::Settings::load(folders->data / "settings.json");
    (void)speakChosenLanguage(settings);
    return &made.emplace(stay.window, stay.madeLetters(), settings.dark, stay.layout.window ? &*stay.layout.window : nullptr, workspace::recordFile(stay.opening, *folders), folders->data,
                         workspace::ownPlaces(stay.opening), store::Author{loginName(), stay.opening.via, {}});
}

/// Asks for the passphrase; nothing when the user leaves.
std::optional<Opening> unlockAndOpen(Stay& stay, const Opening& before) {
    std::optional<KeyWindow::Opened> opened;
    {
        std::optional<KeyWindow> made;
        const auto keys = keyWindow(made, stay);
        if (!keys) return Opening{keys.error()};
        opened = (*keys)->unlock(before.asking);
    }
    if (!opened) return std::nullopt;
    return Opening{workspace::Program::open(stay.opening, {std::move(opened->record), std::move(opened->notes)}), KeyWindow::Asking::first, before.first};
}

/// Closed for it: a backup takes the record's place, and the program that is opened anew tells how that went.
FirstNotice putBack(KeyWindow& keys, const store::RestoreOrder& order) {
    Result<store::Restored> restored = failed("");
    keys.work(tr("The backup is being put back"), [&](Progress& progress) { restored = store::restoreBackup(order, progress); }, false);
    if (!restored) log::warn(restored.error().inEnglish());
    return {restored ? workspace::restoredWords(*restored) : restored.error().message};
}

/// Backups from before the record is encrypted, which can be read by anybody until they are, too.
std::vector<Path> plainBackups(const workspace::ProgramOptions& options) {
    const auto folders = userFolders(options.dataDir);
    return folders ? workspace::backupsToProtectOf(*folders, workspace::recordFile(options, *folders)) : std::vector<Path>();
}

/// Does what the record had to be closed for, and opens the program anew; stay.notes tell whether for want of a passphrase it could
/// not be.
Opening doTask(const Ended& ended, Stay& stay) {
    using Asking = KeyWindow::Asking;
    Opening next{failed(""), ended.task == ClosedTask::lock ? Asking::locked : Asking::again};
    if (ended.task != ClosedTask::lock) {
        std::optional<KeyWindow> made;
        const auto keys = keyWindow(made, stay);
        if (!keys) return Opening{keys.error()};
        if (ended.task == ClosedTask::protect && (*keys)->protect(plainBackups(stay.opening))) next.asking = Asking::chosen;
        if (ended.task == ClosedTask::passphrase && (*keys)->changePassphrase()) next.asking = Asking::chosen;
        if (ended.task == ClosedTask::recoveryCode) (*keys)->renewRecoveryCode();
        if (ended.order) next.first = putBack(**keys, *ended.order);
    }
    stay.notes = {};
    next.program = workspace::Program::open(stay.opening);
    return next;
}

/// Runs the program in the window until it is closed (nothing) or something needs the record closed. Then all that was of
/// patients is gone from this process.
Result<Ended> runProgram(std::unique_ptr<workspace::Program> program, Stay& stay) {
    program->bodies.holdWorkUntilShown();
    openFirstModel(*program, stay.options.model, stay.sketch);  // while the graphics are made ready
    if (!std::exchange(stay.resized, true)) stay.window.resize(program->settings.windowWidth, program->settings.windowHeight);
    auto shaders = programFolder("shaders");
    if (!shaders) return shaders.error();
    auto renderer = render::SceneRenderer::create(*shaders);
    if (!renderer) return renderer.error();
    Ended ended;
    {
        Shell shell(stay.layout, *program, stay.window, std::move(*renderer), std::exchange(stay.madeLetters(), {}));
        if (stay.opening.via == workspace::kDemonstration) shell.demonstrate();
        shell.take(std::exchange(stay.files, {}));
        ended.task = shell.run();
    }
    if (ended.task == ClosedTask::restore) ended.order = program->backups.restoreAsked();
    return ended;
}

}  // namespace

Outcome runWindow(const ShellOptions& options) {
    catchStopSignals();
    ImGui::SetAllocatorFunctions([](size_t bytes, void*) { return allocateWiped(bytes); }, [](void* bytes, void*) { freeWiped(bytes); });  // what was typed goes with its field
    LayoutFiles layout;
    if (!options.layoutFile.empty()) {
        auto file = openOutput(options.layoutFile, workspace::ownPlaces(options.program));
        if (!file) return file.error();
        layout.window = std::move(*file);
        auto beside = openOutput(options.layoutFile + ".patient", workspace::ownPlaces(options.program));
        if (!beside) return beside.error();
        layout.patient = std::move(*beside);
    }
    // Making the letters, and the body's first look, take as long as opening the window.
    const auto sketch = builtin::beginSketchOfBuiltinBody(options.program.dataDir);
    auto fonts = std::async(std::launch::async, [] { return makeFonts(kUsualScale); });
    // The display first: without one nothing of the user's is touched.
    AppWindow::Asked asked;
    if (options.program.via == workspace::kDemonstration) asked.title = fmt::format("Myochart \xE2\x80\x93 {}", tr("Demonstration"));
    auto window = AppWindow::open(asked);
    if (!window) return window.error();
    log::info(fmt::format("Window opened: {}{}", (*window)->renderer(),
                          (*window)->drawsInSoftware() ? " (software rendering)" : ""));
    Outcome language = Done{};
    Stay stay{options, options.program, **window, std::move(fonts), layout, sketch};
    stay.files = options.files;
    stay.opening.settingsRead = [&language](const workspace::Settings& settings) { language = speakChosenLanguage(settings); };
    stay.opening.recordNotes = &stay.notes;
    Opening next{workspace::Program::open(stay.opening)};
    while (true) {
        if (!next.program && stay.notes.wantsPassphrase) {
            auto unlocked = unlockAndOpen(stay, next);
            if (!unlocked) return Done{};
            next = std::move(*unlocked);
        }
        if (!next.program && next.program.error().kind == ErrorKind::locked)  // a second start from the desktop
            showRefusal(**window, stay.madeLetters(), tr("Myochart already has this record open"), next.program.error().message, layout.window ? &*layout.window : nullptr);
        if (!next.program) return next.program.error();
        if (!language) (*next.program)->notices.tell(language.error().message, true);
        if (!next.first.text.empty()) (*next.program)->notices.tell(next.first.text, true);
        const auto ended = runProgram(std::move(*next.program), stay);
        if (!ended) return ended.error();
        wipeUnusedStack();
        giveBackUnusedMemory();
        if (!ended->task || stopAsked()) return Done{};
        next = doTask(*ended, stay);
    }
}

}  // namespace myochart::ui
