#include "workspace/command.h"

#include <algorithm>

#include <fmt/format.h>

#include "workspace/effect_commands.h"
#include "workspace/habitus_commands.h"
#include "workspace/section_pane.h"

namespace myochart::workspace {

namespace {

bool always(const Workspace&) { return true; }
bool hasBody(const Workspace& w) { return w.body() != nullptr; }
bool hasSession(const Workspace& w) { return w.session() != nullptr; }
bool hasSelectedMarkers(const Workspace& w) { return hasSession(w) && !w.view.selectedMarkers.empty(); }
bool hasSelectedStructure(const Workspace& w) { return hasBody(w) && w.view.selected.has_value(); }

/// Wraps an action that cannot fail.
template <class Action>
std::function<Outcome(Workspace&)> doing(Action action) {
    return [action](Workspace& w) -> Outcome {
        action(w);
        return Done{};
    };
}

void addEditing(CommandRegistry& registry) {
    registry.add({"edit.undo", "Undo", "Edit", "Ctrl+Z",
                  [](const Workspace& w) { return w.steps().canUndo(); },
                  doing([](Workspace& w) { w.undo(); })});
    registry.add({"edit.redo", "Redo", "Edit", "Ctrl+Shift+Z",
                  [](const Workspace& w) { return w.steps().canRedo(); },
                  doing([](Workspace& w) { w.redo(); })});
    registry.add({"marker.delete", "Delete marker", "Edit", "Delete", hasSelectedMarkers,
                  doing([](Workspace& w) { w.removeSelected(); })});
    registry.add({"marker.mirror", "Add a mirrored copy on the other side", "Edit", "M", hasSelectedMarkers,
                  doing([](Workspace& w) { w.mirrorSelected(); })});
    registry.add({"session.new", "New visit", "Record", "Ctrl+N", [](const Workspace& w) { return w.patient() != nullptr; },
                  doing([](Workspace& w) { w.newSession(); })});
    registry.add({"session.today", "Chart in today's visit", "Record", "",
                  [](const Workspace& w) { return w.patient() && !(w.session() && w.isToday(*w.session())); },
                  doing([](Workspace& w) { w.chartToday(); })});
    registry.add({"session.correct", "Correct this visit of another day", "Record", "",
                  [](const Workspace& w) { return w.visitIsLocked(); }, doing([](Workspace& w) { w.correctVisit(); })});
    registry.add({"session.close", "Close visit", "Record", "", hasSession, doing([](Workspace& w) { w.closeSession(); })});
    registry.add({"patient.close", "Close patient", "Record", "Ctrl+W",
                  [](const Workspace& w) { return w.patient() != nullptr; },
                  doing([](Workspace& w) { w.closePatient(); })});
}

/// With a small first letter, for the middle of a sentence.
std::string lowered(std::string_view text) {
    std::string out(text);
    if (!out.empty() && out[0] >= 'A' && out[0] <= 'Z') out[0] = static_cast<char>(out[0] - 'A' + 'a');
    return out;
}

void addPlacing(CommandRegistry& registry) {
    registry.add({"mode.look", "Look", "Mark", "V", always, doing([](Workspace& w) { w.setMode(Mode::look); })});
    using enum record::MarkerType;
    const std::pair<record::MarkerType, const char*> types[] = {
        {needle, "N"}, {active, "T"}, {latent, "Shift+T"}, {satellite, "Ctrl+T"}, {tender, "Shift+N"}};
    for (const auto& [type, key] : types)
        registry.add({fmt::format("mode.place.{}", name(type)), fmt::format("Place {}", lowered(title(type))), "Mark", key, hasBody,
                      doing([type = type](Workspace& w) { w.setPlacing(type); })});
}

/// Alone, without a ghost of the rest.
void isolateSelected(Workspace& w) {
    w.isolate(*w.view.selected);
    w.view.ghostOthers = false;
}

/// The selected structure solid and all others faint; while something is isolated, the others come and go.
void ghostTheRest(Workspace& w) {
    const bool other = w.view.selected && !w.view.isolated.contains(*w.view.selected);
    if (!other) {
        w.view.ghostOthers = !w.view.ghostOthers;
        return;
    }
    w.isolate(*w.view.selected);
    w.view.ghostOthers = true;
}

void addViews(CommandRegistry& registry) {
    using enum scene::StandardView;
    struct View {
        scene::StandardView view;
        const char *title, *key;
    };
    for (const View& v : {View{anterior, "Front view", "1"}, View{posterior, "Back view", "2"},
                          View{left, "View from the left", "3"}, View{right, "View from the right", "4"},
                          View{superior, "View from above", "5"}, View{inferior, "View from below", "6"}})
        registry.add({fmt::format("view.{}", scene::name(v.view)), v.title, "View", v.key, hasBody,
                      doing([view = v.view](Workspace& w) { w.showStandardView(view); })});
    registry.add({"view.isolate", "Isolate structure", "View", "I", hasSelectedStructure,
                  doing([](Workspace& w) { isolateSelected(w); })});
    registry.add({"view.hide", "Hide structure", "View", "H", hasSelectedStructure,
                  doing([](Workspace& w) { w.hide(*w.view.selected); })});
    registry.add({"view.showAll", "Show all", "View", "A", hasBody, doing([](Workspace& w) { w.showAll(); })});
    registry.add({"view.undoHide", "Step back through hiding", "View", "Backspace",
                  [](const Workspace& w) { return w.canUndoHide(); }, doing([](Workspace& w) { w.undoHide(); })});
    registry.add({"view.redoHide", "Step forward through hiding", "View", "Shift+Backspace",
                  [](const Workspace& w) { return w.canRedoHide(); }, doing([](Workspace& w) { w.redoHide(); })});
    registry.add({"view.ghost", "Ghost the rest", "View", "G", hasBody,
                  doing([](Workspace& w) { ghostTheRest(w); })});
    registry.add({"view.labels", "Labels", "View", "L", hasBody, doing([](Workspace& w) { w.view.labels = !w.view.labels; })});
}

/// Parts of the body to look at, and views side by side.
void addFraming(CommandRegistry& registry) {
    registry.add({"region.whole", "Whole body", "Region", "0", hasBody, doing([](Workspace& w) { w.frameWholeBody(); })});
    for (const scene::BodyRegion& region : scene::bodyRegions())
        registry.add({fmt::format("region.{}", region.key), std::string(region.name), "Region", "", hasBody,
                      [key = std::string(region.key)](Workspace& w) { return w.frameRegion(key); }});
    struct Split {
        size_t count;
        const char *id, *title, *key;
    };
    for (const Split& split : {Split{1, "view.one", "One view", "Ctrl+1"}, Split{2, "view.two", "Two views side by side", "Ctrl+2"},
                               Split{4, "view.four", "Four views", "Ctrl+4"}})
        registry.add({split.id, split.title, "View", split.key, hasBody,
                      doing([count = split.count](Workspace& w) { w.panes.show(count, w.camera); })});
    registry.add({"view.nextPane", "Next of the views side by side", "View", "Ctrl+Tab",
                  [](const Workspace& w) { return w.panes.count() > 1; }, doing([](Workspace& w) {
                      const size_t views = w.panes.count() - (sectionPane(w) ? 1 : 0);
                      w.panes.activate((w.panes.active() + 1) % views, w.camera);
                      w.cameraGoal.reset();
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

Outcome CommandRegistry::run(std::string_view id, Workspace& workspace) const {
    const Command* command = find(id);
    if (!command) return environmentFault(fmt::format("There is no command {}.", id));
    if (command->canRun && !command->canRun(workspace)) return failed(fmt::format("{} cannot be done now.", command->title));
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
    return registry;
}

}  // namespace myochart::workspace
