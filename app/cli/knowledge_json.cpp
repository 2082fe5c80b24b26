#include "cli/knowledge_json.h"

#include <array>

#include "anatomy/findings.h"
#include "anatomy/hazards.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

json reviewer(const std::string& name) { return name.empty() ? json() : json(name); }

json plainNameJson(const anatomy::PlainName* plain) {
    if (!plain) return nullptr;
    return {{"english", plain->english},     {"german", plain->german},         {"spanish", plain->spanish},                    {"french", plain->french},
            {"sources", plain->sources},     {"confidence", plain->confidence}, {"reviewed_by", reviewer(plain->reviewedBy)}};
}

/// In words beside the point, where rows are shown as a table.
json policySentence(const anatomy::NeedlePolicy* policy) {
    return policy ? json(anatomy::sentence(*policy)) : json();
}

/// Null beside a hazard; where there is none, that this clears nothing.
json hazardNote(const anatomy::SafetyFact* hazard) { return hazard ? json() : json(anatomy::kNoHazardRecorded); }

json pointJson(const anatomy::Catalogue& catalogue, const anatomy::TriggerPoint& point) {
    return {{"key", point.key},
            {"index", point.index},
            {"landmark", point.landmark},
            {"confidence", point.confidence},
            {"source", point.source},
            {"policy", policyJson(catalogue.policy(point.key))},
            {"policy_sentence", policySentence(catalogue.policy(point.key))},
            {"reviewed_by", reviewer(point.reviewedBy)}};
}

}  // namespace

json safetyJson(const anatomy::SafetyFact* fact) {
    if (!fact) return nullptr;
    return {{"key", fact->key},
            {"type", fact->type},
            {"title", fact->title},
            {"severity", fact->severity},
            {"structures", fact->structures},
            {"technique", anatomy::techniqueSentence(*fact)},
            {"direction", anatomy::directionSentence(*fact)},
            {"depth", anatomy::depthSentence(*fact)},
            {"sources", fact->sources},
            {"confidence", fact->confidence},
            {"reviewed_by", reviewer(fact->reviewedBy)}};
}

json policyJson(const anatomy::NeedlePolicy* policy) {
    if (!policy) return nullptr;
    return {{"policy", anatomy::name(policy->policy)},
            {"sentence", anatomy::sentence(*policy)},
            {"why", anatomy::asFinding(policy->why)},
            {"point", policy->ofMuscle ? json() : json(policy->key)},
            {"muscle", policy->ofMuscle ? json(policy->key) : json()},
            {"sources", policy->sources},
            {"confidence", policy->confidence},
            {"reviewed_by", reviewer(policy->reviewedBy)}};
}

json muscleFacts(const anatomy::Catalogue& catalogue, const anatomy::Muscle& muscle) {
    json points = json::array(), safety = json::array();
    for (const auto& point : catalogue.triggerPoints())
        if (point.muscleKey == muscle.key) points.push_back(pointJson(catalogue, point));
    for (const auto* fact : anatomy::safetyWorstFirst(catalogue, muscle.key)) safety.push_back(safetyJson(fact));
    return {{"key", muscle.key},
            {"name", muscle.name},
            {"latin", muscle.latin},
            {"synonyms", muscle.synonyms},
            {"plain_names", plainNameJson(catalogue.plainName(muscle.key))},
            {"fma", muscle.fma},
            {"region", muscle.region},
            {"layer", anatomy::name(muscle.layer)},
            {"origin", muscle.origin},
            {"insertion", muscle.insertion},
            {"innervation", muscle.innervation},
            {"action", muscle.action},
            {"sources", muscle.sources},
            {"id_sources", muscle.idSources},
            {"reviewed_by", reviewer(muscle.reviewedBy)},
            {"trigger_points", std::move(points)},
            {"hazard", safetyJson(anatomy::mostSeriousHazard(catalogue, muscle.key))},
            {"hazard_note", hazardNote(anatomy::mostSeriousHazard(catalogue, muscle.key))},
            {"policy", policyJson(anatomy::strictestPolicyOf(catalogue, muscle.key))},
            {"safety", std::move(safety)}};
}

json siteSafetyJson(const places::SiteSafety& safety) {
    const bool clear = safety.beneath == anatomy::Danger::none;
    json policy = policyJson(safety.policy);
    if (places::reasonTakesHazardBack(safety)) policy["why"] = nullptr;
    if (safety.policy) policy["from"] = safety.nearPoint ? "points_nearby" : "strictest_of_muscle";
    return {{"hazard", safetyJson(safety.hazard)},
            {"hazard_note", safety.muscle ? hazardNote(safety.hazard) : json("Nothing is on record for this place, which clears nothing.")},
            {"beneath", clear ? json() : json(anatomy::name(safety.beneath))},
            {"policy", std::move(policy)},
            {"no_target", safety.noTarget.empty() ? json() : json(safety.noTarget)}};
}

}  // namespace myochart::cli
