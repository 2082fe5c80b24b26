#include "note/patient_answers.h"

#include <gtest/gtest.h>

#include "note/remarks.h"
#include "visit.h"

namespace myochart {

namespace {

using Keys = std::vector<std::string>;

/// A patient with an alert, and a form of theirs.
struct Filled : testing::Test {
    test::PlainVisit visit;
    const anatomy::Catalogue& catalogue = test::tables();

    record::PatientForm& add(const std::string& id) {
        record::PatientForm form;
        form.form = id;
        form.at = 1'790'000'000'000;
        form.language = "es";
        visit.session.patientForms.forms.push_back(form);
        return visit.session.patientForms.forms.back();
    }
    record::Session taken(const std::string& id, note::FormParts parts = {}) {
        const auto after = note::withTaken(visit.patient, visit.session, id, parts, catalogue);
        EXPECT_TRUE(after) << (after ? "" : after.error().message);
        return after ? *after : visit.session;
    }
    bool remarks(const std::string& start) {
        for (const note::Missing& each : note::screeningRemarks(visit.patient, visit.session, catalogue))
            if (each.sentence.starts_with(start)) return true;
        return false;
    }
};

}  // namespace

TEST_F(Filled, everyPartOfAFormComesIntoTheVisitThatWasChosen) {
    record::PatientForm& form = add("one");
    form.pain = 6, form.painWorst = 8;
    form.yes = {"rel_diabetes"}, form.no = {"rel_epilepsy"}, form.notSure = {"rel_pregnancy"};
    form.words = "Since Monday.";
    form.painted.areas.resize(2);  // the second one was rubbed out again
    form.painted.areas[0].dabs.resize(1);
    form.painted.areas[0].dabs[0].region = "temple";
    visit.session.before.pain = 3, visit.session.before.reason = "Headache";
    const record::Session after = taken("one");
    EXPECT_EQ(after.before.pain, 6U);
    EXPECT_EQ(after.before.painWorst, 8U);
    EXPECT_FALSE(after.before.painBest) << "nobody told it";
    EXPECT_EQ(after.screening.yes, Keys{"rel_diabetes"});
    EXPECT_EQ(after.screening.no, Keys{"rel_epilepsy"});
    EXPECT_EQ(after.before.reason, "Headache\nSince Monday.");
    ASSERT_EQ(after.painDrawing.areas.size(), 1U);
    EXPECT_EQ(after.painDrawing.areas[0].dabs[0].region, "temple");
    EXPECT_EQ(note::waitingForm(after), nullptr);
    record::Session same = after;
    same.patientForms = visit.session.patientForms;
    EXPECT_EQ(after.patientForms.forms[0].yes, visit.session.patientForms.forms[0].yes) << "what the patient said stays as it was";

    const record::Session figures = taken("one", {false, true, false, false});
    EXPECT_EQ(figures.before.pain, 6U);
    EXPECT_EQ(figures.screening, record::Screening());
    EXPECT_EQ(figures.painDrawing, record::PainDrawing());
    EXPECT_EQ(figures.before.reason, "Headache");
}

TEST_F(Filled, aYesGoesOverANoAndANoNeverOverAYesOrAnAlert) {
    record::PatientForm& form = add("one");
    form.yes = {"rel_anticoagulant"}, form.no = {"rel_diabetes", "rel_epilepsy", "rel_heart"};
    visit.session.screening.no = {"rel_anticoagulant"};
    visit.session.screening.yes = {"rel_diabetes"};
    visit.patient.details.alerts = {"rel_epilepsy"};
    const note::FormAnswers told = note::answersOf(form, visit.patient, visit.session, catalogue);
    EXPECT_EQ(told.againstNo, Keys{"rel_anticoagulant"});
    EXPECT_EQ(told.againstYes, (Keys{"rel_diabetes", "rel_epilepsy"}));
    EXPECT_EQ(told.no, Keys{"rel_heart"});
    const record::Session after = taken("one");
    EXPECT_EQ(after.screening.yes, (Keys{"rel_diabetes", "rel_anticoagulant"}));
    EXPECT_EQ(after.screening.no, Keys{"rel_heart"}) << "the alert stays open";
}

TEST_F(Filled, whatWasAnsweredWithYesIsRemarkedOnUntilTheScreeningAnswersIt) {
    add("one").yes = {"abs_fever_infection"};
    EXPECT_TRUE(remarks("Nobody has looked at what the patient filled in."));
    EXPECT_TRUE(remarks("The patient answered with yes, and the screening says nothing of it"));
    visit.session = *note::withLeft(visit.session, "one");
    EXPECT_FALSE(remarks("Nobody has looked"));
    EXPECT_TRUE(remarks("The patient answered with yes"));
    visit.session.screening.no = {"abs_fever_infection"};  // talked about
    EXPECT_FALSE(remarks("The patient answered with yes"));
}

TEST_F(Filled, theSameFormTwiceIsOneAndAVisitHoldsNoMoreThanItHolds) {
    record::PatientForm form;
    form.form = "one";
    auto once = note::withForm(visit.session, form);
    ASSERT_TRUE(once);
    EXPECT_EQ(note::withForm(*once, form)->patientForms.forms.size(), 1U);
    for (size_t i = 1; i < record::kMaxPatientForms; ++i) {
        form.form = std::to_string(i);
        once = note::withForm(*once, form);
        ASSERT_TRUE(once);
    }
    form.form = "one too many";
    EXPECT_FALSE(note::withForm(*once, form));
    EXPECT_FALSE(note::withTaken(visit.patient, *once, "none of that id", {}, catalogue));
    EXPECT_FALSE(note::withTaken(visit.patient, *once, "one", {false, false, false, false}, catalogue));
    EXPECT_FALSE(note::withLeft(*once, "none of that id"));
}

}  // namespace myochart
