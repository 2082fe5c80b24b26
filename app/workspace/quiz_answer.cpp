#include <algorithm>
#include <cmath>

#include <glm/trigonometric.hpp>

#include "core/text.h"
#include "core/words.h"
#include "body/folder_swap.h"
#include "needle/site_needle.h"
#include "referral/drawn_pain.h"
#include "scene/under_skin.h"
#include "workspace/quiz_desk.h"

// The answer to the question that is asked, and what it came to.

namespace myochart::workspace {

namespace {

constexpr float kFirstDepthMm = 20;  // of a needle that is set by a click
constexpr float kLeastToSkinDeg = 10;

}  // namespace

/// What a needle is asked about, made once a body.
struct QuizDesk::Prepared {
    Prepared(std::shared_ptr<const body::Body> of, const anatomy::Catalogue& catalogue) : body(std::move(of)), hazards(*body, catalogue) {}
    std::shared_ptr<const body::Body> body;
    std::shared_ptr<const geometry::RayIndex> rays;
    needle::HazardIndex hazards;
};

void QuizDesk::prepare() {
    asked_ = bodies_.current();
    prepared_.reset();
    jobs_.start(
        tr("Preparing the needle's way"),
        [this, body = asked_, rays = bodies_.sharedRays()](Progress&) -> std::function<void()> {
            auto made = std::make_shared<Prepared>(body, catalogue_);
            made->rays = rays;
            if (!rays)
                if (auto own = body->buildRayIndex()) made->rays = std::make_shared<const geometry::RayIndex>(std::move(*own));
            if (!made->rays) return {};
            return [this, made] {
                if (made->body == asked_) prepared_ = made;
            };
        },
        true);
}

void QuizDesk::follow() {
    if (!run_) return;
    if (bodies_.current() && run_->body->checksum() == bodies_.current()->checksum()) run_->body = bodies_.current();  // levels of detail came, or another skin
    if (run_->body != bodies_.current()) {
        notices_.tell(tr("The quiz has ended: another body is shown."));
        return end();
    }
    view_.options.ghosts.reset();  // sites of a patient
    pain_.follow();
    if (question()->kind == teaching::QuestionKind::needlePoint && asked_ != bodies_.current()) prepare();
}

bool QuizDesk::isReady() const {
    if (!run_) return false;
    switch (question()->kind) {
        case teaching::QuestionKind::nameMuscle: return true;
        case teaching::QuestionKind::placePoint: return pain_.map() || !pain_.why().empty();  // without a skin it is measured straight
        case teaching::QuestionKind::drawPattern:
        case teaching::QuestionKind::whoRefers: return pain_.map() != nullptr;
        case teaching::QuestionKind::needlePoint: return prepared_ && prepared_->body == bodies_.current();
    }
    return false;
}

std::string QuizDesk::whyNot() const { return isReady() || !run_ || question()->kind == teaching::QuestionKind::needlePoint ? std::string() : pain_.why(); }

void QuizDesk::choose(size_t choice) {
    if (run_ && !result_ && choice < choices_.size()) chosen_ = choice;
}

bool QuizDesk::takesClicks() const {
    if (!run_ || result_ || !isReady()) return false;
    return question()->kind == teaching::QuestionKind::placePoint || question()->kind == teaching::QuestionKind::needlePoint;
}

void QuizDesk::pointAt(const geometry::SurfacePoint& point) {
    if (!takesClicks()) return;
    if (question()->kind == teaching::QuestionKind::needlePoint) {
        pointed_ = point;
        return placeNeedle();
    }
    pointed_ = scene::underSkin(*run_->body, bodies_.rays(), point, view_.options);
}

/// Straight in where the skin lies over what was pointed at.
void QuizDesk::placeNeedle() {
    const body::Body& body = *run_->body;
    const geometry::RayIndex& rays = *prepared_->rays;
    const float depthMm = shaft_ ? shaft_->depthMm : kFirstDepthMm;
    const vec3 out = needle::skinOutward(body, rays, pointed_->position, pointed_->normal);
    const needle::Path straight = needle::pathOf(body, rays, {pointed_->position, -out, depthMm});
    outward_ = needle::skinOutward(body, rays, straight.shaft.entry, out);
    shaft_ = needle::Shaft{straight.shaft.entry, -outward_, depthMm};
    toSkinDeg_ = 90;
    towardsDeg_ = 0;
}

void QuizDesk::aimNeedle(float toSkinDeg, float towardsDeg, float depthMm) {
    if (!shaft_ || result_ || !std::isfinite(toSkinDeg + towardsDeg + depthMm)) return;
    toSkinDeg_ = std::clamp(toSkinDeg, kLeastToSkinDeg, 90.0F);
    towardsDeg_ = std::clamp(towardsDeg, 0.0F, 360.0F);
    AimedNeedle aimed;
    aimed.outward = outward_;
    shaft_->direction = aimed.leaning(toSkinDeg_, towardsDeg_);
    shaft_->depthMm = std::clamp(depthMm, 1.0F, needle::kLongestMm);
}

void QuizDesk::setNeedle(const needle::Shaft& shaft) {
    if (run_ && !result_ && question()->kind == teaching::QuestionKind::needlePoint) shaft_ = shaft;
}

bool QuizDesk::canAnswer() const {
    if (!isReady() || result_) return false;
    switch (question()->kind) {
        case teaching::QuestionKind::nameMuscle:
        case teaching::QuestionKind::whoRefers: return chosen_.has_value();
        case teaching::QuestionKind::placePoint: return pointed_.has_value();
        case teaching::QuestionKind::drawPattern: return drawn_ || !pain_.drawing().areas.empty();
        case teaching::QuestionKind::needlePoint: return shaft_.has_value();
    }
    return false;
}

QuizResult QuizDesk::scored() const {
    const teaching::Question& question = *this->question();
    const anatomy::TriggerPoint* point = teaching::pointNamed(catalogue_, question.key);
    const body::Body& body = *run_->body;
    QuizResult result;
    switch (question.kind) {
        case teaching::QuestionKind::nameMuscle:
        case teaching::QuestionKind::whoRefers: {
            const std::string right = teaching::muscleOf(catalogue_, question);
            result.score = teaching::scoreOfChoice(choices_[*chosen_] == right);
            result.sentences = choiceWords(catalogue_, right, choices_[*chosen_]);
            break;
        }
        case teaching::QuestionKind::placePoint:
            result.place = placeAnswer(body, catalogue_, pain_.map() ? pain_.map()->skin() : nullptr, *point, charted_, *pointed_);
            result.score = teaching::scoreOfPlace(result.place->figures);
            result.sentences = placeWords(catalogue_, question, *result.place);
            break;
        case teaching::QuestionKind::drawPattern:
            result.drawing = drawAnswer(*pain_.map(), catalogue_, question.key, question.side, drawn_ ? *drawn_ : referral::painOf(*pain_.map(), pain_.drawing()));
            result.score = teaching::scoreOfDrawing(result.drawing->figures);
            result.sentences = drawWords(*result.drawing);
            break;
        case teaching::QuestionKind::needlePoint:
            result.needle = needleAnswer(body, *prepared_->rays, prepared_->hazards, catalogue_, *point, question.side, charted_, *shaft_);
            result.score = teaching::scoreOfNeedle(result.needle->figures);
            result.sentences = needleWords(body, catalogue_, question, *result.needle);
            break;
    }
    return result;
}

Outcome QuizDesk::answer() {
    if (!run_ || result_) return failed(said("No question waits for an answer."));
    if (!canAnswer()) {
        const std::string why = whyNot();
        if (!why.empty()) return failed(why);
        return failed(isReady() ? said("Give an answer first.") : said("The question is still being prepared."));
    }
    pain_.endStroke();
    result_ = scored();
    if (question()->kind == teaching::QuestionKind::drawPattern) pain_.show({question()->key, result_->drawing->side});
    keep();
    if (!keepFault_.empty()) return failed(keepFault_);
    return Done{};
}

/// On a worker, one answer after the other: the window does not wait for the disk.
void QuizDesk::keep() {
    const teaching::Question& asked = *question();
    teaching::KeptAnswer kept{record_.now(), trim(learner), run_->set.key, asked.id, asked.kind, asked.key, asked.side, result_->score.points, result_->score.right, {}};
    if (result_->place) kept.mm = std::round(result_->place->figures.mm * 10) / 10;
    run_->answers.push_back(kept);
    result_->dueAt = teaching::learnedOf(run_->answers, run_->set.key).at(asked.id).dueAt();
    summary_.push_back({asked, result_->score, result_->dueAt});
    keepFault_.clear();
    jobs_.start(
        tr("Keeping the answer"),
        [this, folder = resultsFolder(), kept, busy = keeping_](Progress&) -> std::function<void()> {
            const std::lock_guard lock(*busy);
            teaching::makeResultsFolder(folder);
            const body::FolderLock others(folder, body::FolderLock::Wait::yes);  // another program may keep an answer at the same moment
            const Outcome outcome = teaching::keepAnswer(folder, kept);
            if (outcome) return {};
            return [this, why = outcome.error().message] {
                keepFault_ = why;
                notices_.tell(why, true);
            };
        },
        true);
}

}  // namespace myochart::workspace
