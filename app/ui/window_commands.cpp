#include "ui/window_commands.h"

#include <algorithm>

#include "places/place_search.h"
#include "ui/framing.h"
#include "workspace/workspace.h"

namespace myochart::ui {

using workspace::Command;
using workspace::CommandRegistry;
using workspace::Workspace;

namespace {

bool always(const Workspace&) {
    return true;
}

bool hasBody(const Workspace& ws) {
    return ws.body() != nullptr;
}

template <class Action>
std::function<Outcome(Workspace&)> doing(Action action) {
    return [action](Workspace& ws) -> Outcome {
        action(ws);
        return Done{};
    };
}

template <class Change>
std::function<Outcome(Workspace&)> setting(Change change) {
    return doing([change](Workspace& ws) {
        change(ws.settings());
        ws.view.dark = ws.settings().dark;
        ws.saveSettings();
    });
}

void addFile(CommandRegistry& registry, UiState& state) {
    registry.add({"model.import", "Import a model\xE2\x80\xA6", "File", "Ctrl+I", always,
                  doing([&state](Workspace&) { state.open(Dialog::importModel); })});
    registry.add(
        {"app.quit", "Quit", "File", "Ctrl+Q", always, doing([&state](Workspace&) { state.quitAsked = true; })});
}

void addLooks(CommandRegistry& registry) {
    using workspace::Settings;
    registry.add(
        {"window.theme", "Light or dark", "Window", "Ctrl+D", always, setting([](Settings& s) { s.dark = !s.dark; })});
    registry.add({"window.leftPanel", "Left panel", "Window", "F2", always,
                  setting([](Settings& s) { s.leftPanel = !s.leftPanel; })});
    registry.add({"window.rightPanel", "Right panel", "Window", "F3", always,
                  setting([](Settings& s) { s.rightPanel = !s.rightPanel; })});
    registry.add({"window.reducedMotion", "Reduced motion", "Window", "", always,
                  setting([](Settings& s) { s.reducedMotion = !s.reducedMotion; })});
    const auto scaleBy = [](float factor) {
        return setting([factor](Settings& s) {
            s.uiScale = std::clamp((s.uiScale > 0 ? s.uiScale : 1.0F) * factor, 0.75F, 3.0F);
        });
    };
    registry.add({"window.larger", "Larger text and buttons", "Window", "Ctrl++", always, scaleBy(1.1F)});
    registry.add({"window.smaller", "Smaller text and buttons", "Window", "Ctrl+-", always, scaleBy(1 / 1.1F)});
    registry.add({"window.screenScale", "Size as the screen says", "Window", "Ctrl+0", always,
                  setting([](Settings& s) { s.uiScale = 0; })});
}

void addTools(CommandRegistry& registry, UiState& state) {
    const auto showTab = [](Workspace& ws, bool structures) {
        ws.settings().leftPanel = true;
        ws.settings().structuresTab = structures;
        ws.saveSettings();
    };
    registry.add({"region.choose", "Choose a region\xE2\x80\xA6", "Region", "R", hasBody,
                  doing([&state](Workspace&) { state.askedPopup = "regions"; })});
    registry.add({"views.choose", "Saved views\xE2\x80\xA6", "View", "B", hasBody,
                  doing([&state](Workspace&) { state.askedPopup = "views"; })});
    registry.add({"views.save", "Save this view\xE2\x80\xA6", "View", "Ctrl+B", hasBody, doing([&state](Workspace&) {
                      state.askedPopup = "views";
                      state.nameView = true;
                  })});
    registry.add({"window.record", "Patients and visits", "Window", "Shift+S", always,
                  doing([showTab](Workspace& ws) { showTab(ws, false); })});
    registry.add({"window.structures", "Tree of structures", "Window", "S", always,
                  doing([showTab, &state](Workspace& ws) {
                      showTab(ws, true);
                      state.focusTree = true;
                  })});
}

void addPoints(CommandRegistry& registry, UiState& state) {
    registry.add({"view.triggerPoints", "Trigger points of the muscle", "View", "P",
                  [](const Workspace& ws) {
                      return ws.body() && ws.view.selected && !ws.body()->structure(*ws.view.selected).muscleKey.empty();
                  },
                  doing([&state](Workspace&) { state.guides.teach = !state.guides.teach; })});
}

bool hasSelectedMuscle(const Workspace& ws) {
    return ws.body() && ws.view.selected && !ws.body()->structure(*ws.view.selected).muscleKey.empty();
}

/// Where a site goes without the mouse: the chosen trigger point of the muscle, else the middle of its outer face, from
/// where the arrows move it. The side is the selected structure's: nothing is taken that was not told.
std::optional<geometry::SurfacePoint> placeAtHand(const Workspace& ws, const Guides& guides) {
    const body::Body& body = *ws.body();
    if (const auto chosen = guides.chosen()) {
        const places::TriggerPlace& place = guides.places()[*chosen];
        const auto structure = body.find(place.structureKey);
        if (structure && place.side == body.structure(*ws.view.selected).side)
            return places::nearestOnStructure(body, *structure, place.position);
    }
    return places::surfaceMetFirst(body, places::regionOf(body, *ws.view.selected), vec3(0.5F), 2);
}

/// The same way as a click: into today's visit, or with the sentence that says why not.
Outcome placeByKey(Workspace& ws, UiState& state) {
    state.guides.follow(ws);
    const auto point = placeAtHand(ws, state.guides);
    if (!point) return failed("This muscle has no face to place a site on.");
    ws.cameraGoal.reset();
    ws.placeMarker(*point);
    state.keys = {};
    return Done{};
}

void addPlacing(CommandRegistry& registry, UiState& state) {
    registry.add({"view.nextTriggerPoint", "Next trigger point of the muscle", "View", "Shift+P", hasSelectedMuscle,
                  doing([&state](Workspace& ws) {
                      state.guides.follow(ws);
                      const size_t count = state.guides.places().size();
                      if (count > 0) state.guides.fly(ws, state.guides.chosen() ? (*state.guides.chosen() + 1) % count : 0);
                  })});
    registry.add({"marker.placeHere", "Place a site at the chosen point or muscle", "Mark", "Shift+Enter", hasSelectedMuscle,
                  [&state](Workspace& ws) { return placeByKey(ws, state); }});
}

void addPlaces(CommandRegistry& registry, UiState& state) {
    registry.add({"marker.edit", "Write on the selected site: label, note", "Edit", "Ctrl+E",
                  [](const Workspace& ws) { return ws.session() && ws.view.selectedMarkers.size() == 1; },
                  doing([&state](Workspace& ws) { openSiteCard(ws, state); })});
    registry.add({"window.nextPlace", "Keyboard to the next list", "Window", "F6", always,
                  doing([&state](Workspace& ws) { goToNextPlace(ws, state, true); })});
    registry.add({"window.lastPlace", "Keyboard to the list before", "Window", "Shift+F6", always,
                  doing([&state](Workspace& ws) { goToNextPlace(ws, state, false); })});
    registry.add({"patient.find", "Find a patient\xE2\x80\xA6", "Record", "Ctrl+P",
                  [](const Workspace& ws) { return ws.hasRecord(); }, doing([&state](Workspace& ws) {
                      ws.closePatient();
                      ws.settings().leftPanel = true;
                      ws.settings().structuresTab = false;
                      if (ws.patients().empty()) return;
                      state.keys = {KeyPlace::patients, std::nullopt, true};
                      state.focusFilter = true;
                  })});
}

void addHelp(CommandRegistry& registry, UiState& state) {
    registry.add({"window.palette", "All commands\xE2\x80\xA6", "Help", "Ctrl+K", always,
                  doing([&state](Workspace&) { state.open(Dialog::palette); })});
    registry.add({"window.shortcuts", "Keys and gestures", "Help", "F1", always,
                  doing([&state](Workspace&) { state.open(Dialog::shortcuts); })});
    registry.add({"search.focus", "Search muscles and structures", "View", "Ctrl+F", always,
                  doing([&state](Workspace&) { state.focusSearch = true; })});
    registry.add(
        {"view.frame", "Frame what is selected", "View", "F",
         [](const Workspace& ws) { return ws.body() && (ws.view.selected || !ws.view.selectedMarkers.empty()); },
         doing([](Workspace& ws) {
             if (!ws.view.selectedMarkers.empty())
                 bringUp(ws, *ws.view.selectedMarkers.begin());
             else
                 bringUp(ws, *ws.view.selected);
         })});
}

}  // namespace

void addWindowCommands(CommandRegistry& registry, UiState& state) {
    addFile(registry, state);
    addLooks(registry);
    addTools(registry, state);
    addPoints(registry, state);
    addPlacing(registry, state);
    addPlaces(registry, state);
    addHelp(registry, state);
}

}  // namespace myochart::ui
