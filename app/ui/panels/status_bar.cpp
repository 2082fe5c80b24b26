#include <fmt/format.h>

#include <cmath>

#include "core/text.h"
#include "core/words.h"
#include "ui/icons.h"
#include "ui/panels/body_overlay.h"
#include "ui/panels/panels.h"
#include "ui/structure_words.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

using store::SaveState;

/// What the keys do on the control on which the keyboard stands.
const char* keysOf(FocusStop::Kind kind) {
    switch (kind) {
        case FocusStop::Kind::press: return tr("Enter presses \xC2\xB7 arrow keys and Tab go to the next \xC2\xB7 F6 to the next part");
        case FocusStop::Kind::field: return tr("Enter types here \xC2\xB7 Tab goes to the next \xC2\xB7 F6 to the next part");
        case FocusStop::Kind::slider: return tr("Left and Right change it \xC2\xB7 Tab goes to the next \xC2\xB7 F6 to the next part");
        case FocusStop::Kind::list: return tr("Up and Down choose a row \xC2\xB7 Enter takes it \xC2\xB7 Tab goes to the next");
        case FocusStop::Kind::chip: return tr("Digits, Left and Right change it \xC2\xB7 Backspace empties it \xC2\xB7 Tab goes to the next");
    }
    return "";
}

/// What the arrow keys do while they are not the body's; empty: they are.
std::string keysHint(const Ui& ui) {
    const UiState& state = ui.state;
    if (!state.arrowsTaken()) return {};
    if (state.listsOpen > 0) return tr("Arrow keys choose \xC2\xB7 Enter takes it \xC2\xB7 Esc closes the list");
    if (state.treeHasKeys) return tr("Up and Down go through the structures \xC2\xB7 Left and Right fold them \xC2\xB7 F6 to the next part");
    if (state.keys.place == KeyPlace::patients) return tr("Up and Down go through the list \xC2\xB7 Enter opens the patient \xC2\xB7 F6 to the next part");
    if (state.keys.place == KeyPlace::visits) return tr("Up and Down go through the visits \xC2\xB7 Enter opens one \xC2\xB7 F6 to the next part");
    if (state.keys.place == KeyPlace::sites) return tr("Up and Down go through the sites \xC2\xB7 Enter selects, once more opens the card \xC2\xB7 F6 to the next part");
    const FocusStop* stop = state.focus.shown();
    return stop ? keysOf(stop->kind) : "";
}

std::string hint(const Ui& ui) {
    if (const std::string keys = keysHint(ui); !keys.empty() && !ui.program.marks.dragging()) return keys;
    if (!ui.program.bodies.current()) return ui.program.bodies.inPicture() ? tr("The body is being made ready") : tr("Ctrl+I imports a model");
    if (ui.program.quiz.takesClicks()) return tr("Click on the body answers \xC2\xB7 drag turns \xC2\xB7 wheel zooms");
    if (ui.program.marks.dragging()) return tr("Release to put it down \xC2\xB7 Esc takes it back");
    if (ui.program.aim.dragging()) return tr("Release to chart it \xC2\xB7 Ctrl turns without snapping \xC2\xB7 Esc takes it back");
    if (ui.state.overSlice)
        return tr("Wheel goes through the slices \xC2\xB7 Ctrl+wheel zooms \xC2\xB7 drag moves \xC2\xB7 click selects");
    if (ui.program.marks.mode() == workspace::Mode::place)
        return tr("Click places \xC2\xB7 drag turns \xC2\xB7 Alt+wheel chooses the depth \xC2\xB7 Esc stops placing");
    if (ui.program.pain.isOpen() && ui.program.pain.brush.on) return tr("Drag over the skin paints \xC2\xB7 beside the body turns \xC2\xB7 Shift+wheel: size of the brush \xC2\xB7 Esc ends");
    if (ui.program.aim.isOpen()) return tr("Drag the handle \xC2\xB7 arrows lean the needle \xC2\xB7 wheel over it, Page up/down: depth \xC2\xB7 Esc ends");
    if (!ui.program.view.options.selectedMarkers.empty())
        return tr("Arrow keys move by 1 mm \xC2\xB7 Shift by 5 mm \xC2\xB7 M mirrors \xC2\xB7 Delete removes");
    if (ui.program.view.options.effects.section.on)
        return ui.program.view.panes.count() == 1
                   ? tr("Drag the handle, Up/Down or Page up/down move the section \xC2\xB7 Ctrl+2 shows it beside the "
                     "body")
                   : tr("Drag the handle, Up/Down or Page up/down move the section \xC2\xB7 wheel zooms");
    return tr("Drag turns \xC2\xB7 wheel zooms \xC2\xB7 click selects \xC2\xB7 Ctrl+K all commands \xC2\xB7 F1 keys");
}

std::string layerWords(const Ui& ui) {
    using anatomy::Layer;
    const std::vector<Layer> layers = peelLayers(*ui.program.bodies.current());
    const size_t step = peelStep(layers, ui.program.view.options);
    if (step >= layers.size()) return tr("No muscles or bones shown");
    switch (layers[step]) {
        case Layer::skin:
            return tr("From the skin inwards");
        case Layer::superficial:
            return tr("From the superficial muscles inwards");
        case Layer::intermediate:
            return tr("From the intermediate muscles inwards");
        case Layer::deep:
            return tr("From the deep muscles inwards");
        default:
            return tr("Bones");
    }
}

class StatusBar final : public Panel {
  public:
    std::string_view name() const override { return "status"; }
    Rect area(const Ui& ui) const override { return ui.layout.status; }
    void draw(Ui& ui) override;

  private:
    void drawFailure(Ui& ui, const Rect& bar);
    float drawSaved(Ui& ui, const Rect& bar, float x);
    float drawUnprotected(Ui& ui, const Rect& bar, float x);
    float drawProtected(Ui& ui, const Rect& bar, float x);
    std::string overWords(const Ui& ui) const;
    std::string workWords(const Ui& ui) const;
    double savingSince_ = -1;
};

void StatusBar::drawFailure(Ui& ui, const Rect& bar) {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.AddRectFilled(im(bar.min), im(bar.max), ui.theme.danger);
    const std::string why = ui.program.record.saving().failure();
    Rect words = bar;
    words.min.x += ui.px(40);
    iconAt(to, ui.fonts.smallIcons, {ui.px(24), bar.centre().y}, ui.theme.onDanger, icon::kError);
    const std::string said = ui.program.record.saving().triesAgain()
                                 ? trf("Not saved: {} It is tried again every two seconds; press here.", why)
                                 : trf("Not saved: {} Press here to keep it elsewhere.", why);
    ui.record.fact("status.failure", said);
    textIn(to, ui.fonts.noteStrong, words, ui.theme.onDanger, said, 0);
    ImGui::SetCursorScreenPos(im(bar.min));
    if (pressArea(ui, "status.failure", bar.size()).clicked) ui.state.open(Dialog::unsaved);
}

float StatusBar::drawSaved(Ui& ui, const Rect& bar, float x) {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const bool saving = ui.program.record.saveState() == SaveState::saving;
    if (!saving)
        savingSince_ = -1;
    else if (savingSince_ < 0)
        savingSince_ = ui.now;
    // Saving takes milliseconds; the word changes only when it takes longer than the eye likes to see flicker.
    const bool show = saving && ui.now - savingSince_ > 0.15;
    if (saving) ui.state.wake(ui.now + 0.05);
    const bool typing = ui.state.typing, empty = ui.program.record.patients().all() == 0 && !ui.program.record.patient();
    const bool readOnly = !ui.program.record.readOnly().empty();
    const char* word = !ui.program.record.isOpen() ? mark("No record")
                       : readOnly         ? mark("Read-only: nothing can be saved here")
                       : typing           ? mark("Typing\xE2\x80\xA6")
                       : show             ? mark("Saving\xE2\x80\xA6")
                       : empty            ? mark("Nothing to save yet")
                                          : mark("Saved");
    to.AddCircleFilled({x + ui.px(4), bar.centre().y}, ui.px(4),
                       readOnly                  ? ui.theme.danger
                       : show || typing || empty ? ui.theme.quiet : ui.theme.accent, 20);
    const float y = bar.centre().y - fontPx(ui.fonts.note) / 2;
    const float width = textAt(to, ui.fonts.note, {x + ui.px(16), y}, ui.theme.ink, tr(word));
    ui.record.fact("status.saved", word);
    ui.record.add("status.saved", {{x, bar.min.y}, {x + ui.px(16) + width, bar.max.y}});
    return x + ui.px(16) + width;
}

/// All the time while anybody who has the file can read it; the demonstration says of itself what it is.
float StatusBar::drawUnprotected(Ui& ui, const Rect& bar, float x) {
    if (!ui.program.record.isOpen() || ui.program.record.isProtected() || ui.record.facts().contains("demonstration")) return x;
    const char* words = tr("Not protected: for made-up people only");
    const Rect press{{x + ui.px(12), bar.min.y}, {x + ui.px(28) + textSize(ui.fonts.noteStrong, words).x, bar.max.y}};
    const Rect chip{press.min + vec2(0, ui.px(3)), press.max - vec2(0, ui.px(3))};
    ImGui::SetCursorScreenPos(im(press.min));
    const Pressed pressed = pressArea(ui, "status.unprotected", press.size());
    ImDrawList& to = *ImGui::GetWindowDrawList();
    if (pressed.hovered) to.AddRectFilled(im(chip.min), im(chip.max), ui.theme.hover, ui.px(4));
    to.AddRect(im(chip.min), im(chip.max), ui.theme.danger, ui.px(4));
    textIn(to, ui.fonts.noteStrong, chip, ui.theme.danger, words, ui.px(8));
    tip(ui, tr("Anybody who has the file can read it. Press here to protect it with a passphrase."));
    if (pressed.clicked) ui.run("record.protect");
    return chip.max.x;
}

/// That the record is protected, and the way to lock it, in sight all the time.
float StatusBar::drawProtected(Ui& ui, const Rect& bar, float x) {
    if (!ui.program.record.isOpen() || !ui.program.record.isProtected()) return x;
    const char* words = tr("Protected \xC2\xB7 Lock");
    const float iconWidth = ui.px(18);
    const Rect press{{x + ui.px(12), bar.min.y}, {x + ui.px(28) + iconWidth + textSize(ui.fonts.note, words).x, bar.max.y}};
    const Rect chip{press.min + vec2(0, ui.px(3)), press.max - vec2(0, ui.px(3))};
    ImGui::SetCursorScreenPos(im(press.min));
    const Pressed pressed = pressArea(ui, "status.lock", press.size());
    ImDrawList& to = *ImGui::GetWindowDrawList();
    if (pressed.hovered) to.AddRectFilled(im(chip.min), im(chip.max), ui.theme.hover, ui.px(4));
    to.AddRect(im(chip.min), im(chip.max), ui.theme.rule, ui.px(4));
    iconAt(to, ui.fonts.smallIcons, {chip.min.x + ui.px(8) + iconWidth / 2 - ui.px(2), chip.centre().y}, ui.theme.accent, icon::kLock);
    textAt(to, ui.fonts.note, {chip.min.x + ui.px(8) + iconWidth, bar.centre().y - fontPx(ui.fonts.note) / 2}, ui.theme.ink, words);
    tip(ui, tr("The record is encrypted. Press here, or Shift+F9, to lock it: it is closed then, and opens with its passphrase again."));
    if (pressed.clicked) ui.run("window.lock");
    return chip.max.x;
}

std::string StatusBar::overWords(const Ui& ui) const {
    const auto body = ui.program.bodies.current();
    if (!body || ui.program.namesHidden()) return {};
    if (ui.program.view.options.hoveredMarker) {
        const record::Session* session = ui.program.marks.shownSession();
        const record::Marker* marker = session ? session->marker(*ui.program.view.options.hoveredMarker) : nullptr;
        if (marker) return displayText(marker->sentence.empty() ? marker->muscle : marker->sentence);
    }
    if (!ui.program.view.options.hovered) return {};
    return displayText(body->structure(*ui.program.view.options.hovered).name);
}

std::string StatusBar::workWords(const Ui& ui) const {
    for (const auto& job : ui.program.jobs.running())
        if (job->background)
            return fmt::format("{} {:.0f} %", job->title, static_cast<double>(job->progress->fraction()) * 100);
    return {};
}

void StatusBar::draw(Ui& ui) {
    const Rect bar = ui.layout.status;
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float thick = std::max(1.0F, std::floor(ui.scale));
    to.AddRectFilled(im(bar.min), {bar.max.x, bar.min.y + thick}, ui.theme.rule);
    if (ui.program.record.saveState() == SaveState::failed) return drawFailure(ui, bar);
    const float y = bar.centre().y - fontPx(ui.fonts.note) / 2;
    const std::string hints = hint(ui);
    ui.record.fact("status.hint", hints);
    const float hintWidth = textSize(ui.fonts.note, hints).x;
    const bool roomForHint = hintWidth + ui.px(360) < bar.size().x;
    const float end = roomForHint ? bar.max.x - ui.px(32) - hintWidth : bar.max.x - ui.px(16);
    float x = drawProtected(ui, bar, drawUnprotected(ui, bar, drawSaved(ui, bar, ui.px(16))));
    const auto part = [&](const std::string& text, ImU32 colour) {
        if (text.empty() || x + ui.px(60) > end) return;
        to.AddRectFilled({x + ui.px(12), bar.min.y + ui.px(8)}, {x + ui.px(12) + thick, bar.max.y - ui.px(8)},
                         ui.theme.rule);
        x += ui.px(24);
        x += textAt(to, ui.fonts.note, {x, y}, colour, text, end - x);
    };
    if (ui.program.bodies.current()) {
        part(bodyTitle(*ui.program.bodies.current()), ui.theme.quiet);
        part(layerWords(ui), ui.theme.quiet);
    }
    part(workWords(ui), ui.theme.quiet);
    if (!ui.program.backups.worry().empty()) part(tr("No recent backup"), ui.theme.danger);
    part(overWords(ui), ui.theme.ink);
    if (roomForHint) textAt(to, ui.fonts.note, {bar.max.x - ui.px(16) - hintWidth, y}, ui.theme.quiet, hints);
}

}  // namespace

std::unique_ptr<Panel> makeStatusBar() {
    return std::make_unique<StatusBar>();
}

}  // namespace myochart::ui
