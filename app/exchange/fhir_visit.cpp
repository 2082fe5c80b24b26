#include <algorithm>

#include <fmt/format.h>

#include "exchange/fhir_build.h"
#include "exchange/fhir_fields.h"
#include "note/visit_words.h"
#include "record/ledger.h"

// The visit, its session of needling, what was asked before and what came of it.

namespace myochart::exchange {

namespace {

Json annotation(std::string_view text) {
    Json note = Json::object();
    put(note, "text", text);
    return note;
}

/// A component that is a text; none where it is blank.
void textComponent(Json& observation, Json code, std::string_view text) {
    Json held = annotation(text);
    if (!held.empty()) component(observation, std::move(code), "valueString", held["text"]);
}

/// Where the needles of a visit are: what its session is.
const char* statusOfSession(const record::Session& session) {
    bool needled = false, in = false;
    for (const record::Marker& marker : session.markers) {
        needled = needled || record::wasNeedled(marker);
        in = in || (isHandedOver(marker) && record::needleState(marker) == record::NeedleState::in);
    }
    if (in) return "in-progress";
    return needled ? "completed" : session.signing.isSigned() ? "unknown" : "preparation";
}

void addKnown(const FhirVisit& visit, const record::KnownEvent& event, size_t which) {
    FhirFile& file = visit.file;
    Json observation = observationOf(visit, fmt::format("known {}", which), file.coded("known"));
    if (event.at) observation["effectiveDateTime"] = momentThere(*event.at, visit.session.utcOffset);
    else observation.erase("effectiveDateTime");
    observation["valueCodeableConcept"] = file.word("adverse", event.category);
    component(observation, file.coded("known.severity"), "valueCodeableConcept", file.coded("severity." + std::string(name(event.severity))));
    textComponent(observation, file.coded("known.visit"), event.visit);
    if (!event.day.empty()) component(observation, file.coded("known.day"), "valueDateTime", event.day);
    file.add(std::move(observation));
}

/// What the record keeps of a visit beside what others read.
void tellKeptOfVisit(Json& encounter, const record::Session& session) {
    std::vector<Json> kept = {extensionOf("last_number", "valueInteger", session.lastNumber)};
    const auto id = [&](const char* key, const std::string& text) {
        if (!text.empty()) kept.push_back(extensionOf(key, "valueString", text));
    };
    id("utc_offset", session.utcOffset);
    id("therapist", session.before.therapist.text);
    id("episode", session.before.episode.text);
    id("signer", session.signing.therapist.text);
    FieldsAsExtensions note(session.utcOffset, {});
    describe(note, session.note);
    std::vector<Json> written = note.take();
    if (!written.empty()) {
        Json made{{"url", "note"}};
        for (Json& each : written) add(made, "extension", std::move(each));
        kept.push_back(std::move(made));
    }
    extend(encounter, kKeptUrl, std::move(kept));
}

/// The warnings that were gone past, apart: the note of the observation has them in words.
void tellOverrides(Json& observation, const record::Session& session) {
    FieldsAsExtensions fields(session.utcOffset, {});
    fields(record::Field{.key = "overrides", .title = ""}, session.screening.overrides);
    extend(observation, kKeptUrl, fields.take());
}

}  // namespace

void addEncounter(FhirVisit& visit) {
    FhirFile& file = visit.file;
    const record::Session& session = visit.session;
    const record::Before& before = session.before;
    Json encounter = resourceOf("Encounter", visit.encounterId);
    identify(encounter, visit.encounterId);
    encounter["status"] = session.signing.isSigned() ? file.shape.encounterDone() : "in-progress";
    file.shape.kindOfEncounter(encounter, codingOf("http://terminology.hl7.org/CodeSystem/v3-ActCode", "AMB", "ambulatory"));
    if (Json title = annotation(session.title); !title.empty()) add(encounter, "type", std::move(title));
    encounter["subject"] = referenceTo(visit.patientId);
    file.shape.encounterBegins(encounter, momentThere(session.startedAt, session.utcOffset));
    if (const std::string who = practitionerOf(file, before.therapist); !who.empty()) {
        const record::Therapist* known = file.bundle.practice.therapist(before.therapist);
        file.shape.participant(encounter, who, known ? file.coded("role." + std::string(name(known->role)), name(known->role)) : Json());
    }
    if (Json reason = annotation(before.reason); !reason.empty()) file.shape.reasonOfEncounter(encounter, std::move(reason));
    const auto& episodes = visit.patient.details.episodes;
    const auto episode = std::ranges::find(episodes, before.episode, &record::Episode::id);
    if (episode != episodes.end()) file.shape.reasonOfEncounter(encounter, file.word("condition", episode->condition));
    if (!file.organization.empty()) encounter["serviceProvider"] = referenceTo(file.organization);
    addFields(encounter, kVisitUrl, before, session.utcOffset, {"therapist", "episode", "reason", "pain", "pain_worst", "pain_best", "known"});
    tellKeptOfVisit(encounter, session);
    file.add(std::move(encounter));
}

void addSessionProcedure(FhirVisit& visit) {
    const auto& markers = visit.session.markers;
    if (std::ranges::all_of(markers, [](const record::Marker& marker) { return procedureOf(marker).empty(); })) return;
    FhirFile& file = visit.file;
    const record::Session& session = visit.session;
    visit.sessionId = uuidOf("session", session.id.text);
    Json procedure = resourceOf("Procedure", visit.sessionId);
    const std::string status = statusOfSession(session);
    procedure["status"] = status;
    if (status == "preparation" || status == "unknown") procedure["statusReason"] = file.coded("procedure.planned");
    procedure["code"] = file.coded("procedure.session");
    procedure["subject"] = referenceTo(visit.patientId);
    procedure["encounter"] = referenceTo(visit.encounterId);
    if (status == "completed" || status == "in-progress") file.shape.performedOn(procedure, dayThere(session.startedAt, session.utcOffset));
    if (const std::string who = practitionerOf(file, session.before.therapist); !who.empty()) add(procedure, "performer", Json{{"actor", referenceTo(who)}});
    for (const record::AdverseEvent& event : session.after.adverse)
        if (event.site.empty()) file.shape.complication(procedure, file.word("adverse", event.category));
    file.add(std::move(procedure));
}

void addScreening(const FhirVisit& visit) {
    FhirFile& file = visit.file;
    const record::Screening& screening = visit.session.screening;
    Json observation = observationOf(visit, "screening", file.coded("screening"));
    for (const std::string& key : screening.yes) component(observation, file.word("safety", key), "valueBoolean", true);
    for (const std::string& key : screening.no) component(observation, file.word("safety", key), "valueBoolean", false);
    for (const record::Override& given : screening.overrides)
        add(observation, "note", annotation(fmt::format("Treated in spite of the warning: {}. Reason: {}", englishOf(file.catalogue, given.about), given.reason)));
    tellOverrides(observation, visit.session);
    if (observation.contains("component") || observation.contains("note")) file.add(std::move(observation));
    for (size_t i = 0; i < visit.session.before.known.size(); ++i) addKnown(visit, visit.session.before.known[i], i);
}

namespace {

void addAgreed(const FhirVisit& visit) {
    FhirFile& file = visit.file;
    const record::After& after = visit.session.after;
    Json observation = observationOf(visit, "agreed", file.coded("after.agreed"));
    textComponent(observation, file.coded("after.plan"), after.plan);
    if (!after.nextVisit.empty()) component(observation, file.coded("after.next_visit"), "valueDateTime", after.nextVisit);
    for (const std::string& key : after.aftercare) {
        const std::string told = note::wordsOf(note::adviceTexts(), key);
        component(observation, file.coded("after.aftercare"), "valueCodeableConcept", file.word("advice", key, told.empty() ? englishOf(file.catalogue, key) : told));
    }
    for (const std::string& key : after.exercises) component(observation, file.coded("after.exercises"), "valueCodeableConcept", file.word("exercise", key));
    if (observation.contains("component")) file.add(std::move(observation));
}

void addCount(const FhirVisit& visit) {
    FhirFile& file = visit.file;
    const record::After& after = visit.session.after;
    Json observation = observationOf(visit, "count", file.coded("count"));
    if (after.opened) component(observation, file.coded("count.opened"), "valueInteger", *after.opened);
    if (after.disposed) component(observation, file.coded("count.disposed"), "valueInteger", *after.disposed);
    textComponent(observation, file.coded("count.checked_by"), after.checkedBy);
    textComponent(observation, file.coded("count.reason"), after.countReason);
    if (observation.contains("component")) file.add(std::move(observation));
}

}  // namespace

void addAfter(const FhirVisit& visit) {
    FhirFile& file = visit.file;
    const record::After& after = visit.session.after;
    Json response = observationOf(visit, "response", file.coded("after.response"));
    put(response, "valueString", after.response);
    if (response.contains("valueString")) file.add(std::move(response));
    if (after.noAdverse) {
        Json asked = observationOf(visit, "no_adverse", file.coded("after.no_adverse"));
        asked["valueBoolean"] = *after.noAdverse;
        file.add(std::move(asked));
    }
    addCount(visit);
    addAgreed(visit);
}

}  // namespace myochart::exchange
