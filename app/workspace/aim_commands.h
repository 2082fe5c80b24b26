#pragma once

namespace myochart::workspace {

class CommandRegistry;

/// Aiming the needle of the selected site.
void addAimCommands(CommandRegistry& registry);

}  // namespace myochart::workspace
