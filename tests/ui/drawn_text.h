#pragma once
#include <vector>

#include "ui/fonts.h"
#include "ui/frame_layout.h"

namespace myochart::ui::test {

/// A letter or icon that ImGui drew in the last frame, with the colours that meet there (opaque, sRGB).
struct DrawnLetter {
    Rect box;
    ImU32 ink = 0, ground = 0;
    bool icon = false;
};

/// All of them inside a window of `size`: everything else is painted in the order of drawing, and what is under the middle
/// of a letter is its ground. Needs no OpenGL.
std::vector<DrawnLetter> drawnLetters(const Fonts& fonts, vec2 size);

}  // namespace myochart::ui::test
