#include <algorithm>
#include <cmath>

#include "core/words.h"
#include "places/place_search.h"
#include "places/reanchor.h"

namespace myochart::places {

namespace {

constexpr float kSamePlaceMm = 0.05F;
constexpr float kFarMirrorMm = 40;

/// Of the muscle's structures on this body, the one with the same key, else the one nearest to where the marker was:
/// all bodies stand alike in their frame.
std::optional<std::uint32_t> sameStructure(const body::Body& body, const anatomy::Catalogue& catalogue, const record::SurfaceAnchor& anchor, Side side) {
    const auto byKey = body.find(anchor.structureKey);
    const auto fits = [&](const body::Structure& own) { return own.muscleKey == anchor.address.muscleKey && (own.side == side || own.side == Side::midline); };
    if (byKey && fits(body.structure(*byKey))) return byKey;
    if (anchor.address.muscleKey.empty()) return std::nullopt;
    const auto off = [&](std::uint32_t index) { return glm::distance(body.structure(index).bounds.centre(), anchor.position); };
    std::optional<std::uint32_t> best;
    for (const Region& region : regionsOf(body, catalogue, anchor.address.muscleKey, side))
        for (const std::uint32_t index : region.structures)
            if (!best || off(index) < off(*best)) best = index;
    return best;
}

/// The side on which the marker lies: what was written by hand moves nothing.
Side sideOfMarker(const body::Body& body, const record::Marker& marker) {
    const auto midplane = marker.byHand.side ? knownMidplane(body) : std::nullopt;
    if (!midplane) return marker.side;
    return onSideMm(marker.anchor.position, *midplane, Side::left) > 0 ? Side::left : Side::right;
}

vec3 addressOf(const record::SurfaceAnchor& anchor) { return {anchor.address.u, anchor.address.v, anchor.address.w}; }

/// How far the two bodies' structures may differ at an address: pick.h has the formula.
float shapeDifferenceMm(const body::Structure& now, const body::Structure* before, vec3 address, bool sameMuscle) {
    const vec3 fromMiddle = glm::abs(address - 0.5F);
    const vec3 change = before ? glm::abs(now.frame.lengthMm - before->frame.lengthMm) : now.frame.lengthMm * kUnknownShapeShare;
    // A part placed on a whole (or the other way round) may be off by as much as the structure is wide.
    const float otherMuscle = sameMuscle ? 0.0F : now.frame.lengthMm.y / 2;
    return glm::length(fromMiddle * change) + otherMuscle;
}

/// A surface that faces another way than the first one did: the frames of round structures may be turned about u.
float turnedMm(const body::Structure& now, vec3 normalBefore, vec3 normalNow) {
    return kTurnShare * glm::distance(normalBefore, normalNow) * std::sqrt(now.frame.lengthMm.y * now.frame.lengthMm.z);
}

/// The skin moves with the habitus and keeps its triangles: a point on it goes with its triangle.
void followSkin(const body::Body& body, record::SurfaceAnchor& anchor) {
    const auto index = body.find(anchor.structureKey);
    if (!index || body.structure(*index).system != body::System::skin) return;
    const auto point = pointOnStructure(body, *index, anchor.triangle, anchor.barycentric);
    if (!point || glm::distance(point->position, anchor.position) < kSamePlaceMm) return;  // not moved: the record's own figures stay
    anchor.position = point->position;
    anchor.normal = point->normal;
}

}  // namespace

Result<Place> mirrored(const body::Body& body, const anatomy::Catalogue& catalogue, const record::SurfaceAnchor& anchor, Side side) {
    const auto own = body.find(anchor.structureKey);
    if (!own || anchor.bodyChecksum != body.checksum()) {
        const auto other = sameStructure(body, catalogue, anchor, opposite(side));
        if (!other) return failed(said("This body has no structure on the other side that matches the marker's."));
        vec3 there = body.structure(*other).frame.position(addressOf(anchor));
        if (body.structure(*other).side == Side::midline) there.x = 2 * midplaneX(body) - there.x;
        return placeAt(body, catalogue, nearestOnStructure(body, *other, there));
    }
    const auto other = counterpart(body, *own);
    if (!other) return failed(body.structure(*own).side == Side::right ? said("This body has no left counterpart of that structure.")
                                                                    : said("This body has no right counterpart of that structure."));
    if (sideOfPlace(body.structure(*own), knownMidplane(body), anchor.position) == Side::midline) return failed(said("That place lies in the midline; it has no other side."));
    vec3 across = anchor.position;
    across.x = 2 * midplaneX(body) - across.x;
    const auto point = nearestOnStructure(body, *other, across);
    if (glm::distance(point.position, across) > kFarMirrorMm) return failed(said("That structure has no counterpart on the other side."));
    return placeAt(body, catalogue, point);
}

Reanchored reanchor(const record::Session& session, const body::Body& body, const anatomy::Catalogue& catalogue, const body::Body* before) {
    Reanchored result{session, {}, {}};
    for (record::Marker& marker : result.session.markers) {
        record::SurfaceAnchor& anchor = marker.anchor;
        if (anchor.bodyChecksum == body.checksum()) {
            followSkin(body, anchor);
            continue;
        }
        const auto target = sameStructure(body, catalogue, anchor, sideOfMarker(body, marker));
        if (!target) {
            result.lost.push_back(marker.id);
            continue;
        }
        const body::Structure& now = body.structure(*target);
        // A marker placed again before keeps the address of its first body, which `before` is not.
        const bool known = before && anchor.errorRadiusMm == 0 && before->checksum() == anchor.bodyChecksum;
        const auto old = known ? before->find(anchor.structureKey) : std::nullopt;
        const vec3 aim = now.frame.position(addressOf(anchor));
        const auto point = nearestOnStructure(body, *target, aim);
        const float shape = shapeDifferenceMm(now, old ? &before->structure(*old) : nullptr, addressOf(anchor), now.muscleKey == anchor.address.muscleKey);
        const float snap = glm::distance(point.position, aim);
        const float error = std::max(kLeastErrorMm, snap + shape + turnedMm(now, anchor.normal, point.normal));
        const record::MuscleAddress address = anchor.address;
        anchor = placeAt(body, catalogue, point).anchor;
        anchor.address = address;  // as first placed, so that going back to the first body brings it back
        anchor.errorRadiusMm = error;
        result.moved.push_back(marker.id);
    }
    return result;
}

}  // namespace myochart::places
