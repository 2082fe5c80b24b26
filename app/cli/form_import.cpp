#include "cli/form_import.h"

#include "cli/acting.h"
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

}  // namespace

Answer importForm(Context& context, const FormAsked& asked) {
    auto program = context.program();
    if (!program) return program.error();
    const auto read = exchange::patientFormFromText(asked.text, shown(Path(asked.file)), (*program)->catalogue());
    if (!read) return read.error();
    const auto visit = readableSession(context, **program, {asked.into});
    if (!visit) return visit.error();
    const auto patient = fromRecord<record::Patient>(**program, [&](store::Record& r) { return r.patient(visit->patient); });
    if (!patient) return patient.error();
    if (const auto theirs = workspace::isOf(*read, *patient, asked.nameIsTheirs); !theirs) {
        const bool byName = workspace::isOf(*read, *patient, true).ok();
        return byName ? conflict(theirs.error().message + " With --name-is-theirs it is taken.") : theirs.error();
    }
    record::PatientForm form = read->form;
    const bool known = workspace::isKnown(*visit, form);
    if (!known) {
        Progress progress;
        const auto body = workspace::bodyOfForm((*program)->bodies, *read, progress);
        if (!body) return body.error();
        auto onBody = workspace::formOnBody(*read, body->get(), (*program)->catalogue());
        if (!onBody) return onBody.error();
        form = std::move(*onBody);
        const auto changed = changeVisit(**program, {asked.into}, [&](store::Record&, const record::Session& before) { return workspace::withForm(before, form); });
        if (!changed) return changed.error();
    }
    return json{{"session", asked.into}, {"form", form.form}, {"known", known}, {"name", called(workspace::nameOn(*read, *patient))}, {"made_for_the_patient", read->forWhom.has_value()},
                {"painted", formAreasJson(form)}, {"pain", scaleJson(form.pain)}, {"pain_worst", scaleJson(form.painWorst)}, {"pain_best", scaleJson(form.painBest)},
                {"yes", form.yes}, {"no", form.no}, {"not_sure", form.notSure}, {"words", !form.words.empty()}};
}

}  // namespace myochart::cli
