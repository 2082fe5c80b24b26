#pragma once
#include "workspace/command.h"

namespace myochart::workspace {

/// Commands of painted pain and reported patterns.
void addPainCommands(CommandRegistry& registry);

}  // namespace myochart::workspace
