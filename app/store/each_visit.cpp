#include "store/each_visit.h"

namespace myochart::store {

Outcome eachVisitOf(Record& record, const record::Patient& patient, const VisitVisitor& visit) {
    const auto visits = record.sessions(patient.id);
    if (!visits) return visits.error();
    for (const SessionSummary& each : *visits) {
        const auto reading = record.readable(each.id);
        if (!reading) return reading.error();
        visit(patient, reading->session);
    }
    return Done{};
}

Outcome eachVisit(Record& record, const VisitVisitor& visit) {
    const auto patients = record.patients();
    if (!patients) return patients.error();
    for (const PatientSummary& each : *patients)
        if (const auto done = eachVisitOf(record, each.patient, visit); !done) return done;
    return Done{};
}

}  // namespace myochart::store
