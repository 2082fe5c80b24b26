#pragma once
#include "record/ledger.h"
#include "workspace/command.h"

namespace myochart::workspace {

/// Whether the needle of a site of the open visit is in that state.
bool anyNeedleIs(const Program& program, record::NeedleState state);
/// The moment at which these needles of the open visit, which are in, come out: now, but none before it went in, whatever
/// the clock was set to since; then a notice says so.
UtcMs momentOut(Program& program, const std::vector<record::MarkerId>& ids);
/// Every needle that is in comes out now, one undo step. `because`: as for record::allOut(). False, with a notice, when
/// nothing can be changed.
bool allNeedlesOut(Program& program, const std::string& because = {});

/// What is done with the needles and the sites of the open visit.
void addVisitCommands(CommandRegistry& registry);

}  // namespace myochart::workspace
