#include "workspace/ask_desk.h"

#include <gtest/gtest.h>

#include "support/builtin_body.h"
#include "workspace/running_program.h"

namespace myochart::workspace {

using myochart::test::TestFolder;
using test::RunningProgram;

namespace {

class Ask : public ::testing::Test {
  protected:
    void begin() {
        program_->bodies.show({std::shared_ptr<const void>(), &myochart::test::builtinBody()});
        record::Patient patient;
        patient.id = record::PatientId::make();
        patient.name = "Ana Muster";
        program_->record.addPatient(patient);
        program_->record.newSession();
        ASSERT_TRUE(program_->ask.begin());
        for (int i = 0; i < 3; ++i) program_->pain.follow();
        ASSERT_TRUE(program_->ask.map()) << program_->pain.why();
    }
    vec3 placeOf(const char* region) { return program_->pain.map()->regions()[*program_->pain.map()->region(region, Side::left)].position; }
    void stroke(vec3 at, bool erases = false) {
        program_->ask.beginStroke();
        program_->ask.strokeTo(at, 20, erases);
        program_->ask.endStroke();
    }
    size_t dabs() { return program_->ask.form().painted.areas.empty() ? 0 : program_->ask.form().painted.areas[0].dabs.size(); }
    const record::Session& visit() { return *program_->record.session(); }

    TestFolder folder_;
    RunningProgram program_{folder_, false};
};

}  // namespace

TEST_F(Ask, isOnlyForAVisitThatCanBeChanged) {
    EXPECT_FALSE(program_->ask.begin());
    EXPECT_FALSE(program_->ask.isAsking());
}

TEST_F(Ask, strokesAreTakenBackOneByOneAndAllAtOnce) {
    begin();
    EXPECT_FALSE(program_->ask.canUndo());
    EXPECT_EQ(program_->ask.laid(), nullptr);
    stroke(placeOf("temple"));
    const auto first = program_->ask.laid();
    ASSERT_NE(first, nullptr);
    stroke(placeOf("temple") + vec3(0, 0, 5), true);
    EXPECT_EQ(dabs(), 2U);
    EXPECT_NE(program_->ask.laid(), first);
    program_->ask.clear();
    EXPECT_FALSE(program_->ask.hasPaint());
    program_->ask.undo();
    EXPECT_EQ(dabs(), 2U);
    program_->ask.undo();
    program_->ask.undo();
    EXPECT_EQ(dabs(), 0U);
    EXPECT_FALSE(program_->ask.canUndo());
}

TEST_F(Ask, aFinishedFormIsInTheRecordAndTakenAsOneStep) {
    begin();
    stroke(placeOf("temple"));
    program_->ask.form().pain = 6;
    program_->ask.form().yes = {"rel_diabetes"};
    program_->ask.finish("es");
    EXPECT_FALSE(program_->ask.isAsking());
    ASSERT_EQ(visit().patientForms.forms.size(), 1U);
    const record::PatientForm form = visit().patientForms.forms[0];
    EXPECT_TRUE(form.at);
    EXPECT_EQ(form.language, "es");
    ASSERT_EQ(form.painted.areas.size(), 1U);
    EXPECT_EQ(form.painted.areas[0].where.substr(0, 11), "left temple");
    EXPECT_EQ(visit().before.pain, std::nullopt) << "nobody has taken it over";
    ASSERT_NE(program_->ask.waiting(), nullptr);

    program_->ask.take(form.form, {});
    EXPECT_EQ(visit().before.pain, 6U);
    EXPECT_EQ(visit().painDrawing, form.painted);
    EXPECT_EQ(program_->ask.waiting(), nullptr);
    program_->record.undo();
    EXPECT_EQ(visit().before.pain, std::nullopt);
    EXPECT_EQ(visit().painDrawing, record::PainDrawing());
    ASSERT_NE(program_->ask.waiting(), nullptr);
    program_->ask.leave(form.form);
    EXPECT_EQ(visit().patientForms.forms[0].taken, false);
}

TEST_F(Ask, whatWasBrokenOffIsKeptAndAnEmptyFormIsNot) {
    begin();
    program_->ask.stop("en");
    EXPECT_TRUE(visit().patientForms.forms.empty());
    ASSERT_TRUE(program_->ask.begin());
    program_->ask.form().notSure = {"rel_heart"};
    program_->ask.stop("en");
    ASSERT_EQ(visit().patientForms.forms.size(), 1U);
    EXPECT_FALSE(visit().patientForms.forms[0].at) << "it was not finished";
}

TEST_F(Ask, theFormGoesToItsOwnVisitThoughAnotherPatientIsOpenMeanwhile) {
    begin();
    const record::SessionId asked = visit().id;
    const record::PatientId whose = visit().patient;
    program_->ask.form().pain = 4;
    record::Patient other;
    other.id = record::PatientId::make();
    other.name = "Somebody Else";
    program_->record.addPatient(other);
    program_->record.newSession();
    program_->ask.finish("en");
    EXPECT_TRUE(visit().patientForms.forms.empty());
    program_->record.openPatient(whose);
    program_->record.openSession(asked);
    ASSERT_EQ(visit().patientForms.forms.size(), 1U);
    EXPECT_EQ(visit().patientForms.forms[0].pain, 4U);
}

TEST_F(Ask, whatIsOfferedLiesOnTheBodyUntilItIsNotOfferedAnyMore) {
    begin();
    stroke(placeOf("temple"));
    program_->ask.finish("en");
    ASSERT_FALSE(program_->view.options.laid.shares);
    program_->pain.offer(visit().patientForms.forms[0].painted);
    program_->pain.follow();
    EXPECT_TRUE(program_->view.options.laid.shares);
    EXPECT_GT(program_->view.options.effects.skinOpacity, 0.5F);
    program_->pain.follow();
    EXPECT_FALSE(program_->view.options.laid.shares);
    EXPECT_EQ(program_->view.options.effects.skinOpacity, 0.0F);
}

}  // namespace myochart::workspace
