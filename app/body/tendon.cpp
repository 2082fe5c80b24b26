#include <algorithm>
#include <array>
#include <cmath>

#include "body/address_frame.h"

namespace myochart::body {

namespace {

constexpr int kStations = 64;

/// A section's area and outline at each station along u.
struct Sections {
    std::array<double, kStations> area{}, outline{};
};

float stationU(int station) {
    return (static_cast<float>(station) + 0.5F) / kStations;
}

/// Where the edge from a to b crosses u = at, as (v, w) in mm.
vec2 crossing(vec3 a, vec3 b, float at) {
    const float t = (at - a.x) / (b.x - a.x);
    return {a.y + (b.y - a.y) * t, a.z + (b.z - a.z) * t};
}

/// Adds the segment in which the triangle meets the plane u = at: its share of the section's signed area (the shoelace
/// sum over all segments) and of its outline.
void addSegment(const std::array<vec3, 3>& corner, float at, double& area, double& outline) {
    vec2 up{}, down{};
    for (size_t k = 0; k < 3; ++k) {
        const vec3 a = corner[k], b = corner[(k + 1) % 3];
        if (a.x < at && b.x >= at) up = crossing(a, b, at);
        if (a.x >= at && b.x < at) down = crossing(a, b, at);
    }
    area += 0.5 * static_cast<double>(up.x * down.y - up.y * down.x);
    outline += static_cast<double>(glm::length(up - down));
}

Sections sectionsOf(const geometry::MeshView& mesh, const std::vector<vec3>& address, vec3 lengthMm) {
    Sections sections;
    const vec3 scale(1, lengthMm.y, lengthMm.z);
    for (size_t t = 0; t < mesh.triangleCount(); ++t) {
        std::array<vec3, 3> corner;
        for (size_t k = 0; k < 3; ++k) corner[k] = address[mesh.indices[3 * t + k]] * scale;
        const auto [low, high] = std::minmax({corner[0].x, corner[1].x, corner[2].x});
        const int first = std::max(0, static_cast<int>(std::ceil(low * kStations - 0.5F)));
        const int last = std::min(kStations - 1, static_cast<int>(std::floor(high * kStations - 0.5F)));
        for (int s = first; s <= last; ++s) {
            const auto i = static_cast<size_t>(s);
            addSegment(corner, stationU(s), sections.area[i], sections.outline[i]);
        }
    }
    for (double& area : sections.area) area = std::abs(area);
    return sections;
}

double smoothStep(double from, double to, double x) {
    const double t = std::clamp((x - from) / (to - from), 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

/// 1 where the section is a round tendon's, 0 in the belly: the area below 8 to 30 % of the greatest, and the outline
/// below 35 to 65 % of the longest.
std::array<float, kStations> thinness(const Sections& sections) {
    const double area = *std::max_element(sections.area.begin(), sections.area.end());
    const double outline = *std::max_element(sections.outline.begin(), sections.outline.end());
    std::array<float, kStations> thin{};
    if (area <= 0 || outline <= 0) return thin;
    for (size_t s = 0; s < kStations; ++s)
        thin[s] = static_cast<float>(smoothStep(0.30, 0.08, sections.area[s] / area) *
                                     smoothStep(0.65, 0.35, sections.outline[s] / outline));
    return thin;
}

/// Keeps what reaches an end without a gap, never growing inwards: a thin middle is no tendon here.
std::array<float, kStations> fromTheEnds(const std::array<float, kStations>& thin) {
    std::array<float, kStations> kept{};
    float reach = 1;
    for (size_t s = 0; s < kStations; ++s) kept[s] = reach = std::min(reach, thin[s]);
    reach = 1;
    for (size_t s = kStations; s-- > 0;) kept[s] = std::max(kept[s], reach = std::min(reach, thin[s]));
    return kept;
}

float between(const std::array<float, kStations>& at, float u) {
    const float place = std::clamp(u * kStations - 0.5F, 0.0F, kStations - 1.001F);
    const auto below = static_cast<size_t>(place);
    const float part = place - static_cast<float>(below);
    return at[below] * (1 - part) + at[below + 1] * part;
}

/// How far from the flesh of the table a place along the muscle lies: 0 in it, 1 in tendon; over a share of the length it goes from one to
/// the other, in which strands are drawn.
float outOfFlesh(std::span<const anatomy::MuscleFlesh::Span> flesh, float u) {
    constexpr double kHalf = 0.05;
    double inside = 0;
    for (const auto& [from, to] : flesh) {
        const double begun = from <= 0 ? 1 : smoothStep(from - kHalf, from + kHalf, u), left = to >= 1 ? 0 : smoothStep(to - kHalf, to + kHalf, u);
        inside = std::max(inside, begun * (1 - left));
    }
    return static_cast<float>(1 - inside);
}

/// How thick each section is beside the thickest, 0..1: a sheet is thin however broad it is. Some sources give a muscle without its tendon;
/// what is as thick as the belly is flesh, whatever the table says of that share of the length.
std::array<double, kStations> thicknesses(const Sections& sections) {
    std::array<double, kStations> thick{};
    double greatest = 0;
    for (size_t s = 0; s < kStations; ++s) {
        if (sections.outline[s] > 0) thick[s] = sections.area[s] / sections.outline[s];
        greatest = std::max(greatest, thick[s]);
    }
    for (double& each : thick) each = greatest > 0 ? each / greatest : 0;
    return thick;
}

}  // namespace

std::vector<std::uint8_t> tendonWeights(const geometry::MeshView& mesh, const AddressFrame& frame, std::span<const anatomy::MuscleFlesh::Span> flesh) {
    std::vector<vec3> address;
    address.reserve(mesh.positions.size());
    for (const vec3 p : mesh.positions) address.push_back(frame.address(p));
    const Sections sections = sectionsOf(mesh, address, frame.lengthMm);
    auto weights = fromTheEnds(thinness(sections));
    if (!flesh.empty()) {
        const auto thick = thicknesses(sections);
        for (int s = 0; s < kStations; ++s) {
            const auto i = static_cast<size_t>(s);
            weights[i] = std::max(weights[i], outOfFlesh(flesh, stationU(s)) * static_cast<float>(smoothStep(0.85, 0.55, thick[i])));
        }
    }
    std::vector<std::uint8_t> tendon;
    tendon.reserve(address.size());
    for (const vec3 a : address) tendon.push_back(static_cast<std::uint8_t>(std::lround(between(weights, a.x) * 255)));
    return tendon;
}

}  // namespace myochart::body
