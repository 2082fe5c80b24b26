#pragma once
#include "ui/ui_state.h"
#include "workspace/command.h"

namespace myochart::ui {

/// Adds handing over to others and taking over from them.
void addExchangeCommands(workspace::CommandRegistry& registry, UiState& state);
/// Adds the shorthand line.
void addShorthandCommands(workspace::CommandRegistry& registry, UiState& state);
/// Adds what can be done with patients and visits and needs a form or a question of the window.
void addRecordCommands(workspace::CommandRegistry& registry, UiState& state);

}  // namespace myochart::ui
