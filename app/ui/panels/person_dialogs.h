#pragma once
#include "ui/ui.h"

namespace myochart::ui {

/// Opens who looked at this person's chart and who changed it.
inline void showTrailOf(workspace::Program& program, UiState& state, const record::Patient& patient) {
    state.person = patient;
    program.person.readTrail(patient.id);
    state.open(Dialog::trail);
}

/// Opens the question where everything of this person is to go.
inline void askToGiveData(UiState& state, const record::Patient& patient) {
    state.person = patient;
    state.open(Dialog::giveData);
}

}  // namespace myochart::ui
