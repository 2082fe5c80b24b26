#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/passphrase.h"
#include "record/samples.h"
#include "store/protection.h"
#include "store/sqlite_open.h"
#include "workspace/boxes.h"
#include "workspace/record_watch.h"

// What is remembered of protected records apart from them, and what opening one says for it.

namespace myochart::workspace {

using myochart::test::TestFolder;

namespace {

constexpr store::KeyCost kQuick{1, 8 * 1024};

store::Unlock by(std::string_view typed) {
    store::Unlock unlock;
    unlock.passphrase = std::make_shared<const Secret>(std::move(*passphraseOf(typed)));
    return unlock;
}

/// True where another process finds SQLite's own lock on the file: what keeps other programs from writing into an open record.
bool isLockedForOthers(const Path& file) {
    const pid_t child = ::fork();
    if (child == 0) {
        struct flock wanted {};
        wanted.l_type = F_WRLCK;
        wanted.l_whence = SEEK_SET;
        wanted.l_start = 0x40000000;  // SQLite's PENDING_BYTE, and what follows it
        wanted.l_len = 512;
        const int fd = ::open(file.c_str(), O_RDWR);
        ::_exit(fd >= 0 && ::fcntl(fd, F_GETLK, &wanted) == 0 && wanted.l_type != F_UNLCK ? 0 : 1);
    }
    int state = 0;
    return ::waitpid(child, &state, 0) == child && WIFEXITED(state) && WEXITSTATUS(state) == 0;
}

struct Watched : testing::Test {
    TestFolder folder;
    Path file = folder / "record.myochart";

    void SetUp() override { ASSERT_TRUE(store::makeProtectedRecord(file, *passphraseOf("four invented words here"), kQuick)); }
    /// What is told when it is opened; then it is closed again, with that many patients more.
    std::vector<std::string> openAndClose(int patients = 0, const store::Unlock& unlock = by("four invented words here")) {
        std::vector<std::string> told;
        auto program = Program::open({.dataDir = folder.path(), .recordFile = {}, .inlineJobs = true, .needRecord = true, .unlock = unlock});
        if (!program) return {program.error().message};
        for (const Notice& notice : (*program)->notices.all()) told.push_back(notice.text);
        for (int i = 0; i < patients; ++i) {
            record::Patient patient;
            patient.name = "Somebody";
            (*program)->record.addPatient(patient);
        }
        return told;
    }
    static bool says(const std::vector<std::string>& told, std::string_view words) {
        return std::ranges::any_of(told, [&](const std::string& each) { return each.find(words) != std::string::npos; });
    }
    Path keepACopy(const char* name) {
        std::filesystem::copy_file(file, folder / name);
        return folder / name;
    }
    void putInPlace(const Path& copy) { std::filesystem::copy_file(copy, file, std::filesystem::copy_options::overwrite_existing); }
};

constexpr std::string_view kOther = "is not the one that was last closed here";

}  // namespace

TEST_F(Watched, nothingIsToldOfTheRecordThatWasClosedHere) {
    openAndClose(1);
    EXPECT_FALSE(says(openAndClose(1), kOther));
    EXPECT_FALSE(says(openAndClose(), kOther));
}

TEST_F(Watched, anOlderCopyInItsPlaceIsTold) {
    openAndClose(1);
    const Path older = keepACopy("older");
    openAndClose(1);
    putInPlace(older);
    EXPECT_TRUE(says(openAndClose(), kOther));
    EXPECT_FALSE(says(openAndClose(), kOther)) << "once";
}

TEST_F(Watched, anotherOneOfTheSameLengthIsToldAlsoAfterAWrongTry) {
    openAndClose(1);
    const Path before = keepACopy("before");
    openAndClose(1);
    const Path one = keepACopy("one");
    putInPlace(before);
    std::filesystem::remove(folder / RecordWatch::kFileName);
    openAndClose(1);
    putInPlace(one);
    EXPECT_FALSE(says(openAndClose(0, by("another passphrase than that")), kOther)) << "it was not opened";
    const auto told = openAndClose();
    EXPECT_TRUE(says(told, "A wrong passphrase was typed 1 time before this."));
    EXPECT_TRUE(says(told, kOther));
    EXPECT_FALSE(says(openAndClose(), "A wrong passphrase"));
}

TEST_F(Watched, anUnprotectedOneInItsPlaceIsTold) {
    const Path protectedOne = folder / "protected";
    std::filesystem::rename(file, protectedOne);
    openAndClose(1, {});  // makes a plain record
    ASSERT_TRUE(std::filesystem::exists(file));
    const Path plain = keepACopy("plain");
    Progress progress;
    ASSERT_TRUE(store::protectRecord(file, *passphraseOf("four invented words here"), kQuick, {}, {}, progress));
    EXPECT_FALSE(says(openAndClose(), "now it is not"));
    putInPlace(plain);
    EXPECT_TRUE(says(openAndClose(), "now it is not"));
}

TEST_F(Watched, opensWithSqlitesLocksKept) {
    openAndClose(1);
    auto program = Program::open({.dataDir = folder.path(), .recordFile = {}, .inlineJobs = true, .needRecord = true, .unlock = by("four invented words here")});
    ASSERT_TRUE(program) << program.error().message;
    EXPECT_TRUE(isLockedForOthers(file));
}

}  // namespace myochart::workspace
