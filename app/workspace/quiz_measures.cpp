#include "workspace/quiz_measures.h"

#include <algorithm>
#include <cmath>

#include "anatomy/catalogue.h"
#include "anatomy/hazards.h"
#include "core/words.h"
#include "geometry/one_mesh.h"
#include "needle/target.h"
#include "places/danger.h"
#include "places/place_trigger_points.h"
#include "referral/drawn_pain.h"

namespace myochart::workspace {

namespace {

/// A point of the skin's surface.
struct SkinSpot {
    std::uint32_t triangle = 0;
    vec3 barycentric{}, position{};
};

std::optional<SkinSpot> skinSpot(const referral::SkinGraph& skin, vec3 place) {
    const auto vertex = skin.nearestVertex(place);
    if (!vertex) return std::nullopt;
    const geometry::TriMesh& mesh = skin.mesh();
    std::optional<SkinSpot> spot;
    double nearest = 1e300;
    for (const std::uint32_t triangle : skin.around(*vertex)) {
        if (skin.isWall(triangle)) continue;
        const auto corner = [&](size_t k) { return glm::dvec3(mesh.positions[mesh.indices[3 * size_t{triangle} + k]]); };
        const geometry::TrianglePoint found = geometry::nearestOnTriangle(glm::dvec3(place), corner(0), corner(1), corner(2));
        if (found.distance2 >= nearest) continue;
        nearest = found.distance2;
        const glm::dvec3 b = found.barycentric;
        spot = SkinSpot{triangle, geometry::barycentricFrom(b), vec3(corner(0) * b.x + corner(1) * b.y + corner(2) * b.z)};
    }
    return spot;
}

bool isOfMuscle(const body::Body& body, const anatomy::Catalogue& catalogue, const anatomy::TriggerPoint& point, std::uint32_t structure) {
    const auto meant = needle::structuresMeant(body, catalogue, point.muscleKey);
    return std::ranges::find(meant, structure) != meant.end();
}

double inMiddle(const teaching::DrawFigures& figures) { return teaching::scoreOfDrawing(figures).points; }

}  // namespace

std::vector<ChartedPlace> chartedPlaces(const body::Body& body, places::LandmarkFinder& landmarks, const anatomy::Catalogue& catalogue, const anatomy::TriggerPoint& point,
                                        std::optional<Side> side) {
    std::vector<ChartedPlace> found;
    for (const Side each : {Side::left, Side::right}) {
        if ((side && *side != each) || (point.rightOnly && each == Side::left)) continue;
        const auto placed = places::placeTriggerPoint(body, landmarks, catalogue, point, each);
        if (placed) found.push_back({each, placed->place.anchor.structureKey, placed->place.anchor.position, placed->place.anchor.normal});
    }
    return found;
}

Outcome askableOn(const body::Body& body, places::LandmarkFinder& landmarks, const anatomy::Catalogue& catalogue, const teaching::Question& question) {
    const std::string muscle = teaching::muscleOf(catalogue, question);
    const anatomy::Muscle* known = catalogue.muscle(muscle);
    const std::string spoken = known ? known->name : muscle;
    const bool onSkinAlone = question.kind == teaching::QuestionKind::drawPattern || question.kind == teaching::QuestionKind::whoRefers;
    if (onSkinAlone) {
        const bool hasSkin = std::ranges::any_of(body.structures(), [](const body::Structure& each) { return each.system == body::System::skin; });
        return hasSkin ? Outcome(Done{}) : failed(said("This body has no skin to lay a pattern on; the question is left out."));
    }
    if (question.kind == teaching::QuestionKind::needlePoint) {
        const auto has = [&](auto wanted) { return std::ranges::any_of(body.structures(), wanted); };
        if (!has([](const body::Structure& each) { return each.system == body::System::skin; }) || !has([](const body::Structure& each) { return places::dangerOf(each) != anatomy::Danger::none; }))
            return failed(said("This body has no skin, or no vessels, nerves and organs to hold a needle against; the question is left out."));
    }
    const auto meant = needle::structuresMeant(body, catalogue, muscle, question.side);
    // A part that this body shows only within its whole would be asked by a picture of the whole.
    const bool isItself = !known || !known->parts.empty() || std::ranges::any_of(meant, [&](std::uint32_t each) { return body.structure(each).muscleKey == muscle; });
    if (meant.empty() || (question.kind == teaching::QuestionKind::nameMuscle && !isItself)) return failed(said("This body lacks the muscle {}; the question is left out.", spoken));
    if (question.kind == teaching::QuestionKind::nameMuscle) return Done{};
    const anatomy::TriggerPoint* point = teaching::pointNamed(catalogue, question.key);
    if (!point || chartedPlaces(body, landmarks, catalogue, *point, question.side).empty()) return failed(said("This body has no place for the charted point of {}; the question is left out.", spoken));
    return Done{};
}

std::optional<double> mmAlongSkin(const referral::SkinGraph& skin, vec3 from, vec3 to) {
    const auto a = skinSpot(skin, from), b = skinSpot(skin, to);
    if (!a || !b) return std::nullopt;
    const auto straight = static_cast<double>(glm::length(a->position - b->position));
    if (a->triangle == b->triangle) return straight;
    referral::SurfaceWalk walk(skin);
    double mm = 0;
    int found = 0;
    for (const referral::Reached& each : walk.from(a->triangle, a->barycentric, kMostAlongSkinMm))
        for (int k = 0; k < 3; ++k) {
            if (skin.mesh().indices[3 * size_t{b->triangle} + static_cast<size_t>(k)] != each.vertex) continue;
            mm += static_cast<double>(each.mm) * static_cast<double>(b->barycentric[k]);
            ++found;
        }
    if (found < 3) return std::nullopt;
    return std::max(straight, mm);  // between the corners it may fall short of the straight way by a little
}

PlaceAnswer placeAnswer(const body::Body& body, const anatomy::Catalogue& catalogue, const referral::SkinGraph* skin, const anatomy::TriggerPoint& point,
                        const std::vector<ChartedPlace>& charted, const geometry::SurfacePoint& at) {
    const body::Structure& structure = body.structure(at.part);
    const places::Place place = places::placeAt(body, catalogue, at);
    PlaceAnswer best;
    double bestPoints = -1;
    for (size_t i = 0; i < charted.size(); ++i) {
        const auto own = body.find(charted[i].structureKey);
        teaching::PlaceFigures figures;
        const auto along = skin ? mmAlongSkin(*skin, charted[i].position, at.position) : std::nullopt;
        figures.alongSkin = along.has_value();
        figures.mm = along ? *along : static_cast<double>(glm::length(charted[i].position - at.position));
        figures.muscle = own == at.part || isOfMuscle(body, catalogue, point, at.part);
        figures.layer = own && body.structure(*own).layer == structure.layer;
        figures.side = place.side == charted[i].side;
        const double points = teaching::scoreOfPlace(figures).points;
        if (points < bestPoints || (points == bestPoints && figures.mm >= best.figures.mm)) continue;
        bestPoints = points;
        best = {figures, i, place.sentence};
    }
    return best;
}

DrawAnswer drawAnswer(const referral::ReferralMap& map, const anatomy::Catalogue& catalogue, const std::string& point, std::optional<Side> side, const referral::Field& drawn) {
    DrawAnswer best;
    best.side = side;
    best.drawnMm2 = map.areaMm2(drawn);
    double onOther = 0;
    for (const Side each : {Side::left, Side::right}) {
        const auto patterns = referral::patternsOf(catalogue, map, {point, each});
        if (patterns.empty()) continue;
        const referral::Overlap overlap = referral::overlapOf(map, drawn, patterns);
        const teaching::DrawFigures figures{std::clamp(overlap.ofPatternWeighed, 0.0, 1.0), std::clamp(overlap.ofPain, 0.0, 1.0)};
        if (side && *side != each) {
            onOther = inMiddle(figures);
            continue;
        }
        if (!side && best.side && inMiddle(figures) <= inMiddle(best.figures)) continue;
        best.figures = figures;
        best.side = each;
    }
    best.otherSide = onOther > inMiddle(best.figures);
    return best;
}

NeedleAnswer needleAnswer(const body::Body& body, const geometry::RayIndex& rays, const needle::HazardIndex& hazards, const anatomy::Catalogue& catalogue,
                          const anatomy::TriggerPoint& point, std::optional<Side> side, const std::vector<ChartedPlace>& charted, const needle::Shaft& shaft) {
    NeedleAnswer answer;
    answer.passage = needle::passageOf(body, rays, hazards, shaft);
    answer.figures.inTargetMm = static_cast<double>(needle::lengthIn(answer.passage.path, needle::structuresMeant(body, catalogue, point.muscleKey, side)));
    const needle::Path& path = answer.passage.path;
    std::optional<double> fromPoint;
    for (const ChartedPlace& place : charted) {
        const float along = std::clamp(glm::dot(place.position - path.shaft.entry, path.shaft.direction), 0.0F, path.shaft.depthMm);
        const auto mm = static_cast<double>(glm::distance(place.position, path.shaft.at(along)));
        fromPoint = std::min(fromPoint.value_or(mm), mm);
    }
    answer.figures.fromPointMm = fromPoint.value_or(0);
    constexpr float kOnBoneMm = 1;  // to touch it is how depth is found
    answer.figures.fromSkin = path.fromSkin;
    answer.figures.intoBone = path.boneAtMm && shaft.depthMm > *path.boneAtMm + kOnBoneMm;
    if (answer.passage.hazards.empty()) answer.notChecked = hazards.notChecked();
    for (const needle::Hazard& hazard : answer.passage.hazards) {
        const double off = hazard.isMet() ? 0.0 : static_cast<double>(hazard.distanceMm - hazard.uncertaintyMm);
        if (answer.figures.hazardMm && off >= *answer.figures.hazardMm) continue;
        answer.figures.hazardMm = off;
        answer.nearest = hazard;
    }
    return answer;
}

}  // namespace myochart::workspace
