#include "ui/record_commands.h"

#include <algorithm>

#include "record/like.h"
#include "ui/panels/person_dialogs.h"
#include "ui/patient_handout.h"
#include "workspace/command_parts.h"
#include "workspace/earlier_events.h"
#include "workspace/shorthand_site.h"
#include "workspace/visit_commands.h"

namespace myochart::ui {

using workspace::Program;

namespace {

using workspace::Condition;
using workspace::doing;
using workspace::hasPatient;
using workspace::hasSession;

constexpr Condition hasRecord = {[](const Program& program) { return program.record.isOpen(); }, mark("The record is not open.")};
constexpr Condition isUnprotected = {[](const Program& program) { return program.record.isOpen() && !program.record.isProtected(); }, mark("The record is protected already.")};
constexpr Condition isProtected = {[](const Program& program) { return program.record.isProtected(); }, mark("The record is not protected by a passphrase.")};
constexpr Condition hasUnsaved = {
    [](const Program& program) { return program.record.isOpen() && program.record.saveState() == store::SaveState::failed; },
    mark("Nothing waits to be saved.")};

constexpr Condition hasUnsignedVisit = {[](const Program& program) { return program.record.session() && !program.record.visitIsSigned(); },
                                        mark("No visit is open that could be signed.")};
constexpr Condition hasSignedVisit = {[](const Program& program) { return program.record.visitIsSigned(); }, mark("No signed visit is open.")};

using record::NeedleState;
using workspace::anyNeedleIs;

constexpr Condition hasNeedlesIn = {[](const Program& program) { return !program.record.visitIsLocked() && anyNeedleIs(program, NeedleState::in); }, mark("No needle is in.")};
constexpr Condition hadNeedles = {
    [](const Program& program) { return !program.record.visitIsLocked() && (anyNeedleIs(program, NeedleState::in) || anyNeedleIs(program, NeedleState::out)); },
    mark("No needle of this visit went in.")};

/// The form stands in the left panel.
void ask(Program& program, UiState& state, RecordForm form) {
    program.lessons.stop(false);
    program.settings.leftPanel = true;
    program.settings.structuresTab = false;
    state.askedForm = form;
}

constexpr Condition hasSite = {
    [](const Program& program) { return program.record.session() && !program.record.session()->markers.empty(); }, mark("No visit with sites is open.")};

constexpr Condition unconfirmedSites = {
    [](const Program& program) {
        const record::Session* visit = program.record.session();
        return visit && std::ranges::any_of(visit->markers, [](const record::Marker& marker) { return marker.plan.unconfirmed == true; });
    },
    mark("Every site is confirmed.")};

/// What is taken over is told before it counts; with nothing to tell it is done at once.
void askToConfirm(Program& program, UiState& state) {
    if (program.record.refusedNow()) return;
    const record::Session& visit = *program.record.session();
    const record::Confirmable sites = record::confirmableIn(visit);
    if (sites.figures.empty() && sites.oneByOne.empty() && workspace::unreadEvents(program.record).empty()) {
        program.record.commit(record::confirm(visit, sites.atOnce));
        return;
    }
    program.settings.leftPanel = true;
    program.settings.structuresTab = false;
    state.stage = Stage::sites;
    state.confirmsSitesOf = visit.id;
}

void openLine(Program& program, UiState& state, std::string text) {
    if (workspace::refusesChange(program.record, program.notices)) return;
    state.line.asked = std::move(text);
}

/// The site on whose row the arrows stand, else the one that is selected: "3: ".
std::string siteAtHand(const Program& program, const UiState& state) {
    const auto& markers = program.record.session()->markers;
    if (state.keys.place == KeyPlace::sites && state.keys.row && *state.keys.row < markers.size()) return std::to_string(markers[*state.keys.row].number) + ": ";
    const auto& selected = program.view.options.selectedMarkers;
    const record::Marker* marker = selected.size() == 1 ? program.record.session()->marker(*selected.begin()) : nullptr;
    return marker ? std::to_string(marker->number) + ": " : std::string();
}

}  // namespace

void addShorthandCommands(workspace::CommandRegistry& registry, UiState& state) {
    registry.add({"site.shorthand", mark("Chart a site in one line"), mark("Mark"), "Ctrl+Enter", hasSession,
                  doing([&state](Program& program) { openLine(program, state, ""); })});
    registry.add({"site.shorthandHere", mark("Add to this site in one line"), mark("Mark"), "Ctrl+Shift+Enter", hasSite,
                  doing([&state](Program& program) { openLine(program, state, siteAtHand(program, state)); })});
}

void addExchangeCommands(workspace::CommandRegistry& registry, UiState& state) {
    registry.add({"record.export", mark("Export\xE2\x80\xA6"), mark("File"), "Ctrl+Shift+E", hasRecord,
                  doing([&state](Program&) { state.open(Dialog::exportRecord); })});
    registry.add({"visit.handout", mark("Handout for the patient\xE2\x80\xA6"), mark("File"), "Ctrl+H", hasSession,
                  doing([&state](Program&) { state.open(Dialog::handout); })});
    registry.add({"note.pdf", mark("Note as PDF"), mark("File"), "", hasSession, [](Program& program) { return saveNotePages(program); }});
    registry.add({"patient.giveData", mark("Give the person their data\xE2\x80\xA6"), mark("File"), "", hasPatient,
                  doing([&state](Program& program) { askToGiveData(state, *program.record.patient()); })});
    registry.add({"record.import", mark("Import patients and visits\xE2\x80\xA6"), mark("File"), "Ctrl+Shift+I", hasRecord,
                  doing([&state](Program&) { state.open(Dialog::importRecords); })});
}

void addRecordCommands(workspace::CommandRegistry& registry, UiState& state) {
    registry.add(
        {"patient.new", mark("New patient\xE2\x80\xA6"), mark("Record"), "Ctrl+Shift+N", hasRecord, doing([&state](Program& program) {
             program.record.closePatient();
             ask(program, state, RecordForm::newPatient);
         })});
    registry.add({"patient.edit", mark("Change patient\xE2\x80\xA6"), mark("Record"), "", hasPatient,
                  doing([&state](Program& program) { ask(program, state, RecordForm::changePatient); })});
    registry.add({"patient.delete", mark("Delete patient\xE2\x80\xA6"), mark("Record"), "", hasPatient,
                  doing([](Program& program) { program.record.askToDelete(program.record.patient()->id); })});
    registry.add({"patient.trail", mark("Who looked and who changed\xE2\x80\xA6"), mark("Record"), "", hasPatient,
                  doing([&state](Program& program) { showTrailOf(program, state, *program.record.patient()); })});
    registry.add({"patient.eraseForGood", mark("Erase the person for good\xE2\x80\xA6"), mark("Record"), "", hasPatient,
                  doing([](Program& program) { program.person.askToErase(program.record.patient()->id); })});
    registry.add({"needle.faint", mark("Fainting: all needles out now"), mark("Record"), "Ctrl+Shift+F", hasNeedlesIn, doing([&state](Program& program) {
                      if (workspace::allNeedlesOut(program, "fainting")) state.open(Dialog::sweep);
                  })});
    registry.add({"site.confirmAll", mark("Confirm every site\xE2\x80\xA6"), mark("Record"), "", unconfirmedSites, doing([&state](Program& program) { askToConfirm(program, state); })});
    registry.add({"visit.consent", mark("Consent\xE2\x80\xA6"), mark("Record"), "", hasSession, doing([&state](Program&) { state.open(Dialog::consent); })});
    registry.add({"needle.count", mark("Count the needles\xE2\x80\xA6"), mark("Record"), "", hadNeedles, doing([&state](Program&) { state.open(Dialog::sweep); })});
    const auto stepStage = [&state](int by) {
        return doing([&state, by](Program&) {
            const int last = static_cast<int>(Stage::note), next = static_cast<int>(state.stage) + by;
            state.stage = static_cast<Stage>(next < 0 ? last : next > last ? 0 : next);
        });
    };
    registry.add({"visit.nextStage", mark("Next stage of the visit"), mark("Record"), "Ctrl+PageDown", hasSession, stepStage(1)});
    registry.add({"visit.previousStage", mark("Stage before of the visit"), mark("Record"), "Ctrl+PageUp", hasSession, stepStage(-1)});
    registry.add({"session.rename", mark("Name visit\xE2\x80\xA6"), mark("Record"), "", hasSession,
                  doing([&state](Program& program) { ask(program, state, RecordForm::renameVisit); })});
    registry.add({"session.delete", mark("Delete visit\xE2\x80\xA6"), mark("Record"), "", hasSession,
                  doing([](Program& program) { program.record.askToDelete(program.record.session()->id); })});
    registry.add({"record.practice", mark("Practice\xE2\x80\xA6"), mark("Record"), "", hasRecord, doing([&state](Program&) { state.open(Dialog::practice); })});
    registry.add({"visit.askToSign", mark("Sign the visit\xE2\x80\xA6"), mark("Record"), "Ctrl+Shift+S", hasUnsignedVisit, doing([&state](Program&) { state.open(Dialog::sign); })});
    registry.add({"visit.addend", mark("Add to the signed visit\xE2\x80\xA6"), mark("Record"), "", hasSignedVisit,
                  doing([&state](Program&) { state.open(Dialog::addendum); })});
    registry.add({"note.copy", mark("Copy the note"), mark("Record"), "Ctrl+Shift+C", hasSession, doing([&state](Program& program) {
                      state.copied.put(program.note.draft().text);
                      program.notices.tell(tr("The note is on the clipboard; after half a minute it is taken from there again."));
                  })});
    registry.add({"record.backup", mark("Save a backup copy\xE2\x80\xA6"), mark("Record"), "", hasRecord,
                  doing([&state](Program&) { state.open(Dialog::backup); })});
    const auto closedTask = [&state](ClosedTask task) { return doing([&state, task](Program&) { state.closedTask = task; }); };
    registry.add({"record.protect", mark("Protect with a passphrase\xE2\x80\xA6"), mark("Record"), "", isUnprotected, closedTask(ClosedTask::protect)});
    registry.add({"record.passphrase", mark("Another passphrase\xE2\x80\xA6"), mark("Record"), "", isProtected, closedTask(ClosedTask::passphrase)});
    registry.add({"record.recoveryCode", mark("New recovery code\xE2\x80\xA6"), mark("Record"), "", isProtected, closedTask(ClosedTask::recoveryCode)});
    registry.add({"record.backups", mark("Backups, and putting one back\xE2\x80\xA6"), mark("Record"), "", hasRecord,
                  doing([&state](Program&) { state.open(Dialog::backups); })});
    registry.add({"record.backUpNow", mark("Back up now"), mark("Record"), "", hasRecord, doing([](Program& program) { program.backups.backUpNow(); })});
    const auto showList = [&state](workspace::PracticeList list) {
        return doing([&state, list](Program& program) {
            program.lists.show(list);
            state.keys = {KeyPlace::patients, 0, true};
        });
    };
    registry.add({"list.byName", mark("Patients by name, or seen last first"), mark("Record"), "", hasRecord,
                  doing([](Program& program) {
                      program.record.sortPatients(!program.settings.patientsByName);
                      program.saveSettings();
                  })});
    registry.add({"list.open", mark("Visits not signed"), mark("Record"), "", hasRecord, showList(workspace::PracticeList::open)});
    registry.add({"list.followUps", mark("Follow-ups due"), mark("Record"), "", hasRecord, showList(workspace::PracticeList::followUps)});
    registry.add({"list.lots", mark("Lots by use"), mark("Record"), "", hasRecord, showList(workspace::PracticeList::lots)});
    registry.add({"record.rates", mark("Adverse rates\xE2\x80\xA6"), mark("Record"), "", hasRecord, doing([&state](Program&) { state.open(Dialog::rates); })});
    registry.add({"record.removed", mark("Recently deleted\xE2\x80\xA6"), mark("Record"), "", hasRecord,
                  doing([&state](Program&) { state.open(Dialog::removed); })});
    registry.add({"record.unsaved", mark("What is not saved\xE2\x80\xA6"), mark("Record"), "", hasUnsaved,
                  doing([&state](Program&) { state.open(Dialog::unsaved); })});
}

}  // namespace myochart::ui
