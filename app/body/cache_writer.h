#pragma once
#include "body/packed_body.h"

namespace myochart::body {

/// Lays out a packed body as the content of a cache file. Empties `body`'s levels on the way to save memory.
Result<Bytes> cacheContent(PackedBody body, bool hasLevels);
/// The same written atomically.
Outcome writeCache(const Path& file, PackedBody body, bool hasLevels, Written written = Written::onDisk);

}  // namespace myochart::body
