#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <map>
#include <set>

#include "frame_rig.h"

namespace myochart::ui::test {

// Of all commands together, as the window has them: those of the program, of the window and of the record.
TEST(Commands, noIdAndNoKeyIsGivenTwice) {
    FrameRig rig;
    // Keys that mean something beside the table: app_frame.cpp, body_input.cpp, section_frame.cpp, the lists.
    std::map<std::string, std::string> keys;
    for (const char* own : {"Tab", "Shift+Tab", "Esc", "Enter", "Space", "Up", "Down", "Left", "Right", "Shift+Up", "Shift+Down", "Shift+Left", "Shift+Right",
                            "Ctrl+Y", "Ctrl+Shift++", "Shift+H", "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X"})
        keys[own] = "the window itself";
    std::set<std::string> ids;
    for (const workspace::Command& command : rig.frame().commands().all()) {
        EXPECT_TRUE(ids.insert(command.id).second) << command.id << " is there twice";
        if (command.key.empty()) continue;
        const auto [other, fresh] = keys.try_emplace(command.key, command.id);
        EXPECT_TRUE(fresh) << command.key << " is the key of " << command.id << " and of " << other->second;
    }
    EXPECT_GE(keys.size(), 60U);
}

TEST(Commands, everyOneIsInThePaletteAndSaysWhyItCannotBeDone) {
    FrameRig rig(FrameRig::Setup{.body = false});
    rig.key(GLFW_KEY_K, kCtrl);
    rig.pass(0.2);
    size_t refused = 0;
    for (const workspace::Command& command : rig.frame().commands().all()) {
        if (command.id == "window.palette") continue;
        const auto& stops = rig.frame().state().focus.stops();
        EXPECT_TRUE(std::any_of(stops.begin(), stops.end(), [&](const FocusStop& stop) { return stop.name == "palette." + command.id; })) << command.id;
        EXPECT_EQ(command.needs.holds != nullptr, command.needs.otherwise != nullptr) << command.id;
        if (command.canRun(rig.program())) continue;
        ++refused;
        const auto outcome = rig.frame().commands().run(command.id, rig.program());
        ASSERT_FALSE(outcome.ok()) << command.id;
        EXPECT_EQ(outcome.error().message, command.needs.otherwise) << command.id;
    }
    EXPECT_GE(refused, 40U) << "there is neither body nor patient";
}

TEST(Commands, enterOnOneThatCannotBeDoneSaysWhyAndKeepsThePalette) {
    FrameRig rig;
    rig.key(GLFW_KEY_K, kCtrl);
    rig.pass(0.2);
    rig.type("close visit");
    rig.key(GLFW_KEY_ENTER);
    EXPECT_EQ(rig.fact("palette.why"), "No visit is open.");
    rig.pass(0.2);
    EXPECT_EQ(rig.frame().state().dialog, Dialog::palette);
    EXPECT_TRUE(rig.frame().wantsTextInput()) << "and another one can be typed at once";
}

TEST(Commands, everyOneThatCanBeDoneRuns) {
    FrameRig rig;
    std::vector<std::string> ids;
    for (const workspace::Command& command : rig.frame().commands().all()) ids.push_back(command.id);
    for (const std::string& id : ids) {
        if (!rig.program().record.patient()) rig.openVisit(), rig.addMarkers(1);
        rig.program().view.options.selected = rig.program().bodies.current()->find("left_soleus");
        rig.pass();
        if (!rig.frame().commands().find(id)->canRun(rig.program())) continue;
        const auto outcome = rig.frame().commands().run(id, rig.program());
        // A region that these boxes do not have says so.
        EXPECT_TRUE(outcome.ok() || id.starts_with("region.")) << id << ": " << (outcome ? "" : outcome.error().message);
        rig.frame().state().close();
        rig.frame().state().quitAsked = rig.frame().state().curtain = false;
        rig.frame().state().closedTask.reset();
        rig.program().record.deletion().reset();
        rig.pass();
    }
}

TEST(Commands, everyDialogIsOpenedByOne) {
    FrameRig rig;
    rig.openVisit();
    std::set<Dialog> opened;
    for (const char* id : {"window.palette", "window.shortcuts", "model.import", "record.import", "record.export", "session.delete", "record.removed", "record.backup"}) {
        EXPECT_TRUE(rig.frame().commands().run(id, rig.program())) << id;
        rig.pass(0.1);
        opened.insert(rig.frame().state().dialog);
        rig.key(GLFW_KEY_ESCAPE);
        rig.frame().state().close();
        rig.pass(0.1);
    }
    EXPECT_EQ(opened.size(), 8U);
    ASSERT_TRUE(rig.frame().commands().find("record.unsaved")) << "the ninth opens while something is not saved";
    EXPECT_FALSE(rig.frame().commands().run("record.unsaved", rig.program()));
}

}  // namespace myochart::ui::test
