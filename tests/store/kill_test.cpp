#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "kept_record.h"
#include "store/protection.h"
#include "store/save_queue.h"

namespace myochart::store {

using namespace myochart::test;

namespace {

/// The child: saves markers as fast as it can and sends each id once the queue has said that it is durable.
[[noreturn]] void saveForEver(const Path& file, const record::PatientId& patient, unsigned seed, int pipe) {
    auto opened = openKept(file);
    if (!opened) ::_exit(3);
    SaveQueue queue(std::move(*opened));
    std::mt19937 random(seed);
    record::Session session;
    while (true) {
        if (session.id.empty() || session.markers.size() == 20) {
            session = sampleSession(random, patient, 0);
            queue.save({{}, session});
        }
        record::Marker marker = sampleMarker(random);
        const std::string id = marker.id.text;
        const SessionChange change = withMarker(session, std::move(marker));
        queue.save(change);
        session = change.after;
        if (random() % 4 == 0) queue.flush(1000);  // sometimes many wait, sometimes none
        // Work behind a change runs only once that change is durable.
        queue.post([id, pipe](Record&) {
            if (::write(pipe, id.data(), id.size()) != static_cast<ssize_t>(id.size())) ::_exit(4);
        });
        if (random() % 16 == 0) queue.flush(1000);
    }
}

constexpr size_t kIdBytes = 36;

/// Starts a child, kills it `delayUs` after it had acknowledged `few` markers, and gives the ids of all it had. Counted, not
/// timed: on a machine that is busy with other things a child may not have begun after any time.
std::vector<record::MarkerId> runAndKill(const Path& file, const record::PatientId& patient, unsigned seed, size_t few, unsigned delayUs) {
    int ends[2] = {-1, -1};
    if (::pipe(ends) != 0) return {};
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        saveForEver(file, patient, seed, ends[1]);
    }
    ::close(ends[1]);
    std::string text;
    char buffer[4096];
    const auto readMore = [&] {
        const ssize_t n = ::read(ends[0], buffer, sizeof buffer);
        if (n > 0) text.append(buffer, static_cast<size_t>(n));
        return n > 0;
    };
    while (text.size() < few * kIdBytes && readMore()) {}
    ::usleep(delayUs);
    ::kill(child, SIGKILL);
    while (readMore()) {}
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself with " << WEXITSTATUS(status);
    std::vector<record::MarkerId> ids;
    for (size_t at = 0; at + kIdBytes <= text.size(); at += kIdBytes) ids.push_back({text.substr(at, kIdBytes)});
    return ids;
}

int killsWanted() {
    const char* wanted = std::getenv("MYOCHART_KILLS");
    return wanted ? std::atoi(wanted) : 100;
}

constexpr int kKillsARecord = 20;

struct KillTally {
    long acknowledged = 0, lost = 0, damaged = 0;
};

/// Kills the program again and again on one record, and looks for every acknowledged marker each time.
void killARecord(int kills, std::mt19937& random, KillTally& tally) {
    KeptRecord kept;
    const auto patient = kept.addPatient();
    kept.close();
    for (int i = 0; i < kills; ++i) {
        const auto ids = runAndKill(kept.file, patient.id, static_cast<unsigned>(random()), random() % 5, static_cast<unsigned>(random() % 30'000));
        tally.acknowledged += static_cast<long>(ids.size());
        // Opening after a kill checks the whole record before it writes the log back.
        const auto opened = openKept(kept.file);
        if (!opened) {
            ++tally.damaged;
            ADD_FAILURE() << opened.error().message;
            continue;
        }
        for (const record::MarkerId& id : ids) {
            const auto session = (*opened)->sessionOf(id);
            const auto whole = session ? (*opened)->session(*session) : Result<record::Session>(session.error());
            tally.lost += !whole || !whole->marker(id);
        }
    }
    kept.reopen();
    kept.expectSound();
}

constexpr KeyCost kQuickCost{1, 8 * 1024};

std::shared_ptr<const Secret> words(const char* text) { return std::make_shared<const Secret>(Secret::of(text)); }

/// A child that does `work` is killed after a while; false when it had ended before.
bool killedDuring(const std::function<void()>& work, unsigned delayUs) {
    const pid_t child = ::fork();
    if (child == 0) {
        work();
        ::_exit(0);
    }
    ::usleep(delayUs);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status);
}

}  // namespace

TEST(Kill, aRecordThatIsBeingEncryptedOpensPlainOrWithItsPassphraseAndHoldsTheSame) {
#ifdef MYOCHART_SANITIZED
    GTEST_SKIP() << "a sanitized child does not survive fork with its own threads";
#endif
    if (KeptRecord::isProtected()) GTEST_SKIP() << "about plain ones";
    std::mt19937 random(11);
    int plain = 0, encrypted = 0, killed = 0;
    // How long it takes on this machine, now: the kills lie before, within and behind it.
    const unsigned whole = [] {
        KeptRecord kept;
        kept.fill();
        kept.close();
        Progress progress;
        const auto begin = std::chrono::steady_clock::now();
        EXPECT_TRUE(protectRecord(kept.file, *words("four invented words here"), kQuickCost, {}, {"test", "test", {}}, progress));
        return static_cast<unsigned>(std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin).count());
    }();
    for (int i = 0; i < std::max(10, killsWanted() / 4); ++i) {
        KeptRecord kept;
        kept.fill();
        const std::string content = contentOf(*kept.record);
        kept.close();
        killed += killedDuring([&] {
            Progress progress;
            (void)protectRecord(kept.file, *words("four invented words here"), kQuickCost, {}, {"test", "test", {}}, progress);
        }, static_cast<unsigned>(random() % (whole + whole / 4 + 1))) ? 1 : 0;
        OpenNotes notes;
        auto opened = openSqliteRecord(kept.file, &notes);
        if (opened) {
            ++plain;
        } else {
            ASSERT_TRUE(notes.wantsPassphrase) << opened.error().message;
            ++encrypted;
            opened = openSqliteRecord(kept.file, nullptr, {words("four invented words here"), nullptr});
        }
        ASSERT_TRUE(opened) << opened.error().message;
        EXPECT_EQ(contentOf(**opened), content);
        const auto sound = (*opened)->verify();
        EXPECT_TRUE(sound) << sound.error().message;
    }
    EXPECT_GT(killed, 0);
    fmt::print("{} killed while encrypting: {} plain, {} encrypted, 0 half\n", killed, plain, encrypted);
}

TEST(Kill, aRecordWhosePassphraseIsBeingChangedOpensWithExactlyOneOfTheTwo) {
#ifdef MYOCHART_SANITIZED
    GTEST_SKIP() << "a sanitized child does not survive fork with its own threads";
#endif
    if (KeptRecord::isProtected()) GTEST_SKIP() << "makes its own";
    const TestFolder folder;
    const Path file = folder / "clinic.myochart";
    ASSERT_TRUE(makeProtectedRecord(file, *words("the first words"), kQuickCost));
    const std::array<std::shared_ptr<const Secret>, 2> both = {words("the first words"), words("the second words")};
    std::mt19937 random(13);
    size_t now = 0;
    int changed = 0, stayed = 0;
    for (int i = 0; i < std::max(20, killsWanted() / 2); ++i) {
        (void)killedDuring([&] { (void)changePassphrase(file, {both[now], nullptr}, *both[1 - now], kQuickCost, {"test", "test", {}}); },
                           static_cast<unsigned>(random() % 120'000));
        const bool first = openSqliteRecord(file, nullptr, {both[0], nullptr}).ok(), second = openSqliteRecord(file, nullptr, {both[1], nullptr}).ok();
        ASSERT_NE(first, second) << "exactly one of them opens it";
        const size_t opens = first ? 0 : 1;
        (opens == now ? stayed : changed) += 1;
        now = opens;
    }
    EXPECT_GT(changed + stayed, 0);
    fmt::print("killed while changing the passphrase: {} changed, {} not yet, 0 neither\n", changed, stayed);
}

TEST(Kill, noAcknowledgedMarkerIsLostWhenTheProgramIsKilled) {
#ifdef MYOCHART_SANITIZED
    GTEST_SKIP() << "a sanitized child does not survive fork with its own threads";
#endif
    std::mt19937 random(5);
    KillTally tally;
    const int kills = killsWanted();
    for (int done = 0; done < kills; done += kKillsARecord) killARecord(std::min(kKillsARecord, kills - done), random, tally);
    EXPECT_EQ(tally.lost, 0);
    EXPECT_EQ(tally.damaged, 0);
    EXPECT_GT(tally.acknowledged, kills);
    fmt::print("{} kills, {} acknowledged markers, {} lost, {} damaged records\n", kills, tally.acknowledged, tally.lost, tally.damaged);
}

}  // namespace myochart::store
