#include <sys/resource.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "core/private_process.h"

namespace myochart {

void keepProcessPrivate() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
#if defined(__linux__) && !defined(MYOCHART_SANITIZED)
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

}  // namespace myochart
