#include "ui/press_tracker.h"

#include <gtest/gtest.h>

namespace myochart::ui {

namespace {

/// Frames as the queue would give them.
class Hand {
  public:
    std::optional<Gesture> press(vec2 at, double time, bool free = true, int button = 0, unsigned modifiers = 0) {
        FrameInput frame = base(at);
        frame.press = event(at, time, true, button, modifiers);
        from_ = at;
        travel_ = 0;
        return tracker.step(frame, free);
    }
    std::optional<Gesture> move(vec2 at) {
        travel_ = std::max(travel_, glm::length(at - from_));
        return tracker.step(base(at), false);
    }
    std::optional<Gesture> release(vec2 at, double time, int button = 0) {
        travel_ = std::max(travel_, glm::length(at - from_));
        FrameInput frame = base(at);
        frame.release = event(at, time, false, button, 0);
        frame.travelPx = travel_;
        return tracker.step(frame, true);
    }
    /// The pointer went so far within the frame and came back.
    void wander(float px) { travel_ = px; }
    PressTracker tracker;

  private:
    static FrameInput base(vec2 at) {
        FrameInput frame;
        frame.pos = at;
        return frame;
    }
    static InputEvent event(vec2 at, double time, bool down, int button, unsigned modifiers) {
        InputEvent e;
        e.kind = InputEvent::Kind::button;
        e.pos = at;
        e.time = time;
        e.down = down;
        e.button = button;
        e.modifiers = modifiers;
        return e;
    }
    vec2 from_{};
    float travel_ = 0;
};

}  // namespace

using Kind = Gesture::Kind;

TEST(PressTracker, releasedWhereItWentDownIsAClickThere) {
    Hand hand;
    EXPECT_FALSE(hand.press({100, 100}, 1));
    EXPECT_FALSE(hand.move({102, 101}));
    const auto gesture = hand.release({103, 102}, 1.2);
    ASSERT_TRUE(gesture);
    EXPECT_EQ(gesture->kind, Kind::click);
    EXPECT_EQ(gesture->from, vec2(100, 100)) << "the click is where the button went down";
}

TEST(PressTracker, fivePixelsAwayIsADragAndNeverAClick) {
    Hand hand;
    hand.press({100, 100}, 1);
    const auto start = hand.move({105, 100});
    ASSERT_TRUE(start);
    EXPECT_EQ(start->kind, Kind::dragStart);
    EXPECT_EQ(start->delta, vec2(5, 0));
    EXPECT_EQ(hand.move({106, 100})->kind, Kind::drag);
    const auto end = hand.release({100, 100}, 1.1);
    ASSERT_TRUE(end);
    EXPECT_EQ(end->kind, Kind::dragEnd) << "coming back does not make it a click";
}

TEST(PressTracker, wanderingAwayAndBackWithinOneFrameIsNoClick) {
    Hand hand;
    hand.press({100, 100}, 1);
    hand.wander(40);
    EXPECT_FALSE(hand.release({100, 100}, 1.05));
}

TEST(PressTracker, aPressHeldLongIsNoClick) {
    Hand hand;
    hand.press({100, 100}, 1);
    EXPECT_FALSE(hand.release({100, 100}, 1 + PressTracker::kLongestClick + 0.1));
}

TEST(PressTracker, twoQuickClicksAreClickAndDoubleClickTwoSlowOnesAreTwo) {
    Hand hand;
    hand.press({100, 100}, 1);
    EXPECT_EQ(hand.release({100, 100}, 1.05)->kind, Kind::click);
    hand.press({101, 100}, 1.2);
    EXPECT_EQ(hand.release({101, 100}, 1.25)->kind, Kind::doubleClick);
    hand.press({101, 100}, 1.4);
    EXPECT_EQ(hand.release({101, 100}, 1.45)->kind, Kind::click) << "the third is a new one";
    hand.press({101, 100}, 2.4);
    EXPECT_EQ(hand.release({101, 100}, 2.45)->kind, Kind::click);
}

TEST(PressTracker, aPressOnSomethingElseStartsNothing) {
    Hand hand;
    hand.press({100, 100}, 1, false);
    EXPECT_FALSE(hand.move({150, 100}));
    EXPECT_FALSE(hand.release({150, 100}, 1.1));
}

TEST(PressTracker, anotherButtonDoesNotEndTheDrag) {
    Hand hand;
    hand.press({100, 100}, 1);
    hand.move({120, 100});
    hand.press({120, 100}, 1.1, true, 1);
    hand.release({125, 100}, 1.2, 1);
    EXPECT_TRUE(hand.tracker.dragging());
    EXPECT_EQ(hand.release({130, 100}, 1.3)->kind, Kind::dragEnd);
}

TEST(PressTracker, aCancelledPressGivesNothingMore) {
    Hand hand;
    hand.press({100, 100}, 1);
    hand.move({120, 100});
    hand.tracker.cancel();
    EXPECT_FALSE(hand.move({140, 100}));
    EXPECT_FALSE(hand.release({140, 100}, 1.3));
}

TEST(PressTracker, theModifiersAreThoseOfThePress) {
    Hand hand;
    hand.press({100, 100}, 1, true, 0, kShift);
    EXPECT_EQ(hand.move({120, 100})->modifiers, static_cast<unsigned>(kShift));
}

}  // namespace myochart::ui
