#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include <fmt/format.h>

#include "places/place_search.h"
#include "scene/pick.h"
#include "places/place_by_words.h"
#include "places/place.h"
#include "support/builtin_body.h"
#include "support/sample_body.h"

// Words, clicks and addresses near the midline: the point lies on the side that is said, and is come to from that side
// or from in front or behind, never through the other half of the body.

namespace myochart::places {

using namespace test;

namespace {

const std::vector<std::string> kThirds = {"upper third", "middle third", "lower third", "medial third", "lateral third", "anterior third", "posterior third"};
const std::vector<std::string> kParts = {"upper part", "lower part", "medial part", "lateral part", "anterior part", "posterior part", "central part",
                                         "posteromedial part", "anterolateral part", "upper medial part"};

/// The muscle alone, its medial third, where the midline is near, and others that change from muscle to muscle, so that
/// all are asked of many.
std::vector<std::string> phrases(size_t muscle) {
    std::vector<std::string> all = {"", ", medial third", ", upper third, medial part", ", near the origin"};
    all.push_back(fmt::format(", {}", kThirds[muscle % kThirds.size()]));
    all.push_back(fmt::format(", {}, {}", kThirds[(muscle / 2) % kThirds.size()], kParts[muscle % kParts.size()]));
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(muscle % 4));
    return all;
}

/// Where the way straight out of the body from a point leaves the skin.
std::optional<vec3> wayOut(const body::Body& body, const geometry::RayIndex& rays, const record::SurfaceAnchor& anchor) {
    for (const geometry::RayHit& hit : rays.allHits({anchor.position + anchor.normal * 0.2F, anchor.normal}))
        if (body.structure(hit.at.part).system == body::System::skin && !hit.entering) return hit.at.position;
    return std::nullopt;
}

}  // namespace

TEST(PlaceSides, wordsOfEveryMuscleLieOnTheSaidSideAndFaceAwayFromTheOther) {
    const body::Body& body = builtinBody();
    const auto rays = body.buildRayIndex();
    const auto& muscles = catalogue().muscles();
    const float middle = midplaneX(body);
    std::atomic<size_t> next{0}, found{0}, inward{0};
    const auto ask = [&](const anatomy::Muscle& muscle, Side side, const std::string& phrase) {
        const std::string words = fmt::format("{} {}{}", name(side), anatomy::spokenName(muscle), phrase);
        const auto place = placeByWords(body, catalogue(), words);
        if (!place) return;
        ++found;
        EXPECT_EQ(place->side, side) << words;
        const float onSide = onSideMm(place->anchor.position, middle, side);
        EXPECT_GT(onSide, 0) << words;
        const auto exit = wayOut(body, *rays, place->anchor);
        const float out = side == Side::left ? 1.0F : -1.0F;
        if (!exit || onSideMm(*exit, middle, side) > 0 || place->anchor.normal.x * out >= -0.3F) return;
        // The inner back part of a deep muscle has no other face; at the midline none may be taken from across it.
        ++inward;
        EXPECT_GT(onSide, 2.5F) << words << " can be come to from the other side only";
    };
    const auto work = [&] {
        for (size_t i; (i = next++) < muscles.size();)
            for (const Side side : {Side::left, Side::right}) {
                if (regionsOf(body, catalogue(), muscles[i].key, side).empty()) continue;
                for (const std::string& phrase : phrases(i + 1)) ask(muscles[i], side, phrase);
            }
    };
    {
        std::jthread beside(work);
        work();
    }
    EXPECT_GT(found, 1500U);
    EXPECT_LT(100 * inward, found) << "mostly they face their own side";
}

TEST(PlaceSides, wordsNearTheMidlineStayOnTheirSide) {
    const body::Body& body = builtinBody();
    for (const Side side : {Side::left, Side::right}) {
        const auto place = placeByWords(body, catalogue(), fmt::format("{} upper trapezius, upper third", name(side)));
        ASSERT_TRUE(place.ok());
        EXPECT_GT(onSideMm(place->anchor.position, midplaneX(body), side), 0.4F);
        EXPECT_GE(place->anchor.normal.x * (side == Side::left ? 1.0F : -1.0F), -0.3F) << "not turned to the other side";
        EXPECT_EQ(place->side, side);
    }
}

TEST(PlaceSides, bonesAcrossTheMidlineHaveTheSideOfThePlace) {
    const body::Body& body = builtinBody();
    for (const auto& [words, side] : std::vector<std::pair<const char*, Side>>{
             {"sacrum, left part", Side::left}, {"sacrum, middle third, right part", Side::right}, {"left sacrum, upper third", Side::left},
             {"right diaphragm", Side::right}, {"left body of sternum, lower third", Side::left}}) {
        const auto place = placeByWords(body, catalogue(), words);
        ASSERT_TRUE(place.ok()) << words << ": " << place.error().message;
        EXPECT_EQ(place->side, side) << words;
        EXPECT_GT(onSideMm(place->anchor.position, midplaneX(body), side), kMidlineMm) << words;
        EXPECT_NE(place->sentence.find(name(side)), std::string::npos) << words << " gave " << place->sentence;
        EXPECT_EQ(place->sentence.find(name(opposite(side))), std::string::npos) << place->sentence;
    }
    EXPECT_GT(placeByWords(body, catalogue(), "sacrum, left part")->anchor.normal.y, -0.3F) << "not its inner face";
}

TEST(PlaceSides, anUnsidedStructureBesideTheMidlineHasTheSideItLiesOn) {
    const auto body = sampleBody();
    const auto place = placeByWords(*body, catalogue(), "spleen");
    ASSERT_TRUE(place.ok());
    EXPECT_EQ(body->structure(*body->find("spleen")).side, Side::midline);
    EXPECT_EQ(place->side, Side::left);
    EXPECT_EQ(place->sentence.find("spleen"), 0U) << "but there is no left spleen";
    EXPECT_FALSE(placeByWords(*body, catalogue(), "right spleen").ok());
}

TEST(PlaceSides, placesNearTheMidlineAreMidlineWithinTheStatedTolerance) {
    const auto body = sampleBody();
    for (const auto& [x, side] : std::vector<std::pair<float, Side>>{{0, Side::midline}, {kMidlineMm - 1, Side::midline}, {-kMidlineMm + 1, Side::midline},
                                                                     {kMidlineMm + 1, Side::left}, {-kMidlineMm - 1, Side::right}}) {
        const Place place = placeAt(*body, catalogue(), surfaceOf(*body, "body_of_sternum", {x, -95, 1250}, {0, 1, 0}));
        EXPECT_EQ(place.side, side) << x;
        const bool saysSide = place.sentence.find("left") != std::string::npos || place.sentence.find("right") != std::string::npos;
        EXPECT_EQ(saysSide, side != Side::midline) << place.sentence;
        EXPECT_EQ(placeByWords(*body, catalogue(), place.sentence)->side, side) << place.sentence;
    }
}

}  // namespace myochart::places
