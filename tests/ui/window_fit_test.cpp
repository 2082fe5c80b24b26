#include "ui/window_fit.h"

#include <gtest/gtest.h>

namespace myochart::ui {

TEST(WindowFit, withItsFrameTheWholeWindowLiesInWhatDocksLeaveOfTheScreen) {
    const FrameEdges frame{1, 27, 1, 5};
    const ScreenRect laptop{0, 0, 1366, 768};
    EXPECT_EQ(fitOnScreen({1, 27, 1440, 900}, frame, laptop, 200), (ScreenRect{1, 27, 1364, 736}));
    const ScreenRect withDock{64, 30, 1302, 738};
    EXPECT_EQ(fitOnScreen({0, 0, 1440, 900}, frame, withDock, 200), (ScreenRect{65, 57, 1300, 706}));
}

TEST(WindowFit, aWindowThatFitsStaysAsItIs) {
    const ScreenRect window{300, 200, 1000, 700};
    EXPECT_EQ(fitOnScreen(window, {1, 27, 1, 5}, {0, 0, 2560, 1440}, 200), window);
    EXPECT_EQ(fitOnScreen(window, {1, 27, 1, 5}, {}, 200), window) << "a screen that tells nothing";
}

TEST(WindowFit, aWindowOverTheEdgeIsMovedAndNeverSmallerThanTheLeast) {
    EXPECT_EQ(fitOnScreen({2000, 1000, 800, 600}, {1, 27, 1, 5}, {0, 0, 2560, 1440}, 200).y, 1440 - 5 - 600);
    EXPECT_EQ(fitOnScreen({0, 0, 800, 600}, {0, 0, 0, 0}, {0, 0, 100, 100}, 200), (ScreenRect{0, 0, 200, 200}));
}

}  // namespace myochart::ui
