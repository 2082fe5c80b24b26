#include "anatomy/catalogue.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/test_folder.h"

namespace myochart::anatomy {

namespace {

Path knowledgeWhole() { return myochart::test::sourceFolder() / "assets" / "knowledge"; }

const Catalogue& shippedWhole() {
    static const Result<Catalogue> catalogue = Catalogue::load(knowledgeWhole());
    return catalogue.value();
}

/// A copy of the shipped tables in which `from` is replaced by `to` (once) in `file`.
class ChangedTables {
  public:
    ChangedTables(const std::string& file, const std::string& from, const std::string& to) {
        std::filesystem::copy(knowledgeWhole(), folder_.path());
        std::string text = *readTextFile(folder_ / file, 1U << 24U);
        const size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
        EXPECT_TRUE(writeFileAtomically(folder_ / file, text).ok());
    }
    Result<Catalogue> load() const { return Catalogue::load(folder_.path()); }
    const test::TestFolder& folder() const { return folder_; }

  private:
    test::TestFolder folder_;
};

}  // namespace

TEST(Catalogue, shippedTablesLoadWithoutFault) {
    const auto catalogue = Catalogue::load(knowledgeWhole());
    ASSERT_TRUE(catalogue.ok()) << catalogue.error().message;
    for (const TableFault& fault : catalogue->faults()) ADD_FAILURE() << fault.file << ':' << fault.line << ": " << fault.message;
    const auto wholes = std::count_if(catalogue->muscles().begin(), catalogue->muscles().end(), [](const Muscle& m) { return !m.parts.empty(); });
    EXPECT_EQ(catalogue->muscles().size() - static_cast<size_t>(wholes), 220U);
    EXPECT_EQ(wholes, 20);
    EXPECT_EQ(catalogue->triggerPoints().size(), 240U);
    EXPECT_EQ(catalogue->regions().size(), 173U);
    EXPECT_EQ(catalogue->safety().size(), 211U);
    EXPECT_EQ(catalogue->needles().size(), 80U);
    EXPECT_EQ(catalogue->landmarks().size(), 99U);
    EXPECT_EQ(catalogue->skinThickness().size(), 200U);
    EXPECT_EQ(catalogue->sources().size(), 86U);
}

TEST(Catalogue, rowsCarryTheirFacts) {
    const Muscle* muscle = shippedWhole().muscle("upper_trapezius");
    ASSERT_TRUE(muscle);
    EXPECT_EQ(muscle->name, "Trapezius, upper fibres");
    EXPECT_EQ(muscle->fma, "FMA32557");
    EXPECT_EQ(muscle->fmaLeft, std::vector<std::string>{"FMA33587"});
    EXPECT_EQ(muscle->layer, Layer::superficial);
    EXPECT_EQ(muscle->region, "shoulder_girdle");
    EXPECT_FALSE(muscle->origin.empty());
    EXPECT_EQ(shippedWhole().muscle("no_such_muscle"), nullptr);
    EXPECT_TRUE(shippedWhole().source("TS1")->citation.find("Travell") != std::string::npos);
    EXPECT_EQ(shippedWhole().region("forehead")->label, "Forehead above eyebrow");
}

TEST(Catalogue, everyMuscleOfTheTableHasASafetyRow) {
    for (const Muscle& muscle : shippedWhole().muscles()) EXPECT_FALSE(shippedWhole().safetyOf(muscle.key).empty()) << muscle.key;
}

TEST(Catalogue, wholeMusclesKnowTheirPartsAndBorrowTheirFacts) {
    const Muscle* whole = shippedWhole().muscle("sternocleidomastoid");
    ASSERT_TRUE(whole);
    EXPECT_NE(whole->origin.find("sternal head: "), std::string::npos);
    EXPECT_NE(whole->origin.find("clavicular head: "), std::string::npos);
    const auto points = shippedWhole().triggerPointsOf("sternocleidomastoid");
    EXPECT_EQ(points.size(), shippedWhole().triggerPointsOf("sternocleidomastoid_sternal").size() +
                                 shippedWhole().triggerPointsOf("sternocleidomastoid_clavicular").size());
    EXPECT_GT(points.size(), 4U);
    EXPECT_EQ(shippedWhole().wholesOf("spinalis_thoracis"), (std::vector<std::string>{"spinalis", "erector_spinae"}));
    EXPECT_TRUE(shippedWhole().wholesOf("soleus").empty());
}

TEST(Catalogue, spokenNamesReadLikeASentence) {
    EXPECT_EQ(spokenName(*shippedWhole().muscle("upper_trapezius")), "upper trapezius");
    EXPECT_EQ(spokenName(*shippedWhole().muscle("biceps_brachii_long")), "biceps brachii long head");
    EXPECT_EQ(spokenName(*shippedWhole().muscle("soleus")), "soleus");
}

TEST(Catalogue, rowsThatFailACheckAreLeftOutAndNamed) {
    struct Case {
        const char *file, *from, *to, *message;
        int line;
    };
    for (const Case& c : {Case{"muscles.csv", "temporoparietalis,Temporo", "frontalis,Temporo", "the key \"frontalis\" is already used in this table", 4},
                          Case{"muscles.csv", "FMA46753,head_face", "46753,head_face", "fma_id has an id that is not FMA and a number", 4},
                          Case{"muscles.csv", "FMA46753,head_face", "FMA46753,elbow", "region is \"elbow\", which is not one of its words", 4},
                          Case{"trigger_points.csv", "frontalis,TrP1,0.6", "frontalis,TrP1,1.6", "fraction_along is \"1.6\", not a number from 0 to 1", 2},
                          Case{"trigger_points.csv", "occipitalis,TrP1,0.4", "occipitalis,TrP1,nan", "fraction_along is \"nan\", not a number from 0 to 1", 3},
                          Case{"trigger_points.csv", "occipitalis_trp1,occipitalis", "occipitalis_trp1,frontalis", "the muscle already has a point TrP1", 3},
                          Case{"pattern_bands.csv", "upper_trapezius_trp2,neck_lateral|mastoid", "upper_trapezius_trp2,neck_lateral|elbow", "zones names an unknown zone of its point, \"elbow\"", 3},
                          Case{"pattern_bands.csv", "upper_trapezius_trp2,neck_lateral|mastoid", "upper_trapezius_trp9,neck_lateral|mastoid", "trigger_point names an unknown point, \"upper_trapezius_trp9\"", 3},
                          Case{"pattern_bands.csv", "upper_trapezius_trp2,neck_lateral|mastoid", "upper_trapezius_trp2,mastoid", "zones names fewer than two", 3},
                          Case{"trigger_points.csv", "parietal_side|vertex", "parietal_side|elsewhere", "spillover_zones names an unknown region, \"elsewhere\"", 3},
                          Case{"safety.csv", "upper_trapezius,shoulder_girdle,critical", "upper_trapezius,shoulder_girdle,dire", "severity is \"dire\", which is not one of its words", 2},
                          Case{"safety.csv", "KEARNS2022|", "NOBODY|", "sources names an unknown source, \"NOBODY\"", 2},
                          Case{"needles.csv", "0.12,15,44", ",15,44", "a needle size needs diameter and length", 2},
                          Case{"muscles.csv", "FMA46760,FMA46759,,ANATTEXT,BP3D", "FMA46760,FMA46759,,HEARSAY,BP3D", "source names an unknown source, \"HEARSAY\"", 2},
                          Case{"muscles.csv", "FMA46760,FMA46759,,ANATTEXT,BP3D", "FMA46760,FMA46759,,,BP3D", "source is empty", 2},
                          Case{"muscles.csv", "FMA46760,FMA46759,,ANATTEXT,BP3D", "FMA46760,FMA46759,,ANATTEXT,", "id_source must name where the FMA ids come from", 2},
                          Case{"whole_muscles.csv", "upper_trapezius|", "deltoid|", "parts names an unknown muscle, \"deltoid\"", 2},
                          Case{"whole_muscles.csv", "trapezius,Trapezius", "soleus,Trapezius", "the key \"soleus\" is already used in muscles.csv", 2}}) {
        const auto catalogue = ChangedTables(c.file, c.from, c.to).load();
        ASSERT_TRUE(catalogue.ok()) << catalogue.error().message;
        ASSERT_FALSE(catalogue->faults().empty()) << c.to;
        EXPECT_EQ(catalogue->faults()[0].file, c.file);
        EXPECT_EQ(catalogue->faults()[0].line, c.line);
        EXPECT_EQ(catalogue->faults()[0].message, c.message);
    }
}

TEST(Catalogue, aRowLeftOutTakesAlongThoseThatNameIt) {
    const auto catalogue = ChangedTables("muscles.csv", "FMA46753,head_face", "FMA46753,elbow").load();
    ASSERT_TRUE(catalogue.ok());
    EXPECT_EQ(catalogue->muscle("temporoparietalis"), nullptr);
    for (const TriggerPoint& point : catalogue->triggerPoints()) EXPECT_NE(catalogue->muscle(point.muscleKey), nullptr) << point.key;
    for (const SafetyFact& fact : catalogue->safety())
        for (const std::string& key : fact.muscleKeys) EXPECT_NE(catalogue->muscle(key), nullptr) << fact.key;
}

TEST(Catalogue, aTableWithoutItsColumnIsNamedAndTheRestIsRead) {
    const auto catalogue = ChangedTables("sources.csv", "citation", "quotation").load();
    ASSERT_TRUE(catalogue.ok());
    ASSERT_EQ(catalogue->faults().size(), 1U) << "a fact is not lost with its citation";
    EXPECT_EQ(catalogue->faults()[0].message, "sources.csv: the header must name the column \"citation\" once.");
    EXPECT_EQ(catalogue->safety().size(), shippedWhole().safety().size());
    EXPECT_EQ(catalogue->triggerPoints().size(), shippedWhole().triggerPoints().size());
}

TEST(Catalogue, aMissingTableIsNamedAndTheRestIsRead) {
    const ChangedTables changed("sources.csv", "citation", "citation");
    for (const char* file : {"needles.csv", "frame_landmarks.csv"}) std::filesystem::remove(changed.folder() / file);
    const auto catalogue = changed.load();
    ASSERT_TRUE(catalogue.ok());
    ASSERT_GE(catalogue->faults().size(), 2U);
    EXPECT_NE(catalogue->faultSentence().find("needles.csv"), std::string::npos) << catalogue->faultSentence();
    EXPECT_TRUE(catalogue->needles().empty());
    EXPECT_EQ(catalogue->triggerPlace("soleus_trp1"), nullptr) << "no landmark, no place by landmarks";
    EXPECT_EQ(catalogue->muscles().size(), shippedWhole().muscles().size());
    EXPECT_EQ(catalogue->safety().size(), shippedWhole().safety().size());
}

TEST(Catalogue, withoutMusclesNothingNamesAMuscleThatIsNotThere) {
    const ChangedTables changed("sources.csv", "citation", "citation");
    std::filesystem::remove(changed.folder() / "muscles.csv");
    const auto catalogue = changed.load();
    ASSERT_TRUE(catalogue.ok());
    EXPECT_TRUE(catalogue->triggerPoints().empty());
    EXPECT_NE(catalogue->faultSentence().find("muscles.csv"), std::string::npos);
    EXPECT_FALSE(catalogue->needles().empty());
}

TEST(Catalogue, aFolderWithoutTablesIsAnError) {
    const test::TestFolder folder;
    const auto catalogue = Catalogue::load(folder.path());
    ASSERT_FALSE(catalogue.ok());
    EXPECT_NE(catalogue.error().message.find("install Myochart again"), std::string::npos);
}

TEST(Catalogue, circularReferencesAndDoubleKeysAreLeftOutAndNamed) {
    const auto itself = ChangedTables("whole_muscles.csv", "upper_trapezius|", "trapezius|").load();
    ASSERT_TRUE(itself.ok());
    ASSERT_FALSE(itself->faults().empty());
    for (size_t i = 1; i < itself->faults().size(); ++i) EXPECT_TRUE(itself->faults()[i].file == "everyday_words.csv" || itself->faults()[i].file == "plain_names.csv") << "who names the whole goes with it";
    EXPECT_EQ(itself->faults()[0].message, "parts names an unknown muscle, \"trapezius\"");
    EXPECT_EQ(itself->muscle("trapezius"), nullptr);
    const auto twice = ChangedTables("frame_landmarks.csv", "nasion,Nasion", "vertex,Nasion").load();
    ASSERT_TRUE(twice.ok());
    ASSERT_FALSE(twice->faults().empty());
    EXPECT_EQ(twice->faults()[0].file, "frame_landmarks.csv");
    EXPECT_EQ(twice->faults()[0].line, 3);
    EXPECT_EQ(twice->faultSentence().substr(0, 80), "The catalogue is not whole: frame_landmarks.csv, line 3: the key \"vertex\" is alr");
}

TEST(Catalogue, wrongUnitsAreLeftOutAndNamed) {
    struct Case {
        const char *file, *from, *to, *message;
    };
    for (const Case& c : {Case{"frame_landmarks.csv", "tragus,Tragus of ear,paired,0.043", "tragus,Tragus of ear,paired,43", "x is \"43\", not a number from -1.5 to 1.5"},
                          Case{"trigger_places.csv", "nasion,,,26,0,30", "nasion,,,2600,0,30", "lateral_mm is \"2600\", not a number from -200 to 200"},
                          Case{"trigger_places.csv", "point,anterior,nasion,,,26", "point,forwards,nasion,,,26", "approach has a word that is no direction"},
                          Case{"trigger_places.csv", "point,anterior,nasion,,,26", "point,anterior,nose,,,26", "from_landmark names an unknown landmark, \"nose\""},
                          Case{"schematic_muscles.csv", "anterior,3.5,1.6,15", "anterior,6000,1.6,15", "width_mm is \"6000\", not a number from 0.5 to 80"},
                          Case{"schematic_muscles.csv", "sternalis_2,sternalis,,anterior", "sternalis_2,sternalis,,frontal", "faces has a word that is no direction"},
                          Case{"schematic_muscles.csv", "sternalis_2,sternalis", "sternalis_2,sternalus", "muscle names an unknown muscle, \"sternalus\""},
                          Case{"schematic_muscles.csv", "sternalis_1,sternalis,hidden", "sternalis_1,sternalis,gone", "at_first is \"gone\", which is not one of its words"},
                          Case{"needles.csv", "0.12,15,44", "0.12,15000,44", "length_mm is \"15000\", not a number from 1 to 300"}}) {
        const auto catalogue = ChangedTables(c.file, c.from, c.to).load();
        ASSERT_TRUE(catalogue.ok());
        ASSERT_FALSE(catalogue->faults().empty()) << c.to;
        EXPECT_EQ(catalogue->faults()[0].file, c.file);
        EXPECT_EQ(catalogue->faults()[0].message, c.message);
    }
}

TEST(Catalogue, everyFactOfAMuscleNamesASourceOfTheTable) {
    for (const Muscle& muscle : shippedWhole().muscles()) {
        EXPECT_FALSE(muscle.sources.empty()) << muscle.key;
        const bool hasIds = !muscle.fma.empty() || !muscle.fmaLeft.empty() || !muscle.fmaRight.empty();
        EXPECT_TRUE(!hasIds || !muscle.idSources.empty()) << muscle.key;
        for (const auto* keys : {&muscle.sources, &muscle.idSources})
            for (const std::string& key : *keys) EXPECT_NE(shippedWhole().source(key), nullptr) << key;
    }
    EXPECT_EQ(shippedWhole().muscle("trapezius")->sources, std::vector<std::string>{"ANATTEXT"}) << "of its parts, once";
}

TEST(Catalogue, aWholeCatalogueHasNothingToSay) { EXPECT_EQ(shippedWhole().faultSentence(), ""); }

TEST(Catalogue, layersHaveNamesThatReadBack) {
    for (int i = 0; i < 10; ++i) EXPECT_EQ(layerFromName(name(static_cast<Layer>(i))), static_cast<Layer>(i));
    EXPECT_FALSE(layerFromName("muscle"));
}

}  // namespace myochart::anatomy
