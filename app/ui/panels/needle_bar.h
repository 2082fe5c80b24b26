#pragma once
#include "ui/ui.h"

namespace myochart::ui {

/// Whether the open visit has needles that can still go in or out.
bool hasNeedleBar(const workspace::Program& program);
/// How much room over the tools the bar of the needles takes, in window pixels; 0 while there is none.
float needleBarRoom(const Ui& ui);
/// Where it stands; empty while there is none.
Rect needleBarPlace(const Ui& ui);

}  // namespace myochart::ui
