#include "scene/site_marks.h"

#include <gtest/gtest.h>

#include "scene/site_labels.h"

namespace myochart::scene {

namespace {

constexpr Viewport kMarkedView{1000, 800};
const Box kMarkedBody{{-300, -150, 0}, {300, 150, 1700}};

MarkerItem needle(vec3 position, vec3 normal) {
    MarkerItem item;
    item.id = record::MarkerId{"n"};
    item.type = record::MarkerType::needle;
    item.label = "1";
    item.position = position;
    item.normal = normal;
    return item;
}

}  // namespace

TEST(SiteMarks, aPinIsAsLongAsItsNormalShowsIt) {
    const mat4 clip = flatClipFromBody(standardView(StandardView::anterior, kMarkedBody, kMarkedView), kMarkedView);
    EXPECT_NEAR(shaftPx(needle({200, 0, 850}, {1, 0, 0}), clip, kMarkedView, 1, std::nullopt).x, 22, 0.5F);
    EXPECT_NEAR(shaftPx(needle({200, 0, 850}, {0, 0, 1}), clip, kMarkedView, 2, std::nullopt).y, -44, 1) << "up is less";
    EXPECT_LT(glm::length(shaftPx(needle({0, -100, 850}, {0, -1, 0}), clip, kMarkedView, 1, std::nullopt)), 2);
    MarkerItem other = needle({200, 0, 850}, {1, 0, 0});
    other.type = record::MarkerType::active;
    EXPECT_EQ(shaftPx(other, clip, kMarkedView, 1, std::nullopt), vec2(0));
    const vec2 leaning = shaftPx(needle({5, -100, 850}, {-1, 0, 0}), clip, kMarkedView, 1, 0.0F);
    EXPECT_GT(leaning.x, -5) << "it stays on its side of the midline";
}

TEST(SiteMarks, aNumberNamesThePinsHeadAndKeepsOffAllOfThePin) {
    const Camera camera = standardView(StandardView::anterior, kMarkedBody, kMarkedView);
    Scene scene;
    scene.markers = {needle({200, 0, 850}, {1, 0, 0})};
    const auto requests = requestLabels(scene, camera, kMarkedView, {}, [](const std::string&) { return vec2(22, 22); });
    ASSERT_EQ(requests.size(), 1U);
    const vec2 point = *camera.project({200, 0, 850}, kMarkedView);
    EXPECT_NEAR(requests[0].pointPx.x, point.x + 22, 0.5F);
    const PxRect mark{requests[0].pointPx + requests[0].mark.min, requests[0].pointPx + requests[0].mark.max};
    EXPECT_LT(mark.min.x, point.x);
    EXPECT_GT(mark.max.x, point.x + 22 + 4);
}

}  // namespace myochart::scene
