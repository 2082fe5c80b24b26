#include "store/save_queue.h"

#include <atomic>

#include "faulty_disk.h"
#include "kept_record.h"

namespace myochart::store {

using namespace myochart::test;

namespace {

/// A record that remembers what it was asked to save and refuses while told to.
class StubbornRecord final : public Record {
  public:
    std::atomic<bool> refuses{false};
    std::atomic<int> tries{0};
    std::vector<std::string>* titles = nullptr;

    Outcome put(const SessionChange& change) override {
        ++tries;
        if (refuses) return failed("There is no space left.");
        if (titles) titles->push_back(change.after.title);
        return Done{};
    }
    Result<std::vector<PatientSummary>> patients() override { return std::vector<PatientSummary>(); }
    Result<chart::Patient> patient(const chart::PatientId&) override { return failed("none"); }
    Outcome put(const chart::Patient&) override { return Done{}; }
    Outcome removePatient(const chart::PatientId&) override { return Done{}; }
    Outcome restorePatient(const chart::PatientId&) override { return Done{}; }
    Result<std::vector<SessionSummary>> sessions(const chart::PatientId&) override { return std::vector<SessionSummary>(); }
    Result<chart::Session> session(const chart::SessionId&) override { return failed("none"); }
    Outcome removeSession(const chart::SessionId&) override { return Done{}; }
    Outcome restoreSession(const chart::SessionId&) override { return Done{}; }
    Result<std::vector<Removed>> removed() override { return std::vector<Removed>(); }
    Result<chart::SessionId> sessionOf(const chart::MarkerId&) override { return failed("none"); }
    Outcome importAll(const std::vector<chart::Patient>&, const std::vector<chart::Session>&) override { return Done{}; }
    Outcome verify() override { return Done{}; }
    Outcome note(Event, const std::string&) override { return Done{}; }
};

SessionChange titled(std::string title) {
    SessionChange change;
    change.after.title = std::move(title);
    return change;
}

}  // namespace

TEST(SaveQueue, changesAreSavedInOrderAndThenTheStateIsSaved) {
    KeptRecord kept;
    auto session = kept.addSession(kept.addPatient().id, 0);
    SaveQueue queue(std::move(kept.record));
    EXPECT_EQ(queue.state(), SaveState::saved);
    for (int i = 0; i < 50; ++i) {
        const auto change = withMarker(session, sampleMarker(kept.random));
        queue.save(change);
        session = change.after;
    }
    EXPECT_TRUE(queue.flush(20'000));
    EXPECT_EQ(queue.state(), SaveState::saved);
    EXPECT_EQ(queue.failure(), "");
    const auto read = queue.run<Result<chart::Session>>([&](Record& record) { return record.session(session.id); });
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, session);
}

TEST(SaveQueue, destructionSavesWhatIsWaiting) {
    KeptRecord kept;
    auto session = kept.addSession(kept.addPatient().id, 0);
    {
        SaveQueue queue(std::move(kept.record));
        for (int i = 0; i < 50; ++i) {
            const auto change = withMarker(session, sampleMarker(kept.random));
            queue.save(change);
            session = change.after;
        }
    }
    kept.reopen();
    EXPECT_EQ(*kept.record->session(session.id), session);
}

TEST(SaveQueue, aFailedChangeStaysInFrontAndIsTriedAgain) {
    std::vector<std::string> titles;
    auto owned = std::make_unique<StubbornRecord>();
    StubbornRecord& record = *owned;
    record.titles = &titles;
    record.refuses = true;
    {
        SaveQueue queue(std::move(owned));
        queue.save(titled("first"));
        queue.save(titled("second"));
        EXPECT_FALSE(queue.flush(300));
        EXPECT_EQ(queue.state(), SaveState::failed);
        EXPECT_EQ(queue.failure(), "There is no space left.");
        record.refuses = false;
        EXPECT_TRUE(queue.flush(20'000));
        EXPECT_EQ(queue.state(), SaveState::saved);
        EXPECT_EQ(queue.failure(), "");
        EXPECT_GE(record.tries, 3);
    }
    EXPECT_EQ(titles, (std::vector<std::string>{"first", "second"}));
}

TEST(SaveQueue, destructionGivesUpAfterOneMoreTryWhenTheDiskRefuses) {
    std::vector<std::string> titles;
    auto owned = std::make_unique<StubbornRecord>();
    std::atomic<int>& tries = owned->tries;
    owned->titles = &titles;
    owned->refuses = true;
    int triesBefore = 0, triesAtEnd = 0;
    {
        SaveQueue queue(std::move(owned));
        for (int i = 0; i < 5; ++i) queue.save(titled("one of five"));
        EXPECT_FALSE(queue.flush(200));
        triesBefore = tries;
        // Runs after the changes, so after they were given up, and before the record goes.
        queue.post([&](Record&) { triesAtEnd = tries; });
    }
    EXPECT_EQ(triesBefore, 1);
    EXPECT_EQ(triesAtEnd, 2);
    EXPECT_TRUE(titles.empty());
}

TEST(SaveQueue, atTheEndARefusedChangeTakesOnlyItsOwnSessionWithIt) {
    KeptRecord kept;
    const auto patient = kept.addPatient();
    const auto broken = kept.addSession(patient.id, 0), fine = kept.addSession(patient.id, 0);
    auto unsound = sampleMarker(kept.random);
    unsound.anchor.normal = {};
    const auto saved = withMarker(fine, sampleMarker(kept.random));
    {
        SaveQueue queue(std::move(kept.record));
        const auto refusedChange = withMarker(broken, unsound);
        queue.save(refusedChange);
        queue.save(withMarker(refusedChange.after, sampleMarker(kept.random)));
        queue.save(saved);
    }
    kept.reopen();
    EXPECT_EQ(*kept.record->session(broken.id), broken);
    EXPECT_EQ(*kept.record->session(fine.id), saved.after);
}

TEST(SaveQueue, runWaitsForTheChangesBeforeIt) {
    std::vector<std::string> titles;
    auto owned = std::make_unique<StubbornRecord>();
    owned->titles = &titles;
    SaveQueue queue(std::move(owned));
    for (int i = 0; i < 20; ++i) queue.save(titled(std::to_string(i)));
    EXPECT_EQ(queue.run<size_t>([&](Record&) { return titles.size(); }), 20U);
}

TEST(SaveQueue, workThatThrowsIsToldToTheCallerAndTheQueueGoesOn) {
    SaveQueue queue(std::make_unique<StubbornRecord>());
    EXPECT_THROW(queue.run<int>([](Record&) -> int { throw std::runtime_error("broken"); }), std::runtime_error);
    queue.post([](Record&) { throw std::runtime_error("broken"); });
    queue.save(titled("after"));
    EXPECT_TRUE(queue.flush(20'000));
}

TEST(SaveQueue, manyThreadsMayGiveChanges) {
    std::vector<std::string> titles;
    auto owned = std::make_unique<StubbornRecord>();
    owned->titles = &titles;
    SaveQueue queue(std::move(owned));
    std::vector<std::thread> givers;
    for (int t = 0; t < 4; ++t)
        givers.emplace_back([&] {
            for (int i = 0; i < 100; ++i) {
                queue.save(titled("x"));
                (void)queue.state();
                (void)queue.failure();
            }
        });
    for (std::thread& giver : givers) giver.join();
    EXPECT_TRUE(queue.flush(20'000));
    EXPECT_EQ(queue.run<size_t>([&](Record&) { return titles.size(); }), 400U);
}

TEST(SaveQueue, aFullDiskIsToldAndNothingIsLostWhenThereIsSpaceAgain) {
    KeptRecord kept;
    auto session = kept.addSession(kept.addPatient().id, 0);
    kept.close();
    FaultyDisk disk;
    kept.reopen();
    SaveQueue queue(std::move(kept.record));
    queue.run<int>([&](Record&) {
        disk.failAt(1, FaultyDisk::Failure::diskFull, true);
        return 0;
    });
    const auto change = withMarker(session, sampleMarker(kept.random));
    queue.save(change);
    EXPECT_FALSE(queue.flush(300));
    EXPECT_NE(queue.failure().find("no space left"), std::string::npos) << queue.failure();
    // The owner thread is asleep between tries now; the next one finds space.
    disk.failNever();
    EXPECT_TRUE(queue.flush(20'000));
    EXPECT_EQ(*queue.run<Result<chart::Session>>([&](Record& record) { return record.session(session.id); }), change.after);
}

}  // namespace myochart::store
