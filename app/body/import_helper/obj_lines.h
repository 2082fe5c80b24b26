#pragma once
#include <string>
#include <string_view>

namespace myochart::import_helper {

/// The statements of an OBJ text, one by one: any line ends, lines that a backslash continues joined by a blank. A
/// backslash at the end of a comment, or before a line that begins a statement of its own, is a part of the text (as
/// in the folder names that exporters write), and no reason to lose that next line.
class ObjLines {
  public:
    explicit ObjLines(std::string_view text) : rest_(text) {}
    /// False at the end. `statement` is without blanks at its ends and valid until the next call.
    bool next(std::string_view& statement);
    /// Of the statement's last line, counted from 1.
    size_t line() const { return line_; }

  private:
    std::string_view nextLine();
    bool nextLineContinues() const;

    std::string_view rest_;
    size_t line_ = 0;
    std::string joined_;
};

}  // namespace myochart::import_helper
