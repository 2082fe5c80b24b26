#include <fmt/format.h>

#include "anatomy/hazards.h"
#include "core/text.h"
#include "core/words.h"
#include "ui/file_picture.h"
#include "ui/icons.h"
#include "ui/panels/lesson_edit.h"
#include "ui/panels/panels.h"
#include "ui/panels/side_panel.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

const char* audienceWords(teaching::Audience audience) {
    switch (audience) {
        case teaching::Audience::patients: return tr("for patients");
        case teaching::Audience::therapists: return tr("for therapists");
        case teaching::Audience::everybody: break;
    }
    return tr("for everybody");
}

/// Lessons: the list of them, or the one that is played; in the place of the cards.
class LessonPanel final : public Panel {
  public:
    std::string_view name() const override { return "lesson"; }
    Rect area(const Ui& ui) const override { return ui.program.lessons.isOpen() ? ui.layout.right : Rect{}; }
    void draw(Ui& ui) override;
    bool stepBack(Ui& ui) override {
        auto& lessons = ui.program.lessons;
        if (!lessons.isOpen()) return false;
        if (lessons.lesson()) lessons.stop();
        else lessons.setOpen(false);
        return true;
    }

  private:
    static bool drawRow(Ui& ui, const std::string& name, const std::string& title, const std::string& about);
    static void drawList(Ui& ui);
    static void drawHead(Ui& ui);
    void drawStep(Ui& ui);
    static void drawWays(Ui& ui);
    static void drawTold(Ui& ui);
    static void drawSources(Ui& ui);

    LessonEdit edit_;
    FilePicture picture_;
};

/// As high as its words need. True when it was pressed.
bool LessonPanel::drawRow(Ui& ui, const std::string& name, const std::string& title, const std::string& about) {
    const float wide = ImGui::GetContentRegionAvail().x - ui.px(16);
    const float titleHigh = textSize(ui.fonts.strong, title, wide).y, aboutHigh = textSize(ui.fonts.note, about, wide).y;
    const Pressed at = row(ui, name, (titleHigh + aboutHigh) / ui.scale + 18, false);
    const vec2 after = vec(ImGui::GetCursorScreenPos());
    ImGui::SetCursorScreenPos(im(at.rect.min + vec2(ui.px(8), ui.px(7))));
    paragraph(ui, ui.fonts.strong, ui.theme.ink, title, wide);
    ImGui::SetCursorScreenPos(im(at.rect.min + vec2(ui.px(8), ui.px(11) + titleHigh)));
    paragraph(ui, ui.fonts.note, ui.theme.quiet, about, wide);
    ImGui::SetCursorScreenPos(im(after));
    return at.clicked;
}

void LessonPanel::drawList(Ui& ui) {
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() - ui.px(8));
    if (button(ui, "lesson.close", {.icon = icon::kBack, .label = trc("go back", "Back"), .tip = tr("Close the list of lessons"), .key = ui.keyOf("lesson.open")})) ui.runLater("lesson.open");
    paragraph(ui, ui.fonts.title, ui.theme.ink, tr("Lessons"));
    paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("Short tours of the body. While one is played, patient and visit are closed; they come back after it."));
    gap(ui, 8);
    const auto& list = ui.program.lessons.list();
    if (list.empty()) emptyPlace(ui, tr("There are no lessons beside the program."));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    for (size_t i = 0; i < list.size(); ++i) {
        const workspace::LessonEntry& entry = list[i];
        std::string about = fmt::format("{} \xC2\xB7 {}", audienceWords(entry.audience), trnf("{} step", "{} steps", entry.steps, entry.steps));
        if (entry.own) about += fmt::format(" \xC2\xB7 {}", tr("your own"));
        if (entry.remarks > 0) about += fmt::format(" \xC2\xB7 {}", trnf("{} remark", "{} remarks", entry.remarks, entry.remarks));
        const std::string& told = entry.title.in(languageInUse());
        if (!drawRow(ui, fmt::format("lesson.row.{}", i), displayText(told.empty() ? entry.key : told, 200), about)) continue;
        ui.later([self = ui, file = entry.file] {
            if (const Outcome begun = self.program.lessons.play(file); !begun) self.program.notices.tell(begun.error().message, true);
        });
    }
    ImGui::PopStyleVar();
    gap(ui, 8);
    paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("What they say is education, no advice for one person."));
}

void LessonPanel::drawHead(Ui& ui) {
    const auto& lessons = ui.program.lessons;
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() - ui.px(8));
    if (button(ui, "lesson.leave", {.icon = icon::kBack, .label = tr("All lessons"), .tip = tr("Leave the lesson")})) ui.runLater("lesson.stop");
    const std::string& title = lessons.lesson()->lesson.title.in(languageInUse());
    paragraph(ui, ui.fonts.strong, ui.theme.ink, displayText(title, 200));
    paragraph(ui, ui.fonts.note, ui.theme.quiet, trf("Step {} of {}", lessons.step() + 1, lessons.steps()));
}

void LessonPanel::drawStep(Ui& ui) {
    const auto& lessons = ui.program.lessons;
    const teaching::PlayedStep* now = lessons.now();
    if (!now) return;
    gap(ui, 4);
    if (const std::string& title = now->step.title.in(languageInUse()); !title.empty()) paragraph(ui, ui.fonts.title, ui.theme.accent, displayText(title, 400));
    gap(ui, 4);
    for (const std::string& part : split(now->step.text.in(languageInUse()), '\n')) {
        paragraph(ui, ui.fonts.title, ui.theme.ink, displayText(part, 4000));
        gap(ui, 6);
    }
    if (!now->picture.empty()) picture_.draw(ui, "lesson.picture", now->picture);
}

void LessonPanel::drawWays(Ui& ui) {
    const auto& lessons = ui.program.lessons;
    const float half = ImGui::GetContentRegionAvail().x / ui.scale / 2 - 4;
    if (button(ui, "lesson.back", {.label = trc("go back", "Back"), .tip = tr("The step before"), .key = ui.keyOf("lesson.back"), .kind = ButtonKind::plain, .enabled = lessons.step() > 0, .width = half, .height = 40})) ui.runLater("lesson.back");
    ImGui::SameLine(0, ui.px(8));
    const bool more = lessons.step() + 1 < lessons.steps();
    if (button(ui, "lesson.next", {.label = more ? tr("Next") : tr("Finish"), .tip = more ? tr("The next step") : tr("Leave the lesson"), .key = ui.keyOf(more ? "lesson.next" : "lesson.stop"), .kind = ButtonKind::primary, .width = half, .height = 40})) ui.runLater(more ? "lesson.next" : "lesson.stop");
    if (button(ui, "lesson.again", {.icon = icon::kFocus, .label = tr("Show this step again"), .tip = tr("After you have turned or peeled the body")})) ui.runLater("lesson.again");
    if (button(ui, "lesson.edit", {.icon = icon::kEdit, .label = tr("Change this lesson"), .on = lessons.editing()})) ui.later([&program = ui.program] { program.lessons.setEditing(!program.lessons.editing()); });
    const bool saved = !lessons.changed() && !lessons.isExporting();
    if (button(ui, "lesson.pictures", {.icon = icon::kFile, .label = lessons.isExporting() ? tr("Drawing \xE2\x80\xA6") : tr("Export pictures"), .tip = tr("Every step of the saved lesson, each a PNG"), .enabled = saved})) ui.runLater("lesson.pictures");
    if (lessons.isExporting()) ui.state.wake(ui.now + 0.5);
}

/// What goes with patterns and needle, and what this body lacks.
void LessonPanel::drawTold(Ui& ui) {
    const workspace::ShownStep* shown = ui.program.lessons.shown();
    if (!shown) return;
    if (!shown->patterns.empty()) paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("Reported pattern: where pain is told of by tradition; no finding and no diagnosis."));
    for (const std::string& sentence : shown->told) paragraph(ui, ui.fonts.note, ui.theme.quiet, sentence);
    for (const std::string& sentence : shown->missing) paragraph(ui, ui.fonts.note, ui.theme.danger, sentence);
}

void LessonPanel::drawSources(Ui& ui) {
    const auto& lessons = ui.program.lessons;
    const teaching::OpenedLesson& lesson = *lessons.lesson();
    if (lessons.editing())
        for (const teaching::Remark& remark : lesson.remarks) paragraph(ui, ui.fonts.note, ui.theme.danger, displayText(remark.sentence(), 300));
    if (lessons.step() + 1 < lessons.steps() || lesson.lesson.sources.empty()) return;
    heading(ui, tr("Sources"));
    for (const std::string& key : lesson.lesson.sources)
        if (const anatomy::Source* source = ui.program.catalogue().source(key)) paragraph(ui, ui.fonts.note, ui.theme.quiet, displayText(source->citation, 400));
    paragraph(ui, ui.fonts.note, ui.theme.quiet, anatomy::reviewSentence({}));
}

void LessonPanel::draw(Ui& ui) {
    beginSide(ui, area(ui), Facing::right);
    const bool editing = ui.program.lessons.editing();
    if (!ui.program.lessons.lesson()) {
        drawList(ui);
    } else {
        drawHead(ui);
        if (!editing) drawStep(ui);
        drawWays(ui);
        drawTold(ui);
        if (editing) edit_.draw(ui);
        drawSources(ui);
    }
    endSide();
}

}  // namespace

std::unique_ptr<Panel> makeLessonPanel() {
    return std::make_unique<LessonPanel>();
}

}  // namespace myochart::ui
