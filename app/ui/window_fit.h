#pragma once

namespace myochart::ui {

/// A rectangle of the screen in its pixels, y down.
struct ScreenRect {
    int x = 0, y = 0, width = 0, height = 0;
    bool operator==(const ScreenRect&) const = default;
};
/// How far the frame that a window manager draws reaches beyond a window, px.
struct FrameEdges {
    int left = 0, top = 0, right = 0, bottom = 0;
};

/// The window's own rectangle (without its frame) nearest to `wanted` with which window and frame lie inside `area`, what
/// panels and docks leave of the screen; an empty `area` is not known and changes nothing. Never smaller than `least` px.
ScreenRect fitOnScreen(ScreenRect wanted, const FrameEdges& frame, const ScreenRect& area, int least);

}  // namespace myochart::ui
