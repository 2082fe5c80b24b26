#include <gtest/gtest.h>

#include "handout/patient_screen.h"
#include "visit.h"

namespace myochart {

using test::TreatedVisit;

namespace {

handout::PatientScreen screenOf(const TreatedVisit& visit, const std::string& language = "en") {
    return handout::patientScreenOf({visit.patient, visit.practice, visit.session, test::handoutTables(), test::handoutTexts(language)});
}

record::Marker& addPlanned(TreatedVisit& visit, const std::string& muscle, Side side = Side::left) {
    record::Marker& marker = visit.addNeedled(muscle, side);
    marker.needle = {};
    marker.needle.lengthMm = 40.0F;
    return marker;
}

std::string allOf(const handout::PatientScreen& screen) {
    std::string all = screen.title + '\n' + screen.needles + '\n' + screen.nothing + '\n';
    for (const auto& site : screen.sites) all += site.where + '\n' + site.area + '\n' + site.side + '\n' + site.done + '\n';
    for (const handout::HandoutPart* part : {&screen.feel, &screen.after})
        for (const std::string& each : part->paragraphs) all += each + '\n';
    return all;
}

}  // namespace

TEST(PatientScreen, tellsWhereNeedlesArePlannedHowManyAndHowItMayFeel) {
    TreatedVisit visit;
    addPlanned(visit, "soleus");
    addPlanned(visit, "levator_scapulae", Side::right);
    const auto screen = screenOf(visit);
    EXPECT_EQ(screen.title, "Where needles are planned");
    EXPECT_EQ(screen.needles, "Thin needles: 2");
    ASSERT_EQ(screen.sites.size(), 2U);
    EXPECT_EQ(screen.sites[1].where, "shoulder-blade lifter");
    EXPECT_EQ(screen.sites[1].side, "right");
    EXPECT_EQ(screen.feel.paragraphs.size(), 3U);
    EXPECT_FALSE(screen.after.paragraphs.empty());
    EXPECT_TRUE(screen.nothing.empty());
}

TEST(PatientScreen, afterwardsItDoesNotTellHowItMayFeel) {
    TreatedVisit visit;
    visit.addNeedled("soleus");
    const auto done = screenOf(visit);
    EXPECT_EQ(done.title, "Where you were treated");
    EXPECT_EQ(done.needles, "Thin needles: 1");
    EXPECT_TRUE(done.feel.paragraphs.empty());
    addPlanned(visit, "soleus");
    EXPECT_FALSE(screenOf(visit).feel.paragraphs.empty()) << "one is still to come";
    EXPECT_EQ(screenOf(visit).title, "Where needles are planned");
}

TEST(PatientScreen, countsNoNeedleWhereNoneIsAndNothingThatNobodyConfirmed) {
    TreatedVisit visit;
    EXPECT_FALSE(screenOf(visit).nothing.empty());
    EXPECT_EQ(screenOf(visit).needles, "");
    visit.addNeedled("soleus").needle = {};
    visit.session.markers.back().type = record::MarkerType::active;
    EXPECT_EQ(screenOf(visit).needles, "");
    addPlanned(visit, "soleus").plan.unconfirmed = true;
    EXPECT_EQ(screenOf(visit).needles, "");
    EXPECT_EQ(screenOf(visit).sites.size(), 1U);
}

TEST(PatientScreen, namesNobodyAndHoldsNothingThatTherapistsWrote) {
    TreatedVisit visit;
    visit.patient.name = "Canaryna Nightjar";
    visit.patient.note = "canarynote";
    visit.session.title = "canarytitle";
    visit.session.before.reason = "canaryreason";
    record::Marker& site = addPlanned(visit, "soleus");
    site.note = "canarysite";
    site.label = "canarylabel";
    site.needle.depthMm = 23.0F;
    for (const std::string& language : test::handoutLanguages()) {
        const std::string all = allOf(screenOf(visit, language));
        EXPECT_EQ(all.find("anary"), std::string::npos) << language;
        EXPECT_EQ(all.find("23"), std::string::npos) << language;
        EXPECT_NE(all.find("1"), std::string::npos) << language << ": the count";
    }
}

}  // namespace myochart
