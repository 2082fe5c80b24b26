#pragma once
#include "ui/ui_state.h"
#include "workspace/command.h"

namespace myochart::ui {

/// Adds the commands that need a window (panels, theme, search, import, palette, quit). They write to `state`, which
/// must outlive the registry.
void addWindowCommands(workspace::CommandRegistry& registry, UiState& state);

/// Whether `command`, the id of one that chooses a type of marker, places one at once: the keyboard stands on a muscle or
/// trigger point of a list, and that is what is meant.
bool placesFromList(const workspace::Program& program, const UiState& state, std::string_view command);
/// Places a marker of that type on the muscle or trigger point and turns the body to it; what a click does stays as it was.
Outcome placeFromList(workspace::Program& program, UiState& state, std::string_view command);

}  // namespace myochart::ui
