#include "builtin/measured/rounded_mesh.h"

#include <algorithm>
#include <unordered_map>

namespace myochart::builtin::measured {

namespace {

double meanEdge(const geometry::TriMesh& mesh) {
    double sum = 0;
    for (size_t i = 0; i < mesh.indices.size(); ++i)
        sum += glm::distance(mesh.positions[mesh.indices[i]], mesh.positions[mesh.indices[i / 3 * 3 + (i + 1) % 3]]);
    return sum / static_cast<double>(std::max<size_t>(1, mesh.indices.size()));
}

/// The middle of the curve from p to q that stands at right angles to their normals.
vec3 bentMiddle(vec3 p, vec3 q, vec3 np, vec3 nq) {
    const vec3 straight = 0.5F * (p + q);
    if (glm::dot(np, nq) < 0.5F) return straight;
    const float wp = glm::dot(q - p, np), wq = glm::dot(p - q, nq);
    const vec3 bend = -(np * wp + nq * wq) / 8.0F;
    const float most = 0.08F * glm::distance(p, q), size = glm::length(bend);
    return straight + (size > most ? bend * (most / size) : bend);
}

geometry::TriMesh halved(const geometry::TriMesh& mesh) {
    const std::vector<vec3> normals = geometry::vertexNormals(mesh);
    geometry::TriMesh out;
    out.positions = mesh.positions;
    std::unordered_map<std::uint64_t, std::uint32_t> middles;
    const auto middle = [&](std::uint32_t a, std::uint32_t b) {
        const std::uint64_t key = static_cast<std::uint64_t>(std::min(a, b)) << 32 | std::max(a, b);
        const auto [found, fresh] = middles.try_emplace(key, static_cast<std::uint32_t>(out.positions.size()));
        if (fresh) out.positions.push_back(bentMiddle(mesh.positions[a], mesh.positions[b], normals[a], normals[b]));
        return found->second;
    };
    for (size_t t = 0; t + 2 < mesh.indices.size(); t += 3) {
        const std::uint32_t a = mesh.indices[t], b = mesh.indices[t + 1], c = mesh.indices[t + 2];
        const std::uint32_t ab = middle(a, b), bc = middle(b, c), ca = middle(c, a);
        out.indices.insert(out.indices.end(), {a, ab, ca, ab, b, bc, ca, bc, c, ab, bc, ca});
    }
    return out;
}

}  // namespace

geometry::TriMesh roundedMesh(const geometry::TriMesh& mesh) {
    geometry::TriMesh out = mesh;
    for (int round = 0; round < 2 && meanEdge(out) > 2 && out.triangleCount() < 60000; ++round) out = halved(out);
    return out;
}

}  // namespace myochart::builtin::measured
