#include "exchange/fhir_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/id.h"
#include "core/local_day.h"
#include "core/text.h"
#include "exchange/csv_text.h"
#include "exchange/fhir_build.h"
#include "exchange/fhir_read.h"
#include "exchange/fhir_read_fields.h"
#include "record/agreement.h"
#include "record/json.h"
#include "record/typed_text.h"

// A file of FHIR as patients and visits: who they are, which visits there were, and whether what came of it is sound.

namespace myochart::exchange {

namespace {

constexpr size_t kMostFhirBytes = 64U << 20;
constexpr size_t kMostPassedOver = 40;

void takeEpisode(FhirReading& to, const FhirPart& observation, record::Patient& patient) {
    record::Episode episode;
    episode.id.text = FhirSource::uuidFor(observation);
    episode.condition = wordIn(observation.at("valueCodeableConcept"));
    const FhirPart period = observation.at("effectivePeriod");
    episode.since = dayIn(period, "start");
    episode.closedOn = dayIn(period, "end");
    for (const FhirPart& each : observation.list("component")) {
        const std::string about = conceptIn(each.at("code"));
        if (about == "complaint.goals") episode.goals = each.text("valueString");
        if (about != "complaint.irritability") continue;
        for (const record::Irritability one : record::choicesOf(record::Irritability()))
            if (each.text("valueString") == name(one)) episode.irritability = one;
    }
    to.taken.insert(observation.json);
    patient.details.episodes.push_back(std::move(episode));
}

std::string nameOf(const FhirPart& resource) {
    for (const FhirPart& each : resource.list("name")) {
        if (std::string text = each.text("text"); !trim(text).empty()) return text;
        std::string whole;
        for (const char* list : {"prefix", "given"})
            for (const FhirPart& part : each.list(list))
                if (part.json->is_string()) whole += part.json->get<std::string>() + " ";
        whole = trim(whole + each.text("family"));
        if (!whole.empty()) return whole;
    }
    return {};
}

record::Patient patientOf(const FhirPart& resource) {
    record::Patient patient;
    patient.id.text = FhirSource::uuidFor(resource);
    patient.name = nameOf(resource);
    if (trim(patient.name).empty()) resource.refuse("tells no name of the patient; give it one.");
    patient.birthDate = dayIn(resource, "birthDate");
    if (const FhirPart note = extensionIn(resource, kPatientUrl)) patient.note = note.text("valueString");
    for (const FhirPart& identifier : resource.list("identifier"))
        if (patient.details.identifier.empty() && identifier.text("system") != "urn:ietf:rfc:3986") patient.details.identifier = identifier.text("value");
    const std::string gender = resource.text("gender");
    for (const record::Sex sex : record::choicesOf(record::Sex()))
        if (gender == name(sex)) patient.details.sex = sex;
    for (const FhirPart& contact : resource.list("telecom")) {
        const std::string value = contact.text("value");
        if (!value.empty()) patient.details.contact += (patient.details.contact.empty() ? "" : "\n") + value;
    }
    const FhirPart kept = extensionIn(resource, kKeptUrl);
    if (const FhirPart made = partIn(kept, "created_at")) patient.createdAt = momentIn(made, "valueDateTime").value_or(0);
    if (kept) {
        FieldsFromExtensions fields(kept);
        fields(record::Field{.key = "same_sites", .title = ""}, patient.details.sameSites);
    }
    return patient;
}

size_t patientFor(FhirReading& to, const FhirPart& resource) {
    const FhirPart patient = to.source.target(resource.either("subject", "patient"), {"Patient"});
    if (!patient) resource.refuse("tells no patient whose it is.");
    return to.patients.at(patient.json);
}

/// What the Encounter tells of why: its own words first, then the complaint.
void takeReasons(record::Session& visit, const FhirPart& encounter, const record::Patient& patient) {
    std::vector<std::string> words;
    for (const FhirPart& each : encounter.list("reasonCode")) words.push_back(wordIn(each));
    for (const FhirPart& each : encounter.list("reason"))
        for (const FhirPart& value : each.list("value"))
            if (const FhirPart coded = value.at("concept")) words.push_back(wordIn(coded));
    const auto episode = std::ranges::find(patient.details.episodes, visit.before.episode, &record::Episode::id);
    if (episode != patient.details.episodes.end() && !visit.before.episode.empty() && !words.empty()) words.pop_back();
    for (const std::string& each : words)
        if (!each.empty()) visit.before.reason += (visit.before.reason.empty() ? "" : "\n") + each;
}

void takeKept(record::Session& visit, const FhirPart& encounter) {
    const FhirPart kept = extensionIn(encounter, kKeptUrl);
    if (!kept) return;
    const auto text = [&](const char* key) {
        const FhirPart found = partIn(kept, key);
        return found ? found.text("valueString") : std::string();
    };
    if (const FhirPart number = partIn(kept, "last_number")) visit.lastNumber = countIn(number, "valueInteger").value_or(0);
    visit.utcOffset = text("utc_offset");
    visit.before.therapist.text = text("therapist");
    visit.before.episode.text = text("episode");
    visit.signing.therapist.text = text("signer");
    if (const FhirPart note = partIn(kept, "note")) {
        FieldsFromExtensions fields(note);
        describe(fields, visit.note);
    }
}

void takeEncounter(FhirReading& to, const FhirPart& encounter) {
    const std::string status = encounter.text("status");
    if (status == "entered-in-error") return to.passOver(fmt::format("{} was entered in error, as it says; it was left out.", encounter.place));
    if (status == "planned" || status == "cancelled" || status == "discontinued") return to.passOver(fmt::format("{} did not take place; it was left out.", encounter.place));
    const size_t patient = patientFor(to, encounter);
    record::Session visit;
    visit.id.text = FhirSource::uuidFor(encounter);
    visit.patient = to.read.bundle.patients[patient].id;
    const FhirPart period = encounter.either("period", "actualPeriod");
    const auto start = momentIn(period, "start");
    if (!start && !dayIn(period, "start").empty()) period.refuse("tells a day without a time; the visit needs its beginning with zone.");
    if (!start) encounter.refuse("does not tell when the visit began.");
    visit.startedAt = *start;
    visit.utcOffset = zoneIn(period, "start");
    if (const auto end = momentIn(period, "end"); end && *end < *start) period.refuse("ends before it begins.");
    const auto types = encounter.list("type");
    if (!types.empty()) visit.title = wordIn(types.front());
    takeKept(visit, encounter);
    takeReasons(visit, encounter, to.read.bundle.patients[patient]);
    readFields(encounter, kVisitUrl, visit.before, {"therapist", "episode", "reason", "pain", "pain_worst", "pain_best", "known"});
    to.visits.emplace(encounter.json, to.read.bundle.sessions.size());
    to.read.bundle.sessions.push_back(std::move(visit));
}

/// When a patient was first there, of whom the file does not tell when the record began.
UtcMs firstSeen(const FhirReading& to, const record::PatientId& patient) {
    UtcMs first = 0;
    for (const record::Session& visit : to.read.bundle.sessions)
        if (visit.patient == patient && (first == 0 || visit.startedAt < first)) first = visit.startedAt;
    return first;
}

/// Holds what came of it against the rules of the record, with ids met once.
void requireSound(FhirReading& to) {
    std::set<std::string> ids;
    const auto once = [&](const std::string& id, const char* what) {
        if (!ids.insert(id).second) throw FhirFault{"", fmt::format("tells two {} under one id.", what)};
    };
    for (record::Patient& patient : to.read.bundle.patients) {
        once(patient.id.text, "patients");
        if (patient.createdAt == 0) patient.createdAt = firstSeen(to, patient.id);
        patient = record::withoutHiddenMarks(std::move(patient));
        if (const std::string fault = record::faultIn(patient); !fault.empty()) throw FhirFault{"a patient", fault};
    }
    for (record::Session& visit : to.read.bundle.sessions) {
        once(visit.id.text, "visits");
        for (const record::Marker& site : visit.markers) once(site.id.text, "sites"), visit.lastNumber = std::max(visit.lastNumber, site.number);
        record::numberMarkers(visit);
        visit = record::withoutHiddenMarks(std::move(visit));
        if (const std::string fault = record::faultIn(visit); !fault.empty()) throw FhirFault{fmt::format("the visit of {}", dayThere(visit.startedAt, visit.utcOffset)), fault};
    }
}

void tellWhatWasLeft(FhirReading& to) {
    for (const FhirPart& each : to.source.all()) {
        const std::string type = each.type();
        constexpr std::string_view kSilent = "Patient Encounter Practitioner PractitionerRole Organization Device BodyStructure DocumentReference Provenance";
        if (!to.taken.contains(each.json) && kSilent.find(type) == std::string_view::npos) ++to.left[type];
    }
    for (const auto& [type, count] : to.left) to.passOver(fmt::format("{} of type {} hold nothing that is kept here; they were left out.", count, displayText(type, 40)));
    if (to.read.passedOver.size() <= kMostPassedOver) return;
    const size_t more = to.read.passedOver.size() - kMostPassedOver;
    to.read.passedOver.resize(kMostPassedOver);
    to.read.passedOver.push_back(fmt::format("And {} more remarks.", more));
}

}  // namespace

record::Marker* FhirReading::site(size_t which, const std::string& id) {
    auto& markers = visit(which).markers;
    const auto at = std::ranges::find(markers, id, [](const record::Marker& each) { return each.id.text; });
    return at == markers.end() ? nullptr : &*at;
}

void FhirReading::passOver(std::string sentence) { read.passedOver.push_back(std::move(sentence)); }

void takePatients(FhirReading& to) {
    for (const FhirPart& resource : to.source.ofType("Patient")) {
        to.patients.emplace(resource.json, to.read.bundle.patients.size());
        to.read.bundle.patients.push_back(patientOf(resource));
    }
    for (const FhirPart& observation : to.source.ofType("Observation")) {
        const std::string about = conceptIn(observation.at("code"));
        if (about != "alert" && about != "complaint") continue;
        record::Patient& patient = to.read.bundle.patients[patientFor(to, observation)];
        if (about == "complaint") takeEpisode(to, observation, patient);
        else patient.details.alerts.push_back(wordIn(observation.at("valueCodeableConcept"))), to.taken.insert(observation.json);
    }
}

void takeEncounters(FhirReading& to) {
    for (const FhirPart& encounter : to.source.ofType("Encounter")) takeEncounter(to, encounter);
}

namespace {

/// Where a resource tells when it was: the part and its key.
std::pair<FhirPart, const char*> whenOf(const FhirPart& resource) {
    for (const char* key : {"effectiveDateTime", "performedDateTime", "occurrenceDateTime", "date"})
        if (!dayIn(resource, key).empty()) return {resource, key};
    for (const char* key : {"effectivePeriod", "performedPeriod", "occurrencePeriod"})
        if (const FhirPart period = resource.at(key); !dayIn(period, "start").empty()) return {period, "start"};
    return {resource, "date"};
}

/// A visit that nobody tells, of that day: from the moment that the resource tells with its zone, else at noon UTC.
record::Session visitOfDay(FhirReading& to, const FhirPart& resource, const std::string& day) {
    record::Session visit;
    const auto [when, key] = whenOf(resource);
    visit.utcOffset = zoneIn(when, key);
    const auto moment = visit.utcOffset.empty() ? std::nullopt : momentIn(when, key);
    visit.startedAt = moment ? *moment : parseIsoUtc(day + "T12:00:00Z").value_or(0);
    to.passOver(moment ? fmt::format("{} tells no visit; it is taken as one that began at {}.", resource.place, dateTimeAt(visit.startedAt, visit.utcOffset))
                       : fmt::format("{} tells no visit; it is taken as one of {}, at noon UTC.", resource.place, day));
    return visit;
}

}  // namespace

std::string dayOf(const FhirPart& resource) {
    const auto [when, key] = whenOf(resource);
    return dayIn(when, key);
}

std::optional<size_t> visitOf(FhirReading& to, const FhirPart& resource, const std::string& day) {
    const FhirPart of = resource.at("encounter");
    const size_t patient = patientFor(to, resource);
    const record::PatientId id = to.read.bundle.patients[patient].id;
    if (const FhirPart encounter = to.source.target(of, {"Encounter"})) {
        const auto visit = to.visits.find(encounter.json);
        if (visit == to.visits.end()) return {};  // it was left out
        if (to.visit(visit->second).patient != id) resource.refuse("is of another patient than its visit: two patients in one visit.");
        return visit->second;
    }
    if (day.empty()) return {};
    const std::string key = fmt::format("{} {}", id.text, day);
    const auto known = to.visitsByDay.find(key);
    if (known != to.visitsByDay.end()) return known->second;
    record::Session visit = visitOfDay(to, resource, day);
    visit.id.text = uuidOfContent("FHIR visit " + key);
    visit.patient = id;
    to.visitsByDay.emplace(key, to.read.bundle.sessions.size());
    to.read.bundle.sessions.push_back(std::move(visit));
    return to.read.bundle.sessions.size() - 1;
}

bool looksLikeFhir(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || text[first] != '{') return false;
    return text.substr(0, first + 4000).find("\"resourceType\"") != std::string_view::npos;
}

Result<FhirRead> fhirFromText(std::string_view text, std::string_view whatItIs, const anatomy::Catalogue& catalogue, const MuscleMap& muscles) {
    if (const std::string why = whyNotReadable(text, kMostFhirBytes); !why.empty()) return refused(std::string(whatItIs) + why);
    const auto file = record::parseJson(text, whatItIs);
    if (!file) return file.error();
    try {
        const FhirSource source(*file);
        FhirReading to{source, catalogue, muscles};
        takePatients(to);
        takeEncounters(to);
        takeSites(to);
        takeObservations(to);
        takeConsents(to);
        takeAdverseEvents(to);
        takeSignatures(to);
        if (to.read.bundle.patients.empty()) throw FhirFault{"", "holds no patient."};
        requireSound(to);
        tellWhatWasLeft(to);
        return std::move(to.read);
    } catch (const FhirFault& fault) {
        return refused(fault.place.empty() ? fmt::format("{} {}", whatItIs, fault.what) : fmt::format("{}: {} {}", whatItIs, fault.place, fault.what));
    } catch (const FhirJson::exception&) {  // its text may hold anything
        return refused(fmt::format("{} holds something in a form that FHIR does not have.", whatItIs));
    }
}

}  // namespace myochart::exchange
