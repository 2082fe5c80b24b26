#include "builtin/measured_solids.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace myochart::test {

namespace {

/// Marching tetrahedra over a grid; vertices on grid edges are shared.
class Tetrahedra {
  public:
    Tetrahedra(const Box& box, float cellMm, const std::function<float(vec3)>& inside)
        : box_(box), cell_(cellMm), inside_(inside) {
        for (int k = 0; k < 3; ++k)
            count_[static_cast<size_t>(k)] = static_cast<int>(std::ceil(box.size()[k] / cellMm)) + 1;
        for (int i = 0; i < count_[0] * count_[1] * count_[2]; ++i) value_.push_back(inside(place(i)));
    }

    geometry::TriMesh run() {
        // six tetrahedra about the diagonal 0-7 of every cell
        static constexpr int kTets[6][4] = {{0, 1, 3, 7}, {0, 3, 2, 7}, {0, 2, 6, 7},
                                            {0, 6, 4, 7}, {0, 4, 5, 7}, {0, 5, 1, 7}};
        for (int z = 0; z + 1 < count_[2]; ++z)
            for (int y = 0; y + 1 < count_[1]; ++y)
                for (int x = 0; x + 1 < count_[0]; ++x)
                    for (const auto& tet : kTets) {
                        std::array<int, 4> corner;
                        for (size_t k = 0; k < 4; ++k)
                            corner[k] = number(x + (tet[k] & 1), y + (tet[k] >> 1 & 1), z + (tet[k] >> 2));
                        addTetrahedron(corner);
                    }
        return std::move(mesh_);
    }

  private:
    int number(int x, int y, int z) const { return (z * count_[1] + y) * count_[0] + x; }
    vec3 place(int i) const {
        return box_.min + vec3(i % count_[0], i / count_[0] % count_[1], i / count_[0] / count_[1]) * cell_;
    }
    bool in(int i) const { return value_[static_cast<size_t>(i)] < 0; }

    std::uint32_t crossing(int a, int b) {
        const auto [found, fresh] =
            crossings_.try_emplace(std::minmax(a, b), static_cast<std::uint32_t>(mesh_.positions.size()));
        if (fresh) {
            vec3 low = place(in(a) ? a : b), high = place(in(a) ? b : a);
            for (int k = 0; k < 20; ++k) (inside_(0.5F * (low + high)) < 0 ? low : high) = 0.5F * (low + high);
            mesh_.positions.push_back(0.5F * (low + high));
        }
        return found->second;
    }

    void addTriangle(std::uint32_t a, std::uint32_t b, std::uint32_t c, vec3 towardsInside) {
        const vec3 p = mesh_.positions[a], q = mesh_.positions[b], r = mesh_.positions[c];
        if (glm::dot(glm::cross(q - p, r - p), towardsInside - p) > 0) std::swap(b, c);
        mesh_.indices.insert(mesh_.indices.end(), {a, b, c});
    }

    void addTetrahedron(const std::array<int, 4>& corner) {
        std::vector<int> inner, outer;
        for (const int c : corner) (in(c) ? inner : outer).push_back(c);
        if (inner.empty() || outer.empty()) return;
        vec3 middle{0};
        for (const int c : inner) middle += place(c) / static_cast<float>(inner.size());
        if (inner.size() == 2) {
            const auto a = crossing(inner[0], outer[0]), b = crossing(inner[0], outer[1]);
            const auto c = crossing(inner[1], outer[1]), d = crossing(inner[1], outer[0]);
            addTriangle(a, b, c, middle);
            addTriangle(a, c, d, middle);
        } else {
            const bool oneIn = inner.size() == 1;
            const int tip = oneIn ? inner[0] : outer[0];
            const auto& rest = oneIn ? outer : inner;
            addTriangle(crossing(tip, rest[0]), crossing(tip, rest[1]), crossing(tip, rest[2]), middle);
        }
    }

    Box box_;
    float cell_;
    const std::function<float(vec3)>& inside_;
    std::array<int, 3> count_{};
    std::vector<float> value_;
    std::map<std::pair<int, int>, std::uint32_t> crossings_;
    geometry::TriMesh mesh_;
};

float capsule(vec3 p, vec3 a, vec3 b, float radius) {
    const vec3 way = b - a;
    return glm::distance(p, a + way * std::clamp(glm::dot(p - a, way) / glm::dot(way, way), 0.0F, 1.0F)) - radius;
}

std::map<std::pair<std::uint32_t, std::uint32_t>, int> edgeBalance(const geometry::TriMesh& mesh) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, int> balance;
    for (size_t i = 0; i < mesh.indices.size(); ++i) {
        const std::uint32_t a = mesh.indices[i], b = mesh.indices[i / 3 * 3 + (i + 1) % 3];
        balance[std::minmax(a, b)] += a < b ? 1 : -1;
    }
    return balance;
}

}  // namespace

geometry::TriMesh solid(const Box& box, float cellMm, const std::function<float(vec3)>& inside) {
    return Tetrahedra(box, cellMm, inside).run();
}

geometry::TriMesh torus(vec3 centre, float ringMm, float tubeMm) {
    const vec3 reach(ringMm + tubeMm + 2, ringMm + tubeMm + 2, tubeMm + 2);
    return solid({centre - reach, centre + reach}, tubeMm / 4, [=](vec3 p) {
        const vec3 d = p - centre;
        return std::hypot(std::hypot(d.x, d.y) - ringMm, d.z) - tubeMm;
    });
}

geometry::TriMesh fork(vec3 top, float apartMm) {
    const vec3 split = top - vec3(0, 0, 50);
    return solid({top - vec3(apartMm + 8, 8, 105), top + vec3(apartMm + 8, 8, 8)}, 1.2F, [=](vec3 p) {
        float distance = capsule(p, top, split, 6);
        for (const float side : {-1.0F, 0.0F, 1.0F}) {
            const vec3 bend = split + vec3(side * apartMm, 0, -15);
            distance = std::min({distance, capsule(p, split, bend, 3), capsule(p, bend, bend - vec3(0, 0, 30), 3)});
        }
        return distance;
    });
}

geometry::TriMesh bentSheet(vec3 centre, float radiusMm) {
    const vec3 reach(radiusMm + 6, radiusMm + 6, 36);
    return solid({centre - reach, centre + reach}, 1.5F, [=](vec3 p) {
        const vec3 d = p - centre;
        const float past = std::abs(std::atan2(d.y, d.x)) - 0.8F;
        return std::max({std::abs(std::hypot(d.x, d.y) - radiusMm) - 2, std::abs(d.z) - 30, past * radiusMm});
    });
}

size_t openEdges(const geometry::TriMesh& mesh) {
    size_t open = 0;
    for (const auto& [edge, sum] : edgeBalance(mesh)) open += sum != 0;
    return open;
}

size_t trianglesWithoutArea(const geometry::TriMesh& mesh) {
    const geometry::MeshView view(mesh);
    size_t count = 0;
    for (size_t t = 0; t < mesh.triangleCount(); ++t) {
        const vec3 a = view.corner(t, 0);
        count += glm::length(glm::cross(view.corner(t, 1) - a, view.corner(t, 2) - a)) <= 0;
    }
    return count;
}

int eulerNumber(const geometry::TriMesh& mesh) {
    std::set<std::uint32_t> used(mesh.indices.begin(), mesh.indices.end());
    return static_cast<int>(used.size()) - static_cast<int>(edgeBalance(mesh).size()) +
           static_cast<int>(mesh.triangleCount());
}

}  // namespace myochart::test
