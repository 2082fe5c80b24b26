#include "anatomy/csv_table.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"

namespace myochart::anatomy {

namespace {

/// Walks through the text cell by cell.
class Scanner {
  public:
    Scanner(std::string_view text, int line) : text_(text), line_(line) {}

    bool atEnd() const { return at_ >= text_.size(); }
    int line() const { return line_; }
    /// One row; `fault` says what is wrong with it, and the scanner goes on behind its line.
    CsvRow row(std::string& fault);

  private:
    std::string plainCell(std::string& fault);
    std::string quotedCell(std::string& fault);
    bool rowEnds();
    void skipLine();

    std::string_view text_;
    size_t at_ = 0;
    int line_;
};

std::string Scanner::plainCell(std::string& fault) {
    const size_t from = at_;
    while (!atEnd() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r') {
        if (text_[at_] == '"') fault = "has a quotation mark inside a cell without quotes";
        ++at_;
    }
    return std::string(text_.substr(from, at_ - from));
}

std::string Scanner::quotedCell(std::string& fault) {
    std::string cell;
    for (++at_; !atEnd(); ++at_) {
        if (text_[at_] == '\n') ++line_;
        if (text_[at_] != '"') { cell += text_[at_]; continue; }
        if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') { cell += text_[at_++]; continue; }
        ++at_;
        if (!atEnd() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r') fault = "has text behind a closing quotation mark";
        return cell;
    }
    fault = "has a quotation mark that is never closed";
    return cell;
}

/// Moves past LF or CRLF, if here.
bool Scanner::rowEnds() {
    if (!atEnd() && text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    if (atEnd() || text_[at_] != '\n') return atEnd();
    ++at_;
    ++line_;
    return true;
}

void Scanner::skipLine() {
    at_ = std::min(text_.find('\n', at_), text_.size());
    rowEnds();
}

CsvRow Scanner::row(std::string& fault) {
    CsvRow row{line_, {}};
    for (;;) {
        row.cells.push_back(!atEnd() && text_[at_] == '"' ? quotedCell(fault) : plainCell(fault));
        if (!fault.empty()) {
            skipLine();
            return row;
        }
        if (rowEnds()) return row;
        if (text_[at_] == '\r') {
            fault = "has a carriage return without a line feed";
            skipLine();
            return row;
        }
        ++at_;  // the comma
    }
}

std::string faultOf(const CsvRow& row, size_t columns) {
    if (row.cells.size() != columns) return fmt::format("has {} cells where the header has {}", row.cells.size(), columns);
    const auto bad = std::find_if(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return !isUtf8(cell); });
    return bad == row.cells.end() ? "" : fmt::format("has a cell (number {}) that is not UTF-8 text", bad - row.cells.begin() + 1);
}

}  // namespace

Result<CsvTable> parseCsv(std::string file, std::string_view text, std::initializer_list<std::string_view> columns) {
    CsvTable table{std::move(file), {}, {}, {}};
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    Scanner scanner(text, 1);
    std::string fault;
    if (!scanner.atEnd()) table.header = scanner.row(fault).cells;
    if (!fault.empty()) return refused(fmt::format("{}: the header {}.", table.file, fault));
    for (const std::string_view column : columns)
        if (std::count(table.header.begin(), table.header.end(), column) != 1)
            return refused(fmt::format("{}: the header must name the column \"{}\" once.", table.file, column));
    while (!scanner.atEnd()) {
        fault.clear();
        CsvRow row = scanner.row(fault);
        if (fault.empty()) fault = faultOf(row, table.header.size());
        if (fault.empty()) table.rows.push_back(std::move(row));
        else table.faults.push_back({table.file, row.line, "the row " + fault});
    }
    return table;
}

void RowReader::wrong(std::string message) {
    if (!fault_) fault_ = TableFault{table_.file, row_.line, std::move(message)};
}

std::string RowReader::text(std::string_view column) {
    const auto at = std::find(table_.header.begin(), table_.header.end(), column);
    assert(at != table_.header.end());
    return row_.cells[static_cast<size_t>(at - table_.header.begin())];
}

std::string RowReader::needed(std::string_view column) {
    std::string cell = text(column);
    if (cell.empty()) wrong(fmt::format("{} is empty", column));
    return cell;
}

std::vector<std::string> RowReader::list(std::string_view column) {
    const std::string cell = text(column);
    if (cell.empty()) return {};
    std::vector<std::string> parts = split(cell, '|');
    if (std::find(parts.begin(), parts.end(), "") != parts.end()) wrong(fmt::format("{} has an empty item", column));
    return parts;
}

double RowReader::number(std::string_view column, double min, double max) {
    if (const auto value = maybeNumber(column, min, max)) return *value;
    wrong(fmt::format("{} is empty", column));
    return min;
}

std::optional<double> RowReader::maybeNumber(std::string_view column, double min, double max) {
    const std::string cell = text(column);
    if (cell.empty()) return std::nullopt;
    const auto value = parseNumber(cell);
    if (!value || *value < min || *value > max) {
        wrong(fmt::format("{} is \"{}\", not a number from {} to {}", column, displayText(cell, 40), min, max));
        return min;
    }
    return value;
}

std::string RowReader::oneOf(std::string_view column, std::initializer_list<std::string_view> words) {
    std::string cell = text(column);
    if (std::find(words.begin(), words.end(), cell) == words.end())
        wrong(fmt::format("{} is \"{}\", which is not one of its words", column, displayText(cell, 40)));
    return cell;
}

std::vector<std::string> RowReader::references(std::string_view column, const std::set<std::string>& known, std::string_view what) {
    std::vector<std::string> parts = list(column);
    for (const std::string& part : parts)
        if (!known.contains(part)) wrong(fmt::format("{} names an unknown {}, \"{}\"", column, what, displayText(part, 40)));
    return parts;
}

std::string RowReader::key(std::string_view column, std::set<std::string>& seen) {
    std::string cell = needed(column);
    const auto isKeyLetter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    };
    if (!std::all_of(cell.begin(), cell.end(), isKeyLetter)) wrong(fmt::format("{} has letters a key cannot have", column));
    else if (!cell.empty() && !seen.insert(cell).second) wrong(fmt::format("the key \"{}\" is already used in this table", cell));
    return cell;
}

}  // namespace myochart::anatomy
