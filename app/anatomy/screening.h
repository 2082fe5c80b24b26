#pragma once
#include <algorithm>
#include <vector>

#include "anatomy/catalogue.h"

namespace myochart::anatomy {

/// What a patient is asked before needling: the contraindications of the safety table and a history of fainting, in the
/// table's order. What the therapist has to answer for alone (consent, training, forbidden places) and precautions of
/// practice are no questions to a patient.
inline std::vector<const SafetyFact*> screeningQuestions(const Catalogue& catalogue) {
    constexpr std::string_view kNotAsked[] = {"abs_no_consent", "abs_no_training", "abs_prohibited_sites", "abs_electrical_regions"};
    std::vector<const SafetyFact*> questions;
    for (const SafetyFact& fact : catalogue.safety()) {
        const bool contra = fact.type.starts_with("contraindication") && std::ranges::find(kNotAsked, fact.key) == std::end(kNotAsked);
        if (contra || fact.key == "pre_vasovagal") questions.push_back(&fact);
    }
    return questions;
}

}  // namespace myochart::anatomy
