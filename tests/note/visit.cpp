#include "visit.h"

#include "core/time.h"
#include "note/note_text.h"
#include "support/test_folder.h"

namespace myochart::test {

const anatomy::Catalogue& tables() {
    static const anatomy::Catalogue catalogue = anatomy::Catalogue::load(sourceFolder() / "assets/knowledge").value();
    return catalogue;
}

PlainVisit::PlainVisit() {
    patient.id = record::PatientId::make();
    patient.name = "Ana Muster";
    session.id = record::SessionId::make();
    session.patient = patient.id;
    session.startedAt = *parseIsoUtc("2026-11-22T13:05:00Z");
    session.utcOffset = "+01:00";
}

record::Marker& PlainVisit::addSite(const std::string& muscleKey, Side side) {
    record::Marker& marker = session.markers.emplace_back();
    const anatomy::Muscle* muscle = tables().muscle(muscleKey);
    marker.id = record::MarkerId::make();
    marker.number = ++session.lastNumber;
    marker.type = record::MarkerType::needle;
    marker.side = side;
    marker.muscle = muscle ? anatomy::spokenName(*muscle) : muscleKey;
    marker.anchor.address.muscleKey = muscle ? muscleKey : std::string();
    return marker;
}

record::AdverseEvent adverse(std::string category, record::Severity severity, std::string action) {
    record::AdverseEvent event;
    event.category = std::move(category);
    event.severity = severity;
    event.action = std::move(action);
    return event;
}

record::Measure measure(std::optional<float> after) {
    record::Measure one;
    one.joint = "neck", one.movement = "rotation", one.after = after;
    return one;
}

std::string PlainVisit::note() const { return note::noteText(patient, practice, session, tables()); }

}  // namespace myochart::test
