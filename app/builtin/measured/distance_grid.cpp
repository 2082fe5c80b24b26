#include "builtin/measured/distance_grid.h"

#include <algorithm>
#include <cmath>

namespace myochart::builtin::measured {

namespace {

constexpr float kFar = 1e9F;

/// Lower envelope of parabolas along one line of squared distances (in cells).
class Line {
  public:
    void transform(std::vector<float>& f) {
        const int n = static_cast<int>(f.size());
        place_.assign(f.size(), 0);
        border_.assign(f.size() + 1, 0);
        int k = 0;
        border_[0] = -kFar;
        border_[1] = kFar;
        for (int q = 1; q < n; ++q) {
            float s = meet(f, q, place_[at(k)]);
            while (s <= border_[at(k)]) s = meet(f, q, place_[at(--k)]);
            place_[at(++k)] = q;
            border_[at(k)] = s;
            border_[at(k + 1)] = kFar;
        }
        out_.resize(f.size());
        k = 0;
        for (int q = 0; q < n; ++q) {
            while (border_[at(k + 1)] < static_cast<float>(q)) ++k;
            const auto d = static_cast<float>(q - place_[at(k)]);
            out_[at(q)] = d * d + f[at(place_[at(k)])];
        }
        f.swap(out_);
    }

  private:
    static size_t at(int i) { return static_cast<size_t>(i); }
    static float meet(const std::vector<float>& f, int q, int p) {
        return (f[at(q)] + static_cast<float>(q * q) - f[at(p)] - static_cast<float>(p * p)) /
               static_cast<float>(2 * (q - p));
    }
    std::vector<int> place_;
    std::vector<float> border_, out_;
};

/// Calls work(line) for every line along `axis`; what it leaves in the line is written back.
template <class Work>
void forEachLine(Grid& grid, int axis, const Work& work) {
    const int u = (axis + 1) % 3, v = (axis + 2) % 3;
    std::vector<float> line(static_cast<size_t>(grid.count[static_cast<size_t>(axis)]));
    for (int j = 0; j < grid.count[static_cast<size_t>(v)]; ++j)
        for (int i = 0; i < grid.count[static_cast<size_t>(u)]; ++i) {
            std::array<int, 3> p{};
            p[static_cast<size_t>(u)] = i;
            p[static_cast<size_t>(v)] = j;
            const size_t start = grid.at(p[0], p[1], p[2]);
            p[static_cast<size_t>(axis)] = 1;
            const size_t stride = grid.at(p[0], p[1], p[2]) - start;
            for (size_t k = 0; k < line.size(); ++k) line[k] = grid.values[start + k * stride];
            work(line);
            for (size_t k = 0; k < line.size(); ++k) grid.values[start + k * stride] = line[k];
        }
}

/// Surface nets: one vertex a cell that the surface passes, a quad round every lattice edge that it cuts.
class Nets {
  public:
    explicit Nets(const Grid& grid) : grid_(grid), vertex_(grid.values.size(), kNone) {}

    geometry::TriMesh run() {
        for (int z = 0; z + 1 < grid_.count[2]; ++z)
            for (int y = 0; y + 1 < grid_.count[1]; ++y)
                for (int x = 0; x + 1 < grid_.count[0]; ++x) addVertex(x, y, z);
        for (int z = 1; z + 1 < grid_.count[2]; ++z)
            for (int y = 1; y + 1 < grid_.count[1]; ++y)
                for (int x = 1; x + 1 < grid_.count[0]; ++x) {
                    addQuad({x, y, z}, 0);
                    addQuad({x, y, z}, 1);
                    addQuad({x, y, z}, 2);
                }
        return std::move(mesh_);
    }

  private:
    static constexpr std::uint32_t kNone = 0xFFFFFFFF;

    void addVertex(int x, int y, int z) {
        vec3 sum{0};
        int cuts = 0;
        for (int a = 0; a < 8; ++a)
            for (int bit = 1; bit < 8; bit <<= 1) {
                if (a & bit) continue;
                const int b = a | bit;
                const float fa = value(x, y, z, a), fb = value(x, y, z, b);
                if ((fa > 0) == (fb > 0)) continue;
                sum += glm::mix(corner(x, y, z, a), corner(x, y, z, b), fa / (fa - fb));
                ++cuts;
            }
        if (cuts == 0) return;
        vertex_[grid_.at(x, y, z)] = static_cast<std::uint32_t>(mesh_.positions.size());
        mesh_.positions.push_back(sum / static_cast<float>(cuts));
    }
    float value(int x, int y, int z, int c) const {
        return grid_.values[grid_.at(x + (c & 1), y + (c >> 1 & 1), z + (c >> 2))];
    }
    vec3 corner(int x, int y, int z, int c) const { return grid_.place(x + (c & 1), y + (c >> 1 & 1), z + (c >> 2)); }

    void addQuad(std::array<int, 3> p, size_t axis) {
        std::array<int, 3> q = p;
        ++q[axis];
        const bool inside = grid_.values[grid_.at(p[0], p[1], p[2])] > 0;
        if (inside == (grid_.values[grid_.at(q[0], q[1], q[2])] > 0)) return;
        const size_t u = (axis + 1) % 3, v = (axis + 2) % 3;
        std::array<std::uint32_t, 4> ring{};
        static constexpr int kRound[4][2] = {{-1, -1}, {0, -1}, {0, 0}, {-1, 0}};
        for (size_t k = 0; k < 4; ++k) {
            std::array<int, 3> cell = p;
            cell[u] += kRound[k][0];
            cell[v] += kRound[k][1];
            ring[k] = vertex_[grid_.at(cell[0], cell[1], cell[2])];
        }
        if (!inside) std::swap(ring[1], ring[3]);
        mesh_.indices.insert(mesh_.indices.end(), {ring[0], ring[1], ring[2], ring[0], ring[2], ring[3]});
    }

    const Grid& grid_;
    std::vector<std::uint32_t> vertex_;
    geometry::TriMesh mesh_;
};

}  // namespace

Grid::Grid(const Box& box, float cell, float value) : cellMm(cell) {
    size_t total = 1;
    for (int k = 0; k < 3; ++k) {
        const auto axis = static_cast<size_t>(k);
        first[axis] = static_cast<int>(std::floor(box.min[k] / cell));
        count[axis] = static_cast<int>(std::ceil(box.max[k] / cell)) - first[axis] + 1;
        total *= static_cast<size_t>(count[axis]);
    }
    values.assign(total, value);
}

std::array<int, 3> Grid::nearest(vec3 p) const {
    std::array<int, 3> out{};
    for (int k = 0; k < 3; ++k) {
        const auto axis = static_cast<size_t>(k);
        out[axis] = std::clamp(static_cast<int>(std::lround(p[k] / cellMm)) - first[axis], 0, count[axis] - 1);
    }
    return out;
}

void distancesToZeros(Grid& grid) {
    for (float& value : grid.values) value = value > 0 ? kFar : 0;
    Line line;
    for (int axis = 0; axis < 3; ++axis) forEachLine(grid, axis, [&](std::vector<float>& f) { line.transform(f); });
    for (float& value : grid.values) value = std::sqrt(value) * grid.cellMm;
}

Grid outside(const Grid& grid, const std::function<bool(float)>& open) {
    Grid out = grid;
    std::fill(out.values.begin(), out.values.end(), kFar);
    std::vector<std::array<int, 3>> front;
    const auto visit = [&](int x, int y, int z) {
        float& value = out.values[grid.at(x, y, z)];
        if (value == 0 || !open(grid.values[grid.at(x, y, z)])) return;
        value = 0;
        front.push_back({x, y, z});
    };
    const auto& n = grid.count;
    for (int z = 0; z < n[2]; ++z)
        for (int y = 0; y < n[1]; ++y)
            for (int x = 0; x < n[0]; ++x)
                if (x == 0 || y == 0 || z == 0 || x + 1 == n[0] || y + 1 == n[1] || z + 1 == n[2]) visit(x, y, z);
    while (!front.empty()) {
        const auto [x, y, z] = front.back();
        front.pop_back();
        if (x > 0) visit(x - 1, y, z);
        if (y > 0) visit(x, y - 1, z);
        if (z > 0) visit(x, y, z - 1);
        if (x + 1 < n[0]) visit(x + 1, y, z);
        if (y + 1 < n[1]) visit(x, y + 1, z);
        if (z + 1 < n[2]) visit(x, y, z + 1);
    }
    return out;
}

void blur(Grid& grid, int rounds) {
    std::vector<float> rough;
    for (int round = 0; round < rounds; ++round)
        for (int axis = 0; axis < 3; ++axis)
            forEachLine(grid, axis, [&](std::vector<float>& f) {
                rough = f;
                for (size_t k = 1; k + 1 < f.size(); ++k)
                    f[k] = 0.25F * rough[k - 1] + 0.5F * rough[k] + 0.25F * rough[k + 1];
            });
}

geometry::TriMesh zeroSurface(const Grid& grid) {
    return Nets(grid).run();
}

}  // namespace myochart::builtin::measured
