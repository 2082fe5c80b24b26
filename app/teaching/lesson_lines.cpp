#include "teaching/lesson_lines.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"

namespace myochart::teaching {

namespace {

constexpr size_t kWidestLine = 110;  // letters of a line that is written
constexpr std::string_view kFileLanguages[] = {"en", "de", "es", "fr"};

bool isFileBlank(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; }

/// Runs of blanks as one, none at the ends.
std::string oneLine(std::string_view text) {
    const std::string bare = withoutHiddenMarks(text, ' ');
    std::string line;
    for (const char c : bare) {
        if (!isFileBlank(c)) line += c;
        else if (!line.empty() && line.back() != ' ') line += ' ';
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

/// At most `most` bytes, never half a letter.
void cutText(std::string& text, size_t most) {
    if (text.size() <= most) return;
    size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text.resize(end);
    while (!text.empty() && isFileBlank(text.back())) text.pop_back();
}

class LineReader {
  public:
    explicit LineReader(const std::string& file) : file_(file) { lines_.sections.emplace_back(); }

    void read(std::string_view line) {
        ++number_;
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (!isUtf8(line)) return say(tr("This line is no text in UTF-8 and is left out."));
        if (std::all_of(line.begin(), line.end(), isFileBlank)) {
            paragraph_ = true;
            inComment_ = false;
            return;
        }
        if (ended_) return readBehind();
        if (line[0] == '#') return readComment(line);
        inComment_ = false;
        if (isFileBlank(line[0])) readFurther(line);
        else if (line[0] == '[') readSection(line);
        else readEntry(line);
        paragraph_ = false;
    }

    FileLines finish() {
        lines_.lastLine = std::max(1, number_);
        number_ = lines_.lastLine;
        if (!ended_) say(tr("The file ends without [end]: something of it may be missing."));
        return std::move(lines_);
    }

  private:
    void say(std::string text) { remark(lines_.remarks, file_, number_, std::move(text)); }

    void readBehind() {
        if (!std::exchange(saidBehind_, true)) say(tr("What stands behind [end] is left out."));
    }

    /// Comments at the very top are kept.
    void readComment(std::string_view line) {
        if (number_ == 1) inComment_ = true;
        if (!inComment_ || lines_.comment.size() > kMostTextBytes) return;
        if (number_ > 1) lines_.comment += '\n';
        lines_.comment += oneLine(line.substr(1));
    }

    void readSection(std::string_view line) {
        entry_ = nullptr;
        passing_ = true;
        const std::string whole = oneLine(line);
        if (whole.size() < 3 || whole.back() != ']') return say(trf("This is no section: {}", displayText(whole, 60)));
        const std::string name = trim(std::string_view(whole).substr(1, whole.size() - 2));
        if (name == "end") {
            ended_ = true;
            return;
        }
        passing_ = false;
        lines_.sections.push_back({name, number_, {}});
    }

    void readEntry(std::string_view line) {
        entry_ = nullptr;
        const size_t colon = line.find(':');
        if (colon == std::string_view::npos) {
            passing_ = true;
            return say(trf("This line has no \"key: value\": {}", displayText(line, 60)));
        }
        passing_ = false;
        FileEntry entry{oneLine(line.substr(0, colon)), "en", oneLine(line.substr(colon + 1)), number_};
        const size_t dot = entry.key.rfind('.');
        if (const std::string language = dot == std::string::npos ? std::string() : entry.key.substr(dot + 1);
            std::find(std::begin(kFileLanguages), std::end(kFileLanguages), language) != std::end(kFileLanguages)) {
            entry.language = language;
            entry.told = true;
            entry.key.resize(dot);
        }
        lines_.sections.back().entries.push_back(std::move(entry));
        entry_ = &lines_.sections.back().entries.back();
        bound();
    }

    void readFurther(std::string_view line) {
        if (passing_) return;
        if (!entry_) return say(tr("This indented line belongs to nothing above it."));
        if (!entry_->value.empty()) entry_->value += paragraph_ ? '\n' : ' ';
        entry_->value += oneLine(line);
        bound();
    }

    void bound() {
        if (entry_->value.size() <= kMostTextBytes) return;
        cutText(entry_->value, kMostTextBytes);
        passing_ = true;  // what follows of it goes without a word
        say(trf("This text is longer than {} bytes; the rest of it is left out.", kMostTextBytes));
    }

    const std::string& file_;
    FileLines lines_;
    FileEntry* entry_ = nullptr;  ///< of the last section, until another one comes
    int number_ = 0;
    bool paragraph_ = false, passing_ = false, ended_ = false, saidBehind_ = false, inComment_ = false;
};

/// A paragraph in lines of no more than kWidestLine where it has blanks to break it at.
void wrapInto(std::string& written, std::string_view paragraph, size_t used, std::string_view indent) {
    for (const std::string& word : split(paragraph, ' ')) {
        if (used > 0 && used + 1 + word.size() > kWidestLine) {
            written += '\n';
            written += indent;
            used = indent.size();
        } else if (used > 0 && written.back() != ' ') {
            written += ' ';
            ++used;
        }
        written += word;
        used += word.size();
    }
}

}  // namespace

FileLines linesOf(std::string_view text, const std::string& file) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    LineReader reader(file);
    while (!text.empty()) {
        const size_t end = std::min(text.find('\n'), text.size());
        reader.read(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return reader.finish();
}

void remark(std::vector<Remark>& remarks, const std::string& file, int line, std::string text) {
    if (remarks.size() > kMostRemarks) return;
    if (remarks.size() == kMostRemarks) text = tr("More of this file is left out than is listed here.");
    remarks.push_back({file, line, std::move(text)});
}

std::string plainText(std::string_view text) {
    const std::string bare = isUtf8(text) ? withoutHiddenMarks(text, '\n') : displayText(text, kMostTextBytes);
    std::string plain;
    for (const std::string& paragraph : split(bare, '\n')) {
        const std::string line = oneLine(paragraph);
        if (line.empty()) continue;
        if (!plain.empty()) plain += '\n';
        plain += line;
    }
    cutText(plain, kMostTextBytes);
    return plain;
}

std::string entryText(std::string_view key, std::string_view value) {
    constexpr std::string_view kIndent = "  ";
    std::string written = fmt::format("{}: ", key);
    size_t used = written.size();
    bool first = true;
    for (const std::string& paragraph : split(value, '\n')) {
        if (!std::exchange(first, false)) {
            written += "\n\n";
            written += kIndent;
            used = kIndent.size();
        }
        wrapInto(written, paragraph, used, kIndent);
    }
    return written + "\n";
}

}  // namespace myochart::teaching
