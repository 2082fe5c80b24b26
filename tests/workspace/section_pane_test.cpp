#include "workspace/section_pane.h"

#include <gtest/gtest.h>

#include "scene/build_scene.h"
#include "workspace/boxes.h"
#include "workspace/command.h"
#include "workspace/effect_commands.h"

namespace myochart::workspace {

namespace {

class SectionPane : public ::testing::Test {
  protected:
    void SetUp() override {
        ws_ = test::openWorkspace(folder_);
        ASSERT_TRUE(ws_);
        ws_->setBody(test::legs(folder_.path() / "legs.body"));
        ws_->viewport = {600, 800};
        ws_->camera = scene::standardView(scene::StandardView::posterior, ws_->body()->bounds(), ws_->viewport);
    }
    scene::SectionPlane& section() { return ws_->view.effects.section; }
    myochart::test::TestFolder folder_;
    std::unique_ptr<Workspace> ws_;
};

}  // namespace

TEST_F(SectionPane, theLastOfSeveralViewsShowsTheSlice) {
    EXPECT_FALSE(sectionPane(*ws_));
    cutThrough(*ws_, SectionKind::axial);
    EXPECT_FALSE(sectionPane(*ws_)) << "one view shows the body";
    EXPECT_TRUE(bodyIsCut(*ws_));
    ws_->panes.show(2, ws_->camera);
    EXPECT_EQ(sectionPane(*ws_), 1U);
    ws_->panes.show(4, ws_->camera);
    EXPECT_EQ(sectionPane(*ws_), 3U);
    ws_->panes.section.ownView = false;
    EXPECT_FALSE(sectionPane(*ws_));
    EXPECT_TRUE(bodyIsCut(*ws_));
}

TEST_F(SectionPane, theBodyStaysWholeBesideItsSliceForClicksToo) {
    ws_->view.effects.section = scene::SectionPlane::axial(200);
    const auto pixel = ws_->camera.project(vec3(-90, 70, 400), ws_->viewport);
    ASSERT_TRUE(pixel);
    EXPECT_TRUE(ws_->hitsUnder(*pixel, ws_->viewport).empty()) << "cut away";
    ws_->panes.show(2, ws_->camera);
    EXPECT_FALSE(bodyOptions(*ws_).effects.section.on);
    ASSERT_FALSE(ws_->hitsUnder(*pixel, ws_->viewport).empty()) << "whole again";
    EXPECT_EQ(ws_->body()->structure(ws_->hitsUnder(*pixel, ws_->viewport).front().at.part).key, "right_soleus");
    ws_->panes.section.cutsBody = true;
    EXPECT_TRUE(ws_->hitsUnder(*pixel, ws_->viewport).empty());
}

TEST_F(SectionPane, theSliceIsNeverTheActiveViewAndTheViewWorkedInStaysAsItIs) {
    ws_->panes.show(2, ws_->camera);
    ws_->panes.activate(1, ws_->camera);
    const float azimuth = ws_->camera.azimuthRad;
    cutThrough(*ws_, SectionKind::sagittal);
    ws_->cameraGoal.reset();
    settleSectionPane(*ws_);
    EXPECT_EQ(ws_->panes.active(), 0U);
    EXPECT_EQ(ws_->camera.azimuthRad, azimuth);
    ASSERT_TRUE(standardCommands().run("view.nextPane", *ws_));
    EXPECT_EQ(ws_->panes.active(), 0U) << "there is no other to go to";
}

TEST_F(SectionPane, theCameraStandsStraightBeforeTheSliceFromTheSideOfAScan) {
    ws_->panes.show(2, ws_->camera);
    const std::pair<SectionKind, vec3> from[] = {
        {SectionKind::axial, {0, 0, -1}}, {SectionKind::sagittal, {1, 0, 0}}, {SectionKind::coronal, {0, -1, 0}}};
    for (const auto& [kind, way] : from)
        for (const bool flipped : {false, true}) {
            cutThrough(*ws_, kind);
            section().flipped = flipped;
            settleSectionPane(*ws_);
            const scene::Camera camera = sliceCamera(*ws_);
            EXPECT_LT(glm::dot(camera.forward(), way), -0.9999F);
            EXPECT_NEAR(section().heightMm(camera.target), 0, 0.01F);
        }
    cutThrough(*ws_, SectionKind::axial);
    settleSectionPane(*ws_);
    EXPECT_GT(sliceCamera(*ws_).right().x, 0.999F) << "the patient's left on the right";
    EXPECT_LT(sliceCamera(*ws_).up().y, -0.999F) << "the front above";
}

TEST_F(SectionPane, itIsFilledAgainOnlyWhenSomethingElseIsLookedAt) {
    ws_->panes.show(2, ws_->camera);
    cutThrough(*ws_, SectionKind::axial);
    settleSectionPane(*ws_);
    ws_->panes.section.camera.distanceMm = 333;
    moveSection(*ws_, 20);
    settleSectionPane(*ws_);
    EXPECT_EQ(sliceCamera(*ws_).distanceMm, 333) << "kept from slice to slice";
    ws_->isolate(0);
    settleSectionPane(*ws_);
    EXPECT_NE(sliceCamera(*ws_).distanceMm, 333);
}

TEST_F(SectionPane, movingGoesIntoThePictureAndEndsWhereTheBodyEnds) {
    cutThrough(*ws_, SectionKind::axial);
    const float start = sectionMm(*ws_);
    moveSection(*ws_, 10);
    EXPECT_FLOAT_EQ(sectionMm(*ws_), start + 10) << "from below: upwards";
    setSectionMm(*ws_, 1e6F);
    EXPECT_FLOAT_EQ(sectionMm(*ws_), ws_->body()->bounds().max.z);
    cutThrough(*ws_, SectionKind::sagittal);
    setSectionMm(*ws_, 5);
    moveSection(*ws_, 10);
    EXPECT_FLOAT_EQ(sectionMm(*ws_), -5) << "from the left: to the right";
    moveSectionTo(*ws_, {40, 1, 1});
    EXPECT_FLOAT_EQ(sectionMm(*ws_), 40);
}

TEST_F(SectionPane, placesAreReadAsPeopleTypeThem) {
    scene::SectionPlane sagittal = scene::SectionPlane::sagittal(-12);
    EXPECT_EQ(sectionPlace(sagittal), "12 mm right");
    const std::pair<const char*, float> typed[] = {{"15", -15}, {"15 left", 15}, {"15 mm l", 15}, {"-3", -3},
                                                   {"+3", 3},   {"7,5 R", -7.5F}, {" 0 ", 0}};
    for (const auto& [text, mm] : typed) {
        const auto found = sectionMmFrom(sagittal, text);
        ASSERT_TRUE(found) << text;
        EXPECT_FLOAT_EQ(*found, mm) << text;
    }
    for (const char* text : {"", "left", "12 up", "1e9", "12 mm mm", "nan"}) EXPECT_FALSE(sectionMmFrom(sagittal, text)) << text;
    EXPECT_EQ(sectionPlace(scene::SectionPlane::coronal(30)), "30 mm to the back");
    EXPECT_FLOAT_EQ(*sectionMmFrom(scene::SectionPlane::coronal(30), "20 mm to the front"), -20);
    EXPECT_FLOAT_EQ(*sectionMmFrom(scene::SectionPlane::axial(900), "1203 mm"), 1203);
    EXPECT_FALSE(sectionMmFrom(scene::SectionPlane::axial(900), "1203 left"));
}

TEST_F(SectionPane, aFirstSectionGoesThroughWhatIsSelectedElseThroughTheMiddleOfWhatIsShown) {
    ws_->view.selected = 0;
    EXPECT_EQ(sectionPoint(*ws_), ws_->body()->structure(0).bounds.centre());
    ws_->view.selected.reset();
    ws_->camera.target = {500, 500, 500};
    ws_->camera.distanceMm = 1e4F;
    EXPECT_EQ(sectionPoint(*ws_), scene::shownBounds(*ws_->body(), ws_->view).centre()) << "all of it is seen";
    ws_->camera.distanceMm = 200;
    EXPECT_EQ(sectionPoint(*ws_), ws_->camera.target) << "a part is looked at";
}

}  // namespace myochart::workspace
