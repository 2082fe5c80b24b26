#pragma once
#include <initializer_list>
#include <optional>
#include <set>

#include "anatomy/facts.h"
#include "core/result.h"

namespace myochart::anatomy {

struct CsvRow {
    int line = 0;  ///< where it starts, from 1
    std::vector<std::string> cells;
};

/// Comma-separated values after RFC 4180: a header row, cells quoted where needed ("" inside), LF or CRLF, an optional
/// byte order mark, UTF-8. Every row has as many cells as the header.
struct CsvTable {
    std::string file;
    std::vector<std::string> header;
    std::vector<CsvRow> rows;
    std::vector<TableFault> faults;  ///< rows left out: ragged, badly quoted, not UTF-8
};
/// Refused when there is no header, a column is named twice, or one of `columns` is missing.
Result<CsvTable> parseCsv(std::string file, std::string_view text, std::initializer_list<std::string_view> columns);

/// Reads the cells of one row and checks them. The first thing wrong is kept; a row that is not sound() is left out.
class RowReader {
  public:
    RowReader(const CsvTable& table, const CsvRow& row) : table_(table), row_(row) {}

    std::string text(std::string_view column);
    /// As text, but must not be empty.
    std::string needed(std::string_view column);
    /// Parts between "|", none of them empty; an empty cell has no parts.
    std::vector<std::string> list(std::string_view column);
    double number(std::string_view column, double min, double max);
    /// Empty: nothing.
    std::optional<double> maybeNumber(std::string_view column, double min, double max);
    std::string oneOf(std::string_view column, std::initializer_list<std::string_view> words);
    /// Every part of the list must be one of `known`; `what` names the kind ("source").
    std::vector<std::string> references(std::string_view column, const std::set<std::string>& known, std::string_view what);
    /// A key made of small letters, digits, "_" and "."; noted in `seen`, wrong when already there.
    std::string key(std::string_view column, std::set<std::string>& seen);

    void wrong(std::string message);
    bool sound() const { return !fault_; }
    const std::optional<TableFault>& fault() const { return fault_; }

  private:
    const CsvTable& table_;
    const CsvRow& row_;
    std::optional<TableFault> fault_;
};

}  // namespace myochart::anatomy
