#include "render/fibre_field.h"

#include <glm/mat3x3.hpp>
#include <glm/matrix.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace myochart::render {
namespace {

constexpr size_t kSlices = 12;

// Where a slice across the muscle lies and how wide it is.
struct Slice {
    float t = 0;
    vec2 sum{}, sumOfSquares{};
    float count = 0;
    vec2 middle() const { return sum / count; }
    vec2 halfWidth() const {
        return glm::sqrt(glm::max(sumOfSquares / count - middle() * middle(), vec2(0))) * 1.6F + 0.3F;
    }
};

std::array<Slice, kSlices> sliced(const body::Body& body, const body::Level& level, const FibreField& field) {
    std::array<Slice, kSlices> slices{};
    for (size_t k = 0; k < kSlices; ++k) slices[k].t = (static_cast<float>(k) + 0.5F) / static_cast<float>(kSlices);
    for (const auto& vertex : body.vertices(level)) {
        const vec3 d = body.position(vertex) - field.origin;
        const float t = glm::dot(d, field.u) / field.lengthMm;
        const auto k = static_cast<size_t>(std::clamp(t * kSlices, 0.0F, kSlices - 0.5F));
        const vec2 across(glm::dot(d, field.v), glm::dot(d, field.w));
        slices[k].sum += across;
        slices[k].sumOfSquares += across * across;
        slices[k].count += 1;
    }
    return slices;
}

// Least squares over the slices that hold enough vertices; `value` picks the quantity.
template <class Value>
bool fitQuadratic(const std::array<Slice, kSlices>& slices, Value value, vec2 (&coefficients)[3]) {
    glm::mat3 normal(0);
    vec3 right[2] = {};
    size_t used = 0;
    for (const Slice& slice : slices) {
        if (slice.count < 3) continue;
        const vec3 powers(1, slice.t, slice.t * slice.t);
        normal += glm::outerProduct(powers, powers);
        const vec2 y = value(slice);
        right[0] += powers * y.x;
        right[1] += powers * y.y;
        ++used;
    }
    if (used < 4 || std::abs(glm::determinant(normal)) < 1e-6F) return false;
    const glm::mat3 inverse = glm::inverse(normal);
    const vec3 x = inverse * right[0], y = inverse * right[1];
    for (int k = 0; k < 3; ++k) coefficients[k] = {x[k], y[k]};
    return true;
}

}  // namespace

FibreField fibreField(const body::Body& body, std::uint32_t index) {
    const body::Structure& structure = body.structure(index);
    const body::AddressFrame& frame = structure.frame;
    FibreField field;
    field.origin = frame.origin;
    field.u = frame.u;
    field.v = frame.v;
    field.w = glm::cross(frame.u, frame.v);
    field.lengthMm = std::max(frame.lengthMm.x, 1.0F);
    if (structure.levels.empty()) return field;
    const auto slices = sliced(body, structure.levels.back(), field);
    const bool fitted = fitQuadratic(slices, [](const Slice& s) { return s.middle(); }, field.middle) &&
                        fitQuadratic(slices, [](const Slice& s) { return s.halfWidth(); }, field.width);
    if (!fitted) {
        const vec2 half = glm::max(vec2(frame.lengthMm.y, frame.lengthMm.z) / 2.0F, vec2(0.5F));
        field.middle[0] = {half.x, glm::dot(field.w, frame.w) < 0 ? -half.y : half.y};
        field.middle[1] = field.middle[2] = field.width[1] = field.width[2] = {};
        field.width[0] = field.fullWidth = half;
        return field;
    }
    field.fullWidth = vec2(0.5F);
    for (const Slice& slice : slices) {
        if (slice.count >= 3) field.fullWidth = glm::max(field.fullWidth, slice.halfWidth());
    }
    return field;
}

}  // namespace myochart::render
