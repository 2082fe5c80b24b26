#pragma once
#include "workspace/command.h"

namespace myochart::workspace {

/// Every needle that is in comes out now, one undo step. `because`: as for record::allOut(). False, with a notice, when
/// nothing can be changed.
bool allNeedlesOut(Program& program, const std::string& because = {});

/// What is done with the needles and the sites of the open visit.
void addVisitCommands(CommandRegistry& registry);

}  // namespace myochart::workspace
