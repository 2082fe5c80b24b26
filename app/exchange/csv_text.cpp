#include "exchange/csv_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"

namespace myochart::exchange {

namespace {

bool beginsFormula(std::string_view text) { return !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos; }

/// "'=1+1": as harmless() leaves a text.
bool hasGuard(std::string_view text) {
    const size_t guards = std::min(text.find_first_not_of('\''), text.size());
    return guards > 0 && beginsFormula(text.substr(guards));
}

}  // namespace

std::string harmless(std::string text) {
    return beginsFormula(text) || hasGuard(text) ? "'" + text : text;
}

std::string withoutGuard(std::string text) {
    return hasGuard(text) ? text.substr(1) : text;
}

void addCell(std::string& line, std::string_view cell) {
    const bool quoted = cell.find_first_of("\",;\t\r\n") != std::string_view::npos || cell.starts_with(' ') || cell.ends_with(' ');
    if (!quoted) {
        line += cell;
        return;
    }
    line += '"';
    for (const char c : cell) {
        if (c == '"') line += '"';
        line += c;
    }
    line += '"';
}

std::string TableScanner::quotedCell(std::string& fault) {
    std::string cell;
    for (++at_; !atEnd(); ++at_) {
        if (text_[at_] == '\n' || (text_[at_] == '\r' && !text_.substr(at_ + 1).starts_with('\n'))) ++line_;
        if (text_[at_] != '"') {
            cell += text_[at_];
        } else if (text_.substr(at_ + 1).starts_with('"')) {
            cell += text_[at_++];
        } else {
            ++at_;
            return cell;
        }
    }
    fault = "has a quotation mark that is never closed";
    return cell;
}

/// Past what is left of the line.
void TableScanner::endLine() {
    at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
    if (atEnd()) return;
    at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
    ++line_;
}

TableScanner::Row TableScanner::next() {
    Row row{line_, {}, {}};
    const auto ends = [&] { return atEnd() || text_[at_] == '\r' || text_[at_] == '\n'; };
    for (;;) {
        if (!atEnd() && text_[at_] == '"') {
            row.cells.push_back(quotedCell(row.fault));
        } else {
            const size_t from = at_;
            while (!ends() && text_[at_] != separator_) ++at_;
            row.cells.emplace_back(text_.substr(from, at_ - from));
        }
        if (row.fault.empty() && !ends() && text_[at_] != separator_) row.fault = "has text behind a closing quotation mark";
        if (row.fault.empty() && row.cells.size() > kMostCells) row.fault = fmt::format("has more than {} cells", kMostCells);
        if (!row.fault.empty() || ends()) break;
        ++at_;
    }
    endLine();
    return row;
}

char separatorOf(std::string_view text) {
    size_t commas = 0, semicolons = 0, tabs = 0;
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\r' || c == '\n') break;
        commas += c == ',';
        semicolons += c == ';';
        tabs += c == '\t';
    }
    if (tabs > commas && tabs > semicolons) return '\t';
    return semicolons > commas ? ';' : ',';
}

std::string whyNotReadable(std::string_view& text, size_t maxBytes) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (text.empty()) return " is empty.";
    if (text.size() > maxBytes) return fmt::format(" is {} MB; the limit is {} MB.", text.size() >> 20U, maxBytes >> 20U);
    const bool marked = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
    const bool wide = text.size() > 1 && (text[0] == '\0' || text[1] == '\0');
    if (marked || wide) return " is UTF-16 text; save it as UTF-8.";
    if (!isUtf8(text)) return " is not UTF-8 text; save it as UTF-8.";
    return {};
}

}  // namespace myochart::exchange
