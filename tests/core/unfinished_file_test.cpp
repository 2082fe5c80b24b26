#include "core/unfinished_file.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <optional>

#include "support/test_folder.h"

namespace myochart {

using test::TestFolder;

namespace {

size_t filesIn(const Path& folder) {
    size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder)) ++count;
    return count;
}

void makeUnfinished(const Path& file, const std::string& content) { ASSERT_TRUE(writeFileAtomically(file, content).ok()); }

/// A process that writes a file and says so, and what it left when it was ended by `signal`; how it ended.
int endedBy(int signal, const Path& folder, bool withHandler) {
    int ends[2] = {-1, -1};
    EXPECT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        (void)::signal(signal, SIG_DFL);  // whoever runs the tests in the background may have had it ignored
        if (withHandler) removeUnfinishedWhenStopped();
        const auto file = UnfinishedFile::make(folder);
        if (!file) ::_exit(3);
        // As SQLite does while it makes a record.
        std::FILE* log = std::fopen((file->path().string() + "-wal").c_str(), "w");
        if (!log || std::fclose(log) != 0 || ::write(ends[1], "x", 1) != 1) ::_exit(4);
        while (true) ::pause();
    }
    char ready = 0;
    EXPECT_EQ(::read(ends[0], &ready, 1), 1);
    EXPECT_EQ(filesIn(folder), 2U);
    sweepUnfinished(folder, "any");
    EXPECT_EQ(filesIn(folder), 2U) << "it is being written";
    ::kill(child, signal);
    int status = -1;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    ::close(ends[0]);
    ::close(ends[1]);
    return WIFSIGNALED(status) ? WTERMSIG(status) : -1;
}

}  // namespace

TEST(UnfinishedFile, stopSignalsRemoveItAndEndTheProcessAsEver) {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        const TestFolder folder;
        EXPECT_EQ(endedBy(signal, folder.path(), true), signal);
        EXPECT_EQ(filesIn(folder.path()), 0U) << signal;
    }
}

TEST(UnfinishedFile, whatAKillLeavesIsSweptWithItsCompanions) {
    const TestFolder folder;
    EXPECT_EQ(endedBy(SIGKILL, folder.path(), true), SIGKILL);
    EXPECT_EQ(filesIn(folder.path()), 2U);
    makeUnfinished(folder / ".myochart-0a1b2c3d.tmp-wal", "its file is gone");
    makeUnfinished(folder / ".myochart-0a1b2c3d.tmp-notes", "somebody's");
    makeUnfinished(folder / ".myochart-0a1b2c3.tmp-wal", "somebody's");
    sweepUnfinished(folder.path(), "any");
    EXPECT_EQ(filesIn(folder.path()), 2U);
    EXPECT_TRUE(std::filesystem::exists(folder / ".myochart-0a1b2c3d.tmp-notes"));
    EXPECT_TRUE(std::filesystem::exists(folder / ".myochart-0a1b2c3.tmp-wal"));
}

TEST(UnfinishedFile, goesWithItsOwnerUnlessItWasFinished) {
    const TestFolder folder;
    for (int i = 0; i < 40; ++i) {  // more than the handler has room for
        auto file = UnfinishedFile::make(folder.path());
        ASSERT_TRUE(file);
        EXPECT_EQ(filesIn(folder.path()), 1U);
    }
    EXPECT_EQ(filesIn(folder.path()), 0U);
    auto file = UnfinishedFile::make(folder.path());
    std::filesystem::rename(file->path(), folder / "done");
    makeUnfinished(file->path(), "another's by now");
    file->finished();
    EXPECT_EQ(filesIn(folder.path()), 2U);
}

TEST(UnfinishedFile, aSignalThatIsIgnoredStaysSo) {
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGHUP, SIG_IGN);  // nohup
        removeUnfinishedWhenStopped();
        ::raise(SIGHUP);
        ::_exit(7);
    }
    int status = -1;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 7);
}

}  // namespace myochart
