#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"
#include "exchange/fhir_build.h"
#include "exchange/fhir_read.h"
#include "exchange/fhir_read_fields.h"

// What was asked, found, felt and measured.

namespace myochart::exchange {

namespace {

constexpr const char* kPlaceUrl = "http://hl7.org/fhir/5.0/StructureDefinition/extension-Observation.bodyStructure";
constexpr const char* kLoincPain = "72514-3";

/// One observation with what it is about.
struct Observed {
    FhirReading& to;
    const FhirPart& from;
    std::string about;          ///< the key of the concept (fhir_concepts.h); empty: of another program
    std::string phase;          ///< "before", "after" or empty
    record::Session& visit;
    record::Marker* site;       ///< null: it is of no site
};

/// A figure of pain: 0 to 10.
std::optional<std::uint32_t> painIn(const FhirPart& from) {
    if (from.at("valueInteger")) return countIn(from, "valueInteger");
    const auto figure = quantityIn(from.at("valueQuantity"), {});
    if (!figure) return {};
    if (*figure < 0 || *figure > 10 || *figure != static_cast<double>(static_cast<int>(*figure))) from.refuse("is a pain that is no whole number from 0 to 10.");
    return static_cast<std::uint32_t>(*figure);
}

template <class E>
std::optional<E> choiceIn(const std::string& word, const FhirPart& from) {
    for (const E each : record::choicesOf(E()))
        if (word == name(each)) return each;
    from.refuse("holds no word that is known here.");
}

record::Severity severityOf(const FhirPart& coded, const FhirPart& from) { return *choiceIn<record::Severity>(wordIn(coded), from); }

void takeFinding(const Observed& of) {
    record::Finding& finding = of.site->finding;
    if (const FhirPart type = of.from.at("valueCodeableConcept")) {
        const auto named = record::markerTypeFromName(conceptIn(type).substr(std::min<size_t>(5, conceptIn(type).size())));
        if (!named) type.refuse("is no type of a site that is known here.");
        of.site->type = *named;
    }
    for (const FhirPart& each : of.from.list("component")) {
        const std::string about = conceptIn(each.at("code"));
        if (about == "finding.taut_band") finding.tautBand = truthIn(each, "valueBoolean");
        if (about == "finding.tenderness") finding.tenderness = countIn(each, "valueInteger");
        if (about == "finding.recognised") finding.recognised = truthIn(each, "valueBoolean");
        if (about == "finding.referral_felt") finding.referralFelt = truthIn(each, "valueBoolean");
        if (about == "finding.referral_where") finding.referralWhere = each.text("valueString");
        if (about == "finding.certainty") finding.certainty = choiceIn<record::Certainty>(each.text("valueString"), each);
    }
    for (const FhirPart& note : of.from.list("note")) of.site->note = note.text("text");
}

void takeThreshold(const Observed& of) {
    record::Finding& finding = of.site->finding;
    if (const FhirPart quantity = of.from.at("valueQuantity")) {
        using enum record::PressureUnit;
        const std::string unit = quantity.text("code");
        if (!unit.empty()) {
            if (unit != "N" && unit != "kgf" && unit != "kPa") quantity.refuse("is in a unit that is not kept: N, kgf or kPa.");
            finding.thresholdUnit = unit == "N" ? newton : unit == "kgf" ? kilogram : kilopascal;
        }
        if (const auto figure = quantityIn(quantity, {})) finding.threshold = static_cast<float>(*figure);
    }
    for (const FhirPart& each : of.from.list("component"))
        if (conceptIn(each.at("code")) == "finding.tip")
            if (const auto area = quantityIn(each.at("valueQuantity"), "cm2")) finding.tipCm2 = static_cast<float>(*area);
}

void takeAnswer(const Observed& of) {
    record::Response& response = of.site->response;
    for (const FhirPart& each : of.from.list("component")) {
        const std::string about = conceptIn(each.at("code"));
        if (about == "response.pain_during") response.painDuring = truthIn(each, "valueBoolean");
        if (about == "response.referral_reproduced") response.referralReproduced = truthIn(each, "valueBoolean");
        if (about == "response.bleeding") response.bleeding = truthIn(each, "valueBoolean");
        if (about == "response.bruise") response.bruise = truthIn(each, "valueBoolean");
        if (about == "response.twitch_count") response.twitchCount = countIn(each, "valueInteger");
    }
    if (of.about != "response.twitch") return;
    if (const FhirPart twitch = of.from.at("valueCodeableConcept")) response.twitch = choiceIn<record::Twitch>(wordIn(twitch), twitch);
}

void takeScreening(const Observed& of) {
    record::Screening& screening = of.visit.screening;
    for (const FhirPart& each : of.from.list("component")) {
        const auto said = truthIn(each, "valueBoolean");
        if (said) (*said ? screening.yes : screening.no).push_back(wordIn(each.at("code")));
    }
    if (const FhirPart kept = extensionIn(of.from, kKeptUrl)) {
        FieldsFromExtensions fields(kept);
        fields(record::Field{.key = "overrides", .title = ""}, screening.overrides);
    }
}

void takeKnown(const Observed& of) {
    record::KnownEvent event;
    event.at = momentIn(of.from, "effectiveDateTime");
    event.category = wordIn(of.from.at("valueCodeableConcept"));
    for (const FhirPart& each : of.from.list("component")) {
        const std::string about = conceptIn(each.at("code"));
        if (about == "known.severity") event.severity = severityOf(each.at("valueCodeableConcept"), each);
        if (about == "known.visit") event.visit = each.text("valueString");
        if (about == "known.day") event.day = dayIn(each, "valueDateTime");
    }
    of.visit.before.known.push_back(std::move(event));
}

void takeAgreed(const Observed& of) {
    record::After& after = of.visit.after;
    for (const FhirPart& each : of.from.list("component")) {
        const std::string about = conceptIn(each.at("code"));
        if (about == "after.plan") after.plan = each.text("valueString");
        if (about == "after.next_visit") after.nextVisit = dayIn(each, "valueDateTime");
        if (about == "after.aftercare") after.aftercare.push_back(wordIn(each.at("valueCodeableConcept")));
        if (about == "after.exercises") after.exercises.push_back(wordIn(each.at("valueCodeableConcept")));
        if (about == "count.opened") after.opened = countIn(each, "valueInteger");
        if (about == "count.disposed") after.disposed = countIn(each, "valueInteger");
        if (about == "count.checked_by") after.checkedBy = each.text("valueString");
        if (about == "count.reason") after.countReason = each.text("valueString");
    }
}

/// The place in a list that one of Myochart's observations tells, made there.
template <class T>
T& entryOf(std::vector<T>& list, const FhirPart& extension, size_t most) {
    const auto index = countIn(partIn(extension, "index"), "valueInteger").value_or(0);
    if (index >= most) extension.refuse("tells a place in a list that is longer than any is.");
    if (list.size() <= index) list.resize(index + 1);
    return list[index];
}

void takePainted(const Observed& of) {
    const FhirPart extension = extensionIn(of.from, kPaintedUrl);
    record::PainArea own;
    record::PainArea& area = extension ? entryOf(of.visit.painDrawing.areas, extension, 50) : of.visit.painDrawing.areas.emplace_back();
    readFields(of.from, kPaintedUrl, area);
    area.where = wordIn(of.from.at("bodySite"));
    for (const FhirPart& each : of.from.list("component")) {
        const std::string about = conceptIn(each.at("code"));
        if (about == "painted.quality") area.qualities.push_back(wordIn(each.at("valueCodeableConcept")));
        if (about == "painted.intensity") area.intensity = painIn(each);
        if (about == "painted.depth") area.depth = wordIn(each.at("valueCodeableConcept"));
        if (about == "painted.area" && !area.areaCm2)
            if (const auto size = quantityIn(each.at("valueQuantity"), "cm2")) area.areaCm2 = static_cast<float>(*size);
    }
}

/// A range of motion or a score, which are two observations: before and after.
void takeMeasured(const Observed& of, const FhirPart& extension) {
    if (partIn(extension, "name")) {
        record::Score& score = entryOf(of.visit.outcomes.scores, extension, 200);
        readFields(of.from, kMeasuredUrl, score);
        const auto figure = quantityIn(of.from.at("valueQuantity"), {});
        if (figure) (of.phase == "after" ? score.after : score.before) = static_cast<float>(*figure);
        for (const FhirPart& each : of.from.list("component")) {
            const std::string about = conceptIn(each.at("code"));
            const auto bound = quantityIn(each.at("valueQuantity"), {});
            if (bound && about == "score.lowest") score.lowest = static_cast<float>(*bound);
            if (bound && about == "score.highest") score.highest = static_cast<float>(*bound);
        }
        return;
    }
    record::Measure& measure = entryOf(of.visit.outcomes.measures, extension, 200);
    readFields(of.from, kMeasuredUrl, measure);
    measure.tool = wordIn(of.from.at("method"));
    const auto angle = quantityIn(of.from.at("valueQuantity"), "deg");
    if (angle) (of.phase == "after" ? measure.after : measure.before) = static_cast<float>(*angle);
}

/// False: it is nothing that is kept here.
bool takeOfVisit(const Observed& of) {
    record::Before& before = of.visit.before;
    record::After& after = of.visit.after;
    if (of.about == "screening") takeScreening(of);
    else if (of.about == "known") takeKnown(of);
    else if (of.about == "after.agreed" || of.about == "count") takeAgreed(of);
    else if (of.about == "after.response") after.response = of.from.text("valueString");
    else if (of.about == "after.no_adverse") after.noAdverse = truthIn(of.from, "valueBoolean");
    else if (of.about == "painted") takePainted(of);
    else if (of.about == "pain.worst") before.painWorst = painIn(of.from);
    else if (of.about == "pain.best") before.painBest = painIn(of.from);
    else if (const FhirPart measured = extensionIn(of.from, kMeasuredUrl)) takeMeasured(of, measured);
    else if (of.about == "pain.now" || of.about == "pain.after" || hasCode(of.from.at("code"), "http://loinc.org", kLoincPain)) {
        auto& pain = of.about == "pain.after" || of.phase == "after" ? after.pain : before.pain;
        if (pain && of.about.empty()) return false;  // another one of the same visit: which is meant is not told
        pain = painIn(of.from);
    } else return false;
    return true;
}

bool takeOfSite(const Observed& of) {
    if (of.about == "finding") takeFinding(of);
    else if (of.about == "finding.threshold") takeThreshold(of);
    else if (of.about == "response.twitch" || of.about == "response") takeAnswer(of);
    else if (of.about == "pain.site_before") of.site->response.painBefore = painIn(of.from);
    else if (of.about == "pain.site_after") of.site->response.painAfter = painIn(of.from);
    else return false;
    return true;
}

void takeObservation(FhirReading& to, const FhirPart& observation) {
    if (to.taken.contains(observation.json) || observation.text("status") == "entered-in-error") return;
    const FhirPart place = extensionIn(observation, kPlaceUrl);
    const FhirPart reference = place ? place.at("valueReference") : observation.at("bodyStructure");
    const FhirPart structure = to.source.target(reference, {"BodyStructure"});
    const std::string about = conceptIn(observation.at("code"));
    const bool isPain = hasCode(observation.at("code"), "http://loinc.org", kLoincPain);
    if (about.empty() && !isPain && !extensionIn(observation, kMeasuredUrl)) return;
    const auto visit = visitOf(to, observation, dayOf(observation));
    if (!visit) return;
    const auto own = structure ? to.siteOfPlace.find(structure.json) : to.siteOfPlace.end();
    record::Marker* site = own != to.siteOfPlace.end() ? to.site(*visit, own->second) : nullptr;
    if (own != to.siteOfPlace.end() && !site) observation.refuse("is of another visit than its site.");
    const FhirPart phase = extensionIn(observation, kPhaseUrl);
    const Observed of{to, observation, about, phase ? phase.text("valueCode") : "", to.visit(*visit), site};
    if (site ? takeOfSite(of) : takeOfVisit(of)) to.taken.insert(observation.json);
}

}  // namespace

void takeObservations(FhirReading& to) {
    for (const FhirPart& observation : to.source.ofType("Observation")) takeObservation(to, observation);
    for (record::Session& visit : to.read.bundle.sessions) {  // places in a list of which nothing was in the file
        std::erase(visit.outcomes.measures, record::Measure{});
        std::erase(visit.outcomes.scores, record::Score{});
        std::erase(visit.painDrawing.areas, record::PainArea{});
    }
}

}  // namespace myochart::exchange
