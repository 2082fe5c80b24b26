#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/files.h"

namespace myochart::test {

/// One text of a .po or .pot file.
struct PoEntry {
    bool fuzzy = false;
    std::vector<std::string> english;       ///< one, or one and many
    std::vector<std::string> translations;  ///< one, or one a plural form; empty texts where there is none
};

/// All texts of the file, by context ("" mostly) and English text; the header is not among them.
std::map<std::pair<std::string, std::string>, PoEntry> readPo(const Path& file);

/// The placeholders of a text, each with its number and its format, sorted: {"0:", "1:.0f"} of "{} of {:.0f} mm".
std::vector<std::string> placeholdersOf(const std::string& text);

/// The window's language is one of the shipped ones while this lives, then English again.
class Speaking {
  public:
    explicit Speaking(const char* code);
    ~Speaking();
    Speaking(const Speaking&) = delete;
    Speaking& operator=(const Speaking&) = delete;
};

}  // namespace myochart::test
