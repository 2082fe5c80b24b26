#include "scene/view_effects.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "scene/build_scene.h"
#include "scene/exploded_view.h"
#include "scene/pick.h"
#include "scene/section_view.h"
#include "support/sample_body.h"

namespace myochart::scene {

using namespace test;
using nlohmann::json;

namespace {

ViewEffects unusual() {
    ViewEffects effects;
    effects.section = SectionPlane::sagittal(-42.5F);
    effects.section.flipped = effects.section.faceOnly = true;
    effects.skinOpacity = 0.25F;
    effects.explode = 0.5F;
    effects.ghostOpacity = 0.125F;
    effects.fadedOpacity = 0.75F;
    effects.hiddenMarkerOpacity = 0;
    return effects;
}

const StructureItem* itemIn(const Scene& scene, const body::Body& body, const std::string& key) {
    for (const StructureItem& item : scene.structures)
        if (body.structure(item.structure).key == key) return &item;
    return nullptr;
}

std::vector<std::string> keysAlong(const body::Body& body, const geometry::Ray& ray, const ViewOptions& view) {
    std::vector<std::string> keys;
    for (const auto& hit : pickAlong(body, nullptr, ray, view)) keys.push_back(body.structure(hit.at.part).key);
    return keys;
}

}  // namespace

TEST(ViewEffects, comeBackFromJsonAsTheyWere) {
    const auto back = viewEffectsFromJson(json::parse(toJson(unusual()).dump()));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, unusual());
    const auto usual = viewEffectsFromJson(json::object());
    ASSERT_TRUE(usual);
    EXPECT_EQ(*usual, ViewEffects{});
}

TEST(ViewEffects, wrongTypesAreRefusedAndNumbersOutOfRangeClamped) {
    for (const char* text : {"[]", "3", R"({"explode":"much"})", R"({"section":[1]})", R"({"section":{"on":1}})", R"({"section":{"normal":[0,0,0]}})",
                             R"({"section":{"origin":[1,2]}})", R"({"section":{"origin":[1,2,"x"]}})", R"({"explode":1e999})"})
        EXPECT_FALSE(viewEffectsFromJson(json::parse(text, nullptr, false))) << text;
    const auto clamped = viewEffectsFromJson(json::parse(R"({"explode":7,"skinOpacity":-2,"section":{"normal":[0,0,9]}})"));
    ASSERT_TRUE(clamped);
    EXPECT_EQ(clamped->explode, 1);
    EXPECT_EQ(clamped->skinOpacity, 0);
    EXPECT_EQ(clamped->section.normal, vec3(0, 0, 1));
}

TEST(ViewEffects, theSkinIsAVeilWhileItsLayerIsOff) {
    const auto body = sampleBody();
    ViewOptions view = firstView();
    EXPECT_FALSE(itemIn(buildScene(*body, nullptr, view), *body, "left_skin_of_leg"));
    view.effects.skinOpacity = 0.3F;
    const Scene veiled = buildScene(*body, nullptr, view);
    ASSERT_TRUE(itemIn(veiled, *body, "left_skin_of_leg"));
    EXPECT_EQ(itemIn(veiled, *body, "left_skin_of_leg")->opacity, 0.3F);
    EXPECT_TRUE(itemIn(veiled, *body, "left_skin_of_leg")->skin);
    EXPECT_FALSE(isShown(*body, *body->find("left_skin_of_leg"), view));
    view.isolated = {*body->find("left_soleus")};
    EXPECT_TRUE(itemIn(buildScene(*body, nullptr, view), *body, "left_skin_of_leg"));
    view.isolated.clear();
    view.layers[static_cast<size_t>(anatomy::Layer::skin)] = true;
    EXPECT_EQ(itemIn(buildScene(*body, nullptr, view), *body, "left_skin_of_leg")->opacity, 1);
}

TEST(ViewEffects, fadedStructuresAreSeenThroughAndNotPicked) {
    const auto body = sampleBody();
    ViewOptions view = firstView();
    const geometry::Ray fromBehind{{72, 400, 400}, {0, -1, 0}};
    EXPECT_EQ(keysAlong(*body, fromBehind, view).front(), "left_medial_head_of_gastrocnemius");
    view.faded = {*body->find("left_medial_head_of_gastrocnemius")};
    EXPECT_EQ(itemIn(buildScene(*body, nullptr, view), *body, "left_medial_head_of_gastrocnemius")->opacity, 0.35F);
    EXPECT_NE(keysAlong(*body, fromBehind, view).front(), "left_medial_head_of_gastrocnemius");
}

TEST(ViewEffects, explodedLayersMoveOutwardsBonesStay) {
    const auto body = sampleBody();
    ViewOptions view = firstView();
    view.effects.explode = 1;
    const Scene scene = buildScene(*body, nullptr, view);
    const vec3 calf = itemIn(scene, *body, "left_medial_head_of_gastrocnemius")->shiftMm;
    const vec3 soleus = itemIn(scene, *body, "left_soleus")->shiftMm;
    EXPECT_GT(calf.y, 100);  // behind the tibia: backwards
    EXPECT_LE(glm::length(calf), kExplodeMm);
    EXPECT_GT(glm::length(calf), glm::length(soleus) + 40);
    EXPECT_EQ(itemIn(scene, *body, "left_tibia")->shiftMm, vec3(0));
    const vec3 right = itemIn(scene, *body, "right_medial_head_of_gastrocnemius")->shiftMm;
    EXPECT_NEAR(right.x, -calf.x, 0.5F);
    EXPECT_NEAR(right.y, calf.y, 0.5F);
}

TEST(ViewEffects, picksFollowTheExplodedViewButTellPlacesOfTheUnmovedBody) {
    const auto body = sampleBody();
    ViewOptions view = firstView();
    view.effects.explode = 0.5F;
    const std::uint32_t calf = *body->find("left_medial_head_of_gastrocnemius");
    const vec3 shift = ExplodedView(*body, 0.5F).of(calf);
    const vec3 onSurface(72, 106, 400);
    const auto hits = pickAlong(*body, nullptr, {onSurface + shift + vec3(0, 300, 0), {0, -1, 0}}, view);
    ASSERT_FALSE(hits.empty());
    EXPECT_EQ(hits.front().at.part, calf);
    EXPECT_LT(glm::distance(hits.front().at.position, onSurface), 0.5F);
    EXPECT_NEAR(hits.front().distanceMm, 300, 0.5F);
}

TEST(ViewEffects, picksEnterThroughTheCutFace) {
    const auto body = sampleBody();
    ViewOptions view = firstView();
    view.effects.section = SectionPlane::axial(300);
    const geometry::Ray down{{92, 62, 900}, {0, 0, -1}};  // through the middle of the soleus
    const auto hits = pickAlong(*body, nullptr, down, view);
    ASSERT_FALSE(hits.empty());
    EXPECT_EQ(body->structure(hits.front().at.part).key, "left_soleus");
    EXPECT_NEAR(hits.front().distanceMm, 600, 0.1F);
    EXPECT_LE(hits.front().at.position.z, 300.01F);
    // The point handed over lies on the muscle's surface.
    const auto near = geometry::nearestOn(body->mesh(hits.front().at.part), 0, hits.front().at.position, 10);
    ASSERT_TRUE(near);
    EXPECT_LT(near->distanceMm, 0.01F);
    // From behind nothing above the plane is hit.
    EXPECT_TRUE(keysAlong(*body, {{72, 400, 420}, {0, -1, 0}}, view).empty());
    view.effects.section.flipped = true;
    EXPECT_EQ(keysAlong(*body, {{72, 400, 420}, {0, -1, 0}}, view).front(), "left_medial_head_of_gastrocnemius");
}

TEST(ViewEffects, markersOfWhatIsHiddenOrCutAwayFade) {
    const auto body = sampleBody();
    record::Session session;
    record::Marker marker;
    marker.id = record::MarkerId::make();
    marker.anchor.structureKey = "left_soleus";
    marker.anchor.position = {90, 85, 300};
    session.markers.push_back(marker);
    ViewOptions view = firstView();
    const auto opacity = [&] {
        const Scene scene = buildScene(*body, &session, view);
        return scene.markers.empty() ? 0.0F : scene.markers.front().opacity;
    };
    EXPECT_EQ(opacity(), 1);
    view.hidden = {*body->find("left_soleus")};
    EXPECT_EQ(opacity(), 0.35F);
    view.selectedMarkers = {marker.id};
    EXPECT_EQ(opacity(), 1);
    view = firstView();
    view.effects.section = SectionPlane::axial(200);
    EXPECT_EQ(opacity(), 0.35F);
    view.effects.section.flipped = true;
    EXPECT_EQ(opacity(), 1);
    view.effects.section.flipped = false;
    view.effects.hiddenMarkerOpacity = 0;
    EXPECT_EQ(opacity(), 0);
}

TEST(SectionView, planesAreReadFromText) {
    EXPECT_EQ(*sectionFromText("axial:z=1200"), SectionPlane::axial(1200));
    EXPECT_EQ(*sectionFromText("sagittal:x=-80.5"), SectionPlane::sagittal(-80.5F));
    EXPECT_EQ(*sectionFromText("coronal:y=15"), SectionPlane::coronal(15));
    const auto plane = sectionFromText("plane:1,2,3,0,0,-5");
    ASSERT_TRUE(plane);
    EXPECT_EQ(plane->normal, vec3(0, 0, -1));
    for (const char* text : {"", "axial", "axial:", "axial:x=3", "axial:z=", "axial:z=nan", "axial:z=1e9", "plane:1,2,3", "plane:1,2,3,0,0,0", "oblique:z=3"}) {
        const auto wrong = sectionFromText(text);
        ASSERT_FALSE(wrong) << text;
        EXPECT_NE(wrong.error().message.find("axial:z=1200"), std::string::npos);
    }
}

TEST(SectionView, whatIsCutAwayStaysAsAVeilOfSkin) {
    const auto body = sampleBody();
    ViewOptions view = firstView();
    EXPECT_FALSE(itemIn(buildScene(*body, nullptr, view), *body, "left_skin_of_leg"));
    view.effects.section = SectionPlane::axial(300);
    Scene scene = buildScene(*body, nullptr, view);
    ASSERT_TRUE(itemIn(scene, *body, "left_skin_of_leg"));
    EXPECT_EQ(itemIn(scene, *body, "left_skin_of_leg")->part, CutPart::away);
    EXPECT_LT(itemIn(scene, *body, "left_skin_of_leg")->opacity, 0.3F);
    EXPECT_FALSE(isShown(*body, *body->find("left_skin_of_leg"), view)) << "it cannot be hit";
    view.effects.skinOpacity = 0.4F;
    scene = buildScene(*body, nullptr, view);
    EXPECT_EQ(itemIn(scene, *body, "left_skin_of_leg")->part, CutPart::both);
    view.effects.section.faceOnly = true;
    EXPECT_EQ(itemIn(buildScene(*body, nullptr, view), *body, "left_skin_of_leg")->part, CutPart::left);
}

TEST(SectionView, theSliceHoldsTheSitesNearItFlatOnItAndPalesWhatIsNotIsolated) {
    const auto body = sampleBody();
    record::Session session;
    for (const float z : {297.0F, 303.0F, 320.0F}) {
        record::Marker marker;
        marker.id = record::MarkerId::make();
        marker.anchor.structureKey = "left_soleus";
        marker.anchor.position = {90, 85, z};
        session.markers.push_back(marker);
    }
    ViewOptions view = firstView();
    view.effects.section = SectionPlane::axial(300);
    view.effects.explode = 0.5F;
    const Scene scene = buildSlice(*body, &session, view);
    EXPECT_TRUE(scene.section.faceOnly);
    ASSERT_EQ(scene.markers.size(), 2U) << "20 mm away is not on the slice";
    for (const MarkerItem& marker : scene.markers) {
        EXPECT_NEAR(marker.position.z, 300, 1e-3F);
        EXPECT_EQ(marker.opacity, 1);
    }
    for (const StructureItem& item : scene.structures) EXPECT_EQ(item.shiftMm, vec3(0));
    const vec3 own = itemIn(scene, *body, "left_tibia")->colour;
    view.isolated = {*body->find("left_soleus")};
    view.ghostOthers = true;
    const Scene pale = buildSlice(*body, &session, view);
    ASSERT_TRUE(itemIn(pale, *body, "left_tibia"));
    EXPECT_EQ(itemIn(pale, *body, "left_tibia")->opacity, 1) << "filled, not a shell";
    EXPECT_NE(itemIn(pale, *body, "left_tibia")->colour, own);
    EXPECT_EQ(itemIn(pale, *body, "left_soleus")->colour, itemIn(scene, *body, "left_soleus")->colour);
}

TEST(SectionView, aSliceShowsWhatLiesInANeedlesWayWhateverLayersAreOn) {
    const auto body = sampleBody();
    ViewOptions view = firstView();
    for (const anatomy::Layer layer : {anatomy::Layer::vessel, anatomy::Layer::nerve, anatomy::Layer::organ})
        view.layers[static_cast<size_t>(layer)] = false;
    view.effects.section = SectionPlane::axial(750);
    EXPECT_FALSE(itemIn(buildScene(*body, nullptr, view), *body, "left_femoral_artery"));
    EXPECT_TRUE(itemIn(buildSlice(*body, nullptr, view), *body, "left_femoral_artery"));
    EXPECT_TRUE(itemIn(buildSlice(*body, nullptr, view), *body, "spleen"));
    view.hidden = {*body->find("left_femoral_artery")};
    EXPECT_FALSE(itemIn(buildSlice(*body, nullptr, view), *body, "left_femoral_artery")) << "hidden by hand it stays away";
}

TEST(SectionView, theFrameLiesInThePlaneAndHoldsTheBox) {
    const Box box{{-100, -50, 0}, {100, 50, 1000}};
    for (const SectionPlane& plane : {SectionPlane::axial(400), SectionPlane::sagittal(20), SectionPlane::coronal(-10)}) {
        Box held;
        for (const vec3 corner : sectionFrame(plane, box)) {
            EXPECT_NEAR(plane.heightMm(corner), 0, 1e-3F);
            held.add(corner);
        }
        for (int axis = 0; axis < 3; ++axis) {
            if (std::abs(plane.normal[axis]) > 0.5F) continue;
            EXPECT_LT(held.min[axis], box.min[axis]);
            EXPECT_GT(held.max[axis], box.max[axis]);
        }
    }
}

TEST(SectionView, theCameraFacesTheCutAndTheBoxHoldsIt) {
    const auto body = sampleBody();
    ViewOptions view = firstView();
    for (const SectionPlane& plane : {SectionPlane::sagittal(90), SectionPlane::coronal(60), SectionPlane::axial(300)}) {
        view.effects.section = plane;
        const Box box = sectionBounds(*body, view);
        ASSERT_FALSE(box.empty());
        EXPECT_LT(std::abs(glm::dot(box.min - plane.origin, plane.normal)), 0.5F);
        EXPECT_LT(std::abs(glm::dot(box.max - plane.origin, plane.normal)), 0.5F);
        EXPECT_GT(glm::length(box.size()), 40);
        const Camera camera = facing(plane, box, {800, 600});
        EXPECT_LT(glm::dot(camera.forward(), plane.away()), -0.999F);
    }
    view.effects.section = SectionPlane::axial(5000);
    EXPECT_TRUE(sectionBounds(*body, view).empty());
}

}  // namespace myochart::scene
