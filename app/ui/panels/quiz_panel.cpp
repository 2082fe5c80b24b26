#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "ui/file_picture.h"
#include "ui/icons.h"
#include "ui/panels/panels.h"
#include "ui/panels/side_panel.h"
#include "ui/slider.h"
#include "ui/tick_row.h"

namespace myochart::ui {

namespace {

constexpr size_t kMostQuizRows = 30, kMostQuizRemarksShown = 6;

std::string quizPoints(double points) { return fmt::format("{:.2f}", points); }

/// Quizzes on the body: choosing one, its questions, and what comes back when; in the place of the cards.
class QuizPanel final : public Panel {
  public:
    std::string_view name() const override { return "quiz"; }
    Rect area(const Ui& ui) const override { return ui.program.quiz.isOpen() ? ui.layout.right : Rect{}; }
    void draw(Ui& ui) override;
    bool stepBack(Ui& ui) override {
        auto& quiz = ui.program.quiz;
        if (!quiz.isOpen() || ui.program.pain.stroking()) return false;
        if (quiz.isRunning()) quiz.end();
        else quiz.setOpen(false);
        return true;
    }

  private:
    void drawChoosing(Ui& ui);
    void drawSets(Ui& ui);
    static void drawClass(Ui& ui);
    static void drawSummary(Ui& ui);
    static void drawLeftOut(Ui& ui, const std::vector<std::string>& remarks);
    void drawQuestion(Ui& ui);
    static void drawChoices(Ui& ui);
    static void drawBrush(Ui& ui);
    static void drawNeedle(Ui& ui);
    static void drawResult(Ui& ui);
    void start(Ui& ui);

    std::string learner_, fault_;
    size_t set_ = 0;
    FilePicture picture_;
    bool onlyDue_ = false, hint_ = false;
    size_t shownNumber_ = 0;
    double shownSince_ = 0;  ///< the question
};

void QuizPanel::start(Ui& ui) {
    const auto& sets = ui.program.quiz.sets();
    shownNumber_ = 0;
    if (set_ >= sets.size()) return;
    ui.later([this, &program = ui.program, file = sets[set_].file.string(), onlyDue = onlyDue_] {
        program.quiz.learner = learner_;
        const Outcome outcome = program.quiz.start(file, onlyDue);
        fault_ = outcome ? std::string() : outcome.error().message;
    });
}

void QuizPanel::drawSets(Ui& ui) {
    const auto& sets = ui.program.quiz.sets();
    if (sets.empty()) return emptyPlace(ui, tr("There are no quizzes yet; they are files in the folder teaching."));
    set_ = std::min(set_, sets.size() - 1);
    for (size_t i = 0; i < std::min(sets.size(), kMostQuizRows); ++i) {
        const workspace::QuizListed& listed = sets[i];
        const Pressed at = row(ui, "quiz.set." + std::to_string(i), 48, set_ == i);
        ImDrawList& to = *ImGui::GetWindowDrawList();
        const float left = at.rect.min.x + ui.px(8), wide = at.rect.size().x - ui.px(16);
        const std::string title = displayText(listed.title.in(languageInUse()), 80);
        textAt(to, ui.fonts.strong, {left, at.rect.min.y + ui.px(5)}, ui.theme.ink, title.empty() ? displayText(listed.key, 60) : title, wide);
        std::string about = trnf("{} question", "{} questions", listed.questions, listed.questions);
        if (!trim(ui.program.quiz.learner).empty()) about += " \xC2\xB7 " + trf("{} due", listed.due);
        if (!listed.remarks.empty()) about += " \xC2\xB7 " + trnf("{} remark", "{} remarks", listed.remarks.size(), listed.remarks.size());
        textAt(to, ui.fonts.note, {left, at.rect.min.y + ui.px(25)}, ui.theme.quiet, about, wide);
        if (at.clicked) set_ = i;
    }
    std::vector<std::string> remarks;
    for (const teaching::Remark& remark : sets[set_].remarks) remarks.push_back(remark.sentence());
    drawLeftOut(ui, remarks);
}

void QuizPanel::drawLeftOut(Ui& ui, const std::vector<std::string>& remarks) {
    for (size_t i = 0; i < std::min(remarks.size(), kMostQuizRemarksShown); ++i) paragraph(ui, ui.fonts.note, ui.theme.quiet, displayText(remarks[i], 300));
    if (remarks.size() > kMostQuizRemarksShown) paragraph(ui, ui.fonts.note, ui.theme.quiet, trf("and {} more", remarks.size() - kMostQuizRemarksShown));
}

/// Where a class errs most, and the switch that shows it on the body.
void QuizPanel::drawClass(Ui& ui) {
    auto& quiz = ui.program.quiz;
    gap(ui, 8);
    if (tickRow(ui, "quiz.class", tr("Show on the body where all learners here err"), quiz.showsClass())) ui.later([&quiz] { quiz.setShowsClass(!quiz.showsClass()); });
    if (!quiz.showsClass()) return;
    if (quiz.classPlaces().empty()) return paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("Nobody has answered anything yet."));
    std::string last;
    size_t shown = 0;
    for (const workspace::ClassPlace& place : quiz.classPlaces()) {
        const std::string target = workspace::quizTarget(ui.program.catalogue(), place.error.key, place.error.side);
        if (target == last || ++shown > kMostQuizRows) continue;
        last = target;
        std::string figures = trf("{} of {} wrong", place.error.wrong, place.error.asked);
        if (place.error.meanMm) figures += " \xC2\xB7 " + trf("{} mm off", fmt::format("{:.0f}", *place.error.meanMm));
        line(ui, ui.fonts.body, ui.theme.ink, target);
        line(ui, ui.fonts.note, ui.theme.quiet, figures);
    }
}

void QuizPanel::drawSummary(Ui& ui) {
    auto& quiz = ui.program.quiz;
    const auto& summary = quiz.summary();
    const auto right = static_cast<size_t>(std::ranges::count_if(summary, [](const workspace::QuizAnswered& each) { return each.score.right; }));
    heading(ui, tr("How it went"));
    paragraph(ui, ui.fonts.strong, ui.theme.ink, trf("{} of {} right", right, summary.size()));
    ui.record.fact("quiz.summary", fmt::format("{}/{}", right, summary.size()));
    for (const workspace::QuizAnswered& each : summary) {
        paragraph(ui, ui.fonts.body, ui.theme.ink, fmt::format("{} {}", each.score.right ? "\xE2\x97\x8F" : "\xE2\x97\x8B", workspace::quizTarget(ui.program.catalogue(), each.question.key, each.question.side)));
        paragraph(ui, ui.fonts.note, ui.theme.quiet, trf("{} \xC2\xB7 {} points of 1 \xC2\xB7 comes back {}", workspace::quizKind(each.question.kind), quizPoints(each.score.points), workspace::comesBackWords(each.dueAt, ui.program.record.now())));
    }
    gap(ui, 8);
    if (button(ui, "quiz.sets", {.label = tr("All quizzes"), .kind = ButtonKind::plain, .width = -1})) ui.later([&quiz] { quiz.clearSummary(); });
}

void QuizPanel::drawChoosing(Ui& ui) {
    auto& quiz = ui.program.quiz;
    if (!quiz.summary().empty()) return drawSummary(ui);
    paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("Answers are kept by learner, apart from the record. Nothing here reaches a patient's visit."));
    fieldLabel(ui, tr("Learner"));
    const FieldEvent event = field(ui, "quiz.learner", learner_, {.hint = tr("Name of who learns"), .maxBytes = teaching::kMostLearnerBytes});
    if (event.committed) {
        fault_.clear();
        ui.later([this, &quiz] {
            quiz.learner = learner_;
            quiz.refresh();
        });
    }
    gap(ui, 4);
    drawSets(ui);
    if (tickRow(ui, "quiz.onlyDue", tr("Only what is due"), onlyDue_)) onlyDue_ = !onlyDue_;
    gap(ui, 4);
    if (!fault_.empty()) paragraph(ui, ui.fonts.note, ui.theme.danger, fault_);
    if (button(ui, "quiz.start", {.label = tr("Start"), .kind = ButtonKind::primary, .enabled = !quiz.sets().empty(), .width = -1})) start(ui);
    drawClass(ui);
}

void QuizPanel::drawChoices(Ui& ui) {
    auto& quiz = ui.program.quiz;
    const std::string right = quiz.result() ? teaching::muscleOf(ui.program.catalogue(), *quiz.question()) : std::string();
    for (size_t i = 0; i < quiz.choices().size(); ++i) {
        const Pressed at = row(ui, "quiz.choice." + std::to_string(i), 36, quiz.chosen() == i);
        std::string words = fmt::format("{}  {}", i + 1, workspace::quizMuscle(ui.program.catalogue(), quiz.choices()[i]));
        if (quiz.choices()[i] == right) words += std::string(" \xE2\x80\x94 ") + tr("the answer");
        textIn(*ImGui::GetWindowDrawList(), quiz.choices()[i] == right || quiz.chosen() == i ? ui.fonts.strong : ui.fonts.body, at.rect, ui.theme.ink, words, ui.px(10));
        if (at.clicked) quiz.choose(i);
    }
}

void QuizPanel::drawBrush(Ui& ui) {
    auto& pain = ui.program.pain;
    const char* const modes[] = {tr("Paint"), tr("Erase"), tr("Turn")};
    const size_t now = !pain.brush.on ? 2 : pain.brush.erases ? 1 : 0;
    const size_t chosen = choiceOf(ui, "quiz.mode", modes, 3, now);
    pain.brush.on = chosen != 2;
    pain.brush.erases = chosen == 1;
    gap(ui, 4);
    slider(ui, "quiz.size", pain.brush.radiusMm, {.label = tr("Brush, radius"), .lowest = workspace::kThinnestBrushMm, .highest = workspace::kWidestBrushMm, .step = 2, .value = fmt::format("{:.0f} mm", pain.brush.radiusMm)});
}

/// Where it goes in is clicked on the body; angles and depth are set here.
void QuizPanel::drawNeedle(Ui& ui) {
    auto& quiz = ui.program.quiz;
    if (!quiz.shaft()) return paragraph(ui, ui.fonts.body, ui.theme.quiet, tr("Click on the body where the needle goes in; then set its angles and its depth."));
    float toSkin = quiz.toSkinDeg(), towards = quiz.towardsDeg(), depth = quiz.shaft()->depthMm;
    bool changed = slider(ui, "quiz.toSkin", toSkin, {.label = tr("Angle to the skin"), .lowest = 10, .highest = 90, .step = 5, .value = fmt::format("{:.0f}\xC2\xB0", toSkin)});
    changed = slider(ui, "quiz.towards", towards, {.label = tr("Leans to, clockwise from the head"), .lowest = 0, .highest = 360, .step = 15, .value = fmt::format("{:.0f}\xC2\xB0", towards)}) || changed;
    changed = slider(ui, "quiz.depth", depth, {.label = tr("Depth under the skin"), .lowest = 1, .highest = 100, .step = 1, .value = fmt::format("{:.0f} mm", depth)}) || changed;
    if (changed) quiz.aimNeedle(toSkin, towards, depth);
}

void QuizPanel::drawResult(Ui& ui) {
    const auto& quiz = ui.program.quiz;
    const workspace::QuizResult& result = *quiz.result();
    gap(ui, 8);
    paragraph(ui, ui.fonts.title, ui.theme.ink, result.needle ? (result.score.right ? tr("Counts as answered") : tr("Comes again")) : result.score.right ? tr("That is right") : tr("Not right yet"));
    paragraph(ui, ui.fonts.strong, ui.theme.ink, trf("{} points of 1", quizPoints(result.score.points)));
    ui.record.fact("quiz.points", quizPoints(result.score.points));
    for (const std::string& sentence : result.sentences) paragraph(ui, ui.fonts.body, ui.theme.ink, sentence);
    paragraph(ui, ui.fonts.note, ui.theme.quiet, trf("Comes back {}.", workspace::comesBackWords(result.dueAt, ui.program.record.now())));
}

void QuizPanel::drawQuestion(Ui& ui) {
    auto& quiz = ui.program.quiz;
    const teaching::Question& question = *quiz.question();
    if (std::exchange(shownNumber_, quiz.number()) != quiz.number()) {
        hint_ = false;
        shownSince_ = ui.now;
    }
    line(ui, ui.fonts.note, ui.theme.quiet, trf("Question {} of {} \xC2\xB7 {}", quiz.number(), quiz.count(), workspace::quizKind(question.kind)));
    paragraph(ui, ui.fonts.title, ui.theme.ink, workspace::quizQuestion(ui.program.catalogue(), question));
    ui.record.fact("quiz.question", question.id);
    if (const Path picture = quiz.picture(); !picture.empty()) picture_.draw(ui, "quiz.picture", picture);
    gap(ui, 8);
    const bool draws = question.kind == teaching::QuestionKind::drawPattern, needles = question.kind == teaching::QuestionKind::needlePoint;
    if (!quiz.isReady()) {
        const std::string why = quiz.whyNot();
        paragraph(ui, ui.fonts.body, why.empty() ? ui.theme.quiet : ui.theme.danger, why.empty() ? std::string(tr("The question is being prepared\xE2\x80\xA6")) : why);
        ui.state.wake(ui.now + 0.1);
    } else if (teaching::isChosen(question.kind)) {
        drawChoices(ui);
    } else if (draws && !quiz.result()) {
        drawBrush(ui);
    } else if (needles && !quiz.result()) {
        drawNeedle(ui);
    } else if (!quiz.result()) {
        paragraph(ui, ui.fonts.body, ui.theme.quiet, quiz.pointed() ? tr("Click elsewhere to change it.") : tr("Click on the body; the layers below hide what lies over it."));
    }
    const std::string hint = displayText(question.hint.in(languageInUse()), 400);
    if (!hint.empty() && !quiz.result()) {
        if (hint_) paragraph(ui, ui.fonts.body, ui.theme.quiet, hint);
        else if (button(ui, "quiz.hint", {.label = tr("Hint")})) hint_ = true;
    }
    if (quiz.result()) drawResult(ui);
    gap(ui, 8);
    if (!quiz.result() && button(ui, "quiz.answer", {.label = tr("Answer"), .kind = ButtonKind::primary, .enabled = quiz.canAnswer(), .width = -1})) ui.runLater("quiz.answer");
    const bool goesOn = quiz.result() || !quiz.whyNot().empty();  // what this body cannot show is passed over
    if (goesOn && button(ui, "quiz.next", {.label = quiz.number() == quiz.count() ? tr("Finish") : tr("Next"), .kind = ButtonKind::primary, .width = -1})) ui.runLater("quiz.next");
    gap(ui, 4);
    constexpr double kSecondClick = 0.6;  // s: of a double click on what stood here before
    if (button(ui, "quiz.end", {.label = tr("End the quiz"), .enabled = ui.now - shownSince_ > kSecondClick, .width = -1})) ui.runLater("quiz.end");
    drawLeftOut(ui, quiz.leftOut());
}

void QuizPanel::draw(Ui& ui) {
    beginSide(ui, area(ui), Facing::right);
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() - ui.px(8));
    if (button(ui, "quiz.back", {.icon = icon::kBack, .label = trc("go back", "Back"), .tip = tr("Leave the quiz"), .key = ui.keyOf("quiz.open")})) ui.runLater("quiz.open");
    if (ui.program.quiz.isRunning()) {
        drawQuestion(ui);
    } else {
        paragraph(ui, ui.fonts.title, ui.theme.ink, tr("Quiz"));
        drawChoosing(ui);
    }
    endSide();
}

}  // namespace

std::unique_ptr<Panel> makeQuizPanel() {
    return std::make_unique<QuizPanel>();
}

}  // namespace myochart::ui
