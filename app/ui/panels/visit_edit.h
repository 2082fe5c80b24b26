#pragma once
#include <functional>
#include <string>

#include "core/words.h"
#include "places/visit_warnings.h"
#include "record/edits.h"
#include "ui/typed_field.h"

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

/// Commits the site as `change` leaves it when the frame is drawn, one undo step; `done`: what is to happen then.
template <class Change>
void changeSite(const Ui& ui, const record::MarkerId& id, const char* message, Change change, std::function<void()> done = [] {}) {
    ui.later([&program = ui.program, id, message, change, done = std::move(done)] {
        const record::Marker* now = program.record.session() ? program.record.session()->marker(id) : nullptr;
        if (!now) return;
        record::Marker changed = *now;
        change(changed);
        if (program.record.commit(record::changeMarker(*program.record.session(), changed, tr(message)))) done();
    });
}

/// Edited in place, a text of the open visit: `change` puts it into a copy of the visit. `locked`: shown, not edited.
template <class Change>
void visitText(Ui& ui, TypedField& typed, std::string_view name, const std::string& of, const std::string& text, const FieldLook& look, bool locked, const char* message, Change change) {
    ImGui::BeginDisabled(locked);
    typed.draw(ui, name, of, text, look, [&program = ui.program, message, change](const std::string& words, const std::string& typing) {
        if (!program.record.session()) return;
        record::Session changed = *program.record.session();
        change(changed, words);
        program.record.commit(record::changeVisit(std::move(changed), tr(message)), typing);
    });
    ImGui::EndDisabled();
}

/// The reason why the warning `about` is gone past; emptied, it is taken away.
inline void reasonField(Ui& ui, TypedField& typed, std::string_view name, const record::Session& session, const std::string& about, bool locked, const char* message) {
    visitText(ui, typed, name, session.id.text + about, places::reasonFor(session, about), {.hint = tr("Why it is treated all the same"), .maxBytes = record::kMaxNameBytes}, locked, message,
              [about](record::Session& changed, const std::string& reason) {
                  std::erase_if(changed.screening.overrides, [&](const auto& given) { return given.about == about; });
                  if (!reason.empty()) changed.screening.overrides.push_back({about, reason, {}});
              });
}

}  // namespace myochart::ui
