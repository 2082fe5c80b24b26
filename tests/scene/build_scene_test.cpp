#include "scene/build_scene.h"

#include <gtest/gtest.h>

#include "support/sample_body.h"

namespace myochart::scene {

using namespace test;

namespace {

const StructureItem* itemOf(const Scene& scene, const body::Body& body, const std::string& key) {
    for (const StructureItem& item : scene.structures)
        if (body.structure(item.structure).key == key) return &item;
    return nullptr;
}

record::Session sessionWithTwoMarkers() {
    record::Session session;
    for (int i = 0; i < 2; ++i) {
        record::Marker marker;
        marker.id = record::MarkerId::make();
        marker.anchor.position = {1.0F * static_cast<float>(i), 2, 3};
        marker.number = ++session.lastNumber;
        session.markers.push_back(marker);
    }
    session.markers[1].label = "hip";
    session.markers[1].type = record::MarkerType::needle;
    return session;
}

/// As the record tells them where they lie.
record::Session twoMarkersOnTheLeftSoleus(const body::Body& body) {
    record::Session session = sessionWithTwoMarkers();
    for (record::Marker& marker : session.markers) {
        marker.anchor.structureKey = "left_soleus";
        marker.anchor.position = body.structure(*body.find("left_soleus")).bounds.centre();
        marker.side = Side::left;
        marker.muscle = "Soleus";
    }
    return session;
}

}  // namespace

TEST(BuildScene, everythingIsShownSolidAtFirst) {
    const auto body = sampleBody();
    const Scene scene = buildScene(*body, nullptr, {});
    EXPECT_EQ(scene.structures.size(), body->structures().size());
    for (const StructureItem& item : scene.structures) {
        EXPECT_EQ(item.opacity, 1);
        EXPECT_TRUE(isShown(*body, item.structure, {}));
        for (int k = 0; k < 3; ++k) {
            EXPECT_GE(item.colour[k], 0);
            EXPECT_LE(item.colour[k], 1);
        }
    }
}

TEST(BuildScene, layersAndHidingTakeStructuresAway) {
    const auto body = sampleBody();
    ViewOptions options;
    options.layers[static_cast<size_t>(anatomy::Layer::superficial)] = false;
    options.hidden = {*body->find("left_soleus")};
    const Scene scene = buildScene(*body, nullptr, options);
    EXPECT_FALSE(itemOf(scene, *body, "left_medial_head_of_gastrocnemius"));
    EXPECT_FALSE(itemOf(scene, *body, "left_soleus"));
    EXPECT_TRUE(itemOf(scene, *body, "right_soleus"));
    EXPECT_FALSE(isShown(*body, *body->find("left_soleus"), options));
}

TEST(BuildScene, isolatedAloneOrWithGhosts) {
    const auto body = sampleBody();
    const std::uint32_t soleus = *body->find("left_soleus");
    ViewOptions options;
    options.isolated = {soleus};
    EXPECT_EQ(buildScene(*body, nullptr, options).structures.size(), 1U);
    options.ghostOthers = true;
    options.hovered = *body->find("left_tibia");
    const Scene scene = buildScene(*body, nullptr, options);
    EXPECT_EQ(itemOf(scene, *body, "left_soleus")->opacity, 1);
    const StructureItem* ghost = itemOf(scene, *body, "left_tibia");
    ASSERT_TRUE(ghost);
    EXPECT_LT(ghost->opacity, 0.4F);
    EXPECT_FALSE(ghost->hovered) << "a ghost cannot be picked";
    EXPECT_FALSE(isShown(*body, ghost->structure, options));
    EXPECT_FALSE(itemOf(scene, *body, "left_skin_of_leg")) << "the skin would veil all";
}

TEST(BuildScene, isolatingAMuscleOfAHiddenLayerShowsItAllTheSame) {
    const auto body = sampleBody();
    ViewOptions options;
    options.layers[static_cast<size_t>(anatomy::Layer::superficial)] = false;
    options.isolated = {*body->find("left_medial_head_of_gastrocnemius")};
    EXPECT_EQ(buildScene(*body, nullptr, options).structures.size(), 1U);
    options.isolated.insert(*body->find("left_soleus"));
    EXPECT_EQ(buildScene(*body, nullptr, options).structures.size(), 1U) << "with one of a shown layer the layers count";
}

TEST(BuildScene, coloursTellTissuesApart) {
    const auto body = sampleBody();
    const Scene scene = buildScene(*body, nullptr, {});
    const vec3 muscle = itemOf(scene, *body, "left_soleus")->colour, bone = itemOf(scene, *body, "left_tibia")->colour;
    const vec3 artery = itemOf(scene, *body, "left_femoral_artery")->colour, vein = itemOf(scene, *body, "left_femoral_vein")->colour;
    EXPECT_GT(muscle.r, 2 * muscle.b) << "red";
    EXPECT_GT(bone.g, 0.8F) << "ivory";
    EXPECT_GT(artery.r, artery.b);
    EXPECT_GT(vein.b, vein.r);
    EXPECT_GT(itemOf(scene, *body, "left_soleus")->fibre, 0);
    EXPECT_EQ(itemOf(scene, *body, "left_tibia")->fibre, 0);
}

TEST(BuildScene, musclesDifferSlightlyButNotTheirSides) {
    const auto body = sampleBody();
    const Scene scene = buildScene(*body, nullptr, {});
    const vec3 left = itemOf(scene, *body, "left_soleus")->colour, right = itemOf(scene, *body, "right_soleus")->colour;
    const vec3 other = itemOf(scene, *body, "left_medial_head_of_gastrocnemius")->colour;
    EXPECT_EQ(left, right);
    EXPECT_GT(glm::distance(left, other), 0.01F);
    EXPECT_LT(glm::distance(left, other), 0.25F);
}

TEST(BuildScene, sameInputGivesTheSameList) {
    const auto body = sampleBody();
    const record::Session session = sessionWithTwoMarkers();
    const Scene a = buildScene(*body, &session, {}), b = buildScene(*body, &session, {});
    ASSERT_EQ(a.structures.size(), b.structures.size());
    for (size_t i = 0; i < a.structures.size(); ++i) {
        EXPECT_EQ(a.structures[i].structure, b.structures[i].structure);
        EXPECT_EQ(a.structures[i].colour, b.structures[i].colour);
    }
}

TEST(BuildScene, markersCarryLabelsAndSelection) {
    const auto body = sampleBody();
    const record::Session session = sessionWithTwoMarkers();
    ViewOptions options;
    options.selectedMarkers = {session.markers[0].id};
    options.hoveredMarker = session.markers[1].id;
    Scene scene = buildScene(*body, &session, options);
    ASSERT_EQ(scene.markers.size(), 2U);
    EXPECT_EQ(scene.markers[0].label, "1");
    EXPECT_EQ(scene.markers[1].label, "hip");
    EXPECT_TRUE(scene.markers[0].selected && !scene.markers[0].hovered);
    EXPECT_TRUE(scene.markers[1].hovered && !scene.markers[1].selected);
    EXPECT_EQ(scene.markers[1].type, record::MarkerType::needle);
    options.labels = false;
    scene = buildScene(*body, &session, options);
    EXPECT_EQ(scene.markers[1].label, "");
}

TEST(BuildScene, darkAndLightDifferInGroundAndAccent) {
    const auto body = sampleBody();
    ViewOptions options;
    const Scene light = buildScene(*body, nullptr, options);
    options.dark = true;
    const Scene dark = buildScene(*body, nullptr, options);
    EXPECT_GT(light.groundTop.r, 0.9F);
    EXPECT_LT(dark.groundTop.r, 0.25F);
    EXPECT_NE(light.accent, dark.accent);
    for (int t = 0; t < 5; ++t)
        for (int other = 0; other < t; ++other)
            EXPECT_GT(glm::distance(markerColour(static_cast<record::MarkerType>(t), true), markerColour(static_cast<record::MarkerType>(other), true)), 0.15F);
}

TEST(BuildScene, shownBoundsFollowWhatIsShown) {
    const auto body = sampleBody();
    ViewOptions options;
    options.isolated = {*body->find("left_soleus")};
    const Box box = shownBounds(*body, options);
    EXPECT_NEAR(box.centre().x, 90, 1);
    EXPECT_LT(box.size().z, 300);
    options.isolated.clear();
    options.layers.fill(false);
    EXPECT_EQ(shownBounds(*body, options).min, body->bounds().min) << "nothing shown: the whole body";
}

TEST(BuildScene, aSiteThatIsRecordedOnAnotherSideThanItLiesOnIsMarkedWithAndWithoutLabels) {
    const auto body = sampleBody();
    record::Session session = twoMarkersOnTheLeftSoleus(*body);
    session.markers[1].side = Side::right;
    session.markers[1].byHand.side = true;
    ViewOptions options;
    Scene scene = buildScene(*body, &session, options);
    ASSERT_EQ(scene.markers.size(), 2U);
    EXPECT_FALSE(scene.markers[0].differs);
    EXPECT_EQ(scene.markers[0].label, "1");
    EXPECT_TRUE(scene.markers[1].differs);
    EXPECT_EQ(scene.markers[1].label, "hip !");
    options.labels = false;
    scene = buildScene(*body, &session, options);
    EXPECT_EQ(scene.markers[0].label, "");
    EXPECT_EQ(scene.markers[1].label, "!");
}

TEST(BuildScene, aSiteThatIsRecordedAsAnotherMuscleThanItLiesInIsMarkedToo) {
    const auto body = sampleBody();
    record::Session session = twoMarkersOnTheLeftSoleus(*body);
    session.markers[1].muscle = "Levator scapulae";
    session.markers[1].byHand.muscle = true;
    const Scene scene = buildScene(*body, &session, {}, &catalogue());
    EXPECT_FALSE(scene.markers[0].differs);
    EXPECT_TRUE(scene.markers[1].differs);
    EXPECT_EQ(scene.markers[1].label, "hip !");
}

TEST(BuildScene, ghostsStandWithTheSitesWithoutBeingOnes) {
    const auto body = sampleBody();
    const record::Session session = twoMarkersOnTheLeftSoleus(*body);
    Ghost ghost;
    ghost.id = record::MarkerId::make();
    ghost.structureKey = "left_soleus";
    ghost.position = session.markers[0].anchor.position + vec3(5, 0, 0);
    ghost.opacity = 0.7F;
    ghost.size = 0.8F;
    ViewOptions options;
    options.ghosts = std::make_shared<const std::vector<Ghost>>(std::vector{ghost});
    Scene scene = buildScene(*body, &session, options);
    ASSERT_EQ(scene.markers.size(), 3U);
    EXPECT_TRUE(scene.markers[0].ghost && scene.markers[0].hollow);
    EXPECT_FLOAT_EQ(scene.markers[0].opacity, 0.7F);
    EXPECT_FLOAT_EQ(scene.markers[0].size, 0.8F);
    EXPECT_TRUE(scene.markers[0].label.empty());
    EXPECT_FALSE(scene.markers[1].ghost || scene.markers[1].hollow);
    options.hidden.insert(*body->find("left_soleus"));
    scene = buildScene(*body, nullptr, options);
    ASSERT_EQ(scene.markers.size(), 1U);
    EXPECT_FLOAT_EQ(scene.markers[0].opacity, 0.7F * options.effects.hiddenMarkerOpacity) << "it fades with its structure";
    options.ghosts.reset();
    EXPECT_TRUE(buildScene(*body, nullptr, options).markers.empty());
}

}  // namespace myochart::scene
