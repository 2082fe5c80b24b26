#include "workspace/lesson_desk.h"

#include <algorithm>
#include <utility>

#include "builtin/builtin_body.h"
#include "core/text.h"
#include "core/words.h"
#include "record/ledger.h"
#include "teaching/lesson_lines.h"
#include "workspace/lesson_pictures.h"

namespace myochart::workspace {

namespace {

constexpr size_t kMostLessonSteps = 50;  // of undo
constexpr size_t kMostRemark = 300;      // bytes that are shown of one

}  // namespace

LessonDesk::LessonDesk(const anatomy::Catalogue& catalogue, Notices& notices, JobRunner& jobs, Settings& settings, RecordDesk& record, const BodyDesk& bodies, ViewDesk& view, MarkDesk& marks, AimDesk& aim, PainDesk& pain, Path shipped,
                       Path own)
    : catalogue_(catalogue), notices_(notices), jobs_(jobs), settings_(settings), record_(record), bodies_(bodies), view_(view), marks_(marks), aim_(aim), pain_(pain), shipped_(std::move(shipped)), own_(std::move(own)) {}

void LessonDesk::setOpen(bool open) {
    if (!open) stop();
    open_ = open;
    if (!open) return;
    settings_.rightPanel = true;
    list_ = lessonsOf(own_, shipped_, catalogue_);
}

Outcome LessonDesk::play(const Path& file) {
    const record::Session* visit = record_.session();
    if (visit && record::ledgerOf(*visit, record_.now()).in > 0) return failed(said("A needle of the open visit is in. Its time is watched there; begin the lesson when it is out."));
    auto opened = teaching::openLesson(file, catalogue_);
    if (!opened) return opened.error();
    if (opened->played.empty()) return failed(said("{} has no step that can be shown.", myochart::shown(file.filename())));
    if (!before_) leaveRecord();
    lesson_ = std::move(*opened);
    saved_ = lesson_->lesson;
    undo_.clear();
    redo_.clear();
    typing_.clear();
    changed_ = editing_ = false;
    step_ = 0;
    apply(true);
    if (const auto& remarks = lesson_->remarks; !remarks.empty())
        notices_.tell(remarks.size() == 1 ? displayText(remarks.front().sentence(), kMostRemark)
                                          : trf("{} Further remarks: {}. They stand under \"Change this lesson\".", displayText(remarks.front().sentence(), kMostRemark), remarks.size() - 1));
    return Done{};
}

/// Nothing of a patient stays open. What was said before may name one: it waits until the lesson has ended.
void LessonDesk::leaveRecord() {
    pain_.setOpen(false);
    pain_.follow();  // what it did to the skin is taken back
    aim_.close();
    marks_.setMode(Mode::look);
    before_ = Before{view_.options, view_.cameraGoal ? *view_.cameraGoal : view_.camera, bodies_.current(), pain_.shown(), std::exchange(notices_.all(), {}), {}, {}};
    if (record_.session()) before_->visit = record_.session()->id;
    if (!record_.patient()) return;
    before_->patient = record_.patient()->id;
    record_.closePatient();
}

void LessonDesk::goTo(size_t step) {
    if (!lesson_ || step >= steps()) return;
    step_ = step;
    typing_.clear();
    apply(true);
}

void LessonDesk::apply(bool withCamera) {
    shownOn_ = bodies_.current();
    hadRays_ = bodies_.rays() != nullptr;
    shown_.reset();
    if (!now() || !shownOn_) return;
    shown_ = showStep(now()->step, *shownOn_, catalogue_, bodies_.rays(), view_.viewport, settings_.dark);
    scene::ViewOptions options = shown_->view;
    options.laid = view_.options.laid;  // of PainDesk, which lays what is shown from now on
    options.labels = view_.options.labels;
    view_.options = std::move(options);
    pain_.hidePatterns();
    for (const referral::PatternSource& source : shown_->patterns) pain_.show(source);
    if (withCamera) view_.goTo(now()->step.camera ? shown_->camera : view_.clearOfTools(shown_->camera));
}

void LessonDesk::stop(bool bringBack) {
    if (!lesson_) return;
    const teaching::Lesson left = lesson_->lesson;
    const Path file = lesson_->file;
    const bool unsaved = changed_;
    lesson_.reset();
    shown_.reset();
    undo_.clear();
    redo_.clear();
    changed_ = editing_ = false;
    const Before before = *before_;
    restore();
    before_.reset();
    if (unsaved) offerToSave(left, file);
    if (!bringBack || before.patient.empty()) return;
    record_.openPatient(before.patient);
    if (!before.visit.empty()) record_.openSession(before.visit);
}

void LessonDesk::offerToSave(const teaching::Lesson& left, const Path& file) {
    notices_.offer(tr("The lesson was left with changes that are not saved."), tr("Save them"), [this, left, file] {
        const auto saved = saveLesson(left, file, own_, catalogue_);
        if (!saved) return notices_.tell(saved.error().message, true);
        list_ = lessonsOf(own_, shipped_, catalogue_);
        notices_.tell(trf("The lesson is saved in {}.", myochart::shown(*saved)));
    }, true);  // until somebody has answered: what goes with it would be lost
}

/// The view as it was; of another body only what does not belong to its structures.
void LessonDesk::restore() {
    scene::ViewOptions options = view_.options;
    if (before_->body && bodies_.current() && before_->body->checksum() == bodies_.current()->checksum()) {  // numbers of structures are those of one body
        options = before_->options;
        options.ghosts.reset();  // of a visit that opens again
        options.hoveredMarker.reset();
        view_.goTo(before_->camera);
    } else {
        options.layers = before_->options.layers;
        options.effects = before_->options.effects;
        options.ghosts.reset();
        options.isolated.clear();
    }
    options.laid = view_.options.laid;
    options.dark = settings_.dark;
    view_.options = std::move(options);
    pain_.hidePatterns();
    for (const referral::PatternSource& source : before_->patterns) pain_.show(source);
    std::vector<Notice> all = std::move(before_->notices);
    for (Notice& notice : notices_.all()) all.push_back(std::move(notice));
    notices_.all() = std::move(all);
}

void LessonDesk::follow() {
    if (!lesson_) return;
    if (record_.patient()) {
        stop(false);
        open_ = false;
        return;
    }
    if (bodies_.current() != shownOn_) return apply(!shownOn_ || !bodies_.current() || shownOn_->checksum() != bodies_.current()->checksum());
    if (!hadRays_ && bodies_.rays() && now() && now()->step.needle) apply(false);
    if (shown_ && view_.options.ghosts != shown_->view.ghosts) view_.options.ghosts = shown_->view.ghosts;
}

// --- changing it

void LessonDesk::take(teaching::Lesson lesson, size_t own) {
    lesson_->lesson = std::move(lesson);
    std::vector<teaching::Remark> remarks;
    lesson_->played = teaching::playedOf(lesson_->lesson, lesson_->file, catalogue_, remarks);
    const auto at = std::ranges::find_if(lesson_->played, [&](const teaching::PlayedStep& each) { return each.own >= own; });
    step_ = at == lesson_->played.end() ? lesson_->played.size() - 1 : static_cast<size_t>(at - lesson_->played.begin());
    changed_ = lesson_->lesson != saved_;
}

void LessonDesk::change(teaching::Lesson lesson, size_t own, std::string typing) {
    if (typing.empty() || typing != typing_) undo_.push_back(lesson_->lesson);
    if (undo_.size() > kMostLessonSteps) undo_.erase(undo_.begin());
    redo_.clear();
    typing_ = std::move(typing);
    take(std::move(lesson), own);
}

void LessonDesk::tell(StepWords which, const std::string& text) {
    if (!mayChange()) return;
    const size_t own = now()->own;
    teaching::Lesson lesson = lesson_->lesson;
    teaching::Step& step = lesson.steps[own];
    teaching::Texts& texts = which == StepWords::lesson ? lesson.title : which == StepWords::title ? step.title : which == StepWords::text ? step.text : step.speech;
    const std::string language(languageInUse()), plain = teaching::plainText(text);
    if (plain.empty()) texts.by.erase(language);
    else texts.by[language] = plain;
    if (lesson != lesson_->lesson) change(std::move(lesson), own, std::to_string(own) + "." + std::to_string(static_cast<int>(which)) + "." + language);
}

void LessonDesk::takePicture() {
    if (!mayChange() || !bodies_.current()) return;
    teaching::Lesson lesson = lesson_->lesson;
    const size_t own = now()->own;
    takeView(lesson.steps[own], *bodies_.current(), view_.options, view_.cameraGoal ? *view_.cameraGoal : view_.camera, pain_.shown());
    change(std::move(lesson), own);
    apply(false);
}

void LessonDesk::addStep() {
    if (!now() || !bodies_.current()) return;
    if (lesson_->lesson.steps.size() >= teaching::kMostSteps) return notices_.tell(trf("A lesson has up to {} steps.", teaching::kMostSteps));
    teaching::Lesson lesson = lesson_->lesson;
    const size_t own = now()->own + 1;
    teaching::Step step;
    takeView(step, *bodies_.current(), view_.options, view_.cameraGoal ? *view_.cameraGoal : view_.camera, pain_.shown());
    lesson.steps.insert(lesson.steps.begin() + static_cast<std::ptrdiff_t>(own), std::move(step));
    change(std::move(lesson), own);
    apply(false);
}

void LessonDesk::removeStep() {
    if (!mayChange()) return;
    if (steps() < 2) return notices_.tell(tr("A lesson keeps at least one step."));
    teaching::Lesson lesson = lesson_->lesson;
    const size_t own = now()->own;
    lesson.steps.erase(lesson.steps.begin() + static_cast<std::ptrdiff_t>(own));
    change(std::move(lesson), own);
    apply(true);
}

void LessonDesk::moveStep(bool later) {
    if (!mayChange()) return;
    teaching::Lesson lesson = lesson_->lesson;
    const size_t own = now()->own, to = later ? own + 1 : own - 1;  // below 0: a number that is too large
    if (to >= lesson.steps.size()) return;
    std::swap(lesson.steps[own], lesson.steps[to]);
    change(std::move(lesson), to);
}

void LessonDesk::undo() {
    if (undo_.empty()) return;
    redo_.push_back(lesson_->lesson);
    teaching::Lesson before = std::move(undo_.back());
    undo_.pop_back();
    typing_.clear();
    take(std::move(before), now() ? now()->own : 0);
    apply(true);
}

void LessonDesk::redo() {
    if (redo_.empty()) return;
    undo_.push_back(lesson_->lesson);
    teaching::Lesson after = std::move(redo_.back());
    redo_.pop_back();
    typing_.clear();
    take(std::move(after), now() ? now()->own : 0);
    apply(true);
}

Outcome LessonDesk::save() {
    if (!lesson_) return failed(said("No lesson is open."));
    const auto saved = saveLesson(lesson_->lesson, lesson_->file, own_, catalogue_);
    if (!saved) return saved.error();
    auto again = teaching::openLesson(*saved, catalogue_);
    if (!again) return again.error();
    const size_t step = step_;
    lesson_ = std::move(*again);
    saved_ = lesson_->lesson;
    step_ = std::min(step, steps() > 0 ? steps() - 1 : 0);
    undo_.clear();
    redo_.clear();
    typing_.clear();
    changed_ = false;
    list_ = lessonsOf(own_, shipped_, catalogue_);
    notices_.tell(trf("The lesson is saved in {}.", myochart::shown(*saved)));
    return Done{};
}

Outcome LessonDesk::exportPictures() {
    if (!lesson_ || !bodies_.current()) return failed(said("No lesson is open."));
    if (exporting_) return failed(said("Pictures are being drawn already."));
    const std::string name = bodies_.current()->name();
    const LessonPictures asked{own_.parent_path(), lesson_->file, own_ / (teaching::lessonKey(lesson_->file) + "_pictures"), name == builtin::kBuiltinName ? std::string() : name, std::string(languageInUse()), settings_.dark};
    exporting_ = true;
    jobs_.start(
        tr("Drawing the lesson"),
        [this, asked](Progress& progress) -> std::function<void()> {
            const Outcome drawn = drawLessonPictures(asked, progress);
            return [this, drawn, folder = asked.folder] {
                exporting_ = false;
                if (drawn) notices_.tell(trf("The pictures of the lesson lie in {}.", myochart::shown(folder)));
                else notices_.tell(drawn.error().message, true);
            };
        },
        true);
    return Done{};
}

}  // namespace myochart::workspace
