#pragma once

namespace myochart::workspace {

class CommandRegistry;

/// The skin of the built-in body lean, as measured, fuller and large, in the palette.
void addHabitusCommands(CommandRegistry& registry);

}  // namespace myochart::workspace
