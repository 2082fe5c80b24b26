#include <algorithm>

#include <fmt/format.h>

#include "exchange/fhir_build.h"
#include "exchange/fhir_fields.h"

// The practice, who works there, and the patient with alerts and complaints.

namespace myochart::exchange {

namespace {

void addAlert(FhirFile& file, const record::Patient& patient, const std::string& alert, size_t which) {
    Json observation = resourceOf("Observation", uuidOf(fmt::format("alert {}", which), patient.id.text));
    observation["status"] = "final";
    observation["code"] = file.coded("alert");
    observation["subject"] = referenceTo(patient.id.text);
    observation["valueCodeableConcept"] = file.word("safety", alert);
    if (observation["valueCodeableConcept"].empty()) return;
    file.add(std::move(observation));
}

void addComplaint(FhirFile& file, const record::Patient& patient, const record::Episode& episode) {
    Json observation = resourceOf("Observation", uuidOf("complaint", episode.id.text));
    identify(observation, episode.id.text);
    observation["status"] = "final";
    observation["code"] = file.coded("complaint");
    observation["subject"] = referenceTo(patient.id.text);
    if (!episode.since.empty()) observation["effectivePeriod"]["start"] = episode.since;
    if (!episode.closedOn.empty()) observation["effectivePeriod"]["end"] = episode.closedOn;
    observation["valueCodeableConcept"] = file.word("condition", episode.condition);
    if (episode.irritability) component(observation, file.coded("complaint.irritability"), "valueString", std::string(name(*episode.irritability)));
    Json goals = Json::object();
    put(goals, "text", episode.goals);
    if (!goals.empty()) component(observation, file.coded("complaint.goals"), "valueString", goals["text"]);
    file.add(std::move(observation));
}

/// What the record keeps of a patient beside what others read.
void tellKept(Json& person, const record::Patient& patient) {
    std::vector<Json> kept;
    if (patient.createdAt != 0) kept.push_back(extensionOf("created_at", "valueDateTime", momentThere(patient.createdAt, {})));
    FieldsAsExtensions fields({}, {});
    fields(record::Field{.key = "same_sites", .title = ""}, patient.details.sameSites);
    std::vector<Json> same = fields.take();
    std::ranges::move(same, std::back_inserter(kept));
    extend(person, kKeptUrl, std::move(kept));
}

}  // namespace

std::string practitionerOf(FhirFile& file, const std::string& name, const std::string& licence) {
    Json who = Json::object();
    put(who, "text", name);
    if (who.empty()) return {};
    const std::string key = fmt::format("{}\n{}", name, licence);
    const auto at = file.practitioners.find(key);
    if (at != file.practitioners.end()) return at->second;
    const std::string uuid = uuidOf("practitioner", key);
    file.practitioners.emplace(key, uuid);
    Json practitioner = resourceOf("Practitioner", uuid);
    add(practitioner, "name", std::move(who));
    Json number = Json::object();
    put(number, "value", licence);
    if (!number.empty()) add(practitioner, "identifier", std::move(number));
    file.add(std::move(practitioner));
    return uuid;
}

std::string practitionerOf(FhirFile& file, const record::TherapistId& id) {
    const record::Therapist* known = id.empty() ? nullptr : file.bundle.practice.therapist(id);
    if (known) return practitionerOf(file, known->name, known->licence);
    for (const record::Session& session : file.bundle.sessions)  // of a record that was brought here: as who signed
        if (!id.empty() && session.signing.therapist == id) return practitionerOf(file, session.signing.name, session.signing.licence);
    return {};
}

void addPractice(FhirFile& file) {
    const record::Practice& practice = file.bundle.practice;
    Json organization = resourceOf("Organization", uuidOf("organization", practice.name));
    put(organization, "name", practice.name);
    if (!organization.contains("name")) return;
    file.shape.address(organization, practice.address);
    file.organization = idOf(organization);
    file.add(std::move(organization));
}

void addPatient(FhirFile& file, const record::Patient& patient) {
    Json person = resourceOf("Patient", patient.id.text);
    identify(person, patient.id.text);
    const record::PatientDetails& details = patient.details;
    Json number = Json::object(), called = Json::object(), contact = Json{{"system", "other"}}, note = Json{{"url", kPatientUrl}};
    put(number, "value", details.identifier);
    if (!number.empty()) add(person, "identifier", std::move(number));
    put(called, "text", patient.name);
    if (!called.empty()) add(person, "name", std::move(called));
    put(contact, "value", details.contact);
    if (contact.contains("value")) add(person, "telecom", std::move(contact));
    if (details.sex) person["gender"] = std::string(name(*details.sex));
    put(person, "birthDate", patient.birthDate);
    put(note, "valueString", patient.note);
    if (note.contains("valueString")) add(person, "extension", std::move(note));
    tellKept(person, patient);
    if (!file.organization.empty()) person["managingOrganization"] = referenceTo(file.organization);
    file.add(std::move(person));
    for (size_t i = 0; i < details.alerts.size(); ++i) addAlert(file, patient, details.alerts[i], i);
    for (const record::Episode& episode : details.episodes) addComplaint(file, patient, episode);
}

}  // namespace myochart::exchange
