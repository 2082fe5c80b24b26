#include <array>
#include <cmath>
#include <numbers>

#include "exchange/glb_file.h"

namespace myochart::exchange {

namespace {

constexpr std::uint32_t kAround = 16, kRings = 8;

vec3 onCircle(std::uint32_t k, float radius, float y) {
    const float angle = 2 * std::numbers::pi_v<float> * static_cast<float>(k) / static_cast<float>(kAround);
    return {radius * std::sin(angle), y, radius * std::cos(angle)};
}

void addVertex(GlbShape& shape, vec3 position, vec3 normal) {
    shape.positions.push_back(position);
    shape.normals.push_back(normal);
}

}  // namespace

GlbShape ballShape() {
    GlbShape ball;
    addVertex(ball, {0, 1, 0}, {0, 1, 0});
    for (std::uint32_t ring = 1; ring < kRings; ++ring) {
        const float angle = std::numbers::pi_v<float> * static_cast<float>(ring) / static_cast<float>(kRings);
        for (std::uint32_t k = 0; k < kAround; ++k) {
            const vec3 at = glm::normalize(onCircle(k, std::sin(angle), std::cos(angle)));
            addVertex(ball, at, at);
        }
    }
    addVertex(ball, {0, -1, 0}, {0, -1, 0});
    const auto vertex = [](std::uint32_t ring, std::uint32_t k) { return 1 + (ring - 1) * kAround + k % kAround; };
    const auto last = static_cast<std::uint32_t>(ball.positions.size() - 1);
    for (std::uint32_t k = 0; k < kAround; ++k) {
        ball.indices.insert(ball.indices.end(), {0, vertex(1, k), vertex(1, k + 1)});
        for (std::uint32_t ring = 1; ring + 1 < kRings; ++ring)
            ball.indices.insert(ball.indices.end(), {vertex(ring, k), vertex(ring + 1, k), vertex(ring + 1, k + 1), vertex(ring, k), vertex(ring + 1, k + 1), vertex(ring, k + 1)});
        ball.indices.insert(ball.indices.end(), {last, vertex(kRings - 1, k + 1), vertex(kRings - 1, k)});
    }
    return ball;
}

GlbShape rodShape() {
    GlbShape rod;
    for (const float y : {0.0F, 1.0F})
        for (std::uint32_t k = 0; k < kAround; ++k) addVertex(rod, onCircle(k, 1, y), onCircle(k, 1, 0));
    for (const float y : {0.0F, 1.0F})
        for (std::uint32_t k = 0; k < kAround; ++k) addVertex(rod, onCircle(k, 1, y), {0, y > 0 ? 1 : -1, 0});
    for (std::uint32_t k = 0; k < kAround; ++k) {
        const std::uint32_t next = (k + 1) % kAround;
        rod.indices.insert(rod.indices.end(), {k, next, kAround + next, k, kAround + next, kAround + k});
        if (k > 0 && next > 0) rod.indices.insert(rod.indices.end(), {2 * kAround, 2 * kAround + next, 2 * kAround + k, 3 * kAround, 3 * kAround + k, 3 * kAround + next});
    }
    return rod;
}

std::array<double, 4> turnFromY(vec3 direction) {
    const glm::dvec3 to = glm::normalize(glm::dvec3(direction));
    const double w = 1 + to.y;  // the halfway turn: y x to, 1 + y . to
    if (w < 1e-9) return {1, 0, 0, 0};
    const glm::dvec4 turn = glm::normalize(glm::dvec4(to.z, 0, -to.x, w));
    return {turn.x, turn.y, turn.z, turn.w};
}

}  // namespace myochart::exchange
