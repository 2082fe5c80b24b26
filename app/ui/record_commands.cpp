#include "ui/record_commands.h"

#include "workspace/program.h"

namespace myochart::ui {

using workspace::Program;

namespace {

bool hasRecord(const Program& program) {
    return program.record.isOpen();
}
bool hasPatient(const Program& program) {
    return program.record.patient() != nullptr;
}
bool hasVisit(const Program& program) {
    return program.record.session() != nullptr;
}

/// The form stands in the left panel.
void ask(Program& program, UiState& state, RecordForm form) {
    program.settings.leftPanel = true;
    program.settings.structuresTab = false;
    state.askedForm = form;
}

template <class Action>
std::function<Outcome(Program&)> doing(Action action) {
    return [action](Program& program) -> Outcome {
        action(program);
        return Done{};
    };
}

}  // namespace

void addRecordCommands(workspace::CommandRegistry& registry, UiState& state) {
    registry.add(
        {"patient.new", "New patient\xE2\x80\xA6", "Record", "Ctrl+Shift+N", hasRecord, doing([&state](Program& program) {
             program.record.closePatient();
             ask(program, state, RecordForm::newPatient);
         })});
    registry.add({"patient.edit", "Change patient\xE2\x80\xA6", "Record", "", hasPatient,
                  doing([&state](Program& program) { ask(program, state, RecordForm::changePatient); })});
    registry.add({"patient.delete", "Delete patient\xE2\x80\xA6", "Record", "", hasPatient,
                  doing([](Program& program) { program.record.askToDelete(program.record.patient()->id); })});
    registry.add({"session.rename", "Name visit\xE2\x80\xA6", "Record", "", hasVisit,
                  doing([&state](Program& program) { ask(program, state, RecordForm::renameVisit); })});
    registry.add({"session.delete", "Delete visit\xE2\x80\xA6", "Record", "", hasVisit,
                  doing([](Program& program) { program.record.askToDelete(program.record.session()->id); })});
    registry.add({"record.export", "Export\xE2\x80\xA6", "File", "Ctrl+Shift+E", hasPatient,
                  doing([&state](Program&) { state.open(Dialog::exportRecord); })});
    registry.add({"record.import", "Import patients and visits\xE2\x80\xA6", "File", "Ctrl+Shift+I", hasRecord,
                  doing([&state](Program&) { state.open(Dialog::importRecords); })});
    registry.add({"record.backup", "Save a backup copy\xE2\x80\xA6", "Record", "", hasRecord,
                  doing([&state](Program&) { state.open(Dialog::backup); })});
    registry.add({"record.removed", "Recently deleted\xE2\x80\xA6", "Record", "", hasRecord,
                  doing([&state](Program&) { state.open(Dialog::removed); })});
}

}  // namespace myochart::ui
