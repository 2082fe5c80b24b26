#include <gtest/gtest.h>

#include <chrono>

#include "desk.h"
#include "workspace/command.h"
#include "workspace/patient_order.h"

namespace myochart::workspace {

using myochart::test::TestFolder;
using test::Desk;
using test::legs;

namespace {

constexpr UtcMs kDayMs = 86'400'000;

class Visits : public test::BothWays {
  protected:
    Desk open() {
        Desk desk(folder, GetParam(), [this] { return now; });
        desk->setBody(body);
        return desk;
    }
    static record::Patient named(std::string name, std::string born = "1985-03-12") {
        record::Patient patient;
        patient.id = record::PatientId::make();
        patient.name = std::move(name);
        patient.birthDate = std::move(born);
        return patient;
    }
    /// Places a marker on the left leg at height `z` mm.
    static void place(Desk& desk, float z = 300) {
        const auto hits = scene::pickAlong(*desk->body(), nullptr, {vec3(90, -1000, z), vec3(0, 1, 0)}, desk->view);
        ASSERT_FALSE(hits.empty());
        desk->placeMarker(hits.front().at);
    }
    static record::Session recorded(Desk& desk, const record::SessionId& id) {
        auto session = desk.ask<record::Session>([&](store::Record& r) { return r.session(id); });
        EXPECT_TRUE(session.ok());
        return session ? *session : record::Session{};
    }

    TestFolder folder;
    std::shared_ptr<const body::Body> body = legs(folder / "legs.cache");
    UtcMs now = *parseIsoUtc("2026-10-28T12:00:00Z");
};

}  // namespace

TEST_P(Visits, thePictureStaysWhenTodaysVisitOpensForASite) {
    Desk desk = open();
    desk->addPatient(named("Ana Muster"));
    place(desk);
    const auto visit = desk->session()->id;
    desk->closeSession();  // its view is kept
    scene::orbit(desk->camera, {300, 40});
    const float azimuth = desk->camera.azimuthRad;
    desk->cameraGoal.reset();
    place(desk, 340);
    ASSERT_TRUE(desk->session()) << "opened when the record has answered";
    EXPECT_EQ(desk->session()->id, visit);
    EXPECT_EQ(desk->session()->markers.size(), 2U);
    EXPECT_FALSE(desk->cameraGoal) << "the pointer is on the place where the needle goes";
    EXPECT_EQ(desk->camera.azimuthRad, azimuth);
    desk->closeSession();
    scene::orbit(desk->camera, {300, 40});
    desk->openSession(visit);
    EXPECT_TRUE(desk->session());
    EXPECT_TRUE(desk->cameraGoal) << "chosen from the list, it comes as it was looked at";
}

TEST_P(Visits, deletingAsksByNameAndSaysWhatGoesWithIt) {
    Desk desk = open();
    const auto ana = named("Ana Muster");
    desk->addPatient(ana);
    for (int i = 0; i < 3; ++i) place(desk, 250.0F + 40 * static_cast<float>(i));
    const auto visit = desk->session()->id;
    now += kDayMs;
    desk->newSession();
    desk->askToDelete(ana.id);
    ASSERT_TRUE(desk->deletion());
    EXPECT_EQ(desk->deletion()->question, "Delete Ana Muster, born 12 Mar 1985, with 2 visits and 3 sites?");
    EXPECT_EQ(desk->patients().size(), 1U) << "nothing is deleted by asking";
    desk->askToDelete(visit);
    EXPECT_EQ(desk->deletion()->question, "Delete the visit of 28 October 2026 with 3 sites, of Ana Muster, born 12 Mar 1985?");
    EXPECT_EQ(desk->deletion()->session, visit);
    EXPECT_EQ(questionBeforeDeleting(named("Bo", ""), std::span<const store::SessionSummary>()), "Delete Bo, with no visits?");
}

TEST_P(Visits, aVisitOfAnotherDayIsLockedForEverythingUntilOneChooses) {
    Desk desk = open();
    desk->addPatient(named("Ana"));
    place(desk);
    const auto old = desk->session()->id;
    const record::Session before = recorded(desk, old);
    desk->closeSession();
    now += 31 * kDayMs;
    desk->openSession(old);
    ASSERT_TRUE(desk->visitIsLocked());
    const auto id = desk->session()->markers.front().id;
    desk->selectMarker(id);
    place(desk, 330);
    desk->nudgeSelected({0, 5});
    desk->mirrorSelected();
    desk->removeSelected();
    const auto hits = scene::pickAlong(*desk->body(), nullptr, {vec3(90, -1000, 350), vec3(0, 1, 0)}, desk->view);
    desk->dragMarker(id, hits.front().at);
    EXPECT_FALSE(desk->dragging());
    desk->dropMarker();
    record::Marker noted = desk->session()->markers.front();
    noted.note = "of today";
    EXPECT_FALSE(desk->commit(record::changeMarker(*desk->session(), noted, "Change note")));
    const CommandRegistry commands = standardCommands();
    for (const char* command : {"marker.delete", "marker.mirror", "edit.undo"}) {
        desk->selectMarker(id);
        static_cast<void>(commands.run(command, *desk));
    }
    EXPECT_EQ(desk->session()->markers.size(), 1U);
    EXPECT_EQ(recorded(desk, old), before) << "today's needle is not in last month's visit";
    EXPECT_GE(desk->refusedByLock(), 9);
    ASSERT_FALSE(desk->notices().empty());
    EXPECT_EQ(desk->notices().back().text,
              "This is the visit of 28 October 2026. Choose \"Chart in today's visit\" or \"Correct this one\" first.");

    ASSERT_TRUE(commands.run("session.correct", *desk).ok());
    EXPECT_TRUE(desk->correctingVisit());
    for (const Notice& notice : desk->notices()) EXPECT_FALSE(notice.text.starts_with("This is the visit of ")) << "it was chosen";
    place(desk, 330);
    EXPECT_EQ(recorded(desk, old).markers.size(), 2U);
    desk->closeSession();
    desk->openSession(old);
    EXPECT_TRUE(desk->visitIsLocked()) << "each opening asks anew";
    ASSERT_TRUE(commands.run("session.today", *desk).ok());
    EXPECT_NE(desk->session()->id, old);
    EXPECT_FALSE(desk->visitIsLocked());
    place(desk);
    EXPECT_EQ(recorded(desk, old).markers.size(), 2U);
}

TEST_P(Visits, overMidnightAPlacedMarkerBeginsTodaysVisitAndPlacingGoesOn) {
    now = *parseIsoUtc("2026-10-28T12:00:00Z");
    Desk desk = open();
    desk->addPatient(named("Ana"));
    desk->setPlacing(record::MarkerType::needle);
    place(desk);
    const auto yesterday = desk->session()->id;
    now += kDayMs;
    place(desk, 320);
    ASSERT_TRUE(desk->session());
    const auto today = desk->session()->id;
    EXPECT_NE(today, yesterday);
    EXPECT_EQ(desk->mode(), Mode::place);
    place(desk, 340);
    EXPECT_EQ(desk->session()->id, today);
    EXPECT_EQ(recorded(desk, today).markers.size(), 2U);
    EXPECT_EQ(recorded(desk, yesterday).markers.size(), 1U);
    desk->closeSession();
    place(desk, 360);
    EXPECT_EQ(desk->session()->id, today) << "today's visit goes on when it is there already";
    EXPECT_EQ(desk->sessions().size(), 2U);
}

TEST_P(Visits, aStartOpensTheLastPatientAndOnlyAVisitOfToday) {
    const auto ana = named("Ana");
    record::SessionId visit;
    {
        Desk desk = open();
        desk->addPatient(ana);
        place(desk);
        visit = desk->session()->id;
    }
    {
        Desk desk = open();
        desk->resume(ana.id, visit);
        ASSERT_TRUE(desk->session());
        EXPECT_EQ(desk->session()->id, visit);
    }
    now += kDayMs;
    Desk desk = open();
    desk->resume(ana.id, visit);
    ASSERT_TRUE(desk->patient());
    EXPECT_EQ(desk->patient()->id, ana.id);
    EXPECT_FALSE(desk->session());
    place(desk);
    ASSERT_TRUE(desk->session());
    EXPECT_NE(desk->session()->id, visit);
}

TEST_P(Visits, lookingWritesNothingIntoTheTrail) {
    const auto ana = named("Ana");
    record::SessionId visit;
    {
        Desk desk = open();
        desk->addPatient(ana);
        place(desk);
        visit = desk->session()->id;
    }
    const auto bytes = [&] { return readFile(folder / "record.myochart", 1U << 28).value(); };
    const Bytes before = bytes();
    {
        Desk desk = open();
        desk->openPatient(ana.id);
        desk->openSession(visit);
        ASSERT_TRUE(desk->session());
        scene::orbit(desk->camera, {300, 40});
        for (int i = 0; i < 30; ++i) scene::pan(desk->camera, {4000, 4000}, desk->viewport);
        desk->setLayer(anatomy::Layer::skin, false);
        desk->hide(0);
        desk->openSession(visit);
        desk->closePatient();
    }
    EXPECT_EQ(bytes(), before) << "not a byte of the record changed";
}

TEST_P(Visits, anEditOnAnotherBodyLeavesThePlaceInTheRecord) {
    Desk desk = open();
    desk->addPatient(named("Ana"));
    place(desk, 375);
    place(desk, 250);
    const record::Session before = recorded(desk, desk->session()->id);
    const auto first = before.markers[0].id, second = before.markers[1].id;
    desk->setBody(legs(folder / "again.cache", "other legs"));
    const auto tall = [&] {
        body::NewBody made{"tall", "test", "", {}};
        made.structures.push_back(test::boxStructure("left_soleus", "soleus", Side::left, vec3(90, 30, 360), vec3(40, 40, 180)));
        return myochart::test::bodyOf(folder / "tall.cache", std::move(made));
    }();
    desk->setBody(tall);
    EXPECT_NEAR(desk->session()->marker(first)->anchor.position.z, 450, 5) << "shown elsewhere";
    record::Marker noted = *desk->session()->marker(first);
    noted.note = "twitch";
    ASSERT_TRUE(desk->commit(record::changeMarker(*desk->session(), noted, "Change note")));
    ASSERT_TRUE(desk->commit(record::removeMarkers(*desk->session(), {second})));
    desk->undo();
    const record::Session after = recorded(desk, before.id);
    EXPECT_EQ(after.marker(first)->note, "twitch");
    EXPECT_EQ(after.marker(first)->anchor, before.markers[0].anchor) << "a note does not move the needle";
    EXPECT_EQ(*after.marker(second), before.markers[1]) << "nor do deleting and bringing back";
    EXPECT_NEAR(desk->session()->marker(second)->anchor.position.z, 300, 5) << "shown where this body has it";
}

TEST_P(Visits, theProgramMayEndAtAnyMoment) {
    for (int round = 0; round < 20; ++round) {
        Desk desk(folder, GetParam());
        Workspace& ws = *desk;
        ws.setBody(body);
        auto patient = named("Ana");
        ws.addPatient(patient);
        ws.openPatient(patient.id);
        ws.askToDelete(patient.id);
        ws.jobs().start("Work", [](Progress& p) -> std::function<void()> {
            while (!p.cancelled()) std::this_thread::sleep_for(std::chrono::milliseconds(1)), p.cancel();
            return {};
        });
        ws.saveSettings();
        desk.end();  // with answers and a job under way
    }
    Desk desk(folder, GetParam());
    auto patients = desk.ask<std::vector<store::PatientSummary>>([](store::Record& r) { return r.patients(); });
    ASSERT_TRUE(patients.ok());
    EXPECT_EQ(patients->size(), 20U) << "and what was given to the record is there";
}

TEST_P(Visits, anAnswerAboutAnotherPatientIsNotShown) {
    Desk desk = open();
    const auto ana = named("Ana"), bo = named("Bo");
    desk->addPatient(ana);
    place(desk);
    const auto visit = desk->session()->id;
    desk->addPatient(bo);
    Workspace& ws = *desk;
    ws.openPatient(ana.id);
    ws.openSession(visit);
    ws.openPatient(bo.id);  // before any answer came
    EXPECT_EQ(desk->patient()->id, bo.id);
    EXPECT_FALSE(desk->session()) << "nobody sees Ana's visit under Bo's name";
    EXPECT_TRUE(desk->sessions().empty());
    ws.openPatient(ana.id);
    ws.openSession(visit);
    ws.closePatient();
    EXPECT_FALSE(desk->patient());
    EXPECT_FALSE(desk->session());
}

INSTANTIATE_TEST_SUITE_P(Workspace, Visits, testing::Bool(), test::wayName);

TEST(PatientOrder, namesAsPeopleLookThemUpThenByBirthDate) {
    std::vector<store::PatientSummary> patients(6);
    const std::pair<const char*, const char*> people[] = {{"zoe", ""},
                                                          {"\xC3\x89mile", "1990-01-01"},
                                                          {"Muster, Ana", "1985-03-12"},
                                                          {"eva", ""},
                                                          {"MUSTER, Ana", "1961-07-02"},
                                                          {"Fritz", ""}};
    for (size_t i = 0; i < 6; ++i) patients[i].patient.name = people[i].first, patients[i].patient.birthDate = people[i].second;
    sortByName(patients);
    std::string order;
    for (const auto& p : patients) order += p.patient.name + " " + p.patient.birthDate.substr(0, 4) + "; ";
    EXPECT_EQ(order, "\xC3\x89mile 1990; eva ; Fritz ; MUSTER, Ana 1961; Muster, Ana 1985; zoe ; ");
}

TEST(PatientOrder, aPatientIsFoundByNameAndByBirthDateInAnyUsualWay) {
    record::Patient ana;
    ana.name = "M\xC3\xBCller, Ana";
    ana.birthDate = "1985-03-12";
    for (const char* sought : {"", "muller", "ana", "12 mar 1985", "12 March 1985", "12 mars 1985", "12.3.1985", "12.03.1985", "12/03/1985", "1985-03-12", "1985",
                               "ana 1985", "Mar 1985 m\xC3\xBCller"})
        EXPECT_TRUE(fitsSearch(ana, sought)) << sought;
    for (const char* sought : {"bo", "1986", "13.3.1985", "ana 1986"}) EXPECT_FALSE(fitsSearch(ana, sought)) << sought;
}

}  // namespace myochart::workspace
