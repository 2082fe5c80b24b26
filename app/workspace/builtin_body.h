#pragma once
#include <memory>

#include "body/body.h"
#include "core/progress.h"

namespace myochart::workspace {

/// What `--model` and `model list` call the built-in body.
inline constexpr const char* kBuiltinName = "builtin";

/// Where the built-in body is kept ready to load; the name changes with the table of measurements and with those of the
/// schematic structures, so a stale cache is never opened. Empty when the program has no table.
Path builtinCacheFile(const Path& dataFolder, const Path& table);

/// The built-in body: from its cache, or built from `table` (assets/body/body.table) and cached. A damaged cache is
/// built again. About a second the first time; `withLevels` makes the levels of detail as well (seconds more).
Result<std::shared_ptr<const body::Body>> openBuiltinBody(const Path& dataFolder, const Path& table, bool withLevels,
                                                         Progress& progress);

}  // namespace myochart::workspace
