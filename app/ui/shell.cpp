#include "ui/shell.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <future>
#include <optional>
#include <utility>

#include "builtin/builtin_body.h"
#include "core/log.h"
#include "core/words.h"
#include "ui/app_frame.h"
#include "ui/app_window.h"
#include "ui/desktop_motion.h"
#include "ui/outside_end.h"
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
constexpr int kLastFlushMs = 1500;   ///< a stopped program leaves within two seconds

class Shell {
  public:
    Shell(std::optional<OutputFile> layout, workspace::Program& program, AppWindow& window,
          std::unique_ptr<render::SceneRenderer> renderer, FontSet fonts)
        : layout_(std::move(layout)),
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
    void run();

  private:
    AppFrame::Surface surface() const;
    bool followLanguage();
    void turn();
    bool needsRun(double now);
    void draw(double now);
    bool bodyIsComing() const;
    void reopen();
    bool mayLeave();
    bool mayRestore();
    void saveAll(const AppFrame::Surface& last);
    double pause(double now) const;
    void keepWindowSize();
    void keepSettings();

    const std::optional<OutputFile> layout_;  ///< for scripts that drive the window
    workspace::Program& program_;
    AppWindow& window_;
    AppFrame frame_;
    std::string wantPatient_, wantSession_;  ///< open when the program was last closed
    std::string spokenSetting_;              ///< the setting whose language is spoken
    bool demonstrates_ = false;              ///< and has not begun yet
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
    return std::clamp(frame_.wakeAt(now) - now, 0.0, wait);
}

bool Shell::needsRun(double now) {
    auto dropped = window_.takeDropped();
    const bool input = !window_.input().empty() || !dropped.empty();
    std::move(dropped.begin(), dropped.end(), std::back_inserter(frame_.state().dropped));
    if (input) awakeUntil_ = now + kAwakeFor;
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
    if (run && layout_) {
        frame_.noteState();
        frame_.record().writeIfChanged(*layout_);
    }
}

/// True when everything is saved or the user gives it up; asks when it cannot be saved.
bool Shell::mayLeave() {
    frame_.finishEdits(surface(), AppWindow::now());
    if (!program_.record.isOpen() || frame_.state().quitNow || program_.record.saving().flush(800)) return true;
    frame_.state().quitAsked = false;
    frame_.state().quitWaits = true;
    frame_.state().open(Dialog::unsaved);
    window_.refuseClose();
    return false;
}

/// True when a backup is to be put back and everything is saved; with something unsaved none is.
bool Shell::mayRestore() {
    if (!program_.backups.restoreAsked()) return false;
    frame_.finishEdits(surface(), AppWindow::now());
    if (program_.record.saving().flush(800)) return true;
    program_.backups.forgetRestore();
    program_.notices.tell(tr("Something is not saved yet, so no backup was put back."), true);
    frame_.state().open(Dialog::unsaved);
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

void Shell::run() {
    whenDisplayIsLost([this] {
        log::warn("The display went away.");
        saveAll(lastSurface_);
    });
    frame_.state().desktopMovesLess = desktopMovesLess();
    frame_.layOut(surface());
    while (true) {
        turn();
        if (stopAsked()) break;
        if (mayRestore()) break;
        if ((window_.closeAsked() || frame_.state().quitAsked || frame_.state().quitNow) && mayLeave()) break;
        window_.wait(pause(AppWindow::now()));
    }
    whenDisplayIsLost({});
    keepWindowSize();
    saveAll(surface());
}

/// What is being typed is taken over, then everything is written; the window is not used.
void Shell::saveAll(const AppFrame::Surface& last) {
    frame_.finishEdits(last, AppWindow::now());
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

/// What a program that was opened anew has to tell of what was done between.
struct FirstNotice {
    std::string text;
    bool isError = false;
};

/// A program in the window, until it is closed; what is to be put in the record's place then, if anything.
Result<std::optional<store::RestoreOrder>> runProgram(const ShellOptions& options, AppWindow& window, std::optional<OutputFile> layout, FontSet fonts,
                                                      const std::shared_future<std::shared_ptr<const body::Body>>& sketch, const FirstNotice& first) {
    Outcome language = Done{};
    workspace::ProgramOptions opening = options.program;
    opening.settingsRead = [&language](const workspace::Settings& settings) { language = speakChosenLanguage(settings); };
    auto program = workspace::Program::open(opening);
    if (!program && program.error().kind == ErrorKind::locked)  // a second start from the desktop
        showRefusal(window, std::move(fonts), tr("Myochart already has this record open"), program.error().message, layout ? &*layout : nullptr);
    if (!program) return program.error();
    if (!language) (*program)->notices.tell(language.error().message, true);
    if (!first.text.empty()) (*program)->notices.tell(first.text, first.isError);
    (*program)->bodies.holdWorkUntilShown();
    openFirstModel(**program, options.model, sketch);  // while the graphics are made ready
    window.resize((*program)->settings.windowWidth, (*program)->settings.windowHeight);
    auto shaders = programFolder("shaders");
    if (!shaders) return shaders.error();
    auto renderer = render::SceneRenderer::create(*shaders);
    if (!renderer) return renderer.error();
    {
        Shell shell(std::move(layout), **program, window, std::move(*renderer), std::move(fonts));
        if (options.program.via == workspace::kDemonstration) shell.demonstrate();
        shell.run();
    }
    return (*program)->backups.restoreAsked();
}

/// Closed for it: a backup takes the record's place, and the program that is opened anew tells how that went.
FirstNotice putBack(const store::RestoreOrder& order) {
    Progress progress;
    const auto restored = store::restoreBackup(order, progress);
    if (!restored) log::warn(restored.error().inEnglish());
    return restored ? FirstNotice{workspace::restoredWords(*restored), false} : FirstNotice{restored.error().message, true};
}

}  // namespace

Outcome runWindow(const ShellOptions& options) {
    catchStopSignals();
    std::optional<OutputFile> layout;
    if (!options.layoutFile.empty()) {
        auto file = openOutput(options.layoutFile, workspace::ownPlaces(options.program));
        if (!file) return file.error();
        layout = std::move(*file);
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
    auto next = runProgram(options, **window, layout, fonts.get(), sketch, {});
    while (next && *next && !stopAsked()) {
        const FirstNotice told = putBack(**next);
        next = runProgram(options, **window, layout, makeFonts(kUsualScale), sketch, told);
    }
    return next ? Outcome(Done{}) : Outcome(next.error());
}

}  // namespace myochart::ui
