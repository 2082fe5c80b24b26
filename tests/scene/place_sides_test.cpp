#include <gtest/gtest.h>

#include <fmt/format.h>

#include "scene/builtin_body.h"
#include "scene/pick.h"
#include "scene/place_search.h"
#include "scene/sample_body.h"

// Words, clicks and addresses near the midline: the point lies on the side that is said, and is come to from that side
// or from in front or behind, never through the other half of the body.

namespace myochart::scene {

using namespace test;

namespace {

const std::vector<std::string> kThirds = {"upper third", "middle third", "lower third", "medial third", "lateral third", "anterior third", "posterior third"};
const std::vector<std::string> kParts = {"upper part", "lower part", "medial part", "lateral part", "anterior part", "posterior part", "central part",
                                         "posteromedial part", "anterolateral part", "upper medial part"};

/// Every third alone, every part alone and each part in some third, and the ends; a different half of the last for
/// each muscle.
std::vector<std::string> phrases(size_t muscle) {
    std::vector<std::string> all = {"", ", near the origin", ", near the insertion"};
    for (const std::string& third : kThirds) all.push_back(", " + third);
    for (const std::string& part : kParts) all.push_back(", " + part);
    for (size_t i = 0; i < kParts.size(); ++i) all.push_back(fmt::format(", {}, {}", kThirds[(i + muscle) % kThirds.size()], kParts[i]));
    return all;
}

/// Where the way straight out of the body from a point leaves the skin.
std::optional<vec3> wayOut(const body::Body& body, const geometry::RayIndex& rays, const chart::SurfaceAnchor& anchor) {
    for (const geometry::RayHit& hit : rays.allHits({anchor.position + anchor.normal * 0.2F, anchor.normal}))
        if (body.structure(hit.at.part).system == body::System::skin && !hit.entering) return hit.at.position;
    return std::nullopt;
}

}  // namespace

TEST(PlaceSides, wordsOfEveryMuscleLieOnTheSaidSideAndFaceAwayFromTheOther) {
    const body::Body& body = builtinBody();
    const auto rays = body.buildRayIndex();
    const float middle = midplaneX(body);
    size_t asked = 0, found = 0, wrongSide = 0, wrongFace = 0;
    size_t number = 0;
    for (const anatomy::Muscle& muscle : catalogue().muscles()) {
        ++number;
        for (const Side side : {Side::left, Side::right}) {
            const float out = side == Side::left ? 1.0F : -1.0F;
            if (regionsOf(body, catalogue(), muscle.key, side).empty()) continue;
            for (const std::string& phrase : phrases(number)) {
                const std::string words = fmt::format("{} {}{}", name(side), anatomy::spokenName(muscle), phrase);
                const auto place = placeByWords(body, catalogue(), words);
                ++asked;
                if (!place) continue;
                ++found;
                EXPECT_EQ(place->side, side) << words;
                const float height = (place->anchor.position.x - middle) * out;
                if (height <= 0) { ++wrongSide; ADD_FAILURE() << words << " at " << height; }
                const auto exit = wayOut(body, *rays, place->anchor);
                if (exit && (exit->x - middle) * out <= 0 && place->anchor.normal.x * out < -0.3F) { ++wrongFace; ADD_FAILURE() << words << " at " << height << " exit " << (exit->x - middle) * out << " n " << place->anchor.normal.x * out << "," << place->anchor.normal.y; }
            }
        }
    }
    EXPECT_EQ(std::make_tuple(asked, found, wrongSide, wrongFace), std::make_tuple(0, 0, 0, 0));
}

}  // namespace myochart::scene
