#include "render/cut_faces.h"

#include <algorithm>
#include <cmath>

#include <glm/common.hpp>

#include "geometry/plane_cut.h"
#include "render/tissue_grain.h"

namespace myochart::render {
namespace {

constexpr float kLongestMiter = 2;

struct Band {
    vec2 fromMmPx{}, toMmPx{};
    vec4 colour{};
};

vec3 light(vec3 srgb) { return srgb * srgb; }

// From the inside outwards, so that the line lies above the rest.
std::vector<Band> bandsOf(Tissue tissue, const scene::StructureItem& item) {
    const vec3 own = light(item.colour), end = light(item.endColour);
    const auto line = [](vec3 colour, float alpha) { return Band{{0, -0.2F}, {0, 1.1F}, vec4(colour, alpha)}; };
    switch (tissue) {
        case Tissue::muscle: return {{{0, 0}, {0.7F, 0}, vec4(glm::mix(own, end, 0.62F), 0.9F)}, line(own * 0.10F, 0.95F)};
        case Tissue::bone: return {{{0, 0}, {2.2F, 0}, vec4(own, 1)}, {{2.2F, 0}, {2.5F, 0.4F}, vec4(own * 0.45F, 0.6F)}, line(own * 0.12F, 0.95F)};
        case Tissue::vessel: return {{{0, 0}, {0.8F, 0.6F}, vec4(own * 1.1F, 1)}, line(own * 0.2F, 0.95F)};
        case Tissue::skin: return {{{0, 0}, {1.8F, 0}, vec4(own * vec3(0.92F, 0.80F, 0.74F), 1)}, line(own * 0.22F, 0.95F)};
        case Tissue::plain: break;
    }
    return {{{0, 0}, {0.8F, 0}, vec4(own * 1.12F, 0.8F)}, line(own * 0.16F, 0.95F)};
}

geometry::TriMesh meshOf(const body::Body& body, const body::Level& level) {
    geometry::TriMesh mesh;
    mesh.positions.reserve(level.vertexCount);
    for (const auto& vertex : body.vertices(level)) mesh.positions.push_back(body.position(vertex));
    const auto indices = body.indices(level);
    mesh.indices.assign(indices.begin(), indices.end());
    return mesh;
}

// At each point of the cut, inwards and in the plane.
std::vector<vec3> inwardsAt(const geometry::PlaneCut& cut, vec3 away) {
    std::vector<vec3> sums(cut.points.size());
    std::vector<vec3> one(cut.points.size());
    for (const auto& [from, to] : cut.segments) {
        const vec3 way = cut.points[to] - cut.points[from];
        const float length = glm::length(way);
        if (length < 1e-5F) continue;
        const vec3 left = glm::cross(away, way / length);
        for (const std::uint32_t i : {from, to}) {
            sums[i] += left;
            one[i] = left;
        }
    }
    for (size_t i = 0; i < sums.size(); ++i) {
        const float length = glm::length(sums[i]);
        if (length < 1e-4F) continue;
        const vec3 middle = sums[i] / length;
        sums[i] = middle * std::min(1 / std::max(glm::dot(middle, one[i]), 0.1F), kLongestMiter);
    }
    return sums;
}

// Two unit directions in the plane, always the same for the same normal; their cross product is the normal.
std::pair<vec3, vec3> directionsIn(vec3 normal) {
    const vec3 across = glm::normalize(glm::cross(std::abs(normal.z) < 0.9F ? vec3(0, 0, 1) : vec3(0, 1, 0), normal));
    return {across, glm::cross(normal, across)};
}

void addBand(std::vector<RimCorner>& corners, const geometry::PlaneCut& cut, const std::vector<vec3>& inwards, vec3 shift,
             const Band& band) {
    for (const auto& [from, to] : cut.segments) {
        const auto corner = [&](std::uint32_t i, vec2 depth) { return RimCorner{cut.points[i] + shift, inwards[i], depth, band.colour}; };
        const RimCorner a = corner(from, band.fromMmPx), b = corner(to, band.fromMmPx);
        const RimCorner c = corner(from, band.toMmPx), d = corner(to, band.toMmPx);
        corners.insert(corners.end(), {a, b, c, c, b, d});
    }
}

// Share of tendon at each point of the cut.
std::vector<float> tendonsOf(const geometry::PlaneCut& cut, std::span<const body::PackedVertex> vertices) {
    std::vector<float> shares;
    for (const auto& [first, second, share] : cut.between)
        shares.push_back(glm::mix(static_cast<float>(vertices[first].tendon), static_cast<float>(vertices[second].tendon), share) / 255);
    return shares;
}

void addFace(std::vector<FaceCorner>& corners, const geometry::PlaneCut& cut, const std::vector<float>& tendons, const DrawPlan& plan,
             const PlannedStructure& planned, Tissue tissue) {
    const auto [across, along] = directionsIn(plan.section.away());
    std::vector<vec2> flat;
    for (const vec3 p : cut.points) flat.emplace_back(glm::dot(p - plan.section.origin, across), glm::dot(p - plan.section.origin, along));
    for (const geometry::FillCorner& corner : geometry::fill(flat, cut.segments)) {
        const auto& [from, to] = cut.segments[corner.segment];
        const vec3 place = glm::mix(cut.points[from], cut.points[to], corner.share) + planned.shiftMm;
        corners.push_back({vec4(place, static_cast<float>(planned.structure)), glm::mix(flat[from], flat[to], corner.share),
                           glm::mix(tendons[from], tendons[to], corner.share), static_cast<float>(tissue)});
    }
}

}  // namespace

CutFaces cutFaces(const body::Body& body, const DrawPlan& plan, const scene::Scene& scene) {
    CutFaces made;
    const vec3 away = plan.section.away();
    for (const PlannedStructure& planned : plan.cut()) {
        const body::Structure& structure = body.structure(planned.structure);
        const body::Level& level = structure.levels[planned.level];
        const geometry::PlaneCut cut = geometry::cutByPlane(meshOf(body, level), plan.section.origin, away);
        if (cut.segments.empty()) continue;
        const Tissue tissue = tissueOf(structure);
        const auto first = static_cast<std::uint32_t>(made.faces.size());
        addFace(made.faces, cut, tendonsOf(cut, body.vertices(level)), plan, planned, tissue);
        made.ranges.push_back({planned.structure, first, static_cast<std::uint32_t>(made.faces.size()) - first});
        const std::vector<vec3> inwards = inwardsAt(cut, away);
        for (const Band& band : bandsOf(tissue, scene.structures[planned.item])) addBand(made.rims, cut, inwards, planned.shiftMm, band);
    }
    return made;
}

}  // namespace myochart::render
