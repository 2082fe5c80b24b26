#include "places/visit_warnings.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "anatomy/screening.h"
#include "support/sample_body.h"

namespace myochart::places {

using test::catalogue;

namespace {

class VisitWarnings : public ::testing::Test {
  protected:
    record::Patient patient_;
    record::Session visit_;

    void needle(const char* muscleKey, Side side) {
        record::Marker marker;
        marker.id = record::MarkerId::make();
        marker.type = record::MarkerType::needle;
        marker.side = side;
        marker.anchor.address.muscleKey = muscleKey;
        marker.muscle = catalogue().muscle(muscleKey)->name;
        visit_.markers.push_back(marker);
    }
    std::vector<std::string> keys() {
        std::vector<std::string> found;
        for (const VisitWarning& each : visitWarnings(patient_, visit_, catalogue())) found.push_back(each.about);
        return found;
    }
    bool warns(const std::string& key) {
        const auto found = keys();
        return std::find(found.begin(), found.end(), key) != found.end();
    }
};

}  // namespace

TEST_F(VisitWarnings, bothSidesOfTheThoraxInOneVisit) {
    needle("rhomboid_major", Side::left);
    EXPECT_FALSE(warns("pre_bilateral_thorax"));
    needle("levator_scapulae", Side::left);
    EXPECT_FALSE(warns("pre_bilateral_thorax")) << "one side";
    needle("upper_trapezius", Side::right);
    EXPECT_TRUE(warns("pre_bilateral_thorax"));
    visit_.markers.back().type = record::MarkerType::active;
    EXPECT_FALSE(warns("pre_bilateral_thorax")) << "a finding is no needle";
}

TEST_F(VisitWarnings, aSiteUpTheNeckIsNoSideOfTheThorax) {
    needle("rhomboid_major", Side::left);
    const auto at = [&](const char* muscle, double along) {
        visit_.markers.resize(1);
        needle(muscle, Side::right);
        visit_.markers.back().anchor.address.u = static_cast<float>(along);
        return warns("pre_bilateral_thorax");
    };
    for (const auto& [muscle, high] : {std::pair{"semispinalis_capitis", 0.9}, {"semispinalis_capitis", 0.7}, {"splenius_capitis", 0.75}, {"splenius_cervicis", 0.8},
                                       {"sternocleidomastoid_sternal", 0.8}, {"longissimus_capitis", 0.7}})
        EXPECT_FALSE(at(muscle, high)) << muscle;
    EXPECT_FALSE(at("rectus_capitis_posterior_major", 0.5));
    for (const auto& [muscle, low] : {std::pair{"semispinalis_capitis", 0.2}, {"splenius_capitis", 0.1}, {"splenius_cervicis", 0.4}, {"sternocleidomastoid_clavicular", 0.2},
                                      {"scalenus_medius", 0.5}, {"scalenus_medius", 0.7}, {"omohyoid", 0.35}, {"sternohyoid", 0.2}, {"levator_scapulae", 0.9}, {"upper_trapezius", 0.9}})
        EXPECT_TRUE(at(muscle, low)) << muscle;
    visit_.markers.resize(1);
    needle("semispinalis_capitis", Side::right);
    visit_.markers.back().plan.point = "semispinalis_capitis_trp1";
    EXPECT_FALSE(warns("pre_bilateral_thorax")) << "the charted point tells";
    visit_.markers.back().plan.point.clear();
    visit_.markers.back().anchor.address.muscleKey.clear();
    EXPECT_TRUE(warns("pre_bilateral_thorax")) << "nobody knows where it lies";
}

TEST_F(VisitWarnings, whatThePatientSaysOrTheRecordKnowsWarnsOnTheSitesItConcerns) {
    needle("multifidus_lumbar", Side::left);
    needle("gastrocnemius_medial", Side::right);
    EXPECT_TRUE(keys().empty());
    patient_.details.alerts = {"rel_anticoagulant"};
    ASSERT_TRUE(warns("rel_anticoagulant")) << "an alert of the patient is enough";
    EXPECT_EQ(visitWarnings(patient_, visit_, catalogue()).front().sites, std::vector<record::MarkerId>{visit_.markers[0].id}) << "the deep one only";
    visit_.screening.no = {"rel_anticoagulant"};
    EXPECT_FALSE(warns("rel_anticoagulant")) << "asked today, and it is over";
    visit_.screening.yes = {"rel_pregnancy", "abs_lymphoedema_limb", "abs_electrical_pacemaker", "pre_vasovagal"};
    EXPECT_TRUE(warns("rel_pregnancy"));
    EXPECT_TRUE(warns("abs_lymphoedema_limb"));
    EXPECT_FALSE(warns("abs_electrical_pacemaker")) << "nothing is stimulated";
    visit_.markers[1].needle.stimulationHz = 2.0F;
    EXPECT_TRUE(warns("abs_electrical_pacemaker"));
    EXPECT_FALSE(warns("pre_vasovagal"));
    visit_.before.position = "sitting";
    EXPECT_TRUE(warns("pre_vasovagal"));
}

TEST_F(VisitWarnings, whatThePatientAnsweredAloneWarnsWhetherAnybodyLookedOrNot) {
    needle("soleus", Side::left);
    EXPECT_FALSE(warns("abs_fever_infection"));
    visit_.patientForms.forms.resize(1);
    visit_.patientForms.forms[0].yes = {"abs_fever_infection"};
    EXPECT_TRUE(warns("abs_fever_infection")) << "nobody has looked at it yet";
    visit_.patientForms.forms[0].taken = false;
    EXPECT_TRUE(warns("abs_fever_infection")) << "it was left";
    visit_.screening.no = {"abs_fever_infection"};
    EXPECT_FALSE(warns("abs_fever_infection")) << "it was talked about";
}

TEST_F(VisitWarnings, anAlertInOnesOwnWordsWarnsOfWhatItMentions) {
    needle("multifidus_lumbar", Side::left);
    for (const char* alert : {"Warfarin", "on warfarin since May", "nimmt Marcumar", "toma acenocumarol"}) {
        patient_.details.alerts = {alert};
        EXPECT_TRUE(warns("rel_anticoagulant")) << alert;
        visit_.screening.no = {alert};
        EXPECT_FALSE(warns("rel_anticoagulant")) << alert << ": asked today, and it is over";
        visit_.screening.no.clear();
    }
    for (const char* alert : {"cat bites often", "history of depression", "lives alone", "no allergy", "husband has haemophilia", "sin anticoagulante", "stopped warfarin 2015"}) {
        patient_.details.alerts = {alert};
        visit_.before.position = "sitting";
        EXPECT_TRUE(keys().empty()) << alert;
    }
}

TEST_F(VisitWarnings, anAbsoluteContraindicationSpeaksAgainstEverySite) {
    visit_.screening.yes = {"abs_fever_infection"};
    EXPECT_TRUE(keys().empty()) << "no needle, no warning";
    needle("gastrocnemius_medial", Side::right);
    needle("multifidus_lumbar", Side::left);
    ASSERT_TRUE(warns("abs_fever_infection"));
    EXPECT_EQ(visitWarnings(patient_, visit_, catalogue()).front().sites.size(), 2U);
    visit_.screening.yes = {"abs_uncontrolled_bleeding"};
    EXPECT_EQ(keys(), std::vector<std::string>{"abs_uncontrolled_bleeding"}) << "told once, at the deep site";
    visit_.markers.pop_back();
    EXPECT_EQ(keys(), std::vector<std::string>{"abs_uncontrolled_bleeding"}) << "and where a finger can press, too";
    visit_.screening.yes = {"abs_electrical_pacemaker", "rel_diabetes"};
    EXPECT_TRUE(keys().empty()) << "the one is about stimulation, the other is relative";
}

TEST_F(VisitWarnings, aReasonIsFoundByTheWarningsKey) {
    needle("rhomboid_major", Side::left);
    needle("rhomboid_major", Side::right);
    const VisitWarning warning = visitWarnings(patient_, visit_, catalogue()).at(0);
    EXPECT_EQ(reasonFor(visit_, warning), "");
    visit_.screening.overrides.push_back({warning.about, "treated by hand there", {}});
    EXPECT_EQ(reasonFor(visit_, warning), "treated by hand there");
}

TEST_F(VisitWarnings, onlyOneAtANeedleThatWentInStandsBeforeTheSignature) {
    needle("rhomboid_major", Side::left);
    needle("rhomboid_major", Side::right);
    EXPECT_TRUE(warningsToAnswer(patient_, visit_, catalogue()).empty()) << "both are only planned";
    visit_.markers[1].needle.insertions = 1;
    ASSERT_EQ(warningsToAnswer(patient_, visit_, catalogue()).size(), 1U);
    visit_.screening.overrides.push_back({"pre_bilateral_thorax", "with a pincer grip", {}});
    EXPECT_TRUE(warningsToAnswer(patient_, visit_, catalogue()).empty());
}

TEST(Screening, asksWhatAPatientCanAnswer) {
    const auto questions = anatomy::screeningQuestions(catalogue());
    EXPECT_GE(questions.size(), 22U);
    const auto has = [&](std::string_view key) { return std::any_of(questions.begin(), questions.end(), [&](const auto* fact) { return fact->key == key; }); };
    EXPECT_TRUE(has("rel_anticoagulant") && has("rel_pregnancy") && has("pre_vasovagal") && has("rel_allergy") && has("abs_lymphoedema_limb"));
    EXPECT_FALSE(has("abs_no_training") || has("pre_sharps") || has("pre_haemostasis")) << "nobody asks a patient that";
}

}  // namespace myochart::places
