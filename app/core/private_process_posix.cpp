#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <csignal>

#include "core/private_process.h"

namespace myochart {

void keepProcessPrivate() {
    ::umask(0077);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
#if defined(__linux__) && !defined(MYOCHART_SANITIZED)
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

void standInForClosedStreams() {
    for (int stream = 0; stream <= 2; ++stream)
        if (::fcntl(stream, F_GETFD) == -1) (void)::open("/dev/null", stream == 2 ? O_WRONLY : O_RDONLY);  // the lowest free number
    // A file that may not grow and a pipe that nobody reads are errors of the write, not the end of the program.
    std::signal(SIGXFSZ, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);
}

std::optional<std::uint64_t> mostAddressesMb() {
    rlimit most{};
    if (::getrlimit(RLIMIT_AS, &most) != 0 || most.rlim_cur == RLIM_INFINITY) return std::nullopt;
    return most.rlim_cur >> 20;
}

}  // namespace myochart
