#pragma once
#include <future>
#include <memory>

#include "body/body.h"
#include "core/progress.h"

namespace myochart::builtin {

/// What `--model` and `model list` call the built-in body.
inline constexpr const char* kBuiltinName = "builtin";

/// Its table, below the assets.
inline constexpr const char* kBuiltinTable = "body/body.table";

/// Where the built-in body is kept ready to load; the name changes with the table of measurements and with those of the
/// schematic structures, so a stale cache is never opened. Empty when the program has no table.
Path builtinCacheFile(const Path& dataFolder, const Path& table);

/// The built-in body: from its cache, or built from `table` (assets/body/body.table) and cached. A damaged cache is
/// built again; where none can be kept, the body is built each time, without levels. About a second the first time; `withLevels` makes the levels of detail as well (seconds more).
Result<std::shared_ptr<const body::Body>> openBuiltinBody(const Path& dataFolder, const Path& table, bool withLevels,
                                                         Progress& progress);

/// Something like the built-in body (95 % of each surface within 1.6 mm), in a third of the time: what the window shows
/// while the body is built for the first time. Nothing when the cache is there, or when the table is not.
/// Begins at once, on a thread of its own. `dataDir`: as in ProgramOptions.
std::shared_future<std::shared_ptr<const body::Body>> beginSketchOfBuiltinBody(const Path& dataDir);

/// The same with a skin of that habitus (builtin/measured/habitus.h): made from the built-in body's cache, and kept beside it
/// for the next start; one at a time. 1: the built-in body itself.
Result<std::shared_ptr<const body::Body>> openBuiltinBodyOfHabitus(const Path& dataFolder, const Path& table, float habitus,
                                                                  Progress& progress);

}  // namespace myochart::builtin
