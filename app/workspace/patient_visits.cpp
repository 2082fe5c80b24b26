#include "workspace/patient_visits.h"

#include <algorithm>

#include "places/reanchor.h"

namespace myochart::workspace {

Result<PatientVisits> readVisits(store::Record& record, const record::PatientId& patient) {
    auto person = record.patient(patient);
    if (!person) return person.error();
    const auto summaries = record.sessions(patient);
    if (!summaries) return summaries.error();
    PatientVisits all{std::move(*person), {}, {}};
    for (const store::SessionSummary& each : *summaries) {
        auto reading = record.readable(each.id);
        if (!reading) {
            all.damage.push_back({each.id.text, reading.error().message, patient.text});
            continue;
        }
        all.visits.push_back(std::move(reading->session));
        all.damage.insert(all.damage.end(), reading->damaged.begin(), reading->damaged.end());
    }
    std::ranges::stable_sort(all.visits, {}, &record::Session::startedAt);
    return all;
}

std::vector<record::Session> placedOn(std::vector<record::Session> visits, const body::Body& body, const anatomy::Catalogue& catalogue) {
    for (record::Session& visit : visits) visit = places::reanchor(visit, body, catalogue).session;
    return visits;
}

}  // namespace myochart::workspace
