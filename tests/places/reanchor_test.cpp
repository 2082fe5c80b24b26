#include <gtest/gtest.h>

#include "scene/pick.h"
#include "places/place_by_words.h"
#include "places/reanchor.h"
#include "places/place.h"
#include "support/sample_body.h"

namespace myochart::places {

using namespace test;

namespace {

record::Marker markerAt(const Place& place) {
    record::Marker marker;
    marker.id = record::MarkerId::make();
    marker.anchor = place.anchor;
    marker.muscle = place.muscle;
    marker.side = place.side;
    marker.sentence = place.sentence;
    return marker;
}

record::Session sessionOn(const body::Body& body, std::initializer_list<const char*> places) {
    record::Session session;
    for (const char* words : places) {
        const auto place = placeByWords(body, catalogue(), words);
        EXPECT_TRUE(place.ok()) << words;
        session.markers.push_back(markerAt(*place));
    }
    return session;
}

}  // namespace

TEST(Mirrored, goesToTheOtherSideAndBack) {
    const auto body = sampleBody();
    for (const char* words : {"left soleus, lower third, lateral part", "right upper trapezius, medial third", "left tibia, upper third", "left lumbricals of foot"}) {
        const Place place = placeByWords(*body, catalogue(), words).value();
        const auto other = mirrored(*body, catalogue(), place.anchor, place.side);
        ASSERT_TRUE(other.ok()) << other.error().message;
        EXPECT_EQ(other->side, opposite(place.side));
        EXPECT_EQ(other->muscle.substr(other->muscle.find(' ') + 1), place.muscle.substr(place.muscle.find(' ') + 1));
        EXPECT_LT(glm::distance(other->anchor.position, place.anchor.position * vec3(-1, 1, 1)), 0.5F);
        const auto back = mirrored(*body, catalogue(), other->anchor, other->side);
        EXPECT_LT(glm::distance(back->anchor.position, place.anchor.position), 0.5F);
        EXPECT_EQ(back->anchor.structureKey, place.anchor.structureKey);
    }
}

TEST(Mirrored, midlineStructureKeepsItsStructure) {
    const auto body = sampleBody();
    const Place place = placeByWords(*body, catalogue(), "body of sternum, upper third, left part").value();
    const auto other = mirrored(*body, catalogue(), place.anchor, place.side);
    ASSERT_TRUE(other.ok());
    EXPECT_TRUE(other->sentence.starts_with("body of sternum, upper third, right part, ")) << other->sentence;
    EXPECT_TRUE(other->sentence.ends_with(" mm right of the midline")) << other->sentence;
}

TEST(Mirrored, saysWhenThereIsNoCounterpart) {
    const auto body = sampleBody();
    const auto point = surfaceOf(*body, "left_skin_of_leg", {90, 50, 300}, {0, -1, 0});
    const Place place = placeAt(*body, catalogue(), point);
    EXPECT_FALSE(mirrored(*body, catalogue(), place.anchor, place.side).ok());
    const Place spleen = placeByWords(*body, catalogue(), "spleen").value();
    EXPECT_FALSE(mirrored(*body, catalogue(), spleen.anchor, spleen.side).ok()) << "it has no other side";
}

TEST(Reanchor, markersOfTheSameBodyStay) {
    const auto body = sampleBody();
    const record::Session session = sessionOn(*body, {"left soleus, lower third", "right upper trapezius"});
    const Reanchored again = reanchor(session, *body, catalogue());
    EXPECT_TRUE(again.moved.empty() && again.lost.empty());
    EXPECT_EQ(again.session.markers[0].anchor.position, session.markers[0].anchor.position);
    EXPECT_EQ(again.session.markers[0].anchor.errorRadiusMm, 0);
}

TEST(Reanchor, goesToTheSamePlaceOfTheOtherBodysMuscle) {
    const auto body = sampleBody(), longer = sampleBody({1.2F, true, true});
    const record::Session session = sessionOn(*body, {"left soleus, lower third, lateral part", "right upper trapezius, medial third", "left tibia, upper third"});
    const Reanchored moved = reanchor(session, *longer, catalogue(), body.get());
    ASSERT_EQ(moved.moved.size(), 3U);
    for (size_t i = 0; i < 3; ++i) {
        const record::Marker &before = session.markers[i], &after = moved.session.markers[i];
        EXPECT_EQ(after.anchor.structureKey, before.anchor.structureKey);
        EXPECT_EQ(after.anchor.bodyChecksum, longer->checksum());
        EXPECT_EQ(after.sentence, before.sentence);
        EXPECT_GE(after.anchor.errorRadiusMm, kLeastErrorMm);
        // Here the truth is known: the same point, stretched about the structure's middle.
        const vec3 centre = longer->structure(*longer->find(after.anchor.structureKey)).bounds.centre();
        const vec3 truth = centre + (before.anchor.position - centre) * vec3(1, 1, 1.2F);
        EXPECT_LE(glm::distance(after.anchor.position, truth), after.anchor.errorRadiusMm);
    }
}

TEST(Reanchor, goingBackToTheFirstBodyBringsTheMarkerBack) {
    const auto body = sampleBody(), longer = sampleBody({1.3F, true, true});
    const record::Session session = sessionOn(*body, {"left soleus, lower third, lateral part"});
    const Reanchored back = reanchor(reanchor(session, *longer, catalogue()).session, *body, catalogue());
    EXPECT_LT(glm::distance(back.session.markers[0].anchor.position, session.markers[0].anchor.position), 0.1F);
}

TEST(Reanchor, markersOfMissingMusclesStayAndAreListed) {
    const auto body = sampleBody(), without = sampleBody({1, true, false});
    const record::Session session = sessionOn(*body, {"left gastrocnemius medial head", "left soleus"});
    const Reanchored moved = reanchor(session, *without, catalogue());
    ASSERT_EQ(moved.lost.size(), 1U);
    EXPECT_EQ(moved.lost[0], session.markers[0].id);
    EXPECT_EQ(moved.session.markers[0].anchor.position, session.markers[0].anchor.position);
    EXPECT_EQ(moved.session.markers[0].anchor.bodyChecksum, body->checksum());
    EXPECT_EQ(moved.moved.size(), 1U);
}

TEST(Reanchor, statesMoreErrorFarFromTheMiddleAndForUnknownBodies) {
    const auto body = sampleBody(), same = sampleBody({1.0001F, true, true});
    const record::Session session = sessionOn(*body, {"left soleus, upper third", "left soleus, middle third"});
    const auto unknown = reanchor(session, *same, catalogue()).session, known = reanchor(session, *same, catalogue(), body.get()).session;
    EXPECT_GT(unknown.markers[0].anchor.errorRadiusMm, unknown.markers[1].anchor.errorRadiusMm);
    EXPECT_GT(unknown.markers[0].anchor.errorRadiusMm, known.markers[0].anchor.errorRadiusMm);
}

TEST(Reanchor, onTheSameBodyOnlyAPointOnTheSkinGoesWithItsTriangle) {
    const auto body = sampleBody();
    const Place onSkin = placeAt(*body, catalogue(), surfaceOf(*body, "left_skin_of_leg", {90, 50, 300}, {0, -1, 0}));
    const Place onMuscle = placeByWords(*body, catalogue(), "left soleus, lower third").value();
    record::Session session;
    session.markers = {markerAt(onSkin), markerAt(onMuscle)};
    EXPECT_EQ(reanchor(session, *body, catalogue()).session, session) << "nothing moved, nothing changes";
    session.markers[0].anchor.position += vec3(0, 6, 0);  // placed while the skin was fuller
    session.markers[1].anchor.position += vec3(0, 6, 0);
    const Reanchored again = reanchor(session, *body, catalogue());
    EXPECT_LT(glm::distance(again.session.markers[0].anchor.position, onSkin.anchor.position), 0.05F);
    EXPECT_EQ(again.session.markers[0].anchor.errorRadiusMm, 0);
    EXPECT_EQ(again.session.markers[1], session.markers[1]);
    EXPECT_TRUE(again.moved.empty());
}

}  // namespace myochart::places
