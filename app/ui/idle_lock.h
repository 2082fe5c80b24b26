#pragma once
#include <cstdint>

#include "core/time.h"

namespace myochart::ui {

/// When a protected record is to be locked by itself. Moments are milliseconds of two clocks that nobody sets: one goes on while the machine
/// sleeps (sinceStartOfMachine()), the other stands still.
class IdleLock {
  public:
    static constexpr UtcMs kSleepMs = 2000;  ///< a shorter sleep is none

    IdleLock(UtcMs sinceStart, UtcMs awake) : usedAt_(sinceStart), asleep_(sinceStart - awake) {}

    /// Somebody did something.
    void used(UtcMs sinceStart) { usedAt_ = sinceStart; }
    /// Nobody did anything for `minutes`, or the machine slept since this was last asked.
    bool isDue(UtcMs sinceStart, UtcMs awake, int minutes) {
        const UtcMs asleep = sinceStart - awake;
        const bool slept = asleep - asleep_ > kSleepMs;
        asleep_ = asleep;
        return slept || sinceStart - usedAt_ >= minutes * 60'000LL;
    }

  private:
    UtcMs usedAt_, asleep_;
};

}  // namespace myochart::ui
