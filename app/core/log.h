#pragma once
#include <string_view>

#include "core/files.h"

namespace myochart::log {

// The program's log. No patient text ever goes in: ids, counts, file sizes and error codes only.

/// Writes to `file` (rotated at 1 MB, three kept) from now on; before that, warnings go to standard error.
void openFile(const Path& file);
void info(std::string_view message);
void warn(std::string_view message);
void error(std::string_view message);

}  // namespace myochart::log
