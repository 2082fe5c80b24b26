#include <fmt/format.h>

#include "core/words.h"
#include "exchange/fhir_build.h"
#include "exchange/fhir_fields.h"
#include "note/note_text.h"
#include "record/seal.h"

// The note, and who answers for it.

namespace myochart::exchange {

namespace {

/// Who signed what of the visit.
struct SignedBy {
    const char* what;          ///< "signed", "cosigned" or "addendum"
    const char* part;          ///< of HL7's provenance-participant-type
    const char* signature;     ///< of ASTM E1762
    std::optional<UtcMs> at;
    std::string name, licence;
    std::string which;
};

Json agentOf(const SignedBy& by, const std::string& who) {
    Json agent = Json::object();
    add(agent["type"], "coding", codingOf("http://terminology.hl7.org/CodeSystem/provenance-participant-type", by.part));
    agent["who"] = referenceTo(who);
    return agent;
}

/// Null: nobody knows who or when, of which FHIR wants both.
Json provenanceOf(const FhirVisit& visit, const SignedBy& by, const std::vector<std::string>& targets) {
    const std::string who = by.at ? practitionerOf(visit.file, by.name, by.licence) : std::string();
    if (who.empty()) return {};
    const std::string when = momentThere(*by.at, visit.session.utcOffset);
    Json provenance = resourceOf("Provenance", uuidOf(fmt::format("{} {}", by.what, by.which), visit.session.id.text));
    for (const std::string& each : targets) add(provenance, "target", referenceTo(each));
    provenance["recorded"] = when;
    provenance["activity"] = visit.file.coded(by.what);
    add(provenance, "agent", agentOf(by, who));
    Json signature = Json::object();
    add(signature, "type", codingOf("urn:iso-astm:E1762-95:2013", by.signature));
    signature["when"] = when;
    signature["who"] = referenceTo(who);
    add(provenance, "signature", std::move(signature));
    return provenance;
}

/// What a signature answers for: the visit, its procedures and its note.
std::vector<std::string> signedParts(const FhirVisit& visit, const std::string& document) {
    std::vector<std::string> parts = {visit.encounterId, document};
    if (!visit.sessionId.empty()) parts.push_back(visit.sessionId);
    for (const record::Marker& marker : visit.session.markers)
        if (const std::string procedure = procedureOf(marker); !procedure.empty()) parts.push_back(procedure);
    return parts;
}

Json documentOf(const FhirVisit& visit, const std::string& text) {
    const FhirFile& file = visit.file;
    const record::Signing& signing = visit.session.signing;
    Json document = resourceOf("DocumentReference", uuidOf("note", visit.session.id.text));
    document["status"] = "current";
    document["docStatus"] = !signing.isSigned() ? "preliminary" : signing.addenda.empty() ? "final" : "amended";
    document["type"] = file.coded("document.note");
    document["subject"] = referenceTo(visit.patientId);
    if (signing.at) document["date"] = momentThere(*signing.at, visit.session.utcOffset);
    if (const std::string who = signing.at ? practitionerOf(visit.file, signing.name, signing.licence) : std::string(); !who.empty())
        add(document, "author", referenceTo(who));
    Json attachment{{"contentType", "text/plain; charset=UTF-8"}};
    attachment["data"] = base64(text);
    file.shape.sizeOfAttachment(attachment, text.size());
    attachment["title"] = "Note of the visit";
    add(document, "content", Json{{"attachment", std::move(attachment)}});
    file.shape.documentOf(document, visit.encounterId);
    return document;
}

void addSeal(Json& provenance, const record::Session& session) {
    Json seal{{"url", kSealUrl}};
    add(seal, "extension", extensionOf("state", "valueString", std::string(name(record::sealState(session)))));
    add(provenance, "extension", std::move(seal));
}

/// The text that a signature answers for, as it was signed: the note in its document has all of them together.
void tellText(Json& provenance, const char* key, const std::string& text, std::optional<std::uint32_t> followUpOf = {}) {
    Json told{{"url", key}};
    put(told, "valueString", text);
    std::vector<Json> parts;
    if (told.contains("valueString")) parts.push_back(std::move(told));
    if (followUpOf) parts.push_back(extensionOf("follow_up_of", "valueInteger", *followUpOf));
    extend(provenance, kSignedUrl, std::move(parts));
}

}  // namespace

void addNoteAndSignatures(const FhirVisit& visit, const std::vector<std::string>& events) {
    FhirFile& file = visit.file;
    const record::Signing& signing = visit.session.signing;
    const std::string text = note::noteDraft(visit.patient, file.bundle.practice, visit.session, file.catalogue).text;
    Json document = documentOf(visit, text);
    const std::string note = idOf(document);
    file.add(std::move(document));
    const std::vector<std::string> parts = signedParts(visit, note);
    SignedBy by{"signed", "author", "1.2.840.10065.1.12.1.1", signing.at, signing.name, signing.licence, ""};
    if (Json provenance = provenanceOf(visit, by, parts); !provenance.is_null()) {
        if (signing.role) add(provenance["agent"][0], "role", file.coded("role." + std::string(name(*signing.role)), name(*signing.role)));
        addSeal(provenance, visit.session);
        tellText(provenance, "note", signing.note);
        file.add(std::move(provenance));
    }
    by = {"cosigned", "verifier", "1.2.840.10065.1.12.1.5", signing.cosignedAt, signing.cosigner, signing.cosignerLicence, ""};
    if (Json provenance = provenanceOf(visit, by, parts); !provenance.is_null()) file.add(std::move(provenance));
    for (size_t i = 0; i < signing.addenda.size(); ++i) {
        const record::Addendum& addendum = signing.addenda[i];
        by = {"addendum", "author", "1.2.840.10065.1.12.1.15", addendum.at, addendum.author, addendum.licence, std::to_string(i)};
        std::vector<std::string> of = {note};
        if (addendum.followUpOf && *addendum.followUpOf < events.size()) of.push_back(events[*addendum.followUpOf]);
        Json provenance = provenanceOf(visit, by, of);
        if (provenance.is_null()) continue;
        tellText(provenance, "text", addendum.text, addendum.followUpOf);
        file.add(std::move(provenance));
    }
}

}  // namespace myochart::exchange
