#pragma once
#include <vector>

#include "core/vec.h"
#include "workspace/settings.h"

namespace myochart::ui {

/// A rectangle in window pixels, y down.
struct Rect {
    vec2 min{}, max{};

    vec2 size() const { return max - min; }
    vec2 centre() const { return (min + max) * 0.5F; }
    bool contains(vec2 p) const { return p.x >= min.x && p.y >= min.y && p.x < max.x && p.y < max.y; }
    bool overlaps(const Rect& o) const {
        return min.x < o.max.x && o.min.x < max.x && min.y < o.max.y && o.min.y < max.y;
    }
};

/// The rectangles of one, two or four views in the body's part: side by side, then two rows; a hairline apart and all of
/// one size.
std::vector<Rect> paneRects(const Rect& body, size_t count, float scale);

/// Where the fixed parts of the window are. A side panel that is closed, or for which the window is too narrow, is
/// empty. Top bar 48, status bar 28, the left panel's tabs 44, panels as wide as the settings say, all times the scale.
struct FrameLayout {
    Rect whole, top, leftTabs, left, body, right, status;
    Rect visitBar;  ///< above the body while a visit of another day is open; see takeVisitBar
};

/// Takes the bar that names the day of the open visit from the top of the body.
void takeVisitBar(FrameLayout& layout, float scale);
/// `leastLeft`: what stands in the left panel wants that width (unscaled) where there is room. `cardFirst`: where there is room for one
/// panel alone it is the right one.
FrameLayout layOutFrame(vec2 windowPx, float scale, const workspace::Settings& settings, float leastLeft = 0, bool cardFirst = false);

}  // namespace myochart::ui
