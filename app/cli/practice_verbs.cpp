#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "anatomy/fact_names.h"
#include "cli/acting.h"
#include "cli/entered_fields.h"
#include "cli/output.h"
#include "cli/recorded_json.h"
#include "record/fault_words.h"

// Who works here, and what a patient comes for.

namespace myochart::cli {

namespace {

using nlohmann::json;

struct PracticeArguments {
    std::string id, patient;
    EnteredFields<record::Practice> practice;
    EnteredFields<record::Therapist> therapist;
    EnteredFields<record::Episode> episode;
};

/// The practice after `change` of it, which is durable.
Result<record::Practice> changePractice(Context& context, const std::function<Outcome(record::Practice&)>& change) {
    auto program = context.program();
    if (!program) return program.error();
    return fromRecord<record::Practice>(**program, [&](store::Record& record) -> Result<record::Practice> {
        auto practice = record.practice();
        if (!practice) return practice;
        if (const auto changed = change(*practice); !changed) return changed.error();
        if (const std::string fault = faultIn(*practice); !fault.empty()) return refused(record::faultInWords(fault));
        if (const auto put = record.put(*practice); !put) return put.error();
        return practice;
    });
}

Result<record::Practice> practiceThere(Context& context) {
    const auto first = context.isFirstStart();
    if (!first) return first.error();
    if (*first) return record::Practice{};
    auto program = context.program();
    if (!program) return program.error();
    return fromRecord<record::Practice>(**program, [](store::Record& record) { return record.practice(); });
}

Answer showPractice(Context& context) {
    const auto practice = practiceThere(context);
    if (!practice) return practice.error();
    return recordedJson(*practice);
}

Answer editPractice(Context& context, const PracticeArguments& arguments) {
    context.mayCreateRecord = true;
    const auto practice = changePractice(context, [&](record::Practice& now) { return arguments.practice.take(now); });
    if (!practice) return practice.error();
    return recordedJson(*practice);
}

Answer addTherapist(Context& context, const PracticeArguments& arguments) {
    record::Therapist therapist;
    therapist.id = record::TherapistId::make();
    if (const auto taken = arguments.therapist.take(therapist); !taken) return taken.error();
    record::Practice alone;  // nobody who cannot be kept begins a record
    alone.therapists = {therapist};
    if (const std::string fault = faultIn(alone); !fault.empty()) return refused(record::faultInWords(fault));
    context.mayCreateRecord = true;
    const auto practice = changePractice(context, [&](record::Practice& now) -> Outcome {
        now.therapists.push_back(therapist);
        return Done{};
    });
    if (!practice) return practice.error();
    return json{{"id", therapist.id.text}};
}

Answer listTherapists(Context& context) {
    const auto practice = practiceThere(context);
    if (!practice) return practice.error();
    return json{{"therapists", recordedJson(*practice).at("therapists")}};
}

Answer editTherapist(Context& context, const PracticeArguments& arguments) {
    size_t index = 0;
    const auto practice = changePractice(context, [&](record::Practice& now) -> Outcome {
        const auto at = std::ranges::find(now.therapists, record::TherapistId{arguments.id}, &record::Therapist::id);
        if (at == now.therapists.end()) return failed("There is no therapist with that id; `therapist list` shows who there is.");
        index = static_cast<size_t>(at - now.therapists.begin());
        return arguments.therapist.take(*at);
    });
    if (!practice) return practice.error();
    return recordedJson(*practice).at("therapists").at(index);
}

// --- episodes

Outcome requireCondition(const anatomy::Catalogue& catalogue, record::Episode& episode) {
    std::vector<std::string> keys;
    for (const anatomy::Condition& condition : catalogue.conditions()) keys.push_back(condition.key);
    if (const std::string meant = anatomy::keyMeant(catalogue, keys, episode.condition); !meant.empty()) episode.condition = meant;
    return keyOrWords(keys, episode.condition, "--condition");
}

/// The patient after `change`, which is durable.
Result<record::Patient> changePatient(Context& context, const std::string& id, const std::function<Outcome(const anatomy::Catalogue&, record::Patient&)>& change) {
    auto program = context.program();
    if (!program) return program.error();
    return fromRecord<record::Patient>(**program, [&](store::Record& record) -> Result<record::Patient> {
        auto patient = record.patient({id});
        if (!patient) return patient;
        if (const auto changed = change((*program)->catalogue(), *patient); !changed) return changed.error();
        if (const std::string fault = faultIn(*patient); !fault.empty()) return refused(record::faultInWords(fault));
        if (const auto put = record.put(*patient); !put) return put.error();
        return patient;
    });
}

json episodesJson(const record::Patient& patient) { return recordedJson(patient).at("details").at("episodes"); }

Answer addEpisode(Context& context, const PracticeArguments& arguments) {
    record::Episode episode;
    episode.id = record::EpisodeId::make();
    const auto patient = changePatient(context, arguments.patient, [&](const anatomy::Catalogue& catalogue, record::Patient& now) -> Outcome {
        if (const auto taken = arguments.episode.take(episode); !taken) return taken;
        if (const auto known = requireCondition(catalogue, episode); !known) return known;
        now.details.episodes.push_back(episode);
        return Done{};
    });
    if (!patient) return patient.error();
    return json{{"id", episode.id.text}};
}

Answer listEpisodes(Context& context, const PracticeArguments& arguments) {
    auto program = context.program();
    if (!program) return program.error();
    const auto patient = fromRecord<record::Patient>(**program, [&](store::Record& record) { return record.patient({arguments.patient}); });
    if (!patient) return patient.error();
    noteReading(**program, patient->id);
    return json{{"episodes", episodesJson(*patient)}};
}

Answer editEpisode(Context& context, const PracticeArguments& arguments) {
    size_t index = 0;
    const auto patient = changePatient(context, arguments.patient, [&](const anatomy::Catalogue& catalogue, record::Patient& now) -> Outcome {
        auto& episodes = now.details.episodes;
        const auto at = std::ranges::find(episodes, record::EpisodeId{arguments.id}, &record::Episode::id);
        if (at == episodes.end()) return failed("The patient has no episode with that id; `episode list` shows those there are.");
        index = static_cast<size_t>(at - episodes.begin());
        if (const auto taken = arguments.episode.take(*at); !taken) return taken;
        return arguments.episode.given("condition") ? requireCondition(catalogue, *at) : Outcome(Done{});
    });
    if (!patient) return patient.error();
    return episodesJson(*patient).at(index);
}

void addTherapistVerbs(CLI::App& app, VerbTable& verbs) {
    auto a = std::make_shared<PracticeArguments>();
    CLI::App* therapist = app.add_subcommand("therapist", "Who works here");
    therapist->require_subcommand(1)->fallthrough();
    CLI::App* add = therapist->add_subcommand("add", "Add a therapist");
    a->therapist.addTo(add);
    add->get_option("--name")->required();
    verbs.add(add, [a](Context& c) { return addTherapist(c, *a); });
    verbs.add(therapist->add_subcommand("list", "All therapists"), listTherapists);
    CLI::App* edit = therapist->add_subcommand("edit", "Change a therapist, or the needle that is offered to them");
    edit->add_option("ID", a->id)->required();
    a->therapist.addTo(edit);
    verbs.add(edit, [a](Context& c) { return editTherapist(c, *a); });
}

void addEpisodeVerbs(CLI::App& app, VerbTable& verbs) {
    auto a = std::make_shared<PracticeArguments>();
    CLI::App* episode = app.add_subcommand("episode", "What a patient comes for, over as many sessions as it takes");
    episode->require_subcommand(1)->fallthrough();
    const auto verb = [&](const char* name, const char* help, auto answer) {
        CLI::App* made = episode->add_subcommand(name, help);
        made->add_option("--patient", a->patient, "The patient's id")->required();
        verbs.add(made, [a, answer](Context& c) { return answer(c, *a); });
        return made;
    };
    CLI::App* add = verb("add", "Begin an episode", addEpisode);
    a->episode.addTo(add);
    add->get_option("--condition")->required();
    verb("list", "A patient's episodes", listEpisodes);
    CLI::App* edit = verb("edit", "Change an episode, or end it", editEpisode);
    edit->add_option("ID", a->id)->required();
    a->episode.addTo(edit);
}

}  // namespace

void addPracticeVerbs(CLI::App& app, CLI::App& practice, VerbTable& verbs) {
    auto a = std::make_shared<PracticeArguments>();
    verbs.add(practice.add_subcommand("show", "Name, address and therapists"), showPractice);
    CLI::App* edit = practice.add_subcommand("edit", "Change name, address or the rules of its notes");
    a->practice.addTo(edit);
    verbs.add(edit, [a](Context& c) { return editPractice(c, *a); });
    addTherapistVerbs(app, verbs);
    addEpisodeVerbs(app, verbs);
}

std::vector<std::string> clearablePracticeOptions() {
    std::vector<std::string> options = EnteredFields<record::Practice>::clearable();
    for (const auto& each : {EnteredFields<record::Therapist>::clearable(), EnteredFields<record::Episode>::clearable(), EnteredFields<record::AdverseEvent>::clearable()})
        options.insert(options.end(), each.begin(), each.end());
    return options;
}

}  // namespace myochart::cli
