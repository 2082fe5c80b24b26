#include "render/fibre_field.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <glm/mat3x3.hpp>
#include <glm/mat4x4.hpp>
#include <glm/matrix.hpp>

#include "render/body_buffers.h"
#include "render/relief.h"
#include "render/told_fibres.h"

namespace myochart::render {
namespace {

constexpr std::uint32_t kEnoughTriangles = 160;
constexpr float kFinestMm = 0.3F;
constexpr float kClearEnough = 1.6F;
constexpr float kSteepest = 1.2F;      // slope across / along beyond which a sample is taken for something else
constexpr float kCaution = 0.03F;      // pulls bends and spreads towards straight and parallel
constexpr float kMostSpread = 1.1F;    // of the logarithm: a third to three times

// The coarsest that still shows relief. Finer ones would tell more about small muscles, but reading them would bring most
// of a large cache file into memory before the first picture.
const body::Level& levelToMeasure(const body::Structure& structure) {
    const auto enough = std::find_if(structure.levels.rbegin(), structure.levels.rend(), [](const auto& level) {
        return level.indexCount / 3 >= kEnoughTriangles || level.errorMm < 2 * kFinestMm;
    });
    if (enough == structure.levels.rend()) return structure.levels.front();
    const bool tooFine = enough->errorMm < kFinestMm && enough != structure.levels.rbegin();
    return tooFine ? *std::prev(enough) : *enough;
}

void setAxes(FibreField& field, vec3 along, const body::AddressFrame& frame) {
    field.u = glm::dot(along, frame.u) < 0 ? -along : along;
    const vec3 across = glm::cross(frame.w, field.u);
    field.v = glm::length(across) > 0.2F ? glm::normalize(across) : glm::normalize(glm::cross(frame.v, field.u));
    field.w = glm::cross(field.u, field.v);
}

// The middle and half size of what the vertices span along the field's axes.
vec3 setExtent(FibreField& field, const body::Body& body, const body::Level& level) {
    vec3 low(1e30F), high(-1e30F);
    for (const auto& vertex : body.vertices(level)) {
        const vec3 p = body.position(vertex);
        const vec3 at(glm::dot(p, field.u), glm::dot(p, field.v), glm::dot(p, field.w));
        low = glm::min(low, at);
        high = glm::max(high, at);
    }
    const vec3 middle = (low + high) * 0.5F;
    field.centre = field.u * middle.x + field.v * middle.y + field.w * middle.z;
    const vec3 half = glm::max((high - low) * 0.5F, vec3(0.5F));
    field.halfLengthMm = half.x;
    return half;
}

// How steeply fibres run across: slope = a + b x + (g + d x) q, with x and q from -1 to 1.
struct Slopes {
    float a = 0, b = 0, g = 0, d = 0;
};

// Least squares with a pull towards zero; `across` is v or w.
Slopes fitSlopes(const FibreField& field, const std::vector<ReliefSample>& samples, vec3 across, float halfWidth) {
    mat4 normal(0);
    vec4 right(0);
    float total = 0;
    for (const ReliefSample& s : samples) {
        const float forward = glm::dot(s.along, field.u);
        const float facing = 1 - glm::dot(s.normal, across) * glm::dot(s.normal, across);  // seen from the side: mute
        const float slope = glm::dot(s.along, across) / (std::abs(forward) > 1e-3F ? forward : 1e-3F);
        if (std::abs(slope) > kSteepest) continue;
        const vec3 from = s.place - field.centre;
        const float x = glm::dot(from, field.u) / field.halfLengthMm, q = glm::dot(from, across) / halfWidth;
        const vec4 terms(1, x, q, x * q);
        const float weight = s.weight * facing;
        normal += weight * glm::outerProduct(terms, terms);
        right += weight * slope * terms;
        total += weight;
    }
    if (!(total > 0)) return {};
    for (int k = 0; k < 4; ++k) normal[k][k] += total * (k == 0 ? kCaution / 4 : kCaution);
    const vec4 fit = glm::inverse(normal) * right;
    return {fit[0], fit[1], fit[2], fit[3]};
}

// The quadratic through values at x = -1, -0.5, 0, 0.5, 1, by least squares.
std::array<float, 3> quadratic(const std::array<float, 5>& y) {
    const float sum = y[0] + y[1] + y[2] + y[3] + y[4];
    const float outer = y[0] + y[4] + (y[1] + y[3]) / 4;         // sum of x^2 y
    const float c2 = (outer - sum * 0.5F) / 0.875F;              // sum x^4 - (sum x^2)^2 / 5
    return {(sum - c2 * 2.5F) / 5, ((y[4] - y[0]) + (y[3] - y[1]) / 2) / 2.5F, c2};
}

// Follows the fibre through the centre: middle' = slope there, spread' / spread = how slopes differ beside it.
void setCourse(FibreField& field, int axis, const Slopes& s, float halfWidth) {
    const float length = field.halfLengthMm, rate = length / halfWidth;
    std::array<float, 5> middle{}, spread{};
    constexpr int kSteps = 8;
    for (size_t k = 0; k < 5; ++k) {
        const float end = static_cast<float>(k) * 0.5F - 1, step = end / kSteps;
        for (int i = 0; i < kSteps; ++i) {
            const float x = (static_cast<float>(i) + 0.5F) * step;
            middle[k] += step * (length * (s.a + s.b * x) + rate * (s.g + s.d * x) * middle[k]);
        }
        spread[k] = std::exp(std::clamp(rate * (s.g * end + s.d * end * end / 2), -kMostSpread, kMostSpread));
    }
    const auto m = quadratic(middle), w = quadratic(spread);
    for (size_t k = 0; k < 3; ++k) {
        field.middle[k][axis] = m[k];
        field.spread[k][axis] = w[k];
    }
}

}  // namespace

FibreField fibreField(const body::Body& body, std::uint32_t index) {
    const body::Structure& structure = body.structure(index);
    FibreField field;
    if (structure.levels.empty()) return field;
    const body::Level& level = levelToMeasure(structure);
    if (!body.levelIsSound(level)) {
        setAxes(field, structure.frame.u, structure.frame);
        return field;
    }
    if (const auto told = toldFibres(structure.muscleKey, structure.side)) {
        setAxes(field, *told, structure.frame);
        setExtent(field, body, level);
        return field;
    }
    const Relief measured = relief(body, level, structure.frame.u);
    const bool clear = measured.clearness > kClearEnough;
    setAxes(field, clear ? measured.along : structure.frame.u, structure.frame);
    const vec3 half = setExtent(field, body, level);
    if (!clear) return field;
    setCourse(field, 0, fitSlopes(field, measured.samples, field.v, half.y), half.y);
    setCourse(field, 1, fitSlopes(field, measured.samples, field.w, half.z), half.z);
    return field;
}

}  // namespace myochart::render
