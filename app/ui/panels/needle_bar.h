#pragma once
#include "ui/ui.h"

namespace myochart::ui {

/// How much room over the tools the bar of the needles takes, in window pixels; 0 while there is none.
float needleBarRoom(const Ui& ui);
/// Where it stands; empty while there is none.
Rect needleBarPlace(const Ui& ui);

}  // namespace myochart::ui
