#include <fmt/format.h>

#include "core/atomic_file.h"
#include "kept_record.h"
#include "record/edits.h"

// What was changed in the file without the record's knowledge is never shown as another's, never hidden without a word,
// and never purged.

namespace myochart::store {

using namespace myochart::test;

namespace {

constexpr UtcMs kDayMs = 86'400'000;

std::string blobOf(const std::string& uuid) {
    std::string hex = uuid;
    std::erase(hex, '-');
    return "x'" + hex + "'";
}

struct Unverified : testing::Test {
    KeptRecord kept;
    record::Patient ana = kept.addPatient(), bert = kept.addPatient();
    record::Session visit = kept.addSession(ana.id, 3);

    void tamper(const std::string& sql) {
        kept.close();
        kept.tamper(sql);
    }
    OpenNotes openAt(UtcMs now) {
        kept.close();
        OpenNotes notes;
        auto opened = openKept(kept.file, {.now = now}, notes);
        EXPECT_TRUE(opened) << opened.error().message;
        if (opened) kept.record = std::move(*opened);
        return notes;
    }
    /// Opens once a week from `start` on.
    void openWeekly(UtcMs start, int weeks) {
        for (int week = 1; week <= weeks; ++week) openAt(start + week * 7 * kDayMs);
    }
    /// The ids of the visits that are listed, and of the damage that is named with them, in a record opened anew.
    using Visits = std::pair<std::vector<std::string>, std::vector<std::string>>;
    Visits visitsOf(const record::Patient& patient) {
        kept.reopen();
        Visits found;
        const auto visits = kept.record->sessions(patient.id);
        EXPECT_TRUE(visits);
        if (visits)
            for (const SessionSummary& each : *visits) found.first.push_back(each.id.text);
        for (const Damage& each : kept.record->damage())
            if (each.mayTouch(patient.id)) found.second.push_back(each.id);
        return found;
    }
    void expectDamaged(const Error& error, const std::string& uuid) {
        EXPECT_EQ(error.kind, ErrorKind::refused) << error.message;
        EXPECT_NE(error.message.find("damaged"), std::string::npos) << error.message;
        EXPECT_NE(error.message.find(uuid), std::string::npos) << error.message;
    }
};

}  // namespace

TEST_F(Unverified, aRemovalSetByHandIsDamageAndIsNeverPurged) {
    tamper("UPDATE entry SET deleted = 1 WHERE id = " + blobOf(ana.id.text));
    const OpenNotes notes = openAt(nowUtc());
    ASSERT_FALSE(notes.sentences.empty());
    EXPECT_NE(notes.sentences.back().find("purged"), std::string::npos) << notes.sentences.back();
    const auto read = kept.record->patient(ana.id);
    ASSERT_FALSE(read);
    expectDamaged(read.error(), ana.id.text);
    EXPECT_FALSE(kept.record->verify());
    openWeekly(nowUtc(), 8);
    tamper("UPDATE entry SET deleted = 0 WHERE id = " + blobOf(ana.id.text));
    kept.reopen();
    EXPECT_EQ(*kept.record->patient(ana.id), ana);
    EXPECT_EQ(*kept.record->session(visit.id), visit);
    kept.expectSound();
}

TEST_F(Unverified, aVisitMovedToAnotherPersonIsNotReadAsTheirs) {
    tamper(fmt::format("UPDATE entry SET parent = {} WHERE id = {}", blobOf(bert.id.text), blobOf(visit.id.text)));
    kept.reopen();
    const auto read = kept.record->session(visit.id);
    ASSERT_FALSE(read);
    expectDamaged(read.error(), visit.id.text);
    const auto listed = kept.record->sessions(bert.id);
    EXPECT_TRUE(!listed || listed->empty());
    EXPECT_FALSE(kept.record->verify());
}

TEST_F(Unverified, aVisitMovedToAnotherPersonIsMissedByItsOwnAndNamedUnderBoth) {
    const auto sound = kept.addSession(bert.id, 1);
    const auto cara = kept.addPatient();
    tamper(fmt::format("UPDATE entry SET parent = {} WHERE id = {}", blobOf(bert.id.text), blobOf(visit.id.text)));
    kept.reopen();
    EXPECT_EQ(visitsOf(ana), Visits({}, {visit.id.text}));
    EXPECT_EQ(visitsOf(bert), Visits({sound.id.text}, {visit.id.text}));
    EXPECT_EQ(visitsOf(cara), Visits({}, {}));
}

TEST_F(Unverified, aVisitDeletedFromTheTableIsMissedByItsOwnPersonAndByNobodyElse) {
    ASSERT_TRUE(kept.record->removeSession(visit.id));  // the trail tells with every change whose visit it is
    ASSERT_TRUE(kept.record->restoreSession(visit.id));
    tamper("DELETE FROM entry WHERE id = " + blobOf(visit.id.text));
    kept.reopen();
    EXPECT_EQ(visitsOf(ana), Visits({}, {visit.id.text}));
    EXPECT_EQ(visitsOf(bert), Visits({}, {}));
    expectDamaged(kept.record->readable(visit.id).error(), visit.id.text);
    expectDamaged(kept.record->session(visit.id).error(), visit.id.text);
    expectDamaged(kept.record->put({visit, record::renameSession(visit, "new")->session}).error(), visit.id.text);
    expectDamaged(kept.record->put({{}, visit}).error(), visit.id.text);
    expectDamaged(kept.record->importAll({ana}, {visit}).error(), visit.id.text);
}

TEST_F(Unverified, aVisitOfATrailThatDoesNotTellWhoseItIsIsNamedWithEverybodyWhoWasThereBefore) {
    kept.close();
    const Path file = kept.folder / "old.myochart";
    std::filesystem::copy_file(sourceFolder() / "tests/store/kept/record-2.myochart", file);
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    auto old = *openKept(file);
    const auto people = *old->patients();
    ASSERT_EQ(people.size(), 1U);
    const auto visits = *old->sessions(people[0].patient.id);
    ASSERT_EQ(visits.size(), 1U);
    EXPECT_TRUE(old->damage().empty());
    const auto other = samplePatient(kept.random);
    ASSERT_TRUE(old->put(other));
    EXPECT_TRUE(old->sessions(other.id)->empty());
    EXPECT_TRUE(old->damage().empty());
    old.reset();
    kept.tamper(file, "DELETE FROM entry WHERE id = " + blobOf(visits[0].id.text));
    old = *openKept(file);
    EXPECT_TRUE(old->sessions(people[0].patient.id)->empty());
    ASSERT_EQ(old->damage().size(), 1U) << "it may be theirs";
    EXPECT_EQ(old->damage()[0].id, visits[0].id.text);
    EXPECT_TRUE(old->damage()[0].mayTouch(people[0].patient.id));
    old.reset();
    old = *openKept(file);
    EXPECT_TRUE(old->sessions(other.id)->empty());
    EXPECT_TRUE(old->damage().empty()) << "the visit was there before them";
    EXPECT_FALSE(old->verify()) << "but the whole record is not sound";
    EXPECT_TRUE(old->lookThrough());
    EXPECT_EQ(old->damage().size(), 1U) << "nor is it listed without a word";
}

TEST_F(Unverified, withoutAnOwnerInTheTrailAMissingVisitBlocksThoseItMayBeOfAndNobodyElse) {
    const auto cara = kept.addPatient();
    const auto hers = kept.addSession(cara.id, 1);
    tamper("UPDATE audit SET verb = 'session.add' WHERE verb LIKE 'session.add of %'; DELETE FROM entry WHERE id = " + blobOf(visit.id.text));
    EXPECT_EQ(visitsOf(ana), Visits({}, {visit.id.text}));
    EXPECT_EQ(visitsOf(bert), Visits({}, {visit.id.text})) << "it may be theirs";
    EXPECT_EQ(visitsOf(cara), Visits({hers.id.text}, {}));
    kept.reopen();
    EXPECT_FALSE(kept.record->verify());
}

TEST_F(Unverified, aVisitTakenAwayTogetherWithWhatTheTrailKnowsOfItLeavesAGapThatIsNamed) {
    kept.addPatient();  // the last entry is another's
    tamper(
        fmt::format("DELETE FROM audit WHERE object = {0}; DELETE FROM entry WHERE id = {0}", blobOf(visit.id.text)));
    const auto expectGapNamed = [&](bool listed) {
        EXPECT_TRUE(listed);
        EXPECT_TRUE(kept.record->lookThrough());
        ASSERT_EQ(kept.record->damage().size(), 1U) << kept.record->damage().back().sentence;
        EXPECT_NE(kept.record->damage()[0].sentence.find("trail is broken at entry"), std::string::npos);
        EXPECT_TRUE(kept.record->damage()[0].mayTouch(ana.id));
        kept.reopen();
    };
    kept.reopen();
    expectGapNamed(kept.record->patients().ok());
    expectGapNamed(kept.record->sessions(ana.id).ok());
    expectGapNamed(kept.record->removed().ok());
}

TEST_F(Unverified, damageIsToldByTheVisitsDayAndTheSitesNumberAndLoggedByTheId) {
    const auto second = kept.addSession(ana.id, 0), third = kept.addSession(ana.id, 2);
    tamper(fmt::format("DELETE FROM entry WHERE id = {}; DELETE FROM entry WHERE id = {}; UPDATE entry SET payload = zeroblob(40) WHERE id = {}",
                       blobOf(visit.markers[1].id.text), blobOf(second.id.text), blobOf(bert.id.text)));
    kept.reopen();
    const std::string day = localDayInFull(visit.startedAt), today = localDayInFull(nowUtc());
    const auto reading = kept.record->readable(visit.id);
    ASSERT_TRUE(reading);
    ASSERT_EQ(reading->damaged.size(), 1U);
    const auto says = [](const std::string& text, const std::string& words) { EXPECT_NE(text.find(words), std::string::npos) << text; };
    says(reading->damaged[0].sentence, "is damaged: site 2 of the visit of " + day + " (" + visit.markers[1].id.text + "): it is missing.");
    says(kept.record->session(visit.id).error().message, "site 2 of the visit of " + day);
    says(kept.record->session(second.id).error().message, "a visit that was first saved on " + today + " (" + second.id.text + ")");
    says(kept.record->patient(bert.id).error().message, "a patient that was first saved on " + today);
    ASSERT_TRUE(kept.record->sessions(ana.id));
    ASSERT_EQ(kept.record->damage().size(), 1U);
    says(kept.record->damage()[0].sentence, "a visit that was first saved on " + today);
    const auto verified = kept.record->verify();
    ASSERT_FALSE(verified);
    says(verified.error().message, "a patient that was first saved on");
    for (const std::string& text : {reading->damaged[0].sentence, kept.record->damage()[0].sentence, verified.error().message})
        for (const char* word : {"session", "marker"}) EXPECT_EQ(text.find(word), std::string::npos) << text;
}

TEST_F(Unverified, aSiteHasNoNumberInWordsWhereTheOthersDoNotTellIt) {
    auto after = visit;
    after.markers.erase(after.markers.begin());  // number 1 is nobody's any more
    ASSERT_TRUE(kept.record->put({visit, after}));
    tamper("DELETE FROM entry WHERE id = " + blobOf(visit.markers[1].id.text));
    kept.reopen();
    const auto reading = kept.record->readable(visit.id);
    ASSERT_TRUE(reading);
    ASSERT_EQ(reading->damaged.size(), 1U);
    EXPECT_NE(reading->damaged[0].sentence.find("damaged: a site of the visit of"), std::string::npos) << reading->damaged[0].sentence;
    EXPECT_EQ(reading->session.markers.size(), 1U);
    EXPECT_EQ(reading->session.markers[0], visit.markers[2]);
}

TEST_F(Unverified, aPersonDeletedFromTheTableIsMissedWhereverTheyAreAskedFor) {
    tamper("DELETE FROM entry WHERE id = " + blobOf(ana.id.text));
    kept.reopen();
    expectDamaged(kept.record->patient(ana.id).error(), ana.id.text);
    expectDamaged(kept.record->sessions(ana.id).error(), ana.id.text);
    expectDamaged(kept.record->session(visit.id).error(), ana.id.text);
    expectDamaged(kept.record->removePatient(ana.id).error(), ana.id.text);
    expectDamaged(kept.record->put(ana).error(), ana.id.text);
    EXPECT_FALSE(kept.record->verify());
}

TEST_F(Unverified, aMarkerDeletedFromTheTableIsMissedWhenAskedFor) {
    tamper("DELETE FROM entry WHERE id = " + blobOf(visit.markers[0].id.text));
    kept.reopen();
    expectDamaged(kept.record->sessionOf(visit.markers[0].id).error(), visit.markers[0].id.text);
    const auto never = kept.record->sessionOf(sampleMarker(kept.random).id);
    ASSERT_FALSE(never);
    EXPECT_EQ(never.error().kind, ErrorKind::failed) << "that one never was";
}

TEST_F(Unverified, theListOfWhatWasRemovedNamesEveryRowWhoseRemovalIsNotAsTheTrailSays) {
    const auto live = kept.addSession(ana.id, 1);
    ASSERT_TRUE(kept.record->removeSession(visit.id));
    ASSERT_TRUE(kept.record->removePatient(bert.id));
    const auto is = [](const record::SessionId& id) { return "WHERE id = " + blobOf(id.text); };
    kept.close();
    const std::string whole = *readTextFile(kept.file, 1U << 30);
    for (const auto& [sql, named] : std::vector<std::pair<std::string, std::string>>{
             {"UPDATE entry SET deleted = 0 " + is(visit.id), visit.id.text},
             {"UPDATE entry SET deleted = deleted + 1 " + is(visit.id), visit.id.text},
             {"UPDATE entry SET deleted = 7 " + is(live.id), live.id.text},
             {"DELETE FROM entry " + is(visit.id), visit.id.text},
             {"UPDATE entry SET deleted = 0 WHERE id = " + blobOf(bert.id.text), bert.id.text},
             {"DELETE FROM entry WHERE id = " + blobOf(bert.id.text), bert.id.text},
             {"UPDATE entry SET payload = zeroblob(40) " + is(visit.id), visit.id.text}}) {
        kept.close();
        ASSERT_TRUE(writeFileAtomically(kept.file, whole));
        kept.tamper(sql);
        kept.reopen();
        ASSERT_TRUE(kept.record->lookThrough());
        const auto removed = kept.record->removed();
        ASSERT_TRUE(removed) << removed.error().message;
        for (const Removed& each : *removed)
            EXPECT_NE(each.what.session.empty() ? each.what.patient.text : each.what.session.text, named) << sql;
        EXPECT_EQ(removed->size(), named == live.id.text ? 2U : 1U) << sql;
        ASSERT_EQ(kept.record->damage().size(), 1U) << sql;
        EXPECT_EQ(kept.record->damage()[0].id, named) << sql;
        EXPECT_NE(kept.record->damage()[0].sentence.find("damaged"), std::string::npos);
    }
}

TEST_F(Unverified, aMarkerMovedToAnotherVisitIsNotReadAsItsOwn) {
    const auto other = kept.addSession(bert.id, 1);
    tamper(fmt::format("UPDATE entry SET parent = {} WHERE id = {}", blobOf(other.id.text), blobOf(visit.markers[1].id.text)));
    kept.reopen();
    EXPECT_FALSE(kept.record->sessionOf(visit.markers[1].id));
    EXPECT_EQ(*kept.record->session(other.id), other);
    EXPECT_FALSE(kept.record->verify());
}

TEST_F(Unverified, aWholeRowPutBackFromAnEarlierDayIsDamage) {
    tamper("CREATE TABLE old AS SELECT * FROM entry WHERE id = " + blobOf(ana.id.text));
    kept.tamper("CREATE TEMP TABLE x(y); SELECT 1");
    const std::string drop = "DROP TABLE old";
    const auto bytes = *readFile(kept.file, 1U << 30);
    kept.tamper(drop);
    kept.reopen();
    record::Patient changed = ana;
    changed.note = "newer";
    ASSERT_TRUE(kept.record->put(changed));
    kept.close();
    const Path before = kept.folder / "before.db";
    ASSERT_TRUE(writeFileAtomically(before, bytes));
    kept.tamper(fmt::format("ATTACH '{}' AS old; DELETE FROM entry WHERE id = {}; INSERT INTO entry SELECT * FROM old.old",
                            before.string(), blobOf(ana.id.text)));
    kept.reopen();
    const auto read = kept.record->patient(ana.id);
    ASSERT_FALSE(read);
    expectDamaged(read.error(), ana.id.text);
}

TEST_F(Unverified, anythingDamagedAnywhereStopsThePurge) {
    ASSERT_TRUE(kept.record->removePatient(bert.id));
    tamper("UPDATE audit SET utc = utc + 1 WHERE seq = 2");
    UtcMs now = nowUtc();
    openWeekly(now, 8);
    const OpenNotes notes = openAt(now + 60 * kDayMs);
    ASSERT_FALSE(notes.sentences.empty());
    EXPECT_NE(notes.sentences.back().find("purged"), std::string::npos) << notes.sentences.back();
    EXPECT_TRUE(kept.record->restorePatient(bert.id));
}

TEST_F(Unverified, parentAndRemovalAreSealedWithARow) {
    const auto cipher = makePlainCipher();
    const std::string text = makeUuid();
    const Key parent = keyOf(makeUuid()), other = keyOf(makeUuid());
    const Bytes plain(20);
    const AssociatedData whole{text, "session", text, kPayloadFormat, 7, parent, 0};
    const Bytes sealed = cipher->seal(plain, whole);
    EXPECT_TRUE(cipher->open(sealed, whole));
    EXPECT_FALSE(cipher->open(sealed, AssociatedData{text, "session", text, kPayloadFormat, 7, other, 0}));
    EXPECT_FALSE(cipher->open(sealed, AssociatedData{text, "session", text, kPayloadFormat, 7, parent, 1}));
}

TEST_F(Unverified, aClockSetAheadPurgesNothing) {
    ASSERT_TRUE(kept.record->removePatient(ana.id));
    const UtcMs now = nowUtc();
    for (const int days : {31, 400, 401, 10'000}) openAt(now + days * kDayMs);  // and set wrong again and again
    for (int hour = 0; hour < 48; ++hour) openAt(now + 400 * kDayMs + hour * kDayMs / 24);
    EXPECT_TRUE(kept.record->restorePatient(ana.id));
    EXPECT_EQ(*kept.record->session(visit.id), visit);
}

TEST_F(Unverified, daysOfWorkUnderAClockFarAheadAreNotAddedToItsJump) {
    ASSERT_TRUE(kept.record->removePatient(ana.id));
    const UtcMs ahead = nowUtc() + 400 * kDayMs;
    for (int day = 0; day < 30; ++day) openAt(ahead + day * kDayMs);
    ASSERT_TRUE(kept.record->restorePatient(ana.id)) << "not thirty days have passed";
    EXPECT_EQ(*kept.record->session(visit.id), visit);
    ASSERT_TRUE(kept.record->removePatient(ana.id));
    for (int day = 0; day <= 33; ++day) openAt(nowUtc() + day * kDayMs);
    EXPECT_FALSE(kept.record->restorePatient(ana.id)) << "now they have";
}

TEST_F(Unverified, aClockSetAheadAndBackAddsNothing) {
    ASSERT_TRUE(kept.record->removePatient(ana.id));
    const UtcMs now = nowUtc();
    for (int i = 0; i < 20; ++i) {
        openAt(now + 400 * kDayMs);
        openAt(now + i * kDayMs / 24);
    }
    openAt(now + 31 * kDayMs);
    EXPECT_TRUE(kept.record->restorePatient(ana.id));
    ASSERT_TRUE(kept.record->removePatient(ana.id));
    openWeekly(nowUtc(), 5);
    EXPECT_FALSE(kept.record->restorePatient(ana.id)) << "five weeks of use are thirty days";
    EXPECT_FALSE(kept.record->session(visit.id));
    EXPECT_EQ(*kept.record->patient(bert.id), bert);
    kept.expectSound();
}

TEST_F(Unverified, anExtraOrAlteredFactAboutTheRecordIsFound) {
    for (const char* sql : {"INSERT INTO meta VALUES('extra', 'row')", "DELETE FROM meta WHERE name = 'cipher'",
                            "UPDATE meta SET value = '00000000-0000-4000-8000-000000000000' WHERE name = 'database'"}) {
        KeptRecord other;  // without a row whose seal would tell
        other.close();
        other.tamper(sql);
        const auto opened = openKept(other.file);
        EXPECT_TRUE(!opened || !(*opened)->verify()) << sql;
    }
}

}  // namespace myochart::store
