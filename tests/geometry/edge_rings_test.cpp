#include "geometry/edge_rings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace myochart::geometry {

namespace {

using Places = std::vector<std::uint32_t>;
using Ring = std::set<std::uint32_t>;

/// Every half edge by its two places.
std::map<std::pair<std::uint32_t, std::uint32_t>, Ring> plainRings(const Places& places) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, Ring> rings;
    for (std::uint32_t t = 0; t + 2 < places.size(); t += 3) {
        if (std::set(&places[t], &places[t] + 3).size() < 3) continue;
        for (std::uint32_t h = t; h < t + 3; ++h) rings[std::minmax({places[h], places[following(h)]})].insert(h);
    }
    return rings;
}

void expectPlainRings(const Places& places) {
    const EdgeRings found = edgeRings(places);
    ASSERT_EQ(found.next.size(), places.size());
    const std::set<std::uint32_t> open(found.open.begin(), found.open.end());
    const std::set<std::uint32_t> branching(found.branching.begin(), found.branching.end());
    size_t met = 0, opens = 0, branches = 0;
    for (const auto& [edge, ring] : plainRings(places)) {
        met += ring.size();
        Ring walked;
        for (std::uint32_t h = *ring.begin(); ring.size() > 1 && walked.insert(h).second; h = found.next[h])
            ASSERT_TRUE(ring.contains(h)) << h;
        EXPECT_EQ(walked, ring.size() > 1 ? ring : Ring());
        EXPECT_EQ(open.contains(*ring.begin()), ring.size() == 1);
        opens += ring.size() == 1 ? 1 : 0;
        const auto marked =
            std::count_if(ring.begin(), ring.end(), [&](std::uint32_t h) { return branching.contains(h); });
        EXPECT_EQ(marked, ring.size() > 2 ? 1 : 0);
        branches += ring.size() > 2 ? 1 : 0;
    }
    EXPECT_EQ(open.size(), opens);
    EXPECT_EQ(branching.size(), branches);
    const auto alone = std::count(found.next.begin(), found.next.end(), EdgeRings::kAlone);
    EXPECT_EQ(static_cast<size_t>(alone), places.size() - met + opens);
}

}  // namespace

TEST(EdgeRings, twoTrianglesMeetAtOneEdge) {
    const EdgeRings rings = edgeRings(Places{0, 1, 2, 2, 1, 3});
    EXPECT_EQ(rings.next[1], 3U);
    EXPECT_EQ(rings.next[3], 1U);
    EXPECT_EQ(rings.open.size(), 4U);
    EXPECT_TRUE(rings.branching.empty());
    EXPECT_TRUE(edgeRings(Places{}).next.empty());
}

TEST(EdgeRings, areWhatComparingAllEdgesFinds) {
    std::mt19937 random(5);
    for (const std::uint32_t among : {4U, 12U, 60U, 1000U}) {
        Places places(3 * 400);
        for (std::uint32_t& place : places) place = std::uniform_int_distribution<std::uint32_t>(0, among - 1)(random);
        expectPlainRings(places);
    }
    Places fan;  // many at one place, in no order
    for (std::uint32_t i = 1; i <= 500; ++i) fan.insert(fan.end(), {0, 1 + i * 7 % 500, 1 + (i + 1) * 7 % 500});
    expectPlainRings(fan);
}

}  // namespace myochart::geometry
