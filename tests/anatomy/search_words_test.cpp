#include <gtest/gtest.h>

#include <algorithm>

#include "anatomy/catalogue.h"
#include "support/test_folder.h"

namespace myochart::anatomy {

namespace {

const Catalogue& shippedSearched() {
    static const Result<Catalogue> catalogue = Catalogue::load(myochart::test::sourceFolder() / "assets" / "knowledge");
    return catalogue.value();
}

struct Asked {
    const char *text, *first;
};

class SearchWords : public testing::TestWithParam<Asked> {};

}  // namespace

TEST_P(SearchWords, findTheRightMuscleFirst) {
    const auto hits = shippedSearched().search(GetParam().text, 5);
    std::string found;
    for (const SearchHit& hit : hits) found += hit.muscleKey + " (" + hit.matched + ") ";
    ASSERT_FALSE(hits.empty()) << GetParam().text;
    EXPECT_EQ(hits.front().muscleKey, GetParam().first) << GetParam().text << ": " << found;
}

INSTANTIATE_TEST_SUITE_P(Everyday, SearchWords,
                         testing::Values(Asked{"calf", "gastrocnemius"}, Asked{"calves", "gastrocnemius"}, Asked{"deep calf muscle", "soleus"}, Asked{"jaw", "masseter"},
                                         Asked{"chewing muscle", "masseter"}, Asked{"thumb", "adductor_pollicis"}, Asked{"quads", "quadriceps_femoris"},
                                         Asked{"quad", "quadriceps_femoris"}, Asked{"hamstrings", "biceps_femoris"}, Asked{"hamstring", "biceps_femoris"},
                                         Asked{"rotator cuff", "supraspinatus"}, Asked{"rotator cuf", "supraspinatus"}, Asked{"traps", "trapezius"},
                                         Asked{"trap", "trapezius"}, Asked{"lats", "latissimus_dorsi"}, Asked{"pecs", "pectoralis_major"}, Asked{"abs", "rectus_abdominis"},
                                         Asked{"six-pack", "rectus_abdominis"}, Asked{"glutes", "gluteus_maximus"}, Asked{"buttock", "gluteus_maximus"},
                                         Asked{"hip flexors", "iliopsoas"}, Asked{"groin", "adductor_longus"}, Asked{"inner thigh", "adductor_longus"},
                                         Asked{"scalenes", "scalenus_anterior"}, Asked{"suboccipitals", "obliquus_capitis_inferior"}, Asked{"rhomboids", "rhomboid_major"},
                                         Asked{"biceps", "biceps_brachii"}, Asked{"triceps", "triceps_brachii"}, Asked{"peroneals", "fibularis_longus"},
                                         Asked{"shin", "tibialis_anterior"}, Asked{"pelvic floor", "levator_ani"}, Asked{"wrist extensors", "extensor_carpi_radialis_longus"},
                                         Asked{"shoulder blade", "infraspinatus"}, Asked{"big toe", "flexor_hallucis_longus"}, Asked{"arch of the foot", "flexor_digitorum_brevis"}));

INSTANTIATE_TEST_SUITE_P(Language, SearchWords,
                         testing::Values(Asked{"ES", "erector_spinae"}, Asked{"QL", "quadratus_lumborum"}, Asked{"SCM", "sternocleidomastoid"}, Asked{"TFL", "tensor_fasciae_latae"},
                                         Asked{"VMO", "vastus_medialis"}, Asked{"vastus medialis oblique", "vastus_medialis"}, Asked{"IT band", "tensor_fasciae_latae"},
                                         Asked{"ITB", "tensor_fasciae_latae"}, Asked{"plantar fascia", "soleus"}, Asked{"C7", "triceps_brachii"}, Asked{"c5", "deltoid"},
                                         Asked{"L5", "extensor_hallucis_longus"}, Asked{"S1 root", "gastrocnemius"}, Asked{"psoas", "psoas_major"},
                                         Asked{"paraspinals", "erector_spinae"}, Asked{"long thoracic nerve", "serratus_anterior"},
                                         Asked{"spinal accessory", "trapezius"}, Asked{"FMA22559", "soleus"}, Asked{"Musculus soleus", "soleus"}));

INSTANTIATE_TEST_SUITE_P(Complaints, SearchWords,
                         testing::Values(Asked{"headache", "upper_trapezius"}, Asked{"temple pain", "temporalis"}, Asked{"which muscle gives temple pain?", "temporalis"},
                                         Asked{"sciatica", "gluteus_minimus"}, Asked{"tennis elbow", "extensor_carpi_radialis_brevis"}, Asked{"golfer's elbow", "pronator_teres"},
                                         Asked{"frozen shoulder", "subscapularis"}, Asked{"TMJ", "masseter_superficial"}, Asked{"stiff neck", "upper_trapezius"},
                                         Asked{"back pain", "quadratus_lumborum"}, Asked{"heel pain", "soleus"}, Asked{"plantar fasciitis", "soleus"},
                                         Asked{"shin splints", "tibialis_anterior"}, Asked{"carpal tunnel", "pronator_teres"}, Asked{"pain between the shoulder blades", "rhomboid_major"},
                                         Asked{"my heel hurts", "soleus"}, Asked{"toothache", "masseter_superficial"}, Asked{"dizziness", "sternocleidomastoid_clavicular"},
                                         Asked{"what causes tailbone pain", "gluteus_maximus"}, Asked{"calf cramps at night", "gastrocnemius_medial"},
                                         Asked{"pain behind the eye", "sternocleidomastoid_sternal"}));

INSTANTIATE_TEST_SUITE_P(OtherTongues, SearchWords,
                         testing::Values(Asked{"Schulterblattheber", "levator_scapulae"}, Asked{"Großer Gesäßmuskel", "gluteus_maximus"}, Asked{"grosser gesassmuskel", "gluteus_maximus"},
                                         Asked{"muscle grand fessier", "gluteus_maximus"}, Asked{"dorsal ancho", "latissimus_dorsi"}, Asked{"carré des lombes", "quadratus_lumborum"},
                                         Asked{"Schläfenmuskel", "temporalis"}, Asked{"soléaire", "soleus"}, Asked{"Wadenmuskel", "gastrocnemius"}, Asked{"pantorrilla", "gastrocnemius"},
                                         Asked{"mollet", "gastrocnemius"}, Asked{"Rückenstrecker", "erector_spinae"}, Asked{"trapèze", "trapezius"},
                                         Asked{"manguito rotador", "supraspinatus"}, Asked{"Kopfschmerzen", "upper_trapezius"}, Asked{"genou", "vastus_medialis"}));

TEST(SearchWords, everyMuscleIsFoundByEachOfItsPlainNames) {
    for (const PlainName& plain : shippedSearched().plainNames())
        for (const char* language : {"en", "de", "es", "fr"}) {
            if (!shippedSearched().muscle(plain.key)) continue;
            const auto hits = shippedSearched().search(plain.in(language), 6);
            EXPECT_TRUE(std::any_of(hits.begin(), hits.end(), [&](const SearchHit& hit) { return hit.muscleKey == plain.key; }))
                << plain.key << ": " << plain.in(language);
        }
}

TEST(SearchTopics, aComplaintSaysWhatToScreenForFirst) {
    const auto sciatica = shippedSearched().search("sciatica", 20);
    for (const SearchHit& hit : sciatica)
        EXPECT_TRUE(hit.by != FoundBy::complaint || !hit.screenFirst.empty()) << hit.muscleKey;
    EXPECT_EQ(sciatica.front().by, FoundBy::complaint);
    EXPECT_NE(sciatica.front().screenFirst.find("cauda equina"), std::string::npos);
    EXPECT_FALSE(shippedSearched().search("temple pain", 1).front().screenFirst.empty());
    EXPECT_TRUE(shippedSearched().search("soleus", 1).front().screenFirst.empty()) << "a name is no complaint";
}

TEST(SearchTopics, quadsIsNotTheQuadratusLumborum) {
    const auto hits = shippedSearched().search("quads", 4);
    EXPECT_TRUE(std::none_of(hits.begin(), hits.end(), [](const auto& hit) { return hit.muscleKey == "quadratus_lumborum"; }));
}

TEST(SearchTopics, everyRootOfARangeIsThere) {
    EXPECT_EQ(withEveryRoot("radial nerve (C6-C8)"), "radial nerve (C6 C7 C8)");
    EXPECT_EQ(withEveryRoot("ventral rami T12-L2"), "ventral rami T12 L1 L2");
    EXPECT_EQ(withEveryRoot("tibial part of sciatic nerve (L5-S2)"), "tibial part of sciatic nerve (L5 S1 S2)");
    EXPECT_EQ(withEveryRoot("posterior-medial S9"), "posterior-medial S9");
    const auto c7 = shippedSearched().search("C7", 60);
    EXPECT_TRUE(std::any_of(c7.begin(), c7.end(), [](const auto& hit) { return hit.muscleKey == "extensor_indicis"; })) << "C7-C8";
    EXPECT_TRUE(std::any_of(c7.begin(), c7.end(), [](const auto& hit) { return hit.muscleKey == "serratus_anterior"; })) << "C5-C7";
}

TEST(SearchTopics, fillerWordsAloneFindNothing) {
    EXPECT_TRUE(shippedSearched().search("which muscle gives", 5).empty() || shippedSearched().search("which muscle gives", 5).front().by == FoundBy::name);
    EXPECT_TRUE(shippedSearched().search("zzyzx pain", 5).empty());
}

}  // namespace myochart::anatomy
