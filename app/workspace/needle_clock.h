#pragma once
#include <functional>
#include <optional>
#include <set>

#include "record/chart.h"

namespace myochart::workspace {

/// Which moment it is. While a needle is in, in any visit that was on the screen, time runs on evenly by how long the
/// machine has been up, sleep included: nobody's needle gets longer or shorter, or comes out before it went in, because
/// that machine's clock is set meanwhile. Once all are out, and after a restart, the clock counts again.
class NeedleClock {
  public:
    /// `utc`: the machine's clock; `up`: milliseconds that never go back; without it `utc` stands in.
    explicit NeedleClock(std::function<UtcMs()> utc, std::function<UtcMs()> up = {}) : utc_(std::move(utc)), up_(up ? std::move(up) : utc_) {}

    /// As the machine tells: for what is filed under a day.
    UtcMs utc() const { return utc_(); }
    /// `visit`: what is on the screen; null: none.
    UtcMs now(const record::Session* visit);

  private:
    struct Pair {
        UtcMs utc = 0, up = 0;
    };
    std::function<UtcMs()> utc_, up_;
    std::optional<Pair> from_;
    std::set<record::SessionId> withNeedles_;
};

}  // namespace myochart::workspace
