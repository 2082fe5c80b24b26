#pragma once
#include <vector>

#include "core/files.h"
#include "referral/pain.h"

namespace myochart::cli {

/// The painted areas of a JSON file (docs/cli.md, `referral search --paint`). Fails with a sentence that names the file and the area.
Result<std::vector<referral::PaintedArea>> paintFrom(const Path& file);

}  // namespace myochart::cli
