#include "body/placement.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "body/answer_doubts.h"
#include "core/text.h"
#include "core/words.h"

namespace myochart::body {

namespace {

constexpr float kAsideMm = 10, kFarMm = 3000;
constexpr double kClearly = 0.5;     ///< of t: less is no reason to turn
constexpr double kUnitSlack = 1.59;  ///< root of inch over centimetre: people differ less, units more
constexpr float kLowerTimes = 2;          ///< as many times longer than it is high

struct Unit {
    double millimetres;
    std::string_view name;
};
constexpr std::array<Unit, 6> kUnits = {Unit{1, mark("a millimetre")}, {10, mark("a centimetre")}, {1000, mark("a metre")},
                                        {25.4, mark("an inch")}, {100, mark("a decimetre")}, {304.8, mark("a foot")}};

/// The direction of the file that is up.
vec3 direction(UpAxis axis) {
    switch (axis) {
        case UpAxis::x:
            return {1, 0, 0};
        case UpAxis::y:
            return {0, 1, 0};
        case UpAxis::minusX:
            return {-1, 0, 0};
        case UpAxis::minusY:
            return {0, -1, 0};
        case UpAxis::minusZ:
            return {0, 0, -1};
        default:
            return {0, 0, 1};
    }
}

vec3 upToZ(vec3 p, UpAxis axis) {
    switch (axis) {
        case UpAxis::x:
            return {p.y, p.z, p.x};
        case UpAxis::y:
            return {p.x, -p.z, p.y};
        case UpAxis::minusX:
            return {-p.y, p.z, -p.x};
        case UpAxis::minusY:
            return {p.x, p.z, -p.y};
        case UpAxis::minusZ:
            return {-p.x, p.y, -p.z};
        default:
            return p;
    }
}

float along(vec3 size, UpAxis axis) {
    return std::abs(glm::dot(size, direction(axis)));
}

/// The longest axis; with the arms spread that may be across, so x only where it is longest by far.
UpAxis likelyUp(vec3 size) {
    if (size.x > 2.5F * std::max(size.y, size.z)) return UpAxis::x;
    return size.y > size.z ? UpAxis::y : UpAxis::z;
}

double likelyUnit(vec3 size, UpAxis up) {
    const std::array<double, 4> units = {1, 10, 1000, 25.4};
    const double height = static_cast<double>(along(size, up));
    const double longest = static_cast<double>(std::max({size.x, size.y, size.z}));
    for (const double unit : units)
        if (height * unit >= 1200 && height * unit <= 2300) return unit;
    for (const double unit : units)
        if (longest * unit >= 100 && longest * unit <= 3000) return unit;
    return 1;
}

bool isBodySized(vec3 size, double unit) {
    const double mm = static_cast<double>(std::max({size.x, size.y, size.z})) * unit;
    return mm >= 100 && mm <= 10000;
}

std::optional<UpAxis> toldUp(blob::Axis axis) {
    switch (axis) {
        case blob::Axis::yUpFacingZ:
            return UpAxis::y;
        case blob::Axis::zUpFacingNegativeY:
            return UpAxis::z;
        case blob::Axis::xUp:
            return UpAxis::x;
        default:
            return std::nullopt;
    }
}

/// Decides step by step; each step writes its sentence.
class Placer {
  public:
    Placer(const ForeignModel& model, const PlacementSigns& signs, const ImportOptions& options)
        : model_(model), signs_(signs), options_(options), bounds_(boundsOf(model)) {}
    Placed place();

  private:
    /// One way to turn a model whose head is up.
    struct Way {
        int quarterTurns = 0;
        bool mirrored = false;
        double left = 0, back = 0;  ///< t: as named, if positive
        SideVotes votes;
        double sum() const { return left + back; }
    };

    void decideUp();
    void decideUnit();
    void decideFacing();
    void decideShift();
    Way way(int quarterTurns, bool mirrored) const;
    double score(const Way& one) const;
    bool speakForMirroring(const SideVotes& votes) const;
    Way bestWay() const;
    void conclude(const Way& base, const Way& best);
    void concludeSides(const Way& base, const Way& best);
    vec3 size() const { return bounds_.size(); }
    void worse(Certainty certainty) { made_.frame.certainty = std::max(made_.frame.certainty, certainty); }
    void say(std::string_view sentence) {
        made_.frame.sentence += (made_.frame.sentence.empty() ? "" : " ") + std::string(sentence);
    }

    const ForeignModel& model_;
    const PlacementSigns& signs_;
    const ImportOptions& options_;
    Box bounds_;
    Placed made_;
};

struct NamedUp {
    UpAxis axis;
    Agreement agreement;
};

/// The axis along which structures follow their expected heights, if one does so clearly.
std::optional<NamedUp> upByNames(std::span<const NamedPlace> places) {
    std::optional<NamedUp> best;
    double second = 0;
    for (const UpAxis axis : {UpAxis::x, UpAxis::y, UpAxis::z, UpAxis::minusX, UpAxis::minusY, UpAxis::minusZ}) {
        const Agreement found = alongBodyAxis(places, direction(axis), 2);
        if (found.t <= 0) continue;
        if (!best || found.t > best->agreement.t) {
            second = best ? best->agreement.t : 0;
            best = NamedUp{axis, found};
        } else {
            second = std::max(second, found.t);
        }
    }
    if (!best || !best->agreement.isStrong() || best->agreement.t < 1.5 * second) return std::nullopt;
    return best;
}

void Placer::decideUp() {
    const auto told = toldUp(model_.axis);
    const auto named = upByNames(signs_.places);
    UpAxis& up = made_.placement.upAxis;
    if (options_.upAxis) {
        up = *options_.upAxis;
        say(trf("As you said, the head lies towards {} in the file.", name(up)));
    } else if (named && told && named->axis != *told) {
        up = named->axis;
        worse(Certainty::guessed);
        say(trf("By its names the head lies towards {} in the file, though its format says {}.", name(up), name(*told)));
    } else if (told && !named && along(size(), *told) * kLowerTimes < std::max({size().x, size().y, size().z})) {
        up = likelyUp(size());
        worse(Certainty::guessed);
        say(trf("By its size the head lies towards {} in the file, though its format says {}.", name(up), name(*told)));
    } else if (told) {
        up = *told;
        say(signs_.headerTold ? trf("The file says itself how it lies: the head lies towards {} in the file.", name(up))
                              : trf("By its format the head lies towards {} in the file.", name(up)));
    } else if (named) {
        up = named->axis;
        worse(Certainty::concluded);
        say(trf("By its names the head lies towards {} in the file.", name(up)));
    } else {
        up = likelyUp(size());
        worse(Certainty::guessed);
        say(trf("By its size alone the head lies towards {} in the file.", name(up)));
    }
}

std::string unitName(double millimetres) {
    for (const Unit& unit : kUnits)
        if (std::abs(unit.millimetres - millimetres) < 1e-6 * millimetres) return std::string(tr(unit.name));
    return formatNumber(millimetres, 4) + " mm";
}

/// The unit in which structures lie as far apart as in a body.
std::optional<double> unitByNames(std::span<const NamedPlace> places, UpAxis up) {
    const Agreement heights = alongBodyAxis(places, direction(up), 2);
    if (!heights.isStrong() || heights.t < 0) return std::nullopt;
    for (const Unit& unit : kUnits) {
        if (unit.millimetres == 100 || unit.millimetres == 304.8) continue;  // too near to others to be told by size
        const double ratio = heights.slope / unit.millimetres;
        if (ratio > 1 / kUnitSlack && ratio < kUnitSlack) return unit.millimetres;
    }
    return std::nullopt;
}

void Placer::decideUnit() {
    double& mm = made_.placement.millimetresPerUnit;
    const double told = static_cast<double>(model_.unitMm);
    const auto named = unitByNames(signs_.places, made_.placement.upAxis);
    const bool toldFits =
        told > 0 && isBodySized(size(), told) && (!named || (*named / told < 2.6 && told / *named < 2.6));
    const auto conclude = [&](Certainty certainty, std::string_view why) {
        made_.unit = {certainty, trf("One unit of the file is {} ({}).", unitName(mm), why)};
    };
    if (options_.millimetresPerUnit) {
        mm = *options_.millimetresPerUnit;
        conclude(Certainty::told, tr("as you said"));
    } else if (toldFits) {
        mm = told;
        conclude(Certainty::told, signs_.headerTold ? tr("the file says so") : tr("so its format has it"));
    } else if (named) {
        mm = *named;
        conclude(
            told > 0 ? Certainty::guessed : Certainty::concluded,
            told > 0 ? tr("its parts lie so far apart, though its format says otherwise") : tr("its parts lie so far apart"));
    } else {
        mm = likelyUnit(size(), made_.placement.upAxis);
        conclude(Certainty::guessed,
                 told > 0 ? tr("guessed from its size; what its format says fits no body") : tr("guessed from its size"));
    }
}

Placer::Way Placer::way(int quarterTurns, bool mirrored) const {
    Placement turn = made_.placement;
    turn.quarterTurns = quarterTurns;
    turn.mirrored = mirrored;
    std::vector<NamedPlace> places = signs_.places;
    for (NamedPlace& place : places) place.centre = turn.place(place.centre);
    Way made{quarterTurns, mirrored, towardsLeft(places, {1, 0, 0}).t, alongBodyAxis(places, {0, 1, 0}, 1).t,
             sideVotes(places, {1, 0, 0})};
    // A few that lie far out do not outweigh as many, or more, that say otherwise.
    const bool isOutvoted =
        made.left > 0 ? made.votes.agree <= made.votes.contradict : made.votes.contradict <= made.votes.agree;
    if (made.votes.all() > 0 && isOutvoted) made.left = 0;
    return made;
}

/// How well a way agrees with the names. Who answers whether the file is mirrored sets left and right: the turn then
/// follows from front and back, and side words are no reason to turn the figure the other way again.
double Placer::score(const Way& one) const {
    if (!options_.mirrored) return one.sum();
    constexpr double kStrong = 3;
    const bool frontKnown = std::max(std::abs(way(0, false).back), std::abs(way(1, false).back)) >= kStrong;
    return frontKnown ? one.back : *options_.mirrored ? 0 : one.sum();
}

/// Names mirror a model only as a clear majority; together with its surfaces as any.
bool Placer::speakForMirroring(const SideVotes& votes) const {
    return signs_.insideOut && votes.all() > 0 ? votes.agree > votes.contradict
                                               : isClearMajority(votes.agree, votes.all());
}

/// The way that agrees best with the names; of equals the one that changes least. Who answers how it is turned and no
/// more means that it is not mirrored.
Placer::Way Placer::bestWay() const {
    const int fixedTurns = options_.quarterTurns.value_or(-1);
    // Surfaces that all face inwards are what mirroring leaves; otherwise a half turn explains exchanged sides as well.
    const std::array<std::pair<int, bool>, 8> order =
        signs_.insideOut
            ? std::array<std::pair<int, bool>, 8>{{{0, false},
                                                   {0, true},
                                                   {2, false},
                                                   {2, true},
                                                   {1, false},
                                                   {3, false},
                                                   {1, true},
                                                   {3, true}}}
            : std::array<std::pair<int, bool>, 8>{
                  {{0, false}, {2, false}, {0, true}, {2, true}, {1, false}, {3, false}, {1, true}, {3, true}}};
    std::optional<Way> best;
    for (const auto& [turns, mirrored] : order) {
        if (fixedTurns >= 0 && turns != fixedTurns) continue;
        if (mirrored != options_.mirrored.value_or(mirrored && fixedTurns < 0)) continue;
        const Way found = way(turns, mirrored);
        if (mirrored && !options_.mirrored && !speakForMirroring(found.votes)) continue;
        if (!best || score(found) > score(*best) + kClearly) best = found;
    }
    return *best;
}

void Placer::concludeSides(const Way& base, const Way& best) {
    Conclusion& sides = made_.sides;
    const bool turned = best.quarterTurns != base.quarterTurns || best.mirrored != base.mirrored;
    const bool bySides = best.left >= kClearly, byFront = best.back >= 3, told = model_.axis != blob::Axis::unknown;
    const bool most = best.votes.contradict > 0;
    const bool anyTold = std::any_of(signs_.places.begin(), signs_.places.end(), tellsSide);
    const std::string_view open = best.votes.all() > 0 ? tr("Names tell left and right both ways")
                                  : anyTold ? tr("Names tell sides, but nothing tells where the middle of the body is")
                                            : tr("No name tells a side");
    const Certainty byFile = anyTold ? Certainty::guessed : Certainty::told;
    if (options_.mirrored || options_.quarterTurns) {
        sides = {Certainty::told, tr("Left and right are as you said.")};
    } else if (best.mirrored) {
        sides = {Certainty::guessed,
                 tr("The figure was mirrored: its names tell left and right the other way round than its front and back. "
                    "It was mirrored back.")};
    } else if (turned && bySides && !byFront) {
        sides = {Certainty::guessed, tr("Left and right are taken from the names; the file says otherwise.")};
    } else if (bySides) {
        sides = {Certainty::concluded, byFront && most ? tr("Left and right: most names, front and back agree.")
                                         : byFront       ? tr("Left and right: names, front and back agree.")
                                         : most          ? tr("Left and right are where most names tell them.")
                                                         : tr("Left and right are where the names tell them.")};
    } else if (signs_.headerTold || (told && !turned)) {
        sides = {byFile, trf("{}; left and right are those of the file's frame.", open)};
    } else if (byFront) {
        sides = {Certainty::guessed,
                 trf("{}; left and right follow from what lies in front and behind.", open)};
    } else {
        sides = {Certainty::unknown,
                 anyTold ? trf("{}, nor where its front is; look whether the sides are right.", open)
                         : tr("Nothing tells left from right, nor front from back.")};
    }
    if (best.left < -3 && best.votes.all() == 0)
        sides = {Certainty::guessed,
                 trf("{} Most names tell the other side than the one their structures lie on.", sides.sentence)};
}

void Placer::conclude(const Way& base, const Way& best) {
    const bool byNames = best.sum() >= kClearly;
    if (!options_.quarterTurns && best.quarterTurns != base.quarterTurns) {
        say(best.quarterTurns == 2 ? tr("Its names say that its front is where its back should be: it was turned.")
                                   : tr("Its names say that it looks to the side: it was turned."));
        const bool sure = best.back >= 3 && best.left >= 3 && model_.axis == blob::Axis::unknown;
        worse(sure ? Certainty::concluded : Certainty::guessed);
    } else if (!byNames && model_.axis == blob::Axis::unknown && !options_.quarterTurns) {
        say(tr("Nothing tells where its front is."));
        worse(options_.upAxis ? Certainty::guessed : Certainty::unknown);
    }
    concludeSides(base, best);
}

void Placer::decideFacing() {
    const Way base = way(options_.quarterTurns.value_or(0), options_.mirrored.value_or(false));
    const Way best = bestWay();
    made_.placement.quarterTurns = best.quarterTurns;
    made_.placement.mirrored = best.mirrored;
    conclude(base, best);
}

std::string shiftWords(vec3 shiftMm) {
    std::string words;
    const std::array<std::array<const char*, 2>, 3> kWays = {{{mark("{:.0f} mm to the left"), mark("{:.0f} mm to the right")},
                                                              {mark("{:.0f} mm backwards"), mark("{:.0f} mm forwards")},
                                                              {mark("{:.0f} mm up"), mark("{:.0f} mm down")}}};
    for (int k = 0; k < 3; ++k) {
        if (shiftMm[k] == 0) continue;
        words += (words.empty() ? "" : ", ") +
                 saidOf(kWays[static_cast<size_t>(k)][shiftMm[k] > 0 ? 0 : 1], static_cast<double>(std::abs(shiftMm[k]))).text;
    }
    return words;
}

void Placer::decideShift() {
    Placement& placement = made_.placement;
    std::vector<NamedPlace> places = signs_.places;
    for (NamedPlace& place : places) place.centre = placement.place(place.centre);
    Box box;
    if (bounds_.empty()) return;
    box.add(placement.place(bounds_.min));
    box.add(placement.place(bounds_.max));
    const vec3 centre = box.centre();
    const auto middle = midplane(places, {1, 0, 0});
    if (middle && std::abs(*middle) > kAsideMm)
        placement.shiftMm.x = -*middle;
    else if (!middle && std::abs(centre.x) > kFarMm)
        placement.shiftMm.x = -centre.x;
    if (std::abs(centre.y) > kFarMm) placement.shiftMm.y = -centre.y;
    if (std::abs(centre.z) > kFarMm) placement.shiftMm.z = -box.min.z;
    if (middle) made_.midplaneMm = *middle + placement.shiftMm.x;
    if (placement.shiftMm == vec3(0)) return;
    say(trf("It stood off the body's frame and was shifted {}.", shiftWords(placement.shiftMm)));
}

Placed Placer::place() {
    decideUp();
    decideUnit();
    decideFacing();
    decideShift();
    return std::move(made_);
}

}  // namespace

vec3 Placement::turned(vec3 p) const {
    vec3 q = upToZ(p, upAxis);
    for (int i = 0; i < (quarterTurns & 3); ++i) q = {-q.y, q.x, q.z};
    if (mirrored) q.x = -q.x;
    return q;
}

Box boundsOf(const ForeignModel& model) {
    Box box;
    for (const ForeignMesh& mesh : model.meshes)
        for (const std::uint32_t i : mesh.mesh.indices) box.add(mesh.mesh.positions[i]);
    return box;
}

Placed placementOf(const ForeignModel& model, const PlacementSigns& signs, const ImportOptions& options) {
    Placed placed = Placer(model, signs, options).place();
    addDoubts(model, signs, options, placed);
    return placed;
}

}  // namespace myochart::body
