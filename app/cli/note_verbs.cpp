#include <memory>

#include <fmt/format.h>

#include "cli/output.h"
#include "cli/verbs.h"
#include "note/rates_table.h"
#include "store/each_visit.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

struct NoteArguments {
    std::string id, pack;
};

json missingJson(const std::vector<note::Missing>& missing) {
    json rows = json::array();
    for (const note::Missing& each : missing)
        rows.push_back({{"field", each.field}, {"site", each.site == 0 ? json() : json(each.site)}, {"sentence", each.sentence}, {"why", each.why}});
    return rows;
}

json musclesJson(const note::MuscleCount& count) {
    json rows = json::array();
    for (const note::NeedledMuscle& muscle : count.muscles)
        rows.push_back({{"key", muscle.key}, {"name", muscle.name}, {"parts", muscle.parts}, {"sites", muscle.sites}});
    return rows;
}

json uncountedJson(const note::MuscleCount& count) {
    json rows = json::array();
    for (const note::UncountedSite& site : count.uncounted) rows.push_back({{"site", site.number}, {"muscle", site.muscle}});
    return rows;
}

Result<const note::RulePack*> packAsked(workspace::Program& program, const std::string& key) {
    if (key.empty()) return program.note.pack();
    const note::Packs& packs = program.note.packs();
    for (const note::RulePack& pack : packs.packs)
        if (pack.key == key) return &pack;
    for (const std::string& fault : packs.faults)
        if (fault.find(key + ".json") != std::string::npos) return refused(fault);
    std::string known;
    for (const note::RulePack& pack : packs.packs) known += (known.empty() ? "" : ", ") + pack.key;
    return environmentFault(fmt::format("There is no pack {}; there are: {}.", key, known));
}

Answer showNote(Context& context, const NoteArguments& arguments) {
    auto program = context.program();
    if (!program) return program.error();
    const auto session = readableSession(context, **program, {arguments.id});
    if (!session) return session.error();
    const auto patient = fromRecord<record::Patient>(**program, [&](store::Record& r) { return r.patient(session->patient); });
    if (!patient) return patient.error();
    const auto pack = packAsked(**program, arguments.pack);
    if (!pack) return pack.error();
    const anatomy::Catalogue& catalogue = (*program)->catalogue();
    const auto kept = fromRecord<record::Practice>(**program, [](store::Record& r) { return r.practice(); });
    if (!kept) return kept.error();
    const record::Practice& practice = *kept;
    const note::NoteDraft draft = note::noteDraft(*patient, practice, *session, catalogue);
    const note::MuscleCount muscles = note::musclesNeedled(*session, catalogue);
    const auto missing = *pack ? note::missing(**pack, *patient, practice, *session) : std::vector<note::Missing>();
    std::vector<note::Missing> remarks = note::remarks(*session);
    for (note::Missing& each : note::screeningRemarks(*patient, *session, catalogue)) remarks.push_back(std::move(each));
    if (auto untold = note::untoldRisks(*session, (*program)->note.consentTexts(), catalogue)) remarks.push_back(std::move(*untold));
    context.plain = draft.text;
    return json{{"text", draft.text},
                {"edited", draft.edited},
                {"signed", draft.isSigned},
                {"data_changed", draft.dataChanged ? json(*draft.dataChanged) : json()},
                {"pack", *pack ? json((*pack)->key) : json()},
                {"missing", missingJson(missing)},
                {"remarks", missingJson(remarks)},
                {"muscles", musclesJson(muscles)},
                {"muscles_not_counted", uncountedJson(muscles)},
                {"counting", muscles.sentence()},
                {"cpt_suggestion", muscles.muscles.empty() ? json() : json(muscles.cpt())}};
}

/// Every visit that can be read, one at a time; what cannot goes into context.damaged.
Result<note::AdverseRates> countAll(Context& context, workspace::Program& program) {
    return listFromRecord<note::AdverseRates>(context, program, [](store::Record& r) -> Result<note::AdverseRates> {
        note::AdverseCounter counter;
        const auto counted = store::eachVisit(r, [&](const record::Patient&, const record::Session& visit) { counter.add(visit); });
        if (!counted) return counted.error();
        return counter.rates();
    });
}

double percent(double share) { return rounded(100 * share); }

json rateJson(const note::AdverseRow& row, const std::vector<note::PublishedRates>& studies) {
    const note::Rate& rate = row.rate;
    json answer{{"key", row.key},
                {"events", row.events},
                {"treatments_with", rate.with},
                {"percent", rate.treatments ? json(percent(rate.share)) : json()},
                {"lowest_percent", rate.treatments ? json(percent(rate.lowest)) : json()},
                {"highest_percent", rate.treatments ? json(percent(rate.highest)) : json()},
                {"rule_of_three_percent", rate.ruleOfThree ? json(percent(*rate.ruleOfThree)) : json()}};
    for (const note::PublishedRates& study : studies) {
        const auto* published = study.row(row.key);
        answer[study.key + "_percent"] = published ? json(published->percent) : json();
    }
    return answer;
}

json studyJson(const note::PublishedRates& study) {
    return {{"key", study.key}, {"name", study.name}, {"source", study.source}, {"treatments", study.treatments}, {"about", study.about.in("en")}};
}

Answer showRates(Context& context) {
    const auto assets = programFolder("assets");
    if (!assets) return assets.error();
    const auto studies = note::readPublishedRates(*assets / "adverse/published.json");
    if (!studies) return studies.error();
    const auto first = context.isFirstStart();
    if (!first) return first.error();
    note::AdverseRates rates = note::AdverseCounter().rates();
    if (!*first) {
        auto program = context.program();
        if (!program) return program.error();
        auto counted = countAll(context, **program);
        if (!counted) return counted.error();
        rates = std::move(*counted);
    }
    json rows = json::array(), published = json::array();
    for (const note::AdverseRow& row : rates.rows) rows.push_back(rateJson(row, *studies));
    for (const note::PublishedRates& study : *studies) published.push_back(studyJson(study));
    context.plain = note::asText(note::ratesTable(rates, *studies));
    return json{{"treatments", rates.treatments}, {"not_asked", rates.notAsked}, {"rates", std::move(rows)}, {"published", std::move(published)}};
}

}  // namespace

void addNoteVerbs(CLI::App& app, VerbTable& verbs) {
    auto a = std::make_shared<NoteArguments>();
    CLI::App* show = app.get_subcommand("session")->add_subcommand("note", "The note of a session, and what it still lacks");
    show->add_option("ID", a->id)->required();
    show->add_option("--pack", a->pack, "The rules that it is held against: plain, virginia, new_jersey, stricta, or one of your own");
    verbs.add(show, [a](Context& c) { return showNote(c, *a); });
    CLI::App* adverse = app.get_subcommand("adverse");  // of addLedgerVerbs(), which comes first
    adverse->require_subcommand(1)->fallthrough();
    verbs.add(adverse->add_subcommand("rates", "How often, with exact 95 % intervals, beside published surveys"), showRates);
}

}  // namespace myochart::cli
