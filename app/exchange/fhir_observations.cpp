#include <fmt/format.h>

#include "exchange/fhir_build.h"
#include "exchange/fhir_fields.h"

// What was found and felt: at each site, of the pain, of motions and scores.

namespace myochart::exchange {

namespace {

/// What is observed at one site.
struct AtSite {
    const FhirVisit& visit;
    const record::Marker& marker;
    const std::string& bodyStructure;
    const std::string& procedure;

    Json observation(std::string_view key, bool ofTheNeedle) const {
        Json made = observationOf(visit, fmt::format("{} {}", key, marker.id.text), visit.file.coded(key));
        visit.file.shape.observedAt(made, Json{{"text", siteWords(marker)}}, bodyStructure);
        if (ofTheNeedle && !procedure.empty()) add(made, "partOf", referenceTo(procedure));
        return made;
    }
    void flag(Json& to, std::string_view key, const std::optional<bool>& given) const {
        if (given) component(to, visit.file.coded(key), "valueBoolean", *given);
    }
};

void addFinding(const AtSite& at) {
    const FhirFile& file = at.visit.file;
    const record::Finding& finding = at.marker.finding;
    Json observation = at.observation("finding", false);
    if (at.marker.type != record::MarkerType::needle) observation["valueCodeableConcept"] = file.coded("site." + std::string(name(at.marker.type)));
    at.flag(observation, "finding.taut_band", finding.tautBand);
    if (finding.tenderness) component(observation, file.coded("finding.tenderness"), "valueInteger", *finding.tenderness);
    at.flag(observation, "finding.recognised", finding.recognised);
    at.flag(observation, "finding.referral_felt", finding.referralFelt);
    Json where = Json::object();
    put(where, "text", finding.referralWhere);
    if (!where.empty()) component(observation, file.coded("finding.referral_where"), "valueString", where["text"]);
    if (finding.certainty) component(observation, file.coded("finding.certainty"), "valueString", std::string(name(*finding.certainty)));
    if (at.procedure.empty()) {  // else it stands there
        Json note = Json::object();
        put(note, "text", at.marker.note);
        if (!note.empty()) add(observation, "note", std::move(note));
    }
    if (observation.contains("valueCodeableConcept") || observation.contains("component") || observation.contains("note")) at.visit.file.add(std::move(observation));
}

std::string_view ucumOf(const std::optional<record::PressureUnit>& unit) {
    using enum record::PressureUnit;
    if (!unit) return {};
    return *unit == newton ? "N" : *unit == kilogram ? "kgf" : "kPa";
}

void addThreshold(const AtSite& at) {
    const record::Finding& finding = at.marker.finding;
    if (!finding.threshold && !finding.tipCm2) return;
    Json observation = at.observation("finding.threshold", false);
    if (finding.threshold) observation["valueQuantity"] = quantityOf(plainNumber(*finding.threshold), ucumOf(finding.thresholdUnit));
    if (finding.tipCm2) component(observation, at.visit.file.coded("finding.tip"), "valueQuantity", quantityOf(plainNumber(*finding.tipCm2), "cm2"));
    at.visit.file.add(std::move(observation));
}

void addAnswer(const AtSite& at) {
    const FhirFile& file = at.visit.file;
    const record::Response& response = at.marker.response;
    if (response.twitch || response.twitchCount) {
        Json twitch = at.observation("response.twitch", true);
        if (response.twitch) twitch["valueCodeableConcept"] = file.word("twitch", name(*response.twitch));
        if (response.twitchCount) component(twitch, file.coded("response.twitch_count"), "valueInteger", *response.twitchCount);
        at.visit.file.add(std::move(twitch));
    }
    Json answer = at.observation("response", true);
    at.flag(answer, "response.pain_during", response.painDuring);
    at.flag(answer, "response.referral_reproduced", response.referralReproduced);
    at.flag(answer, "response.bleeding", response.bleeding);
    at.flag(answer, "response.bruise", response.bruise);
    if (answer.contains("component")) at.visit.file.add(std::move(answer));
}

void addSitePain(const AtSite& at, const std::optional<std::uint32_t>& pain, std::string_view key, const char* when) {
    if (!pain) return;
    Json observation = at.observation(key, false);
    phase(observation, when);
    observation["valueInteger"] = *pain;
    at.visit.file.add(std::move(observation));
}

void addPain(const FhirVisit& visit, const std::optional<std::uint32_t>& pain, std::string_view key, const char* when) {
    if (!pain) return;
    Json observation = observationOf(visit, key, visit.file.coded(key));
    if (when) phase(observation, when);
    observation["valueInteger"] = *pain;
    visit.file.add(std::move(observation));
}

void addPainted(const FhirVisit& visit, const record::PainArea& area, size_t which) {
    const FhirFile& file = visit.file;
    Json observation = observationOf(visit, fmt::format("painted {}", which), file.coded("painted"));
    Json where = Json::object();
    put(where, "text", area.where);
    if (!where.empty()) observation["bodySite"] = std::move(where);
    for (const std::string& quality : area.qualities) component(observation, file.coded("painted.quality"), "valueCodeableConcept", file.word("quality", quality));
    if (area.intensity) component(observation, file.coded("painted.intensity"), "valueInteger", *area.intensity);
    if (!area.depth.empty()) component(observation, file.coded("painted.depth"), "valueCodeableConcept", file.word("depth", area.depth));
    if (area.areaCm2) component(observation, file.coded("painted.area"), "valueQuantity", quantityOf(plainNumber(*area.areaCm2), "cm2"));
    addFields(observation, kPaintedUrl, area, visit.session.utcOffset, {"qualities", "depth", "where", "intensity"}, {extensionOf("index", "valueInteger", which)});
    visit.file.add(std::move(observation));
}

void addMotion(const FhirVisit& visit, const record::Measure& measure, const std::optional<float>& angle, size_t which, const char* when) {
    if (!angle) return;
    const std::string movement = fmt::format("{} {}", measure.joint, measure.movement);
    Json code = visit.file.coded(wordKey("motion", fmt::format("{}.{}", measure.joint, measure.movement)), fmt::format("Range of motion: {}", movement));
    Json observation = observationOf(visit, fmt::format("motion {} {}", which, when), std::move(code));
    phase(observation, when);
    observation["valueQuantity"] = quantityOf(plainNumber(*angle), "deg", "\u00B0");
    const std::string side = measure.side ? fmt::format("{}, {}", measure.joint, name(*measure.side)) : measure.joint;
    observation["bodySite"] = visit.file.coded(wordKey("joint", measure.joint), side);
    if (!measure.tool.empty()) observation["method"] = visit.file.word("tool", measure.tool);
    addFields(observation, kMeasuredUrl, measure, visit.session.utcOffset, {"before", "after", "tool"}, {extensionOf("index", "valueInteger", which)});
    visit.file.add(std::move(observation));
}

void addScore(const FhirVisit& visit, const record::Score& score, const std::optional<float>& value, size_t which, const char* when) {
    if (!value) return;
    Json observation = observationOf(visit, fmt::format("score {} {}", which, when), visit.file.coded(wordKey("score", score.name), score.name));
    phase(observation, when);
    observation["valueQuantity"] = quantityOf(plainNumber(*value), {});
    addFields(observation, kMeasuredUrl, score, visit.session.utcOffset, {"before", "after", "lowest", "highest"}, {extensionOf("index", "valueInteger", which)});
    if (score.lowest) component(observation, visit.file.coded("score.lowest"), "valueQuantity", quantityOf(plainNumber(*score.lowest), {}));
    if (score.highest) component(observation, visit.file.coded("score.highest"), "valueQuantity", quantityOf(plainNumber(*score.highest), {}));
    visit.file.add(std::move(observation));
}

}  // namespace

void addFindings(const FhirVisit& visit, const record::Marker& marker, const std::string& bodyStructure, const std::string& procedure) {
    const AtSite at{visit, marker, bodyStructure, procedure};
    addFinding(at);
    addThreshold(at);
    addAnswer(at);
    addSitePain(at, marker.response.painBefore, "pain.site_before", "before");
    addSitePain(at, marker.response.painAfter, "pain.site_after", "after");
}

void addOutcomes(const FhirVisit& visit) {
    const record::Session& session = visit.session;
    addPain(visit, session.before.pain, "pain.now", "before");
    addPain(visit, session.before.painWorst, "pain.worst", nullptr);
    addPain(visit, session.before.painBest, "pain.best", nullptr);
    addPain(visit, session.after.pain, "pain.after", "after");
    for (size_t i = 0; i < session.painDrawing.areas.size(); ++i) addPainted(visit, session.painDrawing.areas[i], i);
    for (size_t i = 0; i < session.outcomes.measures.size(); ++i) {
        addMotion(visit, session.outcomes.measures[i], session.outcomes.measures[i].before, i, "before");
        addMotion(visit, session.outcomes.measures[i], session.outcomes.measures[i].after, i, "after");
    }
    for (size_t i = 0; i < session.outcomes.scores.size(); ++i) {
        addScore(visit, session.outcomes.scores[i], session.outcomes.scores[i].before, i, "before");
        addScore(visit, session.outcomes.scores[i], session.outcomes.scores[i].after, i, "after");
    }
}

}  // namespace myochart::exchange
