#include "body/address_frame.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <glm/mat3x3.hpp>

namespace myochart::body {

namespace {

using glm::dmat3;
using glm::dvec3;

struct Moments {
    double area = 0;
    dvec3 sum{};       ///< of area * centroid
    dmat3 products{0}; ///< of the integral of x x^T
};

/// Integrals over the surface; a triangle's second moment is A/12 * (9 c c^T + a a^T + b b^T + d d^T).
Moments surfaceMoments(const geometry::MeshView& mesh, dvec3 about) {
    Moments m;
    for (size_t t = 0; t < mesh.triangleCount(); ++t) {
        const dvec3 a = dvec3(mesh.corner(t, 0)) - about, b = dvec3(mesh.corner(t, 1)) - about,
                    d = dvec3(mesh.corner(t, 2)) - about;
        const double area = 0.5 * glm::length(glm::cross(b - a, d - a));
        const dvec3 c = (a + b + d) / 3.0;
        m.area += area;
        m.sum += area * c;
        m.products += (area / 12.0) * (9.0 * glm::outerProduct(c, c) + glm::outerProduct(a, a) +
                                       glm::outerProduct(b, b) + glm::outerProduct(d, d));
    }
    return m;
}

/// Turns rows and columns p and q of `a` so that a[p][q] becomes 0; `axes` collects the turns (Jacobi).
void rotateAway(dmat3& a, dmat3& axes, int p, int q) {
    if (std::abs(a[p][q]) < 1e-300) return;
    const double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    const double t = (theta >= 0 ? 1 : -1) / (std::abs(theta) + std::sqrt(theta * theta + 1));
    const double c = 1 / std::sqrt(t * t + 1), s = t * c;
    dmat3 turn(1);
    turn[p][p] = c;
    turn[q][q] = c;
    turn[q][p] = s;
    turn[p][q] = -s;
    a = glm::transpose(turn) * a * turn;
    axes = axes * turn;
}

/// Eigenvectors of a symmetric matrix, the greatest eigenvalue first.
std::array<dvec3, 3> principalAxes(dmat3 a) {
    dmat3 axes(1);
    for (int sweep = 0; sweep < 24; ++sweep) {
        rotateAway(a, axes, 0, 1);
        rotateAway(a, axes, 0, 2);
        rotateAway(a, axes, 1, 2);
    }
    std::array<int, 3> order = {0, 1, 2};
    std::sort(order.begin(), order.end(), [&](int i, int j) { return a[i][i] > a[j][j]; });
    return {axes[order[0]], axes[order[1]], axes[order[2]]};
}

/// Muscles whose textbook origin is their lower end (assets/knowledge/muscles.csv).
constexpr std::array<std::string_view, 41> kOriginBelow = {
    "rectus_abdominis", "pyramidalis", "quadratus_lumborum",
    "iliocostalis_lumborum", "iliocostalis_thoracis", "iliocostalis_cervicis",
    "longissimus_thoracis", "longissimus_cervicis", "longissimus_capitis",
    "spinalis_thoracis", "spinalis_cervicis",
    "semispinalis_thoracis", "semispinalis_cervicis", "semispinalis_capitis",
    "multifidus_cervical", "multifidus_thoracic", "multifidus_lumbar", "multifidus_sacral",
    "rotatores_cervicis", "rotatores_thoracis", "rotatores_lumborum",
    "splenius_capitis", "splenius_cervicis",
    "sternocleidomastoid_sternal", "sternocleidomastoid_clavicular",
    "sternohyoid", "sternothyroid", "thyrohyoid", "omohyoid",
    "longus_colli", "longus_capitis",
    "rectus_capitis_anterior", "rectus_capitis_lateralis",
    "rectus_capitis_posterior_major", "rectus_capitis_posterior_minor", "obliquus_capitis_superior",
    "lower_trapezius", "pectoralis_minor", "platysma", "internal_oblique", "serratus_posterior_inferior"};

vec3 facing(dvec3 axis, dvec3 preferred) {
    const double agreement = glm::dot(axis, preferred);
    return vec3(agreement < 0 ? -axis : axis);
}

}  // namespace

AddressFrame addressFrame(const geometry::MeshView& mesh, Side side, std::string_view muscleKey) {
    const dvec3 about(mesh.corner(0, 0));
    const Moments m = surfaceMoments(mesh, about);
    AddressFrame frame;
    const double out = side == Side::right ? -1 : 1;
    if (m.area > 0) {
        const dvec3 mean = m.sum / m.area;
        const auto axes = principalAxes(m.products / m.area - glm::outerProduct(mean, mean));
        const bool up = std::find(kOriginBelow.begin(), kOriginBelow.end(), muscleKey) != kOriginBelow.end();
        frame.u = facing(axes[0], {0.5 * out, up ? 0.0 : -0.35, up ? 1.0 : -1.0});
        frame.v = facing(axes[1], {out, 0.35, -0.6});
        frame.w = glm::cross(frame.u, frame.v) * static_cast<float>(out);
    } else {
        frame.v = {static_cast<float>(out), 0, 0};
        frame.w = {0, -1, 0};
    }
    vec3 low(1e30F), high(-1e30F);
    for (const vec3 p : mesh.positions) {
        const vec3 at(glm::dot(p, frame.u), glm::dot(p, frame.v), glm::dot(p, frame.w));
        low = glm::min(low, at);
        high = glm::max(high, at);
    }
    frame.origin = frame.u * low.x + frame.v * low.y + frame.w * low.z;
    frame.lengthMm = glm::max(high - low, vec3(1e-3F));
    return frame;
}

}  // namespace myochart::body
