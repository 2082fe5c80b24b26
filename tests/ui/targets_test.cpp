#include <gtest/gtest.h>

#include "scenes.h"
#include "ui/widgets.h"

namespace myochart::ui::test {

namespace {

constexpr float kUsual = 28;  ///< buttons and rows of lists

/// What stands inside another control or at its edge, and may be as small as WCAG allows.
bool mayBeSmall(const FocusStop& stop) {
    return stop.kind == FocusStop::Kind::slider || stop.name.find(".source") != std::string::npos || stop.name == "source";
}

}  // namespace

// WCAG 2.2, 2.5.8 (level AA): 24 by 24 CSS pixels. None needs the exception for what stands apart.
TEST(EveryControl, isLargeEnoughToBeHitWithAFinger) {
    FrameRig rig;
    std::set<std::string> measured;
    throughAllScenes(rig, [&](const std::string& where) {
        const KeyFocus& focus = rig.frame().state().focus;
        for (const FocusStop& stop : focus.stops()) {
            if (stop.scope != focus.scope() || stop.kind == FocusStop::Kind::list) continue;
            const vec2 size = stop.rect.size();
            measured.insert(stop.name);
            EXPECT_GE(size.x, kLeastTarget) << where << " " << stop.name;
            EXPECT_GE(size.y, mayBeSmall(stop) ? kLeastTarget : kUsual) << where << " " << stop.name;
        }
    });
    EXPECT_GE(measured.size(), 300U);
}

TEST(EveryControl, growsWithTheText) {
    for (const float scale : {1.5F, 2.0F}) {
        FrameRig rig(FrameRig::Setup{.windowPx = vec2(1440, 900) * scale, .scale = scale});
        rig.openVisit();
        rig.pass(0.1);
        for (const FocusStop& stop : rig.frame().state().focus.stops()) {
            EXPECT_GE(stop.rect.size().x, kLeastTarget * scale - 1) << stop.name;
            EXPECT_GE(stop.rect.size().y, kLeastTarget * scale - 1) << stop.name;
        }
    }
}

}  // namespace myochart::ui::test
