#include <gtest/gtest.h>

#include <algorithm>

#include "anatomy/hazards.h"
#include "core/text.h"
#include "record/ledger.h"
#include "visit.h"

namespace myochart {

using test::TreatedVisit;

namespace {

/// All that a handout says, one text a line.
std::string allOf(const handout::Handout& says) {
    std::string all = says.title + '\n' + says.patient + '\n' + says.visit + '\n' + says.therapist + '\n' + says.emergency + '\n' + says.nextVisit + '\n';
    for (const std::string& each : says.practice) all += each + '\n';
    for (const auto& site : says.sites) all += site.where + '\n' + site.area + '\n' + site.side + '\n' + site.done + '\n';
    for (const handout::HandoutPart* part : {&says.expect, &says.care, &says.advice, &says.lung, &says.warning})
        for (const std::string& each : part->paragraphs) all += each + '\n';
    for (const auto& exercise : says.exercises) all += exercise.name + '\n' + exercise.how + '\n' + exercise.dose + '\n' + exercise.stop + '\n';
    return all;
}

}  // namespace

TEST(Handout, aSiteIsToldInPlainWordsOfEachLanguage) {
    TreatedVisit visit;
    visit.addNeedled("levator_scapulae", Side::right);
    const handout::HandoutSite english = visit.in("en").sites.at(0), german = visit.in("de").sites.at(0);
    EXPECT_EQ(english.where, "shoulder-blade lifter");
    EXPECT_EQ(english.side, "right");
    EXPECT_EQ(english.done, "thin needle");
    EXPECT_EQ(german.where, "Schulterblattheber");
    EXPECT_EQ(german.side, "rechts");
    EXPECT_EQ(german.number, 1U);
    EXPECT_FALSE(german.area.empty());
    EXPECT_EQ(visit.in("es").sites.at(0).where, "elevador de la esc\u00E1pula");
}

TEST(Handout, everyMuscleHasAPlainNameAndAnAreaInEveryLanguage) {
    for (const std::string& language : test::handoutLanguages()) {
        TreatedVisit visit;
        for (const anatomy::Muscle& muscle : test::handoutTables().muscles()) visit.addNeedled(muscle.key);
        const auto sites = visit.in(language).sites;
        ASSERT_EQ(sites.size(), test::handoutTables().muscles().size());
        for (size_t i = 0; i < sites.size(); ++i) {
            EXPECT_EQ(sites[i].where, test::handoutTables().plainName(test::handoutTables().muscles()[i].key)->in(language));
            EXPECT_FALSE(sites[i].area.empty()) << language << ' ' << test::handoutTables().muscles()[i].key;
        }
    }
}

TEST(Handout, whatWasDoneFollowsTheRecord) {
    TreatedVisit visit;
    visit.addNeedled("soleus");
    visit.addNeedled("soleus").needle.stimulationHz = 2.0F;
    visit.addNeedled("soleus").needle = {};
    record::Marker& found = visit.addNeedled("soleus");
    found.needle = {}, found.type = record::MarkerType::latent;
    visit.addNeedled("soleus").plan.unconfirmed = true;
    std::vector<std::string> done;
    for (const auto& site : visit.in("en").sites) done.push_back(site.done);
    EXPECT_EQ(done, (std::vector<std::string>{"thin needle", "thin needle with a gentle electric current", "planned, not done yet", "examined, tender"}));
}

TEST(Handout, itHoldsNoDepthNoFindingAndNoneOfWhatTherapistsWrite) {
    TreatedVisit visit;
    record::Marker& site = visit.addNeedled("gluteus_medius");
    site.needle.depthMm = 37.25F, site.needle.depthWords = "to the ilium", site.needle.lot = "LOT77", site.needle.directionWords = "medial";
    site.note = "LTR x3", site.label = "GM TrP2", site.sentence = "left gluteus medius, middle third";
    site.finding.tautBand = true;
    visit.session.after.plan = "PLANTEXT", visit.session.after.response = "RESPONSETEXT", visit.session.before.reason = "REASONTEXT";
    visit.patient.note = "PATIENTNOTE", visit.patient.birthDate = "1950-01-02", visit.patient.details.identifier = "ID99";
    for (const std::string& language : test::handoutLanguages()) {
        const std::string all = allOf(visit.in(language));
        for (const char* word : {"37", "ilium", "LOT77", "medial", "LTR", "TrP", "third", "PLANTEXT", "RESPONSETEXT", "REASONTEXT", "PATIENTNOTE", "1950", "ID99", " mm"})
            EXPECT_EQ(all.find(word), std::string::npos) << language << ' ' << word;
    }
}

TEST(Handout, theLungIsToldOfOnlyWhereANeedleWasNearIt) {
    TreatedVisit calf;
    calf.addNeedled("soleus");
    EXPECT_TRUE(calf.in("en").lung.paragraphs.empty());
    TreatedVisit shoulder;
    shoulder.addNeedled("upper_trapezius");
    const auto lung = shoulder.in("en").lung.paragraphs;
    ASSERT_FALSE(lung.empty());
    EXPECT_NE(lung.front().find("shortness of breath"), std::string::npos);
    shoulder.session.markers[0].needle = {};
    shoulder.session.markers[0].type = record::MarkerType::active;
    EXPECT_TRUE(shoulder.in("en").lung.paragraphs.empty()) << "pressed on, not needled";
}

TEST(Handout, whatIsOnlyPlannedIsNotToldAsDone) {
    TreatedVisit visit;
    record::Marker& site = visit.addNeedled("upper_trapezius");
    site.needle = {};
    ASSERT_TRUE(record::isOnlyPlanned(site));
    for (const std::string& language : test::handoutLanguages()) {
        const handout::Handout says = visit.in(language);
        const handout::Texts& texts = test::handoutTexts(language);
        EXPECT_EQ(says.title, texts.of("title planned"));
        EXPECT_EQ(says.placesTitle, texts.of("consent places title"));
        ASSERT_FALSE(says.lung.paragraphs.empty());
        EXPECT_EQ(says.lung.paragraphs, texts.paragraphs("lung planned"));
    }
    visit.addNeedled("soleus");
    EXPECT_EQ(visit.in("en").title, "After your dry needling");
    EXPECT_EQ(visit.in("en").placesTitle, "Where you were treated");
    EXPECT_EQ(visit.in("en").lung.paragraphs, test::handoutTexts("en").paragraphs("lung planned")) << "the needle near the lung is not in yet";
}

TEST(Handout, whoIsNotThePatientIsNotSpokenTo) {
    for (const std::string& language : test::handoutLanguages()) {
        const handout::Texts told = test::handoutTexts(language).toldToOthers();
        EXPECT_EQ(told.of("edge left"), told.of("others edge left"));
        EXPECT_EQ(told.of("view right"), told.of("others view right"));
        EXPECT_NE(told.of("view left"), test::handoutTexts(language).of("view left"));
    }
}

TEST(Handout, everyMuscleWithTheLungAmongItsHazardsBringsTheWarning) {
    size_t near = 0;
    for (const anatomy::Muscle& muscle : test::handoutTables().muscles()) {
        TreatedVisit visit;
        visit.addNeedled(muscle.key);
        const auto hazards = anatomy::hazardsOf(test::handoutTables(), muscle.key);
        const bool named = std::ranges::any_of(hazards, [](const auto* fact) { return fact->structures.find("lung") != std::string::npos || fact->structures.find("pleura") != std::string::npos; });
        EXPECT_EQ(!visit.in("en").lung.paragraphs.empty(), named) << muscle.key;
        near += named;
    }
    EXPECT_GT(near, 20U);
}

TEST(Handout, aMuscleThatNobodyKnowsCountsAsNearTheLung) {
    TreatedVisit visit;
    visit.addNeedled("back stuff");
    const handout::Handout says = visit.in("de");
    EXPECT_FALSE(says.lung.paragraphs.empty());
    EXPECT_EQ(says.sites.at(0).where, "back stuff") << "as it was written";
    EXPECT_EQ(says.sites.at(0).area, "");
}

TEST(Handout, whereTheRecordNamesAnotherMuscleThePlaceCountsToo) {
    TreatedVisit visit;
    record::Marker& site = visit.addNeedled("upper_trapezius");
    site.byHand.muscle = true, site.muscle = "soleus";
    EXPECT_EQ(visit.in("en").sites.at(0).where, "deep calf muscle");
    EXPECT_FALSE(visit.in("en").lung.paragraphs.empty());
}

TEST(Handout, exercisesComeFromTheVisitAndFromWhoeverAsksOnce) {
    TreatedVisit visit;
    visit.session.after.exercises = {"chin_nod", "Walk the dog"};
    const auto exercises = visit.in("de", {"clam", "chin_nod"}).exercises;
    ASSERT_EQ(exercises.size(), 3U);
    EXPECT_EQ(exercises[0].name, "Kinnnicken im Liegen");
    EXPECT_NE(exercises[0].how.find("Nicken Sie"), std::string::npos);
    EXPECT_EQ(exercises[1].name, "Walk the dog");
    EXPECT_EQ(exercises[1].how, "");
    EXPECT_NE(exercises[2].dose.find("12"), std::string::npos);
    EXPECT_EQ(visit.in("en", {"jaw_rest"}).exercises.at(2).stop, "") << "nothing to stop for";
}

TEST(Handout, itNamesPracticeTherapistAndTheNextDayWhereTheRecordHasThem) {
    TreatedVisit visit;
    handout::Handout says = visit.in("en");
    EXPECT_EQ(says.therapist, "");
    EXPECT_EQ(says.nextVisit, "");
    EXPECT_TRUE(says.practice.empty());
    record::Therapist therapist;
    therapist.id = record::TherapistId::make(), therapist.name = "Kim Doe", therapist.licence = "PT 1";
    visit.practice.name = "Lake Practice", visit.practice.address = "Main Street 5\n\n  www.lake.example ";
    visit.practice.therapists = {therapist};
    visit.session.before.therapist = therapist.id;
    visit.session.after.nextVisit = "2026-12-01";
    says = visit.in("en");
    EXPECT_EQ(says.therapist, "Kim Doe");
    EXPECT_EQ(says.nextVisit, "Tuesday, 1 December 2026");
    EXPECT_EQ(says.practice, (std::vector<std::string>{"Lake Practice", "Main Street 5", "www.lake.example"}));
    EXPECT_EQ(says.visit, "Visit on Sunday, 22 November 2026");
}

TEST(Handout, nobodyElseOfThePracticeIsNamed) {
    TreatedVisit visit;
    record::Therapist one, other;
    one.id = record::TherapistId::make(), one.name = "Kim Doe";
    other.id = record::TherapistId::make(), other.name = "Sam Roe";
    visit.practice.therapists = {one, other};
    visit.session.before.therapist = one.id;
    EXPECT_EQ(allOf(visit.in("en")).find("Sam"), std::string::npos);
}

TEST(Handout, whatThePatientWasToldInTheTherapistsOwnWordsIsThere) {
    TreatedVisit visit;
    visit.session.after.aftercare = {"soreness", "No swimming until Friday"};
    EXPECT_EQ(visit.in("fr").advice.paragraphs, std::vector<std::string>{"No swimming until Friday"});
}

TEST(Handout, withoutANeedleItDoesNotSpeakOfOne) {
    TreatedVisit visit;
    EXPECT_EQ(visit.in("en").title, "After your treatment");
    EXPECT_EQ(allOf(visit.in("en")).find("needle"), std::string::npos);
    visit.addNeedled("soleus");
    EXPECT_EQ(visit.in("en").title, "After your dry needling");
}

}  // namespace myochart
