#include "referral/ask.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "support/sample_body.h"

namespace myochart::referral {

namespace {

bool names(const AskedWords& asked, std::string_view region) {
    return std::ranges::any_of(asked.regions, [&](const AskedRegion& each) { return each.region->key == region; });
}

/// "left calf_upper_medial, temple": every region with its side, in the order of the alphabet.
std::string told(const AskedWords& asked) {
    std::set<std::string> each;
    for (const AskedRegion& region : asked.regions) each.insert((region.side ? std::string(name(*region.side)) + " " : std::string()) + region.region->key);
    std::string all;
    for (const std::string& one : each) all += (all.empty() ? "" : ", ") + one;
    return all;
}

std::string told(const char* words) { return told(askedFor(test::catalogue(), words)); }

}  // namespace

TEST(AskedFor, wordsNameRegionsAndASide) {
    EXPECT_EQ(told("pain behind the left eye"), "left eye_orbit");
    EXPECT_EQ(told("outer elbow hurts"), "lateral_epicondyle");
    EXPECT_EQ(told("tailbone pain"), "coccyx");
    EXPECT_EQ(told("behind the right ear"), "right mastoid");
    EXPECT_EQ(told("deep in the ear"), "ear");
    EXPECT_EQ(told("Jaw joint, left"), "left tmj");
    EXPECT_EQ(told("thumb side of the forearm"), "forearm_radial");
    EXPECT_EQ(told("Top of the head"), "vertex");
}

TEST(AskedFor, partsOfTheBodyAsPeopleCallThemAreTheirRegions) {
    EXPECT_EQ(told("lower back"), "iliac_crest_posterior, lumbar_paraspinal_lower, lumbar_paraspinal_upper, sacroiliac");
    for (const char* words : {"low back pain", "pain in my lower back", "Kreuz", "Schmerzen im unteren Rücken", "bas du dos", "dolor en la espalda baja", "zona lumbar"}) EXPECT_EQ(told(words), told("lower back")) << words;
    EXPECT_EQ(told("upper back"), "interscapular_mid, interscapular_upper");
    EXPECT_EQ(told("left calf"), "left calf_upper_lateral, left calf_upper_medial, left posterior_calf_lower, left posterior_calf_mid");
    for (const char* words : {"linke Wade", "Schmerz in der linken Wade", "pantorrilla izquierda", "mollet gauche", "douleur dans le mollet gauche"}) EXPECT_EQ(told(words), told("left calf")) << words;
    EXPECT_EQ(told("douleur à l'épaule"), told("shoulder"));
    EXPECT_EQ(told("knees"), told("knee"));
    EXPECT_EQ(told("big toe"), "first_mtp_medial, great_toe_dorsal, plantar_great_toe");
}

TEST(AskedFor, aWordOfDirectionKeepsWhatLiesThere) {
    EXPECT_EQ(told("front of the knee"), "knee_anterior, knee_anteromedial");
    EXPECT_EQ(told("side of the knee"), "knee_anteromedial, knee_lateral, knee_medial");
    EXPECT_EQ(told("back of the knee"), "popliteal_fossa");
    EXPECT_EQ(told("outer side of the left leg"), "left knee_lateral, left leg_lateral_lower, left leg_lateral_mid, left leg_lateral_upper, left thigh_lateral_lower, left thigh_lateral_mid, left thigh_lateral_upper");
    EXPECT_EQ(told("lower back thigh"), "thigh_posterior_lower");
    EXPECT_EQ(told("back of the head"), "occiput");
}

TEST(AskedFor, placesToldOneAfterTheOtherAreAllFound) {
    for (const char* words : {"left temple and behind the eye", "linke Schläfe und Auge", "sien izquierda y ojo", "tempe et œil gauche", "temple, behind the eye, left", "Schläfe und Auge links"})
        EXPECT_EQ(told(words), "left eye_orbit, left temple") << words;
    EXPECT_EQ(told("behind the left eye, temple"), "left eye_orbit, left temple");
    const AskedWords some = askedFor(test::catalogue(), "temple and zzzz qqqq");
    EXPECT_TRUE(names(some, "temple"));
    EXPECT_EQ(some.notKnown, std::vector<std::string>{"zzzz qqqq"});
}

TEST(AskedFor, aDirectionAloneTakesThePlaceThatFollowsOrTheOneBefore) {
    EXPECT_EQ(told("front and side of the shoulder"), "shoulder_anterior, shoulder_lateral");
    EXPECT_EQ(told("front and side of the knee and calf"), told("front of knee, side of knee, calf"));
    EXPECT_EQ(told("back and side of the knee"), told("back of the knee, side of the knee"));
    EXPECT_EQ(told("knee, front and side"), told("front and side of the knee"));
    EXPECT_EQ(told("upper and lower back"), told("upper back, lower back"));
}

TEST(AskedFor, everyPlaceHasTheSideThatWasToldOfIt) {
    const std::string rightCalf = ", right calf_upper_lateral, right calf_upper_medial, right posterior_calf_lower, right posterior_calf_mid";
    for (const char* words : {"left temple and right calf", "left temple right calf", "temple left, calf right", "linke Schläfe und rechte Wade", "tempe gauche et mollet droit"})
        EXPECT_EQ(told(words), "left temple" + rightCalf) << words;
    EXPECT_EQ(told("lower back and left groin"), "iliac_crest_posterior, left groin, lumbar_paraspinal_lower, lumbar_paraspinal_upper, sacroiliac");
    EXPECT_EQ(told("left temple and both ears"), "ear, left temple");
    EXPECT_EQ(told("left and right temple"), "temple");
    EXPECT_EQ(told("left tailbone"), "coccyx") << "what lies in the middle has no side";
}

TEST(AskedFor, whatIsToldNotToHurtIsLeftOutAndSaid) {
    for (const char* words : {"no pain in the left arm", "neither leg", "keine Schmerzen im linken Arm", "no me duele el brazo izquierdo", "pas de douleur au bras gauche"}) {
        const AskedWords asked = askedFor(test::catalogue(), words);
        EXPECT_TRUE(asked.regions.empty() && asked.complaints.empty()) << words << ": " << told(words);
        EXPECT_EQ(asked.denied.size(), 1U) << words;
    }
    EXPECT_EQ(told("left knee, no pain in the right knee"), told("left knee"));
    EXPECT_EQ(told("not my left knee but my right knee"), told("right knee"));
    EXPECT_EQ(told("not the left but the right knee"), told("right knee"));
    EXPECT_EQ(told("nicht das linke, sondern das rechte Knie"), told("right knee"));
    EXPECT_EQ(told("low back, no leg pain"), told("low back"));
    EXPECT_EQ(told("right arm except the hand"), told("right arm"));
    EXPECT_EQ(told("Schmerz im Knie, nicht in der Hüfte"), told("knee"));
    EXPECT_EQ(told("linkes Bein außer dem Fuß"), told("left leg"));
    EXPECT_EQ(askedFor(test::catalogue(), "right arm except the hand").denied, std::vector<std::string>{"except the hand"});
    EXPECT_FALSE(askedFor(test::catalogue(), "cannot turn head").complaints.empty()) << "a complaint of what cannot be done is none of what does not hurt";
}

TEST(AskedFor, aSideHoldsForNoPlaceOfWhichItWasNotTold) {
    const std::string rightFoot = told("right foot"), hand = told("hand");
    EXPECT_EQ(told("les deux mains et le pied droit"), told("both hands and the right foot"));
    EXPECT_EQ(told("mal au bas du dos et à la jambe gauche"), told("low back and left leg"));
    EXPECT_EQ(told("dolor en la espalda baja y en la pierna derecha"), told("low back and right leg"));
    EXPECT_EQ(told("me duele el cuello y también la rodilla izquierda"), told("neck and left knee"));
    const std::string armsAndNeck = told("the left arm, the right arm and the neck");
    for (const char* part : {"left antecubital", "right antecubital", ", neck_lateral"}) EXPECT_NE(armsAndNeck.find(part), std::string::npos) << part;
    for (const char* part : {"left neck", "right neck"}) EXPECT_EQ(armsAndNeck.find(part), std::string::npos) << part;
    EXPECT_EQ(told("front and back of the left thigh"), told("front of the left thigh, back of the left thigh"));
    EXPECT_EQ(told("inside and outside of the left knee"), told("inside of the left knee, outside of the left knee"));
    EXPECT_EQ(told("left knee, right also"), told("knees"));
    EXPECT_EQ(told("right knee and left"), told("knees"));
    EXPECT_EQ(told("knee left hip right"), told("left knee, right hip"));
    EXPECT_EQ(told("left side of the neck"), told("left neck"));
    EXPECT_EQ(told("I left work because of neck pain"), told("neck"));
    EXPECT_EQ(told("right behind the left ear"), told("behind the left ear"));
}

TEST(AskedFor, sidesAsTherapistsWriteThemAreSides) {
    for (const char* words : {"L knee", "Lt knee", "lft knee", "li. Knie", "linksseitige Knieschmerzen", "left-knee", "left\tknee", "left\xC2\xA0knee"}) EXPECT_EQ(told(words), told("left knee")) << words;
    EXPECT_EQ(told("R hip"), told("right hip"));
    EXPECT_EQ(told("re. Schulter"), told("right shoulder"));
}

TEST(AskedFor, wordsOfOneLanguageAreNotReadAsThoseOfAnother) {
    EXPECT_EQ(told("los dos brazos"), told("arms"));
    EXPECT_EQ(told("me duelen los dos hombros"), told("shoulders"));
    EXPECT_EQ(told("mal au dos"), told("back"));
    EXPECT_EQ(told("dos de la main droite"), told("back of the right hand"));
    EXPECT_EQ(told("cara externa de la pierna derecha"), told("outer right leg"));
    EXPECT_EQ(told("côté droit du cou"), told("right neck"));
    EXPECT_EQ(told("left little finger"), "left little_finger_dorsal, left little_finger_volar");
    EXPECT_EQ(told("little finger of the right hand"), "right little_finger_dorsal, right little_finger_volar");
    EXPECT_EQ(told("ring and little finger"), "little_finger_dorsal, little_finger_volar, ring_finger_dorsal, ring_finger_volar");
    EXPECT_EQ(told("left SI joint"), "left sacroiliac");
    for (const char* words : {"Kreuzschmerzen", "Rückenschmerzen", "Schulterschmerzen links", "Ischias links", "sciatique gauche"}) EXPECT_NE(told(words), "") << words;
    EXPECT_EQ(told("Kreuzschmerzen"), told("low back"));
}

TEST(AskedFor, aVertebraIsThePlaceBesideItAndItsRootTheField) {
    for (const char* words : {"Right l5", "R L5", "L5 on the right", "LWK 5 rechts", "L-5 right", "right L4/5"}) EXPECT_EQ(told(words), "right lumbar_paraspinal_lower") << words;
    EXPECT_EQ(told("L5 left"), "left lumbar_paraspinal_lower") << "an L with a number is no side";
    EXPECT_EQ(told("right L5 dermatome"), "right foot_dorsum_distal, right great_toe_dorsal, right leg_lateral_mid, right shin_lower");
    EXPECT_EQ(told("C-spine"), told("neck"));
}

TEST(AskedFor, whatIsMistypedIsReadAndSaid) {
    const AskedWords asked = askedFor(test::catalogue(), "sholder pain left");
    EXPECT_EQ(told(asked), told("left shoulder"));
    EXPECT_EQ(asked.readAs, std::vector<std::string>{"sholder: shoulder"});
    for (const char* words : {"tight", "check it", "last month", "le temps", "un hombre", "think"}) EXPECT_TRUE(askedFor(test::catalogue(), words).readAs.empty()) << words;
}

TEST(AskedFor, aSideInDoubtIsSaid) {
    const AskedWords asked = askedFor(test::catalogue(), "right shoulder, neck and left wrist");
    EXPECT_EQ(asked.sideInDoubt, std::vector<std::string>{"neck"});
    EXPECT_TRUE(askedFor(test::catalogue(), "left shoulder and elbow").sideInDoubt.empty());
}

TEST(AskedFor, complaintsAreFoundByTheWordsOfFourLanguages) {
    const auto conditions = [](const char* words) {
        std::set<std::string> keys;
        for (const anatomy::Condition* each : askedFor(test::catalogue(), words).conditions) keys.insert(each->key);
        return keys;
    };
    for (const char* words : {"numb fingers at night", "taube Finger nachts", "dedos dormidos por la noche", "doigts engourdis la nuit"}) EXPECT_TRUE(conditions(words).contains("carpal_tunnel")) << words;
    for (const char* words : {"cannot pass urine", "kann kein Wasser lassen", "no puedo orinar", "incontinence"}) EXPECT_TRUE(conditions(words).contains("low_back_pain")) << words;
    EXPECT_TRUE(conditions("no incontinence").empty());
    EXPECT_TRUE(conditions("left knee and neck").empty()) << "a part of the body is no complaint";
}

TEST(AskedFor, aDirectionOfNothingIsNoPlace) {
    for (const char* words : {"side", "inner", "front", "upper", "linke Seite", "right side of the body"}) EXPECT_EQ(told(words), "") << words;
}

TEST(AskedFor, aTextOfAnyLengthIsAnsweredAtOnce) {
    std::string words = "left temple, ";
    for (int i = 0; i < 5000; ++i) words += "calf and knee, ";
    const AskedWords asked = askedFor(test::catalogue(), words);
    EXPECT_TRUE(names(asked, "temple") && names(asked, "popliteal_fossa"));
    EXPECT_LT(asked.regions.size(), 20U);
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
