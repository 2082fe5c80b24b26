#include "workspace/pain_commands.h"

#include "workspace/command_parts.h"

namespace myochart::workspace {

namespace {

constexpr Condition isOpenOrHasBody = {[](const Program& p) { return p.pain.isOpen() || p.bodies.current() != nullptr; }, mark("There is no body to show it on yet.")};
constexpr Condition showsPatterns = {[](const Program& p) { return !p.pain.shown().empty(); }, mark("No pattern is shown.")};
constexpr Condition hasSites = {[](const Program& p) { return p.record.session() && !p.record.session()->markers.empty(); }, mark("The visit has no sites yet.")};

void open(Program& program) {
    if (!program.pain.isOpen()) {
        program.lessons.setOpen(false);
        program.settings.rightPanel = true;
        program.aim.close();
        program.quiz.setOpen(false);
    }
    program.pain.setOpen(!program.pain.isOpen());
}

}  // namespace

void addPainCommands(CommandRegistry& registry) {
    registry.add({"pain.open", mark("Pain and who refers there"), mark("Mark"), "W", isOpenOrHasBody, doing(open)});
    registry.add({"pattern.ofVisit", mark("Reported patterns of the visit's sites"), mark("View"), "Shift+W", hasSites, [](Program& p) { return p.pain.showOfVisit(); }});
    registry.add({"pattern.hide", mark("Hide reported patterns"), mark("View"), "", showsPatterns, doing([](Program& p) { p.pain.hidePatterns(); })});
}

}  // namespace myochart::workspace
