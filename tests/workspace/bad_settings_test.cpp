#include <gtest/gtest.h>

#include <set>

#include <nlohmann/json.hpp>

#include "support/test_folder.h"
#include "running_program.h"
#include "workspace/settings.h"

// The settings part of the bad-input catalogue (docs/bad-input.md).

namespace myochart::workspace {

using myochart::test::TestFolder;

namespace {

/// What is read of such a file, and what is told of it.
struct Read {
    Settings settings;
    std::string told;
};
Read readAs(const TestFolder& folder, std::string_view text) {
    EXPECT_TRUE(writeFileAtomically(folder / "settings.json", text));
    Read read;
    read.settings = Settings::load(folder / "settings.json", &read.told);
    return read;
}

}  // namespace

TEST(BadSettings, aMissingFileGivesTheUsualOnesAndIsNotMade) {
    const TestFolder folder;
    std::string told;
    const Settings settings = Settings::load(folder / "settings.json", &told);
    EXPECT_EQ(settings.windowWidth, 1440);
    EXPECT_EQ(settings.lockMinutes, 10);
    EXPECT_EQ(told, "");
    EXPECT_FALSE(std::filesystem::exists(folder / "settings.json"));
}

TEST(BadSettings, soundOnesTellNothing) {
    const TestFolder folder;
    ASSERT_TRUE(Settings().save(folder / "settings.json"));
    std::string told;
    (void)Settings::load(folder / "settings.json", &told);
    EXPECT_EQ(told, "");
    EXPECT_EQ(readAs(folder, R"({"ui_scale": 0, "window_width": 200, "lock_minutes": 30})").told, "");
}

TEST(BadSettings, whatIsOutOfRangeIsBroughtBackAndTold) {
    const TestFolder folder;
    for (const char* bad : {R"({"window_width": 0})", R"({"window_width": -5})", R"({"window_height": 1e9})", R"({"lock_minutes": 0})",
                            R"({"lock_minutes": 1000000000})", R"({"ui_scale": 1000})", R"({"ui_scale": -1})", R"({"left_width": 1e300})"}) {
        const Read read = readAs(folder, bad);
        EXPECT_NE(read.told.find("out of their range"), std::string::npos) << bad;
        EXPECT_TRUE(read.settings.windowWidth >= 200 && read.settings.windowHeight <= 16384) << bad;
        EXPECT_TRUE(read.settings.lockMinutes >= 1 && read.settings.lockMinutes <= 30) << bad;
        EXPECT_TRUE(read.settings.uiScale == 0 || (read.settings.uiScale >= 0.75F && read.settings.uiScale <= 3)) << bad;
        EXPECT_LE(read.settings.leftWidth, 600) << bad;
    }
}

TEST(BadSettings, aNumberThatIsNoneInJsonPutsTheFileAside) {
    const TestFolder folder;
    for (const char* bad : {R"({"ui_scale": NaN})", R"({"ui_scale": 1e999})", R"({"left_width": -Infinity})"}) {
        const Read read = readAs(folder, bad);
        EXPECT_EQ(read.settings.uiScale, 0) << bad;
        EXPECT_EQ(read.settings.leftWidth, 280) << bad;
        EXPECT_NE(read.told.find("settings.json.bad"), std::string::npos) << bad;
        EXPECT_FALSE(std::filesystem::exists(folder / "settings.json")) << bad;
    }
}

TEST(BadSettings, aFileThatOthersCanWriteIsMadePrivateAndTold) {
    using std::filesystem::perms;
    const TestFolder folder;
    ASSERT_TRUE(writeFileAtomically(folder / "settings.json", R"({"dark": true})"));
    std::filesystem::permissions(folder / "settings.json", perms(0666));
    std::string told;
    EXPECT_TRUE(Settings::load(folder / "settings.json", &told).dark);
    EXPECT_NE(told.find("yours alone"), std::string::npos) << told;
    EXPECT_EQ(std::filesystem::status(folder / "settings.json").permissions(), perms(0600));
}

TEST(BadSettings, aFolderThatCannotBeWrittenIsToldAndLeavesTheFile) {
    const TestFolder folder;
    EXPECT_FALSE(Settings().save(folder / "not there" / "settings.json"));
    // A folder in the file's place, which no user can write over, whatever their rights.
    std::filesystem::create_directory(folder / "settings.json");
    const Outcome saved = Settings().save(folder / "settings.json");
    ASSERT_FALSE(saved);
    EXPECT_NE(saved.error().message.find("settings.json"), std::string::npos) << saved.error().message;
    EXPECT_TRUE(std::filesystem::is_directory(folder / "settings.json"));
}

TEST(BadSettings, aModelThatIsGoneOrLiesElsewhereIsPassedOver) {
    for (const char* model : {"gone", "../../../etc", "/dev/zero", "%s", ""}) {
        const TestFolder folder;
        ASSERT_TRUE(writeFileAtomically(folder / "settings.json", nlohmann::json{{"last_model", model}}.dump()));
        test::RunningProgram program(folder, false);
        EXPECT_EQ(program->bodies.startModel(), "") << model;
    }
}

TEST(BadSettings, noSettingNamesAProgramToRun) {
    const TestFolder folder;
    ASSERT_TRUE(Settings().save(folder / "settings.json"));
    const auto text = readTextFile(folder / "settings.json", 100'000);
    ASSERT_TRUE(text);
    const nlohmann::json all = nlohmann::json::parse(*text);
    std::set<std::string> keys;
    for (const auto& [key, value] : all.items()) keys.insert(key);
    // A new key is added here by somebody who asked themselves whether what it names is ever run.
    EXPECT_EQ(keys, (std::set<std::string>{"backup_folder", "dark", "language", "last_model", "last_patient", "last_session", "left_panel", "left_width",
                                           "lock_minutes", "patients_by_name", "presets", "reduced_motion", "right_panel", "right_width", "structures_tab",
                                           "therapist", "ui_scale", "window_height", "window_width"}));
}

}  // namespace myochart::workspace
