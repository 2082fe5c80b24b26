#include "workspace/settings.h"
#include "workspace/session_views.h"

#include <gtest/gtest.h>

#include "support/test_folder.h"

namespace myochart::workspace {

using myochart::test::TestFolder;

TEST(Settings, theyComeBackAsSaved) {
    const TestFolder folder;
    Settings settings;
    settings.windowWidth = 1920;
    settings.dark = true;
    settings.uiScale = 1.5F;
    settings.lastModel = "Körper";
    settings.language = "fr";
    ASSERT_TRUE(settings.save(folder / "s.json").ok());
    const Settings again = Settings::load(folder / "s.json");
    EXPECT_EQ(again.windowWidth, 1920);
    EXPECT_TRUE(again.dark);
    EXPECT_EQ(again.uiScale, 1.5F);
    EXPECT_EQ(again.lastModel, "Körper");
    EXPECT_EQ(again.language, "fr");
}

TEST(Settings, valuesOutOfRangeAreClamped) {
    const TestFolder folder;
    ASSERT_TRUE(writeFileAtomically(folder / "s.json", R"({"window_width": -5, "window_height": 1e9, "ui_scale": 1000,
        "left_width": "wide", "dark": 3, "last_model": 7})").ok());
    const Settings settings = Settings::load(folder / "s.json");
    EXPECT_EQ(settings.windowWidth, 200);
    EXPECT_EQ(settings.windowHeight, 16384);
    EXPECT_EQ(settings.uiScale, 3);
    EXPECT_EQ(settings.leftWidth, 280);
    EXPECT_FALSE(settings.dark);
    EXPECT_EQ(settings.lastModel, "");
}

TEST(Settings, aFileThatCannotBeReadIsPutAsideAndSaidSo) {
    const TestFolder folder;
    for (const char* bad : {"", "{", "[1]", "\xFF"}) {
        ASSERT_TRUE(writeFileAtomically(folder / "s.json", bad).ok());
        std::string notice;
        EXPECT_EQ(Settings::load(folder / "s.json", &notice).windowWidth, 1440);
        EXPECT_NE(notice.find("settings.json.bad"), std::string::npos);
        EXPECT_FALSE(std::filesystem::exists(folder / "s.json"));
        EXPECT_TRUE(std::filesystem::exists(folder / "s.json.bad"));
    }
}

TEST(Settings, aFileThatIsNestedTooDeepIsPutAsideToo) {
    const TestFolder folder;
    const std::string deep = std::string(1000, '[') + std::string(1000, ']');
    ASSERT_TRUE(writeFileAtomically(folder / "s.json", "{\"dark\": true, \"more\": " + deep + "}").ok());
    std::string notice;
    EXPECT_FALSE(Settings::load(folder / "s.json", &notice).dark);
    EXPECT_FALSE(notice.empty());
    EXPECT_TRUE(std::filesystem::exists(folder / "s.json.bad"));
    ASSERT_TRUE(writeFileAtomically(folder / "views.json", deep).ok());
    EXPECT_FALSE(SessionViews::load(folder / "views.json").of(record::SessionId::make()));
}

TEST(Settings, keysOfANewerVersionStay) {
    const TestFolder folder;
    ASSERT_TRUE(writeFileAtomically(folder / "s.json", R"({"from_the_future": [1, 2]})").ok());
    ASSERT_TRUE(Settings::load(folder / "s.json").save(folder / "s.json").ok());
    EXPECT_NE(readTextFile(folder / "s.json", 10000)->find("from_the_future"), std::string::npos);
}

}  // namespace myochart::workspace
