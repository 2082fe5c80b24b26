#pragma once
#include "workspace/command.h"

namespace myochart::workspace {

/// What is done with the needles and the sites of the open visit.
void addVisitCommands(CommandRegistry& registry);

}  // namespace myochart::workspace
