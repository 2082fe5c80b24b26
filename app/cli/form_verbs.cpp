#include <algorithm>
#include <memory>

#include "cli/acting.h"
#include "cli/verbs.h"
#include "core/text.h"
#include "note/patient_answers.h"
#include "record/json.h"

// What patients paint and answer alone, looked at, taken over or left.

namespace myochart::cli {

namespace {

using nlohmann::json;

struct FormArguments {
    std::string session, form, parts = "painted,figures,answers,words";
};

json formJson(const record::PatientForm& form, const note::FormAnswers& told) {
    json areas = json::array();
    for (const record::PainArea& area : form.painted.areas) areas.push_back({{"where", area.where}, {"qualities", area.qualities}, {"dabs", area.dabs.size()}});
    const auto figure = [](const std::optional<std::uint32_t>& value) { return value ? json(*value) : json(); };
    return {{"form", form.form}, {"at", form.at ? json(isoUtc(*form.at)) : json()}, {"language", form.language}, {"at_home", form.atHome == true},
            {"painted", std::move(areas)}, {"pain", figure(form.pain)}, {"pain_worst", figure(form.painWorst)}, {"pain_best", figure(form.painBest)},
            {"yes", form.yes}, {"no", form.no}, {"not_sure", form.notSure}, {"words", form.words}, {"taken", form.taken ? json(*form.taken) : json()},
            {"against_the_screening", {{"yes", told.againstNo}, {"no", told.againstYes}}}};
}

/// The visit and its patient as they are in the record.
struct Both {
    record::Session session;
    record::Patient patient;
};

Result<Both> readBoth(store::Record& record, const std::string& id) {
    const auto session = record.session(record::SessionId{id});
    if (!session) return session.error();
    const auto patient = record.patient(session->patient);
    if (!patient) return patient.error();
    return Both{*session, *patient};
}

Answer list(Context& context, const FormArguments& arguments) {
    auto program = context.program();
    if (!program) return program.error();
    const auto both = fromRecord<Both>(**program, [&](store::Record& r) { return readBoth(r, arguments.session); });
    if (!both) return both.error();
    noteReading(**program, both->patient.id);
    json forms = json::array();
    for (const record::PatientForm& form : both->session.patientForms.forms)
        forms.push_back(formJson(form, note::answersOf(form, both->patient, both->session, (*program)->catalogue())));
    return json{{"session", arguments.session}, {"forms", std::move(forms)}, {"yes_without_answer", note::yesWithoutAnswer(both->session)}};
}

Result<note::FormParts> partsOf(const std::string& names) {
    note::FormParts parts{false, false, false, false};
    const std::pair<std::string_view, bool*> known[] = {{"painted", &parts.painted}, {"figures", &parts.figures}, {"answers", &parts.answers}, {"words", &parts.words}};
    for (const std::string& name : split(names, ',')) {
        const auto found = std::ranges::find(known, trim(name), [](const auto& each) { return std::string(each.first); });
        if (found == std::end(known)) return environmentFault("--parts are of: painted, figures, answers, words.");
        *found->second = true;
    }
    return parts;
}

Answer decide(Context& context, const FormArguments& arguments, bool takes) {
    const auto parts = partsOf(arguments.parts);
    if (!parts) return parts.error();
    auto program = context.program();
    if (!program) return program.error();
    const auto changed = changeVisit(**program, {arguments.session}, [&](store::Record& record, const record::Session& before) -> Result<record::Edited> {
        const auto patient = record.patient(before.patient);
        if (!patient) return patient.error();
        auto after = takes ? note::withTaken(*patient, before, arguments.form, *parts, (*program)->catalogue()) : note::withLeft(before, arguments.form);
        if (!after) return after.error();
        return editedAs(before, std::move(*after), takes ? "Take over what the patient filled in" : "Leave what the patient filled in");
    });
    if (!changed) return changed.error();
    const record::PatientForm* form = note::formOf(changed->after, arguments.form);
    return json{{"session", arguments.session}, {"form", arguments.form}, {"taken", form && form->taken == true}, {"yes_without_answer", note::yesWithoutAnswer(changed->after)}};
}

}  // namespace

void addFormVerbs(CLI::App& app, VerbTable& verbs) {
    CLI::App* form = app.add_subcommand("form", "What patients paint and answer alone: look at it, take it over or leave it");
    form->require_subcommand(1);
    auto arguments = std::make_shared<FormArguments>();
    const auto verb = [&](const char* name, const char* what, bool ofOne) {
        CLI::App* each = form->add_subcommand(name, what);
        each->add_option("SESSION", arguments->session, "The visit")->required();
        if (ofOne) each->add_option("FORM", arguments->form, "The form")->required();
        return each;
    };
    verbs.add(verb("list", "The forms of a visit", false), [arguments](Context& c) { return list(c, *arguments); });
    CLI::App* take = verb("take", "Take parts of a form over into its visit", true);
    take->add_option("--parts", arguments->parts, "Which, with commas between: painted, figures, answers, words; all of them");
    verbs.add(take, [arguments](Context& c) { return decide(c, *arguments, true); });
    verbs.add(verb("leave", "Leave a form as it is", true), [arguments](Context& c) { return decide(c, *arguments, false); });
}

}  // namespace myochart::cli
