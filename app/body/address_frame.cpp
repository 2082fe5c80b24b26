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
    dvec3 sum{};        ///< of area * centroid
    dmat3 products{0};  ///< of the integral of x x^T
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

/// Which way a left muscle runs from origin to insertion where that is not simply down, out or forwards (origins and
/// insertions as in assets/knowledge/muscles.csv).
struct Course {
    std::string_view muscleKey;
    dvec3 towards;
};
constexpr dvec3 kUp{0, 0, 1}, kUpAndOut{0.5, 0, 1}, kUpAndIn{-0.5, 0, 1}, kOut{1, 0, 0}, kOutAndBack{1, 0.5, 0},
    kIn{-1, 0, 0}, kBack{0, 1, 0};
const Course kCourses[] = {{"rectus_abdominis", kUp},
                           {"pyramidalis", kUp},
                           {"quadratus_lumborum", kUp},
                           {"internal_oblique", kUp},
                           {"iliocostalis_lumborum", kUp},
                           {"iliocostalis_thoracis", kUp},
                           {"iliocostalis_cervicis", kUp},
                           {"longissimus_thoracis", kUp},
                           {"longissimus_cervicis", kUp},
                           {"longissimus_capitis", kUp},
                           {"spinalis", kUp},
                           {"spinalis_thoracis", kUp},
                           {"spinalis_cervicis", kUp},
                           {"semispinalis_thoracis", kUp},
                           {"semispinalis_cervicis", kUp},
                           {"semispinalis_capitis", kUp},
                           {"multifidus", kUp},
                           {"multifidus_cervical", kUp},
                           {"multifidus_thoracic", kUp},
                           {"multifidus_lumbar", kUp},
                           {"multifidus_sacral", kUp},
                           {"rotatores_cervicis", kUp},
                           {"rotatores_thoracis", kUp},
                           {"rotatores_lumborum", kUp},
                           {"splenius_capitis", kUp},
                           {"splenius_cervicis", kUp},
                           {"sternocleidomastoid", kUp},
                           {"sternocleidomastoid_sternal", kUp},
                           {"sternocleidomastoid_clavicular", kUp},
                           {"sternohyoid", kUp},
                           {"sternothyroid", kUp},
                           {"thyrohyoid", kUp},
                           {"omohyoid", kUpAndIn},
                           {"longus_colli", kUp},
                           {"longus_capitis", kUp},
                           {"rectus_capitis_anterior", kUp},
                           {"rectus_capitis_lateralis", kUp},
                           {"rectus_capitis_posterior_major", kUp},
                           {"rectus_capitis_posterior_minor", kUp},
                           {"obliquus_capitis_superior", kUp},
                           {"obliquus_capitis_inferior", kOut},
                           {"platysma", kUp},
                           {"depressor_anguli_oris", kUp},
                           {"depressor_labii_inferioris", kIn},
                           {"corrugator_supercilii", kOut},
                           {"risorius", {-0.5, -1, 0}},
                           {"zygomaticus_major", {-1, 0, -1}},
                           {"zygomaticus_minor", {-1, 0, -1}},
                           {"lateral_pterygoid", {0.5, 1, 0}},
                           {"lateral_pterygoid_superior", {0.5, 1, 0}},
                           {"lateral_pterygoid_inferior", {0.5, 1, 0}},
                           {"digastric_anterior", kBack},
                           {"geniohyoid", kBack},
                           {"mylohyoid", kBack},
                           {"lower_trapezius", kUpAndOut},
                           {"latissimus_dorsi", kUpAndOut},
                           {"serratus_posterior_inferior", {1, 0, 0.5}},
                           {"transversus_thoracis", {1, 0, 1}},
                           {"pectoralis_minor", kUpAndOut},
                           {"pectoralis_major", kOut},
                           {"pectoralis_major_clavicular", kOut},
                           {"pectoralis_major_sternocostal", kOut},
                           {"pectoralis_major_abdominal", {1, 0, 0.5}},
                           {"subclavius", kOut},
                           {"subscapularis", kOut},
                           {"supraspinatus", kOut},
                           {"infraspinatus", kOut},
                           {"teres_minor", kOut},
                           {"teres_major", kOut},
                           {"dorsal_interossei_hand", kOut},
                           {"obturator_internus", kOutAndBack},
                           {"obturator_externus", kOutAndBack},
                           {"quadratus_femoris", kOut},
                           {"gemellus_superior", kOut},
                           {"gemellus_inferior", kOut},
                           {"piriformis", kOut},
                           {"pubococcygeus", kBack},
                           {"puborectalis", kBack},
                           {"iliococcygeus", kBack},
                           {"coccygeus", {-1, 0.5, 0}},
                           {"bulbospongiosus", {0, -1, 0}},
                           {"ischiocavernosus", {-0.5, -1, 0.5}},
                           {"adductor_hallucis_transverse", kIn}};
/// Without a course of its own a structure runs from trunk and head away: down, else out, else forwards.
constexpr dvec3 kAway{0.5, -0.35, -1};
/// Second axes point away from the midplane, else down, else backwards, as the tables count "across".
constexpr dvec3 kAcross{1, 0.35, -0.3};

dvec3 courseOf(std::string_view muscleKey) {
    const auto at = std::find_if(std::begin(kCourses), std::end(kCourses),
                                 [&](const Course& c) { return c.muscleKey == muscleKey; });
    return at == std::end(kCourses) ? kAway : at->towards;
}

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
        const dvec3 mirror(out, 1, 1);
        frame.u = facing(axes[0], courseOf(muscleKey) * mirror);
        frame.v = facing(axes[1], kAcross * mirror);
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
