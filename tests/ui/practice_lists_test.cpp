#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"

// The lists over the whole practice in the left panel, and what a visit's row tells.

namespace myochart::ui::test {

namespace {

constexpr UtcMs kDay = 86'400'000;

struct PracticeListsUi : ::testing::Test {
    FrameRig rig;
    record::SessionId visit;

    /// Somebody whose visit of three days ago is not signed and is to be followed up.
    void SetUp() override {
        rig.openVisit();
        rig.addMarkers(2);
        record::Session charted = *rig.program().record.session();
        visit = charted.id;
        charted.before.pain = 7;
        charted.after.pain = 2;
        charted.markers[0].needle.lot = "A12";
        charted.markers[0].needle.insertions = 1;
        record::AdverseEvent event;
        event.category = "fainting";
        event.at = rig.clock();
        ASSERT_TRUE(rig.program().record.commit(record::addAdverse(charted, event)));
        rig.clock() += 3 * kDay;
        rig.program().record.closePatient();
        rig.pass(0.2);
    }
    record::Session kept() {
        return *rig.program().record.saving().run<Result<record::Session>>([this](store::Record& r) { return r.session(visit); });
    }
};

}  // namespace

TEST_F(PracticeListsUi, aVisitThatIsNotSignedIsOpenedFromTheList) {
    rig.click("lists.open");
    rig.pass(0.2);
    EXPECT_EQ(rig.fact("list"), "open");
    rig.click("open.row.0");
    rig.pass(0.2);
    ASSERT_TRUE(rig.program().record.session());
    EXPECT_EQ(rig.program().record.session()->id, visit);
}

TEST_F(PracticeListsUi, arrowsWalkTheListAndEnterOpens) {
    ASSERT_TRUE(rig.frame().commands().run("list.open", rig.program()));
    rig.pass(0.2);
    EXPECT_TRUE(rig.has("keys.row"));
    rig.key(GLFW_KEY_ENTER);
    rig.pass(0.2);
    ASSERT_TRUE(rig.program().record.session());
    EXPECT_EQ(rig.program().record.session()->id, visit);
}

TEST_F(PracticeListsUi, todaysStandAboveThePatients) {
    EXPECT_FALSE(rig.has("today.row.0")) << "it is of another day";
    rig.clock() -= 3 * kDay;
    rig.program().lists.refresh();
    rig.pass(0.2);
    ASSERT_TRUE(rig.has("today.row.0"));
    EXPECT_LT(rig.rect("today.row.0").max.y, rig.rect("patients.row.0").min.y);
    rig.click("today.row.0");
    rig.pass(0.2);
    EXPECT_TRUE(rig.program().record.session());
}

TEST_F(PracticeListsUi, aFollowUpIsNotedInTheList) {
    rig.click("lists.due");
    rig.pass(0.2);
    rig.click("due.row.0.ask");
    rig.pass(0.3);
    rig.type("well since");
    rig.click("due.note");
    rig.pass(0.3);
    EXPECT_FALSE(rig.has("due.row.0"));
    EXPECT_EQ(kept().after.adverse.at(0).followUp, "well since");
    EXPECT_EQ(kept().after.adverse.at(0).followedUpAt, rig.clock());
}

TEST_F(PracticeListsUi, escapeStepsBackToThePatients) {
    rig.click("lists.due");
    rig.pass(0.2);
    rig.click("due.row.0.ask");
    rig.pass(0.2);
    const auto escape = [&] {
        rig.key(GLFW_KEY_ESCAPE);
        rig.pass(0.2);
    };
    escape();  // out of the field
    if (rig.has("due.note")) escape();
    EXPECT_FALSE(rig.has("due.note"));
    EXPECT_EQ(rig.fact("list"), "due");
    escape();
    EXPECT_EQ(rig.fact("list"), "patients");
}

TEST_F(PracticeListsUi, aLotUnfoldsIntoItsVisits) {
    rig.click("lists.lots");
    rig.pass(0.3);
    rig.click("lots.row.0");
    rig.pass(0.2);
    ASSERT_TRUE(rig.has("lots.use.1"));
    rig.click("lots.use.1");
    rig.pass(0.2);
    ASSERT_TRUE(rig.program().record.session());
    EXPECT_EQ(rig.program().record.session()->id, visit);
}

TEST_F(PracticeListsUi, ratesStandInATable) {
    ASSERT_TRUE(rig.frame().commands().run("record.rates", rig.program()));
    rig.pass(0.3);
    EXPECT_EQ(rig.fact("rates.row.0"), "Any adverse event | 1 of 1 (100.0 %) | 2.5 to 100.0 %");
    EXPECT_EQ(rig.fact("rates.row.1"), "Moderate or major | 0 of 1 | below 100.0 %");
}

TEST_F(PracticeListsUi, anIdentifierIsEnteredAndFound) {
    rig.click("patients.new");
    rig.pass(0.3);
    rig.type("Bo Beispiel");
    rig.click("patients.form.identifier");
    rig.pass(0.2);
    rig.type("MRN-77");
    rig.key(GLFW_KEY_ENTER);
    rig.pass(0.3);
    ASSERT_TRUE(rig.program().record.patient());
    EXPECT_EQ(rig.program().record.patient()->details.identifier, "MRN-77");
    rig.program().record.closePatient();
    rig.pass(0.2);
    rig.click("patients.filter");
    rig.type("mrn77");
    rig.pass(0.3);
    EXPECT_EQ(rig.program().record.patients().size(), 1U);
}

TEST_F(PracticeListsUi, whoSoundsLikeItIsFoundWhereNobodyFits) {
    rig.click("patients.filter");
    rig.type("anna exampel");
    rig.pass(0.3);
    ASSERT_EQ(rig.program().record.patients().size(), 1U) << rig.program().record.patients().all();
    EXPECT_TRUE(rig.program().record.patients().isNear(0));
}

TEST_F(PracticeListsUi, twoSitesOnOneSpotAreRemarked) {
    rig.program().record.openPatient(rig.program().record.patients()[0].patient.id);
    rig.program().record.openSession(visit);
    rig.pass(0.2);
    rig.program().record.correctVisit();
    record::Session close = *rig.program().record.session();
    close.markers[1].anchor.position = close.markers[0].anchor.position + vec3(2, 0, 0);
    ASSERT_TRUE(rig.program().record.commit(record::Edited{close, "near"}));
    rig.program().marks.select(close.markers[0].id);
    rig.pass(0.2);
    EXPECT_EQ(rig.fact("siteNear"), "Also site 2, 2 mm away.");
}

TEST_F(PracticeListsUi, theNextVisitCannotLieBeforeThisOne) {
    rig.program().record.openPatient(rig.program().record.patients()[0].patient.id);
    rig.program().record.openSession(visit);
    rig.pass(0.2);
    rig.program().record.correctVisit();
    rig.frame().state().stage = Stage::after;
    rig.pass(0.2);
    rig.click("after.next_visit");
    rig.pass(0.3);
    rig.type("12.3.2020");
    rig.key(GLFW_KEY_ENTER);
    rig.pass(0.3);
    EXPECT_EQ(rig.program().record.session()->after.nextVisit, "");
    EXPECT_TRUE(rig.has("after.next_visit.text")) << "it asks again";
}

/// With the record on its own thread, as in the window: the list is asked for in the order that is set.
TEST(PatientListOrder, whoWasSeenLastComesFirstUnlessTheListIsByName) {
    FrameRig rig(FrameRig::Setup{.threads = true});
    rig.openVisit();
    rig.addMarkers(1);
    rig.clock() += 3 * kDay;
    rig.program().record.closePatient();
    rig.pass(0.2);
    const auto add = [&](const char* name) {
        record::Patient patient;
        patient.name = name;
        rig.clock() += 1000;
        rig.program().record.addPatient(patient);
        rig.pass(0.2);
        rig.program().record.newSession();
        rig.pass(0.2);
        rig.program().record.closePatient();
        rig.pass(0.2);
    };
    add("Zoe Zuletzt");
    add("Bo Beispiel");
    // Bo is the first by name, too; what tells the orders apart is who comes next.
    const auto second = [&]() -> std::string {
        const store::PatientSummary* row = rig.program().record.patients().at(1);
        return row ? row->patient.name : "";
    };
    rig.click("patients.order.0");
    rig.pass(0.2);
    EXPECT_EQ(second(), "Zoe Zuletzt") << "Ana was here three days ago";
    rig.click("patients.order.1");
    rig.pass(0.2);
    EXPECT_EQ(second(), "Example, Ana");
    rig.click("patients.filter");
    rig.type("zoe");
    rig.pass(0.3);
    EXPECT_FALSE(rig.has("patients.order.0")) << "who is sought comes by how well they fit";
    rig.reopen();
    rig.pass(0.3);
    EXPECT_EQ(second(), "Example, Ana") << "the choice stays";
    rig.click("patients.order.0");
    rig.pass(0.2);
    EXPECT_EQ(second(), "Zoe Zuletzt");
}

}  // namespace myochart::ui::test
