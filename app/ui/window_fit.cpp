#include "ui/window_fit.h"

#include <algorithm>

namespace myochart::ui {

ScreenRect fitOnScreen(ScreenRect wanted, const FrameEdges& frame, const ScreenRect& area, int least) {
    if (area.width <= 0 || area.height <= 0) return wanted;
    const auto fit = [least](int& start, int& length, int before, int after, int areaStart, int areaLength) {
        length = std::clamp(length, least, std::max(least, areaLength - before - after));
        // The near edge counts most: there lie the title and the menu.
        start = std::max(std::min(start, areaStart + areaLength - after - length), areaStart + before);
    };
    fit(wanted.x, wanted.width, frame.left, frame.right, area.x, area.width);
    fit(wanted.y, wanted.height, frame.top, frame.bottom, area.y, area.height);
    return wanted;
}

}  // namespace myochart::ui
