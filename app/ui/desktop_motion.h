#pragma once
#include <cstddef>
#include <optional>
#include <span>

namespace myochart::ui {

/// Whether the desktop wants no animations, from its XSETTINGS ("Gtk/EnableAnimations", which GNOME, Xfce, MATE, Cinnamon
/// and KDE tell on X11 and to XWayland). False where nobody says so. Opens a connection to the display of its own.
bool desktopMovesLess();

/// "Gtk/EnableAnimations" in the bytes of _XSETTINGS_SETTINGS as the freedesktop.org specification 0.5 lays them out;
/// nothing where it is not told or the bytes are no settings.
std::optional<bool> animationsIn(std::span<const std::byte> settings);

}  // namespace myochart::ui
