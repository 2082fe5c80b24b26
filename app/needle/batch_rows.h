#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace myochart::needle {

/// One row of a list of needles, as many cells as the list has columns.
struct BatchRow {
    int line = 0;  ///< where it starts, from 1
    std::vector<std::string> cells;
    std::string fault;  ///< empty: it is one; else what is wrong, and the cells are those that could be told apart
};

/// The rows of comma-separated values behind the header. A row may go over several lines inside quotes; one that is none takes its
/// first line alone, so that a quotation mark that is never closed spoils nothing behind it. Only for this folder.
std::vector<BatchRow> batchRowsOf(std::string_view text, size_t columns);
/// The header with its line's end.
std::string_view headerOf(std::string_view text);

}  // namespace myochart::needle
