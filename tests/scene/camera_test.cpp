#include "scene/camera.h"
#include "scene/patient_way.h"

#include <gtest/gtest.h>

#include <numbers>
#include <random>

namespace myochart::scene {

namespace {

constexpr Viewport kCameraView{1280, 800};
const Box kBody{{-300, -200, 0}, {300, 60, 1700}};

Camera someCamera(std::mt19937& random) {
    std::uniform_real_distribution<float> u(-1, 1);
    Camera camera;
    camera.target = {u(random) * 200, u(random) * 200, 900 + u(random) * 500};
    camera.azimuthRad = u(random) * 3.1F;
    camera.elevationRad = u(random) * 1.5F;
    camera.distanceMm = 500 + 1500 * (u(random) + 1);
    return camera;
}

float distanceToRay(const geometry::Ray& ray, vec3 p) { return glm::length(glm::cross(p - ray.origin, ray.direction)); }

}  // namespace

TEST(Camera, anteriorViewLooksFromTheFrontWithThePatientsLeftOnTheRight) {
    const Camera camera = standardView(StandardView::anterior, kBody, kCameraView);
    EXPECT_LT(camera.eye().y, -1000);
    const vec2 left = *camera.project({200, -70, 850}, kCameraView), right = *camera.project({-200, -70, 850}, kCameraView);
    EXPECT_GT(left.x, right.x);
    EXPECT_LT(camera.project({0, -70, 1600}, kCameraView)->y, camera.project({0, -70, 100}, kCameraView)->y) << "the head is up";
}

TEST(Camera, everyStandardViewShowsItsSide) {
    const vec3 centre = kBody.centre();
    const std::vector<std::pair<StandardView, vec3>> eyes = {{StandardView::anterior, {0, -1, 0}}, {StandardView::posterior, {0, 1, 0}},
                                                             {StandardView::left, {1, 0, 0}},      {StandardView::right, {-1, 0, 0}},
                                                             {StandardView::superior, {0, 0, 1}},  {StandardView::inferior, {0, 0, -1}}};
    for (const auto& [view, towardEye] : eyes) {
        const Camera camera = standardView(view, kBody, kCameraView);
        EXPECT_GT(glm::dot(glm::normalize(camera.eye() - centre), towardEye), 0.999F) << name(view);
        EXPECT_EQ(standardViewFromName(name(view)), view);
    }
    EXPECT_LT(standardView(StandardView::posterior, kBody, kCameraView).project({200, 0, 850}, kCameraView)->x, 640) << "from behind the left is on the left";
    const Camera above = standardView(StandardView::superior, kBody, kCameraView), below = standardView(StandardView::inferior, kBody, kCameraView);
    EXPECT_GT(above.project({0, -190, 850}, kCameraView)->y, 400) << "from above the face is down";
    EXPECT_LT(below.project({0, -190, 850}, kCameraView)->y, 400) << "from below the face is up";
    EXPECT_GT(above.project({200, -70, 850}, kCameraView)->x, 640);
    EXPECT_GT(below.project({200, -70, 850}, kCameraView)->x, 640);
    EXPECT_FALSE(standardViewFromName("front"));
}

TEST(Camera, standardViewsHoldTheWholeBox) {
    for (const Viewport& viewport : {kCameraView, Viewport{400, 900}, Viewport{3840, 1200}})
        for (const auto view : {StandardView::anterior, StandardView::left, StandardView::superior}) {
            const Camera camera = standardView(view, kBody, viewport);
            float widest = 0;
            for (unsigned i = 0; i < 8; ++i) {
                const vec3 corner((i & 1U) ? kBody.max.x : kBody.min.x, (i & 2U) ? kBody.max.y : kBody.min.y, (i & 4U) ? kBody.max.z : kBody.min.z);
                const vec2 p = *camera.project(corner, viewport);
                EXPECT_GE(p.x, 0);
                EXPECT_GE(p.y, 0);
                EXPECT_LE(p.x, static_cast<float>(viewport.width));
                EXPECT_LE(p.y, static_cast<float>(viewport.height));
                widest = std::max({widest, std::abs(p.x / static_cast<float>(viewport.width) - 0.5F), std::abs(p.y / static_cast<float>(viewport.height) - 0.5F)});
            }
            EXPECT_GT(widest, 0.45F) << "and fills it";
        }
}

TEST(Camera, projectAndRayThroughAreInverse) {
    std::mt19937 random(1);
    std::uniform_real_distribution<float> u(-1, 1);
    for (int i = 0; i < 500; ++i) {
        const Camera camera = someCamera(random);
        const vec3 p = camera.target + vec3(u(random), u(random), u(random)) * 200.0F;
        const vec2 pixel = *camera.project(p, kCameraView);
        EXPECT_LT(distanceToRay(camera.rayThrough(pixel, kCameraView), p), 0.02F);
    }
}

TEST(Camera, projectAgreesWithTheMatrices) {
    std::mt19937 random(2);
    for (int i = 0; i < 100; ++i) {
        const Camera camera = someCamera(random);
        const vec3 p = camera.target + vec3(30, -20, 50);
        const vec4 clip = camera.projectionMatrix(kCameraView, kBody) * (camera.viewMatrix() * vec4(p, 1));
        const vec2 pixel(0.5F * (clip.x / clip.w + 1) * 1280 - 0.5F, 0.5F * (1 - clip.y / clip.w) * 800 - 0.5F);
        EXPECT_LT(glm::distance(pixel, *camera.project(p, kCameraView)), 0.05F);
    }
}

TEST(Camera, nearAndFarHoldTheContent) {
    std::mt19937 random(3);
    for (int i = 0; i < 200; ++i) {
        Camera camera = someCamera(random);
        camera = fitted(camera, kBody, kCameraView);
        for (unsigned k = 0; k < 8; ++k) {
            const vec3 corner((k & 1U) ? kBody.max.x : kBody.min.x, (k & 2U) ? kBody.max.y : kBody.min.y, (k & 4U) ? kBody.max.z : kBody.min.z);
            const vec4 clip = camera.projectionMatrix(kCameraView, kBody) * (camera.viewMatrix() * vec4(corner, 1));
            EXPECT_GE(clip.z / clip.w, -1.0F);
            EXPECT_LE(clip.z / clip.w, 1.0F);
        }
    }
    EXPECT_TRUE(std::isfinite(Camera{}.projectionMatrix(kCameraView, Box{})[0][0]));
}

TEST(Camera, pointBehindTheEyeHasNoPixel) {
    const Camera camera;
    EXPECT_FALSE(camera.project(camera.eye() - camera.forward() * 10.0F, kCameraView));
    EXPECT_TRUE(camera.project(camera.target, kCameraView));
}

TEST(Camera, axesAreARightHandedFrame) {
    std::mt19937 random(4);
    for (int i = 0; i < 100; ++i) {
        const Camera camera = someCamera(random);
        EXPECT_NEAR(glm::dot(camera.right(), camera.forward()), 0, 1e-5F);
        EXPECT_NEAR(glm::length(camera.up()), 1, 1e-5F);
        EXPECT_LT(glm::distance(glm::cross(camera.right(), camera.up()), -camera.forward()), 1e-5F);
        EXPECT_GE(camera.up().z, 0) << "never upside down";
    }
}

TEST(Camera, orbitFollowsThePointerAndStopsAtThePoles) {
    Camera camera = standardView(StandardView::anterior, kBody, kCameraView);
    const vec3 front = camera.target + vec3(0, -100, 0);
    const float before = camera.project(front, kCameraView)->x;
    orbit(camera, {50, 0});
    EXPECT_GT(camera.project(front, kCameraView)->x, before) << "a drag to the right turns the front to the right";
    orbit(camera, {0, 1e5F});
    EXPECT_NEAR(camera.elevationRad, 89.9F * std::numbers::pi_v<float> / 180, 1e-4F);
    orbit(camera, {0, -1e6F});
    EXPECT_NEAR(camera.elevationRad, -89.9F * std::numbers::pi_v<float> / 180, 1e-4F);
    orbit(camera, {123456, 0});
    EXPECT_LE(std::abs(camera.azimuthRad), std::numbers::pi_v<float> + 1e-4F);
}

TEST(Camera, panKeepsThePointUnderThePointer) {
    std::mt19937 random(5);
    for (int i = 0; i < 100; ++i) {
        Camera camera = someCamera(random);
        const vec3 grabbed = camera.target;
        const vec2 from = *camera.project(grabbed, kCameraView), drag(37, -21);
        pan(camera, drag, kCameraView);
        EXPECT_LT(glm::distance(*camera.project(grabbed, kCameraView), from + drag), 0.05F);
    }
}

TEST(Camera, zoomKeepsThePointUnderThePointer) {
    std::mt19937 random(6);
    for (int i = 0; i < 200; ++i) {
        Camera camera = someCamera(random);
        const vec3 kept = camera.target + camera.right() * 80.0F + camera.up() * 33.0F;
        const vec2 pixel = *camera.project(kept, kCameraView);
        const float before = camera.distanceMm;
        zoomTo(camera, i % 2 ? 0.8F : 1.3F, pixel, kCameraView);
        EXPECT_LT(glm::distance(*camera.project(kept, kCameraView), pixel), 0.1F);
        EXPECT_EQ(camera.distanceMm < before, i % 2 == 1);
    }
}

TEST(Camera, zoomStopsBeforeTheEyeIsInsideAndFarAway) {
    Camera camera;
    for (int i = 0; i < 200; ++i) zoomTo(camera, 0.7F, {640, 400}, kCameraView);
    EXPECT_GE(camera.distanceMm, 20);
    for (int i = 0; i < 200; ++i) zoomTo(camera, 1.4F, {640, 400}, kCameraView);
    EXPECT_LE(camera.distanceMm, 20000);
}

TEST(Camera, millimetresPerPixelMatchProjection) {
    std::mt19937 random(7);
    const Camera camera = someCamera(random);
    const float mm = camera.mmPerPixel(camera.target, kCameraView);
    const vec2 a = *camera.project(camera.target, kCameraView), b = *camera.project(camera.target + camera.right() * (10 * mm), kCameraView);
    EXPECT_NEAR(b.x - a.x, 10, 0.02F);
}

TEST(Camera, fittedLeavesAnEmptyBoxAlone) {
    Camera camera;
    camera.target = {1, 2, 3};
    EXPECT_EQ(fitted(camera, Box{}, kCameraView).target, camera.target);
    EXPECT_EQ(fitted(camera, Box{}, kCameraView).distanceMm, camera.distanceMm);
}

TEST(Camera, blendGoesTheShortWayRoundAndEndsExactly) {
    Camera from, to;
    from.azimuthRad = 3.0F;
    to.azimuthRad = -3.0F;
    to.target = {10, 20, 30};
    to.distanceMm = 750;
    EXPECT_EQ(blend(from, to, 0).azimuthRad, from.azimuthRad);
    EXPECT_EQ(blend(from, to, 1).target, to.target);
    EXPECT_GT(std::abs(blend(from, to, 0.5F).azimuthRad), 3.0F) << "through the back, not the front";
    EXPECT_NEAR(blend(from, to, 0.5F).distanceMm, 1500, 1);
}

TEST(Camera, howeverFarItIsDraggedTheBodyStaysInReach) {
    Camera camera = standardView(StandardView::anterior, kBody, kCameraView);
    for (int i = 0; i < 60; ++i) zoomTo(camera, 1.4F, {10, 10}, kCameraView);
    for (int i = 0; i < 20; ++i) pan(camera, {1200, -700}, kCameraView);
    for (int axis = 0; axis < 3; ++axis) EXPECT_LE(std::abs(camera.target[axis]), kMaxTargetMm);
    EXPECT_LE(camera.distanceMm, 20'000);
    keepNear(camera, kBody);
    for (int axis = 0; axis < 3; ++axis) {
        EXPECT_GE(camera.target[axis], kBody.min[axis] - 100.1F);
        EXPECT_LE(camera.target[axis], kBody.max[axis] + 100.1F);
    }
}

TEST(PatientWay, ofEveryStandardViewThePicturesEdgesAreNamedInThePatientsTerms) {
    const Box box{vec3(-200, -100, 0), vec3(200, 100, 1700)};
    const auto right = [&](StandardView view) { return std::string(patientWay(standardView(view, box, {}).right()).word); };
    EXPECT_EQ(right(StandardView::anterior), "Left");
    EXPECT_EQ(right(StandardView::posterior), "Right");
    EXPECT_EQ(right(StandardView::left), "Back");
    EXPECT_EQ(right(StandardView::right), "Front");
    EXPECT_EQ(right(StandardView::superior), "Left");
    EXPECT_EQ(std::string(patientWay({0, 0, 1}).letter), "S");
    EXPECT_EQ(std::string(patientWay({0, 0.1F, -1}).letter), "I");
}

}  // namespace myochart::scene
