#include <algorithm>

#include <fmt/format.h>

#include "core/id.h"
#include "core/text.h"
#include "exchange/fhir_build.h"
#include "exchange/fhir_read.h"
#include "exchange/fhir_read_fields.h"

// What the patient agreed to, what went wrong, and who answers for the visit.

namespace myochart::exchange {

namespace {

constexpr std::string_view kTextOfConsent = "Text of the consent: ";

/// A Consent names no visit: that of the same file with its patient and its day, or of Myochart the one that its id follows from.
std::optional<size_t> visitOfConsent(FhirReading& to, const FhirPart& consent) {
    const FhirPart patient = to.source.target(consent.either("patient", "subject"), {"Patient"});
    if (!patient) consent.refuse("tells no patient whose it is.");
    const record::PatientId id = to.read.bundle.patients[to.patients.at(patient.json)].id;
    std::optional<size_t> only;
    const std::string day = dayIn(consent, consent.at("dateTime") ? "dateTime" : "date");
    for (size_t i = 0; i < to.read.bundle.sessions.size(); ++i) {
        const record::Session& visit = to.visit(i);
        if (consent.text("id") == uuidOfContent(fmt::format("consent of {}", visit.id.text))) return i;
        if (visit.patient == id && dayThere(visit.startedAt, visit.utcOffset) == day) only = i;
    }
    return only;
}

void takeConsent(FhirReading& to, const FhirPart& consent) {
    const auto visit = visitOfConsent(to, consent);
    if (!visit) return;
    record::Consent& given = to.visit(*visit).consent;
    if (!(given == record::Consent{})) return;  // a further one of that day
    to.taken.insert(consent.json);
    readFields(consent, kConsentUrl, given, {"version"});
    const FhirPart attachment = consent.at("sourceAttachment");
    const auto several = attachment && attachment.json->is_array() ? consent.list("sourceAttachment") : std::vector<FhirPart>();
    const std::string title = several.empty() ? attachment.text("title") : several.front().text("title");
    given.version = title.starts_with(kTextOfConsent) ? title.substr(kTextOfConsent.size()) : title;
    if (!given.at) given.at = momentIn(consent, "dateTime");
    const FhirPart provision = consent.at("provision");
    const FhirPart period = consent.at("period") ? consent.at("period") : provision && provision.json->is_object() ? provision.at("period") : FhirPart();
    given.withdrawnAt = momentIn(period, "end");
    if (given.how || extensionIn(consent, kConsentUrl)) return;
    const std::string status = consent.text("status");
    const std::string decision = consent.at("decision") ? consent.text("decision") : provision && provision.json->is_object() ? provision.text("type") : std::string();
    if (status == "rejected" || decision == "deny") given.how = record::Consented::refused;
    else if (status == "active") to.passOver(fmt::format("{} does not tell whether the consent was given in writing or in words; look at it.", consent.place));
}

void takeAdverseEvent(FhirReading& to, const FhirPart& adverse) {
    if (adverse.text("actuality") == "potential" || adverse.text("status") == "entered-in-error") return;
    const auto visit = visitOf(to, adverse, dayOf(adverse));
    if (!visit) return;
    to.taken.insert(adverse.json);
    record::AdverseEvent event;
    readFields(adverse, kEventUrl, event, {"category", "severity", "at"});
    event.category = wordIn(adverse.either("event", "code"));
    event.at = momentIn(adverse, adverse.at("date") ? "date" : "occurrenceDateTime");
    FhirPart severity = adverse.at("severity");
    if (const FhirPart own = extensionIn(adverse, "http://hl7.org/fhir/4.0/StructureDefinition/extension-AdverseEvent.severity")) severity = own.at("valueCodeableConcept");
    const std::string word = severity ? foldForSearch(wordIn(severity)) : "";
    const bool isMajor = word == "severe" || word == "major" || hasCode(severity, "http://terminology.hl7.org/CodeSystem/adverse-event-severity", "severe");
    if (!isMajor && word != "mild" && word != "moderate") adverse.refuse("tells no severity that is known here: mild, moderate or severe.");
    event.severity = isMajor ? record::Severity::major : word == "mild" ? record::Severity::mild : record::Severity::moderate;
    for (const FhirPart& suspect : adverse.list("suspectEntity")) {
        if (!event.site.empty()) break;
        const FhirPart of = suspect.either("instance", "instanceReference");
        const FhirPart procedure = to.source.target(of, {"Procedure", "Device", "Medication", "MedicationStatement", "MedicationAdministration", "Immunization", "Substance"});
        if (procedure)
            if (const auto site = to.siteOfProcedure.find(procedure.json); site != to.siteOfProcedure.end()) event.site = site->second;
    }
    to.visit(*visit).after.adverse.push_back(std::move(event));
}

struct Signer {
    std::string name, licence;
    std::optional<UtcMs> at;
};

Signer signerOf(const FhirReading& to, const FhirPart& provenance) {
    Signer signer;
    signer.at = momentIn(provenance, "recorded");
    for (const FhirPart& agent : provenance.list("agent")) {
        const FhirPart who = to.source.target(agent.at("who"), {"Practitioner", "PractitionerRole", "Organization", "Device", "Patient", "RelatedPerson"});
        if (!who || who.type() != "Practitioner") continue;
        for (const FhirPart& name : who.list("name")) signer.name = name.text("text");
        for (const FhirPart& identifier : who.list("identifier")) signer.licence = identifier.text("value");
    }
    return signer;
}

std::string textIn(const FhirPart& provenance, const char* key) {
    const FhirPart found = partIn(extensionIn(provenance, kSignedUrl), key);
    return found ? found.text("valueString") : std::string();
}

/// The visit that a signature of Myochart is for: of its Encounter, or of the document that an addendum is for.
std::optional<size_t> visitSigned(FhirReading& to, const FhirPart& provenance) {
    for (const FhirPart& each : provenance.list("target")) {
        const FhirPart of = to.source.target(each, {"Encounter", "DocumentReference", "Procedure", "AdverseEvent", "Observation", "BodyStructure", "Patient", "Consent", "Composition"});
        if (!of) continue;
        FhirPart encounter = of.type() == "Encounter" ? of : FhirPart();
        if (of.type() == "DocumentReference") {
            const FhirPart context = of.at("context");
            const bool isList = context && context.json->is_array();
            const auto references = isList ? of.list("context") : context.list("encounter");
            if (!references.empty()) encounter = to.source.target(references.front(), {"Encounter", "EpisodeOfCare", "Appointment"});
        }
        if (const auto visit = encounter ? to.visits.find(encounter.json) : to.visits.end(); visit != to.visits.end()) return visit->second;
    }
    return {};
}

void takeSignature(FhirReading& to, const FhirPart& provenance) {
    const std::string what = conceptIn(provenance.at("activity"));
    if (what != "signed" && what != "cosigned" && what != "addendum") return;
    const auto visit = visitSigned(to, provenance);
    if (!visit) return;
    const Signer by = signerOf(to, provenance);
    record::Signing& signing = to.visit(*visit).signing;
    if (what == "cosigned") signing.cosignedAt = by.at, signing.cosigner = by.name, signing.cosignerLicence = by.licence;
    if (what == "addendum") {
        record::Addendum addendum{by.at, by.name, by.licence, textIn(provenance, "text")};
        if (const FhirPart of = partIn(extensionIn(provenance, kSignedUrl), "follow_up_of")) addendum.followUpOf = countIn(of, "valueInteger");
        signing.addenda.push_back(std::move(addendum));
    }
    if (what != "signed") return;
    signing.at = by.at, signing.name = by.name, signing.licence = by.licence;
    signing.note = textIn(provenance, "note");
    for (const FhirPart& agent : provenance.list("agent"))
        for (const FhirPart& role : agent.list("role"))
            for (const record::Role each : record::choicesOf(record::Role()))
                if (wordIn(role) == name(each)) signing.role = each;
}

/// The text of a document is looked at only to see that it is whole; what is elsewhere is not fetched.
void checkDocument(FhirReading& to, const FhirPart& document) {
    for (const FhirPart& content : document.list("content")) {
        const FhirPart attachment = content.at("attachment");
        if (const FhirPart data = attachment.at("data")) (void)fromBase64(data);
        else if (attachment.at("url")) to.passOver(fmt::format("{} is a document that lies elsewhere; it was not fetched.", document.place));
    }
}

}  // namespace

void takeConsents(FhirReading& to) {
    for (const FhirPart& consent : to.source.ofType("Consent")) takeConsent(to, consent);
}

void takeAdverseEvents(FhirReading& to) {
    for (const FhirPart& adverse : to.source.ofType("AdverseEvent")) takeAdverseEvent(to, adverse);
}

void takeSignatures(FhirReading& to) {
    for (const FhirPart& document : to.source.ofType("DocumentReference")) checkDocument(to, document);
    for (const FhirPart& provenance : to.source.ofType("Provenance")) takeSignature(to, provenance);
    for (record::Session& visit : to.read.bundle.sessions) {
        if (visit.signing.isSigned()) continue;
        if (visit.signing == record::Signing{}) continue;
        visit.signing = {};  // what belongs to a signature, without one
    }
}

}  // namespace myochart::exchange
