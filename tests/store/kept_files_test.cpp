#include "exchange/json_exchange.h"
#include "kept_record.h"
#include "record/ledger.h"

namespace myochart::store {

using namespace myochart::test;

namespace {

// A record and its exports as earlier versions wrote them; invented people. They stay as long as there are records.
const Path kKept = myochart::test::sourceFolder() / "tests/store/kept";

/// A copy of the record of that format ("4-1": with what was added to it since) that may be written.
void copyOfKept(const std::string& format, const Path& file) {
    std::filesystem::copy_file(kKept / fmt::format("record-{}.myochart", format), file);
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

void copyOfKept(int format, const Path& file) { copyOfKept(std::to_string(format), file); }

/// What was exported of it then.
Result<exchange::Bundle> keptExport(const std::string& format) {
    const auto text = readTextFile(kKept / fmt::format("export-{}.json", format), 1 << 20);
    return exchange::bundleFromJsonText(text ? *text : "");
}
Result<exchange::Bundle> keptExport(int format) { return keptExport(std::to_string(format)); }

struct OldRecord : testing::Test {
    TestFolder folder;
    Path file = folder / "clinic.myochart";
    OpenNotes notes;
    std::unique_ptr<Record> record;

    void SetUp() override {
        copyOfKept(1, file);
        auto opened = openSqliteRecord(file, &notes);
        ASSERT_TRUE(opened) << opened.error().message;
        record = std::move(*opened);
    }

    static exchange::Bundle exported() {
        auto bundle = keptExport(1);
        EXPECT_TRUE(bundle) << bundle.error().message;
        return bundle ? *bundle : exchange::Bundle{};
    }
};

}  // namespace

TEST_F(OldRecord, opensUpgradedWithACopyKept) {
    ASSERT_EQ(notes.sentences.size(), 1U);
    EXPECT_NE(notes.sentences[0].find("upgraded"), std::string::npos) << notes.sentences[0];
    const auto verdict = record->verify();
    EXPECT_TRUE(verdict) << verdict.error().message;
}

TEST_F(OldRecord, holdsWhatItsExportHolds) {
    const exchange::Bundle bundle = exported();
    ASSERT_EQ(bundle.patients.size(), 1U);
    ASSERT_EQ(bundle.sessions.size(), 1U);
    EXPECT_EQ(*record->patient(bundle.patients[0].id), bundle.patients[0]);
    EXPECT_EQ(*record->session(bundle.sessions[0].id), bundle.sessions[0]);
    EXPECT_EQ(bundle.sessions[0].markers.size(), 3U);
    EXPECT_TRUE(record->importAll(bundle.patients, bundle.sessions)) << "an old export is known to be the same";
}

// Format 2: markers have numbers; parent and removal are not yet in the seal. One visit of it was removed.
TEST(KeptRecords, oneOfFormatTwoHoldsWhatItsExportHoldsAndItsRemovedVisit) {
    const TestFolder folder;
    const Path file = folder / "clinic.myochart";
    copyOfKept(2, file);
    const auto opened = openSqliteRecord(file);
    ASSERT_TRUE(opened) << opened.error().message;
    Record& record = **opened;
    const auto bundle = keptExport(2);
    ASSERT_TRUE(bundle) << bundle.error().message;
    ASSERT_EQ(bundle->sessions.size(), 1U);
    EXPECT_EQ(*record.patient(bundle->patients[0].id), bundle->patients[0]);
    EXPECT_EQ(*record.session(bundle->sessions[0].id), bundle->sessions[0]);
    const auto removed = record.removed();
    ASSERT_TRUE(removed);
    ASSERT_EQ(removed->size(), 1U);
    EXPECT_EQ((*removed)[0].what.title, "Removed visit");
    EXPECT_EQ((*removed)[0].what.markers, 1);
    ASSERT_TRUE(record.restoreSession((*removed)[0].what.session));
    EXPECT_EQ(record.session((*removed)[0].what.session)->markers.size(), 1U);
    EXPECT_TRUE(record.verify());
}

// Format 3: visits do not tell their offset from UTC. They are the machine's day, and get none by being changed.
TEST(KeptRecords, oneOfFormatThreeHoldsWhatItsExportHoldsAndCanBeChanged) {
    const TestFolder folder;
    const Path file = folder / "clinic.myochart";
    copyOfKept(3, file);
    const auto bundle = keptExport(3);
    ASSERT_TRUE(bundle) << bundle.error().message;
    const record::Session visit = bundle->sessions.at(0);
    {
        const auto opened = openSqliteRecord(file);
        ASSERT_TRUE(opened) << opened.error().message;
        EXPECT_EQ(*(*opened)->session(visit.id), visit);
        EXPECT_EQ(visit.utcOffset, "");
        EXPECT_EQ((*opened)->importAll(bundle->patients, bundle->sessions)->known, 2U);
        const auto renamed = record::renameSession(visit, "Renamed");
        ASSERT_TRUE((*opened)->put({visit, renamed->session}));
    }
    const auto opened = openSqliteRecord(file);
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ((*opened)->session(visit.id)->title, "Renamed");
    EXPECT_EQ((*opened)->session(visit.id)->utcOffset, "");
    EXPECT_EQ((*opened)->session(visit.id)->markers, visit.markers);
    EXPECT_TRUE((*opened)->verify());
}

// Format 4, and exports of version 3: what is written today. A field that is demanded of it without having been there then
// would refuse every record there is.
TEST(KeptRecords, oneOfFormatFourHoldsWhatItsExportHolds) {
    const TestFolder folder;
    const Path file = folder / "clinic.myochart";
    copyOfKept(4, file);
    const auto bundle = keptExport(4);
    ASSERT_TRUE(bundle) << bundle.error().message;
    const record::Session visit = bundle->sessions.at(0);
    const auto opened = openSqliteRecord(file);
    ASSERT_TRUE(opened) << opened.error().message;
    Record& record = **opened;
    EXPECT_EQ(*record.patient(bundle->patients.at(0).id), bundle->patients[0]);
    EXPECT_EQ(*record.session(visit.id), visit);
    EXPECT_EQ(visit.utcOffset, "+02:00");
    EXPECT_EQ(visit.markers.size(), 1U);
    EXPECT_EQ(record.importAll(bundle->patients, bundle->sessions)->known, 2U);
    const auto renamed = record::renameSession(visit, "Renamed");
    ASSERT_TRUE(record.put({visit, renamed->session}));
    EXPECT_EQ(record.session(visit.id)->title, "Renamed");
    EXPECT_TRUE(record.verify());
}

// Format 4 with what was found, done and answered at a site, and without what comes before and after: of that nothing is
// recorded, and all of it can be, up to the signature.
TEST(KeptRecords, oneFromBeforeTheWholeVisitCanBeChartedAndSigned) {
    const TestFolder folder;
    const Path file = folder / "clinic.myochart";
    copyOfKept("4-1", file);
    const auto bundle = keptExport("4-1");
    ASSERT_TRUE(bundle) << bundle.error().message;
    const record::Session visit = bundle->sessions.at(0);
    record::Session charted = visit;
    {
        OpenNotes notes;
        const auto opened = openSqliteRecord(file, &notes);
        ASSERT_TRUE(opened) << opened.error().message;
        Record& record = **opened;
        EXPECT_EQ(notes.sentences.size(), 1U) << "upgraded: its lists did not tell which visits wait";
        const auto waits = record.waiting({});
        ASSERT_TRUE(waits) << waits.error().message;
        ASSERT_EQ(waits->all, 1U);
        EXPECT_EQ(waits->rows[0].visit.id, visit.id);
        EXPECT_TRUE(record.damage().empty());
        EXPECT_EQ(*record.patient(bundle->patients.at(0).id), bundle->patients[0]);
        EXPECT_EQ(*record.session(visit.id), visit);
        EXPECT_EQ(visit.markers.at(1).needle.depthMm, 12.5F);
        EXPECT_EQ(visit.markers.at(1).response.painAfter, 0U);
        EXPECT_EQ(visit.before, record::Before{});
        EXPECT_FALSE(visit.signing.isSigned());
        EXPECT_EQ(*record.practice(), record::Practice{}) << "older records have none";
        EXPECT_EQ(record.importAll(bundle->patients, bundle->sessions)->known, 2U);

        record::Practice practice;
        record::Therapist& therapist = practice.therapists.emplace_back();
        therapist.id = record::TherapistId::make();
        therapist.name = "T. Invented";
        ASSERT_TRUE(record.put(practice));
        charted.before.pain = 0;
        charted.screening.no = {"rel_pregnancy"};
        charted = record::sign(charted, therapist, "the note", charted.startedAt)->session;
        ASSERT_TRUE(record.put({visit, charted}));
    }
    const auto opened = openSqliteRecord(file);
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ(*(*opened)->session(visit.id), charted);
    EXPECT_EQ((*opened)->practice()->therapists.size(), 1U);
    EXPECT_FALSE((*opened)->removeSession(visit.id));
    EXPECT_TRUE((*opened)->verify());
}

// With an aimed needle, its times, painted pain, an adverse event and a signature.
TEST(KeptRecords, oneWithAWholeVisitHoldsItAndItsSignatureAsTheyWere) {
    const TestFolder folder;
    const Path file = folder / "clinic.myochart";
    copyOfKept("4-5", file);
    const auto bundle = keptExport("4-5");
    ASSERT_TRUE(bundle) << bundle.error().message;
    ASSERT_EQ(bundle->sessions.size(), 2U);
    const bool firstIsSigned = bundle->sessions[0].signing.isSigned();
    const record::Session &signedVisit = bundle->sessions[firstIsSigned ? 0 : 1], &open = bundle->sessions[firstIsSigned ? 1 : 0];
    const auto opened = openSqliteRecord(file);
    ASSERT_TRUE(opened) << opened.error().message;
    Record& record = **opened;
    EXPECT_TRUE(record.damage().empty());
    EXPECT_EQ(*record.patient(bundle->patients.at(0).id), bundle->patients[0]);
    EXPECT_EQ(*record.session(signedVisit.id), signedVisit);
    EXPECT_EQ(*record.session(open.id), open);
    EXPECT_EQ(record.importAll(bundle->patients, bundle->sessions)->known, 3U) << "an old export is known to be the same";

    EXPECT_TRUE(signedVisit.signing.isSigned());
    EXPECT_FALSE(signedVisit.signing.note.empty());
    const record::Needling& needle = signedVisit.markers.at(0).needle;
    EXPECT_EQ(needle.liftMm, 15.0F);
    ASSERT_TRUE(needle.direction);
    EXPECT_NEAR(glm::length(*needle.direction), 1, 1e-5);
    EXPECT_TRUE(needle.inAt && needle.outAt);
    ASSERT_EQ(signedVisit.painDrawing.areas.size(), 1U);
    EXPECT_EQ(signedVisit.painDrawing.areas[0].dabs.at(0).region, "temple");
    EXPECT_EQ(open.after.adverse.at(0).category, "bruising");
    EXPECT_EQ(record.practice()->therapists.at(0).name, "T. Invented");
    EXPECT_FALSE(record.removeSession(signedVisit.id)) << "what is signed stays";
    EXPECT_EQ(record.waiting({})->all, 1U) << "the other one waits for its signature";
    EXPECT_TRUE(record.verify());
}

TEST_F(OldRecord, itsMarkersKeepTheNumbersThatTheyWereShownWith) {
    const auto session = *record->session(exported().sessions[0].id);
    const auto second = session.markers[1], third = session.markers[2];
    const auto fewer = record::removeMarkers(session, {session.markers[0].id});
    ASSERT_TRUE(fewer);
    ASSERT_TRUE(record->put({session, fewer->session}));
    record.reset();
    record = std::move(*openSqliteRecord(file));
    const auto kept = *record->session(session.id);
    ASSERT_EQ(kept.markers.size(), 2U);
    EXPECT_EQ(kept.markers[0], second);
    EXPECT_EQ(kept.markers[1], third);
    EXPECT_EQ(record::shownLabel(kept, second.id), "2");
    EXPECT_EQ(kept.lastNumber, 3U);
    EXPECT_TRUE(record->verify());
}

}  // namespace myochart::store
