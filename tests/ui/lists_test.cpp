#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"

namespace myochart::ui::test {

namespace {

const vec3 kListedLeft(90, -10, 300), kListedRight(-90, -10, 300);

class Lists : public ::testing::Test {
  protected:
    void SetUp() override { rig_.openVisit(); }
    size_t sites() { return rig_.program().record.session()->markers.size(); }
    void openBy(const std::string& button) {
        rig_.click(button);
        rig_.pass(0.1);
    }
    FrameRig rig_;
};

}  // namespace

TEST_F(Lists, aClickOnTheBodyBesideAnyListOrMenuOnlyClosesItAndTheNextOnePlaces) {
    size_t placed = 0;
    for (const char* list : {"tool.regions", "tool.views", "tool.xray", "tool.explode", "body.layers", "mode.types", "visits.row.0.more"}) {
        rig_.program().marks.setPlacing(record::MarkerType::needle);
        rig_.moveTo(rig_.rect("visits.row.0").centre());
        openBy(list);
        ASSERT_NE(rig_.fact("lists"), "0") << list;
        const vec2 at = rig_.onScreen(kListedLeft + vec3(0, 0, 8 * static_cast<float>(placed) - 60));
        rig_.moveTo(at);
        // As fast as a double click: the first half only closed the list.
        for (int i = 0; i < 2; ++i) {
            rig_.input().click(at, rig_.now());
            rig_.pass(0.1);
            EXPECT_EQ(rig_.fact("lists"), "0") << list;
            EXPECT_EQ(sites(), placed + static_cast<size_t>(i)) << list;
        }
        ++placed;
        rig_.pass(0.5);
    }
}

TEST_F(Lists, aClickOnTheBodyBesideAListSelectsNothingAndMovesNoMarkerButADragTurnsIt) {
    rig_.program().marks.setPlacing(record::MarkerType::needle);
    rig_.click(rig_.onScreen(kListedLeft));
    ASSERT_EQ(sites(), 1U);
    const record::MarkerId site = rig_.program().record.session()->markers[0].id;
    const vec3 before = rig_.program().record.session()->markers[0].anchor.position;
    rig_.program().marks.setMode(workspace::Mode::look);
    rig_.pass();
    openBy("tool.xray");
    rig_.click(rig_.onScreen(kListedRight));
    EXPECT_EQ(rig_.fact("selectedMarkers"), site.text);
    EXPECT_EQ(rig_.fact("selectedStructure"), "");
    openBy("tool.regions");
    const float azimuth = rig_.program().view.camera.azimuthRad;
    const vec2 at = rig_.onScreen(before);
    rig_.drag(at, at + vec2(60, 0));
    EXPECT_FALSE(rig_.has("region.whole"));
    EXPECT_NE(rig_.program().view.camera.azimuthRad, azimuth);
    EXPECT_EQ(rig_.program().record.session()->markers[0].anchor.position, before);
}

TEST_F(Lists, aClickOnTheBodyBesideWhatASearchFoundOnlyClosesIt) {
    rig_.program().marks.setPlacing(record::MarkerType::needle);
    rig_.key(GLFW_KEY_F, kCtrl);
    rig_.pass();
    rig_.type("soleus");
    ASSERT_TRUE(rig_.has("search.row.0"));
    rig_.click(rig_.onScreen(kListedRight));
    EXPECT_FALSE(rig_.has("search.row.0"));
    EXPECT_EQ(sites(), 0U);
    rig_.click(rig_.onScreen(kListedRight));
    EXPECT_EQ(sites(), 1U);
}

TEST_F(Lists, theFirstClickOnABoxBesideAnOpenListCountsToo) {
    openBy("tool.regions");
    rig_.click("mode.needle");
    EXPECT_EQ(rig_.program().marks.mode(), workspace::Mode::place);
    EXPECT_FALSE(rig_.has("region.whole")) << "and the list is closed";
}

TEST_F(Lists, theFirstClickBesideTheMenuCountsToo) {
    openBy("top.menu");
    rig_.click("mode.needle");
    EXPECT_EQ(rig_.program().marks.mode(), workspace::Mode::place);
}

TEST_F(Lists, aListsButtonOpensAndClosesIt) {
    openBy("tool.regions");
    ASSERT_TRUE(rig_.has("region.whole"));
    rig_.click("tool.regions");
    rig_.pass(0.1);
    EXPECT_FALSE(rig_.has("region.whole"));
    rig_.key(GLFW_KEY_R);
    rig_.pass(0.1);
    EXPECT_TRUE(rig_.has("region.whole")) << "by key again";
}

TEST_F(Lists, aRegionThatIsChosenClosesTheListAndTheNextClickPlaces) {
    rig_.program().marks.setPlacing(record::MarkerType::needle);
    rig_.key(GLFW_KEY_R);
    rig_.pass(0.1);
    rig_.click("region.leg.right");
    rig_.pass(0.5);
    EXPECT_FALSE(rig_.has("region.leg.right"));
    rig_.click(rig_.onScreen(kListedRight));
    ASSERT_EQ(sites(), 1U);
    EXPECT_EQ(rig_.program().record.session()->markers[0].side, Side::right);
}

TEST_F(Lists, arrowsAndEnterChooseARegionAndMoveNoMarker) {
    rig_.addMarkers(1);
    rig_.program().marks.select(rig_.program().record.session()->markers[0].id);
    const vec3 before = rig_.program().record.session()->markers[0].anchor.position;
    rig_.key(GLFW_KEY_R);
    rig_.pass(0.1);
    for (const scene::BodyRegion& region : scene::bodyRegions()) {  // "Whole body" stands before them
        rig_.key(GLFW_KEY_DOWN);
        if (region.key == "leg") break;
    }
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.4);
    ASSERT_TRUE(rig_.program().view.region());
    EXPECT_EQ(rig_.program().view.region()->region->key, "leg");
    EXPECT_FALSE(rig_.has("region.whole")) << "chosen, the list is closed";
    EXPECT_EQ(rig_.program().record.session()->markers[0].anchor.position, before);
    EXPECT_EQ(rig_.program().view.options.selectedMarkers.size(), 1U);
}

TEST_F(Lists, escClosesTheListAndNothingElse) {
    rig_.addMarkers(1);
    rig_.program().marks.select(rig_.program().record.session()->markers[0].id);
    rig_.key(GLFW_KEY_R);
    rig_.pass(0.1);
    rig_.key(GLFW_KEY_DOWN);
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.1);
    EXPECT_FALSE(rig_.has("region.whole"));
    EXPECT_EQ(rig_.program().view.options.selectedMarkers.size(), 1U);
}

}  // namespace myochart::ui::test
