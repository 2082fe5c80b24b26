#pragma once
#include <string>

#include "ui/frame_layout.h"

struct ImDrawList;

namespace myochart::ui {

struct Ui;

/// Remembers, until the frame's end, a text that was drawn with an ellipsis for want of room.
void noteCutText(const ImDrawList& to, const Rect& at, std::string_view text);
/// After every panel: the whole of the cut text on which the pointer rests, unless another tip is shown. Whatever is cut
/// in any list can so be read at any text size.
void showCutText(Ui& ui);

}  // namespace myochart::ui
