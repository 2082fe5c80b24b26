#include "workspace/pain_desk.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "anatomy/fact_names.h"
#include "core/text.h"
#include "core/words.h"
#include "places/protocol_sites.h"
#include "referral/ask.h"
#include "referral/red_flags.h"

namespace myochart::workspace {

namespace {

constexpr float kBetweenDabs = 1.0F / 3;  // of the brush: nearer places bring nothing new
constexpr float kPaintedSkin = 0.85F;     // as clear as the skin is to paint on
constexpr size_t kMostShown = 12;

}  // namespace

/// What is worked out once of a body, and the paint on it.
struct PainDesk::Prepared {
    Prepared(std::shared_ptr<const body::Body> of, referral::ReferralMap made) : body(std::move(of)), map(std::move(made)), levels(*body, *map.skin()), sketcher(map) {}
    std::shared_ptr<const body::Body> body;
    referral::ReferralMap map;
    referral::SkinLevels levels;
    referral::PatternSketcher sketcher;
    /// The paint of each area of the visit, and the dabs that it is made of.
    struct Painted {
        std::unique_ptr<referral::PainBrush> brush;
        std::vector<record::PainDab> dabs;
    };
    std::vector<Painted> areas;
    /// How clear the skin was before there was something to paint on.
    std::optional<float> skinBefore;

    /// While somebody paints, the skin is there; it goes back to what it was, unless somebody has set it since.
    void showSkin(scene::ViewOptions& view, bool wanted) {
        float& skin = view.effects.skinOpacity;
        if (wanted && !skinBefore) {
            skinBefore = skin;
            skin = std::max(skin, kPaintedSkin);
        }
        if (wanted || !skinBefore) return;
        if (skin == kPaintedSkin) skin = *skinBefore;
        skinBefore.reset();
    }
};

PainDesk::PainDesk(const anatomy::Catalogue& catalogue, Notices& notices, JobRunner& jobs, RecordDesk& record, const BodyDesk& bodies, ViewDesk& view, MarkDesk& marks)
    : catalogue_(catalogue), notices_(notices), jobs_(jobs), record_(record), bodies_(bodies), view_(view), marks_(marks) {}

const referral::ReferralMap* PainDesk::map() const {
    return prepared_ && prepared_->body == bodies_.current() ? &prepared_->map : nullptr;
}

const referral::PatternSketcher* PainDesk::sketcher() const { return map() ? &prepared_->sketcher : nullptr; }

double PainDesk::progress() const { return preparing_ ? static_cast<double>(preparing_->progress->fraction()) : 0; }

void PainDesk::setOpen(bool open) {
    if (!open) cancelStroke();
    open_ = open;
}

void PainDesk::prepare() {
    const auto body = bodies_.current();
    if (!body || asked_ == body) return;
    asked_ = body;
    prepared_.reset();  // of another body
    why_.clear();
    preparing_ = jobs_.start(
        tr("Laying out reported patterns"),
        [this, body](Progress& progress) -> std::function<void()> {
            auto map = referral::ReferralMap::on(*body, catalogue_, &progress);
            auto made = map ? std::make_shared<Prepared>(body, std::move(*map)) : nullptr;
            const std::string why = map ? std::string() : map.error().message;
            return [this, body, made, why] {
                if (asked_ != body) return;
                preparing_.reset();
                prepared_ = made;
                why_ = why;
            };
        },
        true);
    if (prepared_ || !why_.empty()) preparing_.reset();  // it was done at once
}

void PainDesk::follow() {
    const record::SessionId visit = record_.session() ? record_.session()->id : record::SessionId();
    if (std::exchange(visit_, visit) != visit) {
        cancelStroke();
        area_ = 0;
        told_.clear();
        painted_.reset();
    }
    if (!std::exchange(offeredNow_, false)) offer({}), offeredNow_ = false;
    if (open_ || wanted_ || practising_ || !shown_.empty() || !offered_.areas.empty()) prepare();
    if (map()) {
        prepared_->showSkin(view_.options, open_ || !offered_.areas.empty());
        repaint();
        paintOffered();
    }
    lay();
}

// --- reported patterns

bool PainDesk::shows(const referral::PatternSource& source) const { return std::find(shown_.begin(), shown_.end(), source) != shown_.end(); }

void PainDesk::show(const referral::PatternSource& source, bool on) {
    std::erase(shown_, source);
    if (!on) return;
    if (shown_.size() >= kMostShown) shown_.erase(shown_.begin());
    shown_.push_back(source);
}

Outcome PainDesk::showOfVisit() {
    const record::Session* session = marks_.shownSession();
    if (!session || session->markers.empty()) return failed(said("The visit has no sites yet."));
    std::vector<referral::PatternSource> found;
    for (const record::Marker& marker : session->markers) {
        const referral::PatternSource source{marker.anchor.address.muscleKey, marker.side == Side::midline ? std::nullopt : std::optional(marker.side)};
        if (!catalogue_.triggerPointsOf(source.key).empty() && std::find(found.begin(), found.end(), source) == found.end() && found.size() < kMostShown) found.push_back(source);
    }
    if (found.empty()) return failed(said("No pattern is reported of the muscles of these sites."));
    shown_ = std::move(found);
    return Done{};
}

std::vector<Referrer> PainDesk::referrersAt(vec3 at) const {
    constexpr float kLeastShare = referral::kSpillover / 2, kEssentialShare = (1 + referral::kSpillover) / 2;
    std::vector<Referrer> found;
    const auto vertex = map() ? map()->skin()->nearestVertex(at) : std::nullopt;
    if (!vertex) return found;
    std::vector<std::pair<float, const referral::Pattern*>> there;
    const auto offer = [&](const referral::Pattern& pattern) {
        const auto cell = std::ranges::lower_bound(pattern.field, *vertex, {}, &referral::Share::cell);
        if (cell == pattern.field.end() || cell->cell != *vertex || cell->share < kLeastShare) return;
        const auto same = std::ranges::find_if(there, [&](const auto& each) { return shown_.empty() ? each.second->point->muscleKey == pattern.point->muscleKey && each.second->side == pattern.side : each.second == &pattern; });
        if (same == there.end()) there.emplace_back(cell->share, &pattern);
        else if (cell->share > same->first) *same = {cell->share, &pattern};
    };
    for (const referral::PatternSource& source : shown_)
        for (const referral::Pattern* pattern : referral::patternsOf(catalogue_, *map(), source)) offer(*pattern);
    if (shown_.empty()) {
        for (const referral::Pattern& pattern : map()->patterns()) offer(pattern);
        std::ranges::stable_sort(there, std::ranges::greater(), [](const auto& each) { return each.first; });
    }
    for (const auto& [share, pattern] : there) found.push_back({pattern, share >= kEssentialShare});
    return found;
}

std::vector<std::pair<vec3, std::string>> PainDesk::inside() const {
    std::vector<std::pair<vec3, std::string>> places;
    if (!map()) return places;
    std::vector<const referral::Pattern*> all;
    for (const referral::PatternSource& source : shown_)
        for (const referral::Pattern* pattern : referral::patternsOf(catalogue_, *map(), source)) all.push_back(pattern);
    for (const std::uint32_t region : referral::insideOf(all, *map())) places.emplace_back(map()->regions()[region].position, anatomy::called(catalogue_, *map()->regions()[region].region));
    return places;
}

// --- the patient's pain

const record::PainArea* PainDesk::painted() const {
    if (stroke_) return &stroke_->area;
    return area_ < drawing().areas.size() ? &drawing().areas[area_] : nullptr;
}

record::PainArea PainDesk::areaNow() const {
    const record::PainArea* now = painted();
    return now ? *now : record::PainArea{};
}

void PainDesk::practise() {
    cancelStroke();
    area_ = 0;
    practice_ = {};
    practising_ = true;
}

void PainDesk::endPractice() {
    if (!practising_) return;
    cancelStroke();
    area_ = 0;
    practising_ = false;
    practice_ = {};
    painted_.reset();
}

bool PainDesk::refused() {
    return !map() || (isKept() && record_.refusedNow());
}

record::PainDab PainDesk::dabAt(vec3 at) const {
    return referral::dabToKeep(*map(), at, std::clamp(brush.radiusMm, kThinnestBrushMm, kWidestBrushMm), brush.erases);
}

void PainDesk::addDab(const record::PainDab& dab) {
    if (stroke_->area.dabs.size() >= record::kMaxPainDabs) return;
    stroke_->area.dabs.push_back(dab);
}

bool PainDesk::beginStroke() {
    if (refused()) return false;
    area_ = std::min(area_, drawing().areas.size());
    stroke_ = Stroke{areaNow(), {}};
    return true;
}

void PainDesk::strokeTo(vec3 at) {
    if (!stroke_ || !map()) return;
    const auto isNear = [&](vec3 last) { return glm::length(last - at) < brush.radiusMm * kBetweenDabs; };
    if (!stroke_->last.empty() && isNear(stroke_->last.back())) return;
    stroke_->last = {at};
    const record::PainDab dab = dabAt(at);
    addDab(dab);
    if (brush.bothSides) addDab(referral::mirrored(dab));
}

void PainDesk::endStroke() {
    if (!stroke_) return;
    record::PainArea changed = std::move(stroke_->area);
    stroke_.reset();
    if (changed != areaNow()) commit(std::move(changed), brush.erases ? tr("Erase painted pain") : tr("Paint pain"));
}

void PainDesk::cancelStroke() { stroke_.reset(); }

void PainDesk::paintRegion(const std::string& region, std::optional<Side> side) {
    if (!beginStroke()) return;
    record::PainDab dab;
    dab.region = region;
    if (side && *side != Side::midline && !brush.bothSides) dab.side = side;
    if (brush.erases) dab.erases = true;
    addDab(dab);
    endStroke();
}

Outcome PainDesk::paintWords(const std::string& words) {
    const referral::AskedWords asked = referral::askedFor(catalogue_, words);
    if (asked.regions.empty() && !asked.conditions.empty()) return failed(said("No place was told to paint. Rule out first: {}.", displayText(anatomy::screenFirstIn(catalogue_, *asked.conditions.front()), 400)));
    if (asked.regions.empty()) return failed(said("No region of the body is called so: \"{}\".", displayText(words, 60)));
    if (!beginStroke()) return Done{};
    told_ = asked.conditions;
    std::vector<referral::PaintedArea> told;
    painted_.reset();
    for (const referral::AskedRegion& each : asked.regions) {
        record::PainDab dab;
        dab.region = each.region->key;
        if (!brush.bothSides) dab.side = each.side;
        if (brush.erases) dab.erases = true;
        addDab(dab);
        told.push_back({{}, 0, dab.region, dab.side});
    }
    for (const record::PainDab& between : referral::dabsBetween(*map(), told, brush.erases)) addDab(between);
    endStroke();
    if (!asked.denied.empty()) return failed(said("The rest is painted; this was told not to hurt: \"{}\".", displayText(asked.denied.front(), 60)));
    if (asked.notKnown.empty() && !asked.sideInDoubt.empty()) return failed(said("No side was told of this, both are painted: \"{}\".", displayText(asked.sideInDoubt.front(), 60)));
    if (asked.notKnown.empty() && !asked.readAs.empty()) return failed(said("Painted; a word was read as another: \"{}\".", displayText(asked.readAs.front(), 60)));
    if (asked.notKnown.empty()) return Done{};
    return failed(said("The rest is painted; no region of the body is called so: \"{}\".", displayText(asked.notKnown.front(), 60)));
}

void PainDesk::clearArea() {
    if (refused() || !painted()) return;
    record::PainDrawing changed = drawing();
    changed.areas.erase(changed.areas.begin() + static_cast<std::ptrdiff_t>(area_));
    keep(std::move(changed), tr("Clear painted pain"));
    area_ = 0;
}

void PainDesk::tell(const record::PainArea& told, const std::string& message) {
    if (refused()) return;
    area_ = std::min(area_, drawing().areas.size());
    commit(told, message);
}

/// With where it hurts in words and its area, as they are on this body.
void PainDesk::commit(record::PainArea changed, const std::string& message) {
    if (paintArea(area_, changed.dabs)) painted_.reset();  // what is told of all areas is worked out anew
    referral::tellPlace(changed, *map(), *prepared_->areas[area_].brush);
    record::PainDrawing all = drawing();
    if (area_ < all.areas.size()) all.areas[area_] = std::move(changed);
    else all.areas.push_back(std::move(changed));
    keep(std::move(all), message);
}

void PainDesk::keep(record::PainDrawing drawing, const std::string& message) {
    if (!isKept()) {
        (practising_ ? practice_ : unkept_) = std::move(drawing);
        return;
    }
    record::Session visit = *record_.session();
    visit.painDrawing = std::move(drawing);
    record_.commit(record::changeVisit(std::move(visit), message));
}

/// Brings the paint of one area up to these dabs; only those that were added, where nothing else has changed. True when it was
/// behind.
bool PainDesk::paintArea(size_t area, const std::vector<record::PainDab>& dabs) {
    auto& areas = prepared_->areas;
    while (areas.size() <= area) areas.push_back({std::make_unique<referral::PainBrush>(*map()), {}});
    Prepared::Painted& painted = areas[area];
    if (painted.dabs == dabs) return false;
    const bool grows = painted.dabs.size() < dabs.size() && std::equal(painted.dabs.begin(), painted.dabs.end(), dabs.begin());
    if (!grows) painted.brush->clear();
    for (size_t i = grows ? painted.dabs.size() : 0; i < dabs.size(); ++i) (void)referral::apply(*painted.brush, *map(), dabs[i]);  // what another body has not stays out
    painted.dabs = dabs;
    return true;
}

/// Brings paint and ranking up to what the visit tells, and the stroke that is going on.
void PainDesk::repaint() {
    const record::PainDrawing& drawn = drawing();
    const size_t kept = drawn.areas.size(), wanted = stroke_ ? std::max(kept, area_ + 1) : kept;
    bool changed = prepared_->areas.size() > wanted;
    if (changed) prepared_->areas.resize(wanted);
    for (size_t i = 0; i < wanted; ++i) {
        const auto& dabs = stroke_ && i == area_ ? stroke_->area.dabs : drawn.areas[i].dabs;
        changed = paintArea(i, dabs) || changed;
    }
    if (!changed && painted_ == prepared_) return;
    painted_ = prepared_;
    ++paintings_;
    std::vector<referral::Field> fields;
    for (const auto& area : prepared_->areas) fields.push_back(area.brush->field());
    std::vector<const referral::Field*> all;
    for (const referral::Field& field : fields) all.push_back(&field);
    pain_ = map()->together(all);
    painMm2_ = map()->areaMm2(pain_);
    ranking_.reset();
    ruleOut_.clear();
    if (pain_.empty()) told_.clear();
    if (pain_.empty() || practising_) return;
    ranking_ = referral::rank(*map(), pain_);
    ruleOut_ = referral::toRuleOutFirst(catalogue_, *map(), pain_, *ranking_, told_);
}

std::shared_ptr<const body::VertexShares> PainDesk::painted(const std::vector<float>& strengths) const {
    return map() ? std::make_shared<const body::VertexShares>(referral::laid(catalogue_, *map(), prepared_->levels, {}, strengths)) : nullptr;
}

void PainDesk::offer(record::PainDrawing drawing) {
    offeredNow_ = true;
    if (offered_ == drawing) return;
    offered_ = std::move(drawing);
    offeredStrengths_.clear();
    offeredOn_.reset();
    laid_.reset();
}

void PainDesk::paintOffered() {
    if (offered_.areas.empty() || offeredOn_ == prepared_) return;
    referral::PainBrush paint(*map());
    for (const record::PainArea& area : offered_.areas)
        for (const record::PainDab& dab : area.dabs) (void)referral::apply(paint, *map(), dab);  // what this body has not stays out
    offeredStrengths_ = paint.strengths();
    offeredOn_ = prepared_;
    laid_.reset();
}

void PainDesk::lay() {
    const bool withOffer = !offeredStrengths_.empty();
    if (!map() || (shown_.empty() && !withOffer && (!open_ || pain_.empty()))) {
        laid_.reset();
        view_.options.laid = {};
        return;
    }
    Laid wanted{prepared_, shown_, paintings_, withOffer, open_};
    if (laid_ == wanted && view_.options.laid.shares) return;
    std::vector<float> pain;
    if (withOffer) pain = offeredStrengths_;
    else if (open_ && !pain_.empty()) pain = map()->dense({});
    for (const auto& area : prepared_->areas)
        for (size_t i = 0; open_ && i < pain.size(); ++i) pain[i] = std::max(pain[i], area.brush->strengths()[i]);
    view_.options.laid = {std::make_shared<const body::VertexShares>(referral::laid(catalogue_, *map(), prepared_->levels, shown_, pain)), shown_.size() > 1};
    laid_ = std::move(wanted);
}

referral::Overlap PainDesk::overlapWith(const referral::PatternSource& source) const {
    if (!map() || pain_.empty()) return {};
    return referral::overlapOf(*map(), pain_, referral::patternsOf(catalogue_, *map(), source));
}

void PainDesk::plan(const referral::Pattern& pattern) {
    if (refused() || marks_.refusedForSides()) return;
    anatomy::Protocol asked;
    asked.key = pattern.point->key;
    const anatomy::Muscle* muscle = catalogue_.muscle(pattern.point->muscleKey);
    asked.name = fmt::format("{} {}", muscle ? muscle->name : pattern.point->muscleKey, pattern.point->index);
    asked.points = {{pattern.point->key, false}};
    marks_.takeProtocol(asked, pattern.side);
}

}  // namespace myochart::workspace
