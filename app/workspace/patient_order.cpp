#include "workspace/patient_order.h"

#include <algorithm>

#include "core/text.h"
#include "core/words.h"
#include "record/same_person.h"

namespace myochart::workspace {

std::string nameAndBirth(std::string_view name, const std::string& birthDate) {
    const std::string shownName = displayText(name);
    return birthDate.empty() ? shownName : trf("{}, born {}", shownName, dayInWords(birthDate));
}

const store::PatientSummary* namesake(const std::vector<store::PatientSummary>& patients, const record::Patient& patient) {
    const auto isSame = [&](const store::PatientSummary& other) {
        return other.patient.id != patient.id && record::mayBeOnePerson(other.patient, patient);
    };
    const auto found = std::ranges::find_if(patients, isSame);
    return found == patients.end() ? nullptr : &*found;
}

}  // namespace myochart::workspace
