#pragma once
#include "ui/widgets.h"

namespace myochart::ui {

/// The paper of a side panel: fill is the window's own; a hairline towards the body, and room at the edges. Between
/// begin and end the cursor runs in a region that scrolls when it must.
enum class Facing { left, right };
void beginSide(Ui& ui, const Rect& area, Facing facing, bool scrolls = true);
void endSide();

}  // namespace myochart::ui
