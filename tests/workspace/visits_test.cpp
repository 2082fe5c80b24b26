#include <gtest/gtest.h>

#include <chrono>

#include "record/ledger.h"
#include "workspace/running_program.h"
#include "workspace/command.h"
#include "record/patient_order.h"

namespace myochart::workspace {

using myochart::test::TestFolder;
using test::RunningProgram;
using myochart::test::legs;

namespace {

constexpr UtcMs kDayMs = 86'400'000;

class Visits : public test::BothWays {
  protected:
    RunningProgram open() {
        RunningProgram program(folder, GetParam(), [this] { return now; });
        program->bodies.show(body);
        return program;
    }
    static record::Patient named(std::string name, std::string born = "1985-03-12") {
        record::Patient patient;
        patient.id = record::PatientId::make();
        patient.name = std::move(name);
        patient.birthDate = std::move(born);
        return patient;
    }
    /// Places a marker on the left leg at height `z` mm.
    static void place(RunningProgram& program, float z = 300) {
        const auto hits = scene::pickAlong(*program->bodies.current(), nullptr, {vec3(90, -1000, z), vec3(0, 1, 0)}, program->view.options);
        ASSERT_FALSE(hits.empty());
        program->marks.place(hits.front().at);
    }
    static record::Session recorded(RunningProgram& program, const record::SessionId& id) {
        auto session = program.ask<record::Session>([&](store::Record& r) { return r.session(id); });
        EXPECT_TRUE(session.ok());
        return session ? *session : record::Session{};
    }

    TestFolder folder;
    std::shared_ptr<const body::Body> body = legs(folder / "legs.cache");
    UtcMs now = *parseIsoUtc("2026-10-28T12:00:00Z");
};

}  // namespace

TEST_P(Visits, thePictureStaysWhenTodaysVisitOpensForASite) {
    RunningProgram program = open();
    program->record.addPatient(named("Ana Muster"));
    place(program);
    const auto visit = program->record.session()->id;
    program->record.closeSession();  // its view is kept
    scene::orbit(program->view.camera, {300, 40});
    const float azimuth = program->view.camera.azimuthRad;
    program->view.cameraGoal.reset();
    place(program, 340);
    ASSERT_TRUE(program->record.session()) << "opened when the record has answered";
    EXPECT_EQ(program->record.session()->id, visit);
    EXPECT_EQ(program->record.session()->markers.size(), 2U);
    EXPECT_FALSE(program->view.cameraGoal) << "the pointer is on the place where the needle goes";
    EXPECT_EQ(program->view.camera.azimuthRad, azimuth);
    program->record.closeSession();
    scene::orbit(program->view.camera, {300, 40});
    program->record.openSession(visit);
    EXPECT_TRUE(program->record.session());
    EXPECT_TRUE(program->view.cameraGoal) << "chosen from the list, it comes as it was looked at";
}

TEST_P(Visits, deletingAsksByNameAndSaysWhatGoesWithIt) {
    RunningProgram program = open();
    const auto ana = named("Ana Muster");
    program->record.addPatient(ana);
    for (int i = 0; i < 3; ++i) place(program, 250.0F + 40 * static_cast<float>(i));
    const auto visit = program->record.session()->id;
    now += kDayMs;
    program->record.newSession();
    program->record.askToDelete(ana.id);
    ASSERT_TRUE(program->record.deletion());
    EXPECT_EQ(program->record.deletion()->question, "Delete Ana Muster, born 12 Mar 1985, with 2 visits and 3 sites?");
    EXPECT_EQ(program->record.patients().size(), 1U) << "nothing is deleted by asking";
    program->record.askToDelete(visit);
    EXPECT_EQ(program->record.deletion()->question, "Delete the visit of 28 October 2026 with 3 sites, of Ana Muster, born 12 Mar 1985?");
    EXPECT_EQ(program->record.deletion()->session, visit);
    EXPECT_EQ(questionBeforeDeleting(named("Bo", ""), std::span<const store::SessionSummary>()), "Delete Bo, with no visits?");
}

TEST_P(Visits, aVisitOfAnotherDayIsLockedForEverythingUntilOneChooses) {
    RunningProgram program = open();
    program->record.addPatient(named("Ana"));
    place(program);
    const auto old = program->record.session()->id;
    const record::Session before = recorded(program, old);
    program->record.closeSession();
    now += 31 * kDayMs;
    program->record.openSession(old);
    ASSERT_TRUE(program->record.visitIsLocked());
    const auto id = program->record.session()->markers.front().id;
    program->marks.select(id);
    place(program, 330);
    program->marks.nudgeSelected({0, 5});
    program->marks.mirrorSelected();
    program->marks.removeSelected();
    const auto hits = scene::pickAlong(*program->bodies.current(), nullptr, {vec3(90, -1000, 350), vec3(0, 1, 0)}, program->view.options);
    program->marks.drag(id, hits.front().at);
    EXPECT_FALSE(program->marks.dragging());
    program->marks.drop();
    record::Marker noted = program->record.session()->markers.front();
    noted.note = "of today";
    EXPECT_FALSE(program->record.commit(record::changeMarker(*program->record.session(), noted, "Change note")));
    const CommandRegistry commands = standardCommands();
    for (const char* command : {"marker.delete", "marker.mirror", "edit.undo"}) {
        program->marks.select(id);
        static_cast<void>(commands.run(command, *program));
    }
    EXPECT_EQ(program->record.session()->markers.size(), 1U);
    EXPECT_EQ(recorded(program, old), before) << "today's needle is not in last month's visit";
    EXPECT_GE(program->record.refusedByLock(), 9);
    ASSERT_FALSE(program->notices.all().empty());
    EXPECT_EQ(program->notices.all().back().text,
              "This is the visit of 28 October 2026. Choose \"Chart in today's visit\" or \"Correct this one\" first.");

    ASSERT_TRUE(commands.run("session.correct", *program).ok());
    EXPECT_TRUE(program->record.correctingVisit());
    for (const Notice& notice : program->notices.all()) EXPECT_FALSE(notice.text.starts_with("This is the visit of ")) << "it was chosen";
    place(program, 330);
    EXPECT_EQ(recorded(program, old).markers.size(), 2U);
    program->record.closeSession();
    program->record.openSession(old);
    EXPECT_TRUE(program->record.visitIsLocked()) << "each opening asks anew";
    ASSERT_TRUE(commands.run("session.today", *program).ok());
    EXPECT_NE(program->record.session()->id, old);
    EXPECT_FALSE(program->record.visitIsLocked());
    place(program);
    EXPECT_EQ(recorded(program, old).markers.size(), 2U);
}

TEST_P(Visits, aNeedleThatWasLeftInIsToldWhenItsVisitIsOpenedOnAnotherDay) {
    RunningProgram program = open();
    program->record.addPatient(named("Ana"));
    place(program);
    const auto old = program->record.session()->id;
    ASSERT_TRUE(program->record.commit(record::needlesIn(*program->record.session(), {program->record.session()->markers.front().id}, now)));
    program->record.closeSession();
    program->record.openSession(old);
    const auto told = [&] {
        const auto& all = program->notices.all();
        return std::count_if(all.begin(), all.end(), [](const Notice& notice) { return notice.text.starts_with("By the record 1 needle of this visit is in since "); });
    };
    EXPECT_EQ(told(), 0) << "today it is where it should be";
    program->record.closeSession();
    now += kDayMs;
    program->record.openSession(old);
    EXPECT_EQ(told(), 1);
}

TEST_P(Visits, overMidnightAPlacedMarkerBeginsTodaysVisitAndPlacingGoesOn) {
    now = *parseIsoUtc("2026-10-28T12:00:00Z");
    RunningProgram program = open();
    program->record.addPatient(named("Ana"));
    program->marks.setPlacing(record::MarkerType::needle);
    place(program);
    const auto yesterday = program->record.session()->id;
    now += kDayMs;
    place(program, 320);
    ASSERT_TRUE(program->record.session());
    const auto today = program->record.session()->id;
    EXPECT_NE(today, yesterday);
    EXPECT_EQ(program->marks.mode(), Mode::place);
    place(program, 340);
    EXPECT_EQ(program->record.session()->id, today);
    EXPECT_EQ(recorded(program, today).markers.size(), 2U);
    EXPECT_EQ(recorded(program, yesterday).markers.size(), 1U);
    program->record.closeSession();
    place(program, 360);
    EXPECT_EQ(program->record.session()->id, today) << "today's visit goes on when it is there already";
    EXPECT_EQ(program->record.sessions().size(), 2U);
}

TEST_P(Visits, aStartOpensTheLastPatientAndOnlyAVisitOfToday) {
    const auto ana = named("Ana");
    record::SessionId visit;
    {
        RunningProgram program = open();
        program->record.addPatient(ana);
        place(program);
        visit = program->record.session()->id;
    }
    {
        RunningProgram program = open();
        program->record.resume(ana.id, visit);
        ASSERT_TRUE(program->record.session());
        EXPECT_EQ(program->record.session()->id, visit);
    }
    now += kDayMs;
    RunningProgram program = open();
    program->record.resume(ana.id, visit);
    ASSERT_TRUE(program->record.patient());
    EXPECT_EQ(program->record.patient()->id, ana.id);
    EXPECT_FALSE(program->record.session());
    place(program);
    ASSERT_TRUE(program->record.session());
    EXPECT_NE(program->record.session()->id, visit);
}

TEST_P(Visits, lookingWritesNothingIntoTheTrail) {
    const auto ana = named("Ana");
    record::SessionId visit;
    {
        RunningProgram program = open();
        program->record.addPatient(ana);
        place(program);
        visit = program->record.session()->id;
    }
    const auto bytes = [&] { return readFile(folder / "record.myochart", 1U << 28).value(); };
    const Bytes before = bytes();
    {
        RunningProgram program = open();
        program->record.openPatient(ana.id);
        program->record.openSession(visit);
        ASSERT_TRUE(program->record.session());
        scene::orbit(program->view.camera, {300, 40});
        for (int i = 0; i < 30; ++i) scene::pan(program->view.camera, {4000, 4000}, program->view.viewport);
        program->view.setLayer(anatomy::Layer::skin, false);
        program->view.hide(0);
        program->record.openSession(visit);
        program->record.closePatient();
    }
    EXPECT_EQ(bytes(), before) << "not a byte of the record changed";
}

TEST_P(Visits, anEditOnAnotherBodyLeavesThePlaceInTheRecord) {
    RunningProgram program = open();
    program->record.addPatient(named("Ana"));
    place(program, 375);
    place(program, 250);
    const record::Session before = recorded(program, program->record.session()->id);
    const auto first = before.markers[0].id, second = before.markers[1].id;
    program->bodies.show(legs(folder / "again.cache", "other legs"));
    const auto tall = [&] {
        body::NewBody made{"tall", "test", "", {}};
        made.structures.push_back(myochart::test::boxStructure("left_soleus", "soleus", Side::left, vec3(90, 30, 360), vec3(40, 40, 180)));
        return myochart::test::bodyOf(folder / "tall.cache", std::move(made));
    }();
    program->bodies.show(tall);
    EXPECT_NEAR(program->record.session()->marker(first)->anchor.position.z, 450, 5) << "shown elsewhere";
    record::Marker noted = *program->record.session()->marker(first);
    noted.note = "twitch";
    ASSERT_TRUE(program->record.commit(record::changeMarker(*program->record.session(), noted, "Change note")));
    ASSERT_TRUE(program->record.commit(record::removeMarkers(*program->record.session(), {second})));
    program->record.undo();
    const record::Session after = recorded(program, before.id);
    EXPECT_EQ(after.marker(first)->note, "twitch");
    EXPECT_EQ(after.marker(first)->anchor, before.markers[0].anchor) << "a note does not move the needle";
    EXPECT_EQ(*after.marker(second), before.markers[1]) << "nor do deleting and bringing back";
    EXPECT_NEAR(program->record.session()->marker(second)->anchor.position.z, 300, 5) << "shown where this body has it";
}

TEST_P(Visits, theProgramMayEndAtAnyMoment) {
    for (int round = 0; round < 20; ++round) {
        RunningProgram program(folder, GetParam());
        Program& quick = *program;
        quick.bodies.show(body);
        auto patient = named("Ana");
        quick.record.addPatient(patient);
        quick.record.openPatient(patient.id);
        quick.record.askToDelete(patient.id);
        quick.jobs.start("Work", [](Progress& p) -> std::function<void()> {
            while (!p.cancelled()) std::this_thread::sleep_for(std::chrono::milliseconds(1)), p.cancel();
            return {};
        });
        quick.saveSettings();
        program.end();  // with answers and a job under way
    }
    RunningProgram program(folder, GetParam());
    auto patients = program.ask<std::vector<store::PatientSummary>>([](store::Record& r) { return r.patients(); });
    ASSERT_TRUE(patients.ok());
    EXPECT_EQ(patients->size(), 20U) << "and what was given to the record is there";
}

TEST_P(Visits, anAnswerAboutAnotherPatientIsNotShown) {
    RunningProgram program = open();
    const auto ana = named("Ana"), bo = named("Bo");
    program->record.addPatient(ana);
    place(program);
    const auto visit = program->record.session()->id;
    program->record.addPatient(bo);
    Program& quick = *program;
    quick.record.openPatient(ana.id);
    quick.record.openSession(visit);
    quick.record.openPatient(bo.id);  // before any answer came
    EXPECT_EQ(program->record.patient()->id, bo.id);
    EXPECT_FALSE(program->record.session()) << "nobody sees Ana's visit under Bo's name";
    EXPECT_TRUE(program->record.sessions().empty());
    quick.record.openPatient(ana.id);
    quick.record.openSession(visit);
    quick.record.closePatient();
    EXPECT_FALSE(program->record.patient());
    EXPECT_FALSE(program->record.session());
}

INSTANTIATE_TEST_SUITE_P(Program, Visits, testing::Bool(), test::wayName);

TEST(PatientOrder, namesAsPeopleLookThemUpThenByBirthDate) {
    std::vector<record::ListPlace> patients;
    const std::pair<const char*, const char*> people[] = {{"zoe", ""},
                                                          {"\xC3\x89mile", "1990-01-01"},
                                                          {"Muster, Ana", "1985-03-12"},
                                                          {"eva", ""},
                                                          {"MUSTER, Ana", "1961-07-02"},
                                                          {"Fritz", ""}};
    for (const auto& [name, birthDate] : people) {
        record::Patient patient;
        patient.name = name;
        patient.birthDate = birthDate;
        patients.push_back(record::listPlace(patient));
    }
    std::ranges::sort(patients);
    std::string order;
    for (const auto& p : patients) order += p.name + " " + p.birthDate.substr(0, 4) + "; ";
    EXPECT_EQ(order, "\xC3\x89mile 1990; eva ; Fritz ; MUSTER, Ana 1961; Muster, Ana 1985; zoe ; ");
}

TEST(PatientOrder, aPatientIsFoundByNameAndByBirthDateInAnyUsualWay) {
    record::Patient ana;
    ana.name = "M\xC3\xBCller, Ana";
    ana.birthDate = "1985-03-12";
    for (const char* sought : {"", "muller", "ana", "12 mar 1985", "12 March 1985", "12 mars 1985", "12.3.1985", "12.03.1985", "12/03/1985", "1985-03-12", "1985",
                               "ana 1985", "Mar 1985 m\xC3\xBCller"})
        EXPECT_TRUE(record::PatientSearch(sought).fits(record::listPlace(ana))) << sought;
    for (const char* sought : {"bo", "1986", "13.3.1985", "ana 1986"}) EXPECT_FALSE(record::PatientSearch(sought).fits(record::listPlace(ana))) << sought;
}

}  // namespace myochart::workspace
