#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <vector>

#include <fmt/format.h>

#include "kept_record.h"

namespace myochart::store {

using namespace myochart::test;

namespace {

// A step that a later version could bring, and one that fails half way.
constexpr const char* kMore = "CREATE TABLE extra(id INTEGER PRIMARY KEY, what TEXT NOT NULL) STRICT;"
                              "INSERT INTO extra SELECT seq, verb FROM audit;";
constexpr const char* kBroken = "CREATE TABLE half(x) STRICT; THIS IS NOT SQL;";

std::vector<Migration> withStep(const char* sql) {
    std::vector<Migration> steps(migrations().begin(), migrations().end());
    steps.push_back({newestVersion(steps) + 1, sql});
    return steps;
}

Result<std::unique_ptr<Record>> open(const Path& file, std::span<const Migration> steps, OpenNotes& notes) {
    return openSqliteRecord(file, {steps, nowUtc()}, notes);
}

/// Runs `work` in a child for up to `delayUs`, then kills it.
void runAndKill(const std::function<bool()>& work, unsigned delayUs) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(work() ? 0 : 1);
    ::usleep(delayUs);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
}

/// How long `work` takes when it is left alone.
unsigned durationUs(const std::function<bool()>& work) {
    const auto start = std::chrono::steady_clock::now();
    const pid_t child = ::fork();
    if (child == 0) ::_exit(work() ? 0 : 1);
    ::waitpid(child, nullptr, 0);
    return static_cast<unsigned>(std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start).count());
}

std::vector<Path> copiesBeside(const Path& file) {
    std::vector<Path> copies;
    for (const auto& entry : std::filesystem::directory_iterator(file.parent_path()))
        if (entry.path().extension() == ".bak") copies.push_back(entry.path());
    return copies;
}

}  // namespace

TEST(Migrations, stepsAreNumberedOneByOne) {
    for (size_t i = 0; i < migrations().size(); ++i) EXPECT_EQ(migrations()[i].to, static_cast<int>(i) + 1);
    EXPECT_EQ(newestVersion(migrations()), static_cast<int>(migrations().size()));
}

TEST(Migrations, anOlderRecordIsCopiedAndUpgraded) {
    KeptRecord kept;
    kept.fill();
    const std::string content = contentOf(*kept.record);
    kept.close();
    OpenNotes notes;
    const auto steps = withStep(kMore);
    {
        const auto upgraded = open(kept.file, steps, notes);
        ASSERT_TRUE(upgraded) << upgraded.error().message;
        EXPECT_EQ(contentOf(**upgraded), content);
        EXPECT_TRUE((*upgraded)->verify());
    }
    ASSERT_EQ(notes.sentences.size(), 1U);
    EXPECT_NE(notes.sentences[0].find("upgraded"), std::string::npos);
    // This version does not know the newer schema; the copy from before opens as ever.
    EXPECT_EQ(errorOfOpening(kept.file).kind, ErrorKind::refused);
    const auto copies = copiesBeside(kept.file);
    ASSERT_EQ(copies.size(), 1U);
    const auto copy = openSqliteRecord(copies[0]);
    ASSERT_TRUE(copy) << copy.error().message;
    EXPECT_EQ(contentOf(**copy), content);
    EXPECT_TRUE((*copy)->verify());
}

TEST(Migrations, aStepThatFailsLeavesTheRecordAsItWas) {
    KeptRecord kept;
    kept.fill();
    const std::string content = contentOf(*kept.record);
    kept.close();
    OpenNotes notes;
    const auto steps = withStep(kBroken);
    EXPECT_FALSE(open(kept.file, steps, notes));
    kept.reopen();
    EXPECT_EQ(contentOf(*kept.record), content);
    kept.expectSound();
}

TEST(Migrations, aKillDuringTheUpgradeLeavesTheOldOrTheNewVersion) {
#ifdef MYOCHART_SANITIZED
    GTEST_SKIP() << "too slow when sanitized";
#endif
    const auto steps = withStep(kMore);
    int oldOnes = 0, newOnes = 0;
    KeptRecord kept;
    kept.fill();
    const std::string content = contentOf(*kept.record);
    kept.close();
    const auto start = readFile(kept.file, 1U << 30);
    unsigned whole = 0;
    for (int i = 0; i <= 40; ++i) {
        const TestFolder folder;
        const Path file = folder / "clinic.myochart";
        ASSERT_TRUE(writeFileAtomically(file, *start));
        const auto upgrade = [&] {
            OpenNotes notes;
            return open(file, steps, notes).ok();
        };
        if (i == 0) {
            whole = durationUs(upgrade);
            continue;
        }
        runAndKill(upgrade, static_cast<unsigned>(kept.random() % (whole + whole / 4 + 1)));
        const auto asOld = openSqliteRecord(file);
        OpenNotes notes;
        const auto opened = asOld ? Result<std::unique_ptr<Record>>(failed("old")) : open(file, steps, notes);
        Record* record = asOld ? asOld->get() : opened ? opened->get() : nullptr;
        ASSERT_NE(record, nullptr) << asOld.error().message << opened.error().message;
        EXPECT_EQ(contentOf(*record), content);
        EXPECT_TRUE(record->verify());
        ++(asOld ? oldOnes : newOnes);
    }
    fmt::print("40 kills during an upgrade: {} old, {} new, 0 lost\n", oldOnes, newOnes);
    EXPECT_GT(oldOnes, 0);
}

TEST(Migrations, aKillDuringTheVeryFirstStartLeavesNothingHalfMade) {
#ifdef MYOCHART_SANITIZED
    GTEST_SKIP() << "too slow when sanitized";
#endif
    std::mt19937 random(2);
    unsigned whole = 0;
    for (int i = 0; i <= 40; ++i) {
        const TestFolder folder;
        const Path file = folder / "clinic.myochart";
        const auto create = [&] { return openSqliteRecord(file).ok(); };
        if (i == 0) whole = durationUs(create);
        else runAndKill(create, static_cast<unsigned>(random() % (whole + whole / 4 + 1)));
        {
            const auto opened = openSqliteRecord(file);
            ASSERT_TRUE(opened) << opened.error().message;
            EXPECT_TRUE((*opened)->verify());
        }
        std::string left;
        for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
            if (entry.path() != file) left += entry.path().filename().string() + " ";
        EXPECT_EQ(left, "") << "an unfinished record was left";
    }
}

}  // namespace myochart::store
