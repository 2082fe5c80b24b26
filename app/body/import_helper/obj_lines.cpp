#include "body/import_helper/obj_lines.h"

#include <algorithm>
#include <array>

#include "body/import_helper/number_text.h"

namespace myochart::import_helper {

namespace {

/// Words that begin a statement (Wavefront's Advanced Visualizer, and what exporters have added).
constexpr std::array<std::string_view, 41> kStatements = {
    "v",        "vt",     "vn",    "vp",         "f",         "fo",   "o",    "g",    "s",      "l",    "p",
    "usemtl",   "mtllib", "mg",    "usemap",     "maplib",    "deg",  "bmat", "step", "cstype", "curv", "curv2",
    "surf",     "parm",   "trim",  "hole",       "scrv",      "sp",   "end",  "con",  "bevel",  "lod",  "c_interp",
    "d_interp", "ctech",  "stech", "shadow_obj", "trace_obj", "call", "csh",  "res"};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && isBlank(text.front())) text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back())) text.remove_suffix(1);
    return text;
}

size_t lineEnd(std::string_view text) {
    return std::min(text.find_first_of("\r\n"), text.size());
}

}  // namespace

std::string_view ObjLines::nextLine() {
    const size_t end = lineEnd(rest_);
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(rest_.size(), end + (rest_.substr(end, 2) == "\r\n" ? 2 : 1)));
    ++line_;
    return trimmed(line);
}

bool ObjLines::nextLineContinues() const {
    const std::string_view line = trimmed(rest_.substr(0, lineEnd(rest_)));
    if (line.empty()) return false;
    if (line.front() == '#') return false;
    const std::string_view word = line.substr(0, std::min(line.find_first_of(" \t"), line.size()));
    return word.size() == line.size() || std::find(kStatements.begin(), kStatements.end(), word) == kStatements.end();
}

bool ObjLines::next(std::string_view& statement) {
    if (rest_.empty()) return false;
    statement = nextLine();
    if (statement.empty() || statement.front() == '#' || statement.back() != '\\') return true;
    joined_.clear();
    while (!statement.empty() && statement.back() == '\\') {
        joined_.append(statement.substr(0, statement.size() - 1)).append(" ");
        statement = {};
        if (!rest_.empty() && nextLineContinues()) statement = nextLine();
    }
    joined_.append(statement);
    statement = trimmed(joined_);
    return true;
}

}  // namespace myochart::import_helper
