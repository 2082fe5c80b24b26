#include "referral/surface_walk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <queue>
#include <random>
#include <unordered_map>

#include "shipped_map.h"

namespace myochart::referral {

namespace {

/// Shortest ways over a surface: found with places on every edge, from any place of a triangle straight to any other, then
/// straightened within the triangles that they pass. As good as exact; never shorter.
class FineGraph {
  public:
    FineGraph(const SkinGraph& graph, std::uint32_t perEdge) : graph_(graph) {
        const geometry::TriMesh& mesh = graph.mesh();
        for (const vec3 p : mesh.positions) places_.push_back({glm::dvec3(p), 0, 0});
        ofTriangle_.resize(mesh.triangleCount());
        std::unordered_map<std::uint64_t, std::uint32_t> firstOf;
        for (std::uint32_t t = 0; t < mesh.triangleCount(); ++t)
            for (size_t k = 0; k < 3; ++k) {
                const std::uint32_t a = std::min(mesh.indices[3 * t + k], mesh.indices[3 * t + (k + 1) % 3]), b = std::max(mesh.indices[3 * t + k], mesh.indices[3 * t + (k + 1) % 3]);
                ofTriangle_[t].push_back(mesh.indices[3 * t + k]);
                const auto [at, isNew] = firstOf.try_emplace(std::uint64_t{a} << 32 | b, static_cast<std::uint32_t>(places_.size()));
                for (std::uint32_t i = 0; i < perEdge; ++i) {
                    if (isNew) places_.push_back({glm::mix(places_[a].at, places_[b].at, (i + 1.0) / (perEdge + 1.0)), a, b});
                    ofTriangle_[t].push_back(at->second + i);
                }
            }
        triangles_.resize(places_.size());
        for (std::uint32_t t = 0; t < ofTriangle_.size(); ++t)
            if (!graph.isWall(t))
                for (const std::uint32_t place : ofTriangle_[t]) triangles_[place].push_back(t);
    }

    /// From now on the ways begin there; as far as `maxMm`.
    void begin(std::uint32_t vertex, double maxMm) {
        before_.clear();
        std::unordered_map<std::uint32_t, double> mm{{vertex, 0}};
        using Waiting = std::pair<double, std::uint32_t>;
        std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> waiting;
        waiting.emplace(0, vertex);
        while (!waiting.empty()) {
            const auto [here, place] = waiting.top();
            waiting.pop();
            // Ways beside a corner are found by the places beside it.
            if (here > mm[place] || here > maxMm || (place != vertex && place < graph_.vertexCount())) continue;
            for (const std::uint32_t t : triangles_[place])
                for (const std::uint32_t next : ofTriangle_[t]) {
                    const double there = here + glm::length(places_[next].at - places_[place].at);
                    const auto [known, isNew] = mm.try_emplace(next, there);
                    if (!isNew && known->second <= there) continue;
                    known->second = there;
                    before_[next] = place;
                    waiting.emplace(there, next);
                }
        }
    }

    /// 0: not reached.
    double to(std::uint32_t vertex) const {
        std::vector<std::uint32_t> way = {vertex};
        while (before_.contains(way.back())) way.push_back(before_.at(way.back()));
        std::vector<glm::dvec3> at;
        for (const std::uint32_t place : way) at.push_back(places_[place].at);
        for (int sweep = 0; sweep < 200; ++sweep)
            for (size_t i = 1; i + 1 < way.size(); ++i) at[i] = straightened(places_[way[i]], at[i - 1], at[i + 1]);
        double sum = 0;
        for (size_t i = 1; i < at.size(); ++i) sum += glm::length(at[i] - at[i - 1]);
        return sum;
    }

  private:
    struct Place {
        glm::dvec3 at;
        std::uint32_t a, b;  ///< of an edge
    };
    /// Where the straight way between two points crosses an edge, its triangles laid out in a plane.
    glm::dvec3 straightened(const Place& place, glm::dvec3 from, glm::dvec3 to) const {
        const glm::dvec3 a = places_[place.a].at, along = glm::normalize(places_[place.b].at - a);
        const double length = glm::length(places_[place.b].at - a), x1 = glm::dot(from - a, along), x2 = glm::dot(to - a, along);
        const double h1 = glm::length(from - a - x1 * along), h2 = glm::length(to - a - x2 * along);
        return a + along * std::clamp(h1 + h2 > 1e-12 ? (x1 * h2 + x2 * h1) / (h1 + h2) : (x1 + x2) / 2, 0.0, length);
    }

    const SkinGraph& graph_;
    std::vector<Place> places_;
    std::vector<std::vector<std::uint32_t>> ofTriangle_, triangles_;
    std::unordered_map<std::uint32_t, std::uint32_t> before_;
};

void expectWithinTwoPercent(const SkinGraph& graph, unsigned seed) {
    constexpr float kMm = 120;  // twice as far as any zone reaches
    FineGraph fine(graph, 3);
    SurfaceWalk walk(graph);
    std::mt19937 random(seed);
    double worst = 0, sum = 0;
    int pairs = 0, off = 0;
    while (pairs < 200) {
        const auto source = static_cast<std::uint32_t>(random() % graph.vertexCount());
        fine.begin(source, static_cast<double>(kMm) * 1.1);
        const auto reached = walk.from(source, kMm);
        ASSERT_GT(reached.size(), 1U);
        for (int i = 0; i < 20; ++i) {
            const Reached& to = reached[random() % reached.size()];
            const double exact = fine.to(to.vertex);
            if (exact <= 0) continue;
            const double ratio = static_cast<double>(to.mm) / exact;
            worst = std::max(worst, std::abs(ratio - 1));
            sum += ratio - 1;
            if (std::abs(ratio - 1) > 0.02) ++off;
            EXPECT_NEAR(ratio, 1, 0.1) << source << " to " << to.vertex << ", " << exact << " mm";
            ++pairs;
        }
    }
    std::printf("%d pairs: worst %.2f %%, on average %.2f %%, %d beyond 2 %%\n", pairs, 100 * worst, 100 * sum / pairs, off);
    // Under the toes, which are grown together, the skin is crumpled: a few per cent more there.
    EXPECT_LE(off, 4);
}

/// A box from `low` to `high`, closed, its faces cut into squares of about `edge`.
geometry::TriMesh box(vec3 low, vec3 high, int cells) {
    geometry::TriMesh mesh;
    for (int axis = 0; axis < 3; ++axis)
        for (int end = 0; end < 2; ++end)
            for (int i = 0; i < cells; ++i)
                for (int j = 0; j < cells; ++j) {
                    const auto corner = [&](int di, int dj) {
                        vec3 p{};
                        const float u = static_cast<float>(i + di) / static_cast<float>(cells), v = static_cast<float>(j + dj) / static_cast<float>(cells);
                        const int a = (axis + 1) % 3, b = (axis + 2) % 3;
                        p[axis] = end == 0 ? low[axis] : high[axis];
                        p[a] = low[a] + u * (high[a] - low[a]);
                        p[b] = low[b] + v * (high[b] - low[b]);
                        return p;
                    };
                    const auto first = static_cast<std::uint32_t>(mesh.positions.size());
                    for (const vec3 p : {corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)}) mesh.positions.push_back(p);
                    for (const std::uint32_t k : {0U, 1U, 2U, 0U, 2U, 3U}) mesh.indices.push_back(first + (end == 1 || k == 0 ? k : 4 - k));
                }
    return geometry::weld(mesh);
}

}  // namespace

TEST(SurfaceWalk, isWithinTwoPercentOfTheShortestWaysOnTheSkin) { expectWithinTwoPercent(*builtinMap().skin(), 11); }

TEST(SurfaceWalk, isWithinTwoPercentWhereTheArmsTouchTheTrunk) {
    // The skin as it was made, grown together with the arms.
    const auto graph = SkinGraph::of(test::builtinBody());
    ASSERT_TRUE(graph.ok());
    expectWithinTwoPercent(*graph, 12);
}

TEST(SurfaceWalk, isExactOnAPlane) {
    geometry::TriMesh plane;
    for (int y = 0; y <= 20; ++y)
        for (int x = 0; x <= 20; ++x) plane.positions.push_back({static_cast<float>(x) * 5 + static_cast<float>(y % 3), static_cast<float>(y) * 3, 0});
    for (std::uint32_t y = 0; y < 20; ++y)
        for (std::uint32_t x = 0; x < 20; ++x) {
            const std::uint32_t a = y * 21 + x;
            for (const std::uint32_t i : {a, a + 1, a + 22, a, a + 22, a + 21}) plane.indices.push_back(i);
        }
    const std::vector<geometry::MeshView> parts = {plane};
    const SkinGraph graph = SkinGraph::of(parts);
    SurfaceWalk walk(graph);
    for (const Reached& each : walk.from(220, 1000)) {
        const double straight = static_cast<double>(glm::length(graph.mesh().positions[each.vertex] - graph.mesh().positions[220]));
        EXPECT_NEAR(static_cast<double>(each.mm), straight, 0.005 * straight + 1e-4);
    }
}

TEST(SurfaceWalk, stopsAtTheLimitAndForgetsTheLastWalk) {
    SurfaceWalk walk(*builtinMap().skin());
    const size_t far = walk.from(100, 200).size();
    for (const Reached& each : walk.from(100, 30)) EXPECT_LE(each.mm, 30);
    EXPECT_EQ(walk.from(100, 200).size(), far);
}

TEST(SkinGraph, aClosedArmThatTouchesAClosedTrunkStaysApart) {
    const geometry::TriMesh trunk = box({0, 0, 0}, {100, 100, 100}, 10), arm = box({100, 0, 0}, {130, 100, 100}, 10);
    const std::vector<geometry::MeshView> parts = {trunk, arm};
    const SkinGraph graph = SkinGraph::of(parts);
    EXPECT_EQ(graph.vertexCount(), trunk.positions.size() + arm.positions.size());
    SurfaceWalk walk(graph);
    const std::uint32_t onTrunk = graph.parts()[0].vertices[5];
    EXPECT_EQ(walk.from(onTrunk, 1e6F).size(), trunk.positions.size());
}

TEST(SkinGraph, openPiecesAreSewnTogether) {
    geometry::TriMesh left, right;
    left.positions = {{0, 0, 0}, {10, 0, 0}, {10, 10, 0}, {0, 10, 0}};
    right.positions = {{10, 0, 0}, {20, 0, 0}, {20, 10, 0}, {10, 10, 0}};
    left.indices = right.indices = {0, 1, 2, 0, 2, 3};
    const std::vector<geometry::MeshView> parts = {left, right};
    const SkinGraph graph = SkinGraph::of(parts);
    EXPECT_EQ(graph.vertexCount(), 6U);
    EXPECT_EQ(graph.parts()[0].vertices[1], graph.parts()[1].vertices[0]);
    SurfaceWalk walk(graph);
    EXPECT_EQ(walk.from(graph.parts()[0].vertices[0], 100).size(), 6U);
    double area = 0;
    for (const float mm2 : graph.areas()) area += static_cast<double>(mm2);
    EXPECT_NEAR(area, 200, 1e-3);
}

}  // namespace myochart::referral
