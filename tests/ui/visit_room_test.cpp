#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"
#include "ui/framing.h"

// What is seen of a visit in a window that is small for it.

namespace myochart::ui::test {

TEST(VisitRoom, inASmallWindowEverySiteAndEveryProtocolIsReached) {
    FrameRig rig({.windowPx = {1280, 800}});
    rig.openVisit();
    record::Patient patient = *rig.program().record.patient();
    patient.details.alerts = {"rel_anticoagulant", "abs_lymphoedema_limb", "rel_pregnancy"};
    rig.program().record.changePatient(patient);
    rig.addMarkers(8);
    record::Session all = *rig.program().record.session();
    for (record::Marker& marker : all.markers) marker.type = record::MarkerType::needle, marker.plan.unconfirmed = true;
    rig.program().record.commit(record::Edited{all, "needles"});
    rig.program().view.clearSelection();
    rig.pass(0.2);
    const auto reaches = [&](const std::string& name) {
        for (int i = 0; i < 40 && !(rig.has(name) && rig.rect(name).size().y >= 40); ++i) {
            rig.wheel(vec2(140, 740), -1);
            rig.pass(0.1);
        }
        return rig.has(name) && rig.rect(name).size().y >= 40;
    };
    EXPECT_TRUE(reaches("sites.row.7"));
    for (int i = 0; i < 20; ++i) rig.wheel(vec2(140, 740), -1), rig.pass(0.05);
    rig.click("sites.protocols");
    rig.pass(0.2);
    EXPECT_TRUE(reaches("protocol.low_back_pain"));
}

TEST(VisitRoom, sitesThatAreBroughtUpTogetherAreAllInThePicture) {
    FrameRig rig({.windowPx = {1440, 900}});
    rig.openVisit();
    rig.addMarkers(6);
    std::vector<record::MarkerId> ids;
    for (const record::Marker& marker : rig.program().record.session()->markers) ids.push_back(marker.id);
    rig.program().view.camera.azimuthRad = 3;
    bringUp(rig.program(), ids);
    rig.pass(1);
    for (const record::Marker& marker : rig.program().record.session()->markers) {
        const auto pixel = rig.program().view.camera.project(marker.anchor.position, rig.program().view.viewport);
        ASSERT_TRUE(pixel);
        EXPECT_TRUE(pixel->x > 0 && pixel->y > 0 && pixel->x < static_cast<float>(rig.program().view.viewport.width) && pixel->y < static_cast<float>(rig.program().view.viewport.height) * 0.9F);
    }
    EXPECT_LT(glm::dot(rig.program().view.camera.forward(), rig.program().record.session()->markers[0].anchor.normal), 0) << "they face the viewer";
}

TEST(VisitRoom, theNoteIsReadInAWideColumnAndInLittleRoomBeforeWhatIsMissing) {
    FrameRig rig({.windowPx = {1280, 800}});
    rig.openVisit();
    rig.addMarkers(3);
    const float narrow = rig.rect("body").min.x;
    rig.click("stage.note");
    rig.pass(0.3);
    EXPECT_GT(rig.rect("body").min.x, narrow + 100);
    EXPECT_FALSE(rig.has("note.missing.0"));
    rig.click("note.missingGroup");
    rig.pass(0.3);
    EXPECT_TRUE(rig.has("note.missing.0"));
    rig.click("stage.sites");
    rig.pass(0.3);
    EXPECT_EQ(rig.rect("body").min.x, narrow);
}

TEST(VisitRoom, theTabsOfAVisitStandStillAndItsSitesComeBeforeTheOtherVisits) {
    FrameRig rig({.windowPx = {1280, 800}});
    rig.openVisit();
    rig.frame().state().visitsListed = false;
    rig.addMarkers(3);
    record::Patient patient = *rig.program().record.patient();
    patient.details.alerts = {"rel_pregnancy", "rel_diabetes"};
    patient.note = "Lives alone.";
    rig.program().record.changePatient(patient);
    rig.pass(0.3);
    EXPECT_FALSE(rig.has("visits.row.0")) << "one visit has the panel";
    EXPECT_TRUE(rig.has("sites.row.2")) << "and its sites are in sight";
    const float tabs = rig.rect("stage.before").min.y;
    for (const char* stage : {"stage.before", "stage.after", "stage.note", "stage.sites"}) {
        rig.click(stage);
        rig.pass(0.3);
        EXPECT_EQ(rig.rect("stage.before").min.y, tabs) << stage;
    }
    rig.click("visits.fold");
    rig.pass(0.2);
    EXPECT_TRUE(rig.has("visits.row.0"));
    EXPECT_TRUE(rig.has("visits.patient.note"));
    rig.click("visits.fold");
    rig.pass(0.2);
    EXPECT_FALSE(rig.has("visits.row.0"));
    rig.key(GLFW_KEY_F6);
    rig.pass(0.2);
    for (int i = 0; i < 5 && !rig.has("visits.row.0"); ++i) rig.key(GLFW_KEY_F6), rig.pass(0.2);
    EXPECT_TRUE(rig.has("visits.row.0")) << "keys that go there find it";
}

TEST(VisitRoom, inALargeTextTheNameStandsWholeAndNothingLiesOnAnother) {
    FrameRig rig({.windowPx = {1280, 800}});
    rig.openVisit();
    rig.program().settings.uiScale = 3;
    rig.pass(0.3);
    EXPECT_LE(rig.rect("mode.needle").max.x, rig.rect("top.undo").min.x) << "the text grows as far as there is room";
}

TEST(VisitRoom, anAlertThatHasNoRoomInOneLineIsReadWhole) {
    FrameRig rig({.windowPx = {1440, 900}});
    rig.openVisit();
    const float one = rig.rect("alert.add").size().y;
    record::Patient patient = *rig.program().record.patient();
    patient.details.alerts = {"rel_anticoagulant"};
    rig.program().record.changePatient(patient);
    rig.pass(0.2);
    EXPECT_GT(rig.rect("alert.0").size().y, one * 1.4F);
}

}  // namespace myochart::ui::test
