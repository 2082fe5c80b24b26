#include <gtest/gtest.h>

#include <fmt/format.h>

#include <set>

#include "anatomy/catalogue.h"
#include "anatomy/csv_table.h"
#include "support/test_folder.h"

namespace myochart::anatomy {

namespace {

const Catalogue& shippedNamed() {
    static const Result<Catalogue> catalogue = Catalogue::load(myochart::test::sourceFolder() / "assets" / "knowledge");
    return catalogue.value();
}

std::string matched(std::string_view name) {
    const auto match = shippedNamed().matchName(name);
    if (!match) return "-";
    return match->muscleKey + (match->side ? fmt::format(" {}", myochart::name(*match->side)) : "");
}

std::string firstFound(std::string_view text) {
    const auto hits = shippedNamed().search(text);
    return hits.empty() ? "-" : hits[0].muscleKey;
}

/// Muscles that the catalogue leaves out on purpose: of eye, tongue, palate, pharynx, larynx and ear, and perineal ones.
bool outOfScope(const std::string& name) {
    static const std::set<std::string> parts = {"rectus",     "oblique",    "palpebrae", "glossus",    "veli",      "pharyng",  "arytenoid",
                                                "arytenoideus", "epiglottic", "cricothyroid", "vocalis", "vular",   "perineal"};
    for (const char* inScope : {"abdominis", "capitis", "femoris", "longus colli", "adductor"})
        if (name.find(inScope) != std::string::npos) return false;
    return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) { return name.find(part) != std::string::npos; });
}

struct Named {
    std::string name, concept_, kind;
};

std::vector<Named> structuresOf(const std::string& version) {
    const auto text = readTextFile(test::sharedFolder() / "data/bodyparts3d" / ("classes_" + version + ".csv"), 1U << 24U);
    const auto table = parseCsv("classes", *text, {"name", "concept", "class"});
    std::vector<Named> all;
    for (const CsvRow& row : table->rows) {
        RowReader reader(*table, row);
        all.push_back({reader.text("name"), reader.text("concept"), reader.text("class")});
    }
    return all;
}

}  // namespace

TEST(Names, partsBindToThePartOrElseTheWholeMuscle) {
    for (const auto& [name, expected] : std::vector<std::pair<const char*, const char*>>{
             {"humeral head of left extensor carpi ulnaris", "extensor_carpi_ulnaris left"},
             {"Long head of right biceps femoris", "biceps_femoris_long right"},
             {"First lumbrical of left foot", "lumbricals_foot left"},
             {"set of lumbricals of right hand", "lumbricals_hand right"},
             {"clavicular part of right pectoralis major", "pectoralis_major_clavicular right"},
             {"ascending part of trapezius", "lower_trapezius"},
             {"left sternocleidomastoid", "sternocleidomastoid left"},
             {"left infraspinatus muscle", "infraspinatus left"},
             {"superior oblique part of left longus colli", "longus_colli left"},
             {"left flexor accessorius", "quadratus_plantae left"},
             {"Diaphragm", "diaphragm"}})
        EXPECT_EQ(matched(name), expected) << name;
}

TEST(Names, latinOlderAndProgramNamesBind) {
    for (const auto& [name, expected] : std::vector<std::pair<const char*, const char*>>{
             {"M. trapezius dexter", "trapezius right"},
             {"Musculus soleus sinister", "soleus left"},
             {"Caput longum musculi bicipitis brachii sinistri", "biceps_brachii_long left"},
             {"M. biceps brachii caput longum", "biceps_brachii_long"},
             {"soleus.l", "soleus left"},
             {"Soleus_R", "soleus right"},
             {"Soleus_R.001", "soleus right"},
             {"gluteus medius (left)", "gluteus_medius left"},
             {"LeftDeltoid", "deltoid left"},
             {"Clavicular part of deltoid muscle.r", "deltoid_anterior right"},
             {"L-Peroneus-Longus", "fibularis_longus left"},
             {"Tensor fasciae latae muscle.l", "tensor_fasciae_latae left"},
             {"left tensor fascia lata", "tensor_fasciae_latae left"},
             {"external abdominal oblique", "external_oblique"},
             {"middle scalene", "scalenus_medius"},
             {"semitendonosus", "semitendinosus"}})
        EXPECT_EQ(matched(name), expected) << name;
}

TEST(Names, whatIsNotSurelyThatMuscleBindsToNothing) {
    for (const char* name : {"", "left", "muscle", "nerve to soleus", "tendon of left soleus", "iliotibial tract", "left trapezium", "inferior oblique",
                             "left lateral rectus", "vastus", "abductor digiti minimi", "extensor digitorum of foot", "pelvic diaphragm", "eye",
                             "left gluteal region", "soleus and plantaris", "FMA22558", "obj_12"})
        EXPECT_EQ(matched(name), "-") << name;
}

TEST(Names, sidesAreReadInManyForms) {
    for (const char* name : {"left soleus", "Soleus sinister", "soleus.l", "soleus_L", "L_soleus", "soleus (left)", "LeftSoleus", "soleusL", "soleus.l.002"})
        EXPECT_EQ(sideInName(name), Side::left) << name;
    for (const char* name : {"Right lung", "Musculus soleus dexter", "soleus.R", "r-soleus", "humeral head of right pronator teres"})
        EXPECT_EQ(sideInName(name), Side::right) << name;
    for (const char* name : {"soleus", "L5 vertebra", "upright", "left and right soleus", "lumbar l nerve", ""})
        EXPECT_FALSE(sideInName(name)) << name;
}

TEST(Names, everyOwnNameAndLatinNameBindsBack) {
    for (const Muscle& muscle : shippedNamed().muscles()) {
        EXPECT_EQ(matched(muscle.name), muscle.key);
        EXPECT_EQ(matched("left " + muscle.latin), muscle.key + " left");
        EXPECT_EQ(matched(spokenName(muscle) + " (right)"), muscle.key + " right");
    }
}

TEST(Names, idsTellMuscleAndSide) {
    EXPECT_EQ(shippedNamed().matchFma("FMA22559")->muscleKey, "soleus");
    EXPECT_EQ(shippedNamed().matchFma("FMA22559")->side, Side::left);
    EXPECT_FALSE(shippedNamed().matchFma("FMA22542")->side);
    EXPECT_EQ(shippedNamed().matchFma("FMA13407")->muscleKey, "sternocleidomastoid") << "not one of its heads";
    EXPECT_FALSE(shippedNamed().matchFma("FMA1"));
}

TEST(Names, skeletalMusclesOfBothPublishedBodiesBind) {
    MYOCHART_NEED_SHARED("data/bodyparts3d/classes_4.0.csv");
    for (const char* version : {"3.0", "4.0"}) {
        size_t muscles = 0, bound = 0;
        for (const Named& one : structuresOf(version)) {
            const auto match = shippedNamed().matchName(one.name);
            if (one.kind != "muscle") {
                EXPECT_FALSE(match) << one.name << " is a " << one.kind << ", not " << match->muscleKey;
                continue;
            }
            if (!match && outOfScope(one.name)) continue;
            ++muscles;
            bound += match ? 1 : 0;
            if (!match) fmt::print("unbound in {}: {}\n", version, one.name);
            const auto byId = shippedNamed().matchFma(one.concept_);
            if (match && byId) {
                EXPECT_EQ(match->muscleKey, byId->muscleKey) << one.name;
                EXPECT_EQ(match->side, byId->side) << one.name;
            }
        }
        fmt::print("{}: {} of {} skeletal muscles bound\n", version, bound, muscles);
        EXPECT_GT(muscles, 350U);
        EXPECT_EQ(bound, muscles);
    }
}

TEST(Search, forgivesSpellingOrderAndLanguage) {
    for (const auto& [text, expected] : std::vector<std::pair<const char*, const char*>>{
             {"soleus", "soleus"},          {"SOLEUS", "soleus"},           {"upper trapezius", "upper_trapezius"}, {"trapezuis upper", "upper_trapezius"},
             {"trap", "trapezius"},         {"gastrocnme", "gastrocnemius"}, {"peroneus longus", "fibularis_longus"}, {"musculus piriformis", "piriformis"},
             {"QL", "quadratus_lumborum"},  {"infraspinatis", "infraspinatus"}, {"FMA22542", "soleus"},             {"FMA22559", "soleus"},
             {"sternocleido", "sternocleidomastoid"}, {"brachii biceps short", "biceps_brachii_short"}, {"Caput breve", "biceps_brachii_short"}})
        EXPECT_EQ(firstFound(text), expected) << text;
}

TEST(Search, givesNothingForNonsenseAndForNothing) {
    EXPECT_EQ(firstFound("xyzzy"), "-");
    EXPECT_EQ(firstFound(""), "-");
    EXPECT_EQ(firstFound("soleus xyzzy"), "-");
    EXPECT_EQ(firstFound("FMA99999999"), "-");
}

TEST(Search, isSortedLimitedAndNamesEachMuscleOnce) {
    const auto hits = shippedNamed().search("longus", 7);
    ASSERT_EQ(hits.size(), 7U);
    std::set<std::string> keys;
    for (size_t i = 0; i < hits.size(); ++i) {
        EXPECT_TRUE(keys.insert(hits[i].muscleKey).second);
        EXPECT_GT(hits[i].score, 0);
        EXPECT_LE(hits[i].score, 1);
        if (i > 0) {
            EXPECT_LE(hits[i].score, hits[i - 1].score);
        }
    }
}

TEST(Search, everyNameWithOneWrongLetterFindsItsMuscleAmongTheFirst) {
    size_t asked = 0, found = 0;
    for (const Muscle& muscle : shippedNamed().muscles()) {
        std::string text = spokenName(muscle);
        const size_t at = text.size() / 2;
        if (text[at] == ' ') continue;
        text[at] = text[at] == 'x' ? 'y' : 'x';
        ++asked;
        const auto hits = shippedNamed().search(text, 3);
        found += std::any_of(hits.begin(), hits.end(), [&](const SearchHit& hit) { return hit.muscleKey == muscle.key; }) ? 1 : 0;
    }
    EXPECT_GE(found * 100, asked * 97) << found << " of " << asked;
}

}  // namespace myochart::anatomy
