#pragma once
#include "anatomy/catalogue.h"
#include "handout/texts.h"

namespace myochart::handout {

/// A question to a patient before needling, in plain words that can be answered with yes, no or "not sure".
struct PatientQuestion {
    std::string key;   ///< of the safety table
    std::string text;  ///< "Are you pregnant, or could you be?"
};

/// What a patient is asked by themselves, in the order of asking: what speaks most against needling today first. Of the questions that a therapist
/// asks (anatomy/screening.h) those that a patient can answer alone.
std::vector<PatientQuestion> patientQuestions(const Texts& texts, const anatomy::Catalogue& catalogue);

}  // namespace myochart::handout
