#include <cstdlib>
#include <sqlite3.h>

#include <fmt/format.h>

#include "faulty_disk.h"
#include "kept_record.h"

namespace myochart::store {

using namespace myochart::test;

namespace {

/// Rows of one text column.
std::vector<std::string> ask(const Path& file, const char* sql) {
    std::vector<std::string> rows;
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, "unix"), SQLITE_OK);
    const auto collect = [](void* to, int, char** values, char**) {
        static_cast<std::vector<std::string>*>(to)->push_back(values[0] ? values[0] : "");
        return 0;
    };
    EXPECT_EQ(sqlite3_exec(database, sql, collect, &rows, nullptr), SQLITE_OK) << sql;
    sqlite3_close(database);
    return rows;
}

/// A record with a life: every verb has happened.
void live(KeptRecord& kept) {
    kept.fill();
    const auto patient = kept.addPatient();
    auto session = kept.addSession(patient.id, 4);
    for (int i = 0; i < 10; ++i) {
        record::Session after = session;
        if (i % 3 == 0) after.markers.erase(after.markers.begin());
        else if (i % 3 == 1) after.markers.push_back(sampleMarker(kept.random));
        else after.markers[0].label = fmt::format("label {}", i);
        numberMarkers(after);
        ASSERT_TRUE(kept.record->put({session, after}));
        session = after;
    }
    ASSERT_TRUE(kept.record->removeSession(session.id));
    ASSERT_TRUE(kept.record->restoreSession(session.id));
    ASSERT_TRUE(kept.record->note(Event::exported, patient.id.text));
}

/// A random change by somebody who knows SQL but not how the record keeps itself honest.
std::string randomTampering(std::mt19937& random) {
    static const std::vector<std::string> kKinds = {"patient", "session", "marker"};
    const std::string table = random() % 4 < 3 ? "entry" : "audit";
    const std::string& kind = kKinds[random() % 3];
    const std::string key = table == "audit" ? "seq" : "id";
    const std::string one = fmt::format("(SELECT {0} FROM {1} ORDER BY {0} LIMIT 1 OFFSET {2} % (SELECT count(*) FROM {1}))", key, table, random() % 1000);
    const auto rowOf = [&](const std::string& of, unsigned long at) {
        return fmt::format("(SELECT id FROM entry WHERE kind = '{0}' ORDER BY id LIMIT 1 OFFSET {1} % (SELECT count(*) FROM entry WHERE kind = '{0}'))", of, at);
    };
    switch (random() % 8) {
        case 0: return fmt::format("DELETE FROM {} WHERE {} = {}", table, key, one);
        case 1: return fmt::format("UPDATE entry SET payload = CAST(replace(CAST(payload AS TEXT), 'a', 'b') || ' ' AS BLOB) WHERE id = {}", rowOf(kind, random()));
        case 2: {  // two payloads change places
            const std::string a = rowOf(kind, random() % 2), b = rowOf(kind, 2 + random() % 1);
            return fmt::format("CREATE TEMP TABLE t AS SELECT {0} AS a, {1} AS b, (SELECT payload FROM entry WHERE id = {0}) AS pa, "
                               "(SELECT payload FROM entry WHERE id = {1}) AS pb; UPDATE entry SET payload = (SELECT pb FROM t) WHERE "
                               "id = (SELECT a FROM t); UPDATE entry SET payload = (SELECT pa FROM t) WHERE id = (SELECT b FROM t)", a, b);
        }
        case 3: return fmt::format("UPDATE entry SET version = version + {} WHERE id = {}", 1 + random() % 3, rowOf(kind, random()));
        case 4:
            return fmt::format("INSERT INTO entry SELECT randomblob(16), kind, parent, version, format, deleted, payload FROM entry WHERE id = {}", rowOf("marker", random()));
        case 5: return fmt::format("UPDATE audit SET {} WHERE seq = (SELECT abs(random()) % (SELECT max(seq) FROM audit) + 1)",
                                   random() % 2 ? "utc = utc + 1" : "verb = verb || '.x'");
        case 6: return fmt::format("DELETE FROM audit WHERE seq > (SELECT max(seq) FROM audit) - {}", 1 + random() % 5);
        default: return fmt::format("UPDATE entry SET deleted = CASE deleted WHEN 0 THEN 5 ELSE 0 END WHERE id = {}", rowOf("session", random()));
    }
}

}  // namespace

TEST(Audit, everyChangeAddsAnEntryWithoutPatientText) {
    KeptRecord kept;
    auto patient = samplePatient(kept.random);
    patient.name = "Canary Name";
    ASSERT_TRUE(kept.record->put(patient));
    const auto session = kept.addSession(patient.id, 0);
    auto marker = sampleMarker(kept.random);
    auto change = withMarker(session, marker);
    ASSERT_TRUE(kept.record->put(change));
    ASSERT_TRUE(kept.record->put({change.after, session}));
    ASSERT_TRUE(kept.record->removePatient(patient.id));
    ASSERT_TRUE(kept.record->restorePatient(patient.id));
    ASSERT_TRUE(kept.record->note(Event::exported, patient.id.text));
    ASSERT_TRUE(kept.record->note(Event::importRefused, ""));
    kept.close();
    const std::string ofPatient = " of " + patient.id.text;
    EXPECT_EQ(ask(kept.file, "SELECT verb FROM audit ORDER BY seq"),
              (std::vector<std::string>{"record.create", "patient.add", "session.add" + ofPatient, "marker.add",
                                        "session.change" + ofPatient, "marker.remove", "session.change" + ofPatient,
                                        "patient.remove", "patient.restore", "export", "import.refused"}));
    EXPECT_EQ(ask(kept.file, "SELECT count(*) FROM audit WHERE instr(verb || hex(object) || hex(before) || hex(after), hex('Canary')) > 0"),
              std::vector<std::string>{"0"});
}

TEST(Audit, aChangeThatChangesNothingAddsNothing) {
    KeptRecord kept;
    const auto patient = kept.addPatient();
    const auto session = kept.addSession(patient.id, 2);
    ASSERT_TRUE(kept.record->put(patient));
    ASSERT_TRUE(kept.record->put({session, session}));
    ASSERT_TRUE(kept.record->restorePatient(patient.id));
    kept.close();
    EXPECT_EQ(ask(kept.file, "SELECT count(*) FROM audit"), std::vector<std::string>{"5"});  // create, patient, session, 2 markers
}

TEST(Audit, aFailedChangeAddsNothing) {
    KeptRecord kept;
    const auto session = kept.addSession(kept.addPatient().id, 2);
    auto change = withMarker(session, sampleMarker(kept.random));
    change.after.markers.push_back(session.markers[0]);  // the same marker twice
    EXPECT_FALSE(kept.record->put(change));
    EXPECT_EQ(*kept.record->session(session.id), session);
    kept.expectSound();
    ASSERT_TRUE(kept.record->put(withMarker(session, sampleMarker(kept.random))));
    kept.expectSound();
}

TEST(Audit, aCutTailIsNoticedEvenWhenItIsAboutNoRow) {
    KeptRecord kept;
    kept.fill();
    ASSERT_TRUE(kept.record->note(Event::printed, ""));
    kept.close();
    kept.tamper("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)");
    EXPECT_EQ(errorOfOpening(kept.file).kind, ErrorKind::refused);
}

TEST(Audit, anAlteredHeadOrLastEntryIsNoticedWhenTheRecordIsOpened) {
    for (const char* sql : {"UPDATE audit_head SET hash = zeroblob(32)", "UPDATE audit_head SET hash = x'00'",
                            "UPDATE audit_head SET seq = seq + 1", "UPDATE audit SET utc = utc + 1 WHERE seq = (SELECT max(seq) FROM audit)"}) {
        KeptRecord kept;
        kept.fill();
        kept.close();
        kept.tamper(sql);
        EXPECT_EQ(errorOfOpening(kept.file).kind, ErrorKind::refused) << sql;
    }
}

TEST(Audit, aRemovedHeadIsNoticed) {
    KeptRecord kept;
    kept.fill();
    kept.close();
    kept.tamper("DELETE FROM audit_head");
    EXPECT_EQ(errorOfOpening(kept.file).kind, ErrorKind::refused);
    kept.tamper("DELETE FROM audit");
    EXPECT_EQ(errorOfOpening(kept.file).kind, ErrorKind::refused);
}

TEST(Audit, aRowPutBackFromAnOlderCopyIsNoticedWhenItIsRead) {
    KeptRecord kept;
    auto patient = kept.addPatient();
    kept.close();
    kept.tamper("CREATE TABLE kept AS SELECT * FROM entry");
    kept.tamper("CREATE TABLE x AS SELECT 1; DROP TABLE x");
    const auto old = ask(kept.file, "SELECT hex(payload) FROM kept");
    kept.tamper("DROP TABLE kept");
    kept.reopen();
    patient.note = "newer";
    ASSERT_TRUE(kept.record->put(patient));
    kept.close();
    kept.tamper(fmt::format("UPDATE entry SET payload = x'{}'", old[0]));
    kept.reopen();
    EXPECT_FALSE(kept.record->patient(patient.id)) << "the payload belongs to an older version of the row";
    EXPECT_FALSE(kept.record->verify());
}

TEST(Audit, randomTamperingsAreAllFound) {
    KeptRecord kept;
    live(kept);
    kept.close();
    const auto whole = readFile(kept.file, 1U << 30);
    const FaultyDisk noRealFlushes;
    const int wanted = std::getenv("MYOCHART_LONG_TESTS") ? 1000 : 200;
    int found = 0, tampered = 0;
    while (tampered < wanted) {
        for (const char* ending : {"-wal", "-shm", ".lock"}) std::filesystem::remove(kept.file.string() + ending);
        ASSERT_TRUE(writeFileAtomically(kept.file, *whole));
        const std::string sql = randomTampering(kept.random);
        kept.tamper(sql);
        const auto opened = openKept(kept.file);
        const bool told = !opened || !(*opened)->verify();
        ++tampered;
        found += told;
        EXPECT_TRUE(told) << sql;
    }
    EXPECT_EQ(found, wanted);
    fmt::print("{} of {} tamperings found\n", found, tampered);
}

TEST(Audit, theHashesDependOnEveryField) {
    const AuditEntry entry{5, 1000, "marker.add", Key{}, Hash{}, Hash{}, Hash{}, Author{}};
    const auto with = [&](auto change) {
        AuditEntry other = entry;
        change(other);
        return hashOf(other);
    };
    const Hash plain = hashOf(entry);
    EXPECT_EQ(plain, with([](AuditEntry&) {}));
    EXPECT_NE(plain, with([](AuditEntry& e) { e.seq = 6; }));
    EXPECT_NE(plain, with([](AuditEntry& e) { e.utc = 1001; }));
    EXPECT_NE(plain, with([](AuditEntry& e) { e.author.actor = "ana"; }));
    EXPECT_NE(plain, with([](AuditEntry& e) { e.author.via = "window"; }));
    EXPECT_NE(plain, with([](AuditEntry& e) { e.author.reason = "correction"; }));
    EXPECT_NE(plain, with([](AuditEntry& e) { e.verb = "marker.adds"; }));
    EXPECT_NE(plain, with([](AuditEntry& e) { e.object[3] = std::byte{1}; }));
    EXPECT_NE(plain, with([](AuditEntry& e) { e.before[3] = std::byte{1}; }));
    EXPECT_NE(plain, with([](AuditEntry& e) { e.after[3] = std::byte{1}; }));
    EXPECT_NE(plain, with([](AuditEntry& e) { e.previous[3] = std::byte{1}; }));
}

}  // namespace myochart::store
