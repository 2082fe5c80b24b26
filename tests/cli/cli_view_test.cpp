#include <gtest/gtest.h>

#include <array>

#include "render/image.h"
#include "support/program.h"
#include "support/test_folder.h"

namespace myochart {

namespace {

constexpr int kWidth = 240, kHeight = 320;

struct Rgba {
    int r, g, b, a;
};
Rgba at(const render::Image& image, int x, int y) {
    const std::uint8_t* p = &image.rgba[static_cast<size_t>(y * image.width + x) * 4];
    return {p[0], p[1], p[2], p[3]};
}

/// Rows and columns that `counts` pixels take, and how many they are.
struct Extent {
    int left = kWidth, right = -1, top = kHeight, bottom = -1, count = 0;
};
template <class Counts>
Extent extentOf(const render::Image& image, Counts counts) {
    Extent extent;
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) {
            if (!counts(x, y)) continue;
            extent = {std::min(extent.left, x), std::max(extent.right, x), std::min(extent.top, y), std::max(extent.bottom, y),
                      extent.count + 1};
        }
    return extent;
}
/// Solid muscle red: neither a veil's pale tone nor bone, tendon or ground.
Extent muscleIn(const render::Image& image) {
    return extentOf(image, [&](int x, int y) {
        const Rgba p = at(image, x, y);
        return p.a > 250 && p.r > p.g + 60;
    });
}
Extent bodyIn(const render::Image& image) {
    return extentOf(image, [&](int x, int y) { return at(image, x, y).a > 0; });
}
Extent differenceOf(const render::Image& a, const render::Image& b) {
    return extentOf(a, [&](int x, int y) {
        const Rgba p = at(a, x, y), q = at(b, x, y);
        return std::abs(p.r - q.r) + std::abs(p.g - q.g) + std::abs(p.b - q.b) + std::abs(p.a - q.a) > 24;
    });
}

/// The built-in body, about 1.7 m tall, on a transparent ground; built once for all.
class CliView : public testing::Test {
  protected:
    static void SetUpTestSuite() { folder_ = std::make_unique<test::TestFolder>(); }
    static void TearDownTestSuite() { folder_.reset(); }
    static test::ProgramRun run(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"--data-dir", (*folder_ / "data").string(), "--quiet"});
        return test::runProgram(arguments, {"DISPLAY="});
    }
    static render::Image picture(std::vector<std::string> options) {
        const Path file = *folder_ / "p.png";
        options.insert(options.begin(), {"render", "-o", file.string(), "--size", "240x320", "--transparent", "--plain",
                                         "--samples", "0"});
        const auto done = run(options);
        EXPECT_EQ(done.exitCode, 0) << done.err;
        auto image = render::readPng(file);
        EXPECT_TRUE(image.ok());
        return image.ok() ? *image : render::Image{};
    }
    /// `option` with `value` is refused as wrong usage with a sentence that says `named`, and no picture is left.
    static void expectRefused(const std::string& option, const std::string& value, const std::string& named) {
        const Path file = *folder_ / "none.png";
        const auto done = run({"render", "-o", file.string(), option, value});
        EXPECT_EQ(done.exitCode, 2) << option << " " << value;
        EXPECT_NE(done.err.find(named), std::string::npos) << option << " " << value << ": " << done.err;
        EXPECT_FALSE(std::filesystem::exists(file));
    }
    static std::unique_ptr<test::TestFolder> folder_;
};

std::unique_ptr<test::TestFolder> CliView::folder_;

}  // namespace

TEST_F(CliView, pickSaysBeforeItsFiguresWhatTheyCountFrom) {
    const auto table = run({"pick", "--ray", "90,900,1200,0,-1,0"});
    ASSERT_EQ(table.exitCode, 0) << table.err;
    const size_t told = table.out.find("depth_from_skin_mm counts from where this line last goes in through the skin of this body"), rows = table.out.find("hits:");
    ASSERT_NE(told, std::string::npos) << table.out;
    EXPECT_LT(told, rows);
    EXPECT_NE(table.out.find("no figure is a depth to needle to"), std::string::npos) << table.out;
}

TEST_F(CliView, pickTellsOfThePleuraAndOfHiddenDangersAsTheWindowDoes) {
    const auto chest = run({"pick", "--ray", "90,900,1200,0,-1,0"});
    EXPECT_NE(chest.out.find("Pleura and lung lie behind"), std::string::npos) << chest.out;
    const auto thigh = run({"pick", "--ray", "82,900,700,0,-1,0"});
    EXPECT_EQ(thigh.out.find("Pleura and lung lie behind"), std::string::npos) << thigh.out;
    EXPECT_NE(thigh.out.find("sciatic"), std::string::npos) << "a nerve that is not shown at first: " << thigh.out;
}

TEST_F(CliView, aSectionTakesOneSideAndLeavesItsVeil) {
    const auto whole = picture({"--view", "posterior"});
    const auto below = picture({"--view", "posterior", "--section", "axial:z=900"});
    const auto above = picture({"--view", "posterior", "--section", "axial:z=900", "--section-flip"});
    const Extent all = muscleIn(whole), low = muscleIn(below), high = muscleIn(above);
    ASSERT_GT(all.count, 2000);
    EXPECT_GT(low.top, all.top + 60) << "nothing red above the cut";
    EXPECT_LT(high.bottom, all.bottom - 60) << "nor below it with the other side";
    EXPECT_NEAR(low.count + high.count, all.count, 0.1 * all.count);
    EXPECT_LT(bodyIn(below).top, low.top - 60) << "the veil of what is cut away";
}

TEST_F(CliView, theFaceOfASectionIsSeenStraightOn) {
    const auto face = picture({"--section", "axial:z=1100", "--section-face"});
    const Extent muscle = muscleIn(face), body = bodyIn(face);
    EXPECT_GT(muscle.count, 500);
    EXPECT_GT(body.right - body.left, kWidth * 3 / 4) << "it fills the picture";
    EXPECT_GT(differenceOf(face, picture({"--section", "axial:z=1100", "--section-face", "--section-flip"})).count, 300);
}

TEST_F(CliView, theSkinLiesOverTheMusclesAsFirmlyAsAsked) {
    const auto redness = [](const render::Image& image) {
        double sum = 0;
        for (int y = 0; y < image.height; ++y)
            for (int x = 0; x < image.width; ++x) {
                const Rgba p = at(image, x, y);
                if (p.a > 0) sum += p.r - p.g;
            }
        return sum;
    };
    const auto bare = picture({}), veiled = picture({"--skin", "0.5"}), solid = picture({"--skin", "1"});
    EXPECT_LT(redness(veiled), 0.95 * redness(bare));
    EXPECT_LT(redness(solid), 0.85 * redness(veiled));
    EXPECT_LT(muscleIn(solid).count, muscleIn(bare).count / 50) << "no muscle is seen";
    EXPECT_GT(bodyIn(solid).count, bodyIn(bare).count) << "it lies around them";
}

TEST_F(CliView, explodedLayersReachForwardsAndBackwards) {
    // Seen from the left, front and back of the trunk move apart; the height stays about the same.
    const Extent together = bodyIn(picture({"--camera", "90,0,0.5"}));
    const Extent apart = bodyIn(picture({"--camera", "90,0,0.5", "--explode", "0.8"}));
    EXPECT_GT(apart.right - apart.left, 1.5 * (together.right - together.left));
    EXPECT_NEAR(apart.bottom - apart.top, together.bottom - together.top, 15);
}

TEST_F(CliView, oneFadedMuscleIsSeenThroughAndNothingElseChanges) {
    const auto solid = picture({"--view", "posterior"});
    const auto faded = picture({"--view", "posterior", "--fade", "gluteus_maximus"});
    const Extent changed = differenceOf(solid, faded), body = bodyIn(solid);
    EXPECT_GT(changed.count, 150);
    EXPECT_GT(changed.top, body.top + (body.bottom - body.top) / 4) << "not the trunk";
    EXPECT_LT(changed.bottom, body.bottom - (body.bottom - body.top) / 4) << "not the legs";
    EXPECT_EQ(bodyIn(faded).top, body.top);
}

TEST_F(CliView, aRegionIsFramedAsInTheWindow) {
    const auto whole = picture({"--view", "posterior"}), neck = picture({"--view", "posterior", "--region", "neck"});
    EXPECT_GT(bodyIn(neck).count, 2 * bodyIn(whole).count) << "from near";
    EXPECT_EQ(neck.rgba, picture({"--view", "posterior", "--region", "Neck"}).rgba) << "however it is written";
    EXPECT_GT(differenceOf(picture({"--region", "left shoulder"}), picture({"--region", "right shoulder"})).count, 500);
    EXPECT_GT(bodyIn(picture({"--region", "forearm_hand"})).count, 500) << "the catalogue's words too";
}

TEST_F(CliView, valuesThatMakeNoSenseAreNamedAsWrongUsage) {
    for (const char* value : {"axial", "axial:z=high", "axial:x=3", "oblique:z=3", "plane:1,2,3", "plane:0,0,0,0,0,0"})
        expectRefused("--section", value, "axial:z=MM");
    for (const char* value : {"-0.1", "1.5", "nan"}) {
        expectRefused("--skin", value, "--skin");
        expectRefused("--explode", value, "--explode");
    }
    expectRefused("--skin", "much", "--skin");
    expectRefused("--explode", "far", "--explode");
    expectRefused("--region", "atlantis", "No region is called so");
    // Which structures there are depends on the body: asked for something it does not have.
    const auto done = run({"render", "-o", (*folder_ / "none.png").string(), "--fade", "left_nothing"});
    EXPECT_EQ(done.exitCode, 1);
    EXPECT_NE(done.err.find("left_nothing"), std::string::npos);
}

}  // namespace myochart
