#include "ui/panels/lesson_edit.h"

#include <fmt/format.h>

#include "core/words.h"
#include "teaching/lesson_lines.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace myochart::ui {

using workspace::StepWords;

/// Another step, or another language: its words come into the fields.
void LessonEdit::follow(const Ui& ui) {
    const auto& lessons = ui.program.lessons;
    const std::string now = fmt::format("{} {} {}", lessons.lesson()->file.string(), lessons.step(), languageInUse());
    if (now == of_) return;
    of_ = now;
    const auto wordsOf = [](const teaching::Texts& texts) {
        const auto at = texts.by.find(languageInUse());
        return at == texts.by.end() ? std::string() : at->second;
    };
    const teaching::Step& step = lessons.now()->step;
    lesson_ = wordsOf(lessons.lesson()->lesson.title);
    title_ = wordsOf(step.title);
    text_ = wordsOf(step.text);
    speech_ = wordsOf(step.speech);
}

void LessonEdit::drawWords(Ui& ui) {
    const auto tell = [&ui](StepWords which, const std::string& text) {
        ui.later([&program = ui.program, which, text] { program.lessons.tell(which, text); });
    };
    fieldLabel(ui, tr("Title of the lesson"));
    if (field(ui, "lesson.name", lesson_, {.maxBytes = 300}).changed) tell(StepWords::lesson, lesson_);
    fieldLabel(ui, tr("Title of the step"));
    if (field(ui, "lesson.title", title_, {.maxBytes = 300}).changed) tell(StepWords::title, title_);
    fieldLabel(ui, tr("Text"));
    if (field(ui, "lesson.text", text_, {.lines = 8, .maxBytes = teaching::kMostTextBytes}).changed) tell(StepWords::text, text_);
    fieldLabel(ui, tr("Spoken text, if another"));
    if (field(ui, "lesson.speech", speech_, {.lines = 3, .maxBytes = teaching::kMostTextBytes}).changed) tell(StepWords::speech, speech_);
    const size_t others = ui.program.lessons.now()->step.text.by.size();
    if (others > 1) paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("Words are changed in the language of the window; those of the other languages stay as they are."));
}

void LessonEdit::drawSteps(Ui& ui) {
    const bool mine = ui.program.lessons.mayChange();
    const auto does = [&ui, this](const char* name, const char* icon, const char* label, bool enabled, auto action) {
        if (!button(ui, name, {.icon = icon, .label = label, .enabled = enabled, .width = -1})) return;
        ui.later([this, &program = ui.program, action] {
            action(program.lessons);
            of_.clear();
        });
    };
    does("lesson.take", icon::kEye, tr("Take this view"), mine, [](workspace::LessonDesk& lessons) { lessons.takePicture(); });
    does("lesson.add", icon::kAdd, tr("Add a step behind it"), true, [](workspace::LessonDesk& lessons) { lessons.addStep(); });
    does("lesson.remove", icon::kDelete, tr("Remove this step"), mine, [](workspace::LessonDesk& lessons) { lessons.removeStep(); });
    does("lesson.earlier", icon::kUp, tr("Move it one step earlier"), mine, [](workspace::LessonDesk& lessons) { lessons.moveStep(false); });
    does("lesson.later", icon::kDown, tr("Move it one step later"), mine, [](workspace::LessonDesk& lessons) { lessons.moveStep(true); });
}

void LessonEdit::drawKeeping(Ui& ui) {
    auto& lessons = ui.program.lessons;
    if (button(ui, "lesson.undo", {.icon = icon::kUndo, .tip = tr("Undo the last change of the lesson"), .enabled = lessons.canUndo()}))
        ui.later([this, &program = ui.program] { program.lessons.undo(), of_.clear(); });
    ImGui::SameLine(0, ui.px(4));
    if (button(ui, "lesson.redo", {.icon = icon::kRedo, .tip = tr("Do it again"), .enabled = lessons.canRedo()}))
        ui.later([this, &program = ui.program] { program.lessons.redo(), of_.clear(); });
    ImGui::SameLine(0, ui.px(8));
    if (button(ui, "lesson.save", {.label = tr("Save"), .kind = ButtonKind::primary, .enabled = lessons.changed()})) ui.runLater("lesson.save");
    paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("A lesson that comes with the program is saved as a copy of your own."));
}

void LessonEdit::draw(Ui& ui) {
    if (!ui.program.lessons.now()) return;
    follow(ui);
    rule(ui);
    gap(ui, 4);
    drawKeeping(ui);  // in sight however long the text is
    if (ui.program.lessons.mayChange()) drawWords(ui);
    else paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("This step is of another file, which the lesson includes; it is changed there."));
    gap(ui, 4);
    drawSteps(ui);
}

}  // namespace myochart::ui
