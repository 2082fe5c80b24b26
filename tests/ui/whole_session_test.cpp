#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>

#include "real_window.h"
#include "support/program.h"
#include "support/test_folder.h"

namespace myochart::ui::test {

namespace {

// 3.3 million triangles; a sanitizer takes several times as long for them.
#ifdef MYOCHART_SANITIZED
constexpr int kImportPatience = 1500;
#else
constexpr int kImportPatience = 500;
#endif

using myochart::test::runProgram;
using nlohmann::json;

/// Ten places on the back of a body that stands in the middle of its panel: share of the panel's height from its
/// middle, to the right and down.
constexpr vec2 kPlaces[] = {{-0.05F, -0.29F}, {0.05F, -0.29F}, {-0.06F, -0.22F}, {0.06F, -0.22F}, {-0.035F, -0.1F},
                            {0.035F, -0.1F},  {-0.05F, 0.0F},  {0.05F, 0.0F},    {-0.045F, 0.26F}, {0.045F, 0.26F}};

}  // namespace

/// The way of the README: import a model in the window, chart ten needle sites with the mouse, close, come back.
TEST(WholeSession, tenNeedleSitesOnBodyParts3dAreThereAfterClosingAndReopening) {
    MYOCHART_NEED_SHARED("data/bodyparts3d/BodyParts3D_3.0_obj_99.zip");
    if (!hasWindowTools()) GTEST_SKIP() << "needs Xvfb and xdotool";
    const myochart::test::TestFolder folder;
    const std::vector<std::string> data = {"--data-dir", (folder / "data").string()};
    const auto pictures = myochart::test::buildFolder() / "tests";
    std::string session;
    {
        RealWindow window(folder.path(), {1440, 900, data, {}, {}});
        ASSERT_TRUE(window.waitFor("picture", "rest", 120));
        window.key("ctrl+i");
        window.click("import.path");
        window.key("ctrl+a");
        window.type((myochart::test::sharedFolder() / "data/bodyparts3d/BodyParts3D_3.0_obj_99.zip").string());
        window.key("Return");
        ASSERT_TRUE(window.waitFor("body", "BodyParts3D_3.0_obj_99", kImportPatience));
        window.click("patients.new");
        window.type("Example, Ana");
        window.key("Return");
        ASSERT_TRUE(window.waitForWidget("visits.new"));
        window.click("visits.new");
        window.click("view.posterior");
        window.click("mode.needle");
        ASSERT_TRUE(window.waitFor("pickReady", "yes", 120));
        const vec2 middle = window.middle("body");
        const float height = (middle.y - 48) * 2;
        for (int i = 0; i < 10; ++i) {
            ASSERT_TRUE(window.waitFor("picture", "rest")) << i;
            window.click(middle + kPlaces[i] * height);
            const bool placed = window.waitFor("markers", std::to_string(i + 1));
            if (!placed) static_cast<void>(render::writePng(window.screenshot(), pictures / "failed-whole_session.png"));
            ASSERT_TRUE(placed) << i << ", hovered " << window.fact("hovered");
        }
        ASSERT_TRUE(window.waitFor("save", "saved"));
        ASSERT_TRUE(window.waitFor("picture", "rest"));
        session = window.fact("session");
        EXPECT_TRUE(render::writePng(window.screenshot(), pictures / "ui_whole_session.png").ok());
        window.key("ctrl+q");
        EXPECT_EQ(window.waitForEnd(), 0);
    }
    std::vector<std::string> list = {"--json", "marker", "list", "--session", session};
    list.insert(list.begin(), data.begin(), data.end());
    const json markers = json::parse(runProgram(list).out, nullptr, false)["markers"];
    ASSERT_EQ(markers.size(), 10U);
    std::set<std::string> muscles;
    for (size_t i = 0; i < 10; ++i) {
        EXPECT_EQ(markers[i]["type"], "needle") << i;
        EXPECT_EQ(markers[i]["side"], kPlaces[i].x < 0 ? "left" : "right") << markers[i].dump();
        EXPECT_FALSE(markers[i]["muscle"].get<std::string>().empty()) << i;
        muscles.insert(markers[i]["muscle"]);
    }
    EXPECT_GE(muscles.size(), 4U);

    RealWindow again(folder.path(), {1440, 900, data, {}, {}});
    ASSERT_TRUE(again.waitFor("session", session, 120)) << "what was open is open again";
    EXPECT_TRUE(again.waitFor("markers", "10"));
    EXPECT_EQ(again.fact("body"), "BodyParts3D_3.0_obj_99");
    ASSERT_TRUE(again.waitFor("picture", "rest"));
    EXPECT_TRUE(render::writePng(again.screenshot(), pictures / "ui_whole_session_again.png").ok());
}

}  // namespace myochart::ui::test
