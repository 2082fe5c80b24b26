#pragma once
#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "core/result.h"

namespace myochart::cli {

/// A text about a person. Arguments can be seen by everybody in the list of processes, so it can also come from
/// standard input or a file.
class PrivateText {
  public:
    /// Adds `option` and `option`-file to the verb; at most one of them may be given. May be added to several verbs.
    void addTo(CLI::App* verb, const std::string& option, const std::string& help);
    bool given() const;
    /// The text, nothing when none was given. `-` stands for the next line of standard input; a file's text is all of
    /// it without the line's end. Fails when there is no such line or file, or it is longer than any text of a record.
    Result<std::optional<std::string>> read() const;

  private:
    std::string text_, file_;
    std::vector<CLI::Option*> asText_, asFile_;
    std::string option_;
};

}  // namespace myochart::cli
