#include <gtest/gtest.h>

#include <random>

#include "desk.h"

namespace myochart::workspace {

using myochart::test::TestFolder;
using test::Desk;
using test::legs;

namespace {

/// All that the lists of the record show: patients, their visits and the markers.
struct Everything {
    std::vector<record::Patient> patients;
    std::vector<record::Session> visits;
    bool operator==(const Everything&) const = default;
};

class Steps : public test::BothWays {
  protected:
    Steps() { desk->setBody(legs(folder / "legs.cache")); }

    Everything everything() {
        auto all = desk.ask<Everything>([](store::Record& r) -> Result<Everything> {
            Everything found;
            auto patients = r.patients();
            if (!patients) return patients.error();
            for (const auto& p : *patients) {
                found.patients.push_back(p.patient);
                auto sessions = r.sessions(p.patient.id);
                if (!sessions) return sessions.error();
                for (const auto& s : *sessions) {
                    auto session = r.session(s.id);
                    if (!session) return session.error();
                    found.visits.push_back(*session);
                }
            }
            std::sort(found.patients.begin(), found.patients.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
            std::sort(found.visits.begin(), found.visits.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
            return found;
        });
        EXPECT_TRUE(all.ok()) << (all.ok() ? "" : all.error().message);
        return all ? *all : Everything{};
    }
    record::PatientId add(const std::string& name) {
        record::Patient patient;
        patient.id = record::PatientId::make();
        patient.name = name;
        desk->addPatient(patient);
        return patient.id;
    }
    void place(float z = 300) {
        const auto hits = scene::pickAlong(*desk->body(), nullptr, {vec3(90, -1000, z), vec3(0, 1, 0)}, desk->view);
        ASSERT_FALSE(hits.empty());
        desk->placeMarker(hits.front().at);
    }
    void note(const std::string& text, const std::string& typing = {}) {
        record::Marker marker = desk->session()->markers.front();
        marker.note = text;
        EXPECT_TRUE(desk->commit(record::changeMarker(*desk->session(), marker, "Change note"), typing));
    }

    TestFolder folder;
    Desk desk{folder, GetParam()};
};

}  // namespace

TEST_P(Steps, deletedPatientsAndVisitsComeBackByUndoLikeMarkers) {
    const auto ana = add("Ana");
    place();
    const auto visit = desk->session()->id;
    const Everything before = everything();
    desk->removeSession(visit);
    EXPECT_TRUE(desk->sessions().empty());
    EXPECT_TRUE(desk->steps().undoMessage().starts_with("Delete visit of "));
    desk->undo();
    EXPECT_EQ(everything(), before);
    ASSERT_TRUE(desk->session()) << "what came back is shown";
    EXPECT_EQ(desk->session()->markers.size(), 1U);
    desk->removePatient(ana);
    EXPECT_TRUE(desk->patients().empty());
    EXPECT_EQ(desk->steps().undoMessage(), "Delete Ana");
    desk->undo();
    EXPECT_EQ(everything(), before);
    EXPECT_EQ(desk->patients().size(), 1U);
    desk->redo();
    EXPECT_TRUE(everything().patients.empty());
    desk->undo();
    desk->undo();
    EXPECT_TRUE(everything().visits.front().markers.empty()) << "and on to the marker before it";
}

TEST_P(Steps, aStepInAVisitThatIsNotOpenOpensItFirst) {
    add("Ana");
    place();
    const auto anasVisit = desk->session()->id;
    note("twitch");
    add("Bo");
    desk->undo();  // takes back adding Bo
    EXPECT_EQ(desk->patients().size(), 1U);
    desk->redo();
    ASSERT_EQ(desk->patient()->name, "Bo");
    desk->undo();
    desk->undo(true);
    ASSERT_TRUE(desk->session());
    EXPECT_EQ(desk->session()->id, anasVisit);
    EXPECT_EQ(desk->patient()->name, "Ana");
    EXPECT_EQ(desk->session()->markers.front().note, "");
    EXPECT_TRUE(desk->notices().back().text.starts_with("Undone: Change note (Ana, visit of ")) << desk->notices().back().text;
}

TEST_P(Steps, withNobodyOpenAStepIsOnlyOfferedAndWhoWasDeletedComesBackAtOnce) {
    const auto ana = add("Ana");
    place();
    note("twitch");
    desk->closePatient();
    const Everything before = everything();
    desk->undo();
    EXPECT_FALSE(desk->patient()) << "nobody's record opens by itself";
    EXPECT_EQ(everything(), before);
    EXPECT_EQ(desk->notices().back().text, "The last change is in the record of Ana: Change note.");
    EXPECT_EQ(desk->notices().back().undoLabel, "Undo it there");
    desk->removePatient(ana);
    EXPECT_TRUE(everything().patients.empty());
    desk->undo();
    EXPECT_EQ(everything(), before);
    ASSERT_TRUE(desk->patient());
    EXPECT_EQ(desk->patient()->name, "Ana");
}

TEST_P(Steps, whatIsBackIsNoLongerToldToBeDeleted) {
    const auto told = [&](std::string_view words) {
        const auto& notices = desk->notices();
        return std::any_of(notices.begin(), notices.end(),
                           [&](const Notice& notice) { return notice.text.find(words) != std::string::npos; });
    };
    const auto ana = add("Ana");
    place();
    const auto visit = desk->session()->id;
    for (const bool byUndo : {true, false}) {
        desk->removeSession(visit);
        EXPECT_TRUE(told("is deleted"));
        byUndo ? desk->undo() : desk->bringBack(visit);
        EXPECT_FALSE(told("deleted"));
        EXPECT_TRUE(told("The visit of ") && told(" is back."));
        desk->removePatient(ana);
        EXPECT_TRUE(told("are deleted"));
        byUndo ? desk->undo() : desk->bringBack(ana);
        EXPECT_FALSE(told("deleted"));
        EXPECT_TRUE(told("Ana is back."));
        desk->notices().clear();
    }
}

TEST_P(Steps, aVisitOfAnotherTimeZoneComesBackUnderItsOwnDay) {
    record::Session visit;
    visit.id = record::SessionId::make();
    visit.patient = add("Ana");
    visit.startedAt = *parseIsoUtc("2026-11-20T13:00:00Z");
    visit.utcOffset = "+14:00";
    ASSERT_TRUE(desk.ask<bool>([&](store::Record& r) -> Result<bool> { return r.put({{}, visit}).ok(); }));
    desk->openSession(visit.id);
    desk->removeSession(visit.id);
    desk->undo();
    const auto& notices = desk->notices();
    EXPECT_TRUE(std::ranges::any_of(notices, [](const Notice& notice) { return notice.text.find("visit of 21 November 2026") != std::string::npos; }));
    EXPECT_TRUE(std::ranges::none_of(notices, [](const Notice& notice) { return notice.text.find("20 November") != std::string::npos; }));
}

TEST_P(Steps, aStepOfAnotherPatientIsOnlyOfferedByNameWhileOneIsOpen) {
    const auto ana = add("Ana");
    place();
    const auto bo = add("Bo");
    desk->openPatient(ana);
    desk->openSession(desk->sessions().front().id);
    note("of Ana");
    desk->openPatient(bo);
    const Everything before = everything();
    for (int press = 0; press < 3; ++press) desk->undo();
    EXPECT_EQ(everything(), before) << "nobody's record changes while somebody else's is open";
    EXPECT_EQ(desk->patient()->name, "Bo");
    ASSERT_EQ(desk->notices().size(), 1U) << "said once";
    EXPECT_EQ(desk->notices().back().text, "The last change is in the record of Ana: Change note.");
    const auto take = [&, offered = desk->notices().back().undo] {
        static_cast<void>(*desk);  // what is under way ends first
        offered();
    };
    desk->newSession();
    const Everything withVisit = everything();
    take();
    EXPECT_EQ(everything(), withVisit) << "what was offered is no longer the last";
    desk->undo();
    take();
    EXPECT_EQ(desk->patient()->name, "Ana");
    EXPECT_EQ(desk->session()->markers.front().note, "");
    desk->openPatient(bo);
    desk->redo();
    EXPECT_EQ(desk->patient()->name, "Bo");
    desk->redo(true);
    EXPECT_EQ(desk->session()->markers.front().note, "of Ana");
}

TEST_P(Steps, oneRunOfTypingIsOneStep) {
    add("Ana");
    place();
    note("tw", "note 1");
    note("twitch", "note 1");
    note("twitch, 2x", "note 2");
    desk->undo();
    EXPECT_EQ(desk->session()->markers.front().note, "twitch");
    desk->undo();
    EXPECT_EQ(desk->session()->markers.front().note, "");
    desk->redo();
    EXPECT_EQ(desk->session()->markers.front().note, "twitch");
    note("gone", "note 3");
    note("twitch", "note 3");
    EXPECT_EQ(desk->steps().undoMessage(), "Change note");
    desk->undo();
    EXPECT_EQ(desk->session()->markers.front().note, "") << "typed and taken away again is no step";
}

TEST_P(Steps, theNoticeOfADeletionBringsBackWhateverWasDoneSince) {
    const auto ana = add("Ana");
    place();
    desk->removePatient(ana);
    ASSERT_TRUE(desk->notices().back().undo);
    const auto undoDeletion = desk->notices().back().undo;
    add("Bo");
    ASSERT_EQ(desk->steps().undoMessage(), "Add Bo");
    undoDeletion();
    EXPECT_EQ(desk->patients().size(), 2U);
    EXPECT_EQ(desk->patients().front().sessions, 1);
    EXPECT_EQ(desk->steps().undoMessage(), "Bring back Ana");
    desk->undo();
    EXPECT_EQ(desk->patients().size(), 1U);
}

TEST_P(Steps, undoOfAllIsTheStartAndRedoOfAllIsTheEnd) {
    for (const unsigned seed : {1U, 2U, 3U}) {
        std::mt19937 random(seed);
        const auto any = [&](size_t count) { return random() % count; };
        const Everything start = everything();
        const size_t before = desk->steps().canUndo() ? 1 : 0;
        ASSERT_EQ(before, 0U);
        for (int i = 0; i < 120; ++i) {
            const auto kind = any(12);
            const auto& patients = desk->patients();
            if (kind == 0 || patients.empty()) add("Patient " + std::to_string(i));
            else if (kind == 1 && !patients.empty()) desk->openPatient(patients[any(patients.size())].patient.id);
            else if (kind == 2 && !patients.empty() && any(2) == 0) desk->removePatient(patients[any(patients.size())].patient.id);
            else if (kind == 3) desk->patient() ? desk->newSession() : desk->openPatient(patients.front().patient.id);
            else if (kind == 4 && !desk->sessions().empty()) desk->removeSession(desk->sessions()[any(desk->sessions().size())].id);
            else if (kind == 5 && !desk->sessions().empty()) desk->openSession(desk->sessions()[any(desk->sessions().size())].id);
            else if (kind == 6 && !desk->sessions().empty()) desk->renameSession(desk->sessions().front().id, "Title " + std::to_string(i));
            else if (kind == 7 && desk->patient()) {
                record::Patient changed = *desk->patient();
                changed.note = "Note " + std::to_string(i);
                desk->changePatient(changed);
            } else if (kind == 8 && desk->session() && !desk->session()->markers.empty()) note("Note " + std::to_string(i));
            else if (kind == 9 && desk->session() && !desk->session()->markers.empty()) {
                desk->selectMarker(desk->session()->markers.front().id);
                any(2) == 0 ? desk->mirrorSelected() : desk->removeSelected();
            } else if (desk->patient()) place(180 + static_cast<float>(any(240)));
            if (any(9) == 0) desk->undo(true);
            if (any(18) == 0) desk->redo(true);
        }
        const Everything end = everything();
        size_t back = 0, forth = 0;
        for (; desk->steps().canUndo() && back < 1000; ++back) desk->undo(true);
        EXPECT_GT(back, 20U);
        EXPECT_EQ(everything(), start) << seed;
        for (; desk->steps().canRedo() && forth < 1000; ++forth) desk->redo(true);
        EXPECT_EQ(forth, back);
        EXPECT_EQ(everything(), end) << seed;
        EXPECT_TRUE(desk.ask<Done>([](store::Record& r) { return r.verify(); }).ok());
        for (size_t i = 0; i < 1000 && desk->steps().canUndo(); ++i) desk->undo(true);
    }
}

TEST_P(Steps, howeverFastTheyComeTheListStaysWithTheRecord) {
    const Everything start = everything();
    std::mt19937 random(7);
    for (int round = 0; round < 8; ++round) {
        Workspace& ws = *desk;  // from here on nothing waits for an answer
        for (int i = 0; i < 12; ++i) {
            const auto kind = random() % 6;
            if (kind == 0 || ws.patients().empty()) {
                record::Patient patient;
                patient.id = record::PatientId::make();
                patient.name = "Patient " + std::to_string(random() % 100);
                ws.addPatient(patient);
            } else if (kind == 1) {
                ws.openPatient(ws.patients()[random() % ws.patients().size()].patient.id);
            } else if (kind == 2 && ws.patient()) {
                ws.newSession();
            } else if (kind == 3 && ws.session()) {
                ws.commit(record::renameSession(*ws.session(), "Title " + std::to_string(random() % 100)));
            } else if (kind == 4) {
                ws.undo(true);
                ws.undo(true);
            } else {
                ws.redo(true);
            }
            if (random() % 3 == 0) ws.pump();
        }
    }
    const Everything end = everything();
    for (int i = 0; i < 1000 && desk->steps().canUndo(); ++i) desk->undo(true);
    EXPECT_EQ(everything(), start);
    for (int i = 0; i < 1000 && desk->steps().canRedo(); ++i) desk->redo(true);
    EXPECT_EQ(everything(), end);
}

TEST_P(Steps, stepsAreBoundedInMemoryAndTheNewestStays) {
    UndoList steps(100'000);
    record::Session session;
    session.markers.resize(100);
    for (int i = 0; i < 50; ++i) {
        const auto before = std::make_shared<const record::Session>(session);
        session.title = std::to_string(i);
        steps.add({"Step " + std::to_string(i), nullptr, nullptr, before, std::make_shared<const record::Session>(session), {}});
        EXPECT_LE(steps.bytes(), 100'000U);
    }
    EXPECT_EQ(steps.undoMessage(), "Step 49");
    size_t left = 0;
    for (; steps.canUndo(); ++left) steps.wentBack();
    EXPECT_GE(left, 1U);
    EXPECT_LT(left, 50U);
}

INSTANTIATE_TEST_SUITE_P(Workspace, Steps, testing::Bool(), test::wayName);

}  // namespace myochart::workspace
