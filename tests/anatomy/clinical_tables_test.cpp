#include <gtest/gtest.h>

#include <algorithm>

#include "anatomy/hazards.h"
#include "support/test_folder.h"

namespace myochart::anatomy {

namespace {

Path knowledge() { return myochart::test::sourceFolder() / "assets" / "knowledge"; }

const Catalogue& shipped() {
    static const Result<Catalogue> catalogue = Catalogue::load(knowledge());
    return catalogue.value();
}

template <class Fact>
const Fact& row(const std::vector<Fact>& rows, std::string_view key) {
    const auto at = std::find_if(rows.begin(), rows.end(), [&](const Fact& fact) { return fact.key == key; });
    if (at == rows.end()) throw std::runtime_error("no row " + std::string(key));
    return *at;
}
const SafetyFact& safety(std::string_view key) { return row(shipped().safety(), key); }
const TriggerPoint& point(std::string_view key) { return row(shipped().triggerPoints(), key); }

bool has(std::string_view text, std::string_view words) { return text.find(words) != std::string_view::npos; }

/// The first fault when `from` is replaced by `to` in a copy of the tables.
TableFault faultWith(const std::string& file, const std::string& from, const std::string& to) {
    const myochart::test::TestFolder folder;
    std::filesystem::copy(knowledge(), folder.path());
    std::string text = *readTextFile(folder / file, 1U << 24U);
    const size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    if (at != std::string::npos) text.replace(at, from.size(), to);
    EXPECT_TRUE(writeFileAtomically(folder / file, text).ok());
    const auto catalogue = Catalogue::load(folder.path());
    return catalogue.ok() && !catalogue->faults().empty() ? catalogue->faults().front() : TableFault{};
}

}  // namespace

TEST(ClinicalTables, noHazardHasADepthThatCouldBeReadAsALimit) {
    for (const char* key : {"haz_pleura_upper_trapezius", "haz_pleura_rhomboids", "haz_vertebral_artery", "haz_oci", "haz_kidney_iliocostalis"}) {
        EXPECT_FALSE(safety(key).depthEvidence) << key;
        EXPECT_FALSE(safety(key).depthBasis.empty()) << key;
    }
    EXPECT_TRUE(safety("haz_pleura_upper_trapezius").depthBasis.starts_with("no safe straight depth"));
    EXPECT_TRUE(has(safety("haz_pleura_upper_trapezius").depthBasis, "14.6 mm in women"));
    for (const SafetyFact& fact : shipped().safety())
        EXPECT_TRUE(!fact.depthEvidence || !fact.depthBasis.empty()) << fact.key;
}

TEST(ClinicalTables, theRowsThatCouldHarmSayWhatTheReviewFound) {
    EXPECT_TRUE(has(point("fibularis_longus_trp1").landmark, "common fibular nerve winds round the neck here"));
    EXPECT_TRUE(has(point("iliacus_trp2").landmark, "lateral to the femoral nerve"));
    EXPECT_FALSE(has(point("iliacus_trp2").landmark, "lateral to femoral artery"));
    EXPECT_TRUE(has(safety("haz_iliacus").technique, "entry just medial to the anterior superior iliac spine"));
    EXPECT_TRUE(has(safety("haz_fibular_nerve").technique, "with the nerve found first"));
    EXPECT_TRUE(has(safety("haz_scalenes").direction, "never medial between transverse processes"));
    EXPECT_TRUE(has(safety("haz_pleura_rhomboids").technique, "no technique makes this safe"));
    EXPECT_TRUE(has(safety("pre_rib_block").technique, "does not remove it"));
    EXPECT_TRUE(has(safety("haz_oci").technique, "Ultrasound or hands only"));
    EXPECT_TRUE(has(safety("haz_vertebral_artery").technique, "do not needle, treat by hand"));
    const NeedleFact& block = row(shipped().needles(), "tech_rib_block");
    EXPECT_TRUE(has(block.description, "does not remove the risk to the lung"));
    EXPECT_EQ(block.confidence, "medium");
    EXPECT_EQ(point("iliocostalis_lumborum_trp1").muscleKey, "iliocostalis_thoracis");
    EXPECT_EQ(shipped().muscle("external_intercostals")->layer, Layer::deep);
}

TEST(ClinicalTables, musclesOverTheLungHaveALungHazard) {
    for (const char* key : {"splenius_cervicis", "semispinalis_cervicis", "longissimus_cervicis", "iliocostalis_cervicis", "multifidus_cervical",
                            "sternocleidomastoid_clavicular", "teres_minor", "rectus_abdominis", "external_oblique", "upper_trapezius", "rhomboid_major"}) {
        const auto hazards = hazardsOf(shipped(), key);
        EXPECT_TRUE(std::any_of(hazards.begin(), hazards.end(), [](const auto* fact) { return worstDanger(fact->structures) == Danger::lung; })) << key;
    }
}

TEST(ClinicalTables, everyMuscleHasAHazardAndEveryPointAPolicy) {
    for (const Muscle& muscle : shipped().muscles()) EXPECT_NE(mostSeriousHazard(shipped(), muscle.key), nullptr) << muscle.key;
    for (const TriggerPoint& each : shipped().triggerPoints()) EXPECT_NE(shipped().policy(each.key), nullptr) << each.key;
    EXPECT_EQ(shipped().policies().size(), 240U);
    EXPECT_EQ(shipped().policy("rectus_abdominis_trp1")->policy, Policy::handsOnly);
    EXPECT_EQ(shipped().policy("upper_trapezius_trp1")->policy, Policy::lung);
    EXPECT_EQ(std::count_if(shipped().policies().begin(), shipped().policies().end(), [](const auto& p) { return p.policy == Policy::handsOnly; }), 22);
}

TEST(ClinicalTables, noPolicyReadsAsPermission) {
    EXPECT_EQ(sentence(Policy::handsOnly), "Treat by hand: courses do not needle here.");
    for (const Policy policy : {Policy::trained, Policy::caution, Policy::lung, Policy::specialist, Policy::handsOnly})
        for (const char* word : {"safe", "may be needled", "allowed", "OK"}) EXPECT_FALSE(has(sentence(policy), word)) << sentence(policy);
}

TEST(ClinicalTables, noRowClaimsAReviewThatDidNotHappen) {
    for (const Muscle& each : shipped().muscles()) EXPECT_EQ(each.reviewedBy, "") << each.key;
    for (const TriggerPoint& each : shipped().triggerPoints()) EXPECT_EQ(each.reviewedBy, "") << each.key;
    for (const SafetyFact& each : shipped().safety()) EXPECT_EQ(each.reviewedBy, "") << each.key;
    for (const NeedlePolicy& each : shipped().policies()) EXPECT_EQ(each.reviewedBy, "") << each.key;
}

TEST(ClinicalTables, hazardsThatAreOnlyRecalledAreNotHighlyConfident) {
    for (const SafetyFact& fact : shipped().safety()) {
        const bool recalled = std::all_of(fact.sources.begin(), fact.sources.end(), [](const auto& key) { return key == "DN2" || key == "GENERAL"; });
        EXPECT_TRUE(fact.type != "hazard" || !recalled || fact.confidence != "high") << fact.key;
    }
}

TEST(ClinicalTables, theGravestHazardLeadsAndTheLungBeforeTheRest) {
    const auto first = [](const char* muscle) { return mostSeriousHazard(shipped(), muscle)->key; };
    EXPECT_EQ(first("upper_trapezius"), "haz_pleura_upper_trapezius");
    EXPECT_EQ(first("levator_scapulae"), "haz_pleura_levator_lower");
    EXPECT_EQ(first("rhomboid_major"), "haz_pleura_rhomboids");
    EXPECT_EQ(first("pectoralis_major_sternocostal"), "haz_pleura_pectorals") << "the lung before a rare hole in the sternum";
    EXPECT_EQ(first("obliquus_capitis_inferior"), "haz_oci");
    EXPECT_EQ(first("fibularis_longus"), "haz_fibular_nerve");
    EXPECT_EQ(first("soleus"), "haz_popliteal") << "a vessel that bleeds before a nerve";
    EXPECT_EQ(first("trapezius"), "haz_pleura_upper_trapezius") << "a whole takes its parts' hazards";
    EXPECT_EQ(mostSeriousHazard(shipped(), "no_such_muscle"), nullptr);
    for (const Muscle& muscle : shipped().muscles()) {
        const auto hazards = hazardsOf(shipped(), muscle.key);
        for (const auto* fact : hazards)
            EXPECT_FALSE(fact->severity == "critical" && hazards.front()->severity != "critical") << muscle.key;
    }
}

TEST(ClinicalTables, theWorstOfSeveralStructuresCounts) {
    EXPECT_EQ(worstDanger("kidney|peritoneum|pleura at twelfth rib"), Danger::lung);
    EXPECT_EQ(worstDanger("spinal canal|nerve roots|vertebral artery"), Danger::spine);
    EXPECT_EQ(worstDanger("accessory nerve"), Danger::nerve);
    EXPECT_EQ(worstDanger("hip joint"), Danger::organ);
    EXPECT_EQ(worstDanger(""), Danger::none);
    for (const SafetyFact& fact : shipped().safety())
        EXPECT_TRUE(fact.type != "hazard" || worstDanger(fact.structures) != Danger::none) << fact.key;
}

TEST(ClinicalTables, theStrictestPolicyOfAMuscleWins) {
    EXPECT_EQ(strictestPolicy(shipped(), shipped().triggerPointsOf("rectus_abdominis"))->policy, Policy::handsOnly);
    EXPECT_EQ(strictestPolicy(shipped(), shipped().triggerPointsOf("vastus_lateralis"))->policy, Policy::caution);
    EXPECT_EQ(strictestPolicy(shipped(), {}), nullptr);
}

TEST(ClinicalTables, conditionsAlwaysSayWhatToScreenFirst) {
    EXPECT_EQ(shipped().conditions().size(), 54U);
    for (const Condition& condition : shipped().conditions()) {
        EXPECT_FALSE(condition.screenFirst.empty()) << condition.key;
        EXPECT_FALSE(condition.muscles.empty()) << condition.key;
    }
    EXPECT_TRUE(has(row(shipped().conditions(), "sciatica").screenFirst, "cauda equina"));
    EXPECT_EQ(shipped().plainNames().size(), 220U);
    EXPECT_EQ(row(shipped().plainNames(), "frontalis").german, "Stirnmuskel");
}

TEST(ClinicalTables, rowsThatFailACheckAreLeftOutAndNamed) {
    struct Case {
        const char *file, *from, *to, *message;
        int line;
    };
    for (const Case& c : {Case{"needle_policy.csv", "frontalis_trp1,trained", "frontalis_trp9,trained", "key names an unknown trigger point, \"frontalis_trp9\"", 2},
                          Case{"needle_policy.csv", "frontalis_trp1,trained", "frontalis_trp1,fine", "policy is \"fine\", which is not one of its words", 2},
                          Case{"needle_policy.csv", "occipitalis_trp1,caution", "frontalis_trp1,caution", "the key \"frontalis_trp1\" is already used in this table", 3},
                          Case{"needle_policy.csv", "precautions,GENERAL,low", "precautions,HEARSAY,low", "source names an unknown source, \"HEARSAY\"", 2},
                          Case{"needle_policy.csv", "precautions,GENERAL,low", "precautions,,low", "source is empty", 2},
                          Case{"needle_policy.csv", "precautions,GENERAL,low", "precautions,GENERAL,sure", "confidence is \"sure\", which is not one of its words", 2},
                          Case{"conditions.csv", "quadratus_lumborum|multifidus_lumbar|iliocostalis_lumborum", "quadratus|multifidus_lumbar|iliocostalis_lumborum",
                               "candidate_muscles names an unknown muscle, \"quadratus\"", 2},
                          Case{"plain_names.csv", "frontalis,forehead muscle", "frontal,forehead muscle", "key names an unknown muscle, \"frontal\"", 2},
                          Case{"plain_names.csv", "frontalis,forehead muscle", "frontalis,", "english is empty", 2},
                          Case{"safety.csv", "never downward or medial\",,,", "never downward or medial\",30,,", "depth_evidence_mm needs depth_evidence_kind", 2},
                          Case{"safety.csv", "never downward or medial\",,,", "never downward or medial\",,reach,", "depth_evidence_kind stands without depth_evidence_mm", 2},
                          Case{"safety.csv", "never downward or medial\",,,", "never downward or medial\",30,limit,", "depth_evidence_kind is \"limit\", which is not one of its words", 2},
                          Case{"safety.csv", "\"tangential, over rib\",,,,,", "\"tangential, over rib\",12,reach,,,", "depth_evidence_mm needs its sentence in depth_basis", 4}}) {
        const TableFault fault = faultWith(c.file, c.from, c.to);
        EXPECT_EQ(fault.file, c.file);
        EXPECT_EQ(fault.line, c.line) << c.to;
        EXPECT_EQ(fault.message, c.message);
    }
}

TEST(ClinicalTables, everyClinicalRowNamesASourceOfTheTable) {
    const auto known = [](const std::vector<std::string>& keys) {
        return !keys.empty() && std::all_of(keys.begin(), keys.end(), [](const auto& key) { return shipped().source(key) != nullptr; });
    };
    for (const SafetyFact& each : shipped().safety()) EXPECT_TRUE(known(each.sources)) << each.key;
    for (const NeedlePolicy& each : shipped().policies()) EXPECT_TRUE(known(each.sources)) << each.key;
    for (const Condition& each : shipped().conditions()) EXPECT_TRUE(known(each.sources)) << each.key;
    for (const PlainName& each : shipped().plainNames()) EXPECT_TRUE(known(each.sources)) << each.key;
}

}  // namespace myochart::anatomy
