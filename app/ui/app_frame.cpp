#include "ui/app_frame.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_opengl3.h>
#include <fmt/format.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cmath>
#include <utility>

#include "core/words.h"
#include "ui/cut_text.h"
#include "ui/framing.h"
#include "ui/key_names.h"
#include "ui/panels/needle_bar.h"
#include "ui/record_commands.h"
#include "ui/widgets.h"
#include "ui/window_commands.h"
#include "workspace/section_pane.h"

namespace myochart::ui {

namespace {

constexpr int kSettleFrames = 3;
constexpr int kFramesToType = 9;  ///< a field is asked to take the keyboard for so long, see takeKeys() in widgets_field.cpp
constexpr std::chrono::milliseconds kDrawAtOnce{50};  ///< then the other views wait for the next frame

/// On a slow machine one view a frame, the active one first, so that the input is looked at in between.
void drawDue(const std::vector<std::unique_ptr<BodyPicture>>& pictures, size_t active, double now) {
    using Clock = std::chrono::steady_clock;
    const auto late = Clock::now() + kDrawAtOnce;
    for (size_t k = 0; k < pictures.size(); ++k) {
        BodyPicture& picture = *pictures[(active + k) % pictures.size()];
        if (k > 0 && picture.hasPicture() && Clock::now() > late) continue;
        picture.draw(now);
    }
}

/// What is drawn while patients are out of sight: the body, and what says so.
bool staysBeforeCurtain(std::string_view panel) { return panel == "body" || panel == "curtain" || panel == "demonstration"; }

/// What can be done then.
bool runsBeforeCurtain(std::string_view command) {
    return command == "window.curtain" || command == "window.lock" || command == "app.quit" || command.starts_with("view.") || command == "window.theme";
}

/// With Shift or without.
bool isFunctionKey(std::string_view name) {
    if (name.starts_with("Shift+")) name.remove_prefix(6);
    return name.size() >= 2 && name[0] == 'F' && std::isdigit(static_cast<unsigned char>(name[1]));
}

std::string_view word(store::SaveState state) {
    return state == store::SaveState::saved ? "saved" : state == store::SaveState::saving ? "saving" : "failed";
}

}  // namespace

AppFrame::AppFrame(workspace::Program& program, std::unique_ptr<render::SceneRenderer> renderer, bool drawsWithGl,
                   FontSet fonts)
    : program_(program),
      fonts_(std::move(fonts)),
      commands_(workspace::standardCommands()),
      panels_(standardPanels()),
      drawsWithGl_(drawsWithGl) {
    addWindowCommands(commands_, state_);
    addRecordCommands(commands_, state_);
    if (program_.record.isOpen()) program_.practice.begin();
    addShorthandCommands(commands_, state_);
    if (renderer) pictures_.push_back(std::make_unique<BodyPicture>(std::move(renderer)));
    context_ = ImGui::CreateContext(fonts_.atlas.get());
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendPlatformName = "myochart";
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
    mapKeys(io);
    if (drawsWithGl_) ImGui_ImplOpenGL3_Init("#version 330 core");
}

AppFrame::~AppFrame() {
    if (drawsWithGl_) ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext(context_);
}

namespace {

/// Beyond it what stands beside each other in the window would lie upon each other. In steps: a window that is dragged smaller is not given
/// new letters with every pixel.
float largestScale(vec2 windowPx) {
    constexpr float kLeastWidth = 640, kLeastHeight = 400, kSteps = 8, kMost = 3;
    return std::clamp(std::floor(std::min(windowPx.x / kLeastWidth, windowPx.y / kLeastHeight) * kSteps) / kSteps, 1.0F, kMost);
}

}  // namespace

void AppFrame::restyle(const Surface& surface) {
    const float asked = program_.settings.uiScale > 0 ? program_.settings.uiScale : surface.contentScale / surface.pixelRatio;
    const float scale = std::clamp(std::isfinite(asked) ? asked : 1.0F, 0.75F, largestScale(surface.windowPx));
    const float fontPx = scale * surface.pixelRatio;
    const int dark = program_.settings.dark ? 1 : 0;
    program_.view.options.dark = program_.settings.dark;
    if (fontPx != fontPx_) {
        // Only the texture: buffers made anew would still count as large as the old ones, and nothing more would be drawn.
        const bool first = fontPx_ <= 0;
        if (drawsWithGl_ && !first) ImGui_ImplOpenGL3_DestroyFontsTexture();
        if (fonts_.scale != fontPx) fonts_ = makeFonts(fontPx);
        ImGui::GetIO().Fonts = fonts_.atlas.get();
        ImGui::GetIO().FontDefault = fonts_.fonts.body;
        if (drawsWithGl_ && first) {
            ImGui_ImplOpenGL3_CreateDeviceObjects();
        } else if (drawsWithGl_) {
            ImGui_ImplOpenGL3_CreateFontsTexture();
        } else {
            unsigned char* pixels = nullptr;
            int width = 0, height = 0;
            ImGui::GetIO().Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
        }
        fontPx_ = fontPx;
    }
    if (scale != scale_ || dark != dark_) applyStyle(dark ? darkTheme() : lightTheme(), scale);
    scale_ = scale;
    dark_ = dark;
}

void AppFrame::run(InputQueue& queue, const Surface& surface, double now) {
    // The session that is open may end, the body may come: finish what workers have done before anything is drawn.
    if (program_.pump()) settle_ = kSettleFrames;
    if (!queue.empty()) settle_ = kSettleFrames;
    if (const auto scanned = scans_.sift(queue, now)) boxes_.take(program_, *scanned);
    int frames = 0;
    do {
        closeListsBeside(queue, surface, now);
        runOnce(queue, surface, now);
        ++frames;
    } while ((!queue.empty() && frames < 400) || (settle_-- > 0 && frames < 400));
    settle_ = 0;
}

/// A press beside an open list or menu closes it and counts where it falls, except on the body (BodyInput::step): ImGui
/// alone would take it for the closing everywhere.
void AppFrame::closeListsBeside(InputQueue& queue, const Surface& surface, double now) {
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    const auto press = queue.nextPress();
    if (!press) return;
    state_.closedLists.clear();
    if (context.OpenPopupStack.empty()) return;
    const auto holds = [&](const ImGuiPopupData& list) {
        return list.Window && list.Window->Rect().Contains({press->x, press->y});
    };
    int keep = context.OpenPopupStack.Size;
    while (keep > 0 && !holds(context.OpenPopupStack[keep - 1])) --keep;
    if (keep == context.OpenPopupStack.Size) return;
    for (int i = keep; i < context.OpenPopupStack.Size; ++i) state_.closedLists.push_back(context.OpenPopupStack[i].PopupId);
    ImGui::ClosePopupToLevel(keep, true);
    queue.holdOnce();  // what lies there is seen under the pointer in a frame of its own, then it is pressed
    runOnce(queue, surface, now);
}

/// Tab, and the arrows and Enter where the focus is shown, are KeyFocus's; ImGui's own Tab knows fields only.
void AppFrame::steerFocus(FrameInput& input) {
    const auto& lists = ImGui::GetCurrentContext()->OpenPopupStack;
    if (state_.line.takesTab)
        state_.line.tabbed = std::erase_if(input.keys, [](const InputEvent& key) { return key.key == GLFW_KEY_TAB && key.modifiers == 0; }) > 0;
    constexpr unsigned kNotDrawnYet = ~0U;
    unsigned scope = state_.dialogs.empty() ? 0 : state_.dialogs.back();
    if (!lists.empty()) scope = lists.back().Window ? lists.back().Window->ID : kNotDrawnYet;
    const bool leaves = state_.focus.take(input.keys, input.press.has_value(), scope, !lists.empty(), ImGui::GetIO().WantTextInput);
    if (leaves) ImGui::ClearActiveID();
    state_.dialogs.clear();
    if (!state_.focus.movedByTab()) return;
    state_.treeHasKeys = false;
    state_.keys = {};
}

/// A field that Tab has come to takes the keyboard in the frame after: the one before must have let it go.
void AppFrame::beginTyping() {
    const std::string field = state_.focus.fieldToType();
    if (field.empty()) return;
    state_.keysFor = field;
    state_.keysForFrames = kFramesToType;
}

void AppFrame::finishEdits(const Surface& surface, double now) {
    InputQueue none;
    if (surface.windowPx.x < 1 || surface.windowPx.y < 1) return;
    leaveFields_ = true;
    for (int i = 0; i < kSettleFrames; ++i) runOnce(none, surface, now);
}

/// What the left panel wants in width, unscaled: plots, a visit and a note that is read do not go into a column of a list.
float wantedLeft(const workspace::Program& program, Stage stage) {
    constexpr float kIncoming = 420, kOverTime = 372, kNote = 460, kVisit = 340;
    if (program.settings.structuresTab) return 0;
    if (program.imports.incoming()) return kIncoming;
    if (program.time.isOpen()) return kOverTime;
    if (!program.record.session()) return 0;
    return stage == Stage::note ? kNote : kVisit;
}

void AppFrame::layOut(const Surface& surface) {
    restyle(surface);
    surface_ = surface;
    program_.marks.setCurtain(state_.curtain);
    if (state_.curtain) {
        layout_ = {};  // the body alone, over the whole window: nothing of what stood there before is left
        layout_.whole = layout_.body = Rect{vec2{}, surface.windowPx};
    } else if ((program_.lessons.lesson() || program_.quiz.isRunning()) && !program_.settings.structuresTab) {
        workspace::Settings beside = program_.settings;
        beside.leftPanel = false;  // whoever is taught or asked sees nothing of patients
        layout_ = layOutFrame(surface.windowPx, scale_, beside);
    } else {
        const bool atCard = !program_.settings.structuresTab && (program_.view.options.selected || !program_.view.options.selectedMarkers.empty());
        layout_ = layOutFrame(surface.windowPx, scale_, program_.settings, wantedLeft(program_, state_.stage), atCard);
    }
    if (!state_.curtain && (program_.record.visitIsLocked() || program_.record.correctingVisit())) takeVisitBar(layout_, scale_);
    matchPictures();
    const vec2 body = paneRects(layout_.body, program_.view.panes.count(), scale_).front().size() * surface.pixelRatio;
    program_.view.viewport = {std::max(1, static_cast<int>(body.x)), std::max(1, static_cast<int>(body.y))};
    const float below = hasNeedleBar(program_) ? 124 : 64;
    program_.view.coveredBelow = std::min(0.25F, below * scale_ * surface.pixelRatio / std::max(1.0F, body.y));
}

void AppFrame::runOnce(InputQueue& queue, const Surface& surface, double now) {
    if (state_.keysForFrames > 0 && !ImGui::GetIO().WantTextInput) queue.waitToType();
    if (const auto body = program_.bodies.current(); body != body_) {
        body_ = body;
        state_.forgetBody();
    }
    layOut(surface);
    const bool hadCurtain = state_.curtain;
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {std::max(1.0F, surface.windowPx.x), std::max(1.0F, surface.windowPx.y)};
    io.DisplayFramebufferScale = {surface.pixelRatio, surface.pixelRatio};
    io.FontGlobalScale = 1 / surface.pixelRatio;
    io.DeltaTime = static_cast<float>(std::clamp(lastRun_ < 0 ? 1.0 / 60 : now - lastRun_, 1e-4, 0.25));
    lastRun_ = now;
    FrameInput input = queue.feed(io);
    io.KeysDown[io.KeyMap[ImGuiKey_Tab]] = false;
    state_.listsOpen = ImGui::GetCurrentContext()->OpenPopupStack.Size;
    beginTyping();
    io.ConfigInputTextCursorBlink = !movesLess();
    workspace::settleSectionPane(program_.view);
    moveCamera(now);
    ImGui::NewFrame();
    if (std::exchange(leaveFields_, false)) ImGui::ClearActiveID();  // after NewFrame, or the field would not notice
    steerFocus(input);
    constexpr double kFieldComes = 1.5;  // s; a field that is not drawn by then is not there
    if (now > state_.fieldAskedAt + kFieldComes) state_.fieldAsked.clear();
    state_.wakeAt = 1e300;
    state_.typing = false;
    state_.tip.clear();
    record_.begin();
    record_.fact("pointer", fmt::format("{:.0f},{:.0f}", input.pos.x, input.pos.y));
    Ui ui{program_,
          commands_,
          state_,
          pictures_.empty() ? nullptr : pictures_[program_.view.panes.active()].get(),
          dark_ ? darkTheme() : lightTheme(),
          fonts_.fonts,
          record_,
          layout_,
          input,
          scale_,
          surface.pixelRatio,
          now};
    for (const auto& picture : pictures_) ui.pictures.push_back(picture.get());
    keys(ui);
    const bool falls = state_.curtain && !hadCurtain;
    if (falls) {  // what is being typed is taken over before its field is gone; frames that are not shown are no sight of anybody
        ImGui::ClearActiveID();
        settle_ = std::max(settle_, 2);
    }
    state_.inMuscleList = false;
    state_.pointAtKeys.reset();
    for (const auto& panel : panels_.all())
        if (!state_.curtain || falls || staysBeforeCurtain(panel->name())) guard_.draw(*panel, ui);
    state_.copied.follow(ui);
    showCutText(ui);
    drawFocus(ui);
    for (const auto& action : std::exchange(state_.later, {})) action();
    noteState();
    ImGui::Render();
    presented_ = false;
    // A window that has just appeared knows its size only in the next frame.
    for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows)
        if (window->Active && (window->Appearing || window->HiddenFramesCannotSkipItems > 0))
            settle_ = std::max(settle_, 2);
}

/// As many pictures as there are views; each has a renderer of its own, so that a view at rest is never drawn again.
void AppFrame::matchPictures() {
    if (pictures_.empty()) return;
    while (pictures_.size() < program_.view.panes.count()) {
        auto shaders = programFolder("shaders");
        auto renderer = shaders ? render::SceneRenderer::create(*shaders)
                                : Result<std::unique_ptr<render::SceneRenderer>>(shaders.error());
        if (!renderer) {
            program_.notices.tell(renderer.error().message, true);
            program_.view.panes.show(1, program_.view.camera);
            break;
        }
        pictures_.push_back(std::make_unique<BodyPicture>(std::move(*renderer)));
    }
    pictures_.resize(program_.view.panes.count());
}

bool AppFrame::picturesAtRest() const {
    return !pictures_.empty() &&
           std::all_of(pictures_.begin(), pictures_.end(), [](const auto& picture) { return picture->atRest(); });
}

bool AppFrame::movesLess() const {
    return program_.settings.reducedMotion || state_.desktopMovesLess;
}

void AppFrame::moveCamera(double now) {
    if (program_.view.cameraGoal) {
        if (movesLess() || pictures_.empty())
            program_.view.camera = *program_.view.cameraGoal;
        else if (!motion_.moving() || !sameCamera(motion_.goal(), *program_.view.cameraGoal))
            motion_.start(program_.view.camera, *program_.view.cameraGoal, now);
        if (!motion_.moving()) program_.view.cameraGoal.reset();
    } else {
        motion_.stop();
    }
    if (!motion_.moving()) return;
    program_.view.camera = motion_.at(now);
    if (!motion_.moving()) program_.view.cameraGoal.reset();
}

namespace {

/// While a quiz runs a figure chooses where there is a list to choose from, Enter answers and goes on to the next question.
bool takenByQuiz(workspace::Program& program, const workspace::CommandRegistry& commands, const std::string& key) {
    auto& quiz = program.quiz;
    if (key == "Enter" && quiz.isRunning()) {
        (void)commands.run(quiz.result() ? "quiz.next" : "quiz.answer", program);
        return true;
    }
    const char digit = key.size() == 1 ? key[0] : '0';
    const bool chooses = quiz.hidesNames() && digit >= '1' && digit <= '9' && static_cast<size_t>(digit - '1') < quiz.choices().size();
    if (chooses) quiz.choose(static_cast<size_t>(digit - '1'));
    return chooses;
}

}  // namespace

void AppFrame::keys(Ui& ui) {
    const bool typing = ImGui::GetIO().WantTextInput;
    for (const InputEvent& event : ui.input.keys) {
        const std::string name = keyName(event.key, event.modifiers);
        if (name.empty()) continue;
        if (name == "Esc") {
            if (!event.repeat && !state_.curtain) escape(ui);
            continue;
        }
        // While text is typed only commands with Ctrl (but not the field's own) and function keys pass.
        const bool own = name == "Ctrl+Z" || name == "Ctrl+Shift+Z" || name == "Ctrl+A" || name == "Ctrl+C" ||
                         name == "Ctrl+V" || name == "Ctrl+X";
        const bool reaches = !typing || (name.starts_with("Ctrl+") && !own) ||
                             isFunctionKey(name);
        if (!reaches) continue;
        if (state_.dialog != Dialog::none && name != "Ctrl+Q" && name != "Ctrl+K" && name != "F1") continue;
        const bool isDigit = name.size() == 1 && name[0] >= '0' && name[0] <= '9';
        if (isDigit && state_.listsOpen > 0) continue;  // a figure of what is open, not a view
        if (!typing && !state_.curtain && state_.listsOpen == 0 && !event.repeat && takenByQuiz(program_, commands_, name)) continue;
        const workspace::Command* command = commands_.forKey(name);
        if (!command && name == "Ctrl+Y") command = commands_.find("edit.redo");
        if (!command && name == "Ctrl+Shift++") command = commands_.find("window.larger");
        if (!command && name == "Shift+H") command = commands_.find("view.showAll");
        if (event.repeat && !(command && command->id.starts_with("edit."))) continue;
        if (!command || (state_.curtain && !runsBeforeCurtain(command->id))) continue;
        if (!command->canRun(program_)) {
            program_.notices.tell(tr(command->needs.otherwise));
            continue;
        }
        if (!typing && placesFromList(program_, state_, command->id)) {
            if (auto placed = placeFromList(program_, state_, command->id); !placed) program_.notices.tell(placed.error().message, true);
            continue;
        }
        if (!typing) {
            ui.run(command->id);
            continue;
        }
        // What is being typed is taken first: the field is left in this frame, the command comes after the next.
        ImGui::ClearActiveID();
        ui.later([self = ui, id = command->id] { self.runLater(id); });
    }
}

/// One level back: what is nearest to the user first.
void AppFrame::escape(Ui& ui) {
    if (ImGui::GetIO().WantTextInput && state_.dialog == Dialog::none) return;  // the field lets go by itself
    if (state_.listsOpen > 0) {  // ImGui itself may have closed it already
        if (ImGui::GetCurrentContext()->OpenPopupStack.Size >= state_.listsOpen)
            ImGui::ClosePopupToLevel(state_.listsOpen - 1, true);
        return;
    }
    if (state_.dialog == Dialog::none && state_.keys.inList()) return void(state_.keys = {});
    if (state_.focus.scope() == 0 && state_.focus.shown()) return state_.focus.hide();
    for (auto panel = panels_.all().rbegin(); panel != panels_.all().rend(); ++panel)
        if ((*panel)->stepBack(ui)) return;
    if (state_.dialog != Dialog::none) return state_.quitWaits = false, state_.close();
    if (program_.marks.mode() == workspace::Mode::place) return program_.marks.setMode(workspace::Mode::look);
    if (!program_.view.options.selectedMarkers.empty() || program_.view.options.selected) return program_.view.clearSelection();
    if (!program_.view.options.isolated.empty()) program_.view.undoHide();
}

void AppFrame::noteState() {
    const record::Session* session = program_.marks.shownSession();
    record_.fact("mode",
                 program_.marks.mode() == workspace::Mode::look ? "look" : fmt::format("place {}", record::name(program_.marks.placing())));
    record_.fact("markers", std::to_string(session ? session->markers.size() : 0));
    record_.fact("patients", std::to_string(program_.record.patients().all()));
    record_.fact("sessions", std::to_string(program_.record.sessions().size()));
    record_.fact("patient", program_.record.patient() ? program_.record.patient()->id.text : "");
    record_.fact("session", session ? session->id.text : "");
    record_.fact("curtain", state_.curtain ? "drawn" : "");
    record_.fact("save", state_.typing ? "typing" : std::string(word(program_.record.saveState())));
    record_.fact("visit", program_.record.visitIsLocked() ? "locked" : program_.record.correctingVisit() ? "correcting" : session ? "open" : "");
    record_.fact("body", program_.bodies.current() ? program_.bodies.current()->name() : "");
    record_.fact("shownBody", program_.bodies.inPicture() ? program_.bodies.inPicture()->name() : "");
    record_.fact("pickReady", program_.bodies.rays() ? "yes" : "no");
    record_.fact("camera", motion_.moving() || program_.view.cameraGoal ? "busy" : "still");
    record_.fact("picture", picturesAtRest() ? "rest" : "due");
    std::uint64_t drawn = 0;
    for (const auto& picture : pictures_) drawn += picture->picturesDrawn();
    record_.fact("fullFrameMs", pictures_.empty() ? "" : fmt::format("{:.0f}", pictures_.front()->governor().fullMs()));
    record_.fact("pictures", pictures_.empty() ? "" : std::to_string(drawn));
    record_.fact("panes", std::to_string(program_.view.panes.count()));
    record_.fact("activePane", std::to_string(program_.view.panes.active()));
    record_.fact("jobs", std::to_string(program_.jobs.running().size()));
    std::string selected;
    for (const auto& id : program_.view.options.selectedMarkers) selected += (selected.empty() ? "" : " ") + id.text;
    record_.fact("selectedMarkers", selected);
    const bool structure = program_.bodies.current() && program_.view.options.selected;
    record_.fact("selectedStructure", structure ? program_.bodies.current()->structure(*program_.view.options.selected).key : "");
    const bool hovered = program_.bodies.current() && program_.view.options.hovered;
    record_.fact("hovered", hovered ? program_.bodies.current()->structure(*program_.view.options.hovered).key : "");
    static constexpr const char* kPlaces[] = {"body", "patients", "visits", "sites", "tree", "search"};
    record_.fact("keys", kPlaces[static_cast<size_t>(state_.keys.place)]);
    record_.fact("lists", std::to_string(ImGui::GetCurrentContext()->OpenPopupStack.Size));
    record_.fact("patientWindow", state_.patientWindow ? "open" : "");
    record_.fact("dialog", std::to_string(static_cast<int>(state_.dialog)));
    record_.add("window", layout_.whole);
    record_.add("body", layout_.body);
}

bool AppFrame::wantsPresent(double now) const {
    return !presented_ ||
           std::any_of(pictures_.begin(), pictures_.end(), [&](const auto& picture) { return picture->due(now); });
}

double AppFrame::wakeAt(double now) const {
    double at = std::min(state_.wakeAt, scans_.dueAt());
    if (motion_.moving() || program_.view.cameraGoal) at = now;
    for (const auto& picture : pictures_) at = std::min(at, picture->dueAt(now));
    return at;
}

void AppFrame::present(double now) {
    const auto panes = paneRects(layout_.body, pictures_.size(), scale_);
    drawDue(pictures_, program_.view.panes.active(), now);
    for (size_t i = 0; i < pictures_.size(); ++i) {
        if (!pictures_[i]->hasPicture()) continue;
        const float fromBelow = (surface_.windowPx.y - panes[i].max.y) * surface_.pixelRatio;
        pictures_[i]->show(static_cast<int>(panes[i].min.x * surface_.pixelRatio), static_cast<int>(fromBelow));
    }
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    presented_ = true;
    // A sketch is there to be replaced: it need not be drawn carefully first.
    if (picturesAtRest() || (!program_.bodies.current() && !pictures_.empty() && pictures_.front()->hasPicture())) program_.bodies.isOnScreen();
}

bool AppFrame::wantsTextInput() const {
    return ImGui::GetIO().WantTextInput;
}
int AppFrame::mouseCursor() const {
    return ImGui::GetMouseCursor();
}

}  // namespace myochart::ui
