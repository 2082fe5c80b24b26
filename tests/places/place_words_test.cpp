#include "places/place_words.h"

#include <gtest/gtest.h>

namespace myochart::places {

namespace {

/// A hanging muscle: u down, v to lateral, w forwards; 200 x 60 x 40 mm.
body::AddressFrame hanging(Side side) {
    const float out = side == Side::right ? -1.0F : 1.0F;
    return {{0, 0, 0}, {0, 0, -1}, {out, 0, 0}, {0, -1, 0}, {200, 60, 40}};
}

WantedPlace understood(const std::string& phrase, Side side = Side::left) {
    WantedPlace wanted;
    std::vector<std::string> words;
    for (size_t from = 0; from < phrase.size();) {
        const size_t to = std::min(phrase.find(' ', from), phrase.size());
        words.push_back(phrase.substr(from, to - from));
        from = to + 1;
    }
    EXPECT_TRUE(understandPhrase(words, side, wanted)) << phrase;
    return wanted;
}

}  // namespace

TEST(PlaceWords, thirdsFollowTheBodyOnBothSides) {
    for (const Side side : {Side::left, Side::right}) {
        EXPECT_EQ(placeWords(hanging(side), side, {0.1F, 0.9F, 0.5F}), "upper third, lateral part");
        EXPECT_EQ(placeWords(hanging(side), side, {0.5F, 0.1F, 0.5F}), "middle third, medial part");
        EXPECT_EQ(placeWords(hanging(side), side, {0.9F, 0.5F, 0.9F}), "lower third, anterior part");
        EXPECT_EQ(placeWords(hanging(side), side, {0.9F, 0.9F, 0.1F}), "lower third, posterolateral part");
        EXPECT_EQ(placeWords(hanging(side), side, {0.5F, 0.5F, 0.5F}), "middle third, central part");
    }
}

TEST(PlaceWords, midlineStructuresHaveALeftAndARight) {
    EXPECT_EQ(placeWords(hanging(Side::midline), Side::midline, {0.1F, 0.55F, 0.5F}, Side::left), "upper third, left part");
    EXPECT_EQ(placeWords(hanging(Side::midline), Side::midline, {0.1F, 0.9F, 0.5F}, Side::midline), "upper third, central part");
    EXPECT_EQ(placeWords(hanging(Side::midline), Side::midline, {0.1F, 0.1F, 0.9F}, Side::right), "upper third, right anterior part");
}

TEST(PlaceWords, flatStructuresSayNothingOfTheirThickness) {
    body::AddressFrame sheet = hanging(Side::left);
    sheet.lengthMm = {200, 100, 10};
    EXPECT_EQ(placeWords(sheet, Side::left, {0.1F, 0.9F, 0.02F}), "upper third, lateral part");
    EXPECT_FALSE(saysThickness(sheet));
}

TEST(PlaceWords, transverseMusclesHaveMedialAndLateralThirds) {
    const body::AddressFrame across{{0, 0, 0}, {1, 0, 0}, {0, 0, -1}, {0, 1, 0}, {150, 60, 8}};
    EXPECT_EQ(placeWords(across, Side::left, {0.1F, 0.1F, 0.5F}), "medial third, upper part");
    const body::AddressFrame onTheRight{{0, 0, 0}, {-1, 0, 0}, {0, 0, -1}, {0, 1, 0}, {150, 60, 8}};
    EXPECT_EQ(placeWords(onTheRight, Side::right, {0.9F, 0.9F, 0.5F}), "lateral third, lower part");
}

TEST(PlaceWords, everyBodyAxisIsUsedOnceHoweverTheFrameIsTurned) {
    // Two axes follow height most: one of them gets another axis all the same.
    const vec3 u = glm::normalize(vec3(0.1F, 0.6F, -0.8F)), v = glm::normalize(vec3(0, -0.8F, -0.6F));
    const BodyAxes axes({{}, u, v, glm::cross(u, v), {100, 50, 20}}, Side::left);
    std::array<int, 3> used{};
    for (const auto axis : {BodyAxes::across, BodyAxes::depth, BodyAxes::height}) ++used[axes.frameAxis(axis)];
    EXPECT_EQ(used, (std::array<int, 3>{1, 1, 1}));
    for (const auto axis : {BodyAxes::across, BodyAxes::depth, BodyAxes::height}) {
        vec3 address(0.5F);
        address[static_cast<int>(axes.frameAxis(axis))] = axes.addressValue(axis, 0.2F);
        EXPECT_NEAR(axes.coordinate(axis, address), 0.2F, 1e-6F);
    }
}

TEST(PlaceWords, phrasesAreUnderstood) {
    EXPECT_EQ(understood("lower third").thirds[BodyAxes::height], 0);
    EXPECT_EQ(understood("distal third").thirds[BodyAxes::height], 0);
    EXPECT_EQ(understood("middle third").alongThird, 1);
    EXPECT_EQ(understood("lateral part").thirds[BodyAxes::across], 2);
    const WantedPlace both = understood("upper posterolateral part");
    EXPECT_EQ(both.thirds[BodyAxes::height], 2);
    EXPECT_EQ(both.thirds[BodyAxes::depth], 2);
    EXPECT_EQ(both.thirds[BodyAxes::across], 2);
    EXPECT_TRUE(understood("central part").centre);
    EXPECT_TRUE(understood("near the insertion").nearInsertion);
    EXPECT_EQ(understood("trp2").triggerPoint, 2);
    EXPECT_EQ(understood("trigger point 3").triggerPoint, 3);
    EXPECT_EQ(understood("left third", Side::midline).thirds[BodyAxes::across], 2);
}

TEST(PlaceWords, otherWordsAreNot) {
    for (const std::vector<std::string>& words : {std::vector<std::string>{"banana"}, {"lower", "banana"}, {"left", "third"}, {"trp"}, {"trp0"}, {"near", "banana", "origin"}, {"anteroposterior", "part"}}) {
        WantedPlace wanted;
        EXPECT_FALSE(understandPhrase(words, Side::left, wanted)) << words.front();
    }
}

}  // namespace myochart::places
