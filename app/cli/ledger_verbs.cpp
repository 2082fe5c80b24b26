#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "cli/acting.h"
#include "cli/entered_fields.h"
#include "cli/output.h"
#include "core/local_day.h"
#include "note/adverse_rates.h"
#include "note/site_muscle.h"
#include "record/ledger.h"

// Which needles are in, and what went wrong.

namespace myochart::cli {

namespace {

using nlohmann::json;

struct LedgerArguments {
    std::string session, at, because, site, patient, followUpDue, followedUpAt;
    std::vector<std::string> markers;
    EnteredFields<record::AdverseEvent> event;
};

std::string regionOf(const anatomy::Catalogue& catalogue, const record::Marker& marker) {
    const std::string region = note::regionOf(marker, catalogue);
    return region.empty() ? "elsewhere" : region;
}

json seconds(const std::optional<UtcMs>& ms) { return ms ? json(*ms / 1000) : json(); }

json ledgerJson(const anatomy::Catalogue& catalogue, const record::Session& session, UtcMs now) {
    const record::Ledger ledger = record::ledgerOf(session, now);
    json regions = json::object(), open = json::array();
    for (const auto& [region, count] : record::ledgerByRegion(session, [&](const record::Marker& marker) { return regionOf(catalogue, marker); }))
        regions[region] = {{"planned", count.planned}, {"in", count.in}, {"out", count.out}};
    for (const record::OpenNeedle& needle : ledger.open) {
        const record::Marker& marker = *session.marker(needle.marker);
        open.push_back({{"id", marker.id.text},
                        {"number", marker.number},
                        {"muscle", marker.muscle},
                        {"side", name(marker.side)},
                        {"region", regionOf(catalogue, marker)},
                        {"in_at", isoUtc(needle.inAt)},
                        {"lasts_s", needle.lastsMs / 1000},
                        {"overdue_s", seconds(needle.overdueMs)}});
    }
    return {{"session", session.id.text},    {"planned", ledger.planned},           {"in", ledger.in}, {"out", ledger.out},
            {"by_region", std::move(regions)}, {"longest_s", seconds(ledger.longestMs)}, {"open", std::move(open)}};
}

using Needles = Result<record::Edited> (*)(const record::Session&, const std::vector<record::MarkerId>&, UtcMs);

Answer moveNeedles(Context& context, const LedgerArguments& arguments, Needles needles) {
    const auto at = momentOr(nowUtc(), arguments.at, "--at");
    if (!at) return at.error();
    auto program = context.program();
    if (!program) return program.error();
    const auto session = fromRecord<record::SessionId>(**program, [&](store::Record& record) -> Result<record::SessionId> {
        std::optional<record::SessionId> one;
        for (const std::string& marker : arguments.markers) {
            const auto of = record.sessionOf({marker});
            if (!of) return of.error();
            if (one && *one != *of) return environmentFault("These markers are of several sessions; name those of one.");
            one = *of;
        }
        return *one;
    });
    if (!session) return session.error();
    std::vector<record::MarkerId> ids;
    for (const std::string& marker : arguments.markers) ids.push_back({marker});
    const auto changed = changeVisit(**program, *session, [&](store::Record&, const record::Session& before) { return needles(before, ids, *at); });
    if (!changed) return changed.error();
    return ledgerJson((*program)->catalogue(), changed->after, std::max(*at, nowUtc()));
}

/// "faint" is what everybody says; the table has it under a key.
std::string categoryOf(const std::string& because) { return because.starts_with("faint") ? "fainting" : because; }

std::vector<std::string> eventKeys() {
    std::vector<std::string> keys;
    for (const note::AdverseCategory& each : note::adverseCategories()) keys.emplace_back(each.key);
    return keys;
}

Answer allOut(Context& context, const LedgerArguments& arguments) {
    const auto at = momentOr(nowUtc(), arguments.at, "--at");
    if (!at) return at.error();
    auto program = context.program();
    if (!program) return program.error();
    const std::string because = categoryOf(arguments.because);
    if (const auto known = keyOrWords(eventKeys(), because, "--because"); !known) return known.error();
    const auto changed = changeVisit(**program, {arguments.session}, [&](store::Record&, const record::Session& before) { return record::allOut(before, *at, because); });
    if (!changed) return changed.error();
    if (!because.empty() && !context.quiet)
        tell(fmt::format("It is kept as a mild adverse event; `session set {} after.adverse[{}].severity=moderate` says otherwise.\n", arguments.session,
                         changed->after.after.adverse.size() - 1));
    return ledgerJson((*program)->catalogue(), changed->after, std::max(*at, nowUtc()));
}

Answer ledgerStatus(Context& context, const LedgerArguments& arguments) {
    auto program = context.program();
    if (!program) return program.error();
    const auto session = readableSession(context, **program, {arguments.session});
    if (!session) return session.error();
    return ledgerJson((*program)->catalogue(), *session, nowUtc());
}

// --- adverse events

json eventJson(const record::Session& session, size_t index) {
    const record::AdverseEvent& event = session.after.adverse[index];
    const auto moment = [](const std::optional<UtcMs>& at) { return at ? json(isoUtc(*at)) : json(); };
    const auto text = [](const std::string& words) { return words.empty() ? json() : json(words); };
    return {{"session", session.id.text},
            {"day", dayAt(session.startedAt, session.utcOffset)},
            {"index", index},
            {"category", event.category},
            {"severity", name(event.severity)},
            {"at", moment(event.at)},
            {"site", text(event.site)},
            {"action", text(event.action)},
            {"follow_up_due", moment(event.followUpDue)},
            {"followed_up_at", moment(event.followedUpAt)},
            {"follow_up", text(event.followUp)}};
}

Outcome takeMoment(const std::string& text, std::string_view option, std::optional<UtcMs>& member) {
    if (text.empty()) return Done{};
    const auto moment = momentOr(0, text, option);
    if (!moment) return moment.error();
    member = *moment;
    return Done{};
}

Result<record::AdverseEvent> eventOf(const LedgerArguments& arguments) {
    record::AdverseEvent event;
    if (const auto taken = arguments.event.take(event); !taken) return taken.error();
    event.site = arguments.site;
    if (const auto taken = takeMoment(arguments.at, "--at", event.at); !taken) return taken.error();
    if (const auto taken = takeMoment(arguments.followUpDue, "--follow-up-due", event.followUpDue); !taken) return taken.error();
    if (const auto taken = takeMoment(arguments.followedUpAt, "--followed-up-at", event.followedUpAt); !taken) return taken.error();
    return event;
}

Answer addAdverse(Context& context, const LedgerArguments& arguments) {
    auto event = eventOf(arguments);
    if (!event) return event.error();
    auto program = context.program();
    if (!program) return program.error();
    if (const auto known = keyOrWords(eventKeys(), event->category, "--category"); !known) return known.error();
    const auto changed = changeVisit(**program, {arguments.session}, [&](store::Record&, const record::Session& before) -> Result<record::Edited> {
        if (!event->site.empty() && !before.marker({event->site})) return failed("The session has no marker with that id.");
        record::Session after = before;
        after.after.adverse.push_back(*event);
        if (after.after.noAdverse == true) after.after.noAdverse.reset();  // it happened after all
        return editedAs(before, std::move(after), "Add adverse event");
    });
    if (!changed) return changed.error();
    return eventJson(changed->after, changed->after.after.adverse.size() - 1);
}

/// The visits that are asked about: one, those of a patient, or all.
Result<std::vector<record::Session>> visitsAskedFor(store::Record& record, const LedgerArguments& arguments) {
    std::vector<record::SessionId> ids;
    if (!arguments.session.empty()) ids.push_back({arguments.session});
    std::vector<record::PatientId> people;
    if (!arguments.patient.empty()) people.push_back({arguments.patient});
    if (ids.empty() && people.empty()) {
        const auto all = record.patients();
        if (!all) return all.error();
        for (const store::PatientSummary& each : *all) people.push_back(each.patient.id);
    }
    for (const record::PatientId& person : people) {
        const auto sessions = record.sessions(person);
        if (!sessions) return sessions.error();
        for (const store::SessionSummary& each : *sessions) ids.push_back(each.id);
    }
    std::vector<record::Session> visits;
    for (const record::SessionId& id : ids) {
        auto reading = record.readable(id);
        if (!reading) return reading.error();
        if (!reading->session.after.adverse.empty()) visits.push_back(std::move(reading->session));
    }
    return visits;
}

Answer listAdverse(Context& context, const LedgerArguments& arguments) {
    auto program = context.program();
    if (!program) return program.error();
    const auto visits = listFromRecord<std::vector<record::Session>>(context, **program, [&](store::Record& record) { return visitsAskedFor(record, arguments); });
    if (!visits) return visits.error();
    json rows = json::array();
    for (const record::Session& visit : *visits)
        for (size_t i = 0; i < visit.after.adverse.size(); ++i) rows.push_back(eventJson(visit, i));
    return json{{"adverse", std::move(rows)}};
}

void addNeedleVerbs(CLI::App& app, VerbTable& verbs) {
    auto a = std::make_shared<LedgerArguments>();
    CLI::App* ledger = app.add_subcommand("needle-ledger", "Which needles are in");
    ledger->require_subcommand(1)->fallthrough();
    const auto moving = [&](const char* name, const char* help, Needles needles) {
        CLI::App* made = ledger->add_subcommand(name, help);
        made->add_option("MARKER", a->markers, "The ids of the sites")->required();
        made->add_option("--at", a->at, "When; now if not given");
        verbs.add(made, [a, needles](Context& c) { return moveNeedles(c, *a, needles); });
    };
    moving("in", "The needles of these sites go in", record::needlesIn);
    moving("out", "They come out", record::needlesOut);
    const auto ofSession = [&](const char* name, const char* help, auto answer) {
        CLI::App* made = ledger->add_subcommand(name, help);
        made->add_option("--session", a->session, "The session's id")->required();
        verbs.add(made, [a, answer](Context& c) { return answer(c, *a); });
        return made;
    };
    CLI::App* all = ofSession("all-out", "Every needle that is in comes out", allOut);
    all->add_option("--because", a->because, "Why, kept as an adverse event: a key, or words (faint)");
    all->add_option("--at", a->at, "When; now if not given");
    ofSession("status", "Planned, in and out, by region, and which are in for how long", ledgerStatus);
}

}  // namespace

void addLedgerVerbs(CLI::App& app, VerbTable& verbs) {
    addNeedleVerbs(app, verbs);
    auto a = std::make_shared<LedgerArguments>();
    CLI::App* adverse = app.add_subcommand("adverse", "Adverse events: what happened, and how often over the whole record");
    adverse->require_subcommand(1)->fallthrough();
    CLI::App* add = adverse->add_subcommand("add", "Record an adverse event of a session");
    add->add_option("--session", a->session, "The session's id")->required();
    a->event.addTo(add);
    add->get_option("--category")->required();
    add->get_option("--severity")->required();
    add->add_option("--at", a->at, "When it happened");
    add->add_option("--site", a->site, "The marker's id");
    add->add_option("--follow-up-due", a->followUpDue, "When to ask again");
    add->add_option("--followed-up-at", a->followedUpAt, "When it was asked again");
    verbs.add(add, [a](Context& c) { return addAdverse(c, *a); });
    CLI::App* list = adverse->add_subcommand("list", "Adverse events of a session, of a patient, or all");
    CLI::Option* ofSession = list->add_option("--session", a->session, "The session's id");
    list->add_option("--patient", a->patient, "The patient's id")->excludes(ofSession);
    verbs.add(list, [a](Context& c) { return listAdverse(c, *a); });
}

}  // namespace myochart::cli
