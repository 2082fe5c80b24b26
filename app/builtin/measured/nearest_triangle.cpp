#include "builtin/measured/nearest_triangle.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace myochart::builtin::measured {

namespace {

float squaredDistance(vec3 p, const Box& box) {
    const vec3 d = glm::max(glm::max(box.min - p, p - box.max), vec3(0));
    return glm::dot(d, d);
}

/// Nearest point of a triangle: Ericson, Real-Time Collision Detection, 5.1.5.
float squaredDistance(vec3 p, vec3 a, vec3 b, vec3 c) {
    const vec3 ab = b - a, ac = c - a, ap = p - a;
    const auto to = [&](vec3 q) { return glm::dot(p - q, p - q); };
    const float d1 = glm::dot(ab, ap), d2 = glm::dot(ac, ap);
    if (d1 <= 0 && d2 <= 0) return to(a);
    const vec3 bp = p - b;
    const float d3 = glm::dot(ab, bp), d4 = glm::dot(ac, bp);
    if (d3 >= 0 && d4 <= d3) return to(b);
    const float vc = d1 * d4 - d3 * d2;
    if (vc <= 0 && d1 >= 0 && d3 <= 0) return to(a + ab * (d1 / (d1 - d3)));
    const vec3 cp = p - c;
    const float d5 = glm::dot(ab, cp), d6 = glm::dot(ac, cp);
    if (d6 >= 0 && d5 <= d6) return to(c);
    const float vb = d5 * d2 - d1 * d6;
    if (vb <= 0 && d2 >= 0 && d6 <= 0) return to(a + ac * (d2 / (d2 - d6)));
    const float va = d3 * d6 - d5 * d4;
    if (va <= 0 && d4 - d3 >= 0 && d5 - d6 >= 0) return to(b + (c - b) * ((d4 - d3) / (d4 - d3 + d5 - d6)));
    const float sum = va + vb + vc;
    if (sum <= 0) return std::min({to(a), to(b), to(c)});
    return to(a + ab * (vb / sum) + ac * (vc / sum));
}

}  // namespace

NearestTriangle::NearestTriangle(const geometry::MeshView& mesh) : mesh_(mesh) {
    order_.resize(mesh.triangleCount());
    std::iota(order_.begin(), order_.end(), 0U);
    std::vector<vec3> centres;
    for (size_t t = 0; t < order_.size(); ++t)
        centres.push_back((mesh.corner(t, 0) + mesh.corner(t, 1) + mesh.corner(t, 2)) / 3.0F);
    nodes_.reserve(order_.size());
    nodes_.emplace_back();
    split(0, 0, static_cast<std::uint32_t>(order_.size()), centres);
}

void NearestTriangle::split(std::uint32_t node, std::uint32_t begin, std::uint32_t end,
                            const std::vector<vec3>& centres) {
    Box box, spread;
    for (std::uint32_t i = begin; i < end; ++i) {
        for (size_t k = 0; k < 3; ++k) box.add(mesh_.corner(order_[i], k));
        spread.add(centres[order_[i]]);
    }
    nodes_[node].box = box;
    if (end - begin <= 4) {
        nodes_[node].first = begin;
        nodes_[node].count = end - begin;
        return;
    }
    const vec3 size = spread.size();
    const int axis = size.x >= size.y && size.x >= size.z ? 0 : size.y >= size.z ? 1 : 2;
    const std::uint32_t middle = begin + (end - begin) / 2;
    std::nth_element(order_.begin() + begin, order_.begin() + middle, order_.begin() + end,
                     [&](std::uint32_t a, std::uint32_t b) { return centres[a][axis] < centres[b][axis]; });
    const auto child = static_cast<std::uint32_t>(nodes_.size());
    nodes_[node].first = child;
    nodes_.resize(nodes_.size() + 2);
    split(child, begin, middle, centres);
    split(child + 1, middle, end, centres);
}

float NearestTriangle::distance(vec3 point, float limitMm) const {
    if (order_.empty()) return 1e30F;
    float best = limitMm * limitMm;
    std::uint32_t stack[64];
    int depth = 0;
    stack[depth++] = 0;
    while (depth > 0) {
        const Node& node = nodes_[stack[--depth]];
        if (squaredDistance(point, node.box) >= best) continue;
        for (std::uint32_t i = node.first; i < node.first + node.count; ++i)
            best = std::min(best, squaredDistance(point, mesh_.corner(order_[i], 0), mesh_.corner(order_[i], 1),
                                                  mesh_.corner(order_[i], 2)));
        if (node.count) continue;
        const bool nearFirst =
            squaredDistance(point, nodes_[node.first].box) <= squaredDistance(point, nodes_[node.first + 1].box);
        stack[depth++] = node.first + (nearFirst ? 1 : 0);
        stack[depth++] = node.first + (nearFirst ? 0 : 1);
    }
    return std::sqrt(best);
}

double surfaceArea(const geometry::MeshView& mesh) {
    double sum = 0;
    for (size_t t = 0; t < mesh.triangleCount(); ++t) {
        const vec3 a = mesh.corner(t, 0);
        sum += 0.5 * glm::length(glm::cross(mesh.corner(t, 1) - a, mesh.corner(t, 2) - a));
    }
    return sum;
}

std::vector<vec3> evenSamples(const geometry::MeshView& mesh, size_t count) {
    std::vector<double> sum;
    double total = 0;
    for (size_t t = 0; t < mesh.triangleCount(); ++t) {
        const vec3 a = mesh.corner(t, 0);
        total += glm::length(glm::cross(mesh.corner(t, 1) - a, mesh.corner(t, 2) - a));
        sum.push_back(total);
    }
    std::vector<vec3> out;
    if (total <= 0) return out;
    // area by even steps, the place in the triangle by the R2 low-discrepancy sequence (Roberts 2018)
    double u = 0.5, v = 0.5;
    size_t t = 0;
    for (size_t i = 0; i < count; ++i) {
        const double area = total * (static_cast<double>(i) + 0.5) / static_cast<double>(count);
        while (t + 1 < sum.size() && sum[t] < area) ++t;
        u = std::fmod(u + 0.7548776662466927, 1.0);
        v = std::fmod(v + 0.5698402909980532, 1.0);
        const auto root = static_cast<float>(std::sqrt(u)), w = static_cast<float>(v);
        out.push_back(mesh.corner(t, 0) * (1 - root) + mesh.corner(t, 1) * (root * (1 - w)) +
                      mesh.corner(t, 2) * (root * w));
    }
    return out;
}

SurfaceGap surfaceGap(const geometry::MeshView& a, const geometry::MeshView& b, size_t samples) {
    SurfaceGap out;
    const auto oneWay = [&out, samples](const geometry::MeshView& from, const geometry::MeshView& to) {
        const NearestTriangle nearest(to);
        std::vector<float> distances;
        for (const vec3 p : evenSamples(from, samples)) distances.push_back(nearest.distance(p));
        if (distances.empty()) return 1e30;
        std::sort(distances.begin(), distances.end());
        out.p95 = std::max(out.p95, static_cast<double>(distances[distances.size() * 95 / 100]));
        out.worst = std::max(out.worst, static_cast<double>(distances.back()));
        return std::accumulate(distances.begin(), distances.end(), 0.0) / static_cast<double>(distances.size());
    };
    out.mean = 0.5 * (oneWay(a, b) + oneWay(b, a));
    return out;
}

}  // namespace myochart::builtin::measured
