#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "kept_record.h"

namespace myochart::store {

using namespace myochart::test;

namespace {

/// What a child says whose files may not grow past `bytes` and that saves one marker after the other: the first error.
std::string errorUnderLimit(const Path& file, record::Session session, rlim_t bytes) {
    int ends[2] = {-1, -1};
    if (::pipe(ends) != 0) return {};
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);  // as the program does
        std::mt19937 random(5);
        std::string said = "nothing failed";
        auto opened = openKept(file);
        const rlimit limit{bytes, bytes};
        if (!opened || ::setrlimit(RLIMIT_FSIZE, &limit) != 0) ::_exit(3);
        for (int i = 0; i < 2000; ++i) {
            const SessionChange change = withMarker(session, sampleMarker(random));
            if (const auto put = (*opened)->put(change); !put) {
                said = put.error().message;
                break;
            }
            session = change.after;
        }
        const bool sent = ::write(ends[1], said.data(), said.size()) == static_cast<ssize_t>(said.size());
        ::_exit(sent ? 0 : 4);
    }
    ::close(ends[1]);
    std::string said(4096, ' ');
    const ssize_t n = ::read(ends[0], said.data(), said.size());
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
    said.resize(n > 0 ? static_cast<size_t>(n) : 0);
    return said;
}

}  // namespace

TEST(SizeLimit, aFileThatMayNotGrowIsToldAsThatAndTheDiskIsNotBlamed) {
    KeptRecord kept;
    const auto session = kept.addSession(kept.addPatient().id, 2);
    kept.close();
    const auto size = static_cast<rlim_t>(std::filesystem::file_size(kept.file));
    const std::string said = errorUnderLimit(kept.file, session, size + 64 * 1024);
    EXPECT_NE(said.find("may not grow"), std::string::npos) << said;
    EXPECT_NE(said.find("ulimit -f"), std::string::npos) << said;
    EXPECT_EQ(said.find("check the disk"), std::string::npos) << said;
    kept.reopen();
    kept.expectSound();
    EXPECT_EQ(kept.record->session(session.id)->markers.front(), session.markers.front())
        << "what was saved before is there";
}

}  // namespace myochart::store
