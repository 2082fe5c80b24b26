#pragma once
#include <string_view>

#include "ui/widgets.h"

namespace myochart::ui {

/// A row with a box and words, wrapped, that is ticked by a click or by Space. True when it was pressed.
bool tickRow(Ui& ui, std::string_view name, std::string_view words, bool ticked, bool enabled = true, float width = 0);

}  // namespace myochart::ui
