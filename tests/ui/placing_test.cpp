#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"
#include "support/boxes.h"

namespace myochart::ui::test {

namespace {

using record::MarkerType;
using myochart::test::boxStructure;
using workspace::Mode;

const vec3 kLeftBox(90, -10, 300), kRightBox(-90, -10, 300);

class Placing : public ::testing::Test {
  protected:
    void SetUp() override { rig_.openVisit(); }
    size_t count() { return rig_.program().record.session() ? rig_.program().record.session()->markers.size() : 0; }
    const record::Marker& last() { return rig_.program().record.session()->markers.back(); }
    void place(vec3 at) {
        if (rig_.program().marks.mode() != Mode::place) rig_.click("mode.needle");
        rig_.click(rig_.onScreen(at));
    }
    FrameRig rig_;
};

}  // namespace

TEST_F(Placing, aClickInNeedleModePlacesANeedleSiteOnTheStructureUnderThePointer) {
    rig_.click("mode.needle");
    EXPECT_EQ(rig_.fact("mode"), "place needle");
    rig_.click(rig_.onScreen(kLeftBox));
    ASSERT_EQ(count(), 1U);
    EXPECT_EQ(last().type, MarkerType::needle);
    EXPECT_EQ(last().anchor.structureKey, "left_soleus");
    EXPECT_EQ(last().side, Side::left);
    EXPECT_LT(glm::length(last().anchor.position - kLeftBox), 1.5F);
    EXPECT_EQ(rig_.fact("selectedMarkers"), last().id.text) << "what was placed is selected";
}

TEST_F(Placing, aDragTurnsTheBodyAndNeverPlaces) {
    rig_.click("mode.trigger");
    const float before = rig_.program().view.camera.azimuthRad;
    rig_.drag(rig_.onScreen(kLeftBox), rig_.onScreen(kLeftBox) + vec2(120, 0));
    EXPECT_EQ(count(), 0U);
    EXPECT_NE(rig_.program().view.camera.azimuthRad, before);
    // Away and back to where it began is a drag all the same.
    const vec2 at = rig_.onScreen(kRightBox);
    rig_.drag(at, at + vec2(80, 0), true);
    rig_.drag(at + vec2(80, 0), at);
    EXPECT_EQ(count(), 0U);
}

TEST_F(Placing, inLookModeAClickSelectsAndPlacesNothing) {
    rig_.click(rig_.onScreen(kRightBox));
    EXPECT_EQ(count(), 0U);
    EXPECT_EQ(rig_.fact("selectedStructure"), "right_soleus");
    rig_.click(rig_.onScreen(vec3(0, -10, 300)));
    EXPECT_EQ(rig_.fact("selectedStructure"), "") << "a click beside the body lets go";
}

TEST_F(Placing, aDoubleClickPlacesOnce) {
    rig_.click("mode.needle");
    const vec2 at = rig_.onScreen(kLeftBox);
    rig_.input().click(at, rig_.now());
    rig_.input().click(at, rig_.now() + 0.15);
    rig_.pass(0.3);
    EXPECT_EQ(count(), 1U);
}

TEST_F(Placing, draggingAMarkerMovesItOverTheSurfaceAsOneStepAndEscTakesItBack) {
    place(kLeftBox);
    const vec3 start = last().anchor.position;
    rig_.drag(rig_.onScreen(start), rig_.onScreen(vec3(90, -10, 380)));
    ASSERT_EQ(count(), 1U);
    EXPECT_NEAR(last().anchor.position.z, 380, 3);
    EXPECT_EQ(rig_.program().record.steps().undoMessage(), "Move marker");
    rig_.key(GLFW_KEY_Z, kCtrl);
    EXPECT_NEAR(last().anchor.position.z, start.z, 0.01);

    rig_.drag(rig_.onScreen(start), rig_.onScreen(vec3(90, -10, 240)), true);
    EXPECT_TRUE(rig_.program().marks.dragging());
    rig_.key(GLFW_KEY_ESCAPE);
    EXPECT_FALSE(rig_.program().marks.dragging());
    rig_.release(rig_.onScreen(vec3(90, -10, 240)));
    EXPECT_NEAR(last().anchor.position.z, start.z, 0.01);
    EXPECT_EQ(rig_.program().marks.mode(), Mode::place) << "Esc took only the drag back";
}

TEST_F(Placing, whileLookingADragOnAMarkerThatIsNotSelectedTurnsTheBody) {
    place(kLeftBox);
    const vec3 start = last().anchor.position;
    rig_.click("mode.look");
    rig_.program().view.clearSelection();
    rig_.pass();
    const float before = rig_.program().view.camera.azimuthRad;
    rig_.drag(rig_.onScreen(start), rig_.onScreen(start) + vec2(60, 0));
    EXPECT_EQ(last().anchor.position, start);
    EXPECT_NE(rig_.program().view.camera.azimuthRad, before);
}

TEST_F(Placing, arrowKeysNudgeByAMillimetreAndWithShiftByFive) {
    place(kLeftBox);
    const vec3 start = last().anchor.position;
    rig_.key(GLFW_KEY_UP);
    EXPECT_NEAR(last().anchor.position.z, start.z + 1, 0.1);
    rig_.key(GLFW_KEY_DOWN, kShift);
    EXPECT_NEAR(last().anchor.position.z, start.z - 4, 0.2);
    rig_.key(GLFW_KEY_RIGHT);
    EXPECT_NEAR(last().anchor.position.x, start.x + 1, 0.2) << "the picture's right is the patient's left in the front view";
}

TEST_F(Placing, deleteMirrorUndoAndRedoByKey) {
    place(kLeftBox);
    rig_.key(GLFW_KEY_M);
    ASSERT_EQ(count(), 2U);
    EXPECT_EQ(last().side, Side::right);
    EXPECT_NEAR(last().anchor.position.x, -90, 2);
    rig_.key(GLFW_KEY_DELETE);
    EXPECT_EQ(count(), 1U);
    rig_.key(GLFW_KEY_Z, kCtrl);
    EXPECT_EQ(count(), 2U);
    rig_.key(GLFW_KEY_Z, kCtrl | kShift);
    EXPECT_EQ(count(), 1U);
}

TEST_F(Placing, altAndTheWheelChooseTheStructureUnderTheFirst) {
    rig_.click("mode.needle");
    const vec2 at = rig_.onScreen(kLeftBox);
    rig_.moveTo(at, kAlt);
    ASSERT_EQ(rig_.frame().state().under.size(), 2U) << "muscle, then bone";
    EXPECT_TRUE(rig_.has("body.depths"));
    const float distance = rig_.program().view.camera.distanceMm;
    rig_.wheel(at, -1, kAlt);
    EXPECT_EQ(rig_.program().view.camera.distanceMm, distance) << "Alt+wheel does not zoom";
    EXPECT_EQ(rig_.fact("hovered"), "left_tibia");
    rig_.click(at);
    ASSERT_EQ(count(), 1U);
    EXPECT_EQ(last().anchor.structureKey, "left_tibia");
}

TEST_F(Placing, theWheelZoomsAndEveryMarkerTypeHasItsKey) {
    const float distance = rig_.program().view.camera.distanceMm;
    rig_.wheel(rig_.rect("body").centre(), 2);
    EXPECT_LT(rig_.program().view.camera.distanceMm, distance);
    const std::tuple<int, unsigned, MarkerType> keys[] = {{GLFW_KEY_N, 0, MarkerType::needle}, {GLFW_KEY_T, 0, MarkerType::active}, {GLFW_KEY_T, kShift, MarkerType::latent},
                                                          {GLFW_KEY_T, kCtrl, MarkerType::satellite}, {GLFW_KEY_N, kShift, MarkerType::tender}};
    for (const auto& [key, modifiers, type] : keys) {
        rig_.key(key, modifiers);
        EXPECT_EQ(rig_.program().marks.mode(), Mode::place);
        EXPECT_EQ(rig_.program().marks.placing(), type);
    }
}

TEST_F(Placing, escStepsBackOneLevelAtATime) {
    place(kLeftBox);
    rig_.key(GLFW_KEY_K, kCtrl);
    EXPECT_EQ(rig_.frame().state().dialog, Dialog::palette);
    rig_.pass(0.2);
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.key(GLFW_KEY_ESCAPE);
    EXPECT_EQ(rig_.frame().state().dialog, Dialog::none);
    if (rig_.program().marks.mode() == Mode::place) rig_.key(GLFW_KEY_ESCAPE);
    EXPECT_EQ(rig_.program().marks.mode(), Mode::look);
    EXPECT_FALSE(rig_.program().view.options.selectedMarkers.empty());
    rig_.key(GLFW_KEY_ESCAPE);
    EXPECT_TRUE(rig_.program().view.options.selectedMarkers.empty());
}

TEST_F(Placing, textsOfTheCardAreOneStepEachWhenTheFieldIsLeft) {
    place(kLeftBox);
    rig_.click("site.label");
    rig_.type("LTrP");
    EXPECT_EQ(last().label, "") << "not before the field is left";
    rig_.key(GLFW_KEY_ENTER);
    EXPECT_EQ(last().label, "LTrP");
    rig_.click("site.note");
    rig_.type("Local twitch response, then a good deal less pain on turning the head to the left side.");
    rig_.click("site.label");
    EXPECT_EQ(last().note, "Local twitch response, then a good deal less pain on turning the head to the left side.");
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.program().record.undo();
    EXPECT_EQ(last().note, "");
    EXPECT_EQ(last().label, "LTrP");
    rig_.pass();
    rig_.click("site.side.midline");
    EXPECT_EQ(last().side, Side::midline);
    rig_.click("site.type.latent");
    EXPECT_EQ(last().type, MarkerType::latent);
}

TEST_F(Placing, aCorrectedSideOffersToMoveTheMarkerThere) {
    place(kLeftBox);
    const vec3 start = last().anchor.position;
    EXPECT_FALSE(rig_.has("site.moveToSide"));
    EXPECT_FALSE(rig_.has("site.sideConflict"));
    EXPECT_FALSE(rig_.has("sites.row.0.sideConflict"));
    rig_.click("site.side.right");
    rig_.pass();
    ASSERT_TRUE(rig_.has("site.sideConflict"));
    EXPECT_LT(rig_.rect("site.sideConflict").max.y, rig_.rect("site.hazard").min.y + 1) << "it comes first";
    EXPECT_EQ(rig_.fact("siteSideConflict"), "left");
    EXPECT_TRUE(rig_.has("sites.row.0.sideConflict"));
    EXPECT_EQ(last().side, Side::right);
    EXPECT_TRUE(last().byHand.side);
    EXPECT_EQ(last().sentence, "right soleus");
    EXPECT_EQ(last().anchor.position, start) << "nothing moves by itself";
    rig_.click("site.moveToSide");
    rig_.pass();
    EXPECT_NEAR(last().anchor.position.x, -start.x, 2);
    EXPECT_FALSE(last().byHand.any());
    EXPECT_TRUE(last().sentence.starts_with("right soleus, ")) << last().sentence;
    EXPECT_FALSE(rig_.has("site.moveToSide"));
    EXPECT_FALSE(rig_.has("site.sideConflict"));
    EXPECT_FALSE(rig_.has("sites.row.0.sideConflict"));
    rig_.key(GLFW_KEY_Z, kCtrl);
    EXPECT_EQ(last().anchor.position, start) << "one step";
    EXPECT_EQ(last().side, Side::right);
}

TEST_F(Placing, aCorrectedMuscleIsMarkedAndOffersToMoveTheMarkerOrToTakeTheMuscleThere) {
    body::NewBody made{"calf", "test", "", {}};
    made.structures.push_back(boxStructure("left_soleus", "soleus", Side::left, vec3(90, 30, 300), vec3(40, 40, 150)));
    made.structures.push_back(
        boxStructure("left_tibialis_anterior", "tibialis_anterior", Side::left, vec3(-20, 30, 300), vec3(20, 40, 150)));
    rig_.program().bodies.show(myochart::test::bodyOf(rig_.folder() / "calf.cache", std::move(made), true));
    rig_.pass(0.3);
    place(kLeftBox);
    ASSERT_EQ(count(), 1U);
    EXPECT_FALSE(rig_.has("site.muscleConflict"));
    for (const bool moves : {false, true}) {
        rig_.click("site.muscle");
        rig_.key(GLFW_KEY_A, kCtrl);
        rig_.type("Tibialis anterior");
        rig_.key(GLFW_KEY_ENTER);
        rig_.pass(0.1);
        ASSERT_EQ(last().muscle, "Tibialis anterior");
        ASSERT_TRUE(rig_.has("site.muscleConflict"));
        EXPECT_LT(rig_.rect("site.muscleConflict").max.y, rig_.rect("site.hazard").min.y + 1) << "it comes first";
        EXPECT_EQ(rig_.fact("siteMuscleConflict"), "Soleus");
        EXPECT_TRUE(rig_.has("sites.row.0.muscleConflict"));
        EXPECT_EQ(last().anchor.structureKey, "left_soleus") << "nothing moves by itself";
        rig_.click(moves ? "site.moveToMuscle" : "site.takeMuscle");
        rig_.pass(0.1);
        EXPECT_EQ(last().muscle, moves ? "Tibialis anterior" : "Soleus");
        EXPECT_EQ(last().anchor.structureKey, moves ? "left_tibialis_anterior" : "left_soleus");
        EXPECT_FALSE(last().byHand.any());
        EXPECT_FALSE(rig_.has("site.muscleConflict"));
        EXPECT_FALSE(rig_.has("sites.row.0.muscleConflict"));
    }
    rig_.key(GLFW_KEY_Z, kCtrl);
    EXPECT_EQ(last().anchor.structureKey, "left_soleus") << "one step";
}

TEST_F(Placing, enterTakesTheOnlySuggestionAndTheWordsFollowTheMuscle) {
    place(kLeftBox);
    rig_.click("site.muscle");
    rig_.key(GLFW_KEY_A, kCtrl);
    rig_.type("levator scap");
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass();
    EXPECT_EQ(last().muscle, "Levator scapulae");
    EXPECT_EQ(last().sentence, "left levator scapulae");
    EXPECT_TRUE(last().byHand.muscle);
    EXPECT_FALSE(last().byHand.sentence);
}

TEST_F(Placing, aMuscleThatWasTypedIsKeptWhenTheMouseGoesOnAndASuggestionIsTakenByAClick) {
    place(kLeftBox);
    rig_.click("site.muscle");
    rig_.key(GLFW_KEY_A, kCtrl);
    rig_.type("my own words");
    rig_.click("site.label");
    rig_.pass();
    EXPECT_EQ(last().muscle, "my own words");
    EXPECT_TRUE(last().byHand.muscle);
    rig_.click("site.muscle");
    rig_.key(GLFW_KEY_A, kCtrl);
    rig_.type("levator scap");
    rig_.pass();
    rig_.click("site.muscle.suggest.levator_scapulae");
    rig_.pass();
    EXPECT_EQ(last().muscle, "Levator scapulae");
    rig_.key(GLFW_KEY_Z, kCtrl);
    EXPECT_EQ(last().muscle, "my own words") << "one step";
}

TEST_F(Placing, aMuscleOfTheOtherSideIsNotTakenAndSaysWhy) {
    place(kLeftBox);
    const std::string before = last().muscle;
    rig_.click("site.muscle");
    rig_.key(GLFW_KEY_A, kCtrl);
    rig_.type("right soleus muscle");
    rig_.click("site.label");
    rig_.pass();
    EXPECT_EQ(last().muscle, before);
    EXPECT_FALSE(last().byHand.any());
    ASSERT_TRUE(rig_.has("notice.0.close"));
    EXPECT_NE(rig_.program().notices.all().back().text.find("on the left"), std::string::npos) << rig_.program().notices.all().back().text;
}

TEST_F(Placing, aNoteBeingTypedIsKeptWhenAnotherSiteIsChosenOrTheProgramEnds) {
    place(kLeftBox);
    place(kRightBox);
    rig_.click("sites.row.0");
    rig_.pass(0.5);
    rig_.click("site.note");
    rig_.type("first");
    rig_.click("sites.row.1");
    rig_.pass(0.5);
    EXPECT_EQ(rig_.program().record.session()->markers[0].note, "first");
    rig_.click("site.note");
    rig_.type("second");
    rig_.frame().finishEdits({{1440, 900}, 1, 1}, rig_.now());
    EXPECT_EQ(rig_.program().record.session()->markers[1].note, "second");
}

TEST_F(Placing, lettersTypedIntoAFieldAreNoCommands) {
    place(kLeftBox);
    rig_.click("site.label");
    rig_.key(GLFW_KEY_DELETE);
    rig_.key(GLFW_KEY_M);
    rig_.key(GLFW_KEY_N);
    EXPECT_EQ(count(), 1U);
    rig_.key(GLFW_KEY_LEFT);
    EXPECT_LT(glm::length(last().anchor.position - kLeftBox), 1.5F) << "the arrows belong to the field";
}

TEST_F(Placing, whatWasPlacedIsInTheRecordAfterTheProgramWasClosed) {
    place(kLeftBox);
    rig_.click("mode.trigger");
    rig_.click(rig_.onScreen(kRightBox));
    const auto session = rig_.program().record.session()->id;
    const auto patient = rig_.program().record.patient()->id;
    const auto second = last().id;
    rig_.reopen();
    rig_.program().record.openPatient(patient);
    rig_.program().record.openSession(session);
    rig_.pass();
    ASSERT_EQ(count(), 2U);
    EXPECT_EQ(last().id, second);
    EXPECT_EQ(last().type, MarkerType::active);
    EXPECT_EQ(rig_.fact("save"), "saved");
    EXPECT_TRUE(rig_.has("sites.row.1"));
}

TEST(Looking, noDragOrWheelLosesTheBody) {
    FrameRig rig;
    const vec2 from = rig.onScreen(kLeftBox) + vec2(60, 0);
    for (int i = 0; i < 3; ++i) {
        rig.wheel(from, -20);
        rig.input().button(1, true, from, rig.now());
        rig.input().moveTo(from + vec2(50, 10), rig.now());
        rig.input().moveTo(from + vec2(4000, 3000), rig.now());
        rig.input().button(1, false, from + vec2(4000, 3000), rig.now());
        rig.pass(0.3);
    }
    const Box bounds = rig.program().bodies.current()->bounds();
    for (int axis = 0; axis < 3; ++axis) {
        EXPECT_GE(rig.program().view.camera.target[axis], bounds.min[axis] - 100.1F);
        EXPECT_LE(rig.program().view.camera.target[axis], bounds.max[axis] + 100.1F);
    }
}

TEST(Visits, aClosedVisitsRowTellsTheSitesItHasNow) {
    FrameRig rig;
    rig.openVisit();
    rig.addMarkers(2);
    const auto id = rig.program().record.session()->id;
    rig.program().record.closeSession();
    ASSERT_EQ(rig.program().record.sessions().size(), 1U);
    EXPECT_EQ(rig.program().record.sessions()[0].id, id);
    EXPECT_EQ(rig.program().record.sessions()[0].markers, 2);
}

TEST(Patients, aNameTypedBeforeTheFormIsDrawnGoesIntoItWhole) {
    FrameRig rig;
    rig.input().click(rig.rect("patients.new").centre(), rig.now());
    for (const char letter : std::string("CNT")) {  // each of them a command elsewhere
        InputEvent key;
        key.kind = InputEvent::Kind::key;
        key.key = letter;
        key.time = rig.now();
        key.down = true;
        rig.input().push(key);
        rig.input().type(std::string(1, letter), rig.now());
        key.down = false;
        rig.input().push(key);
    }
    rig.pass(0.2);
    EXPECT_EQ(rig.fact("mode"), "look");
    rig.key(GLFW_KEY_ENTER);
    rig.pass(0.2);
    ASSERT_TRUE(rig.program().record.patient());
    EXPECT_EQ(rig.program().record.patient()->name, "CNT");
}

TEST(Patients, areAddedRenamedDeletedAndBroughtBackWithTheMouse) {
    FrameRig rig;
    rig.click("patients.new");
    rig.type("Example, Bo");
    rig.click("patients.form.birthDate");
    rig.type("1970-13-40");
    rig.click("patients.form.save");
    EXPECT_FALSE(rig.program().record.patient()) << "no such day";
    EXPECT_TRUE(rig.has("patients.form.save")) << "the form stays with the sentence";
    rig.click("patients.form.birthDate");
    for (int i = 0; i < 10; ++i) rig.key(GLFW_KEY_BACKSPACE);
    rig.type("1970-01-31");
    rig.click("patients.form.save");
    rig.pass();
    ASSERT_TRUE(rig.program().record.patient());
    EXPECT_EQ(rig.program().record.patient()->birthDate, "1970-01-31");
    rig.click("visits.new");
    rig.pass();
    ASSERT_TRUE(rig.program().record.session());
    rig.click("visits.back");
    rig.pass();
    ASSERT_FALSE(rig.program().record.patient());
    rig.click("patients.row.0.more");
    rig.click("patients.row.0.delete");
    ASSERT_TRUE(rig.has("deletion.yes")) << "it asks first";
    EXPECT_EQ(rig.program().record.patients().size(), 1U);
    rig.click("deletion.yes");
    for (int i = 0; i < 100 && !rig.program().record.patients().empty(); ++i) rig.pass();
    rig.pass();
    EXPECT_TRUE(rig.program().record.patients().empty());
    rig.click("notice.0.undo");
    rig.pass();
    ASSERT_EQ(rig.program().record.patients().size(), 1U);
    EXPECT_EQ(rig.program().record.patients()[0].sessions, 1);
    EXPECT_TRUE(rig.program().record.patient()) << "what came back is shown";
}

TEST(Search, enterSelectsTheFirstFoundAndTurnsToIt) {
    FrameRig rig;
    rig.key(GLFW_KEY_F, kCtrl);
    rig.pass();
    rig.type("solues right");
    EXPECT_NE(rig.fact("searchFound"), "0") << "a slip of the keys is forgiven";
    rig.key(GLFW_KEY_ENTER);
    rig.pass();
    EXPECT_EQ(rig.fact("selectedStructure"), "right_soleus");
}

TEST(Palette, runsTheCommandThatWasTyped) {
    FrameRig rig;
    rig.key(GLFW_KEY_K, kCtrl);
    rig.pass(0.2);
    rig.type("back view");
    rig.key(GLFW_KEY_ENTER);
    rig.pass(0.5);
    EXPECT_EQ(rig.fact("view"), "Back");
    EXPECT_EQ(rig.frame().state().dialog, Dialog::none);
}

TEST(PlacingWithPicture, whatLiesBehindTheBodyIsNeitherClickedNorDragged) {
    FrameRig rig(FrameRig::Setup{.windowPx = {1440, 900}, .gl = true});
    rig.openVisit();
    rig.addMarkers(1);
    const record::Marker site = rig.program().record.session()->markers[0];
    rig.program().marks.select(site.id);
    rig.program().view.showStandardView(site.anchor.normal.y < 0 ? scene::StandardView::posterior : scene::StandardView::anterior);
    rig.pass(1);
    rig.picture();  // what is hidden is known of what was drawn
    const vec2 at = rig.onScreen(site.anchor.position);
    rig.drag(at, at + vec2(-40, 0));
    rig.pass();
    EXPECT_EQ(rig.program().record.session()->markers[0].anchor.position, site.anchor.position) << "the drag turns the body";
    rig.program().view.showStandardView(site.anchor.normal.y < 0 ? scene::StandardView::posterior : scene::StandardView::anterior);
    rig.pass(1);
    rig.picture();  // what is hidden is known of what was drawn
    rig.program().marks.setPlacing(record::MarkerType::needle);
    rig.click(rig.onScreen(site.anchor.position));
    rig.pass();
    ASSERT_EQ(rig.program().record.session()->markers.size(), 2U) << "the click places on the side that is seen";
    EXPECT_LT(glm::dot(rig.program().record.session()->markers[1].anchor.normal, site.anchor.normal), 0);
}

}  // namespace myochart::ui::test
