#pragma once
#include <vector>

#include "anatomy/catalogue.h"
#include "body/body.h"
#include "store/record.h"

namespace myochart::workspace {

/// All visits of a patient, oldest first, as the record holds them; what is damaged is left out and told.
struct PatientVisits {
    record::Patient patient;
    std::vector<record::Session> visits;
    std::vector<store::Damage> damage;
};
Result<PatientVisits> readVisits(store::Record& record, const record::PatientId& patient);
/// Their sites where they lie on `body`, with the stated error where they were charted on another one (places/reanchor.h); those
/// whose muscle it lacks stay on theirs.
std::vector<record::Session> placedOn(std::vector<record::Session> visits, const body::Body& body, const anatomy::Catalogue& catalogue);

}  // namespace myochart::workspace
