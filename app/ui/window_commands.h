#pragma once
#include "ui/ui_state.h"
#include "workspace/command.h"

namespace myochart::ui {

/// Adds the commands that need a window (panels, theme, search, import, palette, quit). They write to `state`, which
/// must outlive the registry.
void addWindowCommands(workspace::CommandRegistry& registry, UiState& state);

}  // namespace myochart::ui
