#include "workspace/needle_clock.h"

#include <algorithm>

#include "record/ledger.h"

namespace myochart::workspace {

UtcMs NeedleClock::now(const record::Session* visit) {
    if (visit) {
        const auto isIn = [](const record::Marker& marker) { return needleState(marker) == record::NeedleState::in; };
        if (std::ranges::any_of(visit->markers, isIn)) withNeedles_.insert(visit->id);
        else withNeedles_.erase(visit->id);
    }
    if (!from_ || withNeedles_.empty()) from_ = Pair{utc_(), up_()};
    return from_->utc + (up_() - from_->up);
}

}  // namespace myochart::workspace
