#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "handout/leaders.h"

namespace myochart {

using handout::Leader;

namespace {

const handout::PictureFrame kBesideBody{100, 240, 50, 400};
const handout::LabelColumns kPills{15, 3, 170};
constexpr float kLabelWidth = 24;

struct LabelBox {
    float left, right, top, bottom;
    bool meets(const LabelBox& other) const { return left < other.right && other.left < right && top < other.bottom - 1e-3F && other.top < bottom - 1e-3F; }
};

LabelBox boxOf(const Leader& leader) {
    const float left = leader.onLeft ? leader.to.x - kLabelWidth : leader.to.x;
    return {left, left + kLabelWidth, leader.to.y - kPills.heightOfLabel / 2, leader.to.y + kPills.heightOfLabel / 2};
}

/// Whether a line runs into a box, its own end at the box's edge aside.
bool runsInto(const Leader& leader, const LabelBox& box) {
    for (int i = 0; i <= 400; ++i) {
        const vec2 at = leader.from + (leader.to - leader.from) * (static_cast<float>(i) / 400);
        if (at.x > box.left + 0.01F && at.x < box.right - 0.01F && at.y > box.top && at.y < box.bottom) return true;
    }
    return false;
}

/// What is promised of every layout; nothing wrong: empty.
std::string wrongWith(const std::vector<Leader>& leaders) {
    for (size_t i = 0; i < leaders.size(); ++i) {
        const LabelBox box = boxOf(leaders[i]);
        if (box.top < kBesideBody.top - 0.01F || box.bottom > kBesideBody.bottom + 0.01F) return "a label hangs out";
        for (size_t k = 0; k < leaders.size(); ++k) {
            if (runsInto(leaders[k], box)) return "a line crosses a label";
            if (k <= i) continue;
            if (box.meets(boxOf(leaders[k]))) return "labels overlap";
            if (handout::cross(leaders[i], leaders[k])) return "lines cross";
        }
    }
    return {};
}

}  // namespace

TEST(Leaders, noLineCrossesAnotherOrALabelInFiveHundredLayouts) {
    std::mt19937 random(7);
    std::uniform_real_distribution<float> across(100, 240), down(50, 400), small(-4, 4);
    for (int layout = 0; layout < 500; ++layout) {
        const size_t count = std::uniform_int_distribution<size_t>(1, 38)(random);
        std::vector<vec2> places;
        for (size_t i = 0; i < count; ++i) {
            const bool clustered = layout % 3 == 1 && i > 0;
            const vec2 at = clustered ? places.front() + vec2(small(random), small(random)) : vec2(across(random), down(random));
            places.push_back(layout % 3 == 2 ? glm::round(at / 35.0F) * 35.0F : at);  // every third on a coarse grid: places in line and at one place
        }
        const auto leaders = handout::leadersFor(places, kBesideBody, kPills);
        ASSERT_TRUE(leaders) << layout;
        ASSERT_EQ(leaders->size(), count);
        EXPECT_EQ(wrongWith(*leaders), "") << "layout " << layout << " of " << count;
    }
}

TEST(Leaders, everyLineBeginsAtItsOwnPlace) {
    const std::vector<vec2> places = {{120, 80}, {230, 300}, {171, 60}};
    const auto leaders = handout::leadersFor(places, kBesideBody, kPills);
    ASSERT_TRUE(leaders);
    for (size_t i = 0; i < places.size(); ++i) EXPECT_LT(glm::length((*leaders)[i].from - places[i]), 0.1F);
    EXPECT_TRUE((*leaders)[0].onLeft);
    EXPECT_FALSE((*leaders)[1].onLeft);
    EXPECT_FALSE((*leaders)[2].onLeft) << "right of the body's middle";
    EXPECT_FLOAT_EQ((*leaders)[0].to.x, kBesideBody.left);
    EXPECT_FLOAT_EQ((*leaders)[1].to.x, kBesideBody.right);
}

TEST(Leaders, aLoneLabelStandsAtTheHeightOfItsPlace) {
    const auto leaders = handout::leadersFor(std::vector<vec2>{{120, 222}}, kBesideBody, kPills);
    ASSERT_TRUE(leaders);
    EXPECT_NEAR(leaders->front().to.y, 222, 0.1F);
}

TEST(Leaders, twoSitesAtOnePlaceHaveALabelEach) {
    const auto leaders = handout::leadersFor(std::vector<vec2>{{120, 222}, {120, 222}}, kBesideBody, kPills);
    ASSERT_TRUE(leaders);
    EXPECT_EQ(wrongWith(*leaders), "");
    EXPECT_GE(std::abs((*leaders)[0].to.y - (*leaders)[1].to.y), kPills.heightOfLabel + kPills.between - 0.01F);
}

TEST(Leaders, aFullSideLendsTheOther) {
    const std::vector<vec2> places(handout::roomFor(kBesideBody, kPills), vec2(110, 200));
    const auto leaders = handout::leadersFor(places, kBesideBody, kPills);
    ASSERT_TRUE(leaders);
    EXPECT_EQ(wrongWith(*leaders), "");
    EXPECT_EQ(std::ranges::count(*leaders, true, &Leader::onLeft), static_cast<std::ptrdiff_t>(places.size() / 2));
}

TEST(Leaders, moreThanThereIsRoomForAreNotSqueezedIn) {
    const std::vector<vec2> places(handout::roomFor(kBesideBody, kPills) + 1, vec2(110, 200));
    EXPECT_FALSE(handout::leadersFor(places, kBesideBody, kPills));
    EXPECT_EQ(handout::roomFor({0, 10, 0, 5}, kPills), 0U);
}

TEST(Leaders, aPlaceOutsideThePictureIsBroughtIntoIt) {
    const auto leaders = handout::leadersFor(std::vector<vec2>{{-50, 0}, {900, 900}}, kBesideBody, kPills);
    ASSERT_TRUE(leaders);
    EXPECT_EQ(wrongWith(*leaders), "");
    for (const Leader& each : *leaders) EXPECT_TRUE(each.from.x > 100 && each.from.x < 240 && each.from.y >= 50 && each.from.y <= 400.1F);
}

}  // namespace myochart
