#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"
#include "exchange/fhir_build.h"
#include "exchange/fhir_fields.h"
#include "record/ledger.h"

// Each site: where it is, the needle as it was taken, and what was done with it.

namespace myochart::exchange {

namespace {

/// The catalogue's key of the muscle; empty where somebody wrote another one by hand, or the tables do not know it.
std::string muscleKeyOf(const record::Marker& marker, const anatomy::Catalogue& catalogue) {
    if (!marker.byHand.muscle) return marker.anchor.address.muscleKey;
    const auto match = catalogue.matchSpelt(marker.muscle);
    return match ? match->muscleKey : std::string();
}

Json muscleOf(const FhirVisit& visit, const record::Marker& marker) {
    const std::string key = muscleKeyOf(marker, visit.file.catalogue);
    return visit.file.coded("muscle." + key, marker.muscle.empty() ? siteWords(marker) : marker.muscle);
}

Json bodyStructureOf(const FhirVisit& visit, const record::Marker& marker) {
    const FhirFile& file = visit.file;
    Json structure = resourceOf("BodyStructure", uuidOf("place", marker.id.text));
    identify(structure, marker.id.text);
    file.shape.structure(structure, muscleOf(visit, marker), file.side(marker.side));
    put(structure, "description", marker.sentence);
    structure["patient"] = referenceTo(visit.patientId);
    std::vector<Json> first = {extensionOf("frame", "valueString", "LPS"), extensionOf("site", "valueInteger", marker.number)};
    if (Json label{{"url", "label"}}; put(label, "valueString", marker.label), label.size() > 1) first.push_back(std::move(label));
    FieldsAsExtensions byHand(visit.session.utcOffset, {});
    describe(byHand, marker.byHand);
    Json hand{{"url", "by_hand"}};
    for (Json& each : byHand.take()) add(hand, "extension", std::move(each));
    first.push_back(std::move(hand));
    addFields(structure, kAnchorUrl, marker.anchor, visit.session.utcOffset, {}, std::move(first));
    std::vector<Json> reactions;
    for (const std::string& key : marker.plan.reactions) reactions.push_back(extensionOf("reactions", "valueCodeableConcept", file.word("adverse", key)));
    std::vector<Json> kept = {extensionOf("visit", "valueReference", referenceTo(visit.encounterId))};
    if (marker.createdAt != 0) kept.push_back(extensionOf("created_at", "valueDateTime", momentThere(marker.createdAt, visit.session.utcOffset)));
    if (trim(marker.muscle).empty()) kept.push_back(extensionOf("no_muscle", "valueBoolean", true));
    extend(structure, kKeptUrl, std::move(kept));
    addFields(structure, kOriginUrl, marker.plan, visit.session.utcOffset, {"reactions"}, std::move(reactions));
    return structure;
}

/// The needle as it came out of its box; null: nothing of it is recorded.
Json deviceOf(const FhirVisit& visit, const record::Marker& marker) {
    const FhirFile& file = visit.file;
    const record::Needling& needle = marker.needle;
    Json device = resourceOf("Device", uuidOf("needle", marker.id.text));
    const size_t nothing = device.size();
    put(device, "manufacturer", needle.maker);
    put(device, "expirationDate", needle.expiry);
    put(device, "lotNumber", needle.lot);
    put(device, "serialNumber", needle.serial);
    put(device, "modelNumber", needle.item);
    if (needle.diameterMm) file.shape.sizeOfDevice(device, file.coded("device.diameter"), quantityOf(plainNumber(*needle.diameterMm), "mm"));
    if (needle.lengthMm) file.shape.sizeOfDevice(device, file.coded("device.length"), quantityOf(plainNumber(*needle.lengthMm), "mm"));
    if (device.size() == nothing) return {};
    file.shape.kindOfDevice(device, file.coded("device.needle"));
    return device;
}

void tellWhen(const FhirVisit& visit, const record::Marker& marker, Json& procedure) {
    const record::Needling& needle = marker.needle;
    const std::string& offset = visit.session.utcOffset;
    Json period = Json::object();
    if (needle.inAt) period["start"] = momentThere(*needle.inAt, offset);
    if (needle.outAt) period["end"] = momentThere(*needle.outAt, offset);
    if (!period.empty()) visit.file.shape.performedWithin(procedure, std::move(period));
    else if (record::wasNeedled(marker)) visit.file.shape.performedOn(procedure, dayThere(visit.session.startedAt, offset));
}

const char* statusOfSite(const FhirVisit& visit, const record::Marker& marker) {
    if (record::isOnlyPlanned(marker)) return visit.session.signing.isSigned() ? "unknown" : "preparation";
    return record::needleState(marker) == record::NeedleState::in ? "in-progress" : "completed";
}

Json siteProcedure(const FhirVisit& visit, const record::Marker& marker, const std::string& bodyStructure, const std::string& device) {
    const FhirFile& file = visit.file;
    const record::Needling& needle = marker.needle;
    Json procedure = resourceOf("Procedure", procedureOf(marker));
    add(procedure, "extension", extensionOf("http://hl7.org/fhir/StructureDefinition/procedure-targetBodyStructure", "valueReference", referenceTo(bodyStructure)));
    if (!needle.technique.empty())
        add(procedure, "extension", extensionOf("http://hl7.org/fhir/StructureDefinition/procedure-method", "valueCodeableConcept", file.word("technique", needle.technique)));
    addFields(procedure, kNeedlingUrl, needle, visit.session.utcOffset,
              {"diameter_mm", "length_mm", "maker", "item", "lot", "serial", "expiry", "technique", "in_at", "out_at"});
    add(procedure, "partOf", referenceTo(visit.sessionId));
    procedure["status"] = statusOfSite(visit, marker);
    if (record::isOnlyPlanned(marker)) procedure["statusReason"] = file.coded("procedure.planned");
    procedure["code"] = file.coded("procedure.site");
    procedure["subject"] = referenceTo(visit.patientId);
    procedure["encounter"] = referenceTo(visit.encounterId);
    tellWhen(visit, marker, procedure);
    if (const std::string who = practitionerOf(visit.file, visit.session.before.therapist); !who.empty()) add(procedure, "performer", Json{{"actor", referenceTo(who)}});
    add(procedure, "bodySite", file.coded("muscle." + muscleKeyOf(marker, file.catalogue), siteWords(marker)));
    for (const record::AdverseEvent& event : visit.session.after.adverse)
        if (event.site == marker.id.text) file.shape.complication(procedure, file.word("adverse", event.category));
    if (Json note = Json::object(); put(note, "text", marker.note), !note.empty()) add(procedure, "note", std::move(note));
    if (!device.empty()) file.shape.used(procedure, device);
    return procedure;
}

}  // namespace

std::string procedureOf(const record::Marker& marker) {
    const bool isNeedled = record::needleState(marker) != record::NeedleState::none || record::wasNeedled(marker);
    return isHandedOver(marker) && isNeedled ? uuidOf("needling", marker.id.text) : std::string();
}

std::string siteWords(const record::Marker& marker) {
    if (!trim(marker.sentence).empty()) return marker.sentence;
    return trim(fmt::format("{} {}", name(marker.side), marker.muscle));
}

void addSites(const FhirVisit& visit) {
    for (const record::Marker& marker : visit.session.markers) {
        if (!isHandedOver(marker)) continue;
        Json structure = bodyStructureOf(visit, marker);
        const std::string place = idOf(structure), procedure = procedureOf(marker);
        visit.file.add(std::move(structure));
        if (!procedure.empty()) {
            Json device = deviceOf(visit, marker);
            const std::string deviceId = device.is_null() ? std::string() : idOf(device);
            if (!device.is_null()) visit.file.add(std::move(device));
            visit.file.add(siteProcedure(visit, marker, place, deviceId));
        }
        addFindings(visit, marker, place, procedure);
    }
}

}  // namespace myochart::exchange
