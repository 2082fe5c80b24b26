#include "needle/path.h"

#include <algorithm>
#include <cmath>

#include "core/words.h"
#include "needle/fold.h"

namespace myochart::needle {

namespace {

using body::System;

/// Where the way goes in through the skin, nearest to the entry that was given.
std::optional<geometry::RayHit> skinNear(const body::Body& body, const std::vector<geometry::RayHit>& hits, float entry) {
    std::optional<geometry::RayHit> best;
    for (const geometry::RayHit& hit : hits) {
        if (body.structure(hit.at.part).system != System::skin || !hit.entering) continue;
        const float off = std::abs(hit.distanceMm - entry);
        if (off <= kSkinReachMm && (!best || off < std::abs(best->distanceMm - entry))) best = hit;
    }
    return best;
}

/// Where the way leaves the skin again, mm under it: nothing where it does not, or where structures lie in what would be outside, as
/// in a skin that has an inner face too.
std::optional<float> leavesAt(const body::Body& body, const std::vector<geometry::RayHit>& hits, float start, const std::vector<Stretch>& stretches) {
    constexpr float kAtStartMm = 0.01F;
    int within = 1;
    std::optional<float> left;
    const auto isAir = [&](float from, float to) { return to - from > kSeamMm && std::ranges::none_of(stretches, [&](const Stretch& each) { return each.from < to - kSeamMm && each.to > from + kSeamMm; }); };
    for (const geometry::RayHit& hit : hits) {
        if (body.structure(hit.at.part).system != System::skin || hit.distanceMm <= start + kAtStartMm) continue;
        const float at = hit.distanceMm - start;
        if (left && hit.entering && isAir(*left, at)) return left;
        within += hit.entering ? 1 : -1;
        if (within > 0) left.reset();
        else if (!left) left = at;
    }
    return left && isAir(*left, kLongestMm + kBehindMm) ? left : std::nullopt;
}

void cutAt(std::vector<Piece>& pieces, float depth) {
    std::erase_if(pieces, [&](const Piece& piece) { return piece.fromMm >= depth; });
    if (!pieces.empty()) pieces.back().toMm = depth;
}

/// What lies behind is one piece.
void leave(std::vector<Piece>& pieces, float atMm) {
    const float end = pieces.empty() ? atMm : pieces.back().toMm;
    if (end <= atMm) return;
    cutAt(pieces, atMm);
    pieces.push_back({atMm, end, {}, true});
}

}  // namespace

Result<Shaft> shaftFrom(vec3 entry, vec3 direction, float depthMm) {
    constexpr float kFarthestMm = 100'000;
    for (int i = 0; i < 3; ++i)
        if (!(std::abs(entry[i]) <= kFarthestMm)) return refused(said("The entry is no place on a body: its coordinates are three numbers in mm."));
    const float length = glm::length(direction);
    if (!(length > 1e-6F) || !std::isfinite(length)) return refused(said("The direction is none: it is three numbers that are not all 0."));
    if (!(depthMm > 0) || depthMm > kLongestMm) return refused(said("The length must be more than 0 and at most {} mm.", kLongestMm));
    return Shaft{entry, direction / length, depthMm};
}

vec3 firstDirection(places::SkinWay& skinWay, vec3 place, vec3 normal) {
    if (const auto out = skinWay.out(place); out && glm::length(*out) > kShortest) return -glm::normalize(*out);
    return -normal;
}

float distanceFrom(const body::Body& body, vec3 place) {
    const Box box = body.bounds();
    return glm::length(glm::max(glm::max(box.min - place, place - box.max), vec3(0)));
}

Path pathOf(const body::Body& body, const geometry::RayIndex& rays, const Shaft& shaft, const Lift& lift) {
    // From outside of what lies at the entry to behind what lies at the tip, so that every crossing has its partner.
    const geometry::Ray ray{shaft.at(-kBeforeMm), shaft.direction};
    const float length = kBeforeMm + shaft.depthMm + kBehindMm;
    const auto hits = rays.allHits(ray, length);
    Path path;
    path.shaft = shaft;
    float start = kBeforeMm;
    vec3 outward = -shaft.direction;
    if (const auto skin = skinNear(body, hits, kBeforeMm)) {
        path.fromSkin = true;
        path.movedMm = skin->distanceMm - kBeforeMm;
        path.shaft.entry = shaft.at(path.movedMm);
        start = skin->distanceMm;
        outward = skin->at.normal;
    }
    std::vector<Stretch> stretches = stretchesOf(body, hits, start, path.openSurfaces);
    if (path.fromSkin) path.leavesMm = leavesAt(body, hits, start, stretches);
    if (lift.mm > 0) path.fold = lifted(body, rays, path, lift, outward, stretches);
    shareOverlaps(stretches);
    path.pieces = piecesOf(stretches, shaft.depthMm + kBehindMm);
    closeSeams(path.pieces);
    cutAt(path.pieces, shaft.depthMm);
    dropSlivers(body, path.pieces);
    if (path.leavesMm) leave(path.pieces, *path.leavesMm);
    for (const Piece& piece : path.pieces)
        if (piece.structure && rankOf(body.structure(*piece.structure)) == 0 && !path.boneAtMm) path.boneAtMm = piece.fromMm;
    return path;
}

float lengthIn(const Path& path, const std::vector<std::uint32_t>& structures) {
    float mm = 0;
    for (const Piece& piece : path.pieces)
        if (piece.structure && std::ranges::find(structures, *piece.structure) != structures.end()) mm += piece.toMm - piece.fromMm;
    return mm;
}

std::optional<std::uint32_t> tipIn(const Path& path) { return path.pieces.empty() ? std::nullopt : path.pieces.back().structure; }

}  // namespace myochart::needle
