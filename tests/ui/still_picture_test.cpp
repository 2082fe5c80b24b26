#include "ui/still_picture.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"
#include "picture/picture_labels.h"
#include "render/offscreen_context.h"
#include "support/builtin_body.h"
#include "support/test_folder.h"

namespace myochart::ui::test {

namespace {

/// The built-in body with one visit of one site; what is written goes into a home of its own.
class StillPictureTest : public ::testing::Test {
  protected:
    StillPictureTest() : before_(std::getenv("HOME") ? std::getenv("HOME") : "") { setenv("HOME", home_.path().c_str(), 1); }
    ~StillPictureTest() override { setenv("HOME", before_.c_str(), 1); }
    void SetUp() override {
        rig_.program().bodies.show({std::shared_ptr<const void>(), &myochart::test::builtinBody()});
        rig_.pass(0.2);
        rig_.openVisit();
        rig_.program().view.lookAtWholeBody();
        rig_.pass(0.2);
    }
    std::vector<Path> pictures() const {
        std::vector<Path> found;
        for (const auto& entry : std::filesystem::directory_iterator(home_.path()))
            if (entry.path().extension() == ".png") found.push_back(entry.path());
        return found;
    }
    myochart::test::TestFolder home_;
    std::string before_;
    FrameRig rig_;
};

}  // namespace

TEST_F(StillPictureTest, oneKeyWritesWhatIsSeenWithoutGroundAndSaysWhere) {
    rig_.key(GLFW_KEY_P, GLFW_MOD_CONTROL | GLFW_MOD_SHIFT);
    rig_.pass(0.3);
    ASSERT_EQ(pictures().size(), 1U);
    const auto image = render::readPng(pictures().front());
    ASSERT_TRUE(image.ok());
    EXPECT_EQ(image->height, kStillHeight);
    const scene::Viewport seen = rig_.program().view.viewport;
    EXPECT_NEAR(static_cast<double>(image->width) / image->height, static_cast<double>(seen.width) / seen.height, 0.01);
    const auto alpha = [&](int x, int y) { return image->rgba[4 * (static_cast<size_t>(y) * static_cast<size_t>(image->width) + static_cast<size_t>(x)) + 3]; };
    EXPECT_EQ(alpha(2, 2), 0) << "no ground";
    size_t solid = 0;
    for (int y = 0; y < image->height; y += 4)
        for (int x = 0; x < image->width; x += 4) solid += alpha(x, y) == 255;
    EXPECT_GT(solid * 16, size_t{30} * 1000) << "the body";
    const auto& notices = rig_.program().notices.all();
    EXPECT_TRUE(std::ranges::any_of(notices, [&](const auto& notice) { return notice.text.find(pictures().front().filename().string()) != std::string::npos && notice.text.find("no name") != std::string::npos; }));
}

TEST_F(StillPictureTest, itShowsTheSitesAndTellsWhosePatternsLieOnTheSkin) {
    rig_.program().pain.show({"infraspinatus", Side::left});
    for (int i = 0; i < 50 && !rig_.program().pain.map(); ++i) rig_.pass(0.1);
    rig_.pass(0.2);
    const picture::Request request = pictureOfView(rig_.program());
    ASSERT_TRUE(request.session);
    EXPECT_EQ(request.session->markers.size(), rig_.program().record.session()->markers.size());
    ASSERT_GE(request.legend.size(), 3U);
    EXPECT_EQ(request.legend.front(), "Red: Infraspinatus, left");
    EXPECT_TRUE(request.legend[1].starts_with("reported in ")) << request.legend[1];
    EXPECT_EQ(request.legend.back(), "Reported patterns, no finding");
    EXPECT_TRUE(request.labels && request.transparent);
}

TEST_F(StillPictureTest, aFileOfThatNameIsNotReplaced) {
    rig_.key(GLFW_KEY_P, GLFW_MOD_CONTROL | GLFW_MOD_SHIFT);
    rig_.pass(0.3);
    const auto first = pictures();
    ASSERT_EQ(first.size(), 1U);
    const auto written = std::filesystem::last_write_time(first.front());
    rig_.key(GLFW_KEY_P, GLFW_MOD_CONTROL | GLFW_MOD_SHIFT);
    rig_.pass(0.3);
    EXPECT_EQ(std::filesystem::last_write_time(first.front()), written);
    EXPECT_EQ(pictures().size(), 2U);
}

TEST(PictureLegend, aLineThatALabelHasNoRoomForGoesOnInTheNext) {
    auto gl = render::OffscreenContext::create();
    ASSERT_TRUE(gl.ok());
    auto renderer = render::SceneRenderer::create(*programFolder("shaders"));
    ASSERT_TRUE(renderer.ok());
    const std::string longLine = "What dry needling is, and how it differs from acupuncture, told for people who have never had either of the two";
    std::vector<scene::PlacedLabel> labels;
    picture::addLegend(labels, {longLine, "short"}, {1280, 800}, **renderer, 1);
    ASSERT_GE(labels.size(), 3U);
    std::ranges::sort(labels, {}, [](const scene::PlacedLabel& label) { return label.cornerPx.y; });
    std::string whole;
    for (size_t i = 0; i + 1 < labels.size(); ++i) whole += (i > 0 ? " " : "") + labels[i].text;
    EXPECT_EQ(whole, longLine);
    EXPECT_EQ(labels.back().text, "short");
    const float widest = (*renderer)->labelSize(longLine, 1).x;  // cut
    for (size_t i = 0; i < labels.size(); ++i) {
        EXPECT_LT(labels[i].sizePx.x, widest) << labels[i].text;
        if (i > 0) {
            EXPECT_GE(labels[i].cornerPx.y, labels[i - 1].cornerPx.y + labels[i - 1].sizePx.y);
        }
    }
}

}  // namespace myochart::ui::test
