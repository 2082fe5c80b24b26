#include "core/private_process.h"

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace myochart {

TEST(PrivateProcess, leavesNoCoreFileAndLetsNobodyLookIn) {
    const pid_t child = ::fork();
    if (child == 0) {
        keepProcessPrivate();
        rlimit core{1, 1};
        const bool none = ::getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_cur == 0 && core.rlim_max == 0;
#ifdef MYOCHART_SANITIZED
        const bool closed = true;
#else
        const bool closed = ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0;
#endif
        ::_exit(none && closed ? 0 : 1);
    }
    int status = -1;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

}  // namespace myochart
