#include "anatomy/hazards.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <tuple>

#include <fmt/format.h>

#include "anatomy/findings.h"
#include "core/words.h"

namespace myochart::anatomy {

namespace {

constexpr std::array<std::string_view, 5> kPolicyNames = {"trained", "caution", "lung", "specialist", "hands_only"};
constexpr std::string_view kOverLung = mark("Over the lung: hands first. Nothing here is leave to needle.");
constexpr std::string_view kSpecialist = mark("Only with specialist training. Nothing here is leave to needle.");
// Where no point is charted no course is known to teach anything; "trained" does not occur.
constexpr std::array<std::string_view, 5> kMuscleSentences = {
    mark("No point is charted in this muscle: treat by hand."),
    mark("No point is charted in this muscle: know what lies beside it. That clears no patient."),
    kOverLung,
    kSpecialist,
    mark("Treat by hand: no point is charted in this muscle.")};
constexpr std::array<std::string_view, 5> kPolicySentences = {
    mark("Courses teach this point to trained clinicians; that clears no patient."),
    mark("Courses urge caution: know what lies beside it. That clears no patient."),
    kOverLung,
    kSpecialist,
    mark("Treat by hand: courses do not needle here.")};

bool namesOneOf(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

size_t severityRank(const SafetyFact& fact) {
    constexpr std::array<std::string_view, 4> kWorstFirst = {"critical", "high", "moderate", "low"};
    return static_cast<size_t>(std::find(kWorstFirst.begin(), kWorstFirst.end(), fact.severity) - kWorstFirst.begin());
}

/// The order of hazardsOf: less is worse.
auto rank(const SafetyFact& fact) { return std::tuple(severityRank(fact), worstDanger(fact.structures), fact.muscleKeys.size()); }

}  // namespace

std::string_view name(Policy policy) { return kPolicyNames[static_cast<size_t>(policy)]; }

std::string_view sentence(Policy policy) { return tr(kPolicySentences[static_cast<size_t>(policy)]); }

std::string_view name(Danger danger) {
    switch (danger) {
        case Danger::lung: return "lung";
        case Danger::heart: return "heart";
        case Danger::spine: return "spine";
        case Danger::vessel: return "vessel";
        case Danger::organ: return "organ";
        case Danger::nerve: return "nerve";
        case Danger::none: return "none";
    }
    return "";
}

Danger worstDanger(std::string_view structures) {
    if (namesOneOf(structures, {"lung", "pleura"})) return Danger::lung;
    if (namesOneOf(structures, {"heart", "pericardium"})) return Danger::heart;
    if (namesOneOf(structures, {"spinal c", "cauda", "dural", "brain", "foramen magnum"})) return Danger::spine;
    if (namesOneOf(structures, {"arter", "vein", "vessel", "carotid", "jugular", "vascular"})) return Danger::vessel;
    if (namesOneOf(structures, {"kidney", "liver", "spleen", "stomach", "bowel", "rectum", "bladder", "uterus", "peritoneum", "ureter", "urethra",
                                "eye", "larynx", "thyroid", "trachea", "gland", "joint"}))
        return Danger::organ;
    if (namesOneOf(structures, {"nerve", "plexus", "root", "bundle"})) return Danger::nerve;
    return Danger::none;
}

const SafetyFact* moreSerious(const SafetyFact* one, const SafetyFact* other) {
    if (!one || !other) return one ? one : other;
    return rank(*other) < rank(*one) ? other : one;
}

std::vector<const SafetyFact*> hazardsOf(const Catalogue& catalogue, std::string_view muscleKey) {
    std::vector<const SafetyFact*> hazards = catalogue.safetyOf(muscleKey);
    std::erase_if(hazards, [](const SafetyFact* fact) { return fact->type != "hazard"; });
    std::stable_sort(hazards.begin(), hazards.end(), [](const auto* a, const auto* b) { return rank(*a) < rank(*b); });
    return hazards;
}

const SafetyFact* mostSeriousHazard(const Catalogue& catalogue, std::string_view muscleKey) {
    const auto hazards = hazardsOf(catalogue, muscleKey);
    return hazards.empty() ? nullptr : hazards.front();
}

std::vector<const SafetyFact*> safetyWorstFirst(const Catalogue& catalogue, std::string_view muscleKey) {
    std::vector<const SafetyFact*> facts = hazardsOf(catalogue, muscleKey);
    for (const SafetyFact* fact : catalogue.safetyOf(muscleKey))
        if (fact->type != "hazard") facts.push_back(fact);
    return facts;
}

bool holdsLength(std::string_view text) {
    const auto is = [&](size_t at, std::string_view characters) { return at < text.size() && characters.find(text[at]) != std::string_view::npos; };
    for (size_t at = 0; at < text.size(); ++at) {
        if (!is(at, "0123456789")) continue;
        while (is(at, "0123456789")) ++at;
        const std::string_view unit = text.substr(is(at, " -") ? at + 1 : at);
        for (const std::string_view known : {"mm", "cm", "inch", "millimet", "centimet"})
            if (unit.starts_with(known)) return true;
    }
    return false;
}

std::string techniqueSentence(const SafetyFact& fact) { return asFinding(fact.technique); }

std::string directionSentence(const SafetyFact& fact) {
    return fact.direction.empty() ? "" : trf("Direction that courses teach: {}", fact.direction);
}

std::string depthSentence(const SafetyFact& fact) {
    if (fact.depthBasis.empty()) return "";
    if (!fact.depthEvidence) return trf("Depth, each figure one publication's finding and no limit to go by: {}", fact.depthBasis);
    const std::string_view kind = fact.depthEvidence->kind;
    const std::string_view words = kind == "reach"         ? tr("reached the muscle")
                                   : kind == "pleura_mean" ? tr("mean depth of the pleura")
                                   : kind == "needle_used" ? tr("needle that was used")
                                                           : tr("smallest that was measured");
    return trf("Depth, one publication's finding and no limit to go by: {:.0f} mm ({}): {}", fact.depthEvidence->mm, words, fact.depthBasis);
}

bool anyReviewed(const std::vector<const SafetyFact*>& facts) {
    return std::any_of(facts.begin(), facts.end(), [](const SafetyFact* fact) { return !fact->reviewedBy.empty(); });
}

std::string reviewSentence(std::string_view reviewedBy) {
    return reviewedBy.empty() ? tr("Not reviewed by a clinician.") : trf("Reviewed by {}.", reviewedBy);
}

std::string_view sentence(const NeedlePolicy& policy) {
    return policy.ofMuscle ? tr(kMuscleSentences[static_cast<size_t>(policy.policy)]) : sentence(policy.policy);
}

const NeedlePolicy* stricter(const NeedlePolicy* one, const NeedlePolicy* other) {
    if (!one || !other) return one ? one : other;
    return other->policy > one->policy ? other : one;
}

const NeedlePolicy* strictestPolicy(const Catalogue& catalogue, const std::vector<const TriggerPoint*>& points) {
    const NeedlePolicy* strictest = nullptr;
    for (const TriggerPoint* point : points) strictest = stricter(strictest, catalogue.policy(point->key));
    return strictest;
}

const NeedlePolicy* strictestPolicyOf(const Catalogue& catalogue, std::string_view muscleKey) {
    const NeedlePolicy* strictest = stricter(strictestPolicy(catalogue, catalogue.triggerPointsOf(muscleKey)), catalogue.policy(muscleKey));
    if (const Muscle* whole = catalogue.muscle(muscleKey))
        for (const std::string& part : whole->parts) strictest = stricter(strictest, catalogue.policy(part));
    return strictest;
}

}  // namespace myochart::anatomy
