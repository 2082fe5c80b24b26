#include "ui/window_commands.h"

#include <algorithm>

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

void addHelp(CommandRegistry& registry, UiState& state) {
    registry.add({"window.palette", "All commands\xE2\x80\xA6", "Help", "Ctrl+K", always,
                  doing([&state](Workspace&) { state.open(Dialog::palette); })});
    registry.add({"window.shortcuts", "Keys and gestures", "Help", "F1", always,
                  doing([&state](Workspace&) { state.open(Dialog::shortcuts); })});
    registry.add({"search.focus", "Search muscles and structures", "View", "Ctrl+F",
                  [](const Workspace& ws) { return ws.body() != nullptr; },
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
    addHelp(registry, state);
}

}  // namespace myochart::ui
