#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>

#include "anatomy/fact_names.h"
#include "anatomy/findings.h"
#include "anatomy/hazards.h"
#include "core/text.h"
#include "support/test_folder.h"

namespace myochart::anatomy {

namespace {

Path knowledgeClinical() { return myochart::test::sourceFolder() / "assets" / "knowledge"; }

const Catalogue& shippedClinical() {
    static const Result<Catalogue> catalogue = Catalogue::load(knowledgeClinical());
    return catalogue.value();
}

template <class Fact>
const Fact& row(const std::vector<Fact>& rows, std::string_view key) {
    const auto at = std::find_if(rows.begin(), rows.end(), [&](const Fact& fact) { return fact.key == key; });
    if (at == rows.end()) throw std::runtime_error("no row " + std::string(key));
    return *at;
}
const SafetyFact& safety(std::string_view key) { return row(shippedClinical().safety(), key); }
const TriggerPoint& point(std::string_view key) { return row(shippedClinical().triggerPoints(), key); }

bool has(std::string_view text, std::string_view words) { return text.find(words) != std::string_view::npos; }

/// The first fault when `from` is replaced by `to` in a copy of the tables.
TableFault faultWith(const std::string& file, const std::string& from, const std::string& to) {
    const myochart::test::TestFolder folder;
    std::filesystem::copy(knowledgeClinical(), folder.path());
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
    for (const SafetyFact& fact : shippedClinical().safety())
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
    const NeedleFact& block = row(shippedClinical().needles(), "tech_rib_block");
    EXPECT_TRUE(has(block.description, "does not remove the risk to the lung"));
    EXPECT_EQ(block.confidence, "medium");
    EXPECT_EQ(point("iliocostalis_lumborum_trp1").muscleKey, "iliocostalis_thoracis");
    EXPECT_EQ(shippedClinical().muscle("external_intercostals")->layer, Layer::deep);
}

TEST(ClinicalTables, musclesOverTheLungHaveALungHazard) {
    for (const char* key : {"splenius_cervicis", "semispinalis_cervicis", "longissimus_cervicis", "iliocostalis_cervicis", "multifidus_cervical",
                            "sternocleidomastoid_clavicular", "teres_minor", "rectus_abdominis", "external_oblique", "upper_trapezius", "rhomboid_major"}) {
        const auto hazards = hazardsOf(shippedClinical(), key);
        EXPECT_TRUE(std::any_of(hazards.begin(), hazards.end(), [](const auto* fact) { return worstDanger(fact->structures) == Danger::lung; })) << key;
    }
}

TEST(ClinicalTables, everyMuscleHasAHazardAndEveryPointAPolicy) {
    for (const Muscle& muscle : shippedClinical().muscles()) EXPECT_NE(mostSeriousHazard(shippedClinical(), muscle.key), nullptr) << muscle.key;
    for (const TriggerPoint& each : shippedClinical().triggerPoints()) EXPECT_NE(shippedClinical().policy(each.key), nullptr) << each.key;
    const auto ofMuscle = [](const NeedlePolicy& policy) { return policy.ofMuscle; };
    EXPECT_EQ(std::ranges::count_if(shippedClinical().policies(), std::not_fn(ofMuscle)), 240);
    EXPECT_EQ(shippedClinical().policy("rectus_abdominis_trp1")->policy, Policy::handsOnly);
    EXPECT_EQ(shippedClinical().policy("upper_trapezius_trp1")->policy, Policy::lung);
    EXPECT_EQ(std::count_if(shippedClinical().policies().begin(), shippedClinical().policies().end(), [](const auto& p) { return !p.ofMuscle && p.policy == Policy::handsOnly; }), 22);
}

TEST(ClinicalTables, noMuscleIsWithoutAHazardOrAPolicy) {
    for (const Muscle& muscle : shippedClinical().muscles()) {
        const NeedlePolicy* policy = strictestPolicyOf(shippedClinical(), muscle.key);
        ASSERT_NE(policy, nullptr) << muscle.key;
        EXPECT_NE(mostSeriousHazard(shippedClinical(), muscle.key), nullptr) << muscle.key;
        EXPECT_FALSE(policy->ofMuscle && policy->policy == Policy::trained) << muscle.key;
        EXPECT_FALSE(policy->ofMuscle && has(sentence(*policy), "ourses")) << muscle.key << ": no course is known to teach it";
    }
    for (const NeedlePolicy& policy : shippedClinical().policies())
        if (policy.ofMuscle) {
            EXPECT_TRUE(shippedClinical().triggerPointsOf(policy.key).empty()) << policy.key << " has points with policies of their own";
            EXPECT_EQ(policy.sources, std::vector<std::string>{"POSITION"}) << policy.key;
            EXPECT_TRUE(has(policy.why, "inferred from its place")) << policy.key;
            EXPECT_EQ(policy.confidence, "low") << policy.key;
        }
    EXPECT_EQ(strictestPolicyOf(shippedClinical(), "levatores_costarum_breves")->policy, Policy::handsOnly);
    EXPECT_EQ(strictestPolicyOf(shippedClinical(), "longus_capitis")->policy, Policy::handsOnly);
    EXPECT_EQ(strictestPolicyOf(shippedClinical(), "iliocostalis_cervicis")->policy, Policy::specialist);
    EXPECT_EQ(strictestPolicyOf(shippedClinical(), "erector_spinae")->policy, Policy::specialist) << "a whole: of its parts";
    EXPECT_EQ(strictestPolicyOf(shippedClinical(), "no_such_muscle"), nullptr);
    EXPECT_TRUE(has(kNoHazardRecorded, "does not mean there is none"));
}

TEST(ClinicalTables, whatLiesUnderTheNeighboursLiesUnderTheMuscle) {
    const auto names = [](const char* muscle, Danger danger) {
        const auto hazards = hazardsOf(shippedClinical(), muscle);
        return std::ranges::any_of(hazards, [&](const auto* fact) {
            const auto parts = split(fact->structures, '|');
            return std::ranges::any_of(parts, [&](const std::string& part) { return worstDanger(part) == danger; });
        });
    };
    for (const char* muscle : {"longissimus_capitis", "spinalis_thoracis", "levatores_costarum_longi", "sternohyoid", "sternothyroid", "longus_colli", "sternalis"})
        EXPECT_TRUE(names(muscle, Danger::lung)) << muscle;
    for (const char* muscle : {"spinalis_thoracis", "semispinalis_thoracis", "semispinalis_cervicis", "longus_capitis"})
        EXPECT_TRUE(names(muscle, Danger::spine)) << muscle;
    for (const char* muscle : {"longus_capitis", "rectus_capitis_lateralis", "semispinalis_cervicis"}) EXPECT_TRUE(names(muscle, Danger::vessel)) << muscle;
}

namespace {

/// Every text of the clinical tables that a person may read, with where it stands.
std::vector<std::pair<std::string, std::string>> allTexts() {
    std::vector<std::pair<std::string, std::string>> texts;
    const auto add = [&](const std::string& where, const std::string& text) { if (!text.empty()) texts.emplace_back(where, text); };
    for (const SafetyFact& fact : shippedClinical().safety()) {
        for (const std::string* text : {&fact.title, &fact.technique, &fact.direction, &fact.depthBasis}) add(fact.key, *text);
        if (fact.type != "adverse_event") add(fact.key, fact.incidenceText);
    }
    for (const NeedlePolicy& policy : shippedClinical().policies()) add(policy.key, policy.why);
    for (const TriggerPoint& each : shippedClinical().triggerPoints()) add(each.key, each.landmark), add(each.key, each.note);
    for (const Condition& each : shippedClinical().conditions())
        for (const std::string* text : {&each.why, &each.screenFirst, &each.differentials, &each.evidence}) add(each.key, *text);
    for (const NeedleFact& each : shippedClinical().needles()) add(each.key, each.description);
    return texts;
}

/// The text without the words that deny: what is left may not permit.
std::string withoutDenials(std::string text) {
    for (const char* denial : {"no safe", "no technique makes this safe", "does not make it safe", "see safety"})
        for (size_t at = text.find(denial); at != std::string::npos; at = text.find(denial)) text.erase(at, std::string_view(denial).size());
    return text;
}

}  // namespace

// The rule: a length is evidence or a place on the skin, never a depth to go to, and no word grants anything.
TEST(ClinicalTables, noTextOfAnyTableReadsAsPermission) {
    for (const auto& [where, text] : allTexts())
        for (const char* word : {" safe", "safely", "low risk", "no risk", "risk-free", "risk free", "harmless", "can be needled", "may be needled",
                                 "should be needled", "favours", "protects", "keeps the lung out", "not a bar", "not an absolute bar", "allowed",
                                 "permitted", "needle under ", "less than ", "is the stop", "stop on bone", "stop at bone", "stops the needle", "confirms depth", "confirms the depth", "no more than", "at most", "up to 1", "up to 2", "up to 3", "up to 4", "up to 5"})
            EXPECT_FALSE(has(" " + withoutDenials(text), word)) << where << ": \"" << word << "\" in " << text;
}

// How it is done is what somebody teaches, not what to do here.
TEST(ClinicalTables, aTechniqueIsToldAsWhatCoursesTeach) {
    int told = 0;
    const auto expectTold = [&](const std::string& where, const std::string& text, std::string_view by) {
        if (!has(text, "pincer") && !has(text, "shallow") && !has(text, "needle within") && !has(text, "needle only") && !has(text, "short needle")) return;
        EXPECT_TRUE(has(text, by)) << where << ": " << text;
        ++told;
    };
    for (const SafetyFact& fact : shippedClinical().safety()) {
        if (!fact.direction.empty()) {
            EXPECT_TRUE(directionSentence(fact).starts_with("Direction that courses teach: ")) << fact.key;
        }
        if (fact.type == "hazard" && !has(fact.technique, "no technique makes this safe")) expectTold(fact.key, fact.technique, "courses teach");
    }
    for (const NeedlePolicy& policy : shippedClinical().policies()) expectTold(policy.key, policy.why, "courses teach");
    for (const TriggerPoint& point : shippedClinical().triggerPoints()) expectTold(point.key, point.landmark, "felt");
    EXPECT_GT(told, 40);
}

TEST(ClinicalTables, noLengthIsShownWithoutThatItIsNoLimit) {
    int lengths = 0;
    for (const SafetyFact& fact : shippedClinical().safety()) {
        for (const std::string& shown : {techniqueSentence(fact), depthSentence(fact)}) {
            lengths += holdsLength(shown) ? 1 : 0;
            EXPECT_TRUE(!holdsLength(shown) || has(shown, "no limit to go by")) << fact.key << ": " << shown;
        }
        for (const std::string& bare : {fact.title, fact.structures, fact.direction, fact.incidenceText}) EXPECT_FALSE(holdsLength(bare)) << fact.key;
    }
    EXPECT_GT(lengths, 8);
    for (const NeedlePolicy& policy : shippedClinical().policies()) EXPECT_FALSE(holdsLength(policy.why)) << policy.key;
    for (const Condition& each : shippedClinical().conditions())
        for (const std::string& text : {each.why, each.screenFirst, each.differentials, each.evidence}) EXPECT_FALSE(holdsLength(text)) << each.key;
    for (const NeedleFact& each : shippedClinical().needles()) EXPECT_FALSE(holdsLength(each.description) && each.category != "scale") << each.key;
    // On a landmark a length runs along the skin: it says from where, and not how deep.
    for (const TriggerPoint& each : shippedClinical().triggerPoints()) {
        const auto& text = each.landmark;
        const bool along = std::ranges::any_of(std::array{" above ", " below ", " lateral ", " medial ", " distal ", " off midline"}, [&](const char* word) { return has(text, word); });
        EXPECT_TRUE(!holdsLength(text) || along) << each.key << ": " << text;
        EXPECT_FALSE(holdsLength(text) && (has(text, "mm deep") || has(text, "cm deep") || has(text, "depth"))) << each.key;
        EXPECT_FALSE(holdsLength(each.note)) << each.key;
    }
}

// "0 of 14" and "a 30 mm needle did not reach" are read as leave by who is in a hurry.
TEST(ClinicalTables, whatWasPublishedIsShownAsOneFindingAndNoLimit) {
    constexpr std::string_view kSaid = "inding and no limit to go by: ";
    int told = 0;
    const auto expectSaid = [&](const std::string& key, const std::string& text, const std::string& shown) {
        EXPECT_TRUE(text.empty() || has(shown, text)) << key << ": the whole text is shown";
        if (!tellsFinding(text)) return;
        ++told;
        const size_t at = shown.find(kSaid);
        EXPECT_TRUE(at != std::string::npos && at < shown.find(text)) << key << ": before the figures, not behind them: " << shown;
    };
    for (const SafetyFact& fact : shippedClinical().safety()) {
        expectSaid(fact.key, fact.technique, techniqueSentence(fact));
        expectSaid(fact.key, fact.depthBasis, depthSentence(fact));
        expectSaid(fact.key, fact.incidenceText, asFinding(fact.incidenceText));
        EXPECT_FALSE(tellsFinding(fact.title) || tellsFinding(fact.direction)) << fact.key << " is shown as it stands";
    }
    for (const NeedlePolicy& policy : shippedClinical().policies()) expectSaid(policy.key, policy.why, asFinding(policy.why));
    EXPECT_GT(told, 40);
    // The four that were found first.
    const auto fact = [](std::string_view key) { return *std::ranges::find(shippedClinical().safety(), key, &SafetyFact::key); };
    EXPECT_TRUE(has(techniqueSentence(fact("haz_pleura_lower_neck")), kSaid)) << "bone as stop";
    EXPECT_TRUE(has(techniqueSentence(fact("haz_sciatic_piriformis")), kSaid)) << "none pierced";
    EXPECT_TRUE(has(depthSentence(fact("haz_pleura_upper_trapezius")), kSaid)) << "did not reach";
    EXPECT_TRUE(has(depthSentence(fact("haz_vertebral_artery")), kSaid)) << "about 50 mm";
    for (const char* text : {"11 of 14", "84 percent of them", "1 per 1024 treatments", "a 30 mm needle", "with bone as stop", "none pierced"}) EXPECT_TRUE(tellsFinding(text)) << text;
    for (const char* text : {"", "courses teach a pincer grip", "C6-C7", "in 2012", "ribs 5 and 6", "L3 of the spine"}) EXPECT_FALSE(tellsFinding(text)) << text;
}

TEST(ClinicalTables, lengthsAreToldFromOtherFigures) {
    for (const char* text : {"19 mm", "about 50-60 mm above", "17.4 mm", "a 3.5 cm rest", "2 inches", "0.25 x 50mm"}) EXPECT_TRUE(holdsLength(text)) << text;
    for (const char* text : {"", "101 adults", "L2 and L4", "44 percent", "C7", "mm", "45 degrees"}) EXPECT_FALSE(holdsLength(text)) << text;
}

TEST(ClinicalTables, noPolicyReadsAsPermission) {
    EXPECT_EQ(sentence(Policy::handsOnly), "Treat by hand: courses do not needle here.");
    for (const Policy policy : {Policy::trained, Policy::caution, Policy::lung, Policy::specialist, Policy::handsOnly})
        for (const char* word : {"safe", "may be needled", "allowed", "OK"}) EXPECT_FALSE(has(sentence(policy), word)) << sentence(policy);
}

TEST(ClinicalTables, noRowClaimsAReviewThatDidNotHappen) {
    for (const Muscle& each : shippedClinical().muscles()) EXPECT_EQ(each.reviewedBy, "") << each.key;
    for (const TriggerPoint& each : shippedClinical().triggerPoints()) EXPECT_EQ(each.reviewedBy, "") << each.key;
    for (const SafetyFact& each : shippedClinical().safety()) EXPECT_EQ(each.reviewedBy, "") << each.key;
    for (const NeedlePolicy& each : shippedClinical().policies()) EXPECT_EQ(each.reviewedBy, "") << each.key;
}

TEST(ClinicalTables, motionsPressuresAndExercisesAreThereWithTheirSourceAndNoReview) {
    EXPECT_EQ(shippedClinical().motionNorms().size(), 79U);
    EXPECT_EQ(shippedClinical().pressureReferences().size(), 22U);
    EXPECT_EQ(shippedClinical().exercises().size(), 77U);
    for (const MotionNorm& each : shippedClinical().motionNorms()) EXPECT_TRUE(!each.source.empty() && each.reviewedBy.empty()) << each.key;
    for (const PressureReference& each : shippedClinical().pressureReferences()) EXPECT_TRUE(!each.source.empty() && each.reviewedBy.empty()) << each.key;
    for (const HomeExercise& each : shippedClinical().exercises()) EXPECT_TRUE(!each.stopIf.empty() && each.reviewedBy.empty()) << each.key << ": says when to stop";
    ASSERT_TRUE(shippedClinical().exercise("chin_nod"));
    EXPECT_EQ(shippedClinical().exercise("chin_nod")->muscles, (std::vector<std::string>{"longus_colli", "longus_capitis"}));
    EXPECT_FALSE(shippedClinical().exercise("nothing_of_that_name"));
}

TEST(ClinicalTables, hazardsThatAreOnlyRecalledAreNotHighlyConfident) {
    for (const SafetyFact& fact : shippedClinical().safety()) {
        const bool recalled = std::all_of(fact.sources.begin(), fact.sources.end(), [](const auto& key) { return key == "DN2" || key == "GENERAL" || key == "POSITION"; });
        EXPECT_TRUE(fact.type != "hazard" || !recalled || fact.confidence != "high") << fact.key;
    }
}

TEST(ClinicalTables, theGravestHazardLeadsAndTheLungBeforeTheRest) {
    const auto first = [](const char* muscle) { return mostSeriousHazard(shippedClinical(), muscle)->key; };
    EXPECT_EQ(first("upper_trapezius"), "haz_pleura_upper_trapezius");
    EXPECT_EQ(first("levator_scapulae"), "haz_pleura_levator_lower");
    EXPECT_EQ(first("rhomboid_major"), "haz_pleura_rhomboids");
    EXPECT_EQ(first("pectoralis_major_sternocostal"), "haz_pleura_pectorals") << "the lung before a rare hole in the sternum";
    EXPECT_EQ(first("obliquus_capitis_inferior"), "haz_oci");
    EXPECT_EQ(first("fibularis_longus"), "haz_fibular_nerve");
    EXPECT_EQ(first("soleus"), "haz_popliteal") << "a vessel that bleeds before a nerve";
    EXPECT_EQ(first("trapezius"), "haz_pleura_upper_trapezius") << "a whole takes its parts' hazards";
    EXPECT_EQ(mostSeriousHazard(shippedClinical(), "no_such_muscle"), nullptr);
    for (const Muscle& muscle : shippedClinical().muscles()) {
        const auto hazards = hazardsOf(shippedClinical(), muscle.key);
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
    for (const SafetyFact& fact : shippedClinical().safety())
        EXPECT_TRUE(fact.type != "hazard" || worstDanger(fact.structures) != Danger::none) << fact.key;
}

TEST(ClinicalTables, theStrictestPolicyOfAMuscleWins) {
    EXPECT_EQ(strictestPolicy(shippedClinical(), shippedClinical().triggerPointsOf("rectus_abdominis"))->policy, Policy::handsOnly);
    EXPECT_EQ(strictestPolicy(shippedClinical(), shippedClinical().triggerPointsOf("vastus_lateralis"))->policy, Policy::caution);
    EXPECT_EQ(strictestPolicy(shippedClinical(), {}), nullptr);
}

TEST(ClinicalTables, conditionsAlwaysSayWhatToScreenFirst) {
    EXPECT_EQ(shippedClinical().conditions().size(), 54U);
    for (const Condition& condition : shippedClinical().conditions()) {
        EXPECT_FALSE(condition.screenFirst.empty()) << condition.key;
        EXPECT_FALSE(condition.muscles.empty()) << condition.key;
    }
    EXPECT_TRUE(has(row(shippedClinical().conditions(), "sciatica").screenFirst, "cauda equina"));
}

TEST(ClinicalTables, everyMuscleHasAPlainNameInEachLanguage) {
    const auto ofMuscles = std::ranges::count_if(shippedClinical().plainNames(), [](const PlainName& plain) { return shippedClinical().muscle(plain.key) != nullptr; });
    EXPECT_EQ(static_cast<size_t>(ofMuscles), shippedClinical().muscles().size());
    for (const Muscle& muscle : shippedClinical().muscles()) {
        const PlainName* plain = shippedClinical().plainName(muscle.key);
        ASSERT_NE(plain, nullptr) << muscle.key;
        for (const char* language : {"en", "de", "es", "fr"}) EXPECT_FALSE(trim(plain->in(language)).empty()) << muscle.key << ' ' << language;
    }
    EXPECT_EQ(shippedClinical().plainName("frontalis")->in("de"), "Stirnmuskel");
    EXPECT_EQ(shippedClinical().plainName("erector_spinae")->in("fr"), "muscle érecteur du rachis");
    EXPECT_EQ(shippedClinical().plainName("soleus")->in("it"), "deep calf muscle") << "English where there is no such language";
    EXPECT_EQ(shippedClinical().plainName("none"), nullptr);
}

TEST(ClinicalTables, whatIsShownByNameHasOneInEachLanguage) {
    const auto expectNamed = [](const std::string& key, const std::string& english) {
        const PlainName* names = shippedClinical().plainName(key);
        ASSERT_NE(names, nullptr) << key;
        EXPECT_EQ(names->english, english) << key << ": the first row of a key has the name that its own table has";
        for (const char* language : {"de", "es", "fr"}) EXPECT_FALSE(trim(names->in(language)).empty()) << key << ' ' << language;
    };
    for (const SafetyFact& fact : shippedClinical().safety())
        if (fact.type != "adverse_event" || !fact.muscleKeys.empty()) expectNamed(fact.key, fact.title);
    for (const NeedleFact& fact : shippedClinical().needles())
        if (fact.category != "needle_size") expectNamed(fact.key, fact.name);
    for (const Condition& each : shippedClinical().conditions()) expectNamed(each.key, each.name), expectNamed(screenKey(each.key), each.screenFirst);
    for (const Protocol& each : shippedClinical().protocols()) expectNamed(each.key, each.name);
    for (const HomeExercise& each : shippedClinical().exercises()) expectNamed(each.key, each.name);
    for (const MotionNorm& each : shippedClinical().motionNorms()) expectNamed(each.joint, each.joint), expectNamed(each.movement, each.movement);
}

TEST(ClinicalTables, anAlertIsMeantByItsWordsInAnyLanguage) {
    std::vector<std::string> keys;
    for (const SafetyFact& fact : shippedClinical().safety()) keys.push_back(fact.key);
    const auto meant = [&](const char* text) { return keyMeant(shippedClinical(), keys, text); };
    for (const char* text : {"rel_anticoagulant", "blood thinner", "Blutverdünner", "BLUTVERDUNNER", "anticoagulant", "anticoagulante", "Gerinnungshemmer", "fluidifiant du sang"})
        EXPECT_EQ(meant(text), "rel_anticoagulant") << text;
    EXPECT_EQ(meant("Schwangerschaft"), "rel_pregnancy");
    EXPECT_EQ(meant("embarazada"), "rel_pregnancy");
    EXPECT_EQ(meant("grossesse"), "rel_pregnancy");
    EXPECT_EQ(meant("Herzschrittmacher"), "abs_electrical_pacemaker");
    for (const char* text : {"", " ", "cat bites often", "anti"}) EXPECT_EQ(meant(text), "") << text;
    EXPECT_EQ(keyMeant(shippedClinical(), {"rel_pregnancy"}, "Blutverdünner"), "") << "none of those that are asked for";
    EXPECT_NE(wordsFor(shippedClinical(), "rel_anticoagulant").find("Blutverdünner\n"), std::string::npos);
}

TEST(ClinicalTables, musclesWithoutAPlainNameAreNamed) {
    const myochart::test::TestFolder folder;
    std::filesystem::copy(knowledgeClinical(), folder.path());
    std::string text = *readTextFile(folder / "plain_names.csv", 1U << 24U);
    for (const char* line : {"\nfrontalis,", "\nsoleus,"}) {
        const size_t at = text.find(line);
        ASSERT_NE(at, std::string::npos);
        text.erase(at, text.find('\n', at + 1) - at);
    }
    ASSERT_TRUE(writeFileAtomically(folder / "plain_names.csv", text).ok());
    const auto catalogue = Catalogue::load(folder.path());
    ASSERT_TRUE(catalogue.ok());
    EXPECT_EQ(catalogue->faultSentence(),
              "The catalogue is not whole: plain_names.csv has no row for frontalis, soleus. What is sound is used; install Myochart again to mend it.");
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
                          Case{"rom_norms.csv", "sitting,45,45,60,deg", "sitting,45,65,60,deg", "low is above high", 2},
                          Case{"ppt_references.csv", "hand,first_dorsal_interosseous_hand", "hand,first_dorsal", "muscle_key names an unknown muscle, \"first_dorsal\"", 2},
                          Case{"home_exercises.csv", "upper_trapezius|scalenus_medius,stretch", "upper_trapezius|scalenus_medius,cure", "kind is \"cure\", which is not one of its words", 2},
                          Case{"conditions.csv", "quadratus_lumborum|multifidus_lumbar|iliocostalis_lumborum", "quadratus|multifidus_lumbar|iliocostalis_lumborum",
                               "candidate_muscles names an unknown muscle, \"quadratus\"", 2},
                          Case{"nerve_fields.csv", "occiput|mastoid|vertex", "occiput|nowhere", "region_keys names an unknown region, \"nowhere\"", 2},
                          Case{"nerve_fields.csv", "dermatome_c2,dermatome", "dermatome_c2,root", "kind is \"root\", which is not one of its words", 2},
                          Case{"plain_names.csv", "frontalis,forehead muscle", "frontal,forehead muscle", "key names an unknown muscle, \"frontal\"", 2},
                          Case{"plain_names.csv", "frontalis,forehead muscle", "frontalis,", "english is empty", 2},
                          Case{"plain_names.csv", ",Stirnmuskel,", ",,", "german is empty", 2},
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
        return !keys.empty() && std::all_of(keys.begin(), keys.end(), [](const auto& key) { return shippedClinical().source(key) != nullptr; });
    };
    for (const SafetyFact& each : shippedClinical().safety()) EXPECT_TRUE(known(each.sources)) << each.key;
    for (const NeedlePolicy& each : shippedClinical().policies()) EXPECT_TRUE(known(each.sources)) << each.key;
    for (const Condition& each : shippedClinical().conditions()) EXPECT_TRUE(known(each.sources)) << each.key;
    for (const PlainName& each : shippedClinical().plainNames()) EXPECT_TRUE(known(each.sources)) << each.key;
}

}  // namespace myochart::anatomy
