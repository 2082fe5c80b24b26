#include <gtest/gtest.h>

#include <fmt/format.h>

#include "places/place_search.h"
#include "scene/pick.h"
#include "places/place_by_words.h"
#include "places/place.h"
#include "support/sample_body.h"

namespace myochart::places {

using namespace test;

namespace {

/// A sentence before what it says of the midline, and the millimetres of that (0: nothing).
struct Told {
    std::string words;
    int mm = 0;
};
Told told(const std::string& sentence) {
    const size_t comma = sentence.rfind(", ");
    if (!sentence.ends_with("of the midline")) return {sentence.ends_with(", at the midline") ? sentence.substr(0, comma) : sentence};
    return {sentence.substr(0, comma), std::stoi(sentence.substr(comma + 2))};
}

std::string sentenceFor(const body::Body& body, std::string_view words) {
    const auto place = placeByWords(body, catalogue(), words);
    return place ? told(place->sentence).words : place.error().message;
}

}  // namespace

TEST(PlaceByWords, thirdsAndPartsAreFound) {
    const auto body = sampleBody();
    for (const auto& [words, expected] : std::vector<std::pair<const char*, const char*>>{
             {"left soleus, lower third, lateral part", "left soleus, lower third, lateral part"},
             {"right soleus, upper third, posteromedial part", "right soleus, upper third, posteromedial part"},
             {"soleus left, distal third, lateral", "left soleus, lower third, lateral part"},
             {"left soleus lower third lateral part", "left soleus, lower third, lateral part"},
             {"Left Upper Trapezius, medial third, upper part", "left upper trapezius, medial third, upper part"},
             {"M. soleus dexter, middle third, lateral part", "right soleus, middle third, lateral part"},
             {"left tibia, lower third, anterior part", "left tibia, lower third, anterior part"},
             {"body of sternum, upper third, left part", "body of sternum, upper third, left part"}})
        EXPECT_EQ(sentenceFor(*body, words), expected) << words;
}

TEST(PlaceByWords, everySentenceOfTheBodyComesBack) {
    const auto body = sampleBody();
    size_t asked = 0, nearMidline = 0;
    for (std::uint32_t s = 0; s < body->structures().size(); ++s) {
        const geometry::TriMesh mesh = body->mesh(s);
        const geometry::MeshView view(mesh);
        for (std::uint32_t t = 5; t < view.triangleCount(); t += 97) {
            const vec3 middle = (view.corner(t, 0) + view.corner(t, 1) + view.corner(t, 2)) / 3.0F;
            const Place place = placeAt(*body, catalogue(), {s, t, vec3(1.0F / 3), middle, geometry::triangleNormal(view, t)});
            const auto again = placeByWords(*body, catalogue(), place.sentence);
            ASSERT_TRUE(again.ok()) << place.sentence << ": " << again.error().message;
            EXPECT_EQ(told(again->sentence).words, told(place.sentence).words);
            // Words without the distance may be met nearer the midline, where the sentence then tells it.
            if (told(place.sentence).mm > 0) {
                EXPECT_LE(std::abs(told(again->sentence).mm - told(place.sentence).mm), 3) << place.sentence << ": " << again->sentence;
            }
            nearMidline += told(place.sentence).mm > 0 ? 1 : 0;
            ++asked;
        }
    }
    EXPECT_GT(asked, 200U);
    EXPECT_GT(nearMidline, 20U);
}

TEST(PlaceByWords, nearTheMidlineTheDistanceFromItIsSaidAndRead) {
    const auto body = sampleBody();
    const auto at = [&](const std::string& words) { return placeByWords(*body, catalogue(), words).value(); };
    for (const int mm : {8, 12, 16}) {
        const std::string words = fmt::format("body of sternum, middle third, left part, {} mm left of the midline", mm);
        EXPECT_EQ(at(words).sentence, words);
        EXPECT_NEAR(at(words).anchor.position.x, static_cast<float>(mm), 0.5F);
        const std::string mirrored = fmt::format("body of sternum, middle third, right part, {} mm right of the midline", mm);
        EXPECT_EQ(at(mirrored).sentence, mirrored);
    }
    EXPECT_NEAR(at("left upper trapezius, 30 mm left of the midline").anchor.position.x, 30, 1);
    EXPECT_EQ(at("body of sternum, middle third").sentence, "body of sternum, middle third, central part") << "in the midline";
    EXPECT_EQ(at("left upper trapezius, middle third").sentence.find("midline"), std::string::npos) << "far off it";
    EXPECT_EQ(at("left soleus, medial part").sentence.find("midline"), std::string::npos);
    EXPECT_EQ(sentenceFor(*body, "left upper trapezius, 30 mm right of the midline"), "\"left\" and \"right\" cannot both be meant; say one of them.");
    EXPECT_EQ(sentenceFor(*body, "body of sternum, 8 mm left of the midline, 12 mm left of the midline"),
              "\"8 mm left of the midline\" and \"12 mm left of the midline\" cannot both be meant; say one of them.");
    EXPECT_NE(sentenceFor(*body, "left soleus, 8 mm left of the midline").find("no surface there"), std::string::npos);
}

TEST(PlaceByWords, aPlainNameIsItsMiddleOnTheOuterFace) {
    const auto body = sampleBody();
    const auto place = placeByWords(*body, catalogue(), "left gastrocnemius medial head");
    ASSERT_TRUE(place.ok());
    EXPECT_NEAR(place->anchor.address.u, 0.5F, 0.02F);
    EXPECT_GT(place->anchor.normal.y, 0.8F) << "not the face towards the soleus";
}

TEST(PlaceByWords, nearOriginAndInsertionAreTheEndsOfU) {
    const auto body = sampleBody();
    EXPECT_LT(placeByWords(*body, catalogue(), "left soleus, near the origin")->anchor.address.u, 0.2F);
    EXPECT_GT(placeByWords(*body, catalogue(), "left soleus, near the insertion")->anchor.address.u, 0.8F);
    for (const char* said : {"left soleus, near the insertion, lower third", "left soleus, distal third, near the insertion"})
        EXPECT_GT(placeByWords(*body, catalogue(), said)->anchor.address.u, 0.8F) << said;
    EXPECT_EQ(sentenceFor(*body, "left upper trapezius, upper fibres, medial third"), sentenceFor(*body, "left upper trapezius, medial third"));
}

TEST(PlaceByWords, triggerPointsFollowTheCatalogue) {
    const auto body = sampleBody();
    const auto points = catalogue().triggerPointsOf("soleus");
    ASSERT_GE(points.size(), 3U);
    for (const anatomy::TriggerPoint* point : points) {
        const auto place = placeByWords(*body, catalogue(), "left soleus, " + point->index);
        ASSERT_TRUE(place.ok()) << place.error().message;
        EXPECT_NEAR(place->anchor.address.u, point->along, 0.02F) << point->key;
        EXPECT_EQ(place->anchor.structureKey, "left_soleus");
    }
    EXPECT_EQ(sentenceFor(*body, "left soleus trp 1"), sentenceFor(*body, "left soleus, TrP1"));
}

TEST(PlaceByWords, leftAndRightMirrorEachOther) {
    const auto body = sampleBody();
    for (const char* words : {"upper trapezius, trp1", "soleus, lower third", "gastrocnemius medial head, trp1"}) {
        const vec3 left = placeByWords(*body, catalogue(), "left " + std::string(words))->anchor.position;
        const vec3 right = placeByWords(*body, catalogue(), "right " + std::string(words))->anchor.position;
        EXPECT_LT(glm::distance(left, right * vec3(-1, 1, 1)), 3.0F) << words;
    }
}

TEST(PlaceByWords, wholesAndPartsStandInForEachOther) {
    const auto body = sampleBody();
    EXPECT_EQ(placeByWords(*body, catalogue(), "left sternocleidomastoid sternal head, middle third")->anchor.structureKey, "left_sternocleidomastoid");
    EXPECT_TRUE(placeByWords(*body, catalogue(), "left gastrocnemius, upper third")->anchor.structureKey.ends_with("gastrocnemius"));
    EXPECT_EQ(sentenceFor(*body, "left trapezius, upper fibres, medial third"), sentenceFor(*body, "left upper trapezius, medial third"));
}

TEST(PlaceByWords, pointOfAPartOnAWholeFollowsTheTablesEstimate) {
    const auto body = sampleBody();
    ASSERT_GT(body->bounds().size().z, 1200) << "a whole standing body";
    const auto upper = placeByWords(*body, catalogue(), "left sternocleidomastoid sternal head, trp1");
    const auto lower = placeByWords(*body, catalogue(), "left sternocleidomastoid sternal head, trp4");
    ASSERT_TRUE(upper.ok() && lower.ok());
    EXPECT_EQ(upper->anchor.structureKey, "left_sternocleidomastoid");
    EXPECT_GT(upper->anchor.position.z, lower->anchor.position.z + 20);
}

TEST(PlaceByWords, pointOfAPartIsNotGuessedWhereTheEstimateMissesTheWhole) {
    const auto body = sampleBody();
    Region region = regionOf(*body, *body->find("left_sternocleidomastoid"));
    region.isOwn = false;
    const anatomy::TriggerPoint& point = *catalogue().triggerPointsOf("sternocleidomastoid_sternal").front();
    EXPECT_TRUE(aimAtTriggerPoint(*body, catalogue(), region, point, Side::left));
    region.frame = body->structure(*body->find("left_soleus")).frame;
    EXPECT_FALSE(aimAtTriggerPoint(*body, catalogue(), region, point, Side::left));
}

TEST(PlaceByWords, unknownWordsNameTheNearestKnownOnes) {
    const auto body = sampleBody();
    EXPECT_NE(sentenceFor(*body, "left tarpezius, trp1").find("trapezius"), std::string::npos);
    EXPECT_NE(sentenceFor(*body, "sternum").find("body of sternum"), std::string::npos);
    EXPECT_EQ(sentenceFor(*body, "soleus, lower third"), "Say left or right: \"left soleus\".");
    EXPECT_NE(sentenceFor(*body, "left soleus, banana").find("lower third"), std::string::npos);
    EXPECT_EQ(sentenceFor(*body, "left soleus, trp9"), "The catalogue has trp1, trp2, trp3, trp4 for soleus.");
    EXPECT_EQ(sentenceFor(*body, "left piriformis, trp1"), "This body has no left piriformis.");
    EXPECT_NE(sentenceFor(*body, "left tibia, trp1").find("Only muscles"), std::string::npos);
    EXPECT_FALSE(placeByWords(*body, catalogue(), "").ok());
    EXPECT_FALSE(placeByWords(*body, catalogue(), ", ,").ok());
    EXPECT_FALSE(placeByWords(*body, catalogue(), "xyzzy").ok());
}

TEST(PlaceByWords, contradictoryWordsAreRefusedByName) {
    const auto body = sampleBody();
    for (const auto& [words, one, other] : std::vector<std::tuple<const char*, const char*, const char*>>{
             {"left soleus, lateral part, medial part", "lateral", "medial"},
             {"left soleus, lower third, upper third", "lower third", "upper third"},
             {"left soleus, upper third, lower part", "upper third", "lower"},
             {"left soleus, anterior part, back part", "anterior", "back"},
             {"left soleus, anteromedial part, lateral", "anteromedial", "lateral"},
             {"left soleus, inner outer part", "inner", "outer"},
             {"left soleus, middle third, proximal third", "middle third", "proximal third"},
             {"left soleus, central part, lateral part", "central", "lateral"},
             {"left soleus, near the origin, near the insertion", "near the origin", "near the insertion"},
             {"left soleus, middle third, near the origin", "middle third", "near the origin"},
             {"left soleus, near the insertion, upper third", "near the insertion", "upper third"},
             {"left soleus, lower third, near the origin", "near the origin", "lower third"},
             {"left soleus, near the origin, distal part", "near the origin", "distal"},
             {"left upper trapezius, lower fibres", "upper trapezius", "lower trapezius"},
             {"left upper trapezius lower fibres", "upper trapezius", "lower trapezius"},
             {"left gastrocnemius medial head, lateral head", "gastrocnemius medial head", "gastrocnemius lateral head"},
             {"left soleus, trp1, trp2", "trp1", "trp2"},
             {"left soleus, trp1, lower third", "trp1", "lower third"},
             {"left soleus lower third trp1", "lower third", "trp1"},
             {"left right soleus, lower third", "left", "right"},
             {"left soleus, right part", "left", "right"},
             {"right upper trapezius, sinister", "right", "sinister"},
             {"left sternum body, right part", "left", "right"},
             {"body of sternum, left part, right part", "left", "right"},
             {"body of sternum, left third, medial part", "left third", "medial"},
             {"left gastrocnemius, medial head, lateral head", "gastrocnemius medial head", "gastrocnemius lateral head"}}) {
        const auto place = placeByWords(*body, catalogue(), words);
        ASSERT_FALSE(place.ok()) << words << " gave " << place->sentence;
        EXPECT_EQ(place.error().kind, ErrorKind::environment) << words;
        EXPECT_EQ(place.error().message, fmt::format("\"{}\" and \"{}\" cannot both be meant; say one of them.", one, other)) << words;
    }
}

TEST(PlaceByWords, wordsThatSayTheSameTwiceAreNoContradiction) {
    const auto body = sampleBody();
    for (const auto& [words, expected] : std::vector<std::pair<const char*, const char*>>{
             {"left soleus, lower third, distal part, lateral part", "left soleus, lower third, lateral part"},
             {"left soleus, middle third, posterior part, dorsal side", "left soleus, middle third, posterior part"},
             {"left gastrocnemius, medial head, posterior part, lower third", "left gastrocnemius medial head, lower third, posterior part"},
             {"body of sternum, left part, left third, upper third", "body of sternum, upper third, left part"}})
        EXPECT_EQ(sentenceFor(*body, words), expected) << words;
}

TEST(PlaceByWords, lateralOfAStructureAcrossTheMidlineNeedsASide) {
    const auto body = sampleBody();
    EXPECT_EQ(sentenceFor(*body, "body of sternum, lateral part"), "That structure lies across the midline: say \"left part\" or \"right part\".");
    EXPECT_EQ(placeByWords(*body, catalogue(), "body of sternum, medial part")->side, Side::midline) << "not its right third";
    EXPECT_EQ(placeByWords(*body, catalogue(), "body of sternum, right part, lateral part")->side, Side::right);
}

TEST(PlaceByWords, errorsNeverRepeatWhatWasTyped) {
    const auto body = sampleBody();
    for (const char* words : {"Jane Roe 1970", "left soleus, Jane Roe", "left Jane"}) {
        const auto place = placeByWords(*body, catalogue(), words);
        ASSERT_FALSE(place.ok());
        EXPECT_EQ(place.error().message.find("Jane"), std::string::npos);
    }
}

}  // namespace myochart::places
