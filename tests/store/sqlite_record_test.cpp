#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "chart/samples.h"
#include "store/record.h"
#include "support/test_folder.h"

namespace myochart::store {

using namespace myochart::test;

namespace {

/// The session with one more marker at the end.
SessionChange withMarker(const chart::Session& session, chart::Marker marker) {
    SessionChange change{session, session};
    change.after.markers.push_back(std::move(marker));
    return change;
}

/// A record in its own folder that can be closed and opened again.
struct Kept {
    TestFolder folder;
    std::unique_ptr<Record> record = open();
    std::mt19937 random{7};

    std::unique_ptr<Record> open() {
        auto opened = openSqliteRecord(folder / "r.myochart");
        EXPECT_TRUE(opened) << opened.error().message;
        return opened ? std::move(*opened) : nullptr;
    }
    void reopen() {
        record.reset();
        record = open();
    }
    chart::Patient addPatient() {
        chart::Patient patient = samplePatient(random);
        EXPECT_TRUE(record->put(patient));
        return patient;
    }
    chart::Session addSession(const chart::Patient& patient, int markers) {
        chart::Session session = sampleSession(random, patient.id, markers);
        const auto put = record->put({{}, session});
        EXPECT_TRUE(put) << put.error().message;
        return session;
    }
    void expectSound() {
        const auto sound = record->verify();
        EXPECT_TRUE(sound) << sound.error().message;
    }
};

}  // namespace

TEST(SqliteRecord, whatWasPutIsThereAfterReopening) {
    Kept kept;
    const auto patient = kept.addPatient();
    const auto session = kept.addSession(patient, 5);
    kept.reopen();
    ASSERT_TRUE(kept.record->patient(patient.id));
    EXPECT_EQ(*kept.record->patient(patient.id), patient);
    ASSERT_TRUE(kept.record->session(session.id));
    EXPECT_EQ(*kept.record->session(session.id), session);
    const auto patients = kept.record->patients();
    ASSERT_TRUE(patients);
    ASSERT_EQ(patients->size(), 1U);
    EXPECT_EQ((*patients)[0].sessions, 1);
    EXPECT_EQ((*patients)[0].lastSession, session.startedAt);
    const auto sessions = kept.record->sessions(patient.id);
    ASSERT_TRUE(sessions);
    ASSERT_EQ(sessions->size(), 1U);
    EXPECT_EQ((*sessions)[0].markers, 5);
    EXPECT_EQ((*sessions)[0].title, session.title);
    kept.expectSound();
}

TEST(SqliteRecord, randomEditsOfASessionAreKeptInOrder) {
    Kept kept;
    auto session = kept.addSession(kept.addPatient(), 3);
    for (int i = 0; i < 200; ++i) {
        chart::Session after = session;
        const size_t n = after.markers.size();
        switch (n == 0 ? 0 : kept.random() % 6) {
            case 0: after.markers.push_back(sampleMarker(kept.random)); break;
            case 1: after.markers.insert(after.markers.begin() + static_cast<long>(kept.random() % n), sampleMarker(kept.random)); break;
            case 2: after.markers.erase(after.markers.begin() + static_cast<long>(kept.random() % n)); break;
            case 3: after.markers[kept.random() % n].note = "changed"; break;
            case 4: std::shuffle(after.markers.begin(), after.markers.end(), kept.random); break;
            default: after.title = "renamed " + std::to_string(i);
        }
        const auto put = kept.record->put({session, after});
        ASSERT_TRUE(put) << put.error().message;
        session = after;
        if (i % 50 == 0) kept.reopen();
        const auto read = kept.record->session(session.id);
        ASSERT_TRUE(read) << read.error().message;
        ASSERT_EQ(*read, session) << "after edit " << i;
    }
    kept.expectSound();
}

TEST(SqliteRecord, anOutdatedChangeIsAConflictAndChangesNothing) {
    Kept kept;
    const auto session = kept.addSession(kept.addPatient(), 2);
    const auto first = withMarker(session, sampleMarker(kept.random));
    ASSERT_TRUE(kept.record->put(first));
    const auto second = kept.record->put(withMarker(session, sampleMarker(kept.random)));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::conflict);
    EXPECT_EQ(*kept.record->session(session.id), first.after);
    kept.expectSound();
}

TEST(SqliteRecord, removedPatientComesBackWithSessionsAndMarkers) {
    Kept kept;
    const auto patient = kept.addPatient();
    const auto session = kept.addSession(patient, 4);
    ASSERT_TRUE(kept.record->removePatient(patient.id));
    EXPECT_FALSE(kept.record->patient(patient.id));
    EXPECT_FALSE(kept.record->session(session.id));
    EXPECT_TRUE(kept.record->patients()->empty());
    ASSERT_TRUE(kept.record->restorePatient(patient.id));
    EXPECT_EQ(*kept.record->session(session.id), session);
    ASSERT_TRUE(kept.record->removeSession(session.id));
    EXPECT_TRUE(kept.record->sessions(patient.id)->empty());
    ASSERT_TRUE(kept.record->restoreSession(session.id));
    EXPECT_EQ(*kept.record->session(session.id), session);
    kept.expectSound();
}

TEST(SqliteRecord, sessionOfFindsTheSessionOfAMarker) {
    Kept kept;
    const auto session = kept.addSession(kept.addPatient(), 2);
    const auto found = kept.record->sessionOf(session.markers[1].id);
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, session.id);
    EXPECT_FALSE(kept.record->sessionOf(chart::MarkerId::make()));
    EXPECT_FALSE(kept.record->sessionOf({"not an id"}));
}

}  // namespace myochart::store
