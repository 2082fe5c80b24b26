#pragma once
#include <string>
#include <vector>

#include "core/words.h"
#include "record/kinds/after.h"
#include "record/kinds/before.h"
#include "record/kinds/pain.h"
#include "record/kinds/consent.h"
#include "record/kinds/marker.h"
#include "record/kinds/outcome.h"
#include "record/kinds/patient.h"
#include "record/kinds/patient_form.h"
#include "record/kinds/screening.h"
#include "record/kinds/signing.h"

namespace myochart::record {

struct SessionTag {};
using SessionId = Id<SessionTag>;

struct Session {
    SessionId id;
    PatientId patient;
    UtcMs startedAt = 0;
    /// How far the clock was ahead of UTC where the visit was, as "+09:00": it is filed under the day that was there, on
    /// every machine that shows it (core/local_day.h). Empty in visits from before it was kept: the day of the machine.
    std::string utcOffset;
    std::string title;
    Before before;
    PainDrawing painDrawing;
    PatientForms patientForms;
    Screening screening;
    Consent consent;
    Outcomes outcomes;
    After after;
    NoteText note;
    Signing signing;
    std::vector<Marker> markers;   ///< in the order of placing
    std::uint32_t lastNumber = 0;  ///< the highest number that a marker has had, also one removed since
    std::string others = {};  ///< fields of a newer format (field.h)

    /// The marker of that id, or nullptr.
    const Marker* marker(const MarkerId& markerId) const;
    bool operator==(const Session&) const = default;
};

template <Like<Session> S>
void describe(auto& visit, S& session) {
    visit({.key = "id", .title = mark("id"), .beside = true}, session.id);
    visit({.key = "patient", .title = mark("patient"), .beside = true}, session.patient);
    visit({.key = "started_at", .title = mark("beginning of the visit"), .beside = true}, session.startedAt);
    visit({.key = "utc_offset", .title = mark("offset from UTC"), .form = Form::offset, .since = 3}, session.utcOffset);
    visit({.key = "title", .title = mark("title"), .entered = true}, session.title);
    visit({.key = "before", .title = mark("what came before")}, session.before);
    visit({.key = "pain_drawing", .title = mark("painted pain")}, session.painDrawing);
    visit({.key = "patient_forms", .title = mark("what the patient filled in")}, session.patientForms);
    visit({.key = "screening", .title = mark("screening")}, session.screening);
    visit({.key = "consent", .title = mark("consent")}, session.consent);
    visit({.key = "outcomes", .title = mark("outcomes")}, session.outcomes);
    visit({.key = "after", .title = mark("what came after")}, session.after);
    visit({.key = "note", .title = mark("note")}, session.note);
    visit({.key = "signing", .title = mark("signature")}, session.signing);
    visit({.key = "markers", .title = mark("list of sites"), .highest = kMaxMarkers, .beside = true}, session.markers);
    visit({.key = "last_number", .title = mark("count of sites"), .highest = kMaxNumber, .since = 2}, session.lastNumber);
}

}  // namespace myochart::record
