#include <ctime>

#include "core/time.h"

namespace myochart {

UtcMs sinceStartOfMachine() {
#ifdef CLOCK_BOOTTIME
    constexpr clockid_t kWithSleep = CLOCK_BOOTTIME;
#else
    constexpr clockid_t kWithSleep = CLOCK_MONOTONIC;  // goes on while the machine sleeps where there is no other
#endif
    timespec at{};
    ::clock_gettime(kWithSleep, &at);
    return static_cast<UtcMs>(at.tv_sec) * 1000 + at.tv_nsec / 1'000'000;
}

}  // namespace myochart
