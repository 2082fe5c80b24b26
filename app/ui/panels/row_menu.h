#pragma once
#include <optional>
#include <span>

#include "ui/widgets.h"

namespace myochart::ui {

struct RowChoice {
    std::string_view name;  ///< "delete", recorded as "patients.row.0.delete"
    std::string_view label;  ///< in English, for tr()
    const char* icon = nullptr;
};

/// The width that the menu's button takes at a row's right end, unscaled.
inline constexpr float kRowMenuWidth = 32;

/// What can be done with the row `name` drawn at `at` just before: a button at its right end, always there, and the
/// right mouse button on the row. The choice that was taken. Call between PushID and PopID of the row.
struct RowMenu {
    std::optional<size_t> chosen;
    bool pressed = false;  ///< the button took the click, the row did not
};
/// The choices of a menu that is open, in its popup; the one that was taken.
std::optional<size_t> menuChoices(Ui& ui, const std::string& name, std::span<const RowChoice> choices);
RowMenu rowMenu(Ui& ui, const std::string& name, const Pressed& at, std::span<const RowChoice> choices);

}  // namespace myochart::ui
