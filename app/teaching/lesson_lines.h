#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "teaching/lesson.h"

namespace myochart::teaching {

// What a teacher's file is made of, whatever its keys mean.

inline constexpr size_t kMostTextBytes = 4000;   ///< of one value
inline constexpr size_t kMostRemarks = 100;      ///< of one file; one more says that there are more

/// "text.de: ..." with the indented lines below it.
struct FileEntry {
    std::string key;
    std::string language;  ///< "de"; "en" where the key tells none
    std::string value;     ///< runs of blanks as one; paragraphs parted by one line end
    int line = 0;
    bool told = false;     ///< whether the key told a language
};

/// The lines below "[step]"; the first section of a file has no name.
struct FileSection {
    std::string name;
    int line = 1;
    std::vector<FileEntry> entries;
};

struct FileLines {
    std::string comment;  ///< the lines at the top that begin with "#"
    std::vector<FileSection> sections;
    std::vector<Remark> remarks;
    int lastLine = 1;
};

/// Reads lines, sections and entries; "[end]" stands behind the last one, so that a file that was cut is known. Never fails:
/// what is no such line is left out with a remark. `file`: as remarks name it.
FileLines linesOf(std::string_view text, const std::string& file);

/// Adds a remark, up to kMostRemarks and one that says so.
void remark(std::vector<Remark>& remarks, const std::string& file, int line, std::string text);
/// A text as a value holds it: without hidden marks, runs of blanks as one, empty paragraphs gone, at most kMostTextBytes.
std::string plainText(std::string_view text);
/// The value below `key`, its lines wrapped and indented as linesOf() reads them.
std::string entryText(std::string_view key, std::string_view value);

}  // namespace myochart::teaching
