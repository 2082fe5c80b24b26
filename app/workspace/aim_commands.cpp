#include "workspace/aim_commands.h"

#include "workspace/command_parts.h"

namespace myochart::workspace {

namespace {

constexpr Condition hasOneSite = {[](const Program& p) { return p.aim.isOpen() || (p.bodies.current() && p.record.session() && p.view.options.selectedMarkers.size() == 1); },
                                  mark("Select one site; its needle is aimed.")};
constexpr Condition isAiming = {[](const Program& p) { return p.aim.isOpen(); }, mark("No needle is aimed.")};

Outcome aim(Program& program) {
    if (!program.aim.isOpen()) {
        program.settings.rightPanel = true;
        program.quiz.setOpen(false);
        program.pain.setOpen(false);
        return program.aim.open();
    }
    program.aim.close();
    return Done{};
}

}  // namespace

void addAimCommands(CommandRegistry& registry) {
    registry.add({"needle.aim", mark("Aim the needle"), mark("Mark"), "D", hasOneSite, aim});
    registry.add({"needle.section", mark("Section along the needle"), mark("Mark"), "Shift+D", isAiming, doing([](Program& p) { p.aim.setCutsAlong(!p.aim.cutsAlong()); })});
}

}  // namespace myochart::workspace
