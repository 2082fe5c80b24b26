#include "workspace/lesson_desk.h"

#include <gtest/gtest.h>

#include "record/ledger.h"
#include "support/builtin_body.h"
#include "workspace/running_program.h"

namespace myochart::workspace {

using myochart::test::TestFolder;
using test::RunningProgram;

namespace {

class Lessons : public ::testing::Test {
  protected:
    void begin(bool visit = true) {
        program_->bodies.show({std::shared_ptr<const void>(), &myochart::test::builtinBody()});
        if (!visit) return;
        record::Patient patient;
        patient.id = record::PatientId::make();
        patient.name = "Ana Muster";
        program_->record.addPatient(patient);
        program_->record.newSession();
        const auto soleus = program_->bodies.current()->find("left_soleus");
        ASSERT_TRUE(soleus);
        const auto hits = scene::pickAlong(*program_->bodies.current(), nullptr, {program_->bodies.current()->structure(*soleus).bounds.centre() + vec3(0, 1000, 0), vec3(0, -1, 0)}, program_->view.options);
        ASSERT_FALSE(hits.empty());
        ASSERT_TRUE(program_->marks.place(hits.front().at));
    }
    static Path shipped(const std::string& key) { return myochart::test::sourceFolder() / "assets/teaching" / (key + ".lesson"); }
    void play(const std::string& key) {
        const Outcome begun = program_->lessons.play(shipped(key));
        ASSERT_TRUE(begun.ok()) << begun.error().message;
    }
    LessonDesk& lessons() { return program_->lessons; }

    TestFolder folder_;
    RunningProgram program_{folder_, false};
};

std::string textIn(const Path& file) {
    const auto text = readTextFile(file, 1U << 20U);
    EXPECT_TRUE(text.ok());
    return text ? *text : std::string();
}

}  // namespace

TEST_F(Lessons, theSixThatComeWithTheProgramAreListed) {
    begin(false);
    lessons().setOpen(true);
    EXPECT_EQ(lessons().list().size(), 6U);
    for (const LessonEntry& each : lessons().list()) {
        EXPECT_FALSE(each.own) << each.key;
        EXPECT_EQ(each.remarks, 0U) << each.key;
    }
}

TEST_F(Lessons, nothingOfAPatientIsOpenWhileOneIsPlayedAndAllComesBack) {
    begin();
    const record::PatientId patient = program_->record.patient()->id;
    const record::Session visit = *program_->record.session();
    program_->notices.tell("Ana Muster was seen.");
    const size_t said = program_->notices.all().size();
    program_->view.setLayer(anatomy::Layer::bone, false);
    program_->view.isolate(*program_->bodies.current()->find("left_soleus"));
    const auto isolated = program_->view.options.isolated;
    const auto layers = program_->view.options.layers;
    const scene::Camera camera = program_->view.cameraGoal ? *program_->view.cameraGoal : program_->view.camera;
    play("headache");
    EXPECT_EQ(program_->record.patient(), nullptr);
    EXPECT_EQ(program_->record.session(), nullptr);
    EXPECT_EQ(program_->marks.shownSession(), nullptr);
    EXPECT_TRUE(program_->notices.all().empty()) << "what was said may name a patient";
    EXPECT_NE(program_->view.options.isolated, isolated);
    lessons().goOn();
    lessons().stop();
    ASSERT_NE(program_->record.patient(), nullptr);
    EXPECT_EQ(program_->record.patient()->id, patient);
    ASSERT_NE(program_->record.session(), nullptr);
    EXPECT_EQ(program_->record.session()->id, visit.id);
    EXPECT_EQ(program_->view.options.isolated, isolated);
    EXPECT_EQ(program_->view.options.layers, layers);
    ASSERT_TRUE(program_->view.cameraGoal);
    EXPECT_NEAR(program_->view.cameraGoal->distanceMm, camera.distanceMm, 0.1);
    EXPECT_NEAR(program_->view.cameraGoal->azimuthRad, camera.azimuthRad, 1e-3);
    EXPECT_TRUE(program_->pain.shown().empty());
    EXPECT_EQ(program_->notices.all().size(), said);
}

TEST_F(Lessons, nothingOfALessonLandsInTheVisit) {
    begin();
    const record::Session visit = *program_->record.session();
    const std::string step = program_->record.steps().undoMessage();
    for (const char* key : {"trigger_point", "dry_needling", "low_back"}) {
        play(key);
        while (lessons().step() + 1 < lessons().steps()) {
            lessons().goOn();
            lessons().follow();
        }
        lessons().stop();
    }
    ASSERT_NE(program_->record.session(), nullptr);
    ASSERT_EQ(program_->record.session()->markers.size(), visit.markers.size());
    EXPECT_EQ(program_->record.session()->markers.front().id, visit.markers.front().id);
    EXPECT_EQ(program_->record.session()->painDrawing, visit.painDrawing);
    EXPECT_EQ(program_->record.steps().undoMessage(), step);
}

TEST_F(Lessons, aStepShowsItsMusclesMarksAndPatterns) {
    begin(false);
    play("trigger_point");
    EXPECT_FALSE(program_->view.options.isolated.empty());
    EXPECT_TRUE(program_->view.options.ghostOthers);
    lessons().goTo(1);
    ASSERT_TRUE(program_->view.options.ghosts);
    ASSERT_EQ(program_->view.options.ghosts->size(), 1U);
    EXPECT_GT(program_->view.options.ghosts->front().position.x, 0) << "on the left";
    EXPECT_NE(program_->view.options.ghosts->front().label.find("TrP1"), std::string::npos);
    lessons().goTo(2);
    ASSERT_EQ(program_->pain.shown().size(), 1U);
    EXPECT_EQ(program_->pain.shown().front().key, "infraspinatus_trp1");
    lessons().goTo(99);
    EXPECT_EQ(lessons().step(), 2U);
    ASSERT_TRUE(lessons().shown());
    EXPECT_TRUE(lessons().shown()->missing.empty());
}

TEST_F(Lessons, everyShippedStepIsWholeOnTheBuiltInBody) {
    begin(false);
    lessons().setOpen(true);
    for (const LessonEntry& each : lessons().list()) {
        ASSERT_TRUE(lessons().play(each.file).ok());
        for (size_t i = 0; i < lessons().steps(); ++i) {
            lessons().goTo(i);
            ASSERT_TRUE(lessons().shown());
            for (const std::string& sentence : lessons().shown()->missing) ADD_FAILURE() << each.key << " step " << i + 1 << ": " << sentence;
        }
    }
}

TEST_F(Lessons, aNeedleIsDrawnWithWhatClearsNothingAndNotWhereCoursesTreatByHand) {
    begin(false);
    const auto rays = program_->bodies.current()->buildRayIndex();
    ASSERT_TRUE(rays);
    teaching::Step step;
    step.needle = teaching::OnSide{"infraspinatus_trp1", Side::left};
    const ShownStep shown = showStep(step, *program_->bodies.current(), program_->catalogue(), &*rays, {});
    EXPECT_EQ(shown.needle.size(), 3U);
    ASSERT_GE(shown.told.size(), 2U);
    EXPECT_NE(shown.told[1].find("none clears a needle"), std::string::npos) << shown.told[1];
    for (const anatomy::NeedlePolicy& policy : program_->catalogue().policies()) {
        if (policy.ofMuscle || policy.policy != anatomy::Policy::handsOnly) continue;
        step.needle = teaching::OnSide{policy.key, Side::left};
        EXPECT_TRUE(showStep(step, *program_->bodies.current(), program_->catalogue(), &*rays, {}).needle.empty()) << policy.key;
        break;
    }
}

TEST_F(Lessons, whileANeedleIsInNoneBegins) {
    begin();
    const record::MarkerId site = program_->record.session()->markers.front().id;
    ASSERT_TRUE(program_->record.commit(record::needlesIn(*program_->record.session(), {site}, program_->record.now())));
    EXPECT_FALSE(lessons().play(shipped("headache")).ok());
    EXPECT_NE(program_->record.session(), nullptr);
    EXPECT_EQ(lessons().lesson(), nullptr);
}

TEST_F(Lessons, whoeverOpensAPatientLeavesTheLesson) {
    begin();
    const record::PatientId patient = program_->record.patient()->id;
    lessons().setOpen(true);
    play("shoulder");
    program_->record.openPatient(patient);
    lessons().follow();
    EXPECT_EQ(lessons().lesson(), nullptr);
    EXPECT_FALSE(lessons().isOpen());
    EXPECT_NE(program_->record.patient(), nullptr);
}

TEST_F(Lessons, wordsAreChangedTakenBackAndSavedAsACopyOfYourOwn) {
    begin(false);
    const std::string before = textIn(shipped("shoulder"));
    play("shoulder");
    lessons().tell(StepWords::title, "M");
    lessons().tell(StepWords::title, "Mine");
    lessons().tell(StepWords::text, "One\n\n  two\xE2\x80\xAE");
    EXPECT_EQ(lessons().now()->step.text.in("en"), "One\ntwo");
    lessons().undo();
    EXPECT_NE(lessons().now()->step.text.in("en"), "One\ntwo");
    EXPECT_EQ(lessons().now()->step.title.in("en"), "Mine");
    lessons().undo();
    EXPECT_NE(lessons().now()->step.title.in("en"), "Mine") << "letters typed in a row are one step";
    EXPECT_FALSE(lessons().canUndo());
    lessons().redo();
    ASSERT_TRUE(lessons().save().ok());
    EXPECT_FALSE(lessons().changed());
    EXPECT_EQ(textIn(shipped("shoulder")), before);
    const Path own = folder_ / "lessons/shoulder_own.lesson";
    EXPECT_EQ(lessons().lesson()->file, own);
    ASSERT_EQ(lessons().list().size(), 7U);
    EXPECT_TRUE(lessons().list().front().own);
    lessons().tell(StepWords::title, "Again");
    ASSERT_TRUE(lessons().save().ok());
    EXPECT_EQ(lessons().list().size(), 7U) << "an own lesson is saved in its place";
    EXPECT_NE(textIn(own).find("title: Again"), std::string::npos);
}

TEST_F(Lessons, thePresentViewBecomesWhatAStepShows) {
    begin(false);
    play("shoulder");
    program_->view.camera.distanceMm = 777;
    program_->view.cameraGoal.reset();
    program_->view.isolate(*program_->bodies.current()->find("left_soleus"));
    lessons().takePicture();
    const teaching::Step step = lessons().now()->step;
    ASSERT_TRUE(step.camera);
    EXPECT_EQ(step.camera->distanceMm, 777);
    EXPECT_EQ(step.isolate, (std::vector<teaching::OnSide>{{"soleus", Side::left}}));
    lessons().goOn();
    lessons().goBack();
    ASSERT_TRUE(program_->view.cameraGoal);
    EXPECT_NEAR(program_->view.cameraGoal->distanceMm, 777, 0.01);
    EXPECT_EQ(program_->view.options.isolated.size(), 1U);
}

TEST_F(Lessons, stepsAreAddedMovedAndRemovedAndUndoGoesAllTheWayBack) {
    begin(false);
    play("shoulder");
    const teaching::Lesson before = lessons().lesson()->lesson;
    lessons().addStep();
    EXPECT_EQ(lessons().steps(), before.steps.size() + 1);
    EXPECT_EQ(lessons().step(), 1U);
    lessons().tell(StepWords::title, "New");
    lessons().moveStep(true);
    EXPECT_EQ(lessons().step(), 2U);
    EXPECT_EQ(lessons().now()->step.title.in("en"), "New");
    lessons().removeStep();
    EXPECT_EQ(lessons().lesson()->lesson, before);
    while (lessons().canUndo()) lessons().undo();
    EXPECT_EQ(lessons().lesson()->lesson, before);
    for (size_t i = 0; i < before.steps.size() + 3; ++i) lessons().removeStep();
    EXPECT_EQ(lessons().steps(), 1U) << "one is left";
}

TEST_F(Lessons, changesThatAreLeftUnsavedAreOfferedToBeSaved) {
    begin(false);
    play("shoulder");
    lessons().tell(StepWords::title, "Mine");
    lessons().stop();
    ASSERT_FALSE(program_->notices.all().empty());
    ASSERT_TRUE(program_->notices.all().back().undo);
    const auto save = program_->notices.all().back().undo;
    save();
    EXPECT_NE(textIn(folder_ / "lessons/shoulder_own.lesson").find("title: Mine"), std::string::npos);
}

TEST_F(Lessons, picturesAreDrawnByTheProgramItselfOrNotAtAll) {
    begin(false);
    EXPECT_FALSE(lessons().exportPictures().ok()) << "no lesson is played";
    play("shoulder");
    ASSERT_TRUE(lessons().exportPictures().ok());
    EXPECT_FALSE(lessons().isExporting());
    ASSERT_FALSE(program_->notices.all().empty());
    EXPECT_TRUE(program_->notices.all().back().isError) << "this test is not the program";
    EXPECT_FALSE(std::filesystem::exists(folder_ / "lessons/shoulder_pictures"));
}

TEST_F(Lessons, aLessonOfNothingIsRefusedAndOneWithFaultsIsPlayed) {
    begin(false);
    const Path empty = folder_ / "empty.lesson", faulty = folder_ / "faulty.lesson";
    ASSERT_TRUE(writeFileAtomically(empty, "").ok());
    ASSERT_TRUE(writeFileAtomically(faulty, "title: T\n[step]\nisolate: trapezoid, soleus left\ntext: t\n").ok());
    EXPECT_FALSE(lessons().play(empty).ok());
    EXPECT_FALSE(lessons().play(folder_ / "none.lesson").ok());
    ASSERT_TRUE(lessons().play(faulty).ok());
    EXPECT_EQ(lessons().lesson()->remarks.size(), 2U);
    EXPECT_EQ(program_->view.options.isolated.size(), 1U);
}

}  // namespace myochart::workspace
