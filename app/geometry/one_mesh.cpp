#include "geometry/one_mesh.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "geometry/hit_order.h"

namespace myochart::geometry {

namespace {

using dvec3 = glm::dvec3;

/// The ray in coordinates where it runs along +z from the origin (Woop, Benthin, Wald 2013, "Watertight ray/triangle
/// intersection"): two triangles that share an edge compute the same edge value, so no ray slips between them.
struct ShearedRay {
    dvec3 origin, x{0}, y{0}, z{0};  ///< the new axes, to be multiplied with

    explicit ShearedRay(const Ray& ray) : origin(ray.origin) {
        const dvec3 direction = ray.direction, size = glm::abs(direction);
        const int kz = size.x > size.y ? (size.x > size.z ? 0 : 2) : (size.y > size.z ? 1 : 2);
        int kx = (kz + 1) % 3, ky = (kz + 2) % 3;
        if (direction[kz] < 0) std::swap(kx, ky);
        x[kx] = y[ky] = 1;
        x[kz] = -direction[kx] / direction[kz];
        y[kz] = -direction[ky] / direction[kz];
        z[kz] = 1.0 / direction[kz];
    }
    dvec3 apply(vec3 corner) const {
        const dvec3 p = dvec3(corner) - origin;
        return {glm::dot(p, x), glm::dot(p, y), glm::dot(p, z)};
    }
    /// On which sides of the ray a corner lies: the ray passes by a triangle whose corners share one.
    unsigned char sidesOf(vec3 corner) const {
        const dvec3 p = dvec3(corner) - origin;
        const double a = glm::dot(p, x), b = glm::dot(p, y);
        return static_cast<unsigned char>((a > 0) | (a < 0) << 1 | (b > 0) << 2 | (b < 0) << 3);
    }
};

struct Crossing {
    dvec3 barycentric;
    double distance;
    bool entering;
};

std::optional<Crossing> cross(const ShearedRay& ray, const std::array<vec3, 3>& corners) {
    const dvec3 a = ray.apply(corners[0]), b = ray.apply(corners[1]), c = ray.apply(corners[2]);
    const double u = c.x * b.y - c.y * b.x, v = a.x * c.y - a.y * c.x, w = b.x * a.y - b.y * a.x;
    if ((u < 0 || v < 0 || w < 0) && (u > 0 || v > 0 || w > 0)) return std::nullopt;
    const double det = u + v + w;
    if (det == 0) return std::nullopt;
    const dvec3 barycentric(u / det, v / det, w / det);
    return Crossing{barycentric, barycentric.x * a.z + barycentric.y * b.z + barycentric.z * c.z, det > 0};
}

std::array<vec3, 3> cornersOf(const MeshView& mesh, size_t t) { return {mesh.corner(t, 0), mesh.corner(t, 1), mesh.corner(t, 2)}; }

SurfacePoint surfacePoint(const MeshView& mesh, std::uint32_t part, size_t triangle, dvec3 barycentric) {
    SurfacePoint at{part, static_cast<std::uint32_t>(triangle), barycentricFrom(barycentric), {}, triangleNormal(mesh, triangle)};
    at.position = vec3(dvec3(mesh.corner(triangle, 0)) * barycentric.x + dvec3(mesh.corner(triangle, 1)) * barycentric.y +
                       dvec3(mesh.corner(triangle, 2)) * barycentric.z);
    return at;
}

/// Squared distance from `p` to the box of a triangle: never more than to the triangle.
float boxDistance2(vec3 p, vec3 a, vec3 b, vec3 c) {
    const vec3 low = glm::min(a, glm::min(b, c)), high = glm::max(a, glm::max(b, c));
    const vec3 gap = glm::max(glm::max(low - p, p - high), vec3(0));
    return glm::dot(gap, gap);
}

}  // namespace

vec3 barycentricFrom(dvec3 b) {
    const dvec3 inside = glm::max(b, dvec3(0));
    const dvec3 whole = inside / (inside.x + inside.y + inside.z);
    const auto y = static_cast<float>(whole.y), z = static_cast<float>(whole.z);
    return {std::max(0.0F, 1.0F - y - z), y, z};
}

TrianglePoint nearestOnTriangle(dvec3 p, dvec3 a, dvec3 b, dvec3 c) {
    // Ericson, Real-Time Collision Detection, 5.1.5: which of the seven Voronoi regions holds p.
    const auto at = [&](dvec3 w) {
        const dvec3 d = a * w.x + b * w.y + c * w.z - p;
        return TrianglePoint{w, glm::dot(d, d)};
    };
    const dvec3 ab = b - a, ac = c - a, ap = p - a, bp = p - b, cp = p - c;
    const double d1 = glm::dot(ab, ap), d2 = glm::dot(ac, ap);
    if (d1 <= 0 && d2 <= 0) return at({1, 0, 0});
    const double d3 = glm::dot(ab, bp), d4 = glm::dot(ac, bp);
    if (d3 >= 0 && d4 <= d3) return at({0, 1, 0});
    const double vc = d1 * d4 - d3 * d2;
    if (vc <= 0 && d1 >= 0 && d3 <= 0 && d1 > d3) return at({1 - d1 / (d1 - d3), d1 / (d1 - d3), 0});
    const double d5 = glm::dot(ab, cp), d6 = glm::dot(ac, cp);
    if (d6 >= 0 && d5 <= d6) return at({0, 0, 1});
    const double vb = d5 * d2 - d1 * d6;
    if (vb <= 0 && d2 >= 0 && d6 <= 0 && d2 > d6) return at({1 - d2 / (d2 - d6), 0, d2 / (d2 - d6)});
    const double va = d3 * d6 - d5 * d4, toC = d4 - d3, toB = d5 - d6;
    if (va <= 0 && toC >= 0 && toB >= 0 && toC + toB > 0) return at({0, toB / (toC + toB), toC / (toC + toB)});
    const double sum = va + vb + vc;
    return sum > 0 ? at({va / sum, vb / sum, vc / sum}) : at({1, 0, 0});
}

void appendHits(const Ray& ray, const MeshView& mesh, std::uint32_t part, float maxMm, std::vector<RayHit>& hits) {
    const ShearedRay sheared(ray);
    std::vector<unsigned char> sides(mesh.positions.size());
    for (size_t i = 0; i < sides.size(); ++i) sides[i] = sheared.sidesOf(mesh.positions[i]);
    std::vector<RayHit> own;
    for (size_t t = 0; t < mesh.triangleCount(); ++t) {
        const std::uint32_t* corners = &mesh.indices[3 * t];
        if (sides[corners[0]] & sides[corners[1]] & sides[corners[2]]) continue;
        const auto crossing = cross(sheared, cornersOf(mesh, t));
        if (!crossing || crossing->distance < 0 || crossing->distance > static_cast<double>(maxMm)) continue;
        own.push_back({surfacePoint(mesh, part, t, crossing->barycentric), static_cast<float>(crossing->distance), crossing->entering});
    }
    sortAndMerge(own, [&](std::uint32_t, std::uint32_t t) { return cornersOf(mesh, t); });
    hits.insert(hits.end(), own.begin(), own.end());
}

std::optional<NearestPoint> nearestOn(const MeshView& mesh, std::uint32_t part, vec3 point, float maxMm) {
    double best2 = static_cast<double>(maxMm) * static_cast<double>(maxMm);
    std::optional<std::pair<size_t, dvec3>> best;
    for (size_t t = 0; t < mesh.triangleCount(); ++t) {
        const vec3 a = mesh.corner(t, 0), b = mesh.corner(t, 1), c = mesh.corner(t, 2);
        if (static_cast<double>(boxDistance2(point, a, b, c)) * (1 - 1e-5) > best2) continue;
        const TrianglePoint found = nearestOnTriangle(point, a, b, c);
        if (found.distance2 > best2 || (best && found.distance2 == best2)) continue;
        best2 = found.distance2;
        best = {t, found.barycentric};
    }
    if (!best) return std::nullopt;
    return NearestPoint{surfacePoint(mesh, part, best->first, best->second), static_cast<float>(std::sqrt(best2))};
}

bool meets(const Ray& ray, const Box& box, float maxMm) {
    float from = 0, to = maxMm;
    for (int k = 0; k < 3; ++k) {
        if (ray.direction[k] == 0) {
            if (ray.origin[k] < box.min[k] || ray.origin[k] > box.max[k]) return false;
            continue;
        }
        const float a = (box.min[k] - ray.origin[k]) / ray.direction[k], b = (box.max[k] - ray.origin[k]) / ray.direction[k];
        // A few units in the last place: a flat box, or a ray along its face, must not be missed.
        const float slack = 1e-6F * (std::abs(a) + std::abs(b)) + 1e-5F;
        from = std::max(from, std::min(a, b) - slack);
        to = std::min(to, std::max(a, b) + slack);
    }
    return !box.empty() && from <= to;
}

}  // namespace myochart::geometry
