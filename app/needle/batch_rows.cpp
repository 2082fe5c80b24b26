#include "needle/batch_rows.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"

namespace myochart::needle {

namespace {

/// One row read from its first letter on.
struct Read {
    BatchRow row;
    size_t letters = 0;  ///< with its line's end
    int lines = 1;
};

size_t lineLength(std::string_view text) { return std::min(text.find('\n'), text.size() - 1) + 1; }

/// A cell in quotes; `at` stands on the first one, and behind the last one afterwards. False: it is never closed.
bool takeQuoted(std::string_view text, size_t& at, std::string& cell) {
    for (++at; at < text.size(); ++at) {
        if (text[at] != '"') cell += text[at];
        else if (at + 1 < text.size() && text[at + 1] == '"') cell += text[at++];
        else {
            ++at;
            return true;
        }
    }
    return false;
}

Read readRow(std::string_view text) {
    Read read;
    BatchRow& row = read.row;
    for (size_t at = 0;;) {
        std::string& cell = row.cells.emplace_back();
        if (at < text.size() && text[at] == '"') {
            if (!takeQuoted(text, at, cell)) row.fault = "the row has a quotation mark that is never closed";
            read.lines += static_cast<int>(std::ranges::count(cell, '\n'));
            if (at < text.size() && text[at] != ',' && text[at] != '\n' && text[at] != '\r') row.fault = "the row has text behind a closing quotation mark";
        } else {
            for (; at < text.size() && text[at] != ',' && text[at] != '\n' && text[at] != '\r'; ++at) {
                if (text[at] == '"') row.fault = "the row has a quotation mark inside a cell without quotes";
                cell += text[at];
            }
        }
        if (!row.fault.empty()) return read;
        if (at < text.size() && text[at] == ',') {
            ++at;
            continue;
        }
        if (text.substr(at).starts_with("\r\n")) ++at;
        if (at < text.size() && text[at] != '\n') row.fault = "the row has a carriage return without a line feed";
        read.letters = std::min(at + 1, text.size());
        return read;
    }
}

/// What a line's commas tell apart, without a mark at its beginning and its end.
std::vector<std::string> cellsOf(std::string_view line) {
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    std::vector<std::string> cells = split(line, ',');
    for (std::string& cell : cells) {
        std::erase(cell, '"');
        if (!isUtf8(cell)) cell.clear();
    }
    return cells;
}

std::string faultOf(const BatchRow& row, size_t columns) {
    if (row.cells.size() != columns) return fmt::format("the row has {} cells where the header has {}", row.cells.size(), columns);
    const auto bad = std::ranges::find_if_not(row.cells, isUtf8);
    return bad == row.cells.end() ? "" : fmt::format("the row has a cell (number {}) that is not UTF-8 text", bad - row.cells.begin() + 1);
}

}  // namespace

std::string_view headerOf(std::string_view text) { return text.empty() ? text : text.substr(0, lineLength(text)); }

std::vector<BatchRow> batchRowsOf(std::string_view text, size_t columns) {
    std::vector<BatchRow> rows;
    text.remove_prefix(headerOf(text).size());
    for (int line = 2; !text.empty();) {
        Read read = readRow(text);
        if (read.row.fault.empty()) read.row.fault = faultOf(read.row, columns);
        if (!read.row.fault.empty()) {
            read.letters = lineLength(text);
            read.lines = 1;
            read.row.cells = cellsOf(text.substr(0, read.letters));
            read.row.cells.resize(columns);
        }
        read.row.line = line;
        line += read.lines;
        text.remove_prefix(read.letters);
        rows.push_back(std::move(read.row));
    }
    return rows;
}

}  // namespace myochart::needle
