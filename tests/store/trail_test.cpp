#include <chrono>

#include <algorithm>

#include <fmt/format.h>

#include "kept_record.h"
#include "store/trail_query.h"

// The trail as it is read (decision 0046).

namespace myochart::store {

using namespace myochart::test;

namespace {

std::vector<std::string> verbsOf(const TrailPage& page) {
    std::vector<std::string> verbs;
    for (const TrailRow& row : page.rows) verbs.push_back(row.verb);
    return verbs;
}

using Verbs = std::vector<std::string>;

/// Somebody with a visit of which a site was taken away, between others.
struct Told : ::testing::Test {
    KeptRecord kept;
    record::Patient ana, bert;
    record::Session visit;
    record::Marker gone;

    void SetUp() override {
        kept.record->actAs({"user", "window", {}});
        ana = kept.addPatient();
        bert = kept.addPatient();
        visit = kept.addSession(ana.id, 1);
        kept.addSession(bert.id, 2);
        gone = sampleMarker(kept.random);
        const auto change = withMarker(visit, gone);
        ASSERT_TRUE(kept.record->put(change));
        SessionChange back{change.after, visit, "correction of an earlier visit"};
        ASSERT_TRUE(kept.record->put(back));
    }
};

}  // namespace

TEST_F(Told, allOfAPatientNewestFirstAndNothingOfOthers) {
    const auto page = kept.record->trail({.patient = ana.id});
    ASSERT_TRUE(page);
    EXPECT_EQ(verbsOf(*page), (Verbs{"session.change", "marker.remove", "session.change", "marker.add", "marker.add", "session.add", "patient.add"}));
    EXPECT_FALSE(page->isMore);
    const TrailRow& removed = page->rows[1];
    EXPECT_EQ(removed.object, gone.id.text);
    EXPECT_EQ(removed.session, visit.id.text);
    EXPECT_EQ(removed.patient, ana.id.text);
    EXPECT_EQ(removed.author, (Author{"user", "window", "correction of an earlier visit"}));
    kept.reopen();
    EXPECT_EQ(verbsOf(*kept.record->trail({.patient = ana.id})), verbsOf(*page)) << "also read anew";
}

TEST_F(Told, whatComesLaterIsTakenInWithoutTheRest) {
    const size_t before = kept.record->trail({.patient = ana.id})->rows.size();
    const auto more = kept.addSession(ana.id, 1);
    const auto change = withMarker(more, sampleMarker(kept.random));
    ASSERT_TRUE(kept.record->put(change));
    ASSERT_TRUE(kept.record->put({change.after, more}));
    kept.addSession(bert.id, 1);
    const auto page = kept.record->trail({.patient = ana.id});
    EXPECT_EQ(page->rows.size(), before + 6);
    EXPECT_EQ(page->rows[1].verb, "marker.remove");
    EXPECT_EQ(page->rows[3].verb, "marker.add") << "of a site that came and went between two looks";
}

TEST_F(Told, byThePageByKindAndSinceADay) {
    ASSERT_TRUE(kept.record->note(Event::exported, visit.id.text));
    ASSERT_TRUE(kept.record->note(Event::read, ana.id.text));
    const auto all = kept.record->trail({.patient = ana.id})->rows;
    std::vector<std::int64_t> paged;
    for (std::int64_t before = 0;;) {
        const auto page = kept.record->trail({.patient = ana.id, .before = before, .limit = 4});
        for (const TrailRow& row : page->rows) paged.push_back(row.seq);
        if (!page->isMore) break;
        before = page->rows.back().seq;
    }
    ASSERT_EQ(paged.size(), all.size());
    for (size_t i = 0; i < all.size(); ++i) EXPECT_EQ(paged[i], all[i].seq);
    EXPECT_EQ(verbsOf(*kept.record->trail({.patient = ana.id, .kind = TrailKind::read})), Verbs{"read"});
    EXPECT_EQ(verbsOf(*kept.record->trail({.patient = ana.id, .kind = TrailKind::handedOver})), Verbs{"export"});
    EXPECT_EQ(kept.record->trail({.patient = ana.id, .kind = TrailKind::changed})->rows.size(), all.size() - 2);
    EXPECT_TRUE(kept.record->trail({.patient = ana.id, .since = nowUtc() + 60'000})->rows.empty());
}

TEST_F(Told, ofEverybodyEachRowSaysWhose) {
    const auto page = kept.record->trail({.limit = 5});
    ASSERT_EQ(page->rows.size(), 5U);
    EXPECT_TRUE(page->isMore);
    for (const TrailRow& row : page->rows) EXPECT_EQ(row.patient, row.object == gone.id.text ? std::string() : row.seq > 8 ? ana.id.text : bert.id.text) << row.seq << row.verb;
    EXPECT_EQ(kept.record->trail({.limit = 0})->rows.back().verb, "record.create");
    EXPECT_EQ(kept.record->trail({.before = 2})->rows.size(), 1U);
}

TEST_F(Told, readingIsToldOnceADayForEachWhoReads) {
    const int saved = kept.record->changesSaved();
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(kept.record->note(Event::read, ana.id.text));
    EXPECT_EQ(kept.record->changesSaved(), saved) << "nobody charted anything";
    for (const Event event : {Event::unlocked, Event::locked, Event::exported, Event::printed}) ASSERT_TRUE(kept.record->note(event, ana.id.text));
    EXPECT_EQ(kept.record->changesSaved(), saved) << "nor by unlocking it, or by handing over";
    kept.reopen();
    kept.record->actAs({"user", "window", {}});
    ASSERT_TRUE(kept.record->note(Event::read, ana.id.text));
    EXPECT_EQ(kept.record->trail({.patient = ana.id, .kind = TrailKind::read})->rows.size(), 1U);
    kept.record->actAs({"user", "command line", {}});
    ASSERT_TRUE(kept.record->note(Event::read, ana.id.text));
    ASSERT_TRUE(kept.record->note(Event::read, bert.id.text));
    EXPECT_EQ(kept.record->trail({.patient = ana.id, .kind = TrailKind::read})->rows.size(), 2U);
    EXPECT_EQ(kept.record->trail({.kind = TrailKind::read})->rows.size(), 3U);
    kept.expectSound();
}

TEST_F(Told, failedTriesToUnlockAreToldWithTheirNumber) {
    ASSERT_TRUE(kept.record->note(Event::unlockFailed, "", 3));
    ASSERT_TRUE(kept.record->note(Event::unlocked, ""));
    const auto page = kept.record->trail({.kind = TrailKind::access, .limit = 2});
    EXPECT_EQ(verbsOf(*page), (Verbs{"record.unlock", "record.unlock_failed"}));
    EXPECT_EQ(page->rows[1].count, 3);
    kept.expectSound();
}

TEST(Trail, aRecordThatCanOnlyBeReadIsReadWithoutAnEntry) {
    KeptRecord kept;
    const auto patient = kept.addPatient();
    kept.close();
    std::filesystem::permissions(kept.file, std::filesystem::perms::owner_read);
    std::filesystem::permissions(kept.folder.path(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    kept.reopen();
    if (!kept.record->readOnlyReason().empty()) {
        EXPECT_TRUE(kept.record->note(Event::read, patient.id.text));
        EXPECT_TRUE(kept.record->trail({.kind = TrailKind::read})->rows.empty());
    }
    kept.close();
    std::filesystem::permissions(kept.folder.path(), std::filesystem::perms::owner_all);
}

TEST(Trail, onePatientAmongTwentyThousandEntriesIsToldAtOnce) {
    KeptRecord kept;
    constexpr int kPeople = 20, kVisits = 50, kSites = 19;  // and the patients: 20,021 entries
    std::vector<record::Patient> people;
    for (int i = 0; i < kPeople; ++i) people.push_back(samplePatient(kept.random));
    std::vector<record::Session> sessions;
    const record::Marker like = sampleMarker(kept.random);
    for (const record::Patient& patient : people)
        for (int i = 0; i < kVisits; ++i) {
            record::Session session = sampleSession(kept.random, patient.id, 0);
            for (int k = 0; k < kSites; ++k) {
                session.markers.push_back(like);
                session.markers.back().id = record::MarkerId::make();
            }
            numberMarkers(session);
            sessions.push_back(std::move(session));
        }
    ASSERT_TRUE(kept.record->importAll(people, sessions));
    kept.reopen();
    const auto at = std::chrono::steady_clock::now();
    const auto page = kept.record->trail({.patient = people[7].id});
    const auto first = std::chrono::steady_clock::now();
    const auto again = kept.record->trail({.patient = people[7].id, .before = page->rows.back().seq});
    const auto second = std::chrono::steady_clock::now();
    const auto seconds = [](auto from, auto to) { return std::chrono::duration<double>(to - from).count(); };
    fmt::print("first page {:.3f} s, next {:.4f} s\n", seconds(at, first), seconds(first, second));
    EXPECT_EQ(kept.record->trail({.patient = people[7].id, .limit = 0})->rows.size(), 1U + kVisits * (1 + kSites));
    EXPECT_EQ(page->rows.size(), 100U);
    EXPECT_EQ(again->rows.size(), 100U);
    EXPECT_LT(seconds(at, first), 0.5) << "0.16 s of 100,000";
    EXPECT_LT(seconds(first, second), 0.05);
}

}  // namespace myochart::store
