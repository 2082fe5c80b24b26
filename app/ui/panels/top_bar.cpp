#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/local_day.h"
#include "core/text.h"
#include "core/typed_day.h"
#include "core/words.h"
#include "ui/icons.h"
#include "ui/panels/main_menu.h"
#include "ui/panels/panels.h"
#include "ui/panels/search_box.h"
#include "ui/structure_words.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

using record::MarkerType;
using workspace::Mode;

class TopBar final : public Panel {
  public:
    std::string_view name() const override { return "top"; }
    Rect area(const Ui& ui) const override { return ui.layout.top; }
    void draw(Ui& ui) override;
    bool stepBack(Ui& ui) override { return search_.stepBack(ui); }

  private:
    void drawPatient(Ui& ui, const Rect& place);
    void drawModes(Ui& ui, const Rect& place);
    bool segment(Ui& ui, std::string_view name, std::optional<MarkerType> shape, std::string_view word,
                 std::string_view tipText, std::string_view key, bool on, float width);
    void drawTypeMenu(Ui& ui);
    void drawHistory(Ui& ui);

    SearchBox search_;
    MarkerType triggerPoint_ = MarkerType::active;
};

void TopBar::drawPatient(Ui& ui, const Rect& place) {
    if (place.size().x < ui.px(60)) return;
    ImDrawList& to = *ImGui::GetWindowDrawList();
    if (ui.program.quiz.isRunning()) return textIn(to, ui.fonts.body, place, ui.theme.quiet, tr("Quiz"));  // a class looks on
    const record::Patient* patient = ui.program.record.patient();
    if (!patient) {
        textIn(to, ui.fonts.body, place, ui.theme.quiet, tr("No patient open"));
        return;
    }
    const record::Session* session = ui.program.record.session();
    // The day first: it must be readable whole.
    std::string visit = session ? dateTimeAt(session->startedAt, session->utcOffset) : tr("No visit open");
    if (session && !session->title.empty()) visit += " \xC2\xB7 " + displayText(session->title);
    // With the birth date: two people may have one name. Where both have no room in one line the date goes before the visit.
    const std::string born = patient->birthDate.empty() ? "" : dayInWords(patient->birthDate);
    const float bornWidth = born.empty() ? 0 : textSize(ui.fonts.note, born).x + ui.px(10);
    const std::string person = displayText(patient->name);
    const bool tight = textSize(ui.fonts.strong, person).x + bornWidth > place.size().x;
    const float name = textAt(to, ui.fonts.strong, {place.min.x, place.min.y + ui.px(5)}, ui.theme.ink, person, place.size().x);
    if (!tight) textAt(to, ui.fonts.note, {place.min.x + name + ui.px(10), place.min.y + ui.px(7)}, ui.theme.ink, born);
    else if (!born.empty()) visit = fmt::format("{} \xC2\xB7 {}", born, visit);
    textAt(to, ui.fonts.note, {place.min.x, place.min.y + ui.px(25)}, ui.theme.quiet, visit, place.size().x);
}

bool TopBar::segment(Ui& ui, std::string_view name, std::optional<MarkerType> shape, std::string_view word,
                     std::string_view tipText, std::string_view key, bool on, float width) {
    const Pressed at = pressArea(ui, name, {width, ui.px(32)});
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float r = ui.px(6);
    if (on) {
        to.AddRectFilled(im(at.rect.min), im(at.rect.max), ui.theme.raised, r);
        to.AddRect(im(at.rect.min), im(at.rect.max), ui.theme.edge, r, 0, std::max(1.0F, std::floor(ui.scale)));
    } else if (at.hovered) {
        to.AddRectFilled(im(at.rect.min), im(at.rect.max), at.held ? ui.theme.press : ui.theme.hover, r);
    }
    const float text = word.empty() ? 0 : textSize(ui.fonts.body, word).x;
    const float mark = shape ? ui.px(16) + (word.empty() ? 0 : ui.px(8)) : 0;
    const float start = std::round(at.rect.centre().x - (text + mark) / 2);
    if (shape) drawMarkerShape(to, ui, *shape, {start + ui.px(8), at.rect.centre().y}, ui.px(7));
    textAt(to, ui.fonts.body, {start + mark, at.rect.centre().y - fontPx(ui.fonts.body) / 2},
           on ? ui.theme.ink : ui.theme.quiet, word);
    tip(ui, tipText, key);
    return at.clicked;
}

void TopBar::drawTypeMenu(Ui& ui) {
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(8), ui.px(8)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    if (ImGui::BeginPopup("types", ImGuiWindowFlags_NoMove)) {
        for (const MarkerType type : record::choicesOf(MarkerType())) {
            const std::string id = fmt::format("mode.place.{}", record::name(type));
            const Pressed at = pressArea(ui, "types." + std::string(record::name(type)), {ui.px(260), ui.px(32)});
            ImDrawList& to = *ImGui::GetWindowDrawList();
            if (at.hovered) to.AddRectFilled(im(at.rect.min), im(at.rect.max), ui.theme.hover, ui.px(4));
            drawMarkerShape(to, ui, type, {at.rect.min.x + ui.px(18), at.rect.centre().y}, ui.px(8));
            Rect words = at.rect;
            words.min.x += ui.px(28);
            textIn(to, ui.fonts.body, words, ui.theme.ink, tr(record::title(type)), ui.px(8));
            const std::string key = ui.keyOf(id);
            textAt(to, ui.fonts.note,
                   {at.rect.max.x - textSize(ui.fonts.note, key).x - ui.px(8),
                    at.rect.centre().y - fontPx(ui.fonts.note) / 2},
                   ui.theme.quiet, key);
            if (!at.clicked) continue;
            ui.runLater(id);
            ImGui::CloseCurrentPopup();
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar(2);
}

void TopBar::drawModes(Ui& ui, const Rect& place) {
    const bool placing = ui.program.marks.mode() == Mode::place;
    const MarkerType type = ui.program.marks.placing();
    if (placing && record::isTriggerPoint(type)) triggerPoint_ = type;
    // A word may be longer in another language.
    const auto whole = [&](const char* word, bool marked, float least) {
        return std::max(ui.px(least), std::ceil(textSize(ui.fonts.body, word).x) + ui.px(marked ? 40 : 16));
    };
    const char *look = tr("Look"), *trigger = tr("Trigger point"), *tender = tr("Tender point"), *needle = tr("Needle site");
    const float gaps = ui.px(24 + 12);
    const float all = whole(look, false, 64) + whole(trigger, true, 140) + whole(tender, true, 136) + whole(needle, true, 124) + gaps;
    const bool wide = place.size().x >= std::max(ui.px(500), all), medium = wide || place.size().x >= ui.px(216);
    const auto width = [&](float full, float small) { return wide ? full : ui.px(medium ? small : 32); };
    const float lookWidth = wide     ? whole(look, false, 64)
                            : medium ? std::max(ui.px(48), std::ceil(textSize(ui.fonts.body, look).x) + ui.px(4))
                                     : ui.px(32);
    const float total = lookWidth + width(whole(trigger, true, 140), 40) + width(whole(tender, true, 136), 40) +
                        width(whole(needle, true, 124), 40) + gaps;
    const vec2 corner(std::round(std::max(place.min.x, place.centre().x - total / 2)), ui.px(8));
    const Rect plate{corner - vec2(ui.px(4), ui.px(4)), corner + vec2(total + ui.px(4), ui.px(36))};
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.AddRectFilled(im(plate.min), im(plate.max),
                     ui.theme.dark ? ui.theme.ground : mix(ui.theme.panel, ui.theme.ground, 0.8F), ui.px(8));
    ImGui::SetCursorScreenPos(im(corner));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(4), 0});
    if (segment(ui, "mode.look", std::nullopt, look, tr("Turn, select and read; a click places nothing"),
                ui.keyOf("mode.look"), !placing, lookWidth))
        ui.runLater("mode.look");
    const auto place_ = [&](MarkerType which, const char* word, const char* name, float w, bool on) {
        ImGui::SameLine();
        const std::string id = fmt::format("mode.place.{}", record::name(which));
        const std::string tipText = trf("Place: {}", tr(record::title(which)));
        if (segment(ui, name, which, wide ? word : "", tipText, ui.keyOf(id), on, w)) ui.runLater(id);
    };
    place_(triggerPoint_, trigger, "mode.trigger", width(whole(trigger, true, 140), 40), placing && record::isTriggerPoint(type));
    ImGui::SameLine(0, 0);
    const Pressed more = pressArea(ui, "mode.types", {ui.px(24), ui.px(32)});
    if (more.hovered) to.AddRectFilled(im(more.rect.min), im(more.rect.max), ui.theme.hover, ui.px(6));
    iconAt(to, ui.fonts.smallIcons, more.rect.centre(), ui.theme.quiet, icon::kDown);
    if (!ui.fonts.smallIcons) textCentred(to, ui.fonts.note, more.rect, ui.theme.quiet, "v");
    tip(ui, tr("Every type of marker"));
    if (more.clicked) openList(ui, "types");
    ImGui::SetNextWindowPos({more.rect.min.x - ui.px(140), ui.px(46)}, ImGuiCond_Appearing);
    drawTypeMenu(ui);
    ImGui::SetCursorScreenPos({more.rect.max.x, more.rect.min.y});
    ImGui::Dummy({0, 0});
    ImGui::SetCursorScreenPos({more.rect.max.x + ui.px(4), more.rect.min.y});
    const auto lastTwo = [&](MarkerType which, const char* word, const char* name, float w) {
        const std::string id = fmt::format("mode.place.{}", record::name(which));
        if (segment(ui, name, which, wide ? word : "", trf("Place: {}", tr(record::title(which))), ui.keyOf(id),
                    placing && type == which, w))
            ui.runLater(id);
    };
    lastTwo(MarkerType::tender, tender, "mode.tender", width(whole(tender, true, 136), 40));
    ImGui::SameLine();
    lastTwo(MarkerType::needle, needle, "mode.needle", width(whole(needle, true, 124), 40));
    ImGui::PopStyleVar();
}

void TopBar::drawHistory(Ui& ui) {
    const workspace::UndoList& steps = ui.program.record.steps();
    const std::string undo = steps.canUndo() ? trf("Undo {}", insideSentence(steps.undoMessage())) : tr("Nothing to undo");
    const std::string redo = steps.canRedo() ? trf("Redo {}", insideSentence(steps.redoMessage())) : tr("Nothing to redo");
    if (button(ui, "top.undo",
               {.icon = icon::kUndo, .tip = undo, .key = ui.keyOf("edit.undo"), .enabled = ui.canRun("edit.undo")}))
        ui.runLater("edit.undo");
    ImGui::SameLine(0, ui.px(4));
    if (button(ui, "top.redo",
               {.icon = icon::kRedo, .tip = redo, .key = ui.keyOf("edit.redo"), .enabled = ui.canRun("edit.redo")}))
        ui.runLater("edit.redo");
}

void TopBar::draw(Ui& ui) {
    const Rect bar = ui.layout.top;
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float thick = std::max(1.0F, std::floor(ui.scale));
    to.AddRectFilled({0, bar.max.y - thick}, im(bar.max), ui.theme.rule);
    ImGui::SetCursorScreenPos({ui.px(8), ui.px(8)});
    drawMainMenu(ui);
    const bool narrow = bar.size().x < ui.px(760);
    const float searchWidth = narrow ? ui.px(104) : std::clamp(bar.size().x * 0.2F, ui.px(132), ui.px(276));
    const float right = bar.max.x - ui.px(8) - ui.px(32) - ui.px(8) - searchWidth;
    const float history = right - ui.px(80);
    constexpr float kModesWithoutWords = 240;  // what they leave of a narrow window is the patient's
    const float leftEnd = std::min(narrow ? history - ui.px(kModesWithoutWords) : bar.size().x * 0.24F, ui.px(280));
    drawPatient(ui, {{ui.px(48), 0}, {leftEnd, bar.max.y}});
    drawModes(ui, {{leftEnd + ui.px(8), 0}, {history - ui.px(8), bar.max.y}});
    ImGui::SetCursorScreenPos({history, ui.px(8)});
    drawHistory(ui);
    ImGui::SetCursorScreenPos({right, ui.px(8)});
    search_.draw(ui, searchWidth);
    ImGui::SetCursorScreenPos({bar.max.x - ui.px(40), ui.px(8)});
    const bool dark = ui.theme.dark;
    if (button(
            ui, "top.theme",
            {.icon = dark ? icon::kSun : icon::kMoon, .tip = dark ? tr("Light") : tr("Dark"), .key = ui.keyOf("window.theme")}))
        ui.runLater("window.theme");
}

}  // namespace

std::unique_ptr<Panel> makeTopBar() {
    return std::make_unique<TopBar>();
}

}  // namespace myochart::ui
