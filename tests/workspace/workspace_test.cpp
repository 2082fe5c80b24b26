#include "workspace/program.h"

#include <gtest/gtest.h>

#include "workspace/running_program.h"
#include "scene/build_scene.h"

namespace myochart::workspace {

using myochart::test::TestFolder;
using myochart::test::boxStructure;
using test::BothWays;
using test::RunningProgram;

namespace {

std::shared_ptr<const body::Body> makeBody(const Path& file, float stretch = 1) {
    body::NewBody made{"boxes", "test", "", {}};
    made.structures.push_back(boxStructure("left_soleus", "soleus", Side::left, vec3(90, 30, 300 * stretch), vec3(40, 40, 150 * stretch)));
    made.structures.push_back(boxStructure("right_soleus", "soleus", Side::right, vec3(-90, 30, 300 * stretch), vec3(40, 40, 150 * stretch)));
    return myochart::test::bodyOf(file, std::move(made));
}

class WorkspaceTest : public BothWays {};

record::Patient named(std::string name) {
    record::Patient patient;
    patient.name = std::move(name);
    return patient;
}

/// The first surface met from in front at height z on the left leg.
std::optional<geometry::SurfacePoint> frontAt(const Program& program, float x, float z) {
    const auto hits = scene::pickAlong(*program.bodies.current(), nullptr, {vec3(x, -1000, z), vec3(0, 1, 0)}, program.view.options);
    if (hits.empty()) return std::nullopt;
    return hits.front().at;
}

}  // namespace

TEST(WorkspaceStart, whatACutOffImportLeftIsTakenAway) {
    const TestFolder folder;
    const Path left = folder / "models/.import-cut-off";
    std::filesystem::create_directories(left);
    ASSERT_TRUE(writeFileAtomically(left / "body.cache", "half of it"));
    const RunningProgram program(folder, true);
    EXPECT_FALSE(std::filesystem::exists(left));
}

TEST_P(WorkspaceTest, clickToRecordAndBackAfterReopening) {
    const TestFolder folder;
    const auto body = makeBody(folder / "b.cache");
    {
        RunningProgram program(folder, GetParam());
        program->bodies.show(body);
        program->record.addPatient(named("Ana"));
        ASSERT_TRUE(program->record.patient());
        program->record.newSession();
        program->marks.setPlacing(record::MarkerType::needle);
        for (int i = 0; i < 3; ++i) ASSERT_TRUE(program->marks.place(*frontAt(*program, 90, 250.0F + 40.0F * static_cast<float>(i))));
        ASSERT_TRUE(program->record.saving().flush(5000));
        EXPECT_EQ(program->record.saveState(), store::SaveState::saved);
        program->record.undo();
        EXPECT_EQ(program->record.session()->markers.size(), 2U);
        program->record.redo();
        EXPECT_EQ(program->record.session()->markers.size(), 3U);
    }
    RunningProgram program(folder, GetParam());
    program->bodies.show(body);
    auto patients = program.ask<std::vector<store::PatientSummary>>([](store::Record& r) { return r.patients(); });
    ASSERT_EQ(patients->size(), 1U);
    program->record.openPatient(patients->front().patient.id);
    ASSERT_EQ(program->record.sessions().size(), 1U);
    EXPECT_EQ(program->record.sessions().front().markers, 3);
    program->record.openSession(program->record.sessions().front().id);
    ASSERT_TRUE(program->record.session());
    ASSERT_EQ(program->record.session()->markers.size(), 3U);
    const record::Marker& first = program->record.session()->markers.front();
    EXPECT_EQ(first.anchor.structureKey, "left_soleus");
    EXPECT_EQ(first.side, Side::left);
    EXPECT_NEAR(first.anchor.position.y, -10, 0.1);
    EXPECT_NEAR(first.anchor.position.z, 250, 0.1);
    EXPECT_TRUE(program->view.cameraGoal) << "the view is restored";
}

TEST_P(WorkspaceTest, aPatientIsNeededBeforeAMarker) {
    const TestFolder folder;
    RunningProgram program(folder, GetParam());
    program->bodies.show(makeBody(folder / "b.cache"));
    EXPECT_FALSE(program->marks.place(*frontAt(*program, 90, 300)));
    ASSERT_EQ(program->notices.all().size(), 1U);
    EXPECT_NE(program->notices.all().front().text.find("patient"), std::string::npos);
}

TEST_P(WorkspaceTest, draggingIsOneStepAndCanBeCancelled) {
    const TestFolder folder;
    RunningProgram program(folder, GetParam());
    program->bodies.show(makeBody(folder / "b.cache"));
    program->record.addPatient(named("Ana"));
    program->record.newSession();
    const auto id = *program->marks.place(*frontAt(*program, 90, 300));
    for (int i = 1; i <= 20; ++i) program->marks.drag(id, *frontAt(*program, 90, 300.0F + static_cast<float>(i)));
    EXPECT_NEAR(program->marks.shownSession()->marker(id)->anchor.position.z, 320, 0.1);
    EXPECT_NEAR(program->record.session()->marker(id)->anchor.position.z, 300, 0.1);
    program->marks.cancelDrag();
    EXPECT_NEAR(program->marks.shownSession()->marker(id)->anchor.position.z, 300, 0.1);
    program->marks.drag(id, *frontAt(*program, 90, 340));
    program->marks.drop();
    EXPECT_NEAR(program->record.session()->marker(id)->anchor.position.z, 340, 0.1);
    program->record.undo();
    EXPECT_NEAR(program->record.session()->marker(id)->anchor.position.z, 300, 0.1);
}

TEST_P(WorkspaceTest, nudgeMirrorAndDeleteAreUndone) {
    const TestFolder folder;
    RunningProgram program(folder, GetParam());
    program->bodies.show(makeBody(folder / "b.cache"));
    program->record.addPatient(named("Ana"));
    program->record.newSession();
    const auto id = *program->marks.place(*frontAt(*program, 90, 300));
    program->marks.nudgeSelected({0, 5});
    EXPECT_NEAR(program->record.session()->marker(id)->anchor.position.z, 305, 0.5);
    program->marks.mirrorSelected();
    ASSERT_EQ(program->record.session()->markers.size(), 2U);
    EXPECT_EQ(program->record.session()->markers[1].side, Side::right);
    EXPECT_NEAR(program->record.session()->markers[1].anchor.position.x, -90, 1);
    program->marks.removeSelected();
    EXPECT_EQ(program->record.session()->markers.size(), 1U);
    program->record.undo();
    program->record.undo();
    program->record.undo();
    EXPECT_NEAR(program->record.session()->marker(id)->anchor.position.z, 300, 0.1);
    EXPECT_EQ(program->record.session()->markers.size(), 1U);
}

TEST_P(WorkspaceTest, anotherBodyShowsTheMarkersOnTheSameMuscleAndTheRecordKeepsTheOriginals) {
    const TestFolder folder;
    RunningProgram program(folder, GetParam());
    program->bodies.show(makeBody(folder / "a.cache"));
    program->record.addPatient(named("Ana"));
    program->record.newSession();
    const auto id = *program->marks.place(*frontAt(*program, 90, 375));
    const auto session = program->record.session()->id;
    const auto tall = makeBody(folder / "b.cache", 1.2F);
    program->bodies.show(tall);
    ASSERT_TRUE(program->record.session());
    const record::Marker* shown = program->record.session()->marker(id);
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->anchor.structureKey, "left_soleus");
    EXPECT_NEAR(shown->anchor.position.z, 450, 5);
    EXPECT_GT(shown->anchor.errorRadiusMm, 0);
    program->record.closeSession();
    auto stored = program.ask<record::Session>([&](store::Record& r) { return r.session(session); });
    ASSERT_TRUE(stored.ok());
    EXPECT_NEAR(stored->marker(id)->anchor.position.z, 375, 0.1);
    EXPECT_EQ(stored->marker(id)->anchor.errorRadiusMm, 0);
}

TEST_P(WorkspaceTest, deletedPatientsAndVisitsComeBackByTheirNotice) {
    const TestFolder folder;
    RunningProgram program(folder, GetParam());
    program->bodies.show(makeBody(folder / "b.cache"));
    program->record.addPatient(named("Ana"));
    program->record.newSession();
    const auto session = program->record.session()->id;
    program->record.removeSession(session);
    EXPECT_TRUE(program->record.sessions().empty());
    ASSERT_TRUE(program->notices.all().back().undo);
    program->notices.all().back().undo();
    EXPECT_EQ(program->record.sessions().size(), 1U);
    program->record.removePatient(program->record.patient()->id);
    EXPECT_TRUE(program->record.patients().empty());
    program->notices.all().back().undo();
    ASSERT_EQ(program->record.patients().size(), 1U);
    EXPECT_EQ(program->record.patients().front().sessions, 1);
}

TEST_P(WorkspaceTest, hidingStepsBack) {
    const TestFolder folder;
    RunningProgram program(folder, GetParam());
    program->bodies.show(makeBody(folder / "b.cache"));
    program->view.hide(0);
    program->view.isolate(1);
    EXPECT_FALSE(scene::isShown(*program->bodies.current(), 0, program->view.options));
    EXPECT_TRUE(program->view.undoHide());
    EXPECT_TRUE(scene::isShown(*program->bodies.current(), 1, program->view.options));
    EXPECT_FALSE(scene::isShown(*program->bodies.current(), 0, program->view.options));
    EXPECT_TRUE(program->view.undoHide());
    EXPECT_TRUE(scene::isShown(*program->bodies.current(), 0, program->view.options));
    EXPECT_FALSE(program->view.undoHide());
    EXPECT_TRUE(program->view.redoHide());
    EXPECT_FALSE(scene::isShown(*program->bodies.current(), 0, program->view.options)) << "and forward again";
    EXPECT_TRUE(program->view.redoHide());
    EXPECT_TRUE(program->view.options.isolated.contains(1));
    EXPECT_FALSE(program->view.redoHide());
    program->view.undoHide();
    program->view.hide(1);
    EXPECT_FALSE(program->view.canRedoHide()) << "a new step ends the way forward";
}

TEST_P(WorkspaceTest, undoAndRedoSelectWhatTheyBringBack) {
    const TestFolder folder;
    RunningProgram program(folder, GetParam());
    program->bodies.show(makeBody(folder / "b.cache"));
    program->record.addPatient(named("Ana"));
    program->record.newSession();
    const auto first = *program->marks.place(*frontAt(*program, 90, 300));
    const auto second = *program->marks.place(*frontAt(*program, 90, 340));
    using Ids = std::set<record::MarkerId>;
    program->record.undo();
    EXPECT_TRUE(program->view.options.selectedMarkers.empty()) << "what is gone is not selected";
    program->record.redo();
    EXPECT_EQ(program->view.options.selectedMarkers, Ids{second});
    program->marks.select(first);
    program->marks.select(second, true);
    program->marks.removeSelected();
    program->record.undo();
    EXPECT_EQ(program->view.options.selectedMarkers, (Ids{first, second}));
    program->marks.select(first);
    program->marks.nudgeSelected({0, 5});
    program->view.clearSelection();
    program->record.undo();
    EXPECT_EQ(program->view.options.selectedMarkers, Ids{first}) << "what was moved back, too";
}

TEST_P(WorkspaceTest, aRegionIsFramedAndStandardViewsKeepToIt) {
    const TestFolder folder;
    RunningProgram program(folder, GetParam());
    EXPECT_FALSE(program->view.frameRegion("leg").ok()) << "no body yet";
    program->bodies.show(makeBody(folder / "b.cache"));
    ASSERT_TRUE(program->view.frameRegion("left leg").ok());
    ASSERT_TRUE(program->view.region());
    EXPECT_NEAR(program->view.cameraGoal->target.x, 90, 1);
    program->view.showStandardView(scene::StandardView::anterior);
    EXPECT_NEAR(program->view.cameraGoal->target.x, 90, 1) << "the front of the region";
    program->view.frameWholeBody();
    EXPECT_FALSE(program->view.region());
    EXPECT_NEAR(program->view.cameraGoal->target.x, 0, 1);
    EXPECT_FALSE(program->view.frameRegion("elsewhere").ok());
}

INSTANTIATE_TEST_SUITE_P(Program, WorkspaceTest, testing::Bool(), test::wayName);

}  // namespace myochart::workspace
