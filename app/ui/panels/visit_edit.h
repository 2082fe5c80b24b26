#pragma once
#include <string>

#include "record/edits.h"
#include "ui/ui.h"

namespace myochart::ui {

/// Commits `part` as that part of the open visit when the frame is drawn, one undo step; `message`: mark("Change screening").
template <class Part>
void changeVisitPart(const Ui& ui, Part record::Session::*which, Part part, const char* message, std::string typing = {}) {
    ui.later([&program = ui.program, which, part = std::move(part), message, typing = std::move(typing)] {
        if (!program.record.session()) return;
        record::Session changed = *program.record.session();
        changed.*which = part;
        program.record.commit(record::changeVisit(std::move(changed), tr(message)), typing);
    });
}

}  // namespace myochart::ui
