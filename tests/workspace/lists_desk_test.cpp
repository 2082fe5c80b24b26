#include "workspace/lists_desk.h"

#include "record/samples.h"
#include "workspace/running_program.h"

namespace myochart::workspace {

using namespace test;
using myochart::test::TestFolder;

namespace {

constexpr UtcMs kHour = 3'600'000, kDay = 24 * kHour, kNow = 1'795'356'000'000;

/// Somebody with a visit of three days ago, in which they fainted, and one of now.
class ListsDeskTest : public BothWays {
  protected:
    void SetUp() override {
        record::Patient ana;
        ana.name = "Ana Muster";
        program->record.addPatient(ana);
        patient = program->record.patient()->id;
        moment = kNow - 3 * kDay;
        program->record.newSession();
        old = program->record.session()->id;
        record::AdverseEvent event;
        event.category = "fainting";
        event.at = moment;
        ASSERT_TRUE(program->record.commit(record::addAdverse(*program->record.session(), event)));
        moment = kNow;
        program->record.newSession();
        today = program->record.session()->id;
        lists().refresh();
    }
    ListsDesk& lists() { return program->lists; }
    record::Session kept(const record::SessionId& id) {
        return *program.ask<record::Session>([&](store::Record& r) { return r.session(id); });
    }
    void somebodyActs() {
        record::Practice practice;
        record::Therapist& therapist = practice.therapists.emplace_back();
        therapist.id = record::TherapistId::make();
        therapist.name = "T. Invented";
        program->practice.change(practice);
    }

    UtcMs moment = kNow;
    TestFolder folder;
    RunningProgram program{folder, GetParam(), [this] { return moment; }};
    record::PatientId patient;
    record::SessionId old, today;
};

}  // namespace

TEST_P(ListsDeskTest, whatIsNotSignedIsListedWithWhatItLacks) {
    ASSERT_EQ(lists().openCount(), 2U);
    EXPECT_EQ(lists().open().at(0).visit.id, today);
    const auto ofToday = lists().openToday();
    ASSERT_EQ(ofToday.size(), 1U);
    EXPECT_EQ(ofToday[0]->patientName, "Ana Muster");
    (void)lists().detail(today);
    const VisitDetail* detail = lists().detail(today);
    ASSERT_NE(detail, nullptr);
    EXPECT_FALSE(detail->lacks.empty()) << "the plain rules want something of an empty visit";
}

TEST_P(ListsDeskTest, theNextOpeningAsksForFollowUpsAndTheNoticeLeadsToThem) {
    program->record.closePatient();
    EXPECT_TRUE(program->notices.all().empty());
    lists().begin();
    ASSERT_EQ(program->notices.all().size(), 1U);
    const Notice notice = program->notices.all()[0];
    EXPECT_EQ(notice.text, "1 patient is to be asked how it went: a follow-up is due.");
    EXPECT_FALSE(notice.isError);
    program->record.openPatient(patient);
    program->settings.leftPanel = false;
    program->settings.structuresTab = true;
    notice.undo();
    EXPECT_TRUE(program->settings.leftPanel && !program->settings.structuresTab);
    EXPECT_EQ(program->record.patient(), nullptr);
    EXPECT_EQ(lists().shown, PracticeList::followUps);
    EXPECT_EQ(lists().followUps().at(0).visit.id, old);
}

TEST_P(ListsDeskTest, aFollowUpIsNotedInPlaceAndTheNoticeGoes) {
    program->record.closePatient();
    lists().begin();
    lists().followUp(old, 0, "well since");
    EXPECT_EQ(lists().followUpCount(), 0U);
    EXPECT_TRUE(program->notices.all().empty()) << "put right";
    EXPECT_EQ(kept(old).after.adverse.at(0).followedUpAt, kNow);
    EXPECT_EQ(kept(old).after.adverse.at(0).followUp, "well since");
    EXPECT_EQ(program->record.patient(), nullptr) << "nobody was opened for it";
    program->record.undo(true);
    ASSERT_NE(program->record.session(), nullptr) << "it is of another day: it is opened, so that nothing changes unseen";
    EXPECT_FALSE(kept(old).after.adverse.at(0).followedUpAt) << "what was done in this session is taken back without being asked";
    EXPECT_TRUE(program->record.visitIsLocked()) << "and nothing else of that day can be changed";
    program->record.redo(true);
    EXPECT_EQ(kept(old).after.adverse.at(0).followUp, "well since");
}

TEST_P(ListsDeskTest, ofASignedVisitItBecomesAnAddendum) {
    somebodyActs();
    program->record.openSession(old);
    program->record.correctVisit();
    program->record.commit(record::sign(*program->record.session(), *program->practice.acting(), "the note", kNow));
    lists().followUp(old, 0, "well since");
    EXPECT_EQ(lists().followUpCount(), 0U);
    const record::Session visit = kept(old);
    EXPECT_FALSE(visit.after.adverse.at(0).followedUpAt) << "what was signed stays";
    ASSERT_EQ(visit.signing.addenda.size(), 1U);
    EXPECT_EQ(visit.signing.addenda[0].author, "T. Invented");
    EXPECT_EQ(program->record.session()->signing.addenda.size(), 1U) << "it is the open visit, too";
    EXPECT_EQ(lists().openCount(), 1U);
}

TEST_P(ListsDeskTest, aRowsVisitIsOpenedWithItsPatient) {
    program->record.closePatient();
    lists().openVisit(patient, old);
    ASSERT_NE(program->record.session(), nullptr);
    EXPECT_EQ(program->record.session()->id, old);
}

TEST_P(ListsDeskTest, lotsAndRatesAreCountedOverEveryVisit) {
    EXPECT_EQ(lists().lots(), nullptr);
    program->record.openSession(today);
    record::Session visit = *program->record.session();
    std::mt19937 random{4};
    record::Marker marker = myochart::test::sampleMarker(random);
    marker.number = ++visit.lastNumber;
    marker.plan = {};
    marker.needle = {};
    marker.needle.lot = "A12";
    marker.needle.insertions = 1;
    visit.markers.push_back(marker);
    visit.after.noAdverse = true;
    ASSERT_TRUE(program->record.commit(record::Edited{visit, "all"})) << program->notices.all().size();
    lists().countLots();
    ASSERT_NE(lists().lots(), nullptr);
    ASSERT_EQ(lists().lots()->size(), 1U);
    EXPECT_EQ(lists().lots()->at(0).visits.at(0).session, today);
    lists().countRates();
    ASSERT_NE(lists().rates(), nullptr);
    EXPECT_EQ(lists().rates()->treatments, 1U);
    EXPECT_FALSE(lists().countingLots() || lists().countingRates());
}

TEST_P(ListsDeskTest, whatWasRefusedIsTakenBackByTheNextChangeThatIsNot) {
    EXPECT_FALSE(program->record.commit(record::allOut(*program->record.session(), kNow)));
    ASSERT_EQ(program->notices.all().size(), 1U);
    EXPECT_EQ(program->notices.all()[0].text, "No needle is in.");
    ASSERT_TRUE(program->record.commit(record::renameSession(*program->record.session(), "Neck")));
    EXPECT_TRUE(program->notices.all().empty());
}

INSTANTIATE_TEST_SUITE_P(Both, ListsDeskTest, testing::Bool(), wayName);

}  // namespace myochart::workspace
