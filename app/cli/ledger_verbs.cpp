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
#include "record/moment_out.h"
#include "record/typed_text.h"
#include "store/each_visit.h"

// Which needles are in, and what went wrong.

namespace myochart::cli {

namespace {

using nlohmann::json;

constexpr std::string_view kNever = "never";  ///< of --follow-up-due

struct LedgerArguments {
    std::string session, at, because, site, patient, followUpDue, followedUpAt, text;
    bool due = false;
    size_t index = 0;
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
    const record::NeedleCount count = record::countOf(session);
    json uncounted = json::array();
    for (const record::MarkerId& id : count.uncounted) uncounted.push_back({{"id", id.text}, {"number", session.marker(id)->number}});
    return {{"counted", count.counted.size()}, {"uncounted", std::move(uncounted)}, {"count_wanted", count.isWanted},
            {"session", session.id.text},    {"planned", ledger.planned},           {"in", ledger.in}, {"out", ledger.out}, {"needled", ledger.needled},
            {"by_region", std::move(regions)}, {"longest_s", seconds(ledger.longestMs)}, {"open", std::move(open)}};
}

using Needles = Result<record::Edited> (*)(const record::Session&, const std::vector<record::MarkerId>&, UtcMs);

/// When these needles come out: as --at says, else now by the record's rule for a clock that was set back.
UtcMs outAt(const Context& context, const LedgerArguments& arguments, const record::Session& session, const std::vector<record::MarkerId>& ids, UtcMs now) {
    if (!arguments.at.empty()) return now;
    const UtcMs at = record::momentOut(session, ids, now);
    if (at > now && !context.quiet) tell("This computer's clock was set back while needles were in: how long they were in is not known.\n");
    return at;
}

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
    const auto changed = changeVisit(**program, *session, [&](store::Record&, const record::Session& before) {
        return needles(before, ids, needles == &record::needlesOut ? outAt(context, arguments, before, ids, *at) : *at);
    });
    if (!changed) return changed.error();
    return ledgerJson((*program)->catalogue(), changed->after, std::max(*at, nowUtc()));
}

Result<record::Edited> uncounted(const record::Session& session, const std::vector<record::MarkerId>& ids, UtcMs) { return record::needlesUncounted(session, ids); }

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
    const auto changed = changeVisit(**program, {arguments.session}, [&](store::Record&, const record::Session& before) {
        return record::allOut(before, outAt(context, arguments, before, record::sitesOf(before, record::NeedleState::in), *at), because);
    });
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
    if (event.at)
        if (const auto past = requirePast(*event.at, "--at"); !past) return past.error();
    const std::string due = arguments.followUpDue == kNever ? std::string() : arguments.followUpDue;
    if (const auto taken = takeMoment(due, "--follow-up-due", event.followUpDue); !taken) return taken.error();
    if (const auto taken = takeMoment(arguments.followedUpAt, "--followed-up-at", event.followedUpAt); !taken) return taken.error();
    if (event.followedUpAt)
        if (const auto past = requirePast(*event.followedUpAt, "--followed-up-at"); !past) return past.error();
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
        return record::addAdverse(before, *event, arguments.followUpDue != kNever);
    });
    if (!changed) return changed.error();
    const record::Session& visit = changed->after;
    if (!context.quiet && event->at && dayAt(*event->at, visit.utcOffset) < dayAt(visit.startedAt, visit.utcOffset)) tell("That is of a day before the visit; it is kept as told.\n");
    return eventJson(visit, visit.after.adverse.size() - 1);
}

/// A visit with adverse events, and whose it is.
struct EventfulVisit {
    record::Patient patient;
    record::Session session;
};

/// Those that are asked about: one, those of a patient, or all.
Result<std::vector<EventfulVisit>> visitsAskedFor(store::Record& record, const LedgerArguments& arguments) {
    std::vector<EventfulVisit> visits;
    const auto take = [&](const record::Patient& patient, const record::Session& session) {
        if (!session.after.adverse.empty()) visits.push_back({patient, session});
    };
    if (!arguments.session.empty()) {
        const auto reading = record.readable({arguments.session});
        if (!reading) return reading.error();
        const auto patient = record.patient(reading->session.patient);
        if (!patient) return patient.error();
        take(*patient, reading->session);
        return visits;
    }
    if (arguments.patient.empty()) {
        if (const auto all = store::eachVisit(record, take); !all) return all.error();
        return visits;
    }
    const auto patient = record.patient({arguments.patient});
    if (!patient) return patient.error();
    if (const auto theirs = store::eachVisitOf(record, *patient, take); !theirs) return theirs.error();
    return visits;
}

/// Whether the follow-up of an event is open and, where only those are asked for, due.
bool isDue(const std::vector<record::OpenFollowUp>& open, size_t event, UtcMs now) {
    return std::ranges::any_of(open, [&](const record::OpenFollowUp& each) { return each.event == event && each.due < now; });
}

Answer listAdverse(Context& context, const LedgerArguments& arguments) {
    auto program = context.program();
    if (!program) return program.error();
    const auto visits = listFromRecord<std::vector<EventfulVisit>>(context, **program, [&](store::Record& record) { return visitsAskedFor(record, arguments); });
    if (!visits) return visits.error();
    if (!arguments.session.empty() || !arguments.patient.empty())  // lists over everybody are nobody's chart
        for (const EventfulVisit& visit : *visits) noteReading(**program, visit.patient.id);
    std::vector<json> rows;
    for (const EventfulVisit& visit : *visits) {
        const auto open = record::openFollowUps(visit.session);
        for (size_t i = 0; i < visit.session.after.adverse.size(); ++i) {
            if (arguments.due && !isDue(open, i, nowUtc())) continue;
            json row = eventJson(visit.session, i);
            row["patient"] = visit.patient.id.text;
            row["name"] = visit.patient.name;
            row["follow_up_open"] = std::ranges::any_of(open, [&](const auto& each) { return each.event == i; });
            rows.push_back(std::move(row));
        }
    }
    if (arguments.due) std::ranges::stable_sort(rows, {}, [](const json& row) { return row.at("follow_up_due").get<std::string>(); });
    return json{{"adverse", rows}};
}

/// Of a signed visit it is an addendum by who acts, of now whatever --at says; of another nobody need act.
Answer followUpEvent(Context& context, const LedgerArguments& arguments) {
    const UtcMs now = nowUtc();
    std::optional<UtcMs> askedAt;
    if (const auto taken = takeMoment(arguments.at, "--at", askedAt); !taken) return taken.error();
    if (askedAt)
        if (const auto past = requirePast(*askedAt, "--at"); !past) return past.error();
    auto program = context.program();
    if (!program) return program.error();
    const auto changed = changeVisit(**program, {arguments.session}, [&](store::Record& record, const record::Session& before) -> Result<record::Edited> {
        const std::string text = record::withoutHiddenMarks(arguments.text);
        if (!before.signing.isSigned()) return record::followUp(before, arguments.index, nullptr, text, now, askedAt);
        const auto by = actingTherapist(context, record);
        if (!by) return by.error();
        return record::followUp(before, arguments.index, &*by, text, now, askedAt);
    });
    if (!changed) return changed.error();
    json answer = eventJson(changed->after, arguments.index);
    answer["in_addendum"] = changed->after.signing.isSigned();
    return answer;
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
    moving("count", "Each was looked for and seen to be out", record::needlesCounted);
    moving("uncount", "They are to be counted again", uncounted);
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
    add->add_option("--follow-up-due", a->followUpDue, "When to ask again, or never; after 24 or 48 h if not given, where the kind says so");
    add->add_option("--followed-up-at", a->followedUpAt, "When it was asked again");
    verbs.add(add, [a](Context& c) { return addAdverse(c, *a); });
    CLI::App* list = adverse->add_subcommand("list", "Adverse events of a session, of a patient, or all");
    CLI::Option* ofSession = list->add_option("--session", a->session, "The session's id");
    list->add_option("--patient", a->patient, "The patient's id")->excludes(ofSession);
    list->add_flag("--due", a->due, "Only those whose follow-up is due and was not made, the longest overdue first");
    verbs.add(list, [a](Context& c) { return listAdverse(c, *a); });
    CLI::App* follow = adverse->add_subcommand("follow-up", "Note that the patient was asked how it went; of a signed session as an addendum");
    follow->add_option("--session", a->session, "The session's id")->required();
    follow->add_option("--index", a->index, "The event's place in adverse list, from 0");
    follow->add_option("--text", a->text, "How it went");
    follow->add_option("--at", a->at, "When the patient was asked; now if not given. An addendum is dated now");
    verbs.add(follow, [a](Context& c) { return followUpEvent(c, *a); });
}

}  // namespace myochart::cli
