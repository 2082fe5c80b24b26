#pragma once
#include "ui/ui.h"

namespace myochart::ui {

struct PaneView;

/// What a quiz shows on the body: the place that was pointed at, the needle as it was set, with the answer where the point is charted;
/// and after a quiz where a class errs, numbered, the more the darker.
void drawQuizMarks(Ui& ui, const PaneView& pane);

}  // namespace myochart::ui
