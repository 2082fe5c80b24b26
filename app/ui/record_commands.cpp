#include "ui/record_commands.h"

#include "workspace/workspace.h"

namespace myochart::ui {

using workspace::Workspace;

namespace {

bool hasRecord(const Workspace& ws) {
    return ws.hasRecord();
}
bool hasPatient(const Workspace& ws) {
    return ws.patient() != nullptr;
}
bool hasVisit(const Workspace& ws) {
    return ws.session() != nullptr;
}

/// The form stands in the left panel.
void ask(Workspace& ws, UiState& state, RecordForm form) {
    ws.settings().leftPanel = true;
    ws.settings().structuresTab = false;
    state.askedForm = form;
}

template <class Action>
std::function<Outcome(Workspace&)> doing(Action action) {
    return [action](Workspace& ws) -> Outcome {
        action(ws);
        return Done{};
    };
}

}  // namespace

void addRecordCommands(workspace::CommandRegistry& registry, UiState& state) {
    registry.add(
        {"patient.new", "New patient\xE2\x80\xA6", "Record", "Ctrl+Shift+N", hasRecord, doing([&state](Workspace& ws) {
             ws.closePatient();
             ask(ws, state, RecordForm::newPatient);
         })});
    registry.add({"patient.edit", "Change patient\xE2\x80\xA6", "Record", "", hasPatient,
                  doing([&state](Workspace& ws) { ask(ws, state, RecordForm::changePatient); })});
    registry.add({"patient.delete", "Delete patient\xE2\x80\xA6", "Record", "", hasPatient,
                  doing([](Workspace& ws) { ws.askToDelete(ws.patient()->id); })});
    registry.add({"session.rename", "Name visit\xE2\x80\xA6", "Record", "", hasVisit,
                  doing([&state](Workspace& ws) { ask(ws, state, RecordForm::renameVisit); })});
    registry.add({"session.delete", "Delete visit\xE2\x80\xA6", "Record", "", hasVisit,
                  doing([](Workspace& ws) { ws.askToDelete(ws.session()->id); })});
    registry.add({"record.backup", "Save a backup copy\xE2\x80\xA6", "Record", "", hasRecord,
                  doing([&state](Workspace&) { state.open(Dialog::backup); })});
    registry.add({"record.removed", "Recently deleted\xE2\x80\xA6", "Record", "", hasRecord,
                  doing([&state](Workspace&) { state.open(Dialog::removed); })});
}

}  // namespace myochart::ui
