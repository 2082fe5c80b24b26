#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "frame_rig.h"
#include "ui/desktop_motion.h"

namespace myochart::ui::test {

namespace {

/// Settings as an XSETTINGS manager lays them out.
class Settings {
  public:
    explicit Settings(bool bigEndian, unsigned count) : big_(bigEndian) {
        bytes_ += std::string(1, bigEndian ? '\1' : '\0') + std::string(3, '\0');
        number(7, 4);
        number(count, 4);
    }
    void head(unsigned type, const std::string& name) {
        number(type, 1);
        number(0, 1);
        number(static_cast<unsigned>(name.size()), 2);
        padded(name);
        number(0, 4);
    }
    Settings& integer(const std::string& name, unsigned value) {
        head(0, name);
        number(value, 4);
        return *this;
    }
    Settings& text(const std::string& name, const std::string& value) {
        head(1, name);
        number(static_cast<unsigned>(value.size()), 4);
        padded(value);
        return *this;
    }
    Settings& colour(const std::string& name) {
        head(2, name);
        bytes_ += std::string(8, '\x7F');
        return *this;
    }
    std::optional<bool> animations(size_t cut = 0) const {
        return animationsIn(std::as_bytes(std::span(bytes_.data(), bytes_.size() - cut)));
    }

  private:
    void number(unsigned value, size_t size) {
        for (size_t i = 0; i < size; ++i) bytes_ += static_cast<char>(value >> 8 * (big_ ? size - 1 - i : i) & 0xFFU);
    }
    void padded(const std::string& words) { bytes_ += words + std::string((4 - words.size() % 4) % 4, '\0'); }
    std::string bytes_;
    bool big_;
};

/// Frames between the command and the goal.
int framesOnTheWay(FrameRig& rig, const char* view) {
    EXPECT_TRUE(rig.frame().commands().run(view, rig.program()));
    int frames = 0;
    const float goal = rig.program().view.cameraGoal->azimuthRad;
    while (rig.program().view.cameraGoal && frames < 200) {
        rig.pass(1.0 / 60);
        ++frames;
    }
    EXPECT_NEAR(std::cos(rig.program().view.camera.azimuthRad - goal), 1, 1e-5) << view;
    return frames;
}

}  // namespace

TEST(Motion, theDesktopsWishIsReadFromItsSettings) {
    for (const bool big : {false, true}) {
        Settings off(big, 4);
        off.text("Net/ThemeName", "Adwaita").colour("Some/Colour").integer("Gtk/EnableAnimations", 0).integer("Xft/DPI", 98304);
        EXPECT_EQ(off.animations(), false);
        EXPECT_EQ(Settings(big, 1).integer("Gtk/EnableAnimations", 1).animations(), true);
        EXPECT_EQ(Settings(big, 1).integer("Xft/DPI", 98304).animations(), std::nullopt);
        EXPECT_EQ(Settings(big, 40000).integer("Xft/DPI", 1).animations(), std::nullopt) << "fewer than it says";
        EXPECT_EQ(Settings(big, 1).integer("Gtk/EnableAnimations", 0).animations(2), std::nullopt) << "cut off";
    }
    EXPECT_EQ(animationsIn({}), std::nullopt);
}

TEST(Motion, theBodyTurnsAtOnceWhenTheUserOrTheDesktopWantsItSo) {
    FrameRig rig(FrameRig::Setup{.windowPx = {900, 600}, .gl = true});
    rig.pass(1);
    EXPECT_GT(framesOnTheWay(rig, "view.posterior"), 5) << "a flight";
    EXPECT_TRUE(ImGui::GetIO().ConfigInputTextCursorBlink);
    ASSERT_TRUE(rig.frame().commands().run("window.reducedMotion", rig.program()));
    EXPECT_LE(framesOnTheWay(rig, "view.left"), 1);
    EXPECT_FALSE(ImGui::GetIO().ConfigInputTextCursorBlink);
    ASSERT_TRUE(rig.frame().commands().run("window.reducedMotion", rig.program()));
    EXPECT_GT(framesOnTheWay(rig, "view.right"), 5);
    rig.frame().state().desktopMovesLess = true;
    EXPECT_LE(framesOnTheWay(rig, "view.anterior"), 1);
}

TEST(Motion, theSettingIsInTheWindowMenuAndIsKept) {
    FrameRig rig;
    const workspace::Command* command = rig.frame().commands().find("window.reducedMotion");
    ASSERT_TRUE(command);
    EXPECT_EQ(command->title, "Reduce motion");
    EXPECT_EQ(command->menu, "Window");
    ASSERT_TRUE(rig.frame().commands().run("window.reducedMotion", rig.program()));
    EXPECT_FALSE(rig.program().notices.all().empty()) << "and it is said what is so now";
    EXPECT_TRUE(workspace::Settings::load(rig.folder() / "settings.json").reducedMotion);
}

}  // namespace myochart::ui::test
