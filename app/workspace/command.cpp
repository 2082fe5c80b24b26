#include "workspace/command.h"

#include <algorithm>

#include <fmt/format.h>

#include "workspace/command_parts.h"
#include "workspace/aim_commands.h"
#include "workspace/pain_commands.h"
#include "workspace/effect_commands.h"
#include "workspace/habitus_commands.h"
#include "workspace/lesson_commands.h"
#include "workspace/section_pane.h"
#include "workspace/quiz_commands.h"
#include "workspace/time_commands.h"
#include "workspace/visit_commands.h"

namespace myochart::workspace {

namespace {

constexpr Condition hasSelectedMarkers = {
    [](const Program& p) { return p.record.session() != nullptr && !p.view.options.selectedMarkers.empty(); }, mark("No site is selected.")};
constexpr Condition hasSelectedStructure = {
    [](const Program& p) { return p.bodies.current() != nullptr && p.view.options.selected.has_value(); }, mark("No structure is selected.")};

void addEditing(CommandRegistry& registry) {
    registry.add({"edit.undo", mark("Undo"), mark("Edit"), "Ctrl+Z",
                  {[](const Program& p) { return p.record.steps().canUndo(); }, mark("There is nothing to undo.")},
                  doing([](Program& p) { p.record.undo(); })});
    registry.add({"edit.redo", mark("Redo"), mark("Edit"), "Ctrl+Shift+Z",
                  {[](const Program& p) { return p.record.steps().canRedo(); }, mark("There is nothing to do again.")},
                  doing([](Program& p) { p.record.redo(); })});
    registry.add({"marker.delete", mark("Delete marker"), mark("Edit"), "Delete", hasSelectedMarkers,
                  doing([](Program& p) { p.marks.removeSelected(); })});
    registry.add({"marker.mirror", mark("Add a mirrored copy on the other side"), mark("Edit"), "M", hasSelectedMarkers,
                  doing([](Program& p) { p.marks.mirrorSelected(); })});
    registry.add({"session.new", mark("New visit"), mark("Record"), "Ctrl+N", hasPatient,
                  doing([](Program& p) { p.record.newSession(); })});
    registry.add({"session.today", mark("Chart in today's visit"), mark("Record"), "",
                  {[](const Program& p) { return p.record.patient() && !(p.record.session() && p.record.isToday(*p.record.session())); },
                   mark("No patient is open, or today's visit already is.")},
                  doing([](Program& p) { p.record.chartToday(); })});
    registry.add({"session.correct", mark("Correct this visit of another day"), mark("Record"), "",
                  {[](const Program& p) { return p.record.visitIsLocked(); }, mark("No visit of another day is open and locked.")}, doing([](Program& p) { p.record.correctVisit(); })});
    registry.add({"session.close", mark("Close visit"), mark("Record"), "", hasSession, doing([](Program& p) { p.record.closeSession(); })});
    registry.add({"patient.close", mark("Close patient"), mark("Record"), "Ctrl+W", hasPatient,
                  doing([](Program& p) { p.record.closePatient(); })});
}

void addPlacing(CommandRegistry& registry) {
    registry.add({"mode.look", mark("Look"), mark("Mark"), "V", always, doing([](Program& p) { p.marks.setMode(Mode::look); })});
    using enum record::MarkerType;
    const std::pair<record::MarkerType, const char*> types[] = {
        {needle, "N"}, {active, "T"}, {latent, "Shift+T"}, {satellite, "Ctrl+T"}, {tender, "Shift+N"}};
    for (const auto& [type, key] : types)
        registry.add({fmt::format("mode.place.{}", name(type)), record::editTitle(record::MarkerEdit::place, type), mark("Mark"), key, hasBody,
                      doing([type = type](Program& p) { p.marks.setPlacing(type); })});
}

/// Alone, without a ghost of the rest.
void isolateSelected(Program& p) {
    p.view.isolate(*p.view.options.selected);
    p.view.options.ghostOthers = false;
}

/// The selected structure solid and all others faint; while something is isolated, the others come and go.
void ghostTheRest(Program& p) {
    const bool other = p.view.options.selected && !p.view.options.isolated.contains(*p.view.options.selected);
    if (!other) {
        p.view.options.ghostOthers = !p.view.options.ghostOthers;
        return;
    }
    p.view.isolate(*p.view.options.selected);
    p.view.options.ghostOthers = true;
}

void addViews(CommandRegistry& registry) {
    using enum scene::StandardView;
    struct View {
        scene::StandardView view;
        const char *title, *key;
    };
    for (const View& v : {View{anterior, mark("Front view"), "1"}, View{posterior, mark("Back view"), "2"},
                          View{left, mark("View from the left"), "3"}, View{right, mark("View from the right"), "4"},
                          View{superior, mark("View from above"), "5"}, View{inferior, mark("View from below"), "6"}})
        registry.add({fmt::format("view.{}", scene::name(v.view)), v.title, mark("View"), v.key, hasBody,
                      doing([view = v.view](Program& p) { p.view.showStandardView(view); })});
    registry.add({"view.isolate", mark("Isolate structure"), mark("View"), "I", hasSelectedStructure,
                  doing([](Program& p) { isolateSelected(p); })});
    registry.add({"view.hide", mark("Hide structure"), mark("View"), "H", hasSelectedStructure,
                  doing([](Program& p) { p.view.hide(*p.view.options.selected); })});
    registry.add({"view.showAll", mark("Show all"), mark("View"), "A", hasBody, doing([](Program& p) { p.view.showAll(); })});
    registry.add({"view.undoHide", mark("Step back through hiding"), mark("View"), "Backspace",
                  {[](const Program& p) { return p.view.canUndoHide(); }, mark("Nothing was hidden before.")}, doing([](Program& p) { p.view.undoHide(); })});
    registry.add({"view.redoHide", mark("Step forward through hiding"), mark("View"), "Shift+Backspace",
                  {[](const Program& p) { return p.view.canRedoHide(); }, mark("There is no later step of hiding.")}, doing([](Program& p) { p.view.redoHide(); })});
    registry.add({"view.ghost", mark("Ghost the rest"), mark("View"), "G", hasBody,
                  doing([](Program& p) { ghostTheRest(p); })});
    registry.add({"view.labels", mark("Labels"), mark("View"), "L", hasBody, doing([](Program& p) { p.view.options.labels = !p.view.options.labels; })});
}

/// Parts of the body to look at, and views side by side.
void addFraming(CommandRegistry& registry) {
    registry.add({"region.whole", mark("Whole body"), mark("Region"), "0", hasBody, doing([](Program& p) { p.view.frameWholeBody(); })});
    for (const scene::BodyRegion& region : scene::bodyRegions())
        registry.add({fmt::format("region.{}", region.key), std::string(region.name), mark("Region"), "", hasBody,
                      [key = std::string(region.key)](Program& p) { return p.view.frameRegion(key); }});
    struct Split {
        size_t count;
        const char *id, *title, *key;
    };
    for (const Split& split : {Split{1, "view.one", mark("One view"), "Ctrl+1"}, Split{2, "view.two", mark("Two views side by side"), "Ctrl+2"},
                               Split{4, "view.four", mark("Four views"), "Ctrl+4"}})
        registry.add({split.id, split.title, mark("View"), split.key, hasBody,
                      doing([count = split.count](Program& p) { p.view.panes.show(count, p.view.camera); })});
    registry.add({"view.nextPane", mark("Next of the views side by side"), mark("View"), "Ctrl+Tab",
                  {[](const Program& p) { return p.view.panes.count() > 1; }, mark("There is one view only.")}, doing([](Program& p) {
                      const size_t views = p.view.panes.count() - (sectionPane(p.view) ? 1 : 0);
                      p.view.panes.activate((p.view.panes.active() + 1) % views, p.view.camera);
                      p.view.cameraGoal.reset();
                  })});
}

}  // namespace

const Command* CommandRegistry::find(std::string_view id) const {
    const auto at = std::find_if(commands_.begin(), commands_.end(), [&](const Command& c) { return c.id == id; });
    return at == commands_.end() ? nullptr : &*at;
}

const Command* CommandRegistry::forKey(std::string_view key) const {
    const auto at = std::find_if(commands_.begin(), commands_.end(),
                                 [&](const Command& c) { return !key.empty() && c.key == key; });
    return at == commands_.end() ? nullptr : &*at;
}

Outcome CommandRegistry::run(std::string_view id, Program& workspace) const {
    const Command* command = find(id);
    if (!command) return environmentFault(fmt::format("There is no command {}.", id));
    if (!command->canRun(workspace)) return failed(tr(command->needs.otherwise));
    if (workspace.quiz.isRunning() && !mayRunInQuiz(id)) return failed(said("A quiz is running; end it first."));
    return command->run(workspace);
}

CommandRegistry standardCommands() {
    CommandRegistry registry;
    addEditing(registry);
    addPlacing(registry);
    addViews(registry);
    addFraming(registry);
    addEffectCommands(registry);
    addHabitusCommands(registry);
    addVisitCommands(registry);
    addTimeCommands(registry);
    addAimCommands(registry);
    addPainCommands(registry);
    addLessonCommands(registry);
    addQuizCommands(registry);
    return registry;
}

}  // namespace myochart::workspace
