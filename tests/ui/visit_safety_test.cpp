#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"
#include "record/ledger.h"
#include "record/signing_rules.h"

// What must not be passed by in a visit: needles that nobody counted, what happened the last time, figures that are taken over.

namespace myochart::ui::test {

namespace {

record::Therapist therapist() {
    record::Therapist therapist;
    therapist.id = record::TherapistId::make();
    therapist.name = "Thera Peut";
    therapist.licence = "PT 123";
    return therapist;
}

class VisitSafety : public ::testing::Test {
  protected:
    FrameRig rig_;

    void SetUp() override {
        rig_.openVisit();
        record::Practice practice;
        practice.therapists.push_back(therapist());
        rig_.program().practice.change(practice);
        rig_.pass(0.1);
    }
    const record::Session& visit() { return *rig_.program().record.session(); }
    void change(const std::function<void(record::Session&)>& edit) {
        record::Session changed = visit();
        edit(changed);
        ASSERT_TRUE(rig_.program().record.commit(record::Edited{changed, "change"}));
        rig_.pass(0.2);
    }
    void placeNeedles(int count) {
        rig_.addMarkers(count);
        change([](record::Session& visit) {
            for (record::Marker& marker : visit.markers) marker.type = record::MarkerType::needle;
        });
    }
    void faint() {
        rig_.click("needleBar.allIn");
        rig_.clock() += 60'000;
        rig_.click("needleBar.faint");
        rig_.pass(0.2);
    }
    void newVisitLikeTheLast() {
        rig_.frame().state().close();
        rig_.clock() += 1000;
        ASSERT_TRUE(rig_.frame().commands().run("session.likeLast", rig_.program()));
        rig_.pass(0.3);
    }
};

}  // namespace

TEST_F(VisitSafety, whatWasCountedStaysInTheRecordWhenTheWindowCloses) {
    placeNeedles(3);
    faint();
    rig_.clock() += 5'000;
    rig_.click("sweep.1");
    rig_.pass(0.1);
    EXPECT_EQ(visit().markers[0].needle.countedAt, rig_.clock());
    const record::SessionId id = visit().id;
    const record::PatientId patient = rig_.program().record.patient()->id;
    rig_.reopen();
    rig_.program().record.openPatient(patient);
    rig_.program().record.openSession(id);
    rig_.pass(0.3);
    ASSERT_TRUE(rig_.frame().commands().run("needle.count", rig_.program()));
    rig_.pass(0.2);
    EXPECT_EQ(rig_.fact("sweep.left"), "2");
    rig_.click("sweep.1");
    rig_.pass(0.1);
    EXPECT_FALSE(visit().markers[0].needle.countedAt.has_value()) << "a tick is taken back by a second press";
    EXPECT_NE(rig_.program().note.draft().text.find("Counted out one by one: 0 of 3 needles; not counted: 1 ("), std::string::npos) << rig_.program().note.draft().text;
}

TEST_F(VisitSafety, aCountThatWasLeftIsGoneOnWithFromTheBarAndFromTheSignature) {
    placeNeedles(2);
    faint();
    rig_.click("sweep.1");
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.2);
    EXPECT_NE(rig_.fact("needles").find("1 not seen out"), std::string::npos) << rig_.fact("needles");
    EXPECT_FALSE(rig_.has("needleBar.faint")) << "its place is the count's";
    rig_.click("needleBar.count");
    rig_.pass(0.2);
    EXPECT_EQ(rig_.fact("sweep.left"), "1");
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.2);
    ASSERT_TRUE(rig_.frame().commands().run("visit.askToSign", rig_.program()));
    rig_.pass(0.3);
    rig_.click("sign.count");
    rig_.pass(0.2);
    rig_.click("sweep.2");
    rig_.pass(0.1);
    rig_.click("sweep.close");
    rig_.pass(0.3);
    EXPECT_EQ(rig_.frame().state().dialog, Dialog::sign) << "back to where it was asked for";
    EXPECT_EQ(rig_.fact("needles").find("not seen out"), std::string::npos);
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.2);
    EXPECT_EQ(rig_.frame().state().dialog, Dialog::none);
}

TEST_F(VisitSafety, signingTellsWhichNeedlesWereNotCountedAndTakesAReason) {
    placeNeedles(2);
    faint();
    rig_.click("sweep.1");
    rig_.click("sweep.close");
    rig_.pass(0.2);
    ASSERT_TRUE(rig_.frame().commands().run("visit.askToSign", rig_.program()));
    rig_.pass(0.3);
    EXPECT_EQ(rig_.fact("sign.hindrance.0"), "1 of 2 needles were not counted out: of site 2. Count them, or say why not.");
    rig_.click("sign.now");
    rig_.pass(0.2);
    EXPECT_FALSE(visit().signing.isSigned());
    rig_.click("sign.hindrance.0");
    rig_.pass(0.3);
    EXPECT_EQ(rig_.frame().state().dialog, Dialog::none);
    EXPECT_EQ(rig_.fact("stage"), "after");
    EXPECT_TRUE(rig_.has("after.count_reason")) << "the reason is asked for there";
    change([](record::Session& visit) { visit.after.countReason = "the ambulance came"; });
    EXPECT_TRUE(record::hindrancesToSign(visit()).empty());
}

TEST_F(VisitSafety, whatHappenedAtTheLastVisitStandsAboveEveryStageUntilItIsRead) {
    placeNeedles(2);
    faint();
    newVisitLikeTheLast();
    for (const char* stage : {"before", "sites", "after", "note"}) {
        rig_.click(std::string("stage.") + stage);
        rig_.pass(0.2);
        EXPECT_TRUE(rig_.fact("visit.earlierEvents").ends_with(": dizziness or fainting (mild)")) << stage << rig_.fact("visit.earlierEvents");
    }
    rig_.click("visit.earlierEvents.read");
    rig_.pass(0.2);
    EXPECT_FALSE(rig_.has("visit.earlierEvents"));
    ASSERT_EQ(visit().before.known.size(), 1U);
    EXPECT_NE(rig_.program().note.draft().text.find("Known from the visit on"), std::string::npos);
}

TEST_F(VisitSafety, whatConfirmAllTakesOverIsToldBeforeAndUndoneInOneStep) {
    placeNeedles(4);
    change([](record::Session& visit) {
        for (record::Marker& marker : visit.markers) marker.needle.depthMm = 20;
        visit.markers[0].needle.technique = "tech_pistoning";
        visit.markers[1].response.bruise = true;
        visit.after.adverse.resize(1);
        visit.after.adverse[0].category = "numbness";
        visit.after.adverse[0].site = visit.markers[2].id.text;
    });
    newVisitLikeTheLast();
    rig_.click("stage.sites");
    rig_.pass(0.2);
    rig_.click("sites.confirmAll");
    rig_.pass(0.2);
    EXPECT_EQ(visit().markers[0].plan.unconfirmed, true) << "it asks first";
    EXPECT_EQ(rig_.fact("sites.confirming"), "2 sites are confirmed, and these figures of the last time count as today's: technique at 1 site, depth at 2 sites.");
    EXPECT_EQ(rig_.fact("sites.oneByOne"), "Look at these one by one, for something happened there the last time: 2 (bruising), 3 (numbness, tingling or other nerve sign).");
    rig_.click("sites.confirmAll.yes");
    rig_.pass(0.1);
    EXPECT_EQ(visit().markers[0].plan.unconfirmed, true) << "what happened the last time is read first";
    rig_.click("visit.earlierEvents.read");
    rig_.pass(0.2);
    rig_.click("sites.confirmAll.yes");
    rig_.pass(0.2);
    EXPECT_FALSE(visit().markers[0].plan.unconfirmed.has_value());
    EXPECT_EQ(visit().markers[1].plan.unconfirmed, true);
    EXPECT_EQ(visit().markers[2].plan.unconfirmed, true);
    EXPECT_FALSE(visit().markers[3].plan.unconfirmed.has_value());
    rig_.key(GLFW_KEY_Z, kCtrl);
    rig_.pass(0.2);
    for (const record::Marker& marker : visit().markers) EXPECT_EQ(marker.plan.unconfirmed, true) << "one step";
    rig_.click("sites.row.1");
    rig_.pass(0.3);
    EXPECT_EQ(rig_.fact("site.unconfirmed"), "Taken over, not confirmed yet. The last time there: bruising");
    rig_.click("site.confirm");
    EXPECT_FALSE(visit().markers[1].plan.unconfirmed.has_value());
}

TEST_F(VisitSafety, theStatusBarSaysWhatTheKeysDoWhereTheyAre) {
    placeNeedles(2);
    rig_.click("sites.row.0");
    rig_.pass(0.2);
    EXPECT_TRUE(rig_.fact("status.hint").starts_with("Arrow keys move by 1 mm")) << rig_.fact("status.hint");
    const vec3 before = visit().markers[0].anchor.position;
    rig_.frame().state().keys = {KeyPlace::sites, 0, true};
    rig_.pass(0.2);
    EXPECT_TRUE(rig_.fact("status.hint").starts_with("Up and Down go through the sites")) << rig_.fact("status.hint");
    rig_.key(GLFW_KEY_DOWN);
    rig_.pass(0.2);
    EXPECT_EQ(visit().markers[0].anchor.position, before);
    rig_.frame().state().keys = {};
    for (int i = 0; i < 200; ++i) {
        rig_.key(GLFW_KEY_TAB);
        const FocusStop* stop = rig_.frame().state().focus.shown();
        if (stop && stop->kind == FocusStop::Kind::chip) break;
    }
    rig_.pass(0.1);
    EXPECT_TRUE(rig_.fact("status.hint").starts_with("Digits, Left and Right change it")) << rig_.fact("status.hint");
}

TEST_F(VisitSafety, noTipCoversTheBarOfTheNeedles) {
    placeNeedles(2);
    ASSERT_TRUE(rig_.has("needleBar.faint"));
    const Rect all = rig_.rect("needleBar.allIn"), faint = rig_.rect("needleBar.faint");
    const Rect bar{{all.min.x, all.min.y}, faint.max};
    size_t tips = 0;
    for (float x = bar.min.x - 200; x < bar.max.x + 40; x += 23)
        for (float y = bar.min.y - 60; y < rig_.rect("window").max.y - 30; y += 17) {
            rig_.moveTo({x, y});
            rig_.pass(0.6);
            for (const char* name : {"tip", "body.tip"}) {
                if (!rig_.has(name)) continue;
                ++tips;
                EXPECT_FALSE(rig_.rect(name).overlaps(bar)) << name << " with the pointer at " << x << ", " << y;
            }
        }
    EXPECT_GT(tips, 3U);
}

TEST_F(VisitSafety, aLongAlertEndsWhereItsPanelDoes) {
    record::Patient patient = *rig_.program().record.patient();
    patient.details.alerts = {"an alert whose words are far longer than the panel of the visit is wide, so that it goes on in a second line"};
    rig_.program().record.changePatient(patient);
    rig_.pass(0.2);
    const Rect form = rig_.rect("visits.patient.note"), alert = rig_.rect("alert.0");
    EXPECT_LE(alert.max.x, form.max.x + 0.5F);
    EXPECT_GE(alert.min.x, form.min.x - 0.5F);
    EXPECT_GT(alert.size().y, 1.4F * rig_.rect("alert.add").size().y);
}

TEST_F(VisitSafety, whatTheRulesWantOfSixtySitesIsALineForEachThingAndEachSiteLeadsToItsField) {
    for (int i = 0; i < 12; ++i) rig_.addMarkers(5);
    change([](record::Session& visit) {
        for (record::Marker& marker : visit.markers) marker.type = record::MarkerType::needle, marker.needle.insertions = 1;
    });
    const size_t sites = visit().markers.size();
    ASSERT_EQ(sites, 60U);
    const auto& groups = rig_.program().note.missingGroups();
    EXPECT_LT(groups.size(), 16U);
    EXPECT_GT(rig_.program().note.missing().size(), 180U);
    const auto depth = std::ranges::find(groups, std::string("sites.needle.depth_mm"), &note::MissingGroup::field);
    ASSERT_NE(depth, groups.end());
    EXPECT_EQ(depth->sites.size(), 60U);
    const std::string name = "sign.missing." + std::to_string(depth - groups.begin());
    ASSERT_TRUE(rig_.frame().commands().run("visit.askToSign", rig_.program()));
    rig_.pass(0.3);
    const Rect dialog = rig_.rect("dialog.sign");
    for (int i = 0; i < 30 && !rig_.has(name + ".more"); ++i) rig_.wheel(dialog.centre(), -1), rig_.pass(0.05);
    EXPECT_FALSE(rig_.has(name + ".site.60")) << "a few sites at first";
    rig_.click(name + ".more");
    rig_.pass(0.2);
    for (int i = 0; i < 30 && !rig_.has(name + ".site.60"); ++i) rig_.wheel(dialog.centre(), -1), rig_.pass(0.05);
    rig_.click(name + ".site.60");
    rig_.pass(0.5);
    EXPECT_EQ(rig_.frame().state().dialog, Dialog::none);
    EXPECT_EQ(rig_.fact("selectedMarkers"), visit().markers[59].id.text);
    ASSERT_NE(rig_.frame().state().focus.shown(), nullptr);
    EXPECT_EQ(rig_.frame().state().focus.shown()->name, "site.needle.depth_mm") << "the keyboard stands on the field";
}

/// In a window that is 900 px high at twice the size little is left of the card.
TEST(SiteCardAtTwiceTheSize, whatWarnsAndWhatConfirmsStaysInView) {
    FrameRig rig(FrameRig::Setup{.windowPx = {2400, 900}, .scale = 2});
    rig.openVisit();
    rig.addMarkers(1);
    record::Session taken = *rig.program().record.session();
    taken.markers[0].plan.unconfirmed = true;
    ASSERT_TRUE(rig.program().record.commit(record::Edited{taken, "taken over"}));
    rig.program().marks.select(taken.markers[0].id);
    rig.pass(0.4);
    for (int turns = 0; turns < 12; ++turns) {
        ASSERT_TRUE(rig.has("site.hazard") && rig.has("site.confirm")) << "after " << turns << " turns of the wheel";
        EXPECT_LE(rig.rect("site.confirm").max.y, 900 - 2 * 28) << "above the status bar";
        EXPECT_GT(rig.rect("site.hazard").size().y, 40) << "whole";
        rig.wheel({rig.rect("window").max.x - 80, 760}, -2);
        rig.pass(0.1);
    }
    EXPECT_FALSE(rig.has("site.type.active")) << "the fields did scroll";
}

}  // namespace myochart::ui::test
