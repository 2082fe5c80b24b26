#include "cli/form_import.h"

#include "cli/acting.h"
#include "note/patient_answers.h"
#include "workspace/form_import.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

json formAreasJson(const record::PatientForm& form) {
    json areas = json::array();
    for (const record::PainArea& area : form.painted.areas)
        areas.push_back({{"where", area.where}, {"area_cm2", area.areaCm2 ? json(rounded(static_cast<double>(*area.areaCm2), 2)) : json()}, {"dabs", area.dabs.size()}, {"qualities", area.qualities}});
    return areas;
}

json scaleJson(const std::optional<std::uint32_t>& value) { return value ? json(*value) : json(); }

const char* called(workspace::FormName name) {
    switch (name) {
        case workspace::FormName::none: return "none";
        case workspace::FormName::same: return "same";
        case workspace::FormName::another: return "said_to_be_theirs";
    }
    return "";
}

/// Whether the name is all that stands against a form.
bool byNameAlone(const FormAsked& asked, const record::Patient& patient, const anatomy::Catalogue& catalogue) {
    const auto read = exchange::patientFormFromText(asked.text, "", catalogue);
    return read && !asked.nameIsTheirs && !workspace::isOf(*read, patient, false) && workspace::isOf(*read, patient, true);
}

}  // namespace

Answer importForm(Context& context, const FormAsked& asked) {
    auto program = context.program();
    if (!program) return program.error();
    const auto visit = readableSession(context, **program, {asked.into});
    if (!visit) return visit.error();
    const auto patient = fromRecord<record::Patient>(**program, [&](store::Record& r) { return r.patient(visit->patient); });
    if (!patient) return patient.error();
    Progress progress;
    workspace::BodyDesk& bodies = (*program)->bodies;
    const auto read = workspace::formFor(*patient, asked.text, shown(Path(asked.file)), asked.nameIsTheirs, bodies, bodies.current(), (*program)->catalogue(), progress);
    if (!read) return byNameAlone(asked, *patient, (*program)->catalogue()) ? conflict(read.error().message + " With --name-is-theirs it is taken.") : read.error();
    const record::PatientForm& form = read->form;
    const bool known = note::formOf(*visit, form.form) != nullptr;
    if (!known)
        if (const auto changed = changeVisit(**program, {asked.into}, [&](store::Record&, const record::Session& before) { return workspace::withFormFromHome(before, form); }); !changed) return changed.error();
    return json{{"session", asked.into}, {"form", form.form}, {"known", known}, {"name", called(read->name)}, {"made_for_the_patient", read->madeForThem},
                {"painted", formAreasJson(form)}, {"pain", scaleJson(form.pain)}, {"pain_worst", scaleJson(form.painWorst)}, {"pain_best", scaleJson(form.painBest)},
                {"yes", form.yes}, {"no", form.no}, {"not_sure", form.notSure}, {"words", !form.words.empty()}};
}

}  // namespace myochart::cli
