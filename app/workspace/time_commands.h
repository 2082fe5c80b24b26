#pragma once
#include "workspace/command.h"

namespace myochart::workspace {

/// The visits of the open patient one after the other.
void addTimeCommands(CommandRegistry& registry);

}  // namespace myochart::workspace
