#include <algorithm>
#include <cmath>

#include <meshoptimizer.h>

#include "body/address_frame.h"
#include "body/packed_body.h"

namespace myochart::body {

namespace {

using Indices = std::vector<std::uint32_t>;

/// A stored position as one comparable item of four 16-bit numbers.
struct Place {
    std::uint16_t x, y, z, none;
};

Place stored(vec3 p, const Quantisation& q) {
    const auto part = [&](float value, float from) {
        return static_cast<std::uint16_t>(std::clamp(std::lround((value - from) / q.stepMm), 0L, 65535L));
    };
    return {part(p.x, q.origin.x), part(p.y, q.origin.y), part(p.z, q.origin.z), 0};
}

struct Welded {
    std::vector<Place> places;
    std::vector<vec3> positions;  ///< as given, of one of the merged vertices
    Indices indices;
};

/// False for triangles that are a line or a point, as given or as stored.
bool hasArea(const Welded& w, std::uint32_t i, std::uint32_t j, std::uint32_t k) {
    const vec3 first = w.positions[i];
    if (glm::cross(w.positions[j] - first, w.positions[k] - first) == vec3(0)) return false;
    const Place &a = w.places[i], &b = w.places[j], &c = w.places[k];
    const auto edge = [](const Place& from, const Place& to) {
        return glm::i64vec3(to.x, to.y, to.z) - glm::i64vec3(from.x, from.y, from.z);
    };
    const glm::i64vec3 p = edge(a, b), q = edge(a, c);
    return p.y * q.z != p.z * q.y || p.z * q.x != p.x * q.z || p.x * q.y != p.y * q.x;
}

Welded weldStored(const geometry::TriMesh& mesh, const Quantisation& q) {
    const size_t count = mesh.positions.size();
    std::vector<Place> places(count);
    for (size_t i = 0; i < count; ++i) places[i] = stored(mesh.positions[i], q);
    Indices remap(count);
    const size_t unique = meshopt_generateVertexRemap(remap.data(), mesh.indices.data(), mesh.indices.size(),
                                                      places.data(), count, sizeof(Place));
    Welded welded{std::vector<Place>(unique), std::vector<vec3>(unique), {}};
    meshopt_remapVertexBuffer(welded.places.data(), places.data(), count, sizeof(Place), remap.data());
    meshopt_remapVertexBuffer(welded.positions.data(), mesh.positions.data(), count, sizeof(vec3), remap.data());
    welded.indices.reserve(mesh.indices.size());
    for (size_t t = 0; t + 2 < mesh.indices.size(); t += 3) {
        const std::uint32_t a = remap[mesh.indices[t]], b = remap[mesh.indices[t + 1]], c = remap[mesh.indices[t + 2]];
        if (hasArea(welded, a, b, c)) welded.indices.insert(welded.indices.end(), {a, b, c});
    }
    return welded;
}

std::vector<vec3> areaWeightedNormals(const Welded& w) {
    std::vector<vec3> normals(w.positions.size(), vec3(0));
    for (size_t t = 0; t < w.indices.size(); t += 3) {
        const vec3 a = w.positions[w.indices[t]];
        const vec3 twiceArea = glm::cross(w.positions[w.indices[t + 1]] - a, w.positions[w.indices[t + 2]] - a);
        for (size_t k = 0; k < 3; ++k) normals[w.indices[t + k]] += twiceArea;
    }
    for (vec3& n : normals) {
        const float length = glm::length(n);
        n = length > 0 ? n / length : vec3(0, 0, 1);
    }
    return normals;
}

PackedVertex packed(const Place& place, vec3 normal, std::uint16_t index) {
    const auto byte = [](float v) { return static_cast<std::int8_t>(std::lround(std::clamp(v, -1.0F, 1.0F) * 127)); };
    return {place.x, place.y, place.z, index, byte(normal.x), byte(normal.y), byte(normal.z), 0};
}

float radiusAbout(vec3 centre, const std::vector<vec3>& positions) {
    float square = 0;
    for (const vec3 p : positions) square = std::max(square, glm::dot(p - centre, p - centre));
    return std::sqrt(square);
}

}  // namespace

Quantisation Quantisation::over(const Box& box) {
    const vec3 size = box.size();
    return {box.min, std::max({size.x, size.y, size.z, 1e-3F}) / 65535.0F};
}

std::vector<vec3> unpackedPositions(std::span<const PackedVertex> vertices, const Quantisation& quantisation) {
    std::vector<vec3> positions;
    positions.reserve(vertices.size());
    for (const PackedVertex& v : vertices) positions.push_back(quantisation.position(v));
    return positions;
}

PackedStructure packFullDetail(Structure facts, const geometry::TriMesh& mesh, std::uint16_t index,
                               const Quantisation& quantisation, bool keepOrder, std::span<const anatomy::MuscleFlesh::Span> flesh) {
    PackedStructure structure{std::move(facts), {}};
    const Welded welded = weldStored(mesh, quantisation);
    if (welded.indices.empty()) return structure;
    const auto normals = areaWeightedNormals(welded);
    std::vector<PackedVertex> loose(welded.places.size());
    for (size_t i = 0; i < loose.size(); ++i) loose[i] = packed(welded.places[i], normals[i], index);

    PackedLevel full = withOwnVertices(
        0, keepOrder ? welded.indices : orderForDrawing(welded.indices, unpackedPositions(loose, quantisation)), loose);
    const auto positions = unpackedPositions(full.vertices, quantisation);
    Structure& f = structure.facts;
    f.bounds = {};
    for (const vec3 p : positions) f.bounds.add(p);
    f.radiusMm = radiusAbout(f.bounds.centre(), positions);
    const geometry::MeshView view(positions, full.indices);
    f.frame = addressFrame(view, f.side, f.muscleKey);
    if (f.system == System::muscle) {
        const auto tendon = tendonWeights(view, f.frame, flesh);
        for (size_t i = 0; i < tendon.size(); ++i) full.vertices[i].tendon = tendon[i];
    }
    structure.levels.push_back(std::move(full));
    return structure;
}

}  // namespace myochart::body
