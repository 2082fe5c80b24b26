#pragma once
#include "ui/ui.h"

namespace myochart::ui {

/// At the cursor: the button that opens the menu of all commands, in columns, each with its key.
void drawMainMenu(Ui& ui);

}  // namespace myochart::ui
