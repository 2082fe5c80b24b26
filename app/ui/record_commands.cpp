#include "ui/record_commands.h"

#include "core/words.h"
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

void addExchangeCommands(workspace::CommandRegistry& registry, UiState& state) {
    registry.add({"record.export", mark("Export\xE2\x80\xA6"), mark("File"), "Ctrl+Shift+E", hasPatient,
                  doing([&state](Program&) { state.open(Dialog::exportRecord); })});
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
    registry.add({"session.rename", mark("Name visit\xE2\x80\xA6"), mark("Record"), "", hasVisit,
                  doing([&state](Program& program) { ask(program, state, RecordForm::renameVisit); })});
    registry.add({"session.delete", mark("Delete visit\xE2\x80\xA6"), mark("Record"), "", hasVisit,
                  doing([](Program& program) { program.record.askToDelete(program.record.session()->id); })});
    registry.add({"record.backup", mark("Save a backup copy\xE2\x80\xA6"), mark("Record"), "", hasRecord,
                  doing([&state](Program&) { state.open(Dialog::backup); })});
    registry.add({"record.removed", mark("Recently deleted\xE2\x80\xA6"), mark("Record"), "", hasRecord,
                  doing([&state](Program&) { state.open(Dialog::removed); })});
}

}  // namespace myochart::ui
