#include <fmt/format.h>

#include "anatomy/table_rows.h"
#include "core/text.h"

namespace myochart::anatomy {

namespace {

/// A number alone would be read as a limit: it needs its kind and the sentence that says in whom and how.
std::optional<DepthEvidence> depthEvidence(RowReader& row) {
    const auto mm = row.maybeNumber("depth_evidence_mm", 0.1, 300);
    const std::string kind = row.oneOf("depth_evidence_kind", {"", "reach", "pleura_mean", "needle_used", "smallest_measured"});
    if (!mm && !kind.empty()) row.wrong("depth_evidence_kind stands without depth_evidence_mm");
    if (!mm) return std::nullopt;
    if (kind.empty()) row.wrong("depth_evidence_mm needs depth_evidence_kind");
    if (row.text("depth_basis").empty()) row.wrong("depth_evidence_mm needs its sentence in depth_basis");
    return DepthEvidence{*mm, kind};
}

Policy policyOf(RowReader& row) {
    const std::string word = row.oneOf("policy", {"trained", "caution", "lung", "specialist", "hands_only"});
    for (const Policy policy : {Policy::trained, Policy::caution, Policy::lung, Policy::specialist})
        if (word == name(policy)) return policy;
    return Policy::handsOnly;
}

void nameMusclesWithoutPlainName(Tables& tables) {
    const Keys named = keysOf(tables.plainNames);
    std::string missing;
    for (const Muscle& muscle : tables.muscles)
        if (!named.contains(muscle.key)) missing += (missing.empty() ? "" : ", ") + muscle.key;
    if (!missing.empty()) tables.faults.push_back({"", 0, fmt::format("plain_names.csv has no row for {}.", missing)});
}

}  // namespace

Outcome readSafety(const Path& folder, Tables& tables) {
    const Keys muscles = keysOf(tables.muscles), sources = keysOf(tables.sources);
    return readTable(folder, "safety.csv",
                     {"key", "record_type", "title", "structures", "muscle_keys", "body_region", "severity", "technique_facts",
                      "direction", "depth_evidence_mm", "depth_evidence_kind", "depth_basis", "incidence_percent", "incidence_text", "sources",
                      "confidence", "reviewed_by"},
                     tables.safety, tables.faults, [&](RowReader& row, Keys& seen) {
                         SafetyFact fact;
                         fact.key = row.key("key", seen);
                         fact.type = row.oneOf("record_type", {"hazard", "contraindication_absolute", "contraindication_relative",
                                                               "precaution", "adverse_event"});
                         fact.title = row.needed("title");
                         fact.structures = row.text("structures");
                         fact.muscleKeys = row.references("muscle_keys", muscles, "muscle");
                         fact.bodyRegion = row.text("body_region");
                         fact.severity = row.oneOf("severity", {"critical", "high", "moderate", "low"});
                         fact.technique = row.text("technique_facts");
                         fact.direction = row.text("direction");
                         fact.depthEvidence = depthEvidence(row);
                         fact.depthBasis = row.text("depth_basis");
                         fact.incidencePercent = row.maybeNumber("incidence_percent", 0, 100);
                         fact.incidenceText = row.text("incidence_text");
                         fact.sources = sourcesOf(row, "sources", sources);
                         fact.confidence = row.oneOf("confidence", kConfidence);
                         fact.reviewedBy = row.text("reviewed_by");
                         return fact;
                     });
}

Outcome readNeedles(const Path& folder, Tables& tables) {
    const Keys sources = keysOf(tables.sources);
    return readTable(folder, "needles.csv",
                     {"key", "category", "name", "diameter_mm", "length_mm", "gauge_chinese", "gauge_japanese", "colour", "min", "max",
                      "unit", "levels", "description", "source", "confidence", "reviewed_by"},
                     tables.needles, tables.faults, [&](RowReader& row, Keys& seen) {
                         NeedleFact fact;
                         fact.key = row.key("key", seen);
                         fact.category = row.needed("category");
                         fact.name = row.needed("name");
                         fact.diameterMm = row.maybeNumber("diameter_mm", 0.05, 2);
                         fact.lengthMm = row.maybeNumber("length_mm", 1, 300);
                         if (fact.category == "needle_size" && !(fact.diameterMm && fact.lengthMm)) row.wrong("a needle size needs diameter and length");
                         fact.gaugeChinese = row.text("gauge_chinese");
                         fact.gaugeJapanese = row.text("gauge_japanese");
                         fact.colour = row.text("colour");
                         fact.min = row.maybeNumber("min", -1e6, 1e6);
                         fact.max = row.maybeNumber("max", -1e6, 1e6);
                         if (fact.min && fact.max && *fact.min > *fact.max) row.wrong("min is above max");
                         fact.unit = row.text("unit");
                         fact.levels = row.list("levels");
                         fact.description = row.text("description");
                         fact.sources = sourcesOf(row, "source", sources);
                         fact.confidence = row.oneOf("confidence", kConfidence);
                         fact.reviewedBy = row.text("reviewed_by");
                         return fact;
                     });
}

Outcome readNeedlePolicies(const Path& folder, Tables& tables) {
    const Keys points = keysOf(tables.triggerPoints), muscles = keysOf(tables.muscles), sources = keysOf(tables.sources);
    return readTable(folder, "needle_policy.csv", {"key", "policy", "why", "source", "confidence", "reviewed_by"}, tables.policies,
                     tables.faults, [&](RowReader& row, Keys& seen) {
                         NeedlePolicy policy;
                         policy.key = row.key("key", seen);
                         policy.ofMuscle = muscles.contains(policy.key);
                         if (!policy.ofMuscle) row.references("key", points, "trigger point");
                         policy.policy = policyOf(row);
                         if (policy.ofMuscle && policy.policy == Policy::trained) row.wrong("a muscle without a charted point cannot be \"trained\"");
                         policy.why = row.needed("why");
                         policy.sources = neededSources(row, "source", sources);
                         policy.confidence = row.oneOf("confidence", kConfidence);
                         policy.reviewedBy = row.text("reviewed_by");
                         return policy;
                     });
}

Outcome readProtocols(const Path& folder, Tables& tables) {
    const Keys conditions = keysOf(tables.conditions), points = keysOf(tables.triggerPoints), sources = keysOf(tables.sources);
    return readTable(folder, "protocols.csv", {"key", "name", "condition", "points", "note", "source", "confidence", "reviewed_by"}, tables.protocols,
                     tables.faults, [&](RowReader& row, Keys& seen) {
                         Protocol protocol;
                         protocol.key = row.key("key", seen);
                         protocol.name = row.needed("name");
                         row.references("condition", conditions, "condition");
                         protocol.condition = row.needed("condition");
                         for (const std::string& each : row.list("points")) {
                             const bool both = each.starts_with("both:"), one = each.starts_with("one:");
                             const std::string key = each.substr(std::min(each.size(), each.find(':') + 1));
                             if (!both && !one) row.wrong("a point begins with both: or one:");
                             else if (!points.contains(key)) row.wrong("points names no trigger point: " + key);
                             else protocol.points.push_back({key, both});
                         }
                         if (protocol.points.empty()) row.wrong("points is empty");
                         protocol.note = row.text("note");
                         protocol.sources = neededSources(row, "source", sources);
                         protocol.confidence = row.oneOf("confidence", kConfidence);
                         protocol.reviewedBy = row.text("reviewed_by");
                         return protocol;
                     });
}

Outcome readConditions(const Path& folder, Tables& tables) {
    const Keys muscles = keysOf(tables.muscles), sources = keysOf(tables.sources);
    return readTable(folder, "conditions.csv",
                     {"key", "name", "patient_words", "body_area", "icd10", "icd10cm", "candidate_muscles", "why", "screen_first",
                      "differentials", "evidence", "source", "confidence", "reviewed_by"},
                     tables.conditions, tables.faults, [&](RowReader& row, Keys& seen) {
                         Condition condition;
                         condition.key = row.key("key", seen);
                         condition.name = row.needed("name");
                         condition.patientWords = row.list("patient_words");
                         condition.bodyArea = row.oneOf("body_area", {"head", "neck", "shoulder", "elbow", "hand", "chest", "abdomen", "back",
                                                                      "pelvis", "hip", "thigh", "knee", "leg", "foot", "any"});
                         condition.muscles = row.references("candidate_muscles", muscles, "muscle");
                         if (condition.muscles.empty()) row.wrong("candidate_muscles is empty");
                         condition.why = row.text("why");
                         condition.screenFirst = row.needed("screen_first");
                         condition.differentials = row.text("differentials");
                         condition.evidence = row.text("evidence");
                         condition.sources = neededSources(row, "source", sources);
                         condition.confidence = row.oneOf("confidence", kConfidence);
                         condition.reviewedBy = row.text("reviewed_by");
                         return condition;
                     });
}

Outcome readMuscleFlesh(const Path& folder, Tables& tables) {
    const Keys muscles = keysOf(tables.muscles);
    const Columns kEnds = {"fleshy", "tendinous", "aponeurotic"};
    return readTable(folder, "muscle_flesh.csv", {"key", "flesh_from", "flesh_to", "origin", "insertion", "source", "verification", "confidence", "reviewed_by"}, tables.flesh, tables.faults,
                     [&](RowReader& row, Keys& seen) {
                         MuscleFlesh flesh;
                         flesh.key = row.key("key", seen);
                         row.references("key", muscles, "muscle");
                         const auto from = row.list("flesh_from"), to = row.list("flesh_to");
                         if (from.empty() || from.size() != to.size()) row.wrong("flesh_from and flesh_to do not go together");
                         double last = 0;
                         for (size_t i = 0; row.sound() && i < from.size(); ++i) {
                             const std::optional<double> begin = parseNumber(from[i]), end = parseNumber(to[i]);
                             if (!begin || !end || *begin < last || *end <= *begin || *end > 1) row.wrong("flesh_from and flesh_to are no shares in their order");
                             else flesh.spans.push_back({static_cast<float>(*begin), static_cast<float>(*end)}), last = *end;
                         }
                         flesh.origin = row.oneOf("origin", kEnds);
                         flesh.insertion = row.oneOf("insertion", kEnds);
                         flesh.source = row.needed("source");
                         flesh.verification = row.oneOf("verification", {"looked_up", "recalled"});
                         flesh.confidence = row.oneOf("confidence", kConfidence);
                         flesh.reviewedBy = row.text("reviewed_by");
                         return flesh;
                     });
}

Outcome readPlainNames(const Path& folder, Tables& tables) {
    const Keys muscles = keysOf(tables.muscles), sources = keysOf(tables.sources);
    const Outcome outcome =
        readTable(folder, "plain_names.csv", {"key", "english", "german", "spanish", "french", "source", "confidence", "reviewed_by"},
                  tables.plainNames, tables.faults, [&](RowReader& row, Keys& seen) {
                      std::string key = row.key("key", seen);
                      row.references("key", muscles, "muscle");
                      return namesIn(row, std::move(key), sources);
                  });
    if (outcome) nameMusclesWithoutPlainName(tables);
    return outcome;
}

Outcome readEverydayWords(const Path& folder, Tables& tables) {
    const Keys muscles = keysOf(tables.muscles), conditions = keysOf(tables.conditions), sources = keysOf(tables.sources);
    return readTable(folder, "everyday_words.csv", {"key", "words", "muscle_keys", "condition", "source", "confidence", "reviewed_by"},
                     tables.everyday, tables.faults, [&](RowReader& row, Keys& seen) {
                         EverydayWords everyday;
                         everyday.key = row.key("key", seen);
                         row.needed("words");
                         everyday.words = row.list("words");
                         everyday.muscles = row.references("muscle_keys", muscles, "muscle");
                         everyday.condition = row.text("condition");
                         if (!everyday.condition.empty()) row.references("condition", conditions, "condition");
                         if (everyday.muscles.empty() && everyday.condition.empty()) row.wrong("neither muscle_keys nor condition is given");
                         everyday.sources = neededSources(row, "source", sources);
                         everyday.confidence = row.oneOf("confidence", kConfidence);
                         everyday.reviewedBy = row.text("reviewed_by");
                         return everyday;
                     });
}

Outcome readPainPlaces(const Path& folder, Tables& tables) {
    const Keys sources = keysOf(tables.sources);
    return readTable(folder, "pain_places.csv", {"key", "words", "regions", "source", "confidence", "reviewed_by"}, tables.painPlaces, tables.faults,
                     [&](RowReader& row, Keys& seen) {
                         PainPlace place;
                         place.key = row.key("key", seen);
                         row.needed("words");
                         place.words = row.list("words");
                         row.needed("regions");
                         for (const std::string& named : row.list("regions")) {
                             const size_t before = place.regions.size();
                             for (const ReferralRegion& region : tables.regions)
                                 if (named.ends_with('*') ? region.key.starts_with(named.substr(0, named.size() - 1)) : region.key == named)
                                     place.regions.push_back(region.key);
                             if (place.regions.size() == before) row.wrong(fmt::format("regions names an unknown region, \"{}\"", named));
                         }
                         place.sources = neededSources(row, "source", sources);
                         place.confidence = row.oneOf("confidence", kConfidence);
                         place.reviewedBy = row.text("reviewed_by");
                         return place;
                     });
}

}  // namespace myochart::anatomy
