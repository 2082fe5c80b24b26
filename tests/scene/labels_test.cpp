#include "scene/labels.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "scene/label_room.h"

namespace myochart::scene {

namespace {

constexpr Viewport kView{1280, 800};

PxRect rectOf(const PlacedLabel& label) { return {label.cornerPx, label.cornerPx + label.sizePx}; }

std::vector<LabelRequest> requestsAt(const std::vector<vec2>& points, std::mt19937& random) {
    std::vector<LabelRequest> requests;
    for (const vec2 p : points) {
        const std::string key = "m" + std::to_string(requests.size());
        requests.push_back({key, key, vec2(30 + static_cast<float>(random() % 80), 20), p, false});
    }
    return requests;
}

/// Nothing covers anything, all is inside, and every label in the picture is there or counted.
void expectSound(const std::vector<LabelRequest>& requests, const std::vector<PlacedLabel>& placed, const Viewport& viewport) {
    size_t inPicture = 0, counted = 0;
    for (const LabelRequest& request : requests)
        inPicture += request.pointPx.x >= 0 && request.pointPx.y >= 0 && request.pointPx.x < static_cast<float>(viewport.width) &&
                             request.pointPx.y < static_cast<float>(viewport.height) ? 1 : 0;
    for (size_t i = 0; i < placed.size(); ++i) {
        const PxRect rect = rectOf(placed[i]);
        counted += placed[i].gathered > 0 ? static_cast<size_t>(placed[i].gathered) : 1;
        EXPECT_GE(rect.min.x, 0);
        EXPECT_GE(rect.min.y, 0);
        EXPECT_LE(rect.max.x, static_cast<float>(viewport.width));
        EXPECT_LE(rect.max.y, static_cast<float>(viewport.height));
        for (size_t j = 0; j < i; ++j) EXPECT_FALSE(rect.meets(rectOf(placed[j]))) << placed[i].key << " over " << placed[j].key;
        for (const LabelRequest& request : requests) {
            const PxRect mark{request.pointPx + request.mark.min, request.pointPx + request.mark.max};
            EXPECT_FALSE(rect.meets(mark)) << placed[i].key << " over the mark of " << request.key;
        }
    }
    EXPECT_EQ(counted, inPicture);
}

std::vector<vec2> randomPoints(std::mt19937& random, size_t count, vec2 low, vec2 high) {
    std::uniform_real_distribution<float> u(0, 1);
    std::vector<vec2> points;
    for (size_t i = 0; i < count; ++i) {
        const float x = u(random);
        points.push_back(low + (high - low) * vec2(x, u(random)));
    }
    return points;
}

/// 60 points on a body that turns.
std::vector<vec2> turned(const std::vector<vec3>& points, float azimuth) {
    Camera camera;
    camera.target = {0, 0, 900};
    camera.distanceMm = 4200;
    camera.azimuthRad = azimuth;
    std::vector<vec2> pixels;
    for (const vec3& p : points) pixels.push_back(*camera.project(p, kView));
    return pixels;
}

}  // namespace

TEST(Labels, nothingOverlapsInRandomLayouts) {
    std::mt19937 random(1);
    for (int round = 0; round < 60; ++round) {
        const size_t count = 1 + random() % 220;
        const vec2 low(random() % 600, random() % 400), high = low + vec2(40 + random() % 640, 40 + random() % 400);
        const auto requests = requestsAt(randomPoints(random, count, low, high), random);
        expectSound(requests, layOutLabels(requests, kView, {}), kView);
    }
}

TEST(Labels, nothingOverlapsInSmallAndStrangePictures) {
    std::mt19937 random(2);
    for (const Viewport& viewport : {Viewport{300, 200}, Viewport{90, 60}, Viewport{3840, 2160}}) {
        const vec2 size(viewport.width, viewport.height);
        const auto requests = requestsAt(randomPoints(random, 60, size * 0.1F, size * 0.9F), random);
        const auto placed = layOutLabels(requests, viewport, {});
        for (size_t i = 0; i < placed.size(); ++i)
            for (size_t j = 0; j < i; ++j) EXPECT_FALSE(rectOf(placed[i]).meets(rectOf(placed[j])));
    }
    EXPECT_TRUE(layOutLabels({}, kView, {}).empty());
    const auto requests = requestsAt({{5, 5}}, random);
    EXPECT_TRUE(layOutLabels(requests, {0, 0}, {}).empty());
}

TEST(Labels, coverNoPinHoweverItLeansAndHoweverLargeItIsDrawn) {
    std::mt19937 random(12);
    for (const float scale : {1.0F, 1.5F, 2.0F}) {
        const Viewport viewport{static_cast<int>(1280 * scale), static_cast<int>(800 * scale)};
        std::vector<PlacedLabel> placed;
        for (int frame = 0; frame < 6; ++frame) {
            auto requests = requestsAt(randomPoints(random, 60, vec2(540, 200) * scale, vec2(740, 600) * scale), random);
            for (LabelRequest& request : requests) {
                const vec2 shaft = vec2(static_cast<float>(random() % 45), static_cast<float>(random() % 45)) - 22.0F;
                request.sizePx = vec2(24, 22) * scale;
                request.mark = {(glm::min(vec2(0), -shaft) - 7.0F) * scale, (glm::max(vec2(0), -shaft) + 7.0F) * scale};
            }
            placed = layOutLabels(requests, viewport, placed, kMostLabels, scale);
            expectSound(requests, placed, viewport);
        }
    }
}

TEST(Labels, loneLabelStandsBesideItsPoint) {
    std::mt19937 random(3);
    const auto requests = requestsAt({{640, 400}}, random);
    const auto placed = layOutLabels(requests, kView, {});
    ASSERT_EQ(placed.size(), 1U);
    EXPECT_EQ(placed[0].key, "m0");
    EXPECT_EQ(placed[0].text, "m0");
    EXPECT_EQ(placed[0].gathered, 0);
    EXPECT_LT(glm::distance(rectOf(placed[0]).nearest({640, 400}), vec2(640, 400)), 20);
}

TEST(Labels, pointsOutsideThePictureHaveNoLabel) {
    std::mt19937 random(4);
    const auto requests = requestsAt({{-20, 400}, {640, 900}, {100, 100}}, random);
    const auto placed = layOutLabels(requests, kView, {});
    ASSERT_EQ(placed.size(), 1U);
    EXPECT_EQ(placed[0].key, "m2");
}

TEST(Labels, standStillWhileNothingMoves) {
    std::mt19937 random(5);
    const auto requests = requestsAt(randomPoints(random, 80, {400, 100}, {880, 700}), random);
    auto placed = layOutLabels(requests, kView, {});
    for (int frame = 0; frame < 10; ++frame) placed = layOutLabels(requests, kView, placed);
    const auto again = layOutLabels(requests, kView, placed);
    std::map<std::string, vec2> before;
    for (const PlacedLabel& label : placed) before[label.key] = label.cornerPx;
    size_t moved = 0;
    for (const PlacedLabel& label : again) moved += before.contains(label.key) && glm::distance(before[label.key], label.cornerPx) > 0.5F ? 1 : 0;
    EXPECT_LE(moved, 2U);
}

TEST(Labels, stayBesideTheirPointsWhileTheBodyTurns) {
    std::mt19937 random(6);
    std::uniform_real_distribution<float> u(-1, 1);
    std::vector<vec3> points;
    for (int i = 0; i < 60; ++i) {
        const float x = u(random) * 250, y = u(random) * 100;
        points.emplace_back(x, y, 900 + u(random) * 850);
    }
    std::vector<PlacedLabel> last;
    double movement = 0;
    size_t seen = 0, jumped = 0, crossings = 0;
    for (int frame = 0; frame < 120; ++frame) {
        std::mt19937 sizes(7);
        const auto requests = requestsAt(turned(points, static_cast<float>(frame) * 0.013F), sizes);
        const auto placed = layOutLabels(requests, kView, last);
        expectSound(requests, placed, kView);
        std::map<std::string, vec2> before;
        for (const PlacedLabel& label : last) before[label.key] = label.cornerPx - label.pointPx;
        for (const PlacedLabel& label : placed) {
            if (!before.contains(label.key)) continue;
            const float moved = glm::distance(before[label.key], label.cornerPx - label.pointPx);
            movement += static_cast<double>(moved);
            jumped += moved > 1 ? 1 : 0;
            ++seen;
        }
        for (size_t i = 0; i < placed.size(); ++i)
            for (size_t j = 0; j < i; ++j)
                crossings += cross(placed[i].pointPx, rectOf(placed[i]).nearest(placed[i].pointPx), placed[j].pointPx, rectOf(placed[j]).nearest(placed[j].pointPx)) ? 1 : 0;
        last = placed;
    }
    EXPECT_LT(movement / static_cast<double>(seen), 5.0) << "pixels a label and frame, beside its point";
    EXPECT_LT(jumped * 100, seen * 4) << "labels that move in a frame";
    EXPECT_LT(crossings, 120U * 8) << "crossing leaders";
}

TEST(Labels, leadersHardlyCrossAtFirst) {
    std::mt19937 random(8);
    size_t crossings = 0;
    for (int round = 0; round < 10; ++round) {
        const auto requests = requestsAt(randomPoints(random, 50, {500, 100}, {780, 700}), random);
        const auto placed = layOutLabels(requests, kView, {});
        for (size_t i = 0; i < placed.size(); ++i)
            for (size_t j = 0; j < i; ++j)
                crossings += cross(placed[i].pointPx, rectOf(placed[i]).nearest(placed[i].pointPx), placed[j].pointPx, rectOf(placed[j]).nearest(placed[j].pointPx)) ? 1 : 0;
    }
    EXPECT_LE(crossings, 20U);
}

/// A leader that runs under another label seems to end there. 40 sites about the spine while the body turns.
TEST(Labels, leadersHardlyRunUnderOtherLabels) {
    std::mt19937 random(5);
    std::uniform_real_distribution<float> u(-1, 1);
    size_t under = 0, labels = 0;
    for (int round = 0; round < 20; ++round) {
        const float half = round % 2 == 0 ? 100 : 160;
        std::vector<vec3> points;
        for (int i = 0; i < 40; ++i) {
            const float x = u(random), y = u(random);
            points.emplace_back(x * half, y * 100, 900 + u(random) * 300);
        }
        std::vector<PlacedLabel> placed;
        for (int frame = 0; frame < 12; ++frame) {
            Camera camera;
            camera.target = {0, 0, 900};
            camera.distanceMm = 2600;
            camera.azimuthRad = 0.03F * static_cast<float>(frame);
            std::vector<LabelRequest> requests;
            for (const vec3& p : points)
                requests.push_back(
                    {"m" + std::to_string(requests.size()), "40", vec2(26, 22), *camera.project(p, kView)});
            placed = layOutLabels(requests, kView, placed);
        }
        labels += placed.size();
        for (const PlacedLabel& label : placed) {
            const vec2 end = rectOf(label).nearest(label.pointPx);
            under += std::any_of(placed.begin(), placed.end(),
                                 [&](const PlacedLabel& other) {
                                     const PxRect rect = rectOf(other);
                                     return &other != &label && (cross(label.pointPx, end, rect.min, rect.max) ||
                                                                 cross(label.pointPx, end, {rect.min.x, rect.max.y},
                                                                       {rect.max.x, rect.min.y}));
                                 })
                         ? 1
                         : 0;
        }
    }
    EXPECT_LE(under * 100, labels * 3);
}

TEST(Labels, beyondTheBudgetTheRestGathers) {
    std::mt19937 random(9);
    const auto requests = requestsAt(randomPoints(random, 50, {300, 100}, {900, 700}), random);
    const auto placed = layOutLabels(requests, kView, {}, 20);
    expectSound(requests, placed, kView);
    size_t single = 0;
    int gathered = 0;
    for (const PlacedLabel& label : placed) {
        single += label.gathered == 0 ? 1 : 0;
        gathered += label.gathered;
        if (label.gathered > 0) {
            EXPECT_EQ(label.text, "+" + std::to_string(label.gathered));
        }
    }
    EXPECT_EQ(single, 20U);
    EXPECT_EQ(gathered, 30);
}

TEST(Labels, importantOnesAreNeverGathered) {
    std::mt19937 random(10);
    auto requests = requestsAt(randomPoints(random, 200, {620, 380}, {660, 420}), random);
    for (const size_t i : {3U, 77U, 180U}) requests[i].important = true;
    for (const size_t budget : {200U, 5U, 0U}) {
        const auto placed = layOutLabels(requests, kView, {}, budget);
        for (const char* key : {"m3", "m77", "m180"})
            EXPECT_EQ(std::count_if(placed.begin(), placed.end(), [&](const PlacedLabel& label) { return label.key == key && label.gathered == 0; }), 1) << key;
    }
    // Even where the others would fill the picture.
    const Viewport small{240, 120};
    auto crowd = requestsAt(randomPoints(random, 40, {20, 20}, {220, 100}), random);
    const auto full = layOutLabels(crowd, small, {});
    for (LabelRequest& request : crowd) request.important = request.key == "m39";
    const auto placed = layOutLabels(crowd, small, full);
    expectSound(crowd, placed, small);
}

TEST(Labels, stayOnTheirOwnSideHoweverManyThereAre) {
    std::mt19937 random(11);
    for (const size_t count : {4U, 20U, 60U, 150U}) {
        std::vector<PlacedLabel> placed;
        for (int frame = 0; frame < 4; ++frame) {
            auto requests = requestsAt(randomPoints(random, count, {560, 100}, {720, 700}), random);
            std::map<std::string, bool> isRight;
            for (LabelRequest& request : requests) {
                const bool right = request.pointPx.x >= 640;
                isRight[request.key] = right;
                request.side = {{640, 0}, {right ? 1 : -1, 0}};
            }
            placed = layOutLabels(requests, kView, placed);
            expectSound(requests, placed, kView);
            for (const PlacedLabel& label : placed) {
                const bool right = isRight.at(label.gathered > 0 ? label.key.substr(1) : label.key);
                if (right)
                    EXPECT_GE(label.cornerPx.x, 640) << label.key << " of " << count;
                else
                    EXPECT_LE(label.cornerPx.x + label.sizePx.x, 640) << label.key << " of " << count;
            }
        }
    }
}

TEST(LabelRoom, takesAndFreesExactly) {
    LabelRoom room({1000, 500});
    EXPECT_TRUE(room.isFree({{10, 10}, {900, 480}}));
    room.take({{300, 200}, {400, 240}});
    EXPECT_FALSE(room.isFree({{390, 230}, {500, 260}}));
    EXPECT_FALSE(room.isFree({{310, 210}, {320, 220}}));
    EXPECT_TRUE(room.isFree({{404, 200}, {500, 240}}));
    EXPECT_TRUE(room.isFree({{100, 200}, {295, 240}}));
    EXPECT_FALSE(room.isFree({{-1, 10}, {20, 20}})) << "outside";
    EXPECT_FALSE(room.isFree({{990, 10}, {1001, 20}}));
}

TEST(LabelRoom, agreesWithRectanglesOneByOne) {
    std::mt19937 random(11);
    LabelRoom room({640, 480});
    std::vector<PxRect> taken;
    for (int i = 0; i < 400; ++i) {
        const vec2 corner(random() % 560, random() % 440);
        const PxRect rect{corner, corner + vec2(5 + random() % 70, 5 + random() % 30)};
        const bool meets = std::any_of(taken.begin(), taken.end(), [&](const PxRect& other) { return rect.meets(other); });
        if (room.isFree(rect)) {
            EXPECT_FALSE(meets);
            room.take(rect);
            taken.push_back(rect);
        }
    }
    EXPECT_GT(taken.size(), 30U);
}

}  // namespace myochart::scene
