#include <algorithm>
#include <iostream>
#include <memory>

#include <fmt/format.h>

#include "anatomy/fact_names.h"
#include "cli/acting.h"
#include "cli/output.h"
#include "cli/private_text.h"
#include "core/text.h"
#include "note/adverse_rates.h"
#include "note/note_text.h"
#include "note/remarks.h"
#include "note/visit_words.h"
#include "places/visit_warnings.h"
#include "record/dotted.h"
#include "record/ledger.h"
#include "record/like.h"
#include "record/seal.h"
#include "record/signing_rules.h"
#include "record/typed_value.h"

// A visit from the door to the signature: the verbs of `session` beyond those about the visit as a whole.

namespace myochart::cli {

namespace {

using nlohmann::json;

struct VisitArguments {
    std::string id, version, how, joint, movement, side, before, after, tool;
    std::vector<std::string> changes, yes, markers;
    bool none = false, all = false;
    PrivateText text;
};

// --- fields

json fieldJson(const record::DottedField& field) {
    return {{"field", field.name},
            {"title", field.title},
            {"type", field.type},
            {"unit", field.unit.empty() ? json() : json(field.unit)},
            {"lowest", field.lowest ? json(*field.lowest) : json()},
            {"highest", field.highest ? json(*field.highest) : json()},
            {"words", field.words.empty() ? json() : json(field.words)},
            {"identifies", field.identifies},
            {"settable", field.settable}};
}

Answer listFields(Context&) {
    json rows = json::array();
    for (const record::DottedField& field : record::sessionFields()) rows.push_back(fieldJson(field));
    return json{{"fields", std::move(rows)}};
}

/// "before.reason=TEXT" cut in two; "-" for the text is the next line of standard input.
Result<std::pair<std::string, std::string>> nameAndText(const std::string& change) {
    const size_t at = change.find('=');
    if (at == std::string::npos) return environmentFault(fmt::format("{} is no FIELD=VALUE.", displayText(change, 80)));
    std::pair<std::string, std::string> parts{change.substr(0, at), change.substr(at + 1)};
    if (parts.second == "-" && !std::getline(std::cin, parts.second))
        return failed(fmt::format("{}=- takes a line of standard input, and there is none.", displayText(parts.first, 80)));
    return parts;
}

/// Those whom a visit names are there.
Outcome requireKnown(store::Record& record, const record::Session& session) {
    const record::Before& before = session.before;
    if (!before.therapist.empty()) {
        const auto practice = record.practice();
        if (!practice) return practice.error();
        if (!practice->therapist(before.therapist)) return failed("There is no therapist with that id; `therapist list` shows who there is.");
    }
    if (before.episode.empty()) return Done{};
    const auto patient = record.patient(session.patient);
    if (!patient) return patient.error();
    if (std::ranges::find(patient->details.episodes, before.episode, &record::Episode::id) == patient->details.episodes.end())
        return failed("The patient has no episode with that id; `episode list` shows those there are.");
    return Done{};
}

json fieldsNow(const record::Session& session, const std::vector<std::pair<std::string, std::string>>& changes) {
    json fields = json::object();
    for (const auto& [name, text] : changes) {
        const std::string whole = name.ends_with("[]") ? name.substr(0, name.size() - 2) : name;
        if (const auto now = record::fieldText(session, whole)) fields[whole] = now->empty() ? json() : json(*now);
    }
    return fields;
}

/// What a list has now and had not before, and no table knows.
void tellWords(const char* field, const std::vector<std::string>& before, const std::vector<std::string>& after, const std::vector<std::string>& keys) {
    for (const std::string& each : after)
        if (std::ranges::find(before, each) == before.end() && std::ranges::find(keys, each) == keys.end())
            tell(fmt::format("{}: {} is no key of the program's tables; it is kept as words.\n", field, displayText(each, 80)));
}

/// Keys and words may stand in these lists; who mistyped a key is told.
void tellOfWords(const anatomy::Catalogue& catalogue, const record::Session& before, const record::Session& after) {
    std::vector<std::string> advice, exercises, kinds, was, is;
    for (const note::KeyWords& each : note::adviceTexts()) advice.push_back(each.key);
    for (const anatomy::HomeExercise& each : catalogue.exercises()) exercises.push_back(each.key);
    for (const note::AdverseCategory& each : note::adverseCategories()) kinds.emplace_back(each.key);
    for (const record::AdverseEvent& each : before.after.adverse) was.push_back(each.category);
    for (const record::AdverseEvent& each : after.after.adverse) is.push_back(each.category);
    const auto screened = screeningKeys(catalogue);
    tellWords("screening.yes", before.screening.yes, after.screening.yes, screened);
    tellWords("screening.no", before.screening.no, after.screening.no, screened);
    tellWords("after.aftercare", before.after.aftercare, after.after.aftercare, advice);
    tellWords("after.exercises", before.after.exercises, after.after.exercises, exercises);
    tellWords("after.adverse", was, is, kinds);
}

/// A moment that is told now lies in the past, but when somebody is to be asked.
Outcome requireToldInPast(const std::string& name, const std::string& text) {
    const std::string last = name.substr(name.rfind('.') + 1);
    if (last == "follow_up_due" || !last.ends_with("at")) return Done{};
    const auto moment = parseIsoUtc(text);
    return moment ? requirePast(*moment, name) : Done{};
}

/// A follow-up whose time is told now lies behind the event and the beginning of the visit.
Said followUpFault(const record::Session& before, const record::Session& after) {
    const auto& was = before.after.adverse;
    const auto& is = after.after.adverse;
    for (size_t i = 0; i < is.size(); ++i) {
        if (!is[i].followedUpAt || (i < was.size() && was[i].followedUpAt == is[i].followedUpAt)) continue;
        if (Said fault = record::followUpTimeFault(after, is[i], *is[i].followedUpAt); !fault.text.empty()) return fault;
    }
    return {};
}

Answer setFields(Context& context, const VisitArguments& arguments) {
    std::vector<std::pair<std::string, std::string>> changes;
    for (const std::string& change : arguments.changes) {
        auto parts = nameAndText(change);
        if (!parts) return parts.error();
        const bool adds = parts->first.find("[]") != std::string::npos;  // each adds an entry
        if (!adds && std::ranges::find(changes, parts->first, &std::pair<std::string, std::string>::first) != changes.end())
            return environmentFault(fmt::format("{} is given twice; say which is meant.", displayText(parts->first, 80)));
        changes.push_back(std::move(*parts));
    }
    auto program = context.program();
    if (!program) return program.error();
    const auto changed = changeVisit(**program, {arguments.id}, [&](store::Record& record, const record::Session& before) -> Result<record::Edited> {
        record::Session after = before;
        for (const auto& [name, text] : changes)
        {
            if (const auto set = record::setField(after, name, text); !set) return set.error();
            const auto now = record::fieldText(after, name);
            if (const auto past = requireToldInPast(name, now ? *now : text); !past) return past.error();
        }
        if (after.before != before.before)
            if (const auto known = requireKnown(record, after); !known) return known.error();
        if (const Said fault = followUpFault(before, after); !fault.text.empty()) return refused(fault);
        if (after.after.nextVisit != before.after.nextVisit)
            if (const Said fault = record::nextVisitFault(before, after.after.nextVisit); !fault.text.empty()) return refused(fault);
        return editedAs(before, std::move(after), "Change visit");
    });
    if (!changed) return changed.error();
    if (!context.quiet) tellOfWords((*program)->catalogue(), changed->before, changed->after);
    return json{{"id", arguments.id}, {"fields", fieldsNow(changed->after, changes)}};
}

// --- before the first needle

Answer screen(Context& context, const VisitArguments& arguments) {
    if (arguments.none == !arguments.yes.empty()) return environmentFault("session screen takes --none, or --yes and the keys that were answered with yes.");
    auto program = context.program();
    if (!program) return program.error();
    const auto keys = screeningKeys((*program)->catalogue()), asked = questionKeys((*program)->catalogue());
    if (keys.empty()) return environmentFault("The table of contraindications and precautions is missing; nothing was recorded.");
    std::vector<std::string> yes;
    for (const std::string& key : arguments.yes) {
        const std::string meant = anatomy::keyMeant((*program)->catalogue(), keys, key);
        yes.push_back(meant.empty() ? key : meant);
    }
    for (const std::string& key : yes)
        if (std::ranges::find(keys, key) == keys.end()) {
            if (const auto known = keyOrWords(keys, key, "--yes"); !known) return known.error();
            return refused(fmt::format("--yes has no key {}; `session screen --help` tells where they stand.", displayText(key, 60)));
        }
    const auto changed = changeVisit(**program, {arguments.id}, [&](store::Record& record, const record::Session& before) -> Result<record::Edited> {
        const auto patient = record.patient(before.patient);
        if (!patient) return patient.error();
        for (const std::string& alert : patient->details.alerts)
            for (const std::string& key : asked)
                if (anatomy::mentions((*program)->catalogue(), alert, key) && std::ranges::find(yes, key) == yes.end())
                    return refused(fmt::format("The patient has the alert {}: answer it with --yes {}, or take the alert away.", displayText(alert, 80), key));
        record::Session after = before;
        after.screening.yes = yes;
        after.screening.no.clear();
        for (const std::string& key : asked)
            if (std::ranges::find(yes, key) == yes.end()) after.screening.no.push_back(key);
        return editedAs(before, std::move(after), "Screen");
    });
    if (!changed) return changed.error();
    return json{{"id", arguments.id}, {"yes", changed->after.screening.yes}, {"no", changed->after.screening.no}};
}

Answer consent(Context& context, const VisitArguments& arguments) {
    record::Consent given;
    if (const auto how = record::put("--how", record::Field{.key = "how", .title = "kind of consent"}, arguments.how, given.how); !how) return how.error();
    auto program = context.program();
    if (!program) return program.error();
    const auto changed = changeVisit(**program, {arguments.id}, [&](store::Record&, const record::Session& before) {
        record::Session after = before;
        after.consent.version = arguments.version;
        after.consent.how = given.how;
        after.consent.at = nowUtc();
        after.consent.withdrawnAt.reset();
        return editedAs(before, std::move(after), "Consent");
    });
    if (!changed) return changed.error();
    const record::Consent& now = changed->after.consent;
    const auto& texts = (*program)->note.consentTexts();
    if (!context.quiet && std::ranges::find(texts, now.version, &note::ConsentText::version) == texts.end())
        tell(fmt::format("There is no consent text {} here; it is kept as told.\n", displayText(now.version, 80)));
    return json{{"id", arguments.id}, {"version", now.version}, {"how", name(*now.how)}, {"at", isoUtc(*now.at)}};
}

/// Into the measure of that joint, movement and side, or a new one.
Outcome takeMeasure(const VisitArguments& arguments, std::vector<record::Measure>& measures) {
    record::Measure told;
    told.joint = record::withoutHiddenMarks(arguments.joint);
    told.movement = record::withoutHiddenMarks(arguments.movement);
    const record::Field degrees{.key = "", .title = "angle", .unit = "\u00B0", .lowest = -180, .highest = 360};
    if (const auto put = record::put("--side", record::Field{.key = "side", .title = "side"}, arguments.side, told.side); !put) return put;
    if (const auto put = record::put("--before", degrees, arguments.before, told.before); !put) return put;
    if (const auto put = record::put("--after", degrees, arguments.after, told.after); !put) return put;
    const auto same = [&](const record::Measure& each) { return each.joint == told.joint && each.movement == told.movement && each.side == told.side; };
    const auto at = std::ranges::find_if(measures, same);
    record::Measure& measure = at == measures.end() ? measures.emplace_back(told) : *at;
    if (told.before) measure.before = told.before;
    if (told.after) measure.after = told.after;
    if (!arguments.tool.empty()) measure.tool = record::withoutHiddenMarks(arguments.tool);
    return Done{};
}

Answer measure(Context& context, const VisitArguments& arguments) {
    if (arguments.before.empty() && arguments.after.empty()) return environmentFault("session measure takes --before or --after, in degrees.");
    auto program = context.program();
    if (!program) return program.error();
    const auto changed = changeVisit(**program, {arguments.id}, [&](store::Record&, const record::Session& before) -> Result<record::Edited> {
        record::Session after = before;
        if (const auto taken = takeMeasure(arguments, after.outcomes.measures); !taken) return taken.error();
        return editedAs(before, std::move(after), "Measure");
    });
    if (!changed) return changed.error();
    json rows = json::array();
    for (const record::Measure& each : changed->after.outcomes.measures)
        rows.push_back({{"joint", each.joint},
                        {"movement", each.movement},
                        {"side", each.side ? json(name(*each.side)) : json()},
                        {"before", each.before ? json(rounded(static_cast<double>(*each.before))) : json()},
                        {"after", each.after ? json(rounded(static_cast<double>(*each.after))) : json()},
                        {"tool", each.tool.empty() ? json() : json(each.tool)}});
    return json{{"id", arguments.id}, {"measures", std::move(rows)}};
}

Answer confirmSites(Context& context, const VisitArguments& arguments) {
    if (arguments.all == !arguments.markers.empty()) return environmentFault("session confirm takes --all, or the ids of the sites.");
    auto program = context.program();
    if (!program) return program.error();
    const auto changed = changeVisit(**program, {arguments.id}, [&](store::Record&, const record::Session& before) {
        std::vector<record::MarkerId> ids;
        for (const std::string& id : arguments.markers) ids.push_back({id});
        if (arguments.all) ids = record::confirmableIn(before).atOnce;
        return record::confirm(before, ids);
    });
    if (!changed) return changed.error();
    size_t left = 0;
    json asked = json::array();
    for (const record::Marker& marker : changed->after.markers) {
        if (marker.plan.unconfirmed != true) continue;
        ++left;
        asked.push_back({{"marker", marker.id.text}, {"number", marker.number}, {"reactions", marker.plan.reactions}});
    }
    return json{{"id", arguments.id}, {"unconfirmed", left}, {"left", std::move(asked)}};
}

// --- the signature

json signingJson(const record::Session& session) {
    const record::Signing& signing = session.signing;
    return {{"id", session.id.text},
            {"signed_at", isoUtc(*signing.at)},
            {"name", signing.name},
            {"licence", signing.licence.empty() ? json() : json(signing.licence)},
            {"role", signing.role ? json(name(*signing.role)) : json()},
            {"wants_cosignature", signing.wantsCosignature()},
            {"cosigned_at", signing.cosignedAt ? json(isoUtc(*signing.cosignedAt)) : json()},
            {"cosigner", signing.cosigner.empty() ? json() : json(signing.cosigner)},
            {"addenda", signing.addenda.size()},
            {"seal", name(record::sealState(session))}};
}

/// All that hinders the signature in one answer, not one at a time.
Outcome requireNothingHinders(const record::Session& session, const record::Therapist& therapist, const std::vector<places::VisitWarning>& warnings) {
    auto hindrances = record::hindrancesToSign(session);
    if (auto own = record::hindranceOf(therapist)) hindrances.insert(hindrances.begin(), std::move(*own));
    std::string sentences;
    for (const record::Hindrance& each : hindrances) sentences += (sentences.empty() ? "" : " ") + each.sentence.english;
    for (const places::VisitWarning& each : warnings)
        sentences += fmt::format("{}{} Say why it was treated all the same (screening.overrides, about={}).", sentences.empty() ? "" : " ", each.sentence, each.about);
    return sentences.empty() ? Outcome(Done{}) : Outcome(refused(sentences));
}

/// A change of a visit that somebody answers for with their name.
using VisitEdit = std::function<Result<record::Edited>(store::Record& record, const record::Session& before, const record::Therapist& therapist)>;
Answer underOnesName(Context& context, const std::string& id, const VisitEdit& edit) {
    auto program = context.program();
    if (!program) return program.error();
    const auto changed = changeVisit(**program, {id}, [&](store::Record& record, const record::Session& before) -> Result<record::Edited> {
        const auto therapist = actingTherapist(context, record);
        if (!therapist) return therapist.error();
        return edit(record, before, *therapist);
    });
    if (!changed) return changed.error();
    return signingJson(changed->after);
}

/// The note as it stands: written by hand, else from the data.
Result<std::string> noteOf(const anatomy::Catalogue& catalogue, store::Record& record, const record::Session& visit) {
    const auto patient = record.patient(visit.patient);
    if (!patient) return patient.error();
    const auto practice = record.practice();
    if (!practice) return practice.error();
    return note::noteDraft(*patient, *practice, visit, catalogue).text;
}

/// What does not hinder the signature, but would be missed by whoever reads the note.
std::vector<std::string> remarksOn(workspace::Program& program, const record::Patient& patient, const record::Session& visit) {
    const anatomy::Catalogue& catalogue = program.catalogue();
    std::vector<std::string> remarks;
    if (visit.screening.yes.empty() && visit.screening.no.empty()) remarks.emplace_back("The screening was not asked.");
    for (const note::Missing& each : note::screeningRemarks(patient, visit, catalogue)) remarks.push_back(each.sentence);
    if (!visit.consent.how) remarks.emplace_back("No consent is recorded.");
    for (const places::VisitWarning& each : places::visitWarnings(patient, visit, catalogue))
        if (places::reasonFor(visit, each).empty()) remarks.push_back(each.sentence);
    for (const note::Missing& each : note::remarks(visit)) remarks.push_back(each.sentence);
    if (const auto untold = note::untoldRisks(visit, program.note.consentTexts(), catalogue)) remarks.push_back(untold->sentence);
    return remarks;
}

Answer signVisit(Context& context, const VisitArguments& arguments) {
    std::vector<std::string> remarks;
    Answer answer = underOnesName(context, arguments.id, [&](store::Record& record, const record::Session& before, const record::Therapist& therapist) -> Result<record::Edited> {
        auto program = context.program();
        if (!program) return program.error();
        const anatomy::Catalogue& catalogue = (*program)->catalogue();
        const auto patient = record.patient(before.patient);
        if (!patient) return patient.error();
        if (!before.signing.isSigned())
            if (const auto free = requireNothingHinders(before, therapist, places::warningsToAnswer(*patient, before, catalogue)); !free) return free.error();
        const auto text = noteOf(catalogue, record, before);
        if (!text) return text.error();
        remarks = remarksOn(**program, *patient, before);
        return record::sign(before, therapist, *text, nowUtc());
    });
    if (answer && !context.quiet)
        for (const std::string& remark : remarks) tell(remark + " It is signed like that; `session addendum` can add to it.\n");
    return answer;
}

Answer cosignVisit(Context& context, const VisitArguments& arguments) {
    return underOnesName(context, arguments.id, [](store::Record&, const record::Session& before, const record::Therapist& therapist) { return record::cosign(before, therapist, nowUtc()); });
}

Answer addAddendum(Context& context, const VisitArguments& arguments) {
    const auto text = arguments.text.read();
    if (!text) return text.error();
    if (!*text) return environmentFault("--text or --text-file is required. Try `myochart session addendum --help`.");
    return underOnesName(context, arguments.id, [&](store::Record&, const record::Session& before, const record::Therapist& therapist) {
        return record::addAddendum(before, therapist, **text, nowUtc());
    });
}

}  // namespace

void addVisitVerbs(CLI::App& session, VerbTable& verbs) {
    auto a = std::make_shared<VisitArguments>();
    const auto verb = [&](const char* name, const char* help, auto answer) {
        CLI::App* made = session.add_subcommand(name, help);
        made->add_option("ID", a->id, "The session's id")->required();
        verbs.add(made, [a, answer](Context& c) { return answer(c, *a); });
        return made;
    };
    verbs.add(session.add_subcommand("fields", "Every field of a session by its dotted name"), listFields);
    CLI::App* set = verb("set", "Set fields by their dotted names: before.pain=7 screening.yes[]=KEY", setFields);
    set->add_option("FIELD=VALUE", a->changes, "FIELD= makes it not recorded; FIELD=- reads a line of standard input")->required();
    CLI::App* asked = verb("screen", "What was answered at the door: keys of contraindications and precautions", screen);
    asked->add_flag("--none", a->none, "All were answered with no");
    asked->add_option("--yes", a->yes, "Those that were answered with yes; all others with no (keys of assets/knowledge/safety.csv)");
    CLI::App* agreed = verb("consent", "What the patient agreed to, now", consent);
    agreed->add_option("--version", a->version, "Of the consent text")->required();
    agreed->add_option("--how", a->how, record::wordsOf<record::Consented>())->required();
    CLI::App* measured = verb("measure", "A range of motion before or after, in degrees", measure);
    measured->add_option("--joint", a->joint)->required();
    measured->add_option("--movement", a->movement)->required();
    measured->add_option("--side", a->side, record::wordsOf<Side>());
    measured->add_option("--before", a->before, "Degrees");
    measured->add_option("--after", a->after, "Degrees");
    measured->add_option("--tool", a->tool, "What it was measured with");
    CLI::App* confirmed = verb("confirm", "Sites that were taken over are as the visit has them", confirmSites);
    confirmed->add_option("MARKER", a->markers);
    confirmed->add_flag("--all", a->all, "All sites of the session, but those at which something happened the last time");
    verb("sign", "Sign a session; from then on it is only added to", signVisit);
    verb("cosign", "Co-sign a signed session", cosignVisit);
    CLI::App* added = verb("addendum", "Add to a signed session", addAddendum);
    a->text.addTo(added, "--text", "The addendum");
}

}  // namespace myochart::cli
