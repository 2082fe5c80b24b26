#pragma once
#include "note/over_time.h"
#include "ui/widgets.h"

namespace myochart::ui {

/// "7 › 3  −4", "7" where there is but one figure, "not recorded" where there is none.
std::string painWords(const note::PainChange& pain);
/// A change of pain from a middle line: an arrow to the left for less, to the right for more, as long as the change, with a dot
/// where nothing changed. Nothing but the line where there is nothing to compare: legible without colour.
void drawPainScale(Ui& ui, const Rect& box, const note::PainChange& pain);

}  // namespace myochart::ui
