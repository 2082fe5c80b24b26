#include "ui/input_queue.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <gtest/gtest.h>
#include <imgui.h>

namespace myochart::ui {

namespace {

struct Io {
    Io() { ImGui::CreateContext(); }
    ~Io() { ImGui::DestroyContext(); }
    ImGuiIO& operator()() { return ImGui::GetIO(); }
};

}  // namespace

TEST(InputQueue, aWholeClickBetweenTwoFramesIsSeenAsHoverThenPressThenRelease) {
    Io io;
    InputQueue queue;
    queue.click({30, 40}, 1.0);
    queue.moveTo({500, 500}, 1.1);
    EXPECT_FALSE(queue.feed(io()).press) << "what lies there is hovered first";
    EXPECT_EQ(io().MousePos.x, 30);
    const FrameInput first = queue.feed(io());
    EXPECT_TRUE(first.press);
    EXPECT_FALSE(first.release);
    EXPECT_TRUE(io().MouseDown[0]);
    EXPECT_EQ(io().MousePos.x, 30);
    const FrameInput second = queue.feed(io());
    ASSERT_TRUE(second.release);
    EXPECT_EQ(second.release->pos, vec2(30, 40));
    EXPECT_EQ(io().MousePos.x, 30) << "the later move must not shift the click";
    queue.feed(io());
    EXPECT_EQ(io().MousePos.x, 500);
    EXPECT_TRUE(queue.empty());
}

TEST(InputQueue, aScannersSeparatorIsABlankWhereTextIsTypedAndNothingElsewhere) {
    Io io;
    InputQueue queue;
    for (const bool typing : {true, false}) {
        io().WantTextInput = typing;
        io().ClearInputCharacters();
        queue.key(GLFW_KEY_RIGHT_BRACKET, 1.0, kCtrl);
        while (!queue.empty()) queue.feed(io());
        ASSERT_EQ(io().InputQueueCharacters.Size, typing ? 1 : 0);
        if (typing) { EXPECT_EQ(io().InputQueueCharacters[0], static_cast<ImWchar>(0x20)); }
    }
}

TEST(InputQueue, movesJoinIntoOneFrame) {
    Io io;
    InputQueue queue;
    for (int i = 0; i < 50; ++i) queue.moveTo({static_cast<float>(i), 0}, 1.0);
    EXPECT_EQ(queue.feed(io()).pos.x, 49);
    EXPECT_TRUE(queue.empty());
}

TEST(InputQueue, travelTellsHowFarThePointerWentWhileTheButtonWasDown) {
    Io io;
    InputQueue queue;
    queue.button(0, true, {100, 100}, 1.0);
    queue.moveTo({160, 100}, 1.01);
    queue.moveTo({101, 100}, 1.02);
    queue.button(0, false, {101, 100}, 1.03);
    queue.feed(io());
    FrameInput last;
    while (!queue.empty()) last = queue.feed(io());
    ASSERT_TRUE(last.release);
    EXPECT_FLOAT_EQ(last.travelPx, 60);
}

TEST(InputQueue, theWheelWithAltDoesNotScrollPanels) {
    Io io;
    InputQueue queue;
    InputEvent wheel;
    wheel.kind = InputEvent::Kind::wheel;
    wheel.wheel = 2;
    wheel.modifiers = kAlt;
    queue.push(wheel);
    EXPECT_EQ(queue.feed(io()).wheel, 2);
    EXPECT_EQ(io().MouseWheel, 0);
}

TEST(InputQueue, lettersBeyondAsciiArriveWhole) {
    Io io;
    InputQueue queue;
    queue.type("Mü\xE2\x80\x93", 1.0);
    while (!queue.empty()) queue.feed(io());
    ASSERT_EQ(io().InputQueueCharacters.Size, 3);
    EXPECT_EQ(io().InputQueueCharacters[1], 0xFC);
    EXPECT_EQ(io().InputQueueCharacters[2], 0x2013);
}

TEST(InputQueue, losingTheFocusReleasesEverything) {
    Io io;
    InputQueue queue;
    queue.button(1, true, {5, 5}, 1.0);
    InputEvent key;
    key.kind = InputEvent::Kind::key;
    key.key = 65;
    key.down = true;
    queue.push(key);
    while (!queue.empty()) queue.feed(io());
    EXPECT_TRUE(io().KeysDown[65]);
    queue.releaseAll(2.0);
    while (!queue.empty()) queue.feed(io());
    EXPECT_FALSE(io().KeysDown[65]);
    EXPECT_FALSE(io().MouseDown[1]);
}

}  // namespace myochart::ui
