#include "scene/site_labels.h"

#include <gtest/gtest.h>

namespace myochart::scene {

namespace {

constexpr Viewport kView{1000, 800};

MarkerItem site(const char* id, vec3 position, vec3 normal) {
    MarkerItem item;
    item.id = chart::MarkerId{id};
    item.label = id;
    item.position = position;
    item.normal = normal;
    return item;
}

Scene withSites(std::vector<MarkerItem> markers) {
    Scene scene;
    scene.markers = std::move(markers);
    scene.midlineMm = 0;
    return scene;
}

std::vector<LabelRequest> asked(const Scene& scene, StandardView view, const std::vector<bool>& hidden = {}) {
    const Camera camera = standardView(view, {{-300, -150, 0}, {300, 150, 1700}}, kView);
    return requestLabels(scene, camera, kView, hidden, [](const std::string&) { return vec2(22, 22); });
}

}  // namespace

TEST(SiteLabels, aSiteUnderTissueKeepsItsNumberAndIsHollow) {
    const Scene scene = withSites({site("1", {90, -40, 300}, {0, -1, 0}), site("2", {90, 10, 500}, {0, -1, 0})});
    const auto requests = asked(scene, StandardView::anterior, {false, true});
    ASSERT_EQ(requests.size(), 2U);
    EXPECT_FALSE(requests[0].deep);
    EXPECT_TRUE(requests[1].deep);
    EXPECT_EQ(requests[1].text, "2");
}

TEST(SiteLabels, aSiteOfTheFarSideIsAbsentUnlessItIsSelected) {
    Scene scene = withSites({site("1", {90, 80, 300}, {0, 1, 0})});
    EXPECT_TRUE(asked(scene, StandardView::anterior, {true}).empty());
    EXPECT_EQ(asked(scene, StandardView::posterior, {false}).size(), 1U);
    scene.markers[0].selected = true;
    const auto requests = asked(scene, StandardView::anterior, {true});
    ASSERT_EQ(requests.size(), 1U);
    EXPECT_TRUE(requests[0].deep);
}

TEST(SiteLabels, aSiteThatFacesTheViewerBehindAnotherPartOfTheBodyIsAbsentUnlessItIsSelected) {
    Scene scene = withSites({site("1", {90, -40, 300}, {0, -1, 0})});
    scene.markers[0].behindOther = true;
    EXPECT_TRUE(asked(scene, StandardView::anterior, {true}).empty());
    EXPECT_EQ(asked(scene, StandardView::anterior, {false}).size(), 1U) << "what stood before it is hidden now";
    scene.markers[0].selected = true;
    EXPECT_EQ(asked(scene, StandardView::anterior, {true}).size(), 1U);
}

TEST(SiteLabels, fromInFrontAndBehindANumberStaysOnItsSideOfTheMidline) {
    const Scene scene = withSites({site("L", {90, 0, 300}, {0, -1, 0}), site("R", {-90, 0, 300}, {0, -1, 0}),
                                   site("M", {1, 0, 1200}, {0, -1, 0})});
    const auto front = asked(scene, StandardView::anterior);
    ASSERT_EQ(front.size(), 3U);
    EXPECT_NEAR(front[0].leastPx, 500, 2) << "the patient's left stands on the right of the picture";
    EXPECT_GT(front[0].mostPx, 1e6F);
    EXPECT_NEAR(front[1].mostPx, 500, 2);
    EXPECT_LT(front[2].leastPx, -1e6F);
    EXPECT_GT(front[2].mostPx, 1e6F);
    const auto back = asked(scene, StandardView::posterior);
    EXPECT_NEAR(back[0].mostPx, 500, 2);
    EXPECT_NEAR(back[1].leastPx, 500, 2);
    const auto side = asked(scene, StandardView::left);
    EXPECT_LT(side[0].leastPx, -1e6F) << "from the side the midline divides nothing";
}

}  // namespace myochart::scene
