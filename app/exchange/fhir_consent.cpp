#include <fmt/format.h>

#include "core/text.h"
#include "exchange/fhir_build.h"
#include "exchange/fhir_fields.h"

// What the patient agreed to, and what went wrong.

namespace myochart::exchange {

void addConsent(const FhirVisit& visit) {
    FhirFile& file = visit.file;
    const record::Consent& given = visit.session.consent;
    if (given == record::Consent{}) return;
    Json consent = resourceOf("Consent", uuidOf("consent", visit.session.id.text));
    std::vector<Json> first;
    for (const std::string& risk : given.risks) first.push_back(extensionOf("risks", "valueCodeableConcept", file.word("adverse", risk)));
    if (!given.strokes.empty()) first.push_back(extensionOf("drawn_signature", "valueBoolean", true));
    addFields(consent, kConsentUrl, given, visit.session.utcOffset, {"version", "risks", "strokes", "withdrawn_at"}, std::move(first));
    add(consent, "category", file.coded("consent.category"));
    ConsentSaid said{visit.patientId, {}, given.at, given.withdrawnAt, visit.session.utcOffset, {}};
    if (given.how) said.agreed = *given.how != record::Consented::refused;
    if (const std::string version = trim(given.version); !version.empty()) said.title = "Text of the consent: " + version;
    file.shape.consent(consent, said, file.coded("consent"));
    file.add(std::move(consent));
}

std::vector<std::string> addAdverseEvents(const FhirVisit& visit) {
    FhirFile& file = visit.file;
    std::vector<std::string> uuids;
    const auto& all = visit.session.after.adverse;
    for (size_t i = 0; i < all.size(); ++i) {
        const record::AdverseEvent& event = all[i];
        Json adverse = resourceOf("AdverseEvent", uuidOf(fmt::format("adverse {}", i), visit.session.id.text));
        file.shape.event(adverse, file.word("adverse", event.category), visit.session.signing.isSigned());
        adverse["actuality"] = "actual";
        adverse["subject"] = referenceTo(visit.patientId);
        adverse["encounter"] = referenceTo(visit.encounterId);
        if (event.at) file.shape.eventAt(adverse, momentThere(*event.at, visit.session.utcOffset));
        file.shape.severity(adverse, file.coded("severity." + std::string(name(event.severity))));
        const record::Marker* marker = event.site.empty() ? nullptr : visit.session.marker({event.site});
        if (marker && !procedureOf(*marker).empty()) file.shape.suspect(adverse, procedureOf(*marker));
        addFields(adverse, kEventUrl, event, visit.session.utcOffset, {"category", "severity", "at"});
        uuids.push_back(idOf(adverse));
        file.add(std::move(adverse));
    }
    return uuids;
}

}  // namespace myochart::exchange
