#include "scene/site_labels.h"

#include <gtest/gtest.h>

namespace myochart::scene {

namespace {

constexpr Viewport kLabelledView{1000, 800};

MarkerItem labelledSite(const char* id, vec3 position, vec3 normal) {
    MarkerItem item;
    item.id = record::MarkerId{id};
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
    const Camera camera = standardView(view, {{-300, -150, 0}, {300, 150, 1700}}, kLabelledView);
    return requestLabels(scene, camera, kLabelledView, hidden, [](const std::string&) { return vec2(22, 22); });
}

}  // namespace

TEST(SiteLabels, aSiteUnderTissueKeepsItsNumberAndIsHollow) {
    const Scene scene = withSites({labelledSite("1", {90, -40, 300}, {0, -1, 0}), labelledSite("2", {90, 10, 500}, {0, -1, 0})});
    const auto requests = asked(scene, StandardView::anterior, {false, true});
    ASSERT_EQ(requests.size(), 2U);
    EXPECT_FALSE(requests[0].deep);
    EXPECT_TRUE(requests[1].deep);
    EXPECT_EQ(requests[1].text, "2");
}

TEST(SiteLabels, aSiteOfTheFarSideIsAbsentUnlessItIsSelected) {
    Scene scene = withSites({labelledSite("1", {90, 80, 300}, {0, 1, 0})});
    EXPECT_TRUE(asked(scene, StandardView::anterior, {true}).empty());
    EXPECT_EQ(asked(scene, StandardView::posterior, {false}).size(), 1U);
    scene.markers[0].selected = true;
    const auto requests = asked(scene, StandardView::anterior, {true});
    ASSERT_EQ(requests.size(), 1U);
    EXPECT_TRUE(requests[0].deep);
}

TEST(SiteLabels, aSiteThatFacesTheViewerBehindAnotherPartOfTheBodyIsAbsentUnlessItIsSelected) {
    Scene scene = withSites({labelledSite("1", {90, -40, 300}, {0, -1, 0})});
    scene.markers[0].behindOther = true;
    EXPECT_TRUE(asked(scene, StandardView::anterior, {true}).empty());
    EXPECT_EQ(asked(scene, StandardView::anterior, {false}).size(), 1U) << "what stood before it is hidden now";
    scene.markers[0].selected = true;
    EXPECT_EQ(asked(scene, StandardView::anterior, {true}).size(), 1U);
}

TEST(SiteLabels, fromInFrontAndBehindANumberStaysOnItsSideOfTheMidline) {
    const Scene scene = withSites({labelledSite("L", {90, 0, 300}, {0, -1, 0}), labelledSite("R", {-90, 0, 300}, {0, -1, 0}),
                                   labelledSite("M", {0, 0, 1200}, {0, -1, 0})});
    const auto front = asked(scene, StandardView::anterior);
    ASSERT_EQ(front.size(), 3U);
    EXPECT_NEAR(front[0].side.through.x, 500, 2);
    EXPECT_NEAR(front[0].side.towards.x, 1, 1e-3) << "the patient's left stands on the right of the picture";
    EXPECT_NEAR(front[1].side.towards.x, -1, 1e-3);
    EXPECT_FALSE(front[2].side.isBounded());
    const auto back = asked(scene, StandardView::posterior);
    EXPECT_NEAR(back[0].side.towards.x, -1, 1e-3);
    EXPECT_NEAR(back[1].side.towards.x, 1, 1e-3);
    EXPECT_FALSE(asked(scene, StandardView::left)[0].side.isBounded()) << "from the side the midline divides nothing";
}

/// Every view from which left and right can be told, sites from 60 mm to a hair off the midline.
TEST(SiteLabels, noNumberStandsAcrossTheMidlineHoweverNearItsSite) {
    const Box body{{-300, -150, 0}, {300, 150, 1700}};
    for (const float elevation : {-1.5F, -0.9F, 0.0F, 0.5F, 1.5F})
        for (const float azimuth : {0.0F, 0.6F, 1.2F, 1.95F, 2.6F, 3.14F, 4.2F, 5.8F}) {
            Camera camera = standardView(StandardView::anterior, body, kLabelledView);
            camera.azimuthRad = azimuth;
            camera.elevationRad = elevation;
            std::vector<MarkerItem> sites;
            for (const float off : {-60.0F, -12.0F, -2.0F, -0.3F, 0.3F, 2.0F, 12.0F, 60.0F})
                sites.push_back(labelledSite(std::to_string(off).c_str(), {off, 100, 900 + 9 * off}, {0, 1, 0}));
            const Scene scene = withSites(sites);
            const auto requests =
                requestLabels(scene, camera, kLabelledView, {}, [](const std::string&) { return vec2(26, 22); });
            ASSERT_EQ(requests.size(), sites.size());
            const auto placed = layOutLabels(requests, kLabelledView, {});
            EXPECT_EQ(placed.size(), sites.size());
            const vec3 along = std::abs(elevation) > 0.8F ? vec3(0, 10, 0) : vec3(0, 0, 10);
            for (const PlacedLabel& label : placed) {
                const auto at = std::find_if(sites.begin(), sites.end(),
                                             [&](const MarkerItem& each) { return each.id.text == label.key; });
                ASSERT_NE(at, sites.end());
                const vec3 across{0, at->position.y, at->position.z};
                const vec2 a = *camera.project(across, kLabelledView), way = *camera.project(across + along, kLabelledView) - a;
                const auto side = [&](vec2 p) { return way.x * (p.y - a.y) - way.y * (p.x - a.x); };
                const float own = side(*camera.project(at->position, kLabelledView));
                for (const vec2 corner : {vec2(0, 0), vec2(1, 0), vec2(0, 1), vec2(1, 1)})
                    EXPECT_GE(side(label.cornerPx + corner * label.sizePx) * own, -1e-2F)
                        << label.key << " from " << azimuth << ", " << elevation;
            }
        }
}

}  // namespace myochart::scene
