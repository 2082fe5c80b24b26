#include "workspace/time_commands.h"

#include "workspace/command_parts.h"

namespace myochart::workspace {

namespace {

constexpr Condition hasVisits = {[](const Program& p) { return p.record.patient() && !p.record.sessions().empty(); }, mark("No patient with visits is open.")};

void showOverTime(Program& program) {
    const bool open = program.time.isOpen() && program.settings.leftPanel && !program.settings.structuresTab;
    program.settings.leftPanel = true;
    program.settings.structuresTab = false;
    program.time.setOpen(!open);
}

}  // namespace

void addTimeCommands(CommandRegistry& registry) {
    registry.add({"patient.overTime", mark("Over time"), mark("Record"), "O", hasVisits, doing(showOverTime)});
    registry.add({"view.earlierSites", mark("Earlier sites on the body"), mark("View"), "Shift+G", hasVisits,
                  doing([](Program& program) { program.time.setGhosts(!program.time.ghosts()); })});
}

}  // namespace myochart::workspace
