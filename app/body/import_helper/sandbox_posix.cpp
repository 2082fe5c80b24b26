#include <sys/resource.h>

#include "body/import_helper/sandbox.h"

namespace myochart::import_helper {

std::string enterSandbox(const std::string&, std::uint64_t memoryMb, std::uint64_t cpuSeconds) {
    const auto limit = [](int what, rlim_t value) {
        const rlimit both{value, value};
        return ::setrlimit(what, &both) == 0;
    };
    std::string held;
    if (limit(RLIMIT_AS, static_cast<rlim_t>(memoryMb << 20))) held += "memory " + std::to_string(memoryMb) + " MB, ";
    if (limit(RLIMIT_CPU, static_cast<rlim_t>(cpuSeconds))) held += "CPU " + std::to_string(cpuSeconds) + " s, ";
    if (limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0)) held += "no new files, ";
    return held + "no Landlock, no seccomp";
}

}  // namespace myochart::import_helper
