#include "workspace/workspace.h"

#include <gtest/gtest.h>

#include "desk.h"
#include "scene/build_scene.h"

namespace myochart::workspace {

using myochart::test::TestFolder;
using myochart::test::boxStructure;
using test::BothWays;
using test::Desk;

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
std::optional<geometry::SurfacePoint> frontAt(const Workspace& ws, float x, float z) {
    const auto hits = scene::pickAlong(*ws.body(), nullptr, {vec3(x, -1000, z), vec3(0, 1, 0)}, ws.view);
    if (hits.empty()) return std::nullopt;
    return hits.front().at;
}

}  // namespace

TEST(WorkspaceStart, whatACutOffImportLeftIsTakenAway) {
    const TestFolder folder;
    const Path left = folder / "models/.import-cut-off";
    std::filesystem::create_directories(left);
    ASSERT_TRUE(writeFileAtomically(left / "body.cache", "half of it"));
    const Desk desk(folder, true);
    EXPECT_FALSE(std::filesystem::exists(left));
}

TEST_P(WorkspaceTest, clickToRecordAndBackAfterReopening) {
    const TestFolder folder;
    const auto body = makeBody(folder / "b.cache");
    {
        Desk ws(folder, GetParam());
        ws->setBody(body);
        ws->addPatient(named("Ana"));
        ASSERT_TRUE(ws->patient());
        ws->newSession();
        ws->setPlacing(record::MarkerType::needle);
        for (int i = 0; i < 3; ++i) ASSERT_TRUE(ws->placeMarker(*frontAt(*ws, 90, 250.0F + 40.0F * static_cast<float>(i))));
        ASSERT_TRUE(ws->saving().flush(5000));
        EXPECT_EQ(ws->saveState(), store::SaveState::saved);
        ws->undo();
        EXPECT_EQ(ws->session()->markers.size(), 2U);
        ws->redo();
        EXPECT_EQ(ws->session()->markers.size(), 3U);
    }
    Desk ws(folder, GetParam());
    ws->setBody(body);
    auto patients = ws.ask<std::vector<store::PatientSummary>>([](store::Record& r) { return r.patients(); });
    ASSERT_EQ(patients->size(), 1U);
    ws->openPatient(patients->front().patient.id);
    ASSERT_EQ(ws->sessions().size(), 1U);
    EXPECT_EQ(ws->sessions().front().markers, 3);
    ws->openSession(ws->sessions().front().id);
    ASSERT_TRUE(ws->session());
    ASSERT_EQ(ws->session()->markers.size(), 3U);
    const record::Marker& first = ws->session()->markers.front();
    EXPECT_EQ(first.anchor.structureKey, "left_soleus");
    EXPECT_EQ(first.side, Side::left);
    EXPECT_NEAR(first.anchor.position.y, -10, 0.1);
    EXPECT_NEAR(first.anchor.position.z, 250, 0.1);
    EXPECT_TRUE(ws->cameraGoal) << "the view is restored";
}

TEST_P(WorkspaceTest, aPatientIsNeededBeforeAMarker) {
    const TestFolder folder;
    Desk ws(folder, GetParam());
    ws->setBody(makeBody(folder / "b.cache"));
    EXPECT_FALSE(ws->placeMarker(*frontAt(*ws, 90, 300)));
    ASSERT_EQ(ws->notices().size(), 1U);
    EXPECT_NE(ws->notices().front().text.find("patient"), std::string::npos);
}

TEST_P(WorkspaceTest, draggingIsOneStepAndCanBeCancelled) {
    const TestFolder folder;
    Desk ws(folder, GetParam());
    ws->setBody(makeBody(folder / "b.cache"));
    ws->addPatient(named("Ana"));
    ws->newSession();
    const auto id = *ws->placeMarker(*frontAt(*ws, 90, 300));
    for (int i = 1; i <= 20; ++i) ws->dragMarker(id, *frontAt(*ws, 90, 300.0F + static_cast<float>(i)));
    EXPECT_NEAR(ws->shownSession()->marker(id)->anchor.position.z, 320, 0.1);
    EXPECT_NEAR(ws->session()->marker(id)->anchor.position.z, 300, 0.1);
    ws->cancelDrag();
    EXPECT_NEAR(ws->shownSession()->marker(id)->anchor.position.z, 300, 0.1);
    ws->dragMarker(id, *frontAt(*ws, 90, 340));
    ws->dropMarker();
    EXPECT_NEAR(ws->session()->marker(id)->anchor.position.z, 340, 0.1);
    ws->undo();
    EXPECT_NEAR(ws->session()->marker(id)->anchor.position.z, 300, 0.1);
}

TEST_P(WorkspaceTest, nudgeMirrorAndDeleteAreUndone) {
    const TestFolder folder;
    Desk ws(folder, GetParam());
    ws->setBody(makeBody(folder / "b.cache"));
    ws->addPatient(named("Ana"));
    ws->newSession();
    const auto id = *ws->placeMarker(*frontAt(*ws, 90, 300));
    ws->nudgeSelected({0, 5});
    EXPECT_NEAR(ws->session()->marker(id)->anchor.position.z, 305, 0.5);
    ws->mirrorSelected();
    ASSERT_EQ(ws->session()->markers.size(), 2U);
    EXPECT_EQ(ws->session()->markers[1].side, Side::right);
    EXPECT_NEAR(ws->session()->markers[1].anchor.position.x, -90, 1);
    ws->removeSelected();
    EXPECT_EQ(ws->session()->markers.size(), 1U);
    ws->undo();
    ws->undo();
    ws->undo();
    EXPECT_NEAR(ws->session()->marker(id)->anchor.position.z, 300, 0.1);
    EXPECT_EQ(ws->session()->markers.size(), 1U);
}

TEST_P(WorkspaceTest, anotherBodyShowsTheMarkersOnTheSameMuscleAndTheRecordKeepsTheOriginals) {
    const TestFolder folder;
    Desk ws(folder, GetParam());
    ws->setBody(makeBody(folder / "a.cache"));
    ws->addPatient(named("Ana"));
    ws->newSession();
    const auto id = *ws->placeMarker(*frontAt(*ws, 90, 375));
    const auto session = ws->session()->id;
    const auto tall = makeBody(folder / "b.cache", 1.2F);
    ws->setBody(tall);
    ASSERT_TRUE(ws->session());
    const record::Marker* shown = ws->session()->marker(id);
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->anchor.structureKey, "left_soleus");
    EXPECT_NEAR(shown->anchor.position.z, 450, 5);
    EXPECT_GT(shown->anchor.errorRadiusMm, 0);
    ws->closeSession();
    auto stored = ws.ask<record::Session>([&](store::Record& r) { return r.session(session); });
    ASSERT_TRUE(stored.ok());
    EXPECT_NEAR(stored->marker(id)->anchor.position.z, 375, 0.1);
    EXPECT_EQ(stored->marker(id)->anchor.errorRadiusMm, 0);
}

TEST_P(WorkspaceTest, deletedPatientsAndVisitsComeBackByTheirNotice) {
    const TestFolder folder;
    Desk ws(folder, GetParam());
    ws->setBody(makeBody(folder / "b.cache"));
    ws->addPatient(named("Ana"));
    ws->newSession();
    const auto session = ws->session()->id;
    ws->removeSession(session);
    EXPECT_TRUE(ws->sessions().empty());
    ASSERT_TRUE(ws->notices().back().undo);
    ws->notices().back().undo();
    EXPECT_EQ(ws->sessions().size(), 1U);
    ws->removePatient(ws->patient()->id);
    EXPECT_TRUE(ws->patients().empty());
    ws->notices().back().undo();
    ASSERT_EQ(ws->patients().size(), 1U);
    EXPECT_EQ(ws->patients().front().sessions, 1);
}

TEST_P(WorkspaceTest, hidingStepsBack) {
    const TestFolder folder;
    Desk ws(folder, GetParam());
    ws->setBody(makeBody(folder / "b.cache"));
    ws->hide(0);
    ws->isolate(1);
    EXPECT_FALSE(scene::isShown(*ws->body(), 0, ws->view));
    EXPECT_TRUE(ws->undoHide());
    EXPECT_TRUE(scene::isShown(*ws->body(), 1, ws->view));
    EXPECT_FALSE(scene::isShown(*ws->body(), 0, ws->view));
    EXPECT_TRUE(ws->undoHide());
    EXPECT_TRUE(scene::isShown(*ws->body(), 0, ws->view));
    EXPECT_FALSE(ws->undoHide());
    EXPECT_TRUE(ws->redoHide());
    EXPECT_FALSE(scene::isShown(*ws->body(), 0, ws->view)) << "and forward again";
    EXPECT_TRUE(ws->redoHide());
    EXPECT_TRUE(ws->view.isolated.contains(1));
    EXPECT_FALSE(ws->redoHide());
    ws->undoHide();
    ws->hide(1);
    EXPECT_FALSE(ws->canRedoHide()) << "a new step ends the way forward";
}

TEST_P(WorkspaceTest, undoAndRedoSelectWhatTheyBringBack) {
    const TestFolder folder;
    Desk ws(folder, GetParam());
    ws->setBody(makeBody(folder / "b.cache"));
    ws->addPatient(named("Ana"));
    ws->newSession();
    const auto first = *ws->placeMarker(*frontAt(*ws, 90, 300));
    const auto second = *ws->placeMarker(*frontAt(*ws, 90, 340));
    using Ids = std::set<record::MarkerId>;
    ws->undo();
    EXPECT_TRUE(ws->view.selectedMarkers.empty()) << "what is gone is not selected";
    ws->redo();
    EXPECT_EQ(ws->view.selectedMarkers, Ids{second});
    ws->selectMarker(first);
    ws->selectMarker(second, true);
    ws->removeSelected();
    ws->undo();
    EXPECT_EQ(ws->view.selectedMarkers, (Ids{first, second}));
    ws->selectMarker(first);
    ws->nudgeSelected({0, 5});
    ws->clearSelection();
    ws->undo();
    EXPECT_EQ(ws->view.selectedMarkers, Ids{first}) << "what was moved back, too";
}

TEST_P(WorkspaceTest, aRegionIsFramedAndStandardViewsKeepToIt) {
    const TestFolder folder;
    Desk ws(folder, GetParam());
    EXPECT_FALSE(ws->frameRegion("leg").ok()) << "no body yet";
    ws->setBody(makeBody(folder / "b.cache"));
    ASSERT_TRUE(ws->frameRegion("left leg").ok());
    ASSERT_TRUE(ws->region());
    EXPECT_NEAR(ws->cameraGoal->target.x, 90, 1);
    ws->showStandardView(scene::StandardView::anterior);
    EXPECT_NEAR(ws->cameraGoal->target.x, 90, 1) << "the front of the region";
    ws->frameWholeBody();
    EXPECT_FALSE(ws->region());
    EXPECT_NEAR(ws->cameraGoal->target.x, 0, 1);
    EXPECT_FALSE(ws->frameRegion("elsewhere").ok());
}

INSTANTIATE_TEST_SUITE_P(Workspace, WorkspaceTest, testing::Bool(), test::wayName);

}  // namespace myochart::workspace
