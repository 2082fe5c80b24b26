#include <algorithm>
#include <cmath>
#include <numbers>

#include "builtin/measured/measure_shape.h"

namespace myochart::builtin::measured {

namespace {

struct Spread {
    vec3 centre{};
    vec3 axes[3];  // widest first, right-handed
    float deviation[3] = {};
};

/// Eigenvectors of a symmetric matrix by Jacobi turns.
void turnDiagonal(double m[3][3], double v[3][3]) {
    for (int i = 0; i < 3; ++i)
        for (int k = 0; k < 3; ++k) v[i][k] = i == k;
    for (int sweep = 0; sweep < 30; ++sweep)
        for (int p = 0; p < 2; ++p)
            for (int q = p + 1; q < 3; ++q) {
                if (std::abs(m[p][q]) < 1e-12) continue;
                const double theta = 0.5 * std::atan2(2 * m[p][q], m[q][q] - m[p][p]);
                const double c = std::cos(theta), s = std::sin(theta);
                for (int k = 0; k < 3; ++k) {
                    const double a = m[k][p], b = m[k][q];
                    m[k][p] = c * a - s * b;
                    m[k][q] = s * a + c * b;
                }
                for (int k = 0; k < 3; ++k) {
                    const double a = m[p][k], b = m[q][k];
                    m[p][k] = c * a - s * b;
                    m[q][k] = s * a + c * b;
                    const double x = v[k][p], y = v[k][q];
                    v[k][p] = c * x - s * y;
                    v[k][q] = s * x + c * y;
                }
            }
}

/// Area-weighted principal axes.
Spread spreadOf(const geometry::TriMesh& mesh) {
    double total = 0, sum[3] = {}, m[3][3] = {}, v[3][3];
    const geometry::MeshView view(mesh);
    std::vector<std::pair<vec3, double>> parts;
    for (size_t t = 0; t < mesh.triangleCount(); ++t) {
        const vec3 a = view.corner(t, 0), b = view.corner(t, 1), c = view.corner(t, 2);
        parts.emplace_back((a + b + c) / 3.0F, 0.5 * glm::length(glm::cross(b - a, c - a)));
        total += parts.back().second;
        for (int k = 0; k < 3; ++k) sum[k] += parts.back().second * parts.back().first[k];
    }
    for (double& s : sum) s /= std::max(total, 1e-9);
    for (const auto& [p, area] : parts)
        for (int i = 0; i < 3; ++i)
            for (int k = 0; k < 3; ++k) m[i][k] += area / total * (p[i] - sum[i]) * (p[k] - sum[k]);
    turnDiagonal(m, v);
    int order[3] = {0, 1, 2};
    std::sort(order, order + 3, [&](int a, int b) { return m[a][a] > m[b][b]; });
    Spread out;
    out.centre = vec3(sum[0], sum[1], sum[2]);
    for (int k = 0; k < 3; ++k) {
        out.axes[k] = vec3(v[0][order[k]], v[1][order[k]], v[2][order[k]]);
        out.deviation[k] = static_cast<float>(std::sqrt(std::max(0.0, m[order[k]][order[k]])));
    }
    out.axes[2] = glm::cross(out.axes[0], out.axes[1]);
    return out;
}

SectionFrame planesAlong(vec3 origin, vec3 along, vec3 hint) {
    SectionFrame frame;
    frame.origin = origin;
    frame.along = glm::normalize(along);
    if (std::abs(glm::dot(frame.along, hint)) > 0.95F) hint = vec3(frame.along.y, frame.along.z, frame.along.x);
    frame.across = glm::normalize(hint - frame.along * glm::dot(hint, frame.along));
    frame.up = glm::cross(frame.along, frame.across);
    return frame;
}

/// Centre of the circle in the plane of `x` and `y` that the points lie on best (least squares of x² + y² = 2ax + 2by +
/// c).
vec3 circleCentre(const geometry::TriMesh& mesh, vec3 centre, vec3 x, vec3 y) {
    double m[3][4] = {};
    for (const vec3 p : mesh.positions) {
        const double u = glm::dot(p - centre, x), w = glm::dot(p - centre, y);
        const double row[3] = {2 * u, 2 * w, 1}, right = u * u + w * w;
        for (int i = 0; i < 3; ++i) {
            for (int k = 0; k < 3; ++k) m[i][k] += row[i] * row[k];
            m[i][3] += row[i] * right;
        }
    }
    for (int i = 0; i < 3; ++i)
        for (int k = 0; k < 3; ++k)
            if (k != i && std::abs(m[i][i]) > 1e-12) {
                const double f = m[k][i] / m[i][i];
                for (int j = 0; j < 4; ++j) m[k][j] -= f * m[i][j];
            }
    return centre + x * static_cast<float>(m[0][3] / m[0][0]) + y * static_cast<float>(m[1][3] / m[1][1]);
}

/// A fan about `axis` through the centre of the best circle, when the mesh turns about it by 40 to 330 degrees and
/// keeps away from the axis.
void addFan(const geometry::TriMesh& mesh, vec3 centre, vec3 axis, vec3 x, std::vector<SectionFrame>& frames) {
    const vec3 y = glm::cross(axis, x);
    SectionFrame fan;
    fan.kind = SectionFrame::Kind::fan;
    fan.origin = circleCentre(mesh, centre, x, y);
    double nearest = 1e30, sum = 0;
    std::vector<float> angles;
    for (const vec3 p : mesh.positions) {
        const float u = glm::dot(p - fan.origin, x), w = glm::dot(p - fan.origin, y);
        const float radius = std::hypot(u, w);
        nearest = std::min(nearest, static_cast<double>(radius));
        sum += radius;
        angles.push_back(std::atan2(w, u));
    }
    fan.radiusMm = static_cast<float>(sum / static_cast<double>(mesh.positions.size()));
    if (nearest < 0.1 * fan.radiusMm || fan.radiusMm > 1500) return;
    std::sort(angles.begin(), angles.end());
    constexpr float kTurn = 2 * std::numbers::pi_v<float>;
    float widest = angles.front() + kTurn - angles.back(), middle = 0.5F * (angles.front() + kTurn + angles.back());
    for (size_t i = 0; i + 1 < angles.size(); ++i)
        if (angles[i + 1] - angles[i] > widest) {
            widest = angles[i + 1] - angles[i];
            middle = 0.5F * (angles[i + 1] + angles[i]);
        }
    const float covered = kTurn - widest;
    if (covered < 0.7F || covered > 5.8F) return;
    const float start = middle + std::numbers::pi_v<float>;  // opposite the gap
    fan.along = x * std::cos(start) + y * std::sin(start);
    fan.up = axis;
    // left-handed (across x along = up), so that the mapping keeps outward faces outward
    fan.across = glm::cross(fan.along, fan.up);
    frames.push_back(fan);
}

}  // namespace

std::vector<SectionFrame> candidateFrames(const geometry::TriMesh& mesh) {
    const Spread spread = spreadOf(mesh);
    std::vector<SectionFrame> frames;
    frames.push_back(planesAlong(spread.centre, spread.axes[0], spread.axes[1]));
    frames.push_back(planesAlong(spread.centre, spread.axes[1], spread.axes[0]));
    if (spread.deviation[2] > 0.35F * spread.deviation[0])
        frames.push_back(planesAlong(spread.centre, spread.axes[2], spread.axes[0]));
    if (std::abs(spread.axes[0].z) < 0.94F && std::abs(spread.axes[1].z) < 0.94F)
        frames.push_back(planesAlong(spread.centre, vec3(0, 0, 1), vec3(1, 0, 0)));
    addFan(mesh, spread.centre, spread.axes[2], spread.axes[0], frames);
    addFan(mesh, spread.centre, spread.axes[1], spread.axes[0], frames);
    addFan(mesh, spread.centre, vec3(0, 0, 1), vec3(1, 0, 0), frames);
    return frames;
}

}  // namespace myochart::builtin::measured
