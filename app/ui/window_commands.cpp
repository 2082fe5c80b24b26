#include "ui/window_commands.h"

#include <algorithm>

#include "places/place_search.h"
#include "ui/framing.h"
#include "ui/record_commands.h"
#include "ui/still_picture.h"
#include "workspace/command_parts.h"

namespace myochart::ui {

using workspace::Command;
using workspace::CommandRegistry;
using workspace::Program;

namespace {

constexpr std::string_view kPlaceCommand = "mode.place.";

using workspace::always;
using workspace::Condition;
using workspace::doing;
using workspace::hasBody;

constexpr Condition hasSelectedMuscle = {
    [](const Program& program) {
        const auto body = program.bodies.current();
        return body && program.view.options.selected && !body->structure(*program.view.options.selected).muscleKey.empty();
    },
    mark("No muscle is selected.")};

template <class Change>
std::function<Outcome(Program&)> setting(Change change) {
    return doing([change](Program& program) {
        change(program.settings);
        program.view.options.dark = program.settings.dark;
        program.saveSettings();
    });
}

void addFile(CommandRegistry& registry, UiState& state) {
    registry.add({"model.import", mark("Import a model\xE2\x80\xA6"), mark("File"), "Ctrl+I", always,
                  doing([&state](Program&) { state.open(Dialog::importModel); })});
    addExchangeCommands(registry, state);
    registry.add(
        {"app.quit", mark("Quit"), mark("File"), "Ctrl+Q", always, doing([&state](Program&) { state.quitAsked = true; })});
}

void addLooks(CommandRegistry& registry, UiState& state) {
    using workspace::Settings;
    registry.add(
        {"window.theme", mark("Light or dark"), mark("Window"), "Ctrl+D", always, setting([](Settings& s) { s.dark = !s.dark; })});
    registry.add({"window.leftPanel", mark("Left panel"), mark("Window"), "F2", always,
                  setting([](Settings& s) { s.leftPanel = !s.leftPanel; })});
    registry.add({"window.rightPanel", mark("Right panel"), mark("Window"), "F3", always,
                  setting([](Settings& s) { s.rightPanel = !s.rightPanel; })});
    registry.add({"window.curtain", mark("Patients out of sight, or back"), mark("Window"), "F9", always, doing([&state](Program&) { state.curtain = !state.curtain; })});
    registry.add({"window.patient", mark("The patient's window, or away"), mark("Window"), "F8", hasBody, doing([&state](Program&) { state.patientWindow = !state.patientWindow; })});
    registry.add({"patient.ask", mark("Let the patient paint and answer"), mark("Visit"), "Shift+F8", workspace::hasPatient, doing([&state](Program& program) { program.record.withTodaysVisit([&state] { state.askPatient = true; }); })});
    registry.add({"window.lock", mark("Lock"), mark("Window"), "Shift+F9",
                  {[](const Program& program) { return program.record.isProtected(); }, mark("The record is not protected by a passphrase, so there is nothing to lock; F9 takes patients out of sight.")},
                  doing([&state](Program&) { state.closedTask = ClosedTask::lock; })});
    registry.add({"window.reducedMotion", mark("Reduce motion"), mark("Window"), "", always, doing([&state](Program& program) {
                      program.settings.reducedMotion = !program.settings.reducedMotion;
                      program.saveSettings();
                      program.notices.tell(program.settings.reducedMotion ? tr("Views change at once.")
                                           : state.desktopMovesLess       ? tr("Views change at once, as the desktop asks for it.")
                                                                          : tr("Views move to where they go."));
                  })});
    const auto scaleBy = [](float factor) {
        return setting([factor](Settings& s) {
            s.uiScale = std::clamp((s.uiScale > 0 ? s.uiScale : 1.0F) * factor, 0.75F, 3.0F);
        });
    };
    registry.add({"window.larger", mark("Larger text and buttons"), mark("Window"), "Ctrl++", always, scaleBy(1.1F)});
    registry.add({"window.smaller", mark("Smaller text and buttons"), mark("Window"), "Ctrl+-", always, scaleBy(1 / 1.1F)});
    registry.add({"window.screenScale", mark("Size as the screen says"), mark("Window"), "Ctrl+0", always,
                  setting([](Settings& s) { s.uiScale = 0; })});
}

/// Each is called by its own name in every language, so that who is lost in a foreign one finds the way back.
void addLanguages(CommandRegistry& registry) {
    struct Choice {
        const char *id, *code, *title;
    };
    for (const Choice& choice : {Choice{"window.language.desktop", "", mark("Language: as the desktop")},
                                 Choice{"window.language.en", "en", mark("Language: English")},
                                 Choice{"window.language.de", "de", mark("Language: Deutsch")},
                                 Choice{"window.language.es", "es", mark("Language: Espa\xC3\xB1ol")},
                                 Choice{"window.language.fr", "fr", mark("Language: Fran\xC3\xA7" "ais")}})
        registry.add({choice.id, choice.title, mark("Window"), "", always,
                      setting([code = choice.code](workspace::Settings& s) { s.language = code; })});
}

void addTools(CommandRegistry& registry, UiState& state) {
    const auto showTab = [](Program& program, bool structures) {
        program.settings.leftPanel = true;
        program.settings.structuresTab = structures;
        program.saveSettings();
    };
    registry.add({"region.choose", mark("Choose a region\xE2\x80\xA6"), mark("Region"), "R", hasBody,
                  doing([&state](Program&) { state.askedPopup = "regions"; })});
    registry.add({"views.choose", mark("Saved views\xE2\x80\xA6"), mark("View"), "B", hasBody,
                  doing([&state](Program&) { state.askedPopup = "views"; })});
    registry.add({"views.save", mark("Save this view\xE2\x80\xA6"), mark("View"), "Ctrl+B", hasBody, doing([&state](Program&) {
                      state.askedPopup = "views";
                      state.nameView = true;
                  })});
    registry.add({"view.picture", mark("Picture of this view for slides"), mark("View"), "Ctrl+Shift+P",
                  {[](const Program& program) { return program.bodies.current() && !program.namesHidden(); }, mark("There is no body yet, or a quiz asks.")}, savePictureOfView});
    registry.add({"window.record", mark("Patients and visits"), mark("Window"), "Shift+S", always,
                  doing([showTab](Program& program) {
                      program.lessons.stop();
                      showTab(program, false);
                  })});
    registry.add({"window.structures", mark("Tree of structures"), mark("Window"), "S", always,
                  doing([showTab, &state](Program& program) {
                      showTab(program, true);
                      state.focusTree = true;
                  })});
}

void addPoints(CommandRegistry& registry, UiState& state) {
    registry.add({"view.triggerPoints", mark("Trigger points of the muscle"), mark("View"), "P", hasSelectedMuscle,
                  doing([&state](Program&) { state.guides.teach = !state.guides.teach; })});
}

/// Where a site goes without the mouse: the chosen trigger point of the muscle, else the middle of its outer face, from
/// where the arrows move it. The side is the selected structure's: nothing is taken that was not told.
std::optional<geometry::SurfacePoint> placeAtHand(const Program& program, const Guides& guides) {
    const body::Body& body = *program.bodies.current();
    if (const auto chosen = guides.chosen()) {
        const places::TriggerPlace& place = guides.places()[*chosen];
        const auto structure = body.find(place.structureKey);
        if (structure && place.side == body.structure(*program.view.options.selected).side)
            return places::nearestOnStructure(body, *structure, place.position);
    }
    return places::surfaceMetFirst(body, places::regionOf(body, *program.view.options.selected), vec3(0.5F), 2);
}

/// The same way as a click: into today's visit, or with the sentence that says why not. The arrows are the site's then.
Result<std::optional<record::MarkerId>> placeAtKeys(Program& program, UiState& state) {
    if (state.searchMissed) return failed(tr("What stands in the search names nothing of this body; no site is placed on what was selected before."));
    state.guides.follow(program);
    const auto point = placeAtHand(program, state.guides);
    if (!point) return failed(tr("This muscle has no face to place a site on."));
    program.view.cameraGoal.reset();
    const auto placed = program.marks.place(*point);
    state.keys = {};
    state.treeHasKeys = false;
    state.focus.hide();
    return placed;
}

void addPlacing(CommandRegistry& registry, UiState& state) {
    registry.add({"view.nextTriggerPoint", mark("Next trigger point of the muscle"), mark("View"), "Shift+P", hasSelectedMuscle,
                  doing([&state](Program& program) {
                      state.guides.follow(program);
                      const size_t count = state.guides.places().size();
                      if (count > 0) state.guides.fly(program, state.guides.chosen() ? (*state.guides.chosen() + 1) % count : 0);
                  })});
    registry.add({"marker.placeHere", mark("Place a site at the chosen point or muscle"), mark("Mark"), "Shift+Enter", hasSelectedMuscle,
                  [&state](Program& program) -> Outcome {
                      const auto placed = placeAtKeys(program, state);
                      return placed ? Outcome(Done{}) : Outcome(placed.error());
                  }});
}

void addPlaces(CommandRegistry& registry, UiState& state) {
    registry.add({"marker.edit", mark("Write on the selected site: label, note"), mark("Edit"), "Ctrl+E",
                  {[](const Program& program) { return program.record.session() && program.view.options.selectedMarkers.size() == 1; },
                   mark("Not one site alone is selected.")},
                  doing([&state](Program& program) { openSiteCard(program, state); })});
    registry.add({"window.nextPlace", mark("Keyboard to the next list"), mark("Window"), "F6", always,
                  doing([&state](Program& program) { goToNextPlace(program, state, true); })});
    registry.add({"window.lastPlace", mark("Keyboard to the list before"), mark("Window"), "Shift+F6", always,
                  doing([&state](Program& program) { goToNextPlace(program, state, false); })});
    registry.add({"patient.find", mark("Find a patient\xE2\x80\xA6"), mark("Record"), "Ctrl+P",
                  {[](const Program& program) { return program.record.isOpen(); }, mark("The record is not open.")}, doing([&state](Program& program) {
                      program.lessons.stop(false);
                      program.record.closePatient();
                      program.settings.leftPanel = true;
                      program.settings.structuresTab = false;
                      if (program.record.patients().all() == 0) return;
                      state.keys = {KeyPlace::patients, std::nullopt, true};
                      state.focusFilter = true;
                  })});
}

void addHelp(CommandRegistry& registry, UiState& state) {
    registry.add({"window.palette", mark("All commands\xE2\x80\xA6"), mark("Help"), "Ctrl+K", always,
                  doing([&state](Program&) { state.open(Dialog::palette); })});
    registry.add({"window.shortcuts", mark("Keys and gestures"), mark("Help"), "F1", always,
                  doing([&state](Program&) { state.open(Dialog::shortcuts); })});
    registry.add({"search.focus", mark("Search muscles and structures"), mark("View"), "Ctrl+F",
                  {[](const Program& program) { return !program.namesHidden(); }, mark("While a quiz asks, the search is away: it would tell the names.")},
                  doing([&state](Program&) { state.focusSearch = true; })});
    registry.add(
        {"view.frame", mark("Frame what is selected"), mark("View"), "F",
         {[](const Program& program) { return program.bodies.current() && (program.view.options.selected || !program.view.options.selectedMarkers.empty()); },
          mark("Nothing is selected.")},
         doing([](Program& program) {
             if (!program.view.options.selectedMarkers.empty())
                 bringUp(program, *program.view.options.selectedMarkers.begin());
             else
                 bringUp(program, *program.view.options.selected);
         })});
}

}  // namespace

bool placesFromList(const Program& program, const UiState& state, std::string_view command) {
    return state.inMuscleList && command.starts_with(kPlaceCommand) && hasSelectedMuscle.holds(program);
}

Outcome placeFromList(Program& program, UiState& state, std::string_view command) {
    const auto type = record::markerTypeFromName(command.substr(kPlaceCommand.size()));
    if (!type) return Done{};
    state.guides.follow(program);
    if (state.pointAtKeys) state.guides.choose(*state.pointAtKeys);
    const workspace::Mode before = program.marks.mode();
    program.marks.setPlacing(*type);
    const auto placed = placeAtKeys(program, state);
    program.marks.setMode(before);
    if (!placed) return placed.error();
    if (*placed) bringUp(program, **placed);
    return Done{};
}

void addWindowCommands(CommandRegistry& registry, UiState& state) {
    addFile(registry, state);
    addLooks(registry, state);
    addLanguages(registry);
    addTools(registry, state);
    addPoints(registry, state);
    addPlacing(registry, state);
    addPlaces(registry, state);
    addHelp(registry, state);
}

}  // namespace myochart::ui
