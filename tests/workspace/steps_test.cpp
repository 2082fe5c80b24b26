#include <gtest/gtest.h>

#include <random>

#include "workspace/running_program.h"

namespace myochart::workspace {

using myochart::test::TestFolder;
using test::RunningProgram;
using myochart::test::legs;

namespace {

/// All that the lists of the record show: patients, their visits and the markers.
struct Everything {
    std::vector<record::Patient> patients;
    std::vector<record::Session> visits;
    bool operator==(const Everything&) const = default;
};

class Steps : public test::BothWays {
  protected:
    Steps() { program->bodies.show(legs(folder / "legs.cache")); }

    Everything everything() {
        auto all = program.ask<Everything>([](store::Record& r) -> Result<Everything> {
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
        program->record.addPatient(patient);
        return patient.id;
    }
    void place(float z = 300) {
        const auto hits = scene::pickAlong(*program->bodies.current(), nullptr, {vec3(90, -1000, z), vec3(0, 1, 0)}, program->view.options);
        ASSERT_FALSE(hits.empty());
        program->marks.place(hits.front().at);
    }
    void note(const std::string& text, const std::string& typing = {}) {
        record::Marker marker = program->record.session()->markers.front();
        marker.note = text;
        EXPECT_TRUE(program->record.commit(record::changeMarker(*program->record.session(), marker, "Change note"), typing));
    }

    TestFolder folder;
    RunningProgram program{folder, GetParam()};
};

}  // namespace

TEST_P(Steps, deletedPatientsAndVisitsComeBackByUndoLikeMarkers) {
    const auto ana = add("Ana");
    place();
    const auto visit = program->record.session()->id;
    const Everything before = everything();
    program->record.removeSession(visit);
    EXPECT_TRUE(program->record.sessions().empty());
    EXPECT_TRUE(program->record.steps().undoMessage().starts_with("Delete visit of "));
    program->record.undo();
    EXPECT_EQ(everything(), before);
    ASSERT_TRUE(program->record.session()) << "what came back is shown";
    EXPECT_EQ(program->record.session()->markers.size(), 1U);
    program->record.removePatient(ana);
    EXPECT_TRUE(program->record.patients().empty());
    EXPECT_EQ(program->record.steps().undoMessage(), "Delete Ana");
    program->record.undo();
    EXPECT_EQ(everything(), before);
    EXPECT_EQ(program->record.patients().size(), 1U);
    program->record.redo();
    EXPECT_TRUE(everything().patients.empty());
    program->record.undo();
    program->record.undo();
    EXPECT_TRUE(everything().visits.front().markers.empty()) << "and on to the marker before it";
}

TEST_P(Steps, aStepInAVisitThatIsNotOpenOpensItFirst) {
    add("Ana");
    place();
    const auto anasVisit = program->record.session()->id;
    note("twitch");
    add("Bo");
    program->record.undo();  // takes back adding Bo
    EXPECT_EQ(program->record.patients().size(), 1U);
    program->record.redo();
    ASSERT_EQ(program->record.patient()->name, "Bo");
    program->record.undo();
    program->record.undo(true);
    ASSERT_TRUE(program->record.session());
    EXPECT_EQ(program->record.session()->id, anasVisit);
    EXPECT_EQ(program->record.patient()->name, "Ana");
    EXPECT_EQ(program->record.session()->markers.front().note, "");
    EXPECT_TRUE(program->notices.all().back().text.starts_with("Undone: Change note (Ana, visit of ")) << program->notices.all().back().text;
}

TEST_P(Steps, withNobodyOpenAStepIsOnlyOfferedAndWhoWasDeletedComesBackAtOnce) {
    const auto ana = add("Ana");
    place();
    note("twitch");
    program->record.closePatient();
    const Everything before = everything();
    program->record.undo();
    EXPECT_FALSE(program->record.patient()) << "nobody's record opens by itself";
    EXPECT_EQ(everything(), before);
    EXPECT_EQ(program->notices.all().back().text, "The last change is in the record of Ana: Change note.");
    EXPECT_EQ(program->notices.all().back().undoLabel, "Undo it there");
    program->record.removePatient(ana);
    EXPECT_TRUE(everything().patients.empty());
    program->record.undo();
    EXPECT_EQ(everything(), before);
    ASSERT_TRUE(program->record.patient());
    EXPECT_EQ(program->record.patient()->name, "Ana");
}

TEST_P(Steps, whatIsBackIsNoLongerToldToBeDeleted) {
    const auto told = [&](std::string_view words) {
        const auto& notices = program->notices.all();
        return std::any_of(notices.begin(), notices.end(),
                           [&](const Notice& notice) { return notice.text.find(words) != std::string::npos; });
    };
    const auto ana = add("Ana");
    place();
    const auto visit = program->record.session()->id;
    for (const bool byUndo : {true, false}) {
        program->record.removeSession(visit);
        EXPECT_TRUE(told("is deleted"));
        byUndo ? program->record.undo() : program->record.bringBack(visit);
        EXPECT_FALSE(told("deleted"));
        EXPECT_TRUE(told("The visit of ") && told(" is back."));
        program->record.removePatient(ana);
        EXPECT_TRUE(told("are deleted"));
        byUndo ? program->record.undo() : program->record.bringBack(ana);
        EXPECT_FALSE(told("deleted"));
        EXPECT_TRUE(told("Ana is back."));
        program->notices.all().clear();
    }
}

TEST_P(Steps, aVisitOfAnotherTimeZoneComesBackUnderItsOwnDay) {
    record::Session visit;
    visit.id = record::SessionId::make();
    visit.patient = add("Ana");
    visit.startedAt = *parseIsoUtc("2026-11-20T13:00:00Z");
    visit.utcOffset = "+14:00";
    ASSERT_TRUE(program.ask<bool>([&](store::Record& r) -> Result<bool> { return r.put({{}, visit}).ok(); }));
    program->record.openSession(visit.id);
    program->record.removeSession(visit.id);
    program->record.undo();
    const auto& notices = program->notices.all();
    EXPECT_TRUE(std::ranges::any_of(notices, [](const Notice& notice) { return notice.text.find("visit of 21 November 2026") != std::string::npos; }));
    EXPECT_TRUE(std::ranges::none_of(notices, [](const Notice& notice) { return notice.text.find("20 November") != std::string::npos; }));
}

TEST_P(Steps, aStepOfAnotherPatientIsOnlyOfferedByNameWhileOneIsOpen) {
    const auto ana = add("Ana");
    place();
    const auto bo = add("Bo");
    program->record.openPatient(ana);
    program->record.openSession(program->record.sessions().front().id);
    note("of Ana");
    program->record.openPatient(bo);
    const Everything before = everything();
    for (int press = 0; press < 3; ++press) program->record.undo();
    EXPECT_EQ(everything(), before) << "nobody's record changes while somebody else's is open";
    EXPECT_EQ(program->record.patient()->name, "Bo");
    ASSERT_EQ(program->notices.all().size(), 1U) << "said once";
    EXPECT_EQ(program->notices.all().back().text, "The last change is in the record of Ana: Change note.");
    const auto take = [&, offered = program->notices.all().back().undo] {
        static_cast<void>(*program);  // what is under way ends first
        offered();
    };
    program->record.newSession();
    const Everything withVisit = everything();
    take();
    EXPECT_EQ(everything(), withVisit) << "what was offered is no longer the last";
    program->record.undo();
    take();
    EXPECT_EQ(program->record.patient()->name, "Ana");
    EXPECT_EQ(program->record.session()->markers.front().note, "");
    program->record.openPatient(bo);
    program->record.redo();
    EXPECT_EQ(program->record.patient()->name, "Bo");
    program->record.redo(true);
    EXPECT_EQ(program->record.session()->markers.front().note, "of Ana");
}

TEST_P(Steps, oneRunOfTypingIsOneStep) {
    add("Ana");
    place();
    note("tw", "note 1");
    note("twitch", "note 1");
    note("twitch, 2x", "note 2");
    program->record.undo();
    EXPECT_EQ(program->record.session()->markers.front().note, "twitch");
    program->record.undo();
    EXPECT_EQ(program->record.session()->markers.front().note, "");
    program->record.redo();
    EXPECT_EQ(program->record.session()->markers.front().note, "twitch");
    note("gone", "note 3");
    note("twitch", "note 3");
    EXPECT_EQ(program->record.steps().undoMessage(), "Change note");
    program->record.undo();
    EXPECT_EQ(program->record.session()->markers.front().note, "") << "typed and taken away again is no step";
}

TEST_P(Steps, theNoticeOfADeletionBringsBackWhateverWasDoneSince) {
    const auto ana = add("Ana");
    place();
    program->record.removePatient(ana);
    ASSERT_TRUE(program->notices.all().back().undo);
    const auto undoDeletion = program->notices.all().back().undo;
    add("Bo");
    ASSERT_EQ(program->record.steps().undoMessage(), "Add Bo");
    undoDeletion();
    EXPECT_EQ(program->record.patients().size(), 2U);
    EXPECT_EQ(program->record.patients()[0].sessions + program->record.patients()[1].sessions, 1);
    EXPECT_EQ(program->record.steps().undoMessage(), "Bring back Ana");
    program->record.undo();
    EXPECT_EQ(program->record.patients().size(), 1U);
}

TEST_P(Steps, undoOfAllIsTheStartAndRedoOfAllIsTheEnd) {
    for (const unsigned seed : {1U, 2U, 3U}) {
        std::mt19937 random(seed);
        const auto any = [&](size_t count) { return random() % count; };
        const Everything start = everything();
        const size_t before = program->record.steps().canUndo() ? 1 : 0;
        ASSERT_EQ(before, 0U);
        for (int i = 0; i < 120; ++i) {
            const auto kind = any(12);
            const auto& patients = program->record.patients();
            if (kind == 0 || patients.empty()) add("Patient " + std::to_string(i));
            else if (kind == 1 && !patients.empty()) program->record.openPatient(patients[any(patients.size())].patient.id);
            else if (kind == 2 && !patients.empty() && any(2) == 0) program->record.removePatient(patients[any(patients.size())].patient.id);
            else if (kind == 3) program->record.patient() ? program->record.newSession() : program->record.openPatient(patients.front().patient.id);
            else if (kind == 4 && !program->record.sessions().empty()) program->record.removeSession(program->record.sessions()[any(program->record.sessions().size())].id);
            else if (kind == 5 && !program->record.sessions().empty()) program->record.openSession(program->record.sessions()[any(program->record.sessions().size())].id);
            else if (kind == 6 && !program->record.sessions().empty()) program->record.renameSession(program->record.sessions().front().id, "Title " + std::to_string(i));
            else if (kind == 7 && program->record.patient()) {
                record::Patient changed = *program->record.patient();
                changed.note = "Note " + std::to_string(i);
                program->record.changePatient(changed);
            } else if (kind == 8 && program->record.session() && !program->record.session()->markers.empty()) note("Note " + std::to_string(i));
            else if (kind == 9 && program->record.session() && !program->record.session()->markers.empty()) {
                program->marks.select(program->record.session()->markers.front().id);
                any(2) == 0 ? program->marks.mirrorSelected() : program->marks.removeSelected();
            } else if (program->record.patient()) place(180 + static_cast<float>(any(240)));
            if (any(9) == 0) program->record.undo(true);
            if (any(18) == 0) program->record.redo(true);
        }
        const Everything end = everything();
        size_t back = 0, forth = 0;
        for (; program->record.steps().canUndo() && back < 1000; ++back) program->record.undo(true);
        EXPECT_GT(back, 20U);
        EXPECT_EQ(everything(), start) << seed;
        for (; program->record.steps().canRedo() && forth < 1000; ++forth) program->record.redo(true);
        EXPECT_EQ(forth, back);
        EXPECT_EQ(everything(), end) << seed;
        EXPECT_TRUE(program.ask<Done>([](store::Record& r) { return r.verify(); }).ok());
        for (size_t i = 0; i < 1000 && program->record.steps().canUndo(); ++i) program->record.undo(true);
    }
}

TEST_P(Steps, howeverFastTheyComeTheListStaysWithTheRecord) {
    const Everything start = everything();
    std::mt19937 random(7);
    for (int round = 0; round < 8; ++round) {
        Program& quick = *program;  // from here on nothing waits for an answer
        for (int i = 0; i < 12; ++i) {
            const auto kind = random() % 6;
            if (kind == 0 || quick.record.patients().empty()) {
                record::Patient patient;
                patient.id = record::PatientId::make();
                patient.name = "Patient " + std::to_string(random() % 100);
                quick.record.addPatient(patient);
            } else if (kind == 1) {
                quick.record.openPatient(quick.record.patients()[random() % quick.record.patients().size()].patient.id);
            } else if (kind == 2 && quick.record.patient()) {
                quick.record.newSession();
            } else if (kind == 3 && quick.record.session()) {
                quick.record.commit(record::renameSession(*quick.record.session(), "Title " + std::to_string(random() % 100)));
            } else if (kind == 4) {
                quick.record.undo(true);
                quick.record.undo(true);
            } else {
                quick.record.redo(true);
            }
            if (random() % 3 == 0) quick.pump();
        }
    }
    const Everything end = everything();
    for (int i = 0; i < 1000 && program->record.steps().canUndo(); ++i) program->record.undo(true);
    EXPECT_EQ(everything(), start);
    for (int i = 0; i < 1000 && program->record.steps().canRedo(); ++i) program->record.redo(true);
    EXPECT_EQ(everything(), end);
}

TEST_P(Steps, stepsAreBoundedInMemoryAndTheNewestStays) {
    UndoList steps(200'000);
    record::Session session;
    session.markers.resize(100);
    for (int i = 0; i < 50; ++i) {
        const auto before = std::make_shared<const record::Session>(session);
        session.title = std::to_string(i);
        steps.add({"Step " + std::to_string(i), nullptr, nullptr, before, std::make_shared<const record::Session>(session), {}});
        EXPECT_LE(steps.bytes(), 200'000U);
    }
    EXPECT_EQ(steps.undoMessage(), "Step 49");
    size_t left = 0;
    for (; steps.canUndo(); ++left) steps.wentBack();
    EXPECT_GE(left, 1U);
    EXPECT_LT(left, 50U);
}

INSTANTIATE_TEST_SUITE_P(Program, Steps, testing::Bool(), test::wayName);

}  // namespace myochart::workspace
