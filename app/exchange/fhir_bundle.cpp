#include <algorithm>

#include <fmt/format.h>

#include "core/id.h"
#include "core/text.h"
#include "core/words.h"
#include "exchange/fhir_build.h"
#include "record/seal.h"

// The file as a whole, and what all resources have.

namespace myochart::exchange {

namespace {

/// What the record says of a visit as a whole: whether it may still change.
const char* observedIn(const record::Session& session) {
    if (!session.signing.isSigned()) return "preliminary";
    return record::sealState(session) == record::SealState::broken ? "amended" : "final";
}

void addVisit(FhirFile& file, const record::Patient& patient, const record::Session& session) {
    FhirVisit visit{file, patient, session, patient.id.text, session.id.text};
    visit.observed = observedIn(session);
    addEncounter(visit);
    addSessionProcedure(visit);
    addScreening(visit);
    addConsent(visit);
    addSites(visit);
    addOutcomes(visit);
    addAfter(visit);
    addNoteAndSignatures(visit, addAdverseEvents(visit));
}

}  // namespace

void FhirFile::add(Json resource) {
    Json entry{{"fullUrl", "urn:uuid:" + idOf(resource)}};
    entry["resource"] = std::move(resource);
    entries += entries.empty() ? "\n" : ",\n";
    entries += entry.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json FhirFile::word(std::string_view kind, std::string_view kept, std::string_view text) const {
    Json made = conceptOf(codes, wordKey(kind, kept), text);
    if (trim(text) == trim(kept) || trim(kept).empty()) return made;
    Json coding = codingOf(kKeySystem, trim(kept));
    exchange::add(made, "coding", std::move(coding));
    return made;
}

Json resourceOf(const char* type, const std::string& uuid) { return Json{{"resourceType", type}, {"id", uuid}}; }

std::string uuidOf(std::string_view part, std::string_view id) { return uuidOfContent(fmt::format("{} of {}", part, id)); }

std::string idOf(const Json& resource) { return resource.at("id").get<std::string>(); }

void identify(Json& resource, const std::string& uuid) {
    Json identifier{{"system", "urn:ietf:rfc:3986"}};
    identifier["value"] = "urn:uuid:" + uuid;
    add(resource, "identifier", std::move(identifier));
}

Json observationOf(const FhirVisit& visit, std::string_view which, Json code) {
    Json observation = resourceOf("Observation", uuidOf(fmt::format("observed {}", which), visit.session.id.text));
    observation["status"] = visit.observed;
    observation["code"] = std::move(code);
    observation["subject"] = referenceTo(visit.patientId);
    observation["encounter"] = referenceTo(visit.encounterId);
    observation["effectiveDateTime"] = dayThere(visit.session.startedAt, visit.session.utcOffset);
    return observation;
}

void component(Json& observation, Json code, const char* kind, Json value) {
    if (value.is_object() && value.empty()) return;
    Json made{{"code", std::move(code)}};
    made[kind] = std::move(value);
    add(observation, "component", std::move(made));
}

void phase(Json& observation, const char* when) { add(observation, "extension", extensionOf(kPhaseUrl, "valueCode", when)); }

Result<std::string> fhirText(const Bundle& bundle, FhirVersion version, const anatomy::Catalogue& catalogue, const CodeMap& codes, Progress& progress) {
    FhirFile file{bundle, shapeOf(version), catalogue, codes};
    addPractice(file);
    size_t done = 0;
    for (const record::Patient& patient : bundle.patients) {
        addPatient(file, patient);
        for (const record::Session& session : bundle.sessions) {
            if (session.patient != patient.id) continue;
            if (progress.cancelled()) return failed(tr("The export was cancelled; no file was written."));
            progress.report(static_cast<float>(done++) / static_cast<float>(bundle.sessions.size()), tr("Writing the file"));
            addVisit(file, patient, session);
        }
    }
    const std::string entries = file.entries.empty() ? std::string() : fmt::format(",\"entry\":[{}\n]", file.entries);
    return fmt::format("{{\"resourceType\":\"Bundle\",\"type\":\"collection\"{}}}\n", entries);
}

}  // namespace myochart::exchange
