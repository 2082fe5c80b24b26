#include <fmt/format.h>

#include "exchange/bundle_reader.h"
#include "exchange/json_exchange.h"
#include "kept_record.h"

// One table of entries over a thin back end: what a newer program wrote is kept, older records are sealed anew, lists come
// from summaries, and imports come visit by visit.

namespace myochart::store {

using namespace myochart::test;

namespace {

const Path kKeptRecords = myochart::test::sourceFolder() / "tests/store/kept";

std::string blob(std::string uuid) {
    std::erase(uuid, '-');
    return "x'" + uuid + "'";
}

std::vector<std::string> rowsOf(const Path& file, const char* sql) {
    Database database(file);
    Statement statement(database, sql);
    std::vector<std::string> rows;
    for (Statement::Use use(statement); use.row();) rows.emplace_back(use.text(0));
    return rows;
}

/// A record of an earlier version in a folder of its own.
struct Earlier {
    explicit Earlier(int version) {
        std::filesystem::copy_file(kKeptRecords / fmt::format("record-{}.myochart", version), file);
        std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    }
    TestFolder folder;
    Path file = folder / "clinic.myochart";
};

}  // namespace

TEST(Entries, fieldsOfANewerMyochartStayWithTheirValue) {
    KeptRecord kept;
    record::Patient patient = samplePatient(kept.random);
    patient.others = R"({"allergies":["nickel","latex \"soft\""]})";
    ASSERT_TRUE(kept.record->put(patient));
    record::Session session = sampleSession(kept.random, patient.id, 2);
    session.others = R"({"irritability":2})";
    session.markers[0].others = R"({"ultrasound":{"depth_mm":40}})";
    session.markers[1].anchor.others = R"({"bone":"scapula"})";
    session.markers[1].anchor.address.others = R"({"t":0.25})";
    ASSERT_TRUE(kept.record->put({{}, session}));
    kept.reopen();
    EXPECT_EQ(*kept.record->patient(patient.id), patient);
    EXPECT_EQ(*kept.record->session(session.id), session);
    EXPECT_EQ(kept.record->patients()->at(0).patient, patient);
    record::Session renamed = session;
    renamed.title = "Renamed by this program";
    ASSERT_TRUE(kept.record->put({session, renamed}));
    EXPECT_EQ(kept.record->session(session.id)->others, session.others) << "an edit here loses nothing of it";

    const std::string text = exchange::toJsonText({{patient}, {renamed}});
    const std::string minor = fmt::format("\"minor\": {}", record::kDocumentMinor + 1);
    EXPECT_NE(text.find(minor), std::string::npos) << text.substr(0, 200);
    const auto bundle = exchange::bundleFromJsonText(text);
    ASSERT_TRUE(bundle) << bundle.error().message;
    EXPECT_EQ(bundle->patients.at(0), patient);
    EXPECT_EQ(bundle->sessions.at(0), renamed);
    std::string same = text;
    same.replace(same.find(minor), minor.size(), "\"minor\": 0");
    const auto refusal = exchange::bundleFromJsonText(same);
    ASSERT_FALSE(refusal) << "of our own format an unknown field is a mistake";
    EXPECT_NE(refusal.error().message.find("patients[0].allergies is not a known field"), std::string::npos) << refusal.error().message;
    kept.expectSound();
}

TEST(Entries, anEmptyRecordIsSoundAndListsNobody) {
    KeptRecord kept;
    ASSERT_TRUE(kept.record->lookThrough()) << kept.record->lookThrough().error().message;
    EXPECT_TRUE(kept.record->patients()->empty());
    EXPECT_TRUE(kept.record->removed()->empty());
    EXPECT_TRUE(kept.record->damage().empty());
    kept.expectSound();
}

TEST(Entries, theTrailTellsWhoByWhatAndWhy) {
    KeptRecord kept;
    kept.record->actAs({"ana", "window", ""});
    const auto patient = kept.addPatient();
    const auto session = kept.addSession(patient.id, 0);
    SessionChange change = withMarker(session, sampleMarker(kept.random));
    change.reason = "correction of an earlier visit";
    ASSERT_TRUE(kept.record->put(change));
    ASSERT_TRUE(kept.record->removeSession(session.id));
    kept.close();
    EXPECT_EQ(rowsOf(kept.file, "SELECT actor || ',' || via || ',' || reason FROM audit WHERE seq > 1 ORDER BY seq"),
              (std::vector<std::string>{"ana,window,", "ana,window,", "ana,window,correction of an earlier visit",
                                        "ana,window,correction of an earlier visit", "ana,window,"}));
    kept.tamper("UPDATE audit SET actor = 'bert' WHERE seq = 4");
    kept.reopen();
    EXPECT_FALSE(kept.record->verify());
}

TEST(Entries, everyPayloadOfAnEarlierRecordIsSealedAnewWithItsEntryInTheTrail) {
    for (const int version : {1, 2, 3}) {
        const Earlier earlier(version);
        {
            const auto opened = openSqliteRecord(earlier.file);
            ASSERT_TRUE(opened) << version << ": " << opened.error().message;
            const auto verdict = (*opened)->verify();
            EXPECT_TRUE(verdict) << version << ": " << verdict.error().message;
        }
        EXPECT_EQ(rowsOf(earlier.file, "SELECT count(*) FROM entry WHERE format <> 4"), std::vector<std::string>{"0"}) << version;
        EXPECT_EQ(rowsOf(earlier.file, "SELECT count(*) FROM entry"), rowsOf(earlier.file, "SELECT count(*) FROM audit WHERE verb LIKE 'upgrade.%'"))
            << version;
        const auto again = openSqliteRecord(earlier.file);
        ASSERT_TRUE(again) << version;
        EXPECT_TRUE((*again)->verify()) << version;
    }
}

TEST(Entries, anEarlierRecordThatCannotBeWrittenIsReadAsItIs) {
    const Earlier earlier(2);
    std::filesystem::permissions(earlier.file, std::filesystem::perms::owner_read);
    const std::string before = *readTextFile(earlier.file, 1 << 20);
    {
        const auto opened = openSqliteRecord(earlier.file);
        ASSERT_TRUE(opened) << opened.error().message;
        EXPECT_FALSE((*opened)->readOnlyReason().empty());
        const auto people = (*opened)->patients();
        ASSERT_TRUE(people);
        ASSERT_EQ(people->size(), 1U);
        const auto visits = (*opened)->sessions(people->at(0).patient.id);
        ASSERT_TRUE(visits);
        ASSERT_EQ(visits->size(), 1U);
        EXPECT_EQ((*opened)->session(visits->at(0).id)->markers.size(), 3U);
        EXPECT_TRUE((*opened)->verify());
        EXPECT_FALSE((*opened)->removePatient(people->at(0).patient.id));
    }
    EXPECT_EQ(*readTextFile(earlier.file, 1 << 20), before);
}

TEST(Entries, whatWasDamagedBeforeTheUpgradeStaysAsItIsAndIsNamed) {
    const Earlier earlier(3);
    const auto text = readTextFile(kKeptRecords / "export-3.json", 1 << 20);
    const record::Session visit = exchange::bundleFromJsonText(*text)->sessions.at(0);
    const std::string site = visit.markers.at(0).id.text;
    const std::string tampering = "UPDATE marker SET payload = CAST(CAST(payload AS TEXT) || ' ' AS BLOB) WHERE id = " + blob(site);
    { Database(earlier.file).run(tampering); }
    auto opened = openSqliteRecord(earlier.file);
    ASSERT_TRUE(opened) << opened.error().message;
    const auto reading = (*opened)->readable(visit.id);
    ASSERT_TRUE(reading) << reading.error().message;
    EXPECT_EQ(reading->session.markers.size() + 1, visit.markers.size());
    ASSERT_EQ(reading->damaged.size(), 1U);
    EXPECT_EQ(reading->damaged[0].id, site);
    EXPECT_FALSE((*opened)->verify());
    opened->reset();
    EXPECT_EQ(rowsOf(earlier.file, "SELECT count(*) FROM entry WHERE format <> 4"), std::vector<std::string>{"1"});
}

TEST(Entries, theListOfPatientsIsWhatTheEntriesSayAfterEveryChange) {
    KeptRecord kept;
    kept.fill();
    const auto patient = kept.addPatient();
    auto first = kept.addSession(patient.id, 2), second = kept.addSession(patient.id, 0);
    const auto expectListed = [&](int sessions, UtcMs last) {
        kept.reopen();
        kept.expectSound();  // compares the whole list
        const auto list = kept.record->patients();
        ASSERT_TRUE(list);
        for (const PatientSummary& each : *list)
            if (each.patient.id == patient.id) {
                EXPECT_EQ(each.sessions, sessions);
                EXPECT_EQ(each.lastSession, last);
                return;
            }
        EXPECT_EQ(sessions, -1) << "not listed";
    };
    expectListed(2, std::max(first.startedAt, second.startedAt));
    record::Session later = second;
    later.startedAt = std::max(first.startedAt, second.startedAt) + 86'400'000;
    ASSERT_TRUE(kept.record->put({second, later}));
    expectListed(2, later.startedAt);
    ASSERT_TRUE(kept.record->removeSession(second.id));
    expectListed(1, first.startedAt);
    ASSERT_TRUE(kept.record->removePatient(patient.id));
    expectListed(-1, 0);
    ASSERT_TRUE(kept.record->restorePatient(patient.id));
    expectListed(1, first.startedAt);
    ASSERT_TRUE(kept.record->restoreSession(second.id));
    expectListed(2, later.startedAt);
}

TEST(Entries, aListThatWasTamperedWithIsToldAndMadeFromTheVisits) {
    for (const char* sql : {"DELETE FROM summary WHERE patient = (SELECT patient FROM summary LIMIT 1)",
                            "UPDATE summary SET payload = CAST(replace(CAST(payload AS TEXT), 'a', 'b') AS BLOB)",
                            "UPDATE summary_sum SET sum = zeroblob(32)", "DELETE FROM summary_sum",
                            "INSERT INTO summary SELECT randomblob(16), payload FROM summary LIMIT 1"}) {
        KeptRecord kept;
        kept.fill();
        const std::string content = contentOf(*kept.record);
        kept.close();
        kept.tamper(sql);
        kept.reopen();
        EXPECT_EQ(contentOf(*kept.record), content) << sql;
        ASSERT_EQ(kept.record->damage().size(), 1U) << sql;
        EXPECT_NE(kept.record->damage()[0].sentence.find("list of patients"), std::string::npos) << kept.record->damage()[0].sentence;
        EXPECT_FALSE(kept.record->verify()) << sql;
    }
}

TEST(Entries, anImportWhoseLastVisitIsAtFaultLeavesNothing) {
    KeptRecord kept;
    kept.fill();
    const std::string content = contentOf(*kept.record);
    const auto person = samplePatient(kept.random);
    std::vector<record::Session> visits;
    for (int i = 0; i < 20; ++i) visits.push_back(sampleSession(kept.random, person.id, 3));
    std::string text = exchange::toJsonText({{person}, visits});
    const size_t at = text.rfind("\"barycentric\"");
    text.replace(at, 13, "\"baricentric\"");
    auto reader = exchange::BundleReader::open(text);
    ASSERT_TRUE(reader) << reader.error().message;
    const auto done = kept.record->importAll(reader->patients(), [&] { return reader->next(); });
    ASSERT_FALSE(done);
    EXPECT_NE(done.error().message.find("sessions[19].markers[2].anchor"), std::string::npos) << done.error().message;
    EXPECT_EQ(reader->sessions(), 20U);
    EXPECT_EQ(contentOf(*kept.record), content);
    EXPECT_FALSE(kept.record->patient(person.id));
    kept.expectSound();
}

TEST(Entries, theNextVisitOfAnImportMayReadTheRecordItGoesInto) {
    KeptRecord kept;
    const auto person = kept.addPatient();
    const auto here = kept.addSession(person.id, 2);
    const auto fresh = sampleSession(kept.random, person.id, 1);
    std::vector<record::Session> visits{here, fresh};
    std::vector<bool> known;
    const auto done = kept.record->importAll({person}, [&]() -> Result<std::optional<record::Session>> {
        if (known.size() == visits.size()) return std::optional<record::Session>();
        const record::Session& next = visits[known.size()];
        known.push_back(kept.record->session(next.id).ok());
        return std::optional(next);
    });
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(known, (std::vector<bool>{true, false}));
    EXPECT_EQ(done->sessions, 1U);
    kept.expectSound();
}

}  // namespace myochart::store
