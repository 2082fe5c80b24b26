#pragma once
#include <string>
#include <vector>

#include "anatomy/catalogue.h"
#include "core/result.h"
#include "record/chart.h"

namespace myochart::note {

// From what a patient painted and answered alone (record::PatientForm) to what the therapist records. Nothing gets there by itself.

/// Parts of a form that can be taken over.
struct FormParts {
    bool painted = true;  ///< as further areas of the visit's painted pain
    bool figures = true;  ///< pain now, worst and least: what is told takes the place of what stands there
    bool answers = true;  ///< to the questions of the screening
    bool words = true;    ///< below the reason for the treatment
    bool any() const { return painted || figures || answers || words; }
};

/// What a form says to the screening of the visit; keys of the safety table.
struct FormAnswers {
    std::vector<std::string> yes;           ///< that the screening does not have yet
    std::vector<std::string> againstNo;     ///< yes, where the screening says no
    std::vector<std::string> againstYes;    ///< no, where the screening says yes or an alert of the patient stands
    std::vector<std::string> no;            ///< that nothing speaks against
    std::vector<std::string> notSure;
};
FormAnswers answersOf(const record::PatientForm& form, const record::Patient& patient, const record::Session& session, const anatomy::Catalogue& catalogue);

/// The first form that nobody has looked at; null: none.
const record::PatientForm* waitingForm(const record::Session& session);
/// The form of that id; null: none.
const record::PatientForm* formOf(const record::Session& session, std::string_view form);

/// The visit with these parts taken over and the form marked as taken. A yes always comes in, also against a no; a no never goes over
/// a yes or an alert of the patient. Fails with a sentence: no such form, no part, more painted areas than a visit holds.
Result<record::Session> withTaken(const record::Patient& patient, record::Session session, std::string_view form, FormParts parts, const anatomy::Catalogue& catalogue);
/// The visit with the form marked as left: it stays as it is, and its yes goes on to warn until the screening answers it.
Result<record::Session> withLeft(record::Session session, std::string_view form);
/// The visit with a form more; the same form again changes nothing. Fails with a sentence where it has as many as it holds.
Result<record::Session> withForm(record::Session session, record::PatientForm form);

/// What patients answered with yes and the screening of the visit does not answer, each once.
std::vector<std::string> yesWithoutAnswer(const record::Session& session);

}  // namespace myochart::note
