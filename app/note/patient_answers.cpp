#include "note/patient_answers.h"

#include <algorithm>

#include "anatomy/fact_names.h"
#include "core/words.h"

namespace myochart::note {

namespace {

using record::PatientForm;
using record::Session;

constexpr size_t kMostAreas = 50;  // of a visit (record/kinds/pain.h)

bool isIn(const std::vector<std::string>& list, const std::string& key) { return std::ranges::find(list, key) != list.end(); }

PatientForm* formIn(Session& session, std::string_view form) {
    const auto found = std::ranges::find(session.patientForms.forms, form, &PatientForm::form);
    return found == session.patientForms.forms.end() ? nullptr : &*found;
}

Error noSuchForm() { return failed(said("The visit has no such form of the patient.")); }

void takeAnswers(const FormAnswers& told, record::Screening& screening) {
    for (const auto* list : {&told.yes, &told.againstNo})
        for (const std::string& key : *list) {
            std::erase(screening.no, key);
            if (!isIn(screening.yes, key)) screening.yes.push_back(key);
        }
    for (const std::string& key : told.no)
        if (!isIn(screening.no, key)) screening.no.push_back(key);
}

void takeFigures(const PatientForm& form, record::Before& before) {
    if (form.pain) before.pain = form.pain;
    if (form.painWorst) before.painWorst = form.painWorst;
    if (form.painBest) before.painBest = form.painBest;
}

bool hasPaint(const record::PainArea& area) { return !area.dabs.empty(); }

}  // namespace

FormAnswers answersOf(const PatientForm& form, const record::Patient& patient, const Session& session, const anatomy::Catalogue& catalogue) {
    const auto isAlert = [&](const std::string& key) { return std::ranges::any_of(patient.details.alerts, [&](const std::string& alert) { return anatomy::mentions(catalogue, alert, key); }); };
    FormAnswers told;
    for (const std::string& key : form.yes) {
        if (session.screening.saysYes(key)) continue;
        (session.screening.saysNo(key) ? told.againstNo : told.yes).push_back(key);
    }
    for (const std::string& key : form.no) {
        const bool speaksAgainst = session.screening.saysYes(key) || (isAlert(key) && !session.screening.saysNo(key));
        (speaksAgainst ? told.againstYes : told.no).push_back(key);
    }
    told.notSure = form.notSure;
    return told;
}

const PatientForm* waitingForm(const Session& session) {
    const auto found = std::ranges::find_if(session.patientForms.forms, [](const PatientForm& form) { return !form.taken; });
    return found == session.patientForms.forms.end() ? nullptr : &*found;
}

const PatientForm* formOf(const Session& session, std::string_view form) {
    const auto found = std::ranges::find(session.patientForms.forms, form, &PatientForm::form);
    return found == session.patientForms.forms.end() ? nullptr : &*found;
}

Result<Session> withTaken(const record::Patient& patient, Session session, std::string_view id, FormParts parts, const anatomy::Catalogue& catalogue) {
    PatientForm* form = formIn(session, id);
    if (!form) return noSuchForm();
    if (!parts.any()) return failed(said("Nothing of the form was chosen to be taken over."));
    if (parts.painted) {
        auto& areas = session.painDrawing.areas;
        for (const record::PainArea& area : form->painted.areas)
            if (hasPaint(area)) areas.push_back(area);
        if (areas.size() > kMostAreas) return failed(said("A visit holds {} painted areas; take some away first.", kMostAreas));
    }
    if (parts.figures) takeFigures(*form, session.before);
    if (parts.answers) takeAnswers(answersOf(*form, patient, session, catalogue), session.screening);
    if (parts.words && !form->words.empty()) session.before.reason += (session.before.reason.empty() ? "" : "\n") + form->words;
    form->taken = true;
    return session;
}

Result<Session> withLeft(Session session, std::string_view id) {
    PatientForm* form = formIn(session, id);
    if (!form) return noSuchForm();
    form->taken = false;
    return session;
}

Result<Session> withForm(Session session, PatientForm form) {
    if (formOf(session, form.form)) return session;
    if (session.patientForms.forms.size() >= record::kMaxPatientForms) return failed(said("A visit holds {} forms of the patient.", record::kMaxPatientForms));
    session.patientForms.forms.push_back(std::move(form));
    return session;
}

std::vector<std::string> yesWithoutAnswer(const Session& session) {
    std::vector<std::string> open;
    for (const PatientForm& form : session.patientForms.forms)
        for (const std::string& key : form.yes)
            if (!session.screening.saysYes(key) && !session.screening.saysNo(key) && !isIn(open, key)) open.push_back(key);
    return open;
}

}  // namespace myochart::note
