#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace myochart::exchange {

// Tables as text (RFC 4180) that go through spreadsheets and come back.

/// What a spreadsheet takes for the beginning of a formula is not one any more: a text that begins with = + - @, a tab or a line's
/// end gets an apostrophe in front, and so does one that looks like that already.
std::string harmless(std::string text);
/// The text as it was before harmless(); one that is not from there stays as it is.
std::string withoutGuard(std::string text);

/// Adds a cell to a line, in quotes where it needs them or where a spreadsheet of another language would cut it.
void addCell(std::string& line, std::string_view cell);

/// Rows of a table, cell by cell. Cells may be quoted and then hold line ends; a line ends with LF, CRLF or CR.
class TableScanner {
  public:
    TableScanner(std::string_view text, char separator) : text_(text), separator_(separator) {}

    bool atEnd() const { return at_ >= text_.size(); }
    struct Row {
        int line = 0;  ///< where it starts, from 1
        std::vector<std::string> cells;
        std::string fault;  ///< what is wrong with it ("has a quotation mark that is never closed"); empty: nothing
    };
    /// The next row; after a fault the scanner goes on behind its line. No row has more than kMostCells.
    Row next();
    static constexpr size_t kMostCells = 2000;

  private:
    std::string quotedCell(std::string& fault);
    void endLine();

    std::string_view text_;
    char separator_;
    size_t at_ = 0;
    int line_ = 1;
};

/// Comma, semicolon or tab: the one that stands most often in the first line outside of quotes.
char separatorOf(std::string_view text);

/// Why a text cannot be read at all, said as the end of a sentence that begins with what it is: " is empty.", " is UTF-16 ...";
/// empty when it can. Takes a byte order mark of UTF-8 away.
std::string whyNotReadable(std::string_view& text, size_t maxBytes);

}  // namespace myochart::exchange
