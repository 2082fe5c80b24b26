#include "referral/ask.h"

#include <gtest/gtest.h>

#include "support/sample_body.h"

namespace myochart::referral {

namespace {

bool names(const AskedWords& asked, std::string_view region) {
    for (const anatomy::ReferralRegion* each : asked.regions)
        if (each->key == region) return true;
    return false;
}

}  // namespace

TEST(AskedFor, wordsNameRegionsAndASide) {
    const AskedWords eye = askedFor(test::catalogue(), "pain behind the left eye");
    EXPECT_TRUE(names(eye, "eye_orbit"));
    EXPECT_FALSE(names(eye, "mastoid"));
    EXPECT_EQ(eye.side, Side::left);
    EXPECT_TRUE(names(askedFor(test::catalogue(), "outer elbow hurts"), "lateral_epicondyle"));
    EXPECT_TRUE(names(askedFor(test::catalogue(), "tailbone pain"), "coccyx"));
    EXPECT_FALSE(askedFor(test::catalogue(), "outer elbow hurts").side.has_value());
}

TEST(AskedFor, wordsOfTheOtherLanguagesOfTheWindowNameThemToo) {
    for (const char* words : {"linke Schläfe", "Schmerzen in der linken Schläfe", "sien izquierda", "tempe gauche"}) {
        const AskedWords temple = askedFor(test::catalogue(), words);
        EXPECT_TRUE(names(temple, "temple")) << words;
        EXPECT_EQ(temple.side, Side::left) << words;
    }
    EXPECT_TRUE(names(askedFor(test::catalogue(), "Kniekehle rechts"), "popliteal_fossa"));
    EXPECT_EQ(askedFor(test::catalogue(), "Kniekehle rechts").side, Side::right);
}

TEST(AskedFor, placesToldOneAfterTheOtherAreAllFound) {
    for (const char* words : {"left temple and behind the eye", "behind the left eye, temple", "linke Schläfe und Auge", "sien izquierda y ojo", "tempe et œil gauche"}) {
        const AskedWords asked = askedFor(test::catalogue(), words);
        EXPECT_TRUE(names(asked, "temple") && names(asked, "eye_orbit")) << words;
        EXPECT_EQ(asked.side, Side::left) << words;
        EXPECT_TRUE(asked.notKnown.empty()) << words;
    }
    const AskedWords some = askedFor(test::catalogue(), "temple and zzzz qqqq");
    EXPECT_TRUE(names(some, "temple"));
    EXPECT_EQ(some.notKnown, std::vector<std::string>{"zzzz qqqq"});
    const AskedWords shoulder = askedFor(test::catalogue(), "front and side of the shoulder");
    for (const anatomy::ReferralRegion* region : shoulder.regions) EXPECT_TRUE(region->key.starts_with("shoulder") || region->label.find("houlder") != std::string::npos) << region->key;
}

TEST(AskedFor, aComplaintNamesItsPointsAndTheirZones) {
    const AskedWords neck = askedFor(test::catalogue(), "cannot turn head");
    bool levator = false;
    for (const anatomy::TriggerPoint* point : neck.complaints) levator = levator || point->muscleKey == "levator_scapulae";
    EXPECT_TRUE(levator);
    EXPECT_TRUE(names(neck, "neck_shoulder_angle"));
}

TEST(AskedFor, whatNobodyKnowsNamesNothing) {
    for (const char* words : {"", "pain", "zzzz qqqq", "\xF0\x9F\x98\x80"}) {
        const AskedWords asked = askedFor(test::catalogue(), words);
        EXPECT_TRUE(asked.regions.empty() && asked.complaints.empty()) << words;
    }
}

}  // namespace myochart::referral
