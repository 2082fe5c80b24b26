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
        program_ = myochart::test::openProgram(folder_);
        ASSERT_TRUE(program_);
        program_->bodies.show(myochart::test::legs(folder_.path() / "legs.body"));
        program_->view.viewport = {600, 800};
        program_->view.camera = scene::standardView(scene::StandardView::posterior, program_->bodies.current()->bounds(), program_->view.viewport);
    }
    scene::SectionPlane& section() { return program_->view.options.effects.section; }
    myochart::test::TestFolder folder_;
    std::unique_ptr<Program> program_;
};

}  // namespace

TEST_F(SectionPane, theLastOfSeveralViewsShowsTheSlice) {
    EXPECT_FALSE(sectionPane(program_->view));
    cutThrough(*program_, SectionKind::axial);
    EXPECT_FALSE(sectionPane(program_->view)) << "one view shows the body";
    EXPECT_TRUE(bodyIsCut(program_->view));
    program_->view.panes.show(2, program_->view.camera);
    EXPECT_EQ(sectionPane(program_->view), 1U);
    program_->view.panes.show(4, program_->view.camera);
    EXPECT_EQ(sectionPane(program_->view), 3U);
    program_->view.panes.section.ownView = false;
    EXPECT_FALSE(sectionPane(program_->view));
    EXPECT_TRUE(bodyIsCut(program_->view));
}

TEST_F(SectionPane, theBodyStaysWholeBesideItsSliceForClicksToo) {
    program_->view.options.effects.section = scene::SectionPlane::axial(200);
    const auto pixel = program_->view.camera.project(vec3(-90, 70, 400), program_->view.viewport);
    ASSERT_TRUE(pixel);
    EXPECT_TRUE(program_->marks.hitsUnder(*pixel, program_->view.viewport).empty()) << "cut away";
    program_->view.panes.show(2, program_->view.camera);
    EXPECT_FALSE(bodyOptions(program_->view).effects.section.on);
    ASSERT_FALSE(program_->marks.hitsUnder(*pixel, program_->view.viewport).empty()) << "whole again";
    EXPECT_EQ(program_->bodies.current()->structure(program_->marks.hitsUnder(*pixel, program_->view.viewport).front().at.part).key, "right_soleus");
    program_->view.panes.section.cutsBody = true;
    EXPECT_TRUE(program_->marks.hitsUnder(*pixel, program_->view.viewport).empty());
}

TEST_F(SectionPane, theSliceIsNeverTheActiveViewAndTheViewWorkedInStaysAsItIs) {
    program_->view.panes.show(2, program_->view.camera);
    program_->view.panes.activate(1, program_->view.camera);
    const float azimuth = program_->view.camera.azimuthRad;
    cutThrough(*program_, SectionKind::sagittal);
    program_->view.cameraGoal.reset();
    settleSectionPane(program_->view);
    EXPECT_EQ(program_->view.panes.active(), 0U);
    EXPECT_EQ(program_->view.camera.azimuthRad, azimuth);
    ASSERT_TRUE(standardCommands().run("view.nextPane", *program_));
    EXPECT_EQ(program_->view.panes.active(), 0U) << "there is no other to go to";
}

TEST_F(SectionPane, theCameraStandsStraightBeforeTheSliceFromTheSideOfAScan) {
    program_->view.panes.show(2, program_->view.camera);
    const std::pair<SectionKind, vec3> from[] = {
        {SectionKind::axial, {0, 0, -1}}, {SectionKind::sagittal, {1, 0, 0}}, {SectionKind::coronal, {0, -1, 0}}};
    for (const auto& [kind, way] : from)
        for (const bool flipped : {false, true}) {
            cutThrough(*program_, kind);
            section().flipped = flipped;
            settleSectionPane(program_->view);
            const scene::Camera camera = sliceCamera(program_->view);
            EXPECT_LT(glm::dot(camera.forward(), way), -0.9999F);
            EXPECT_NEAR(section().heightMm(camera.target), 0, 0.01F);
        }
    cutThrough(*program_, SectionKind::axial);
    settleSectionPane(program_->view);
    EXPECT_GT(sliceCamera(program_->view).right().x, 0.999F) << "the patient's left on the right";
    EXPECT_LT(sliceCamera(program_->view).up().y, -0.999F) << "the front above";
}

TEST_F(SectionPane, itIsFilledAgainOnlyWhenSomethingElseIsLookedAt) {
    program_->view.panes.show(2, program_->view.camera);
    cutThrough(*program_, SectionKind::axial);
    settleSectionPane(program_->view);
    program_->view.panes.section.camera.distanceMm = 333;
    moveSection(program_->view, 20);
    settleSectionPane(program_->view);
    EXPECT_EQ(sliceCamera(program_->view).distanceMm, 333) << "kept from slice to slice";
    program_->view.isolate(0);
    settleSectionPane(program_->view);
    EXPECT_NE(sliceCamera(program_->view).distanceMm, 333);
}

TEST_F(SectionPane, movingGoesIntoThePictureAndEndsWhereTheBodyEnds) {
    cutThrough(*program_, SectionKind::axial);
    const float start = sectionMm(program_->view);
    moveSection(program_->view, 10);
    EXPECT_FLOAT_EQ(sectionMm(program_->view), start + 10) << "from below: upwards";
    setSectionMm(program_->view, 1e6F);
    EXPECT_FLOAT_EQ(sectionMm(program_->view), program_->bodies.current()->bounds().max.z);
    cutThrough(*program_, SectionKind::sagittal);
    setSectionMm(program_->view, 5);
    moveSection(program_->view, 10);
    EXPECT_FLOAT_EQ(sectionMm(program_->view), -5) << "from the left: to the right";
    moveSectionTo(program_->view, {40, 1, 1});
    EXPECT_FLOAT_EQ(sectionMm(program_->view), 40);
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
    program_->view.options.selected = 0;
    EXPECT_EQ(sectionPoint(*program_), program_->bodies.current()->structure(0).bounds.centre());
    program_->view.options.selected.reset();
    program_->view.camera.target = {500, 500, 500};
    program_->view.camera.distanceMm = 1e4F;
    EXPECT_EQ(sectionPoint(*program_), scene::shownBounds(*program_->bodies.current(), program_->view.options).centre()) << "all of it is seen";
    program_->view.camera.distanceMm = 200;
    EXPECT_EQ(sectionPoint(*program_), program_->view.camera.target) << "a part is looked at";
}

}  // namespace myochart::workspace
