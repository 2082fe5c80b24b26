#include "store/save_queue.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <random>

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
    std::function<Outcome(const SessionChange&)> answer;  ///< may throw; ok: saved

    Outcome put(const SessionChange& change) override {
        ++tries;
        if (refuses) return failed("There is no space left.");
        if (answer) {
            const Outcome outcome = answer(change);
            if (!outcome) return outcome;
        }
        if (titles) titles->push_back(change.after.title);
        return Done{};
    }
    Result<std::vector<PatientSummary>> patients() override { return std::vector<PatientSummary>(); }
    Result<PatientPage> patientPage(const PatientQuery&) override { return PatientPage{}; }
    Result<WaitingPage> waiting(const WaitingQuery&) override { return WaitingPage{}; }
    Result<std::optional<PatientSummary>> namesakeOf(const record::Patient&) override { return std::optional<PatientSummary>(); }
    Result<record::Patient> patient(const record::PatientId&) override { return failed("none"); }
    Outcome put(const record::Patient&) override { return Done{}; }
    Outcome put(const record::Practice&) override { return Done{}; }
    Result<record::Practice> practice() override { return record::Practice{}; }
    Outcome removePatient(const record::PatientId&) override { return Done{}; }
    Outcome restorePatient(const record::PatientId&) override { return Done{}; }
    Result<std::vector<SessionSummary>> sessions(const record::PatientId&) override { return std::vector<SessionSummary>(); }
    Result<record::Session> session(const record::SessionId&) override { return failed("none"); }
    Outcome removeSession(const record::SessionId&) override { return Done{}; }
    std::string readOnlyReason() const override { return {}; }
    std::shared_ptr<const KeyRing> keys() const override { return nullptr; }
    Result<std::unique_ptr<Record>> openBeside(const Path& file) override { return openKept(file); }
    Outcome makeBeside(const Path& file) override {
        const auto made = openKept(file);
        return made ? Outcome(Done{}) : Outcome(made.error());
    }
    Outcome backUp(const Path&) override { return failed("none"); }
    Result<std::unique_ptr<CopyUnderWay>> beginCopy(const Path&) override { return failed("none"); }
    CopyOpener copyOpener() const override { return {}; }
    Result<Extent> extent() override { return Extent{}; }
    Result<std::vector<StandingRow>> standing() override { return std::vector<StandingRow>(); }
    Result<std::vector<Removed>> removed() override { return std::vector<Removed>(); }
    Outcome restoreSession(const record::SessionId&) override { return Done{}; }
    Result<record::SessionId> sessionOf(const record::MarkerId&) override { return failed("none"); }
    void actAs(Author) override {}
    Outcome lookThrough() override { return Done{}; }
    Result<Imported> importAll(const std::vector<record::Patient>&, const NextSession&, OnConflict) override {
        return Imported{};
    }
    Result<TakenBack> takeBack(const Added&) override { return TakenBack{}; }
    Outcome restoreAll(const Added&) override { return Done{}; }
    Outcome verify() override { return Done{}; }
    std::vector<Damage> damage() const override { return {}; }
    Result<SessionReading> readable(const record::SessionId&) override { return failed("none"); }
    int changesSaved() const override { return 0; }
    std::optional<Path> rescuePlace() const override { return std::nullopt; }
    Outcome note(Event, const std::string&, int) override { return Done{}; }
    Outcome noteEach(Event, const std::vector<std::string>&) override { return Done{}; }
    Result<TrailPage> trail(const TrailQuery&) override { return TrailPage{}; }
    Outcome erasePatient(const record::PatientId&, const std::string&) override { return Done{}; }
    Result<std::vector<Erased>> erased() override { return std::vector<Erased>(); }
    Result<size_t> eraseAgain(const std::vector<Erased>&) override { return size_t{0}; }
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
    const auto read = queue.run<Result<record::Session>>([&](Record& record) { return record.session(session.id); });
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

TEST(SaveQueue, aRefusedChangeIsKeptVisibleAndHoldsNothingUp) {
    KeptRecord kept;
    const auto patient = kept.addPatient();
    const auto removed = kept.addSession(patient.id, 1), fine = kept.addSession(patient.id, 0);
    ASSERT_TRUE(kept.record->removeSession(removed.id));
    SaveQueue queue(std::move(kept.record));
    const auto blocked = withMarker(removed, sampleMarker(kept.random)), more = withMarker(blocked.after, sampleMarker(kept.random));
    const auto behind = withMarker(fine, sampleMarker(kept.random));
    queue.save(blocked);
    queue.save(behind);
    queue.save(more);
    EXPECT_FALSE(queue.flush(20'000));
    EXPECT_EQ(*queue.run<Result<record::Session>>([&](Record& record) { return record.session(fine.id); }), behind.after);
    EXPECT_EQ(queue.state(), SaveState::failed);
    EXPECT_FALSE(queue.triesAgain());
    ASSERT_EQ(queue.unsaved().size(), 1U);
    EXPECT_EQ(queue.unsaved()[0].session, more.after);
    EXPECT_NE(queue.unsaved()[0].reason.find("removed"), std::string::npos) << queue.unsaved()[0].reason;
    // It can be kept elsewhere, with its patient.
    const Path elsewhere = kept.folder / "elsewhere.myochart";
    const auto keptElsewhere = queue.keepElsewhere(elsewhere);
    ASSERT_TRUE(keptElsewhere) << keptElsewhere.error().message;
    EXPECT_FALSE(queue.keepElsewhere(elsewhere)) << "never over a file";
    {
        const auto other = openKept(elsewhere);
        ASSERT_TRUE(other);
        EXPECT_EQ(*(*other)->session(removed.id), more.after);
        EXPECT_EQ(*(*other)->patient(patient.id), patient);
        EXPECT_TRUE((*other)->verify());
    }
    // What stood in its way is put right: its next change takes the refused ones with it.
    ASSERT_TRUE(queue.run<Outcome>([&](Record& record) { return record.restoreSession(removed.id); }));
    const auto last = withMarker(more.after, sampleMarker(kept.random));
    queue.save(last);
    EXPECT_TRUE(queue.flush(20'000));
    EXPECT_TRUE(queue.unsaved().empty());
    EXPECT_EQ(queue.state(), SaveState::saved);
    EXPECT_EQ(*queue.run<Result<record::Session>>([&](Record& record) { return record.session(removed.id); }), last.after);
}

TEST(SaveQueue, aVisitOfARemovedOrUnknownPatientIsNotTriedForEver) {
    KeptRecord kept;
    const auto patient = kept.addPatient();
    ASSERT_TRUE(kept.record->removePatient(patient.id));
    SaveQueue queue(std::move(kept.record));
    queue.save({{}, sampleSession(kept.random, patient.id, 2)});
    queue.save({{}, sampleSession(kept.random, record::PatientId::make(), 2)});
    EXPECT_FALSE(queue.flush(20'000));
    EXPECT_EQ(queue.unsaved().size(), 2U);
    EXPECT_FALSE(queue.triesAgain());
    const Path elsewhere = kept.folder / "elsewhere.myochart";
    EXPECT_TRUE(queue.keepElsewhere(elsewhere)) << "also without the patient's name";
    EXPECT_EQ((*openKept(elsewhere))->patients()->size(), 2U);
}

// Whatever mixture of faults: at the end every visit is either saved as last given, or visible with a reason as last given.
TEST(SaveQueue, randomMixturesOfFaultsLoseNothingAndBlockNothing) {
    for (unsigned seed = 0; seed < 20; ++seed) {
        std::mt19937 random(seed);
        std::map<std::string, std::string> recorded, given;  // title by session
        auto owned = std::make_unique<StubbornRecord>();
        std::mt19937 faults(seed + 100);
        int transient = 0;
        owned->answer = [&](const SessionChange& change) -> Outcome {
            switch (faults() % 8) {
                case 0: return conflict("Changed in the meantime.");
                case 1: return refused("Not sound.");
                case 2: throw std::runtime_error("broken");
                case 3: throw 7;
                case 4:
                    if (seed == 0 && ++transient <= 1) return failed("There is no space left.");
                    [[fallthrough]];
                default:
                    if (change.before.title != recorded[change.after.id.text]) return conflict("Changed in the meantime.");
                    recorded[change.after.id.text] = change.after.title;
                    return Done{};
            }
        };
        SaveQueue queue(std::move(owned));
        for (int i = 0; i < 200; ++i) {
            SessionChange change;
            change.after.id = record::SessionId{std::string(1, static_cast<char>('a' + random() % 6))};
            change.before.id = change.after.id;
            change.before.title = given[change.after.id.text];
            change.after.title = std::to_string(i);
            given[change.after.id.text] = change.after.title;
            queue.save(change);
        }
        queue.flush(30'000);
        const auto unsaved = queue.unsaved();
        queue.run<int>([&](Record&) {
            for (const auto& [id, title] : given) {
                const auto open = std::find_if(unsaved.begin(), unsaved.end(), [&](const Unsaved& u) { return u.session.id.text == id; });
                EXPECT_EQ(open == unsaved.end() ? recorded[id] : open->session.title, title) << "seed " << seed;
                EXPECT_TRUE(open == unsaved.end() || !open->reason.empty()) << "seed " << seed;
            }
            return 0;
        });
    }
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
    EXPECT_EQ(*queue.run<Result<record::Session>>([&](Record& record) { return record.session(session.id); }), change.after);
}

}  // namespace myochart::store
