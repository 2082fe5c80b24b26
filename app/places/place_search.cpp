#include "places/place_search.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "core/text.h"

namespace myochart::places {

namespace {

constexpr float kTissueReachMm = 120;  // how far above a face tissue counts; beyond it lies another part of the body
constexpr float kTellingMm = 8;        // a smaller difference of the tissue over two faces does not tell which is the outer
constexpr float kOverlapMm = 0.5F;     // a structure's own side begins here: pairs that meet overlap by a hair
constexpr int kMostDoubts = 8;        // faces tried for a way out; neighbours mostly answer alike
constexpr float kAsideMm = 15;         // so far beside an address a face that is met first is taken for one that is not
constexpr float kFaceSlackMm = 10;     // how much farther from the wish the outer face may be than the inner

vec3 axisOf(const body::AddressFrame& frame, size_t axis) { return axis == 0 ? frame.u : axis == 1 ? frame.v : frame.w; }

/// A frame along the body's axes, the longest extent first: down, to lateral, to posterior.
body::AddressFrame frameAround(const Box& box, Side side) {
    const float out = side == Side::right ? -1.0F : 1.0F;
    struct Extent {
        vec3 direction;
        float length;
    };
    const vec3 size = glm::max(box.size(), vec3(1e-3F));
    std::array<Extent, 3> extents = {{{{out, 0, 0}, size.x}, {{0, 1, 0}, size.y}, {{0, 0, -1}, size.z}}};
    std::stable_sort(extents.begin(), extents.end(), [](const Extent& a, const Extent& b) { return a.length > b.length; });
    body::AddressFrame frame;
    frame.u = extents[0].direction;
    frame.v = extents[1].direction;
    frame.w = extents[2].direction;
    frame.lengthMm = {extents[0].length, extents[1].length, extents[2].length};
    frame.origin = box.centre() - (frame.u * frame.lengthMm.x + frame.v * frame.lengthMm.y + frame.w * frame.lengthMm.z) * 0.5F;
    return frame;
}

Region regionFrom(const body::Body& body, std::vector<std::uint32_t> structures, Side side, bool isOwn) {
    Region region{std::move(structures), {}, side, {}, isOwn};
    if (region.structures.size() == 1) {
        region.frame = body.structure(region.structures.front()).frame;
        region.side = sideOfStructure(body.structure(region.structures.front()), knownMidplane(body));
        if (region.side == Side::midline && side != Side::midline) region.half = side;
    } else if (!region.structures.empty()) {
        Box box;
        for (const std::uint32_t index : region.structures) box.add(body.structure(index).bounds);
        region.frame = frameAround(box, side);
    }
    return region;
}

/// How much lies over a point that way: the distance to the last surface within reach, skin aside.
float tissueOver(const body::Body& body, vec3 point, vec3 outward) {
    const geometry::Ray ray{point + outward * 0.5F, outward};
    std::vector<geometry::RayHit> hits;
    for (std::uint32_t i = 0; i < body.structures().size(); ++i) {
        const body::Structure& structure = body.structure(i);
        if (structure.layer == anatomy::Layer::skin || !geometry::meets(ray, structure.bounds, kTissueReachMm)) continue;
        geometry::appendHits(ray, body.mesh(i), i, kTissueReachMm, hits);
    }
    float farthest = 0;
    for (const geometry::RayHit& hit : hits) farthest = std::max(farthest, hit.distanceMm);
    return farthest;
}

/// The same in five directions, for faces that both lie open straight ahead, as on the border of a limb.
float tissueAround(const body::Body& body, const geometry::SurfacePoint& point, vec3 outward) {
    const vec3 side = glm::normalize(glm::cross(outward, std::abs(outward.z) < 0.8F ? vec3(0, 0, 1) : vec3(1, 0, 0)));
    const vec3 other = glm::cross(outward, side);
    float sum = tissueOver(body, point.position, point.normal);
    for (const vec3 tilt : {side, -side, other, -other}) sum += tissueOver(body, point.position, glm::normalize(outward + tilt));
    return sum;
}

/// The best point of each face so far: [0] looks against the free axis, [1] along it.
struct Faces {
    std::array<std::optional<geometry::SurfacePoint>, 2> point;
    std::array<float, 2> off = {1e30F, 1e30F};

    void offer(size_t face, const geometry::SurfacePoint& candidate, float offMm) {
        if (offMm >= off[face]) return;
        off[face] = offMm;
        point[face] = candidate;
    }
    bool empty() const { return !point[0] && !point[1]; }
};

std::optional<geometry::SurfacePoint> outerOf(const body::Body& body, const Faces& faces, vec3 axis) {
    if (faces.empty()) return std::nullopt;
    if (!faces.point[0] || faces.off[0] > faces.off[1] + kFaceSlackMm) return faces.point[1];
    if (!faces.point[1] || faces.off[1] > faces.off[0] + kFaceSlackMm) return faces.point[0];
    float over0 = tissueOver(body, faces.point[0]->position, -axis), over1 = tissueOver(body, faces.point[1]->position, axis);
    if (std::abs(over0 - over1) < kTellingMm) {
        over0 = tissueAround(body, *faces.point[0], -axis);
        over1 = tissueAround(body, *faces.point[1], axis);
    }
    return over0 <= over1 ? faces.point[0] : faces.point[1];
}

/// What a face has to be: in the asked place, on its side of the midline, and come to from there.
struct Wish {
    const Region& region;
    const Accept& accept;
    WayOut& ways;
    Side side;
    Facing facing;

    bool place(vec3 position, vec3 address) const {
        return ways.liesOn(position, side, region.half ? kMidlineMm : kOverlapMm) && accept(address);
    }
    bool isSurelyOpen(vec3 normal) const {
        return facing == Facing::any || (facing == Facing::ownSide && WayOut::isSurelyOpen(normal, side));
    }
    bool isOpen(const geometry::SurfacePoint& point) const {
        return facing == Facing::any || (facing == Facing::metFirst ? ways.isMetFirst(point, side) : ways.isOpen(point, side));
    }
};

/// Where the line through the address along the free axis enters first and leaves last.
Faces facesOnLine(const body::Body& body, const Wish& wish, vec3 address, size_t freeAxis) {
    const body::AddressFrame& frame = wish.region.frame;
    const vec3 axis = axisOf(frame, freeAxis);
    vec3 start = address;
    start[static_cast<int>(freeAxis)] = 0;
    const geometry::Ray line{frame.position(start) - axis * 10.0F, axis};
    const float reach = frame.lengthMm[static_cast<int>(freeAxis)] + 20;
    Faces faces;
    for (const std::uint32_t index : wish.region.structures) {
        std::vector<geometry::RayHit> hits;
        geometry::appendHits(line, body.mesh(index), index, reach, hits);
        for (const geometry::RayHit& hit : hits) {
            if (!wish.place(hit.at.position, frame.address(hit.at.position)) || !wish.isOpen(hit.at)) continue;
            if (hit.entering) faces.offer(0, hit.at, hit.distanceMm);
            else faces.offer(1, hit.at, reach - hit.distanceMm);
        }
    }
    faces.off = {0, 0};
    return faces;
}

/// A face that may be come to as wished only if there is a way for it.
struct Doubtful {
    float offMm;
    size_t face;
    geometry::SurfacePoint point;
};

/// The nearest of the doubtful ones that have a way out go before what was found without doubt.
void offerDoubtful(std::vector<Doubtful> doubtful, const Wish& wish, Faces& faces) {
    std::sort(doubtful.begin(), doubtful.end(), [](const Doubtful& a, const Doubtful& b) { return a.offMm < b.offMm; });
    const int most = wish.facing == Facing::metFirst ? static_cast<int>(doubtful.size()) : kMostDoubts;
    std::array<int, 2> tries = {most, most};
    for (const Doubtful& each : doubtful) {
        if (each.offMm > std::min(faces.off[0], faces.off[1]) + kFaceSlackMm) break;
        if (each.offMm >= faces.off[each.face] || tries[each.face]-- <= 0 || !wish.isOpen(each.point)) continue;
        faces.offer(each.face, each.point, each.offMm);
    }
}

/// The accepted triangles nearest to the line.
Faces facesNearLine(const body::Body& body, const Wish& wish, vec3 address, size_t freeAxis) {
    const body::AddressFrame& frame = wish.region.frame;
    const vec3 axis = axisOf(frame, freeAxis);
    Faces faces;
    std::vector<Doubtful> doubtful;
    for (const std::uint32_t index : wish.region.structures) {
        const geometry::TriMesh mesh = body.mesh(index);
        const geometry::MeshView view(mesh);
        for (std::uint32_t t = 0; t < view.triangleCount(); ++t) {
            const vec3 position = (view.corner(t, 0) + view.corner(t, 1) + view.corner(t, 2)) / 3.0F;
            const vec3 here = frame.address(position);
            vec3 off = (here - address) * frame.lengthMm;
            off[static_cast<int>(freeAxis)] = 0;
            const float offMm = glm::length(off);
            if (offMm >= std::max(faces.off[0], faces.off[1]) || !wish.place(position, here)) continue;
            const vec3 normal = geometry::triangleNormal(view, t);
            const size_t face = glm::dot(normal, axis) < 0 ? 0 : 1;
            const geometry::SurfacePoint point{index, t, vec3(1.0F / 3), position, normal};
            if (wish.isSurelyOpen(normal)) faces.offer(face, point, offMm);
            else if (offMm < faces.off[face]) doubtful.push_back({offMm, face, point});
        }
    }
    offerDoubtful(std::move(doubtful), wish, faces);
    return faces;
}

}  // namespace

std::vector<Region> regionsOf(const body::Body& body, const anatomy::Catalogue& catalogue, std::string_view muscleKey, Side side) {
    std::vector<std::string> keys = {std::string(muscleKey)};
    const auto wholes = catalogue.wholesOf(muscleKey);
    keys.insert(keys.end(), wholes.begin(), wholes.end());
    std::vector<Region> regions;
    for (const Side where : {side, Side::midline})
        for (const std::string& key : keys) {
            const bool isOwn = key == muscleKey;
            std::vector<std::uint32_t> own = body.structuresOf(key, where);
            std::stable_sort(own.begin(), own.end(), [&](std::uint32_t a, std::uint32_t b) { return body.structure(a).radiusMm > body.structure(b).radiusMm; });
            for (const std::uint32_t index : own) regions.push_back(regionFrom(body, {index}, side, isOwn));
            if (!regions.empty()) return regions;
            const anatomy::Muscle* muscle = catalogue.muscle(key);
            std::vector<std::uint32_t> parts;
            // A whole of which this body has other parts is no place for a part it lacks.
            for (const std::string& part : muscle && isOwn ? muscle->parts : std::vector<std::string>{})
                for (const std::uint32_t index : body.structuresOf(part, where)) parts.push_back(index);
            if (!parts.empty()) return {regionFrom(body, std::move(parts), side, isOwn)};
        }
    return regions;
}

Region regionOf(const body::Body& body, std::uint32_t structure) { return regionFrom(body, {structure}, body.structure(structure).side, true); }

Region halfOf(const body::Body& body, std::uint32_t structure, Side side) { return regionFrom(body, {structure}, side, true); }

std::optional<geometry::SurfacePoint> surfaceAt(const body::Body& body, WayOut& ways, const Region& region, vec3 address, size_t freeAxis, const Accept& accept,
                                                Facing facing) {
    const Wish wish{region, accept, ways, region.ownSide(), facing};
    Faces faces = facesOnLine(body, wish, address, freeAxis);
    if (faces.empty()) faces = facesNearLine(body, wish, address, freeAxis);
    return outerOf(body, faces, axisOf(region.frame, freeAxis));
}

std::optional<geometry::SurfacePoint> surfaceAt(const body::Body& body, WayOut& ways, const Region& region, vec3 address, size_t freeAxis) {
    for (const Facing facing : {Facing::ownSide, Facing::any})
        if (const auto found = surfaceAt(body, ways, region, address, freeAxis, [](vec3) { return true; }, facing)) return found;
    return std::nullopt;
}

std::optional<geometry::SurfacePoint> surfaceMetFirst(const body::Body& body, const Region& region, vec3 address, size_t freeAxis) {
    WayOut ways(body);
    const auto found = surfaceAt(body, ways, region, address, freeAxis);
    if (!found || ways.isMetFirst(*found, region.ownSide())) return found;
    const auto asideMm = [&](vec3 here) {
        vec3 off = (here - address) * region.frame.lengthMm;
        off[static_cast<int>(freeAxis)] = 0;
        return glm::length(off);
    };
    const float reach = asideMm(region.frame.address(found->position)) + kAsideMm;
    const auto metFirst = surfaceAt(body, ways, region, address, freeAxis, [&](vec3 here) { return asideMm(here) < reach; }, Facing::metFirst);
    return metFirst ? metFirst : found;
}

geometry::SurfacePoint nearestOnStructure(const body::Body& body, std::uint32_t structure, vec3 position) {
    const auto nearest = geometry::nearestOn(body.mesh(structure), structure, position, 1e6F);
    return nearest ? nearest->at : geometry::SurfacePoint{structure, 0, {1, 0, 0}, position, {0, 0, 1}};
}

std::optional<geometry::SurfacePoint> pointOnStructure(const body::Body& body, std::uint32_t structure, std::uint32_t triangle, vec3 barycentric) {
    const body::Level& full = body.structure(structure).levels.front();
    if (triangle >= full.indexCount / 3) return std::nullopt;
    const auto corner = [&](std::uint32_t k) { return body.position(body.vertices(full)[body.indices(full)[3 * triangle + k]]); };
    const vec3 a = corner(0), b = corner(1), c = corner(2);
    return geometry::SurfacePoint{structure, triangle, barycentric, a * barycentric.x + b * barycentric.y + c * barycentric.z,
                                  glm::normalize(glm::cross(b - a, c - a))};
}

std::string otherSideKey(const std::string& key) {
    std::string swapped;
    for (const std::string& word : split(key, '_')) {
        if (!swapped.empty()) swapped += '_';
        swapped += word == "left" ? "right" : word == "right" ? "left" : word;
    }
    return swapped;
}

std::optional<std::uint32_t> counterpart(const body::Body& body, std::uint32_t structure) {
    const body::Structure& own = body.structure(structure);
    if (own.side == Side::midline) return structure;
    // By key, and of the muscle's structures over there; the one nearest to where this one would be.
    std::vector<std::uint32_t> candidates;
    if (!own.muscleKey.empty()) candidates = body.structuresOf(own.muscleKey, opposite(own.side));
    if (const auto byKey = body.find(otherSideKey(own.key)); byKey && body.structure(*byKey).side == opposite(own.side)) candidates.push_back(*byKey);
    vec3 mirrored = own.bounds.centre();
    mirrored.x = 2 * midplaneX(body) - mirrored.x;
    std::optional<std::uint32_t> best;
    const auto off = [&](std::uint32_t index) { return glm::distance(body.structure(index).bounds.centre(), mirrored); };
    for (const std::uint32_t index : candidates)
        if (!best || off(index) < off(*best)) best = index;
    return best;
}

}  // namespace myochart::places
