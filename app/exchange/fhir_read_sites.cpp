#include <algorithm>

#include <fmt/format.h>

#include "anatomy/name_words.h"
#include "core/id.h"
#include "core/text.h"
#include "exchange/fhir_build.h"
#include "exchange/fhir_read.h"
#include "exchange/fhir_read_fields.h"

// Sites: those that Myochart wrote, with their places, and those of others, of which the muscle is told.

namespace myochart::exchange {

namespace {

constexpr const char* kTargetUrl = "http://hl7.org/fhir/StructureDefinition/procedure-targetBodyStructure";
constexpr const char* kMethodUrl = "http://hl7.org/fhir/StructureDefinition/procedure-method";

/// What a BodyStructure is of, and which side of it.
struct WhereIs {
    FhirPart muscle, side;
};
WhereIs whereIs(const FhirPart& structure) {
    const auto included = structure.list("includedStructure");
    if (!included.empty()) return {included.front().at("structure"), included.front().at("laterality")};
    const auto qualifiers = structure.list("locationQualifier");
    return {structure.at("location"), qualifiers.empty() ? FhirPart() : qualifiers.front()};
}

void takeAnchor(record::Marker& site, const FhirPart& structure, const FhirPart& anchor) {
    if (const FhirPart frame = partIn(anchor, "frame"); !frame || frame.text("valueString") != "LPS") anchor.refuse("is in another frame than LPS.");
    if (const FhirPart number = partIn(anchor, "site")) site.number = countIn(number, "valueInteger").value_or(0);
    if (const FhirPart label = partIn(anchor, "label")) site.label = label.text("valueString");
    if (const FhirPart hand = partIn(anchor, "by_hand")) {
        FieldsFromExtensions fields(hand);
        describe(fields, site.byHand);
    }
    readFields(structure, kAnchorUrl, site.anchor);
}

/// The visit that one of Myochart's places says that it is of.
std::optional<size_t> visitOfPlace(FhirReading& to, const FhirPart& structure, const FhirPart& kept) {
    const FhirPart of = partIn(kept, "visit");
    const FhirPart encounter = of ? to.source.target(of.at("valueReference"), {"Encounter"}) : FhirPart();
    if (!encounter) structure.refuse("does not tell which visit the site is of.");
    const auto found = to.visits.find(encounter.json);
    if (found == to.visits.end()) return {};
    const FhirPart patient = to.source.target(structure.either("patient", "subject"), {"Patient"});
    if (patient && to.read.bundle.patients[to.patients.at(patient.json)].id != to.visit(found->second).patient)
        structure.refuse("is of another patient than its visit: two patients in one visit.");
    return found->second;
}

void takePlace(FhirReading& to, const FhirPart& structure) {
    const FhirPart anchor = extensionIn(structure, kAnchorUrl), kept = extensionIn(structure, kKeptUrl);
    if (!anchor) return;
    const auto visit = visitOfPlace(to, structure, kept);
    if (!visit) return;
    record::Marker site;
    site.id.text = FhirSource::uuidFor(structure);
    site.type = record::MarkerType::needle;  // until a finding says another one
    takeAnchor(site, structure, anchor);
    const WhereIs where = whereIs(structure);
    const auto side = sideIn(where.side);
    if (!side) structure.refuse("does not tell the side of the site.");
    site.side = *side;
    if (!partIn(kept, "no_muscle")) site.muscle = wordIn(where.muscle);
    site.sentence = structure.text("description");
    if (const FhirPart made = partIn(kept, "created_at")) site.createdAt = momentIn(made, "valueDateTime").value_or(0);
    readFields(structure, kOriginUrl, site.plan);
    to.siteOfPlace.emplace(structure.json, site.id.text);
    to.visit(*visit).markers.push_back(std::move(site));
}

void takeDevice(record::Needling& needle, const FhirPart& device) {
    needle.maker = device.text("manufacturer");
    needle.expiry = dayIn(device, "expirationDate");
    needle.lot = device.text("lotNumber");
    needle.serial = device.text("serialNumber");
    needle.item = device.text("modelNumber");
    for (const FhirPart& property : device.list("property")) {
        const std::string what = conceptIn(property.at("type"));
        const FhirPart value = property.at("valueQuantity");
        const FhirPart quantity = value && value.json->is_array() ? property.list("valueQuantity").front() : value;
        const auto size = quantityIn(quantity, "mm");
        if (what == "device.diameter" && size) needle.diameterMm = static_cast<float>(*size);
        if (what == "device.length" && size) needle.lengthMm = static_cast<float>(*size);
    }
}

/// The needle of a site, by what was used and when.
void takeNeedle(FhirReading& to, const FhirPart& procedure, record::Needling& needle) {
    readFields(procedure, kNeedlingUrl, needle);
    if (const FhirPart method = extensionIn(procedure, kMethodUrl)) needle.technique = wordIn(method.at("valueCodeableConcept"));
    std::vector<FhirPart> used = procedure.list("usedReference");
    for (const FhirPart& each : procedure.list("used"))
        if (const FhirPart reference = each.at("reference")) used.push_back(reference);
    for (const FhirPart& each : used)
        if (const FhirPart device = to.source.target(each, {"Device"})) takeDevice(needle, device);
    const FhirPart period = procedure.either("performedPeriod", "occurrencePeriod");
    needle.inAt = momentIn(period, "start");
    needle.outAt = momentIn(period, "end");
    if (needle.inAt && needle.outAt && *needle.outAt < *needle.inAt) period.refuse("ends before it begins.");
}

std::string noteOf(const FhirPart& resource) {
    std::string text;
    for (const FhirPart& note : resource.list("note"))
        if (const std::string one = note.text("text"); !one.empty()) text += (text.empty() ? "" : "\n") + one;
    return text;
}

/// A muscle that somebody else names: by what the user said that it is, by FMA, else as the tables spell it.
std::optional<anatomy::NameMatch> muscleNamed(const FhirReading& to, const FhirPart& coded) {
    const std::string word = wordIn(coded);
    if (const auto mapped = to.muscles.find(foldForSearch(word)); mapped != to.muscles.end()) {
        const auto spelt = to.catalogue.matchSpelt(word);
        return anatomy::NameMatch{mapped->second, spelt ? spelt->side : std::nullopt};
    }
    for (const FhirPart& coding : coded.list("coding"))
        if (foldForSearch(coding.text("system")).ends_with("fma"))
            if (auto match = to.catalogue.matchFma(coding.text("code"))) return match;
    return word.empty() ? std::nullopt : to.catalogue.matchSpelt(word);
}

void tellUnknown(FhirReading& to, const std::string& name) {
    auto& all = to.read.unknown;
    const auto at = std::ranges::find(all, name, &UnknownMuscle::name);
    if (at == all.end()) all.push_back({name, 1});
    else ++at->sites;
}

/// A site of another program, from where it says that it needled.
void takeForeignSite(FhirReading& to, const FhirPart& procedure, size_t visit, const FhirPart& muscle, const FhirPart& side, size_t which) {
    const std::string word = wordIn(muscle);
    if (word.empty() && muscle.list("coding").empty()) return;
    const auto match = muscleNamed(to, muscle);
    if (!match) return tellUnknown(to, word.empty() ? "a code without words" : displayText(word, 120));
    auto where = sideIn(side);
    if (!where) where = match->side;
    if (!where) where = anatomy::sideOf(anatomy::wordsOf(word));
    if (!where) return to.passOver(fmt::format("{} does not tell which side of the muscle was treated; the site was left out.", procedure.place));
    FhirSite site;
    site.session = visit;
    site.muscleKey = match->muscleKey;
    site.place = procedure.place;
    site.marker.id.text = uuidOfContent(fmt::format("FHIR site {} of {}", which, FhirSource::uuidFor(procedure)));
    site.marker.type = record::MarkerType::needle;
    site.marker.side = *where;
    site.marker.plan.unconfirmed = true;
    site.marker.note = noteOf(procedure);
    takeNeedle(to, procedure, site.marker.needle);
    site.marker.createdAt = to.visit(visit).startedAt;
    to.read.sites.push_back(std::move(site));
}

void takeProcedure(FhirReading& to, const FhirPart& procedure) {
    const std::string status = procedure.text("status");
    if (status == "entered-in-error" || status == "not-done") return to.passOver(fmt::format("{} was not done, as it says; it was left out.", procedure.place));
    to.taken.insert(procedure.json);
    const auto visit = visitOf(to, procedure, dayOf(procedure));
    if (!visit || conceptIn(procedure.at("code")) == "procedure.session") return;
    const FhirPart target = extensionIn(procedure, kTargetUrl);
    const FhirPart structure = target ? to.source.target(target.at("valueReference"), {"BodyStructure"}) : FhirPart();
    const auto own = structure ? to.siteOfPlace.find(structure.json) : to.siteOfPlace.end();
    if (own == to.siteOfPlace.end()) {
        const WhereIs where = structure ? whereIs(structure) : WhereIs();
        if (where.muscle) return takeForeignSite(to, procedure, *visit, where.muscle, where.side, 0);
        size_t which = 0;
        for (const FhirPart& site : procedure.list("bodySite")) takeForeignSite(to, procedure, *visit, site, {}, which++);
        if (which == 0) to.passOver(fmt::format("{} tells no place on the body; it was left out.", procedure.place));
        return;
    }
    record::Marker* site = to.site(*visit, own->second);
    if (!site) procedure.refuse("is of another visit than its site.");
    to.siteOfProcedure.emplace(procedure.json, own->second);
    takeNeedle(to, procedure, site->needle);
    site->note = noteOf(procedure);
}

}  // namespace

void takeSites(FhirReading& to) {
    for (const FhirPart& structure : to.source.ofType("BodyStructure")) takePlace(to, structure);
    for (const FhirPart& procedure : to.source.ofType("Procedure")) takeProcedure(to, procedure);
}

}  // namespace myochart::exchange
