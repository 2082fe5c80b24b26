#pragma once
#include "body/packed_body.h"

namespace myochart::body {

/// Lays out a packed body as a cache file and writes it atomically. Empties `body`'s levels on the way to save memory.
Outcome writeCache(const Path& file, PackedBody body, bool hasLevels);

}  // namespace myochart::body
