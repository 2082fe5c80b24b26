#include <gtest/gtest.h>

#include <algorithm>

#include "render/image.h"
#include "support/program.h"
#include "support/test_folder.h"

namespace myochart {

using test::TestFolder;

class CliPicture : public testing::Test {
  protected:
    void SetUp() override {
        test::writeSmallFigure(folder_ / "figure.obj");
        ASSERT_EQ(run({"model", "import", (folder_ / "figure.obj").string(), "--mm-per-unit", "1", "--up", "z"}).exitCode, 0);
    }
    test::ProgramRun run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"--data-dir", (folder_ / "data").string(), "--model", "figure", "--quiet"});
        return test::runProgram(arguments, {"DISPLAY="});
    }
    render::Image picture(std::vector<std::string> options) const {
        const Path file = folder_ / "p.png";
        options.insert(options.begin(), {"render", "-o", file.string(), "--size", "320x240"});
        const auto done = run(options);
        EXPECT_EQ(done.exitCode, 0) << done.err;
        auto image = render::readPng(file);
        EXPECT_TRUE(image.ok());
        return image.ok() ? *image : render::Image{};
    }
    TestFolder folder_;
};

TEST_F(CliPicture, aPictureIsMadeWithoutADisplayAndIsTheSameEachTime) {
    const auto first = picture({});
    ASSERT_EQ(first.width, 320);
    ASSERT_EQ(first.height, 240);
    EXPECT_EQ(first.rgba, picture({}).rgba);
    EXPECT_GT(render::compare(first, picture({"--view", "left"})).differingShare, 0.005);
}

TEST_F(CliPicture, layersIsolationAndHidingChangeThePicture) {
    const auto whole = picture({});
    EXPECT_GT(render::compare(whole, picture({"--layers", "bone"})).differingShare, 0.01);
    EXPECT_GT(render::compare(whole, picture({"--isolate", "left_soleus"})).differingShare, 0.01);
    EXPECT_GT(render::compare(whole, picture({"--hide", "skull"})).differingShare, 0.001);
    EXPECT_EQ(run({"render", "-o", (folder_ / "x.png").string(), "--isolate", "left_nothing"}).exitCode, 1);
    EXPECT_EQ(run({"render", "-o", (folder_ / "x.png").string(), "--layers", "gristle"}).exitCode, 2);
    EXPECT_EQ(run({"render", "-o", (folder_ / "x.png").string(), "--size", "0x5"}).exitCode, 2);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "x.png"));
}

TEST_F(CliPicture, withLabelsThePictureSaysWhichSideIsWhich) {
    const auto edge = [&](std::vector<std::string> options, bool onRight) {
        options.insert(options.end(), {"--labels", "--transparent"});
        const auto image = picture(options);
        std::vector<std::uint8_t> rows;
        for (int y = 105; y < 135; ++y)
            for (int x = 0; x < 60 * 4; ++x) rows.push_back(image.rgba[static_cast<size_t>(y * 320 * 4 + (onRight ? 260 * 4 : 0) + x)]);
        return rows;
    };
    const auto bare = picture({"--transparent"});
    EXPECT_EQ(bare.rgba[(120 * 320 + 20) * 4 + 3], 0) << "nothing without labels";
    const auto front = edge({}, false), back = edge({"--view", "posterior"}, false);
    EXPECT_GT(std::ranges::count(front, 255), 200);
    EXPECT_NE(front, back) << "Right and Left";
    EXPECT_EQ(front, edge({"--view", "inferior"}, false)) << "the patient's left is on the right there, too";
    EXPECT_NE(edge({"--view", "left"}, false), front) << "Front";
}

TEST_F(CliPicture, transparentGroundHasNoAlphaOutsideTheBody) {
    const auto image = picture({"--transparent"});
    ASSERT_FALSE(image.rgba.empty());
    EXPECT_EQ(image.rgba[3], 0);
    size_t opaque = 0;
    for (size_t i = 3; i < image.rgba.size(); i += 4) opaque += image.rgba[i] == 255;
    EXPECT_GT(opaque, 300U);
}

TEST_F(CliPicture, aFolderThatIsNotThereFailsWithASentence) {
    const auto done = run({"render", "-o", (folder_ / "none/p.png").string()});
    EXPECT_EQ(done.exitCode, 1);
    EXPECT_NE(done.err.find("none"), std::string::npos);
}

}  // namespace myochart
