#include <gtest/gtest.h>

#include <algorithm>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"
#include "ui/scan_catcher.h"

namespace myochart::ui::test {

namespace {

// Made up: item 04006381333931, to be used up to the end of 2099, lot L-7.
constexpr const char* kCode = "]d20104006381333931" "17760630" "10L-7";

InputEvent keyOf(int code, bool down, double time, unsigned modifiers = 0) {
    InputEvent event;
    event.kind = InputEvent::Kind::key;
    event.key = code;
    event.down = down;
    event.time = time;
    event.modifiers = modifiers;
    return event;
}

/// What a scanner types: the keys of digits with their letters, GS as Ctrl+], `gap` seconds apart, then Enter.
void scan(InputQueue& queue, const std::string& code, double begin, double gap = 0.008) {
    double time = begin;
    for (const char c : code) {
        if (c == '\x1D') {
            queue.push(keyOf(GLFW_KEY_RIGHT_BRACKET, true, time, kCtrl));
            queue.push(keyOf(GLFW_KEY_RIGHT_BRACKET, false, time));
        } else {
            const int key = c >= '0' && c <= '9' ? GLFW_KEY_0 + (c - '0') : GLFW_KEY_RIGHT_BRACKET;
            queue.push(keyOf(key, true, time));
            queue.type(std::string(1, c), time);
            queue.push(keyOf(key, false, time));
        }
        time += gap;
    }
    queue.push(keyOf(GLFW_KEY_ENTER, true, time));
    queue.push(keyOf(GLFW_KEY_ENTER, false, time));
}

class ScanUi : public ::testing::Test {
  protected:
    FrameRig rig_;

    void SetUp() override {
        rig_.openVisit();
        rig_.addMarkers(2);
        rig_.click("sites.row.0");
        rig_.pass(0.4);
    }
    const record::Session& visit() { return *rig_.program().record.session(); }
    void scanNow(const std::string& code) {
        rig_.pass(0.3);
        scan(rig_.input(), code, rig_.now());
        rig_.pass(0.4);
    }
    bool told(const std::string& part) {
        return std::ranges::any_of(rig_.program().notices.all(), [&](const workspace::Notice& notice) { return notice.text.find(part) != std::string::npos; });
    }
};

}  // namespace

TEST(ScanCatcher, takesAScanInWholeAndLeavesNothingOfIt) {
    InputQueue queue;
    ScanCatcher catcher;
    scan(queue, kCode, 1);
    EXPECT_EQ(catcher.sift(queue, 1.5), kCode);
    for (const InputEvent& event : queue.takeAll()) EXPECT_TRUE(event.kind == InputEvent::Kind::key && !event.down) << "only keys coming up";
    scan(queue, "]d2010400638133393110L\x1D" "21S", 3);
    EXPECT_EQ(catcher.sift(queue, 3.5), "]d2010400638133393110L\x1D" "21S");
}

TEST(ScanCatcher, takesAScanThatComesInPiecesOverSlowFrames) {
    InputQueue queue;
    ScanCatcher catcher;
    InputQueue source;
    scan(source, kCode, 1);
    std::optional<std::string> found;
    const auto events = source.takeAll();
    for (size_t i = 0; i < events.size(); ++i) {
        const double now = 1 + 0.2 * static_cast<double>(i / 3);  // a letter a frame: its key down, itself, its key up
        queue.push(events[i]);
        if (i % 3 != 2 && i + 1 < events.size()) continue;
        auto frame = queue.takeAll();
        for (InputEvent& event : frame) event.time = now;
        queue.putBack(std::move(frame));
        if (auto scanned = catcher.sift(queue, now + 0.01)) found = scanned;
    }
    EXPECT_EQ(found, kCode);
}

TEST(ScanCatcher, whatIsTypedByHandGoesOn) {
    for (const char* text : {"0123456789", "10 min", "+5", "(see note)", "20 mm", "01.02.1980", "1"}) {
        InputQueue queue;
        ScanCatcher catcher;
        double now = 1;
        for (const char* c = text; *c; ++c) {
            queue.type(std::string(1, *c), now += 0.12);
            EXPECT_FALSE(catcher.sift(queue, now));
            EXPECT_FALSE(catcher.sift(queue, now + 0.05));
        }
        queue.push(keyOf(GLFW_KEY_ENTER, true, now + 0.1));
        EXPECT_FALSE(catcher.sift(queue, now + 0.1));
        std::string typed;
        for (const InputEvent& event : queue.takeAll())
            if (event.kind == InputEvent::Kind::text) typed += static_cast<char>(event.codepoint);
        EXPECT_EQ(typed, text);
    }
}

TEST(ScanCatcher, wordsAndCommandsAreNeverHeld) {
    InputQueue queue;
    ScanCatcher catcher;
    queue.type("left infraspinatus 20 mm", 1);
    queue.key(GLFW_KEY_Z, 1, kCtrl);
    queue.key(GLFW_KEY_N, 1);
    EXPECT_FALSE(catcher.sift(queue, 1));
    EXPECT_EQ(catcher.dueAt(), 1e300);
    queue.takeAll();
    queue.key(GLFW_KEY_1, 5);
    EXPECT_FALSE(catcher.sift(queue, 5));
    EXPECT_TRUE(queue.empty()) << "a digit waits for a blink";
    EXPECT_FALSE(catcher.sift(queue, 5.05));
    EXPECT_FALSE(queue.empty());
}

TEST_F(ScanUi, fillsTheNeedleOfTheSelectedSiteAndUndoTakesItBack) {
    const auto camera = rig_.program().view.camera.azimuthRad;
    scanNow(kCode);
    EXPECT_EQ(visit().markers[0].needle.item, "04006381333931");
    EXPECT_EQ(visit().markers[0].needle.lot, "L-7");
    EXPECT_EQ(visit().markers[0].needle.expiry, "2076-06-30");
    EXPECT_EQ(visit().markers[1].needle, record::Needling{});
    EXPECT_EQ(rig_.program().view.camera.azimuthRad, camera) << "digits of a scan are no keys of views";
    EXPECT_EQ(rig_.fact("mode"), "look");
    EXPECT_TRUE(told("The box is noted at 1 site"));
    rig_.key(GLFW_KEY_Z, kCtrl);
    rig_.pass(0.2);
    EXPECT_EQ(visit().markers[0].needle, record::Needling{});
}

TEST_F(ScanUi, leavesTheFieldThatIsTypedInAsItIs) {
    rig_.click("site.note");
    rig_.type("dizzy");
    scanNow(kCode);
    EXPECT_EQ(visit().markers[0].needle.lot, "L-7");
    rig_.click("sites.row.1");
    rig_.pass(0.4);
    EXPECT_EQ(visit().markers[0].note, "dizzy");
}

TEST_F(ScanUi, fillsAllThatAreSelectedAndWarnsOfAnExpiredBox) {
    rig_.click("sites.row.1", kCtrl);
    rig_.pass(0.2);
    scanNow("]d20104006381333931" "17200630" "10OLD");
    EXPECT_EQ(visit().markers[0].needle.lot, "OLD");
    EXPECT_EQ(visit().markers[1].needle.lot, "OLD");
    EXPECT_TRUE(told("These needles expired on 2020-06-30."));
}

TEST_F(ScanUi, aDamagedScanIsToldAndDoesNothing) {
    scanNow("]d20104006381333932" "17760630" "10L-7");
    EXPECT_TRUE(told("The check digit of this code is wrong"));
    EXPECT_EQ(visit().markers[0].needle, record::Needling{});
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.1);
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.1);
    ASSERT_EQ(rig_.fact("selectedMarkers"), "");
    scanNow(kCode);
    EXPECT_TRUE(told("no site is selected"));
    EXPECT_EQ(visit().markers[0].needle, record::Needling{});
}

}  // namespace myochart::ui::test
