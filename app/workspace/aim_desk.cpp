#include "workspace/aim_desk.h"

#include <algorithm>
#include <cmath>
#include <mutex>

#include <fmt/format.h>
#include <glm/trigonometric.hpp>

#include "core/words.h"
#include "core/text.h"
#include "needle/sentence.h"
#include "needle/target.h"
#include "places/landmarks.h"
#include "places/visit_warnings.h"
#include "workspace/section_pane.h"

namespace myochart::workspace {

namespace {

constexpr float kUsualLengthMm = 40;      ///< drawn where no length is charted, and told to be none
constexpr float kAheadMm = 30;            ///< of the way behind tip and needle that is looked at
constexpr float kFlattest = 0.0872F;      ///< cosine: nearer to the skin than 5 degrees is no way in
constexpr float kWindowDeg = 60;
constexpr size_t kWindowWays = 500;
constexpr UtcMs kRunMs = 1000;
constexpr float kRibReachMm = 60;
constexpr vec3 kNowhere(1e9F, 0, 0);
constexpr float kAroundNeedleMm = 48;     ///< shown of the section along the needle, to each side
constexpr float kFarMm = 900, kNearMm = 650;  ///< a camera farther away comes nearer

bool sameNeedle(const record::Marker& a, const record::Marker& b) {
    return a.id == b.id && a.anchor == b.anchor && a.needle == b.needle && a.muscle == b.muscle && a.side == b.side;
}

bool same(const std::optional<needle::Shaft>& a, const std::optional<needle::Shaft>& b) {
    return a.has_value() == b.has_value() && (!a || (a->entry == b->entry && a->direction == b->direction && a->depthMm == b->depthMm));
}

/// What of a needle's sentence tells where it goes in and which way: without the muscle, the grip and the depth, which have fields of
/// their own.
std::string directionIn(const std::string& sentence) {
    std::string words;
    const std::vector<std::string> phrases = split(sentence, ',');
    for (size_t i = 1; i < phrases.size(); ++i) {
        const std::string phrase = trim(phrases[i]);
        if (phrase == "pincer grip" || phrase.ends_with(" mm deep")) continue;
        words += (words.empty() ? "" : ", ") + phrase;
    }
    return words;
}

/// Where a proposal of a direction comes from.
std::string basisWords(const needle::Approach* approach) {
    if (!approach || approach->basis == needle::ApproachBasis::shortest) return tr("Proposed: the shortest way in from the skin.");
    if (approach->basis == needle::ApproachBasis::taught) return trf("Proposed after the direction that courses teach: {}.", approach->words);
    return tr("Proposed: the way a finger comes to the point.");
}

/// The landmarks of the body with a side's word: "left acromion".
std::vector<needle::AimMark> aimMarks(const body::Body& body, const anatomy::Catalogue& catalogue) {
    std::vector<needle::AimMark> marks;
    for (const places::FoundLandmark& found : places::findLandmarks(body, catalogue).found) {
        const auto row = std::ranges::find(catalogue.landmarks(), found.key, &anatomy::Landmark::key);
        if (row == catalogue.landmarks().end()) continue;
        const std::string side = found.side == Side::left ? tr("left") : found.side == Side::right ? tr("right") : std::string();
        marks.push_back({side.empty() ? row->label : fmt::format("{} {}", side, row->label), found.position});
    }
    return marks;
}

}  // namespace

vec3 headward(vec3 outward) {
    for (const vec3 way : {vec3(0, 0, 1), vec3(0, -1, 0)}) {
        const vec3 along = way - outward * glm::dot(way, outward);
        if (glm::length(along) > 0.3F) return glm::normalize(along);
    }
    return vec3(0, 0, 1);
}

/// What is worked out once of a body.
struct AimDesk::Prepared {
    Prepared(std::shared_ptr<const body::Body> of, const anatomy::Catalogue& catalogue) : body(std::move(of)), hazards(*body, catalogue), skinWay(*body), marks(aimMarks(*body, catalogue)), sentences(*body, catalogue) {
        for (std::uint32_t i = 0; i < body->structures().size(); ++i)
            if (body->structure(i).system == body::System::bone && body->structure(i).name.find(" rib") != std::string::npos) ribs.push_back(i);
    }

    std::shared_ptr<const body::Body> body;
    std::shared_ptr<const geometry::RayIndex> rays;  ///< of the whole body
    needle::HazardIndex hazards;
    places::SkinWay skinWay;
    std::vector<needle::AimMark> marks;
    std::vector<std::uint32_t> ribs;
    std::optional<std::pair<vec3, std::optional<vec3>>> rib;  ///< where it was asked for last, and the answer
    std::mutex sentencesBusy;
    needle::SiteSentences sentences;  ///< of one thread at a time
};

float AimedNeedle::angleToSkinDeg() const { return glm::degrees(std::asin(std::clamp(-glm::dot(shaft.direction, outward), -1.0F, 1.0F))); }

std::optional<float> AimedNeedle::leansToDeg() const {
    const vec3 along = shaft.direction - outward * glm::dot(shaft.direction, outward);
    if (glm::length(along) < 0.02F) return std::nullopt;
    const vec3 head = headward(outward);
    const float degrees = glm::degrees(std::atan2(glm::dot(along, glm::cross(head, outward)), glm::dot(along, head)));
    return degrees < 0 ? degrees + 360 : degrees;
}

vec3 AimedNeedle::leaning(float toSkinDeg, float towardsDeg) const {
    const vec3 head = headward(outward);
    const float to = glm::radians(towardsDeg), in = glm::radians(toSkinDeg);
    return (head * std::cos(to) + glm::cross(head, outward) * std::sin(to)) * std::cos(in) - outward * std::sin(in);
}

std::optional<std::uint32_t> AimedNeedle::atTip() const {
    const auto at = std::ranges::find_if(way.pieces, [&](const needle::Piece& piece) { return shaft.depthMm > piece.fromMm && shaft.depthMm <= piece.toMm; });
    return at == way.pieces.end() ? std::nullopt : at->structure;
}

AimDesk::AimDesk(const anatomy::Catalogue& catalogue, Notices& notices, JobRunner& jobs, RecordDesk& record, const BodyDesk& bodies, ViewDesk& view, MarkDesk& marks)
    : catalogue_(catalogue), notices_(notices), jobs_(jobs), record_(record), bodies_(bodies), view_(view), marks_(marks) {}

const record::Marker* AimDesk::site() const {
    const record::Session* session = site_ ? marks_.shownSession() : nullptr;
    return session ? session->marker(*site_) : nullptr;
}

Outcome AimDesk::open() {
    const auto& selected = view_.options.selectedMarkers;
    const record::Session* session = record_.session();
    const record::Marker* marker = session && selected.size() == 1 ? session->marker(*selected.begin()) : nullptr;
    if (!marker) return failed(said("Select one site; its needle is aimed."));
    if (!bodies_.current() || marker->anchor.bodyChecksum != bodies_.current()->checksum()) return failed(said("That site was placed on another body; place it on this one to aim its needle."));
    site_ = marker->id;
    if (scene::Camera goal = view_.cameraGoal.value_or(view_.camera); goal.distanceMm > kFarMm) {
        goal.target = marker->anchor.position;
        goal.distanceMm = kNearMm;
        view_.goTo(goal);
    }
    follow();
    return Done{};
}

void AimDesk::close() {
    setCutsAlong(false);
    site_.reset();
    held_.reset();
    aimed_.reset();
    workedOut_.reset();
    window_.reset();
    sentenceOf_.reset();
    sentence_.clear();
    before_.reset();
    windowAsked_ = kNowhere;
    ++question_;
    ++sentenceQuestion_;
}

const std::vector<std::string>& AimDesk::notChecked() const {
    static const std::vector<std::string> kNone;
    return prepared_ ? prepared_->hazards.notChecked() : kNone;
}

void AimDesk::follow() {
    if (!isOpen()) return;
    const auto& selected = view_.options.selectedMarkers;
    if (selected.size() == 1 && *selected.begin() != *site_) {
        held_.reset();
        site_ = *selected.begin();
    }
    const record::Marker* marker = site();
    if (!marker || selected.size() != 1 || !bodies_.current() || marker->anchor.bodyChecksum != bodies_.current()->checksum()) return close();
    if (asked_ != bodies_.current()) prepare();
    if (!prepared_ || prepared_->body != bodies_.current()) return aimed_.reset();
    if (!workedOut_ || !aimed_ || !sameNeedle(*workedOut_, *marker) || !same(workedOutHeld_, held_)) work();
    workOutWindow();
    workOutSentence();
    followSection();
}

/// The hazards of the body, and the way in from its skin: once, in the background.
void AimDesk::prepare() {
    asked_ = bodies_.current();
    prepared_.reset();
    aimed_.reset();
    window_.reset();
    const vec3 place = site()->anchor.position;
    jobs_.start(
        tr("Preparing the needle's way"),
        [this, body = asked_, place, rays = bodies_.sharedRays()](Progress&) -> std::function<void()> {
            auto made = std::make_shared<Prepared>(body, catalogue_);
            made->rays = rays;
            if (!rays)
                if (auto own = body->buildRayIndex()) made->rays = std::make_shared<const geometry::RayIndex>(std::move(*own));
            if (!made->rays) return {};
            made->skinWay.out(place);
            return [this, made] {
                if (made->body == asked_) prepared_ = made;
            };
        },
        true);
}

void AimDesk::work() {
    const record::Marker& marker = *site();
    const body::Body& body = *bodies_.current();
    const geometry::RayIndex& rays = *prepared_->rays;
    const std::string muscle = places::muscleKeyOf(catalogue_, marker);
    const bool isPlacedAsBefore = workedOut_ && workedOut_->id == marker.id && workedOut_->anchor == marker.anchor;
    const bool isSameSite = isPlacedAsBefore && workedOut_->muscle == marker.muscle && workedOut_->side == marker.side;
    if (!isSameSite) approach_ = needle::approachAt(marker, body, rays, catalogue_, prepared_->skinWay);
    // While it is turned nothing that is charted is asked for anew: that may take longer than a frame has.
    const needle::SiteNeedle charted = held_ && isSameSite && aimed_ ? needle::SiteNeedle{*held_, aimed_->directionCharted, aimed_->depthCharted}
                                                                     : needle::needleAt(marker, body, rays, prepared_->skinWay, approach_ ? std::optional(approach_->direction) : std::nullopt);
    AimedNeedle aimed;
    aimed.shaft = held_.value_or(charted.shaft);
    aimed.place = marker.anchor.position;
    aimed.directionCharted = charted.directionCharted;
    aimed.depthCharted = charted.depthCharted;
    aimed.lengthCharted = marker.needle.lengthMm.has_value();
    aimed.lengthMm = marker.needle.lengthMm.value_or(kUsualLengthMm);
    needle::Shaft ahead = aimed.shaft;
    ahead.depthMm = std::min(needle::kLongestMm, std::max(aimed.shaft.depthMm, aimed.lengthMm) + kAheadMm);
    if (!muscle.empty()) aimed.target = needle::structuresMeant(body, catalogue_, muscle, marker.side);
    const needle::Lift lift{marker.needle.liftMm.value_or(0), aimed.target};
    const auto seen = needle::checked({marker.needle.ultrasoundMuscleMm, marker.needle.ultrasoundRibMm, marker.needle.ultrasoundPleuraMm});
    const needle::Ultrasound ultrasound = seen ? *seen : needle::Ultrasound{};
    aimed.way = needle::passedBy(body, rays, prepared_->hazards, ahead, lift, ultrasound);
    // While it is turned about its entry, the entry stays where it is.
    if (!held_) aimed.shaft.entry = aimed.way.shaft.entry;
    aimed.outward = isPlacedAsBefore && aimed_ && aimed_->shaft.entry == aimed.shaft.entry ? aimed_->outward : needle::skinOutward(body, rays, aimed.shaft.entry, marker.anchor.normal);
    for (const needle::Piece& piece : aimed.way.pieces) {
        if (!piece.structure || std::ranges::find(aimed.target, *piece.structure) == aimed.target.end()) continue;
        if (!aimed.targetFromMm) aimed.targetFromMm = piece.fromMm;
        aimed.targetToMm = piece.toMm;
    }
    // Nobody has said how deep: it is drawn to where the muscle begins, and no farther.
    if (!charted.depthCharted && !held_ && aimed.targetFromMm) aimed.shaft.depthMm = std::max(1.0F, std::round(*aimed.targetFromMm * 10) / 10);
    for (const needle::Piece& piece : aimed.way.pieces)
        if (piece.structure && std::ranges::find(aimed.target, *piece.structure) != aimed.target.end()) aimed.inTargetMm += std::max(0.0F, std::min(piece.toMm, aimed.shaft.depthMm) - piece.fromMm);
    const needle::Passage passage = needle::passageOf(body, rays, prepared_->hazards, aimed.shaft, lift, ultrasound);
    aimed.hazards = passage.hazards;
    aimed.firstHazardMm = passage.firstHazardMm;
    aimed.overridden = passage.overridden;
    if (lift.mm > 0) aimed.withoutGrip = needle::passageOf(body, rays, prepared_->hazards, aimed.shaft, {}, ultrasound).hazards;
    if (!seen) aimed.overridden.push_back(seen.error().message);
    if (!charted.directionCharted && !held_) aimed.proposedBy = basisWords(approach_ ? &*approach_ : nullptr);
    aimed_ = std::move(aimed);
    if (!isSameSite) askSafety(marker);
    workedOut_ = marker;
    workedOutHeld_ = held_;
}

void AimDesk::askSafety(const record::Marker& marker) {
    const places::SiteSafety safety = safety_.of(bodies_.current(), catalogue_, marker);
    const bool byHand = safety.policy && safety.policy->policy == anatomy::Policy::handsOnly;
    handsOnly_ = byHand && safety.muscle ? places::handsOnlyWarning(*safety.muscle) : std::string();
}

bool AimDesk::wantsReason() const {
    const record::Session* session = record_.session();
    return !handsOnly_.empty() && session && places::reasonFor(*session, handsOnly_).empty();
}

/// Asked once an entry: while the needle is turned it stays where it is.
std::optional<vec3> AimDesk::ribOutward() const {
    if (prepared_->rib && prepared_->rib->first == aimed_->shaft.entry) return prepared_->rib->second;
    std::optional<geometry::NearestPoint> nearest;
    for (const std::uint32_t rib : prepared_->ribs) {
        const auto near = prepared_->rays->nearest(aimed_->shaft.entry, nearest ? nearest->distanceMm : kRibReachMm, rib);
        if (near) nearest = near;
    }
    const std::optional<vec3> outward = nearest ? std::optional(nearest->at.normal) : std::nullopt;
    prepared_->rib.emplace(aimed_->shaft.entry, outward);
    return outward;
}

/// Around the entry, straight in: it stays the same while the needle is turned.
void AimDesk::workOutWindow() {
    const float lift = aimed_->way.fold.mm;
    if (dragging() || (windowAsked_ == aimed_->shaft.entry && windowLift_ == lift)) return;
    windowAsked_ = aimed_->shaft.entry;
    windowLift_ = lift;
    window_.reset();
    const unsigned question = ++question_;
    jobs_.start(
        tr("Directions around the needle"),
        [this, question, prepared = prepared_, rays = prepared_->rays, fold = aimed_->way.fold, entry = aimed_->shaft.entry, axis = -aimed_->outward](Progress&) -> std::function<void()> {
            AimWindow window{entry, axis, needle::coneOf(prepared->hazards, *rays, {entry, axis, 1}, glm::radians(kWindowDeg), kWindowWays, fold)};
            return [this, question, window = std::move(window)] {
                if (question == question_) window_ = window;
            };
        },
        true);
}

/// After every change that stands, as a job; with the words of the needle before it, to know whether somebody has written others.
void AimDesk::workOutSentence() {
    const record::Marker& marker = *site();
    if (dragging() || !aimed_->way.fromSkin || (sentenceOf_ && sameNeedle(*sentenceOf_, marker))) return;
    sentenceOf_ = marker;
    sentence_.clear();
    const unsigned question = ++sentenceQuestion_;
    const auto siteOf = [this](const record::Marker& of, const needle::Shaft& shaft) { return needle::Site{shaft, places::muscleKeyOf(catalogue_, of), of.side, of.needle.liftMm.has_value()}; };
    std::optional<needle::Site> before;
    if (before_ && before_->needle.direction && before_->needle.entry) before = siteOf(*before_, {before_->anchor.position + *before_->needle.entry, *before_->needle.direction, before_->needle.depthMm.value_or(1)});
    jobs_.start(
        tr("The needle in words"),
        [this, question, prepared = prepared_, marker, site = siteOf(marker, aimed_->shaft), before](Progress&) -> std::function<void()> {
            const std::lock_guard lock(prepared->sentencesBusy);
            const auto said = [&](const needle::Site& of) {
                const auto sentence = prepared->sentences.sentence(of);
                return sentence ? *sentence : std::string();
            };
            return [this, question, marker, now = said(site), last = before ? said(*before) : std::string()] {
                if (question == sentenceQuestion_ && isOpen()) takeSentence(marker, now, last);
            };
        },
        true);
}

void AimDesk::takeSentence(const record::Marker& told, const std::string& now, const std::string& before) {
    sentence_ = now;
    const std::optional<record::Marker> turned = std::exchange(before_, std::nullopt);
    const record::Session* session = record_.session();
    const record::Marker* marker = session ? session->marker(told.id) : nullptr;
    if (!turned || !marker || !sameNeedle(*marker, told)) return;
    const std::string words = directionIn(now);
    const std::string& written = marker->needle.directionWords;
    if (words == written || (!written.empty() && written != directionIn(before))) return;
    record::Marker changed = *marker;
    changed.needle.directionWords = words;
    record_.commit(record::changeMarker(*session, changed, tr("Aim the needle")), wordsRun_);
}

void AimDesk::turnTo(vec3 direction, bool snaps) {
    if (!aimed_ || !(glm::length(direction) > 1e-6F)) return;
    direction = glm::normalize(direction);
    snappedTo_.clear();
    if (const auto to = snaps ? needle::snapped(direction, aimed_->shaft.entry, aimed_->outward, prepared_->marks, ribOutward()) : std::nullopt) {
        direction = to->direction;
        snappedTo_ = to->word;
    }
    // As flat as it may be, but into the body.
    if (const float in = -glm::dot(direction, aimed_->outward); in < kFlattest) {
        const vec3 along = direction + aimed_->outward * in;
        if (glm::length(along) < 1e-3F) return;
        direction = glm::normalize(glm::normalize(along) * std::sqrt(1 - kFlattest * kFlattest) - aimed_->outward * kFlattest);
    }
    held_ = needle::Shaft{aimed_->shaft.entry, direction, aimed_->shaft.depthMm};
    work();
}

void AimDesk::setDepth(float mm) {
    if (!aimed_ || !std::isfinite(mm)) return;
    held_ = aimed_->shaft;
    snappedTo_.clear();
    held_->depthMm = std::clamp(mm, 1.0F, needle::kLongestMm);
    work();
}

void AimDesk::drop(const std::string& run) {
    if (!held_) return;
    const needle::Shaft shaft = *std::exchange(held_, std::nullopt);
    const record::Session* session = record_.session();
    const record::Marker* marker = session && site_ ? session->marker(*site_) : nullptr;
    if (!marker || record_.refusedNow()) return;
    record::Marker changed = needle::withShaft(*marker, shaft);
    changed.plan.unconfirmed.reset();  // somebody has touched it
    wordsRun_ = run.empty() ? fmt::format("aim once {}", ++runs_) : run;
    if (!before_) before_ = *marker;
    record_.commit(record::changeMarker(*session, changed, tr("Aim the needle")), wordsRun_);
}

/// The same for all steps that follow each other at once.
std::string AimDesk::run() {
    const UtcMs now = record_.now();
    if (now < ranAt_ || now - ranAt_ > kRunMs) ++runs_;
    ranAt_ = now;
    return fmt::format("aim {}", runs_);
}

void AimDesk::lean(vec2 degrees) {
    if (!aimed_ || dragging()) return;
    // The handle goes with the arrow, so the tip goes the other way.
    const vec3 way = -(view_.camera.right() * degrees.x + view_.camera.up() * degrees.y);
    const vec3 direction = aimed_->shaft.direction, across = way - direction * glm::dot(way, direction);
    const float size = glm::length(across);
    if (size < 1e-4F) return;
    const float turn = glm::radians(std::max(std::abs(degrees.x), std::abs(degrees.y)));
    turnTo(direction * std::cos(turn) + across / size * std::sin(turn));
    drop(run());
}

void AimDesk::deepen(float mm) {
    if (!aimed_ || dragging()) return;
    setDepth(aimed_->shaft.depthMm + mm);
    drop(run());
}

// --- the section along the needle

scene::SectionPlane sectionAlong(const needle::Shaft& shaft, float turnDeg) {
    const vec3 d = shaft.direction, up = std::abs(d.z) < 0.95F ? vec3(0, 0, 1) : vec3(0, 1, 0);
    const vec3 first = glm::normalize(up - d * glm::dot(up, d)), second = glm::cross(d, first);
    const float turn = glm::radians(turnDeg);
    return {.on = true, .origin = shaft.entry, .normal = glm::normalize(first * std::cos(turn) + second * std::sin(turn))};
}

void AimDesk::setCutsAlong(bool on) {
    if (cuts_ == on) return;
    cuts_ = on;
    scene::SectionPlane& section = view_.options.effects.section;
    if (!on && section == cut_) section.on = false;
    if (!on) view_.panes.section.near.reset();
    if (on) {
        view_.panes.section.ownView = true;
        if (view_.panes.count() == 1) view_.panes.show(2, view_.camera);
        followSection();
    }
}

void AimDesk::followSection() {
    if (!cuts_ || !aimed_) return;
    scene::SectionPlane& section = view_.options.effects.section;
    if (cut_.on && !(section == cut_)) {  // somebody has cut elsewhere
        cuts_ = false;
        cut_.on = false;
        view_.panes.section.near.reset();
        return;
    }
    const scene::SectionPlane now = sectionAlong(aimed_->shaft, cutTurnDeg_);
    section = cut_ = now;
    if (dragging() && view_.panes.section.near) return;  // the picture stays while the needle is turned
    Box around;
    for (const vec3 side : {vec3(-kAroundNeedleMm), vec3(kAroundNeedleMm)}) around.add(aimed_->shaft.at(aimed_->shaft.depthMm / 2) + side);
    view_.panes.section.near = around;
}

}  // namespace myochart::workspace
