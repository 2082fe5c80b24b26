#pragma once
#include <vector>

#include "record/chart.h"

namespace myochart::record {

/// The moment at which these needles, which are in, come out together: `now`, but none before it went in, whatever the clock was
/// set to since. The one rule for it: button, bar, shorthand and verb ask here. Sites whose needle is not in count for nothing.
UtcMs momentOut(const Session& session, const std::vector<MarkerId>& ids, UtcMs now);

}  // namespace myochart::record
