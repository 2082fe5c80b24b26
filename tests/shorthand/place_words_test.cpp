#include <gtest/gtest.h>

#include "line.h"

namespace myochart::shorthand {

using namespace test;

TEST(ShorthandPlace, readsMusclesByNamesSynonymsAndBeginnings) {
    const struct {
        const char *line, *key;
        Side side;
    } lines[] = {{"left infraspinatus", "infraspinatus", Side::left}, {"left infra", "infraspinatus", Side::left}, {"L QL", "quadratus_lumborum", Side::left},
                 {"r upper trap", "upper_trapezius", Side::right}, {"upper trap r", "upper_trapezius", Side::right}, {"trapezius upper, left", "upper_trapezius", Side::left},
                 {"lev scap right", "levator_scapulae", Side::right}, {"lt glut med", "gluteus_medius", Side::left}, {"M. soleus rechts", "soleus", Side::right},
                 {"left SCM", "sternocleidomastoid", Side::left}, {"rt post delt", "deltoid_posterior", Side::right}, {"deep masseter left", "masseter_deep", Side::left},
                 {"left piri", "piriformis", Side::left}, {"bic fem left", "biceps_femoris", Side::left}, {"left upper trapezius", "upper_trapezius", Side::left},
                 {"muscle grand rond droit", "teres_major", Side::right}, {"LEFT INFRASPINATUS", "infraspinatus", Side::left}, {"left TFL", "tensor_fasciae_latae", Side::left}};
    for (const auto& [line, key, side] : lines) {
        const Parsed parsed = read(line);
        EXPECT_TRUE(parsed.understood()) << line << " -> " << fault(line);
        EXPECT_EQ(parsed.muscleKey, key) << line;
        EXPECT_EQ(parsed.side, side) << line;
    }
}

TEST(ShorthandPlace, marksWhatMayBeSeveralMusclesOrSides) {
    EXPECT_EQ(fault("left rotator cuff").substr(0, 24), "rotator cuff: Which one:");
    EXPECT_EQ(fault("left biceps").substr(0, 7), "biceps:");
    for (const char* line : {"left quadratus", "left rhomboid", "left semi", "left pect", "left ilio", "left ext dig", "left right infraspinatus", "left infraspinatus right", "left soleus infraspinatus", "left TP",
                             "infraspinatus", "bilateral infraspinatus", "left infraspinatuss", "lefft infraspinatus", "l, 20 mm", "20 mm l"})
        EXPECT_FALSE(read(line).understood()) << line << " -> " << chips(line);
    EXPECT_EQ(fault("infraspinatus, 20 mm"), "infraspinatus: Left or right infraspinatus?");
    EXPECT_TRUE(read("infraspinatus, 20 mm").muscleKey.empty());
}

TEST(ShorthandPlace, aTriggerPointIsOneOfTheMuscleWhereverItStands) {
    EXPECT_EQ(read("trp 2 left infraspinatus").triggerPointKey, "infraspinatus_trp2");
    EXPECT_EQ(read("left infraspinatus, 20 mm, trp2").triggerPointKey, "infraspinatus_trp2");
    EXPECT_EQ(read("left infraspinatus tp2").triggerPointKey, "infraspinatus_trp2");
    EXPECT_EQ(read("left infraspinatus trigger point 2").triggerPointKey, "infraspinatus_trp2");
    EXPECT_EQ(read("left infraspinatus TrP-2").triggerPointKey, "infraspinatus_trp2");
    EXPECT_EQ(fault("trp2"), "trp2: Of which muscle?");
    EXPECT_EQ(fault("left infraspinatus trp9").substr(0, 26), "trp9: The catalogue has Tr");
    for (const char* line : {"left infraspinatus trp", "left infraspinatus trp 0", "left infraspinatus trp1 trp2", "left infraspinatus trp1.5"})
        EXPECT_FALSE(read(line).understood()) << line;
}

TEST(ShorthandPlace, aSiteThatIsThereNeedsNoSide) {
    const Parsed parsed = read("3: infraspinatus trp2, 20 mm");
    EXPECT_TRUE(parsed.understood());
    EXPECT_EQ(parsed.site, 3U);
    EXPECT_EQ(parsed.muscleKey, "infraspinatus");
}

TEST(ShorthandPlace, readsThirdsAndParts) {
    EXPECT_EQ(chips("left soleus lower third, 20 mm"), "left soleus \xC2\xB7 lower third | 20 mm");
    EXPECT_EQ(read("left soleus, unteres Drittel").place, "lower third");
    EXPECT_FALSE(read("lower third").understood());
    EXPECT_FALSE(read("left infraspinatus trp1 lower third").understood());
    EXPECT_FALSE(read("left soleus, upper third, lower third").understood());
}

TEST(ShorthandPlace, suggestsNamesForWhatIsBeingTyped) {
    const std::string line = "left quadr";
    const auto found = suggestions(line, read(line), grammar(), catalogue());
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(line.substr(found[0].from, found[0].to - found[0].from), "quadr");
    EXPECT_TRUE(std::any_of(found.begin(), found.end(), [](const Suggestion& each) { return each.text == "quadratus lumborum"; }));
    EXPECT_TRUE(suggestions("left infraspinatus", read("left infraspinatus"), grammar(), catalogue()).empty());
    const std::string slip = "left infraspinatuss";
    const auto mended = suggestions(slip, read(slip), grammar(), catalogue());
    ASSERT_FALSE(mended.empty());
    EXPECT_EQ(mended[0].text, "infraspinatus");
    for (const Suggestion& each : suggestions("left gluteus m", read("left gluteus m"), grammar(), catalogue())) EXPECT_TRUE(each.text.starts_with("gluteus m")) << each.text;
}

/// A wrong muscle is worst: whatever the catalogue calls a muscle is read as that one, or as none.
TEST(ShorthandPlace, everyNameOfTheCatalogueIsReadAsItsMuscleOrNone) {
    size_t understood = 0;
    for (const anatomy::Muscle& muscle : catalogue().muscles()) {
        const std::string name = anatomy::spokenName(muscle);
        const Parsed parsed = read("left " + name);
        if (!parsed.understood()) continue;
        ++understood;
        EXPECT_EQ(parsed.muscleKey, muscle.key) << name;
        EXPECT_EQ(parsed.side, Side::left) << name;
        EXPECT_TRUE(parsed.told == Told{} && !parsed.type && parsed.note.empty()) << name;
    }
    EXPECT_GT(understood, catalogue().muscles().size() * 9 / 10);
}

}  // namespace myochart::shorthand
