#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"
#include "record/ledger.h"
#include "ui/same_scene.h"

// A visit from the door to the signature, by mouse.

namespace myochart::ui::test {

namespace {

record::Therapist somebody(const std::string& name, const std::string& licence, record::Role role) {
    record::Therapist therapist;
    therapist.id = record::TherapistId::make();
    therapist.name = name;
    therapist.licence = licence;
    therapist.role = role;
    return therapist;
}

class Stages : public ::testing::Test {
  protected:
    FrameRig rig_{FrameRig::Setup{.windowPx = {1440, 900}}};

    void SetUp() override { rig_.openVisit(); }
    const record::Session& visit() { return *rig_.program().record.session(); }
    void go(const std::string& stage) {
        rig_.click("stage." + stage);
        rig_.pass(0.2);
        ASSERT_EQ(rig_.fact("stage"), stage);
    }
    void placeNeedles(int count) {
        rig_.addMarkers(count);
        record::Session all = visit();
        for (record::Marker& marker : all.markers) marker.type = record::MarkerType::needle;
        rig_.program().record.commit(record::Edited{all, "needles"});
        rig_.pass(0.2);
    }
    /// Asks to sign, says yes, and closes what is still open.
    void sign() {
        rig_.key(GLFW_KEY_S, kCtrl | kShift);
        rig_.pass(0.3);
        ASSERT_TRUE(rig_.has("sign.now"));
        EXPECT_FALSE(visit().signing.isSigned()) << "it asks first";
        rig_.click("sign.now");
        rig_.pass(0.3);
        rig_.frame().state().close();
        rig_.pass(0.1);
    }
    void enterTherapist(record::Role role = record::Role::therapist) {
        record::Practice practice;
        practice.therapists.push_back(somebody("Thera Peut", "PT 123", role));
        rig_.program().practice.change(practice);
        rig_.pass(0.1);
    }
};

}  // namespace

TEST_F(Stages, keysGoThroughThem) {
    EXPECT_EQ(rig_.fact("stage"), "sites");
    rig_.key(GLFW_KEY_PAGE_DOWN, kCtrl);
    EXPECT_EQ(rig_.fact("stage"), "after");
    rig_.key(GLFW_KEY_PAGE_UP, kCtrl);
    rig_.key(GLFW_KEY_PAGE_UP, kCtrl);
    EXPECT_EQ(rig_.fact("stage"), "before");
}

TEST_F(Stages, oneClickAnswersTheWholeScreeningAndAnExceptionStaysInViewUntilItHasAReason) {
    go("before");
    EXPECT_TRUE(visit().screening.no.empty()) << "nothing is no that nobody was asked";
    rig_.click("screening.allNo");
    const size_t asked = visit().screening.no.size();
    EXPECT_GE(asked, 22U);
    rig_.click("screening.list");
    rig_.pass(0.2);
    const std::string key = visit().screening.no.front();
    rig_.click("screening." + key + ".yes");
    rig_.pass(0.2);
    EXPECT_TRUE(visit().screening.saysYes(key));
    EXPECT_FALSE(visit().screening.saysNo(key));
    EXPECT_EQ(visit().screening.no.size(), asked - 1);
    rig_.click("screening.list");  // the questions make room
    rig_.pass(0.2);
    rig_.click("screening." + key + ".reason");
    rig_.pass(0.2);
    rig_.type("spoken with the doctor");
    rig_.click("stage.before");
    rig_.pass(0.2);
    ASSERT_EQ(visit().screening.overrides.size(), 1U);
    EXPECT_EQ(visit().screening.overrides[0].reason, "spoken with the doctor");
}

TEST_F(Stages, allAnsweredWithNoLeavesAnAlertOpen) {
    record::Patient patient = *rig_.program().record.patient();
    patient.details.alerts = {"rel_anticoagulant"};
    rig_.program().record.changePatient(patient);
    rig_.pass(0.1);
    go("before");
    rig_.click("screening.allNo");
    EXPECT_FALSE(visit().screening.saysNo("rel_anticoagulant"));
    EXPECT_TRUE(visit().screening.saysNo("rel_pregnancy"));
    rig_.pass(0.2);
    EXPECT_TRUE(rig_.fact("screening.summary").ends_with(" asked, all no \xC2\xB7 1 open")) << rig_.fact("screening.summary");
    record::Session rest = visit();
    rest.consent.how = record::Consented::verbal;
    rest.before.pain = 3;
    rig_.program().record.commit(record::Edited{rest, "the rest"});
    rig_.pass(0.2);
    EXPECT_EQ(rig_.fact("stage.before.state"), "begun") << "the alert is not answered";
    rest = visit();
    rest.screening.no.push_back("rel_anticoagulant");
    rig_.program().record.commit(record::Edited{rest, "answered"});
    rig_.pass(0.2);
    EXPECT_EQ(rig_.fact("stage.before.state"), "begun") << "consent to what, when no risk was told";
    EXPECT_TRUE(rig_.fact("screening.summary").ends_with(" asked, all no")) << rig_.fact("screening.summary");
    rest = visit();
    rest.consent.risks = {"bruising"};
    rig_.program().record.commit(record::Edited{rest, "told"});
    rig_.pass(0.2);
    EXPECT_EQ(rig_.fact("stage.before.state"), "complete");
}

TEST_F(Stages, aSignedConsentHoldsWhatWasDrawnAndAWithdrawalItsTime) {
    go("before");
    rig_.click("consent.how");
    rig_.pass(0.2);
    EXPECT_FALSE(visit().consent.how.has_value()) << "looking at it says nothing";
    rig_.click("consent.how.0");
    rig_.pass(0.1);
    EXPECT_EQ(visit().consent.how, record::Consented::written);
    EXPECT_EQ(visit().consent.at, rig_.clock());
    const Rect pad = rig_.scrolledTo("consent.signature");
    rig_.drag(pad.min + vec2(20, 20), pad.max - vec2(20, 20));
    rig_.pass(0.1);
    EXPECT_TRUE(record::isDrawing(visit().consent.strokes)) << visit().consent.strokes;
    rig_.click("consent.withdraw");
    EXPECT_EQ(visit().consent.withdrawnAt, rig_.clock());
}

TEST_F(Stages, theNeedlesAreCountedInAndOutAndFaintingTakesAllOut) {
    placeNeedles(3);
    record::Session taken = visit();
    taken.markers[2].plan.unconfirmed = true;
    rig_.program().record.commit(record::Edited{taken, "taken over"});
    rig_.pass(0.1);
    rig_.click("needleBar.allIn");
    EXPECT_EQ(record::ledgerOf(visit(), rig_.clock()).in, 2U) << "what nobody has confirmed does not go in with the others";
    EXPECT_EQ(visit().markers[2].plan.unconfirmed, true);
    rig_.key(GLFW_KEY_Z, kCtrl);
    rig_.key(GLFW_KEY_Z, kCtrl);
    rig_.pass(0.1);
    EXPECT_NE(rig_.fact("needles").find("Planned 3"), std::string::npos) << rig_.fact("needles");
    rig_.click("needleBar.allIn");
    EXPECT_EQ(record::ledgerOf(visit(), rig_.clock()).in, 3U);
    rig_.clock() += 252'000;
    rig_.pass(0.1);
    EXPECT_NE(rig_.fact("needles").find("4:12"), std::string::npos) << rig_.fact("needles");
    rig_.click("needleBar.faint");
    EXPECT_EQ(record::ledgerOf(visit(), rig_.clock()).out, 3U);
    ASSERT_EQ(visit().after.adverse.size(), 1U) << "and it is an adverse event";
}

TEST_F(Stages, afterFaintingEachNeedleIsTickedOffByRegionAndOneThatIsInGoesBackToThoseThatAre) {
    enterTherapist();
    placeNeedles(3);
    rig_.click("needleBar.allIn");
    rig_.clock() += 60'000;
    rig_.click("needleBar.faint");
    rig_.pass(0.2);
    ASSERT_EQ(rig_.fact("sweep.left"), "3") << "the count opens by itself";
    EXPECT_EQ(rig_.fact("sweep.says"), "The record has every needle as out. Look at each place: is it seen out, or still in?");
    EXPECT_TRUE(rig_.has("sweep.1.seen") && rig_.has("sweep.1.in"));
    rig_.click("sweep.1.seen");
    rig_.click("sweep.2");
    rig_.pass(0.1);
    EXPECT_EQ(rig_.fact("sweep.left"), "1");
    rig_.click("sweep.2.in");
    rig_.pass(0.1);
    EXPECT_EQ(record::ledgerOf(visit(), rig_.clock()).in, 1U) << "found in its place";
    EXPECT_EQ(record::ledgerOf(visit(), rig_.clock()).longestMs, 60'000) << "since it went in";
    EXPECT_EQ(rig_.fact("sweep.left"), "2");
    EXPECT_EQ(rig_.fact("sweep.says"), "1 needle is in.");
    EXPECT_FALSE(rig_.has("sweep.2.seen")) << "it is in";
    rig_.clock() += 5'000;
    rig_.click("sweep.2.out");
    rig_.click("sweep.2");
    rig_.click("sweep.3");
    rig_.pass(0.1);
    EXPECT_EQ(visit().after.checkedBy, "");
    rig_.click("sweep.counted");
    rig_.pass(0.1);
    EXPECT_EQ(visit().after.checkedBy, "Thera Peut");
    EXPECT_EQ(rig_.frame().state().dialog, Dialog::none);
}

TEST_F(Stages, aCountThatIsLeftBeforeItsEndSaysSoAndKeepsWhatIsTicked) {
    placeNeedles(2);
    rig_.click("needleBar.allIn");
    rig_.click("needleBar.faint");
    rig_.pass(0.2);
    rig_.click("sweep.1");
    rig_.click("sweep.close");
    rig_.pass(0.2);
    const auto& notices = rig_.program().notices.all();
    ASSERT_FALSE(notices.empty());
    EXPECT_EQ(notices.back().text, "1 needle was not ticked off as out. Record, Count the needles shows it.");
    EXPECT_TRUE(rig_.frame().commands().run("needle.count", rig_.program()));
    rig_.pass(0.2);
    EXPECT_EQ(rig_.fact("sweep.left"), "1");
}

TEST_F(Stages, theConsentTextShowsTheRisksOfThePlannedRegionsAndKeepsWhatWasTalkedAbout) {
    placeNeedles(1);
    go("before");
    rig_.click("consent.read");
    rig_.pass(0.2);
    ASSERT_EQ(rig_.frame().state().dialog, Dialog::consent);
    EXPECT_TRUE(visit().consent.risks.empty()) << "reading it says nothing";
    rig_.click("consent.risk.bruising");
    rig_.pass(0.1);
    EXPECT_EQ(visit().consent.risks, std::vector<std::string>{"bruising"});
    EXPECT_EQ(visit().consent.version, "dry_needling_1");
    EXPECT_FALSE(visit().consent.how.has_value()) << "talking about a risk is no consent";
    rig_.click("consent.verbal");
    rig_.pass(0.1);
    EXPECT_EQ(visit().consent.how, record::Consented::verbal);
    EXPECT_EQ(visit().consent.at, rig_.clock());
    rig_.click("consent.verbal");
    rig_.pass(0.1);
    EXPECT_FALSE(visit().consent.how.has_value());
}

TEST_F(Stages, aMotionHasWhatWasPublishedBesideIt) {
    go("before");
    rig_.click("measure.add");
    rig_.pass(0.2);
    rig_.type("neck rotation left");
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.2);
    ASSERT_EQ(visit().outcomes.measures.size(), 1U);
    EXPECT_EQ(visit().outcomes.measures[0].side, Side::left);
    EXPECT_EQ(rig_.fact("measure.0.norm"), "60\u00B0 (60 to 80\u00B0), active");
    rig_.key(GLFW_KEY_5);
    rig_.key(GLFW_KEY_5);
    rig_.pass(0.2);
    EXPECT_EQ(visit().outcomes.measures[0].before, 55.0F) << "its figure is typed next";
}

TEST_F(Stages, anExerciseIsKeptByItsKeyAndTakenAwayByAClick) {
    go("after");
    rig_.click("exercise.add");
    rig_.pass(0.2);
    rig_.type("Chin nod lying");
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.2);
    EXPECT_EQ(visit().after.exercises, std::vector<std::string>{"chin_nod"});
    rig_.click("exercise.0");
    rig_.pass(0.2);
    EXPECT_TRUE(visit().after.exercises.empty());
}

TEST_F(Stages, oneNeedleGoesInAndOutOnItsCard) {
    placeNeedles(2);
    rig_.click("sites.row.0");
    rig_.pass(0.3);
    rig_.click("site.needle.inOut");
    EXPECT_EQ(needleState(visit().markers[0]), record::NeedleState::in);
    EXPECT_EQ(needleState(visit().markers[1]), record::NeedleState::planned);
    rig_.clock() += 60'000;
    rig_.pass(0.1);
    rig_.click("site.needle.inOut");
    EXPECT_EQ(needleState(visit().markers[0]), record::NeedleState::out);
    rig_.pass(0.1);
    EXPECT_FALSE(rig_.has("site.needle.inOut")) << "a needle goes in once";
}

TEST_F(Stages, aDepthBeyondTheNeedlesLengthIsKeptAndAskedAbout) {
    placeNeedles(1);
    record::Session changed = visit();
    changed.markers[0].needle.lengthMm = 40.0F, changed.markers[0].needle.depthMm = 40.0F;
    rig_.program().record.commit(record::Edited{changed, "depth"});
    rig_.click("sites.row.0");
    rig_.pass(0.3);
    EXPECT_EQ(rig_.fact("site.needle.remark"), "");
    changed.markers[0].needle.depthMm = 45.0F;
    rig_.program().record.commit(record::Edited{changed, "depth"});
    rig_.pass(0.3);
    EXPECT_EQ(rig_.fact("site.needle.remark"), "45 mm is deeper than the needle is long (40 mm). It is kept as told; is it right?");
    EXPECT_EQ(visit().markers[0].needle.depthMm, 45.0F);
}

TEST_F(Stages, noSignatureWhileANeedleIsInAndNothingCanBeChangedAfterIt) {
    placeNeedles(2);
    EXPECT_FALSE(visit().signing.isSigned());
    sign();
    EXPECT_FALSE(visit().signing.isSigned()) << "nobody has been entered who could sign";
    enterTherapist();
    rig_.click("needleBar.allIn");
    sign();
    EXPECT_FALSE(visit().signing.isSigned()) << "needles are in";
    rig_.click("needleBar.allOut");
    sign();
    std::string said;
    for (const auto& notice : rig_.program().notices.all()) said += notice.text + "\n";
    ASSERT_TRUE(visit().signing.isSigned()) << said;
    EXPECT_EQ(visit().signing.name, "Thera Peut");
    EXPECT_EQ(visit().signing.licence, "PT 123");
    EXPECT_NE(visit().signing.note.find("Example, Ana"), std::string::npos) << "the whole note is kept as it was";
    EXPECT_EQ(rig_.fact("signed"), "yes");
    const record::Session signedVisit = visit();
    rig_.key(GLFW_KEY_Z, kCtrl);
    EXPECT_EQ(visit(), signedVisit) << "undo does not undo what was signed";
    rig_.click("sites.row.0");
    rig_.pass(0.2);
    rig_.click("site.finding.taut_band");
    EXPECT_EQ(visit(), signedVisit);
    rig_.click("visitBar.addend");
    rig_.pass(0.3);
    rig_.type("Called the next day: well.");
    rig_.click("addendum.add");
    rig_.pass(0.3);
    ASSERT_EQ(visit().signing.addenda.size(), 1U);
    EXPECT_EQ(visit().signing.addenda[0].text, "Called the next day: well.");
    const auto kept = rig_.program().record.saving().run<Result<record::Session>>([id = visit().id](store::Record& r) { return r.session(id); });
    ASSERT_TRUE(kept.ok());
    EXPECT_EQ(kept->signing.addenda.size(), 1U) << "in the record, too";
    EXPECT_EQ(rig_.program().record.saveState(), store::SaveState::saved);
}

TEST_F(Stages, theQuestionBeforeTheSignatureNamesAWarningWithoutAReason) {
    placeNeedles(1);
    record::Session visitNow = visit();
    visitNow.screening.yes = {"abs_lymphoedema_limb"};
    rig_.program().record.commit(record::Edited{visitNow, "screened"});
    rig_.key(GLFW_KEY_S, kCtrl | kShift);
    rig_.pass(0.3);
    EXPECT_EQ(rig_.fact("sign.warning"), "abs_lymphoedema_limb");
    rig_.frame().state().close();
    rig_.pass(0.1);
    visitNow.screening.overrides.push_back({"abs_lymphoedema_limb", "the other leg", {}});
    rig_.program().record.commit(record::Edited{visitNow, "reason"});
    rig_.key(GLFW_KEY_S, kCtrl | kShift);
    rig_.pass(0.3);
    EXPECT_EQ(rig_.fact("sign.warning"), "");
}

TEST_F(Stages, aWarningAtANeedleThatWentInIsAnsweredBeforeTheSignature) {
    enterTherapist();
    placeNeedles(1);
    record::Session visitNow = visit();
    visitNow.screening.yes = {"abs_lymphoedema_limb"};
    visitNow.markers[0].needle.insertions = 1;
    rig_.program().record.commit(record::Edited{visitNow, "needled"});
    sign();
    EXPECT_FALSE(visit().signing.isSigned()) << "nobody has said why";
    ASSERT_TRUE(rig_.frame().commands().run("visit.sign", rig_.program()));
    rig_.pass(0.2);
    EXPECT_FALSE(visit().signing.isSigned()) << "not by the command either";
    rig_.key(GLFW_KEY_S, kCtrl | kShift);
    rig_.pass(0.3);
    rig_.click("sign.warning.abs_lymphoedema_limb");
    rig_.pass(0.2);
    rig_.type("the other leg");
    rig_.pass(0.1);
    rig_.click("sign.now");
    rig_.pass(0.3);
    EXPECT_TRUE(visit().signing.isSigned()) << "the press leaves the field, which keeps its words first";
    ASSERT_EQ(visit().screening.overrides.size(), 1U);
    EXPECT_EQ(visit().screening.overrides[0].reason, "the other leg") << "typed to its end, though the first letter answers";
}

TEST_F(Stages, aStudentsVisitWantsACoSignature) {
    enterTherapist(record::Role::student);
    sign();
    ASSERT_TRUE(visit().signing.wantsCosignature());
    record::Practice practice = rig_.program().practice.practice();
    practice.therapists.push_back(somebody("Senior", "PT 1", record::Role::therapist));
    rig_.program().practice.change(practice);
    rig_.program().practice.actAs(practice.therapists.back().id);
    rig_.click("visitBar.cosign");
    rig_.pass(0.3);
    EXPECT_EQ(visit().signing.cosigner, "Senior");
    EXPECT_FALSE(visit().signing.wantsCosignature());
}

TEST_F(Stages, aVisitLikeTheLastIsNotConfirmedUntilItIsTouched) {
    placeNeedles(2);
    record::Session charted = visit();
    charted.markers[0].needle.depthMm = 20;
    charted.markers[0].needle.lot = "LOT1";
    charted.markers[0].response.painAfter = 2;
    charted.markers[0].finding.tautBand = true;
    rig_.program().record.commit(record::Edited{charted, "charted"});
    rig_.pass(0.2);
    const record::SessionId last = visit().id;
    rig_.key(GLFW_KEY_L, kCtrl | kShift);
    rig_.pass(0.4);
    ASSERT_NE(visit().id, last);
    ASSERT_EQ(visit().markers.size(), 2U);
    go("sites");
    const record::Marker& site = visit().markers[0];
    EXPECT_EQ(site.plan.unconfirmed, true);
    EXPECT_EQ(site.plan.from, last.text);
    EXPECT_FLOAT_EQ(site.needle.depthMm.value_or(0), 20) << "what was planned comes along";
    EXPECT_EQ(site.needle.lot, "") << "what was used then does not";
    EXPECT_EQ(site.response, record::Response());
    EXPECT_EQ(site.finding, record::Finding());
    rig_.click("sites.row.0");
    rig_.pass(0.3);
    rig_.click("site.finding.taut_band");
    EXPECT_FALSE(visit().markers[0].plan.unconfirmed.has_value()) << "touching it confirms it";
    EXPECT_EQ(visit().markers[1].plan.unconfirmed, true);
    rig_.click("sites.confirmAll");
    EXPECT_FALSE(visit().markers[1].plan.unconfirmed.has_value());
}

TEST_F(Stages, aNewVisitBeginsBeforeItsSitesAndPlacingOneGoesThere) {
    ASSERT_TRUE(rig_.frame().commands().run("session.new", rig_.program()));
    rig_.pass(0.3);
    EXPECT_EQ(rig_.fact("stage"), "before");
    rig_.addMarkers(1);
    rig_.pass(0.2);
    EXPECT_EQ(rig_.fact("stage"), "sites");
}

TEST_F(Stages, aVisitThatBeginsIsShownFromItsBeginningAndNotWhereTheLastOneEnded) {
    placeNeedles(1);
    go("note");
    const record::SessionId last = visit().id;
    rig_.key(GLFW_KEY_L, kCtrl | kShift);
    rig_.pass(0.4);
    ASSERT_NE(visit().id, last);
    EXPECT_EQ(rig_.fact("stage"), "before");
    go("after");
    rig_.program().record.openSession(last);
    rig_.pass(0.4);
    ASSERT_EQ(visit().id, last);
    EXPECT_EQ(rig_.fact("stage"), "after") << "one that is there already is looked at where one looks";
}

TEST_F(Stages, aDigitInTheOpenListOfFiguresIsTheFigureAndNotAView) {
    go("before");
    rig_.click("before.pain");
    rig_.pass(0.3);
    const auto camera = rig_.program().view.camera;
    rig_.key(GLFW_KEY_6);
    rig_.pass(0.3);
    EXPECT_EQ(visit().before.pain, 6U);
    EXPECT_TRUE(sameCamera(camera, rig_.program().view.camera));
}

/// No mouse from the new patient to the signature.
TEST(StagesByKeyboard, fromTheDoorToTheSignature) {
    FrameRig rig{FrameRig::Setup{.windowPx = {1440, 900}}};
    record::Practice practice;
    practice.therapists.push_back(somebody("Thera Peut", "PT 123", record::Role::therapist));
    rig.program().practice.change(practice);
    const auto press = [&](int key, unsigned modifiers = 0) { rig.key(key, modifiers), rig.pass(0.2); };
    const auto goTo = [&](const std::string& control) {
        for (int i = 0; i < 250 && rig.fact("focus") != control; ++i) rig.key(GLFW_KEY_TAB);
        ASSERT_EQ(rig.fact("focus"), control);
    };
    press(GLFW_KEY_N, kCtrl | kShift);
    rig.type("Example, Ana");
    press(GLFW_KEY_ENTER);
    ASSERT_TRUE(rig.program().record.patient());
    press(GLFW_KEY_N, kCtrl);
    ASSERT_TRUE(rig.program().record.session());
    const auto visit = [&]() -> const record::Session& { return *rig.program().record.session(); };
    EXPECT_EQ(rig.fact("stage"), "before");
    goTo("screening.allNo");
    press(GLFW_KEY_ENTER);
    EXPECT_GE(visit().screening.no.size(), 22U);
    goTo("consent.how");
    press(GLFW_KEY_RIGHT);
    press(GLFW_KEY_RIGHT);
    EXPECT_EQ(visit().consent.how, record::Consented::verbal);
    press(GLFW_KEY_ENTER, kCtrl);
    rig.pass(0.3);
    rig.type("left soleus, 0.25x40, 20 mm, twitch strong, pain 7>3");
    rig.pass(0.2);
    press(GLFW_KEY_ENTER);
    press(GLFW_KEY_ESCAPE);
    ASSERT_EQ(visit().markers.size(), 1U);
    EXPECT_EQ(visit().markers[0].response.painAfter, 3U);
    EXPECT_EQ(rig.fact("stage"), "sites");
    press(GLFW_KEY_PAGE_DOWN, kCtrl);
    EXPECT_EQ(rig.fact("stage"), "after");
    goTo("after.pain");
    press(GLFW_KEY_3);
    EXPECT_EQ(visit().after.pain, 3U);
    press(GLFW_KEY_S, kCtrl | kShift);
    goTo("sign.now");
    press(GLFW_KEY_ENTER);
    rig.pass(0.3);
    EXPECT_TRUE(visit().signing.isSigned());
    EXPECT_NE(visit().signing.note.find("soleus"), std::string::npos);
}

/// At most six keys or clicks a site where what is usual fits: place it, and say size, depth, twitch and pain.
TEST_F(Stages, aPractisedTherapistChartsTenSitesWithSixKeysOrClicksEach) {
    placeNeedles(1);
    size_t steps = 0;
    const auto click = [&](const std::string& widget) { rig_.click(widget), rig_.pass(0.05), ++steps; };
    // The first is charted in full; the others are like it.
    rig_.click("sites.row.0");
    rig_.pass(0.2);
    record::Session first = visit();
    first.markers[0].needle.diameterMm = 0.25F;
    first.markers[0].needle.lengthMm = 40;
    first.markers[0].needle.depthMm = 20;
    rig_.program().record.commit(record::Edited{first, "usual"});
    rig_.program().marks.setPlacing(record::MarkerType::needle);
    rig_.program().marks.setMode(workspace::Mode::place);
    rig_.pass(0.2);
    for (int i = 0; i < 10; ++i) {
        rig_.click(rig_.onScreen(vec3(60 + static_cast<float>(i % 4) * 18, -10, 262 + static_cast<float>(i / 4) * 40)));
        ++steps;
        ASSERT_EQ(visit().markers.size(), 2U + static_cast<size_t>(i)) << i;
        click("site.needle.usual");
        click("site.response.pain");
        click("site.response.pain.twitch.strong");
        click("site.response.pain.before.6");
        click("site.response.pain.after.2");
    }
    ASSERT_EQ(visit().markers.size(), 11U);
    for (size_t i = 1; i < visit().markers.size(); ++i) {
        const record::Marker& site = visit().markers[i];
        EXPECT_TRUE(site.needle.depthMm && site.needle.diameterMm) << "as the one before";
        EXPECT_EQ(site.response.painBefore, 6U);
        EXPECT_EQ(site.response.painAfter, 2U);
        EXPECT_TRUE(site.response.twitch.has_value());
    }
    std::printf("keys and clicks a site: %.1f\n", static_cast<double>(steps) / 10);
    EXPECT_LE(steps, 60U);
}

}  // namespace myochart::ui::test
