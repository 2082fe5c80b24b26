#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "cli/acting.h"
#include "cli/difference_picture.h"
#include "cli/output.h"
#include "cli/verbs.h"
#include "core/text.h"
#include "note/muscle_count.h"
#include "note/over_time.h"
#include "record/reading_order.h"
#include "workspace/patient_visits.h"

// The visits of a patient one after the other.

namespace myochart::cli {

namespace {

using nlohmann::json;

struct TimeArguments {
    std::string patient, id, other, earlier;
    RenderOptions picture;
};

/// All visits of a patient on one body: as they are where they were charted on one, else on the body of --model.
struct Course {
    workspace::PatientVisits all;
    const anatomy::Catalogue* catalogue = nullptr;
    bool onOneBody = true;
};

bool areOfOneBody(const std::vector<record::Session>& visits) {
    std::string first;
    for (const record::Session& visit : visits)
        for (const record::Marker& marker : visit.markers) {
            if (first.empty()) first = marker.anchor.bodyChecksum;
            if (marker.anchor.bodyChecksum != first) return false;
        }
    return true;
}

Result<Course> courseOf(Context& context, const record::PatientId& patient) {
    auto program = context.program();
    if (!program) return program.error();
    auto read = fromRecord<workspace::PatientVisits>(**program, [&](store::Record& r) { return workspace::readVisits(r, patient); });
    if (!read) return read.error();
    context.damaged = read->damage;
    noteReading(**program, patient);
    Course course{std::move(*read), &(*program)->catalogue()};
    if (areOfOneBody(course.all.visits)) return course;
    if (const auto with = context.programWithBody(); with) {
        course.all.visits = workspace::placedOn(std::move(course.all.visits), *(*with)->bodies.current(), *course.catalogue);
        return course;
    }
    course.onOneBody = false;
    tell("myochart: The visits were charted on different bodies, and there is none here to place their sites on; distances count within one body only.\n");
    return course;
}

template <class T>
json orNull(const std::optional<T>& value) {
    return value ? json(*value) : json();
}
json orNull(const std::optional<float>& value) { return value ? json(rounded(static_cast<double>(*value))) : json(); }

json visitJson(const record::Session& visit, const note::VisitOverTime& counted) {
    return {{"session", visit.id.text},
            {"day", dayAt(visit.startedAt, visit.utcOffset)},
            {"started_at", isoUtc(visit.startedAt)},
            {"title", visit.title},
            {"pain", orNull(visit.before.pain)},
            {"pain_worst", orNull(visit.before.painWorst)},
            {"pain_best", orNull(visit.before.painBest)},
            {"pain_after", orNull(visit.after.pain)},
            {"sites", counted.sites},
            {"needles", counted.needles}};
}

json sightingJson(const record::Session& visit, const note::Sighting& sighting) {
    const record::Marker& marker = visit.markers[sighting.marker];
    return {{"session", visit.id.text},
            {"day", dayAt(visit.startedAt, visit.utcOffset)},
            {"marker", marker.id.text},
            {"number", marker.number},
            {"muscle", marker.muscle},
            {"side", name(marker.side)},
            {"found_by", note::name(sighting.found)},
            {"off_mm", orNull(sighting.offMm)},
            {"error_radius_mm", rounded(static_cast<double>(marker.anchor.errorRadiusMm))},
            {"pain_before", orNull(marker.response.painBefore)},
            {"pain_after", orNull(marker.response.painAfter)},
            {"twitch", marker.response.twitch ? json(name(*marker.response.twitch)) : json()},
            {"threshold_newton", orNull(note::thresholdNewton(marker.finding))},
            {"needled", note::wasNeedled(marker)}};
}

json placeJson(const Course& course, const note::PlaceOverTime& place) {
    json sites = json::array();
    for (const note::Sighting& each : place.sightings) sites.push_back(sightingJson(course.all.visits[each.visit], each));
    return {{"muscle", place.muscle},
            {"side", name(place.side)},
            {"visits", place.sightings.size()},
            {"needled", place.needled},
            {"pain_first", orNull(place.pain.first)},
            {"pain_last", orNull(place.pain.last)},
            {"pain_change", orNull(place.pain.by())},
            {"sites", std::move(sites)}};
}

json figureJson(const Course& course, const note::FigureOverTime& figure) {
    json values = json::array();
    for (const auto& each : figure.values)
        values.push_back({{"session", course.all.visits[each.visit].id.text},
                          {"day", dayAt(course.all.visits[each.visit].startedAt, course.all.visits[each.visit].utcOffset)},
                          {"before", orNull(each.before)},
                          {"after", orNull(each.after)}});
    json answer = {{"values", std::move(values)}};
    if (figure.isScore) answer["name"] = figure.name;
    else answer.update({{"joint", figure.name}, {"movement", figure.movement}, {"side", figure.side ? json(name(*figure.side)) : json()}});
    return answer;
}

/// "7 > 3 (-4)"; "7"; "-" where nothing is recorded.
std::string changeWords(const note::PainChange& pain) {
    if (!pain.first) return "-";
    if (!pain.last) return std::to_string(*pain.first);
    return fmt::format("{} > {} ({:+})", *pain.first, *pain.last, *pain.by());
}

std::string figureWords(const std::optional<float>& before, const std::optional<float>& after) {
    const auto told = [](const std::optional<float>& value) { return value ? formatNumber(static_cast<double>(*value), 1) : std::string("-"); };
    return fmt::format("{} > {}", told(before), told(after));
}

std::string painWords(const std::optional<std::uint32_t>& pain) { return pain ? std::to_string(*pain) : "-"; }

/// For people: one line a visit, one a place, one a muscle, one a figure. "-" is not recorded.
std::string plainText(const Course& course, const note::OverTime& time) {
    const auto day = [&](size_t visit) { return dayAt(course.all.visits[visit].startedAt, course.all.visits[visit].utcOffset); };
    std::string text = "Visits: pain now > after, sites, needles (- is not recorded)\n";
    for (size_t i = 0; i < time.visits.size(); ++i) {
        const record::Session& visit = course.all.visits[i];
        text += fmt::format("  {}  {} > {}  sites {}  needles {}\n", day(i), painWords(visit.before.pain), painWords(visit.after.pain), time.visits[i].sites, time.visits[i].needles);
    }
    text += "Places: pain first > last, visits, needled\n";
    for (const auto& place : time.places) {
        text += fmt::format("  {} {}  pain {}  visits {}  needled {}\n", name(place.side), place.muscle, changeWords(place.pain), place.sightings.size(), place.needled);
        for (const auto& each : place.sightings) {
            const record::Marker& marker = course.all.visits[each.visit].markers[each.marker];
            text += fmt::format("    {}  site {}  pain {} > {}  twitch {}{}{}\n", day(each.visit), marker.number, painWords(marker.response.painBefore), painWords(marker.response.painAfter),
                                marker.response.twitch ? name(*marker.response.twitch) : "-", note::wasNeedled(marker) ? "  needled" : "",
                                marker.anchor.errorRadiusMm > 0 ? fmt::format("  placed within {:.0f} mm", marker.anchor.errorRadiusMm) : "");
        }
    }
    text += "Muscles needled: visits, needles\n";
    for (const auto& muscle : time.muscles) text += fmt::format("  {} {}  {}  {}\n", name(muscle.side), muscle.muscle, muscle.visits, muscle.needles);
    for (const auto& figure : time.figures) {
        text += fmt::format("{}{}{}: before > after\n", figure.name, figure.movement.empty() ? "" : ", " + figure.movement, figure.side ? fmt::format(", {}", name(*figure.side)) : "");
        for (const auto& each : figure.values) text += fmt::format("  {}  {}\n", day(each.visit), figureWords(each.before, each.after));
    }
    return text;
}

Answer showOverTime(Context& context, const TimeArguments& arguments) {
    const auto course = courseOf(context, {arguments.patient});
    if (!course) return course.error();
    const note::OverTime time = note::overTime(course->all.visits, course->all.patient.details.sameSites, *course->catalogue);
    json visits = json::array(), places = json::array(), muscles = json::array(), measures = json::array(), scores = json::array();
    for (size_t i = 0; i < time.visits.size(); ++i) visits.push_back(visitJson(course->all.visits[i], time.visits[i]));
    for (const auto& each : time.places) places.push_back(placeJson(*course, each));
    for (const auto& each : time.muscles) muscles.push_back({{"muscle", each.muscle}, {"side", name(each.side)}, {"visits", each.visits}, {"needles", each.needles}});
    for (const auto& each : time.figures) (each.isScore ? scores : measures).push_back(figureJson(*course, each));
    context.plain = plainText(*course, time);
    return json{{"patient", arguments.patient}, {"visits", visits}, {"places", places}, {"muscles", muscles}, {"measures", measures}, {"scores", scores}};
}

// --- two visits

std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

/// "Pain now: 7, then 3." with the site in front where it is of one.
std::string inWords(const record::Difference& each) {
    constexpr std::string_view kSites = "markers[";
    std::string what = each.title;
    if (each.name.starts_with(kSites)) what = fmt::format("site {}, {}", each.name.substr(kSites.size(), each.name.find(']') - kSites.size()), each.title);
    const auto told = [&](const std::string& text) { return text.empty() ? "not recorded" : each.unit.empty() ? text : fmt::format("{} {}", text, each.unit); };
    return fmt::format("{}: {}, then {}.", capital(what), told(each.before), told(each.after));
}

json differenceJson(const record::Difference& each) {
    return {{"field", each.name},
            {"title", each.title},
            {"before", each.before.empty() ? json() : json(each.before)},
            {"after", each.after.empty() ? json() : json(each.after)},
            {"sentence", inWords(each)}};
}

json siteJson(const note::SiteDifference& each, const record::Session& was, const record::Session& is) {
    const record::Marker *before = each.before ? &was.markers[*each.before] : nullptr, *after = each.after ? &is.markers[*each.after] : nullptr;
    const record::Marker& named = after ? *after : *before;
    return {{"state", !before ? "new" : !after ? "gone" : each.fields.empty() ? "same" : "changed"},
            {"muscle", named.muscle},
            {"side", name(named.side)},
            {"before", before ? json(before->id.text) : json()},
            {"after", after ? json(after->id.text) : json()},
            {"number_before", before ? json(before->number) : json()},
            {"number_after", after ? json(after->number) : json()},
            {"moved_mm", orNull(each.movedMm)},
            {"error_radius_mm", rounded(static_cast<double>(std::max(before ? before->anchor.errorRadiusMm : 0, after ? after->anchor.errorRadiusMm : 0)))}};
}

Result<record::PatientId> patientOf(Context& context, const std::string& session) {
    auto program = context.program();
    if (!program) return program.error();
    auto visit = readableSession(context, **program, {session});
    if (!visit) return visit.error();
    return visit->patient;
}

json visitJson(const record::Session& visit) {
    return {{"session", visit.id.text}, {"day", dayAt(visit.startedAt, visit.utcOffset)}, {"started_at", isoUtc(visit.startedAt)}, {"title", visit.title}};
}

/// Pain, then the sites, then the rest with the screening at the end.
std::vector<const record::Difference*> inReadingOrder(const note::VisitDifference& difference) {
    std::vector<const record::Difference*> all;
    const auto ofVisit = [&](bool pain) {
        for (const record::Difference& each : difference.ofVisit)
            if (record::isOfPain(each) == pain) all.push_back(&each);
    };
    ofVisit(true);
    for (const note::SiteDifference& site : difference.sites)
        for (const record::Difference& each : site.fields) all.push_back(&each);
    ofVisit(false);
    return all;
}

/// For people: which two visits, and what is different between them, a line each.
std::string plainText(const record::Session& was, const record::Session& is, const std::vector<const record::Difference*>& rows) {
    const auto when = [](const record::Session& visit) { return dateTimeAt(visit.startedAt, visit.utcOffset); };
    std::string text = fmt::format("Visit of {}, then visit of {}\n", when(was), when(is));
    for (const record::Difference* each : rows) text += "  " + inWords(*each) + "\n";
    if (rows.empty()) text += "  No difference.\n";
    return text;
}

Answer compareVisits(Context& context, const TimeArguments& arguments) {
    std::optional<OutputFile> file;
    if (!arguments.picture.output.empty()) {
        if (const auto png = requirePng(arguments.picture.output); !png) return png.error();
        auto opened = context.output(arguments.picture.output);
        if (!opened) return opened.error();
        file.emplace(std::move(*opened));
    }
    const auto patient = patientOf(context, arguments.id);
    if (!patient) return patient.error();
    const auto other = patientOf(context, arguments.other);
    if (!other) return other.error();
    if (*patient != *other) return failed("Those are sessions of two patients; two of one are compared.");
    const auto course = courseOf(context, *patient);
    if (!course) return course.error();
    const auto& visits = course->all.visits;
    const auto indexOf = [&](const std::string& id) { return static_cast<size_t>(std::ranges::find(visits, record::SessionId{id}, &record::Session::id) - visits.begin()); };
    const size_t before = indexOf(arguments.id), after = indexOf(arguments.other);
    const auto places = note::samePlaces(visits, course->all.patient.details.sameSites, *course->catalogue);
    const note::VisitDifference difference = note::visitDifference(visits, places, before, after);
    const auto order = inReadingOrder(difference);
    json rows = json::array(), sites = json::array();
    for (const record::Difference* each : order) rows.push_back(differenceJson(*each));
    for (const note::SiteDifference& each : difference.sites) sites.push_back(siteJson(each, visits[before], visits[after]));
    json answer{{"visits", {visitJson(visits[before]), visitJson(visits[after])}}, {"differences", std::move(rows)}, {"sites", std::move(sites)}};
    context.plain = plainText(visits[before], visits[after], order);
    if (!file) return answer;
    const auto drawn = drawDifference(context, arguments.picture, {visits[before], visits[after]}, difference, *file);
    if (!drawn) return drawn.error();
    for (const std::string& id : {arguments.id, arguments.other})
        if (const auto noted = notePicture(*context.opened, id, arguments.picture.output); !noted) return noted.error();
    answer["file"] = arguments.picture.output;
    answer.update(*drawn);
    return answer;
}

// --- what somebody says of two sites

/// That the site `earlier` is of a visit of the same patient before that of `site`, and not of the other side.
Outcome requireEarlier(store::Record& record, const record::Session& visit, const record::MarkerId& site, const record::MarkerId& earlier) {
    const auto id = record.sessionOf(earlier);
    if (!id) return id.error();
    const auto reading = record.readable(*id);
    if (!reading) return reading.error();
    if (reading->session.patient != visit.patient) return refused("Those are sites of two patients.");
    if (reading->session.startedAt >= visit.startedAt) return refused("--earlier names a site of a visit before that one.");
    const record::Marker *now = visit.marker(site), *then = reading->session.marker(earlier);
    if (now && then && !note::sidesMayBeOne(now->side, then->side)) return refused("One of these sites is on the left and the other on the right; they are not one place.");
    if (now && then && now->muscle != then->muscle) tell(fmt::format("They are of two muscles, {} and {}; it is kept as told.\n", displayText(now->muscle, 60), displayText(then->muscle, 60)));
    return Done{};
}

Answer sayEarlier(Context& context, const TimeArguments& arguments) {
    const bool none = arguments.earlier == "none", anew = arguments.earlier == "auto";
    auto program = context.program();
    if (!program) return program.error();
    const auto outcome = fromRecord<Done>(**program, [&](store::Record& r) -> Outcome {
        const auto id = r.sessionOf({arguments.id});
        if (!id) return id.error();
        const auto visit = r.readable(*id);
        if (!visit) return visit.error();
        if (!none && !anew)
            if (const auto sound = requireEarlier(r, visit->session, {arguments.id}, {arguments.earlier}); !sound) return sound.error();
        const auto patient = r.patient(visit->session.patient);
        if (!patient) return patient.error();
        const auto said = anew ? std::nullopt : std::optional(record::MarkerId{none ? "" : arguments.earlier});
        return r.put(record::withSameSite(*patient, {arguments.id}, said));
    });
    if (!outcome) return outcome.error();
    return json{{"id", arguments.id}, {"earlier", anew || none ? json() : json(arguments.earlier)}, {"found_by", anew ? json() : json("corrected")}};
}

}  // namespace

void addTimeVerbs(CLI::App& session, VerbTable& verbs) {
    auto a = std::make_shared<TimeArguments>();
    CLI::App* time = session.add_subcommand("over-time", "A patient's sessions one after the other: the same places again, pain, motion, needles");
    time->add_option("--patient", a->patient, "The patient's id")->required();
    verbs.add(time, [a](Context& c) { return showOverTime(c, *a); });
    CLI::App* diff = session.add_subcommand("diff", "What is different between two sessions, in words");
    diff->add_option("A", a->id)->required();
    diff->add_option("B", a->other)->required();
    diff->add_option("-o,--output", a->picture.output, "Also a picture as PNG: the sites of both on the body, from in front and from behind");
    diff->add_option("--size", a->picture.size, "WIDTHxHEIGHT in pixels; 1280x800 if not given");
    verbs.add(diff, [a](Context& c) { return compareVisits(c, *a); });
    CLI::App* same = session.add_subcommand("same-site", "Say that a marker is the same place as one of an earlier session");
    same->add_option("MARKER", a->id)->required();
    same->add_option("--earlier", a->earlier, "The marker of the earlier session; none: of none; auto: as the program finds")->required();
    verbs.add(same, [a](Context& c) { return sayEarlier(c, *a); });
}

}  // namespace myochart::cli
