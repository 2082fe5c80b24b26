#include "render/relief.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <glm/mat2x2.hpp>
#include <glm/mat3x3.hpp>
#include <glm/matrix.hpp>

namespace myochart::render {
namespace {

using glm::mat2;
using glm::mat3;

constexpr float kSharpEdge = 0.7F;      // of normals, squared: rims say nothing about fibres
constexpr float kPlainBend = 0.05F;     // 1/mm: surfaces flatter than this count less
constexpr float kFlatness = 0.05F;      // keeps the direction of a flat sheet's normal from winning
constexpr size_t kFewestSamples = 40, kEnoughForRelief = 500;
constexpr int kIterations = 24;

vec3 normalOf(const body::PackedVertex& v) { return vec3(v.nx, v.ny, v.nz) / 127.0F; }

// How the normal turns over a triangle, squared, in the plane (x, y) of that triangle; normalised to trace 1.
struct Bend {
    vec3 x, y, normal;
    mat2 squared;
    float weight;
};

std::optional<Bend> bendOf(const body::Body& body, const body::PackedVertex& a, const body::PackedVertex& b,
                           const body::PackedVertex& c) {
    const vec3 e1 = body.position(b) - body.position(a), e2 = body.position(c) - body.position(a);
    const vec3 d1 = normalOf(b) - normalOf(a), d2 = normalOf(c) - normalOf(a);
    const vec3 cross = glm::cross(e1, e2);
    const float doubleArea = glm::length(cross);
    if (doubleArea < 1e-4F || glm::dot(d1, d1) > kSharpEdge || glm::dot(d2, d2) > kSharpEdge) return std::nullopt;
    Bend bend;
    bend.normal = cross / doubleArea;
    bend.x = glm::normalize(e1);
    bend.y = glm::cross(bend.normal, bend.x);
    const auto flat = [&](vec3 p) { return vec2(glm::dot(p, bend.x), glm::dot(p, bend.y)); };
    const mat2 turning = mat2(flat(d1), flat(d2)) * glm::inverse(mat2(flat(e1), flat(e2)));
    bend.squared = glm::transpose(turning) * turning;
    const float trace = bend.squared[0][0] + bend.squared[1][1];
    if (!(trace > 1e-8F)) return std::nullopt;
    bend.squared /= trace;
    bend.weight = doubleArea * trace / (trace + kPlainBend * kPlainBend);
    return bend;
}

// The direction of least bending is the eigenvector of the smaller eigenvalue.
ReliefSample sampleOf(const Bend& bend, vec3 place) {
    const mat2& q = bend.squared;
    const float half = (q[0][0] - q[1][1]) / 2, off = q[0][1];
    const float strength = std::sqrt(half * half + off * off);
    const float angle = std::atan2(off, half) / 2;  // of the greater
    return {place, bend.normal, bend.y * std::cos(angle) - bend.x * std::sin(angle), bend.weight * strength * 2};
}

mat3 inSpace(const Bend& bend) {
    const auto& [x, y, normal, q, weight] = bend;
    return q[0][0] * glm::outerProduct(x, x) + q[1][1] * glm::outerProduct(y, y) +
           q[0][1] * (glm::outerProduct(x, y) + glm::outerProduct(y, x));
}

// The sums whose ratio f M f / f P f is the mean bending along f.
struct Sums {
    mat3 bending{0}, presence{0};
    float weight = 0;
    float ratio(vec3 f) const { return glm::dot(f, bending * f) / std::max(glm::dot(f, presence * f), 1e-9F); }
};

// Smallest generalised eigenvector by power iteration on the inverse.
vec3 leastBent(const Sums& sums, vec3 guess) {
    const mat3 step = glm::inverse(sums.bending + mat3(kFlatness * sums.weight)) * sums.presence;
    vec3 f = guess + vec3(0.11F, 0.07F, 0.05F);
    for (int i = 0; i < kIterations; ++i) f = glm::normalize(step * f);
    return f;
}

}  // namespace

Relief relief(const body::Body& body, const body::Level& level, vec3 guess) {
    Relief relief;
    Sums sums;
    const auto vertices = body.vertices(level);
    const auto indices = body.indices(level);
    const size_t step = 3 * std::max(size_t{1}, indices.size() / 3 / kEnoughForRelief);
    for (size_t t = 0; t + 2 < indices.size(); t += step) {
        const auto &a = vertices[indices[t]], &b = vertices[indices[t + 1]], &c = vertices[indices[t + 2]];
        const auto bend = bendOf(body, a, b, c);
        if (!bend) continue;
        sums.bending += bend->weight * inSpace(*bend);
        sums.presence += bend->weight * (mat3(1) - glm::outerProduct(bend->normal, bend->normal));
        sums.weight += bend->weight;
        relief.samples.push_back(sampleOf(*bend, (body.position(a) + body.position(b) + body.position(c)) / 3.0F));
    }
    if (relief.samples.size() < kFewestSamples) return relief;
    relief.along = leastBent(sums, guess);
    const float along = sums.ratio(relief.along);
    // In the mean, since bending adds up to 1 over any two directions of a triangle's plane.
    relief.clearness = (1 - along) / std::max(along, 1e-3F);
    return relief;
}

}  // namespace myochart::render
