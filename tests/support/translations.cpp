#include "support/translations.h"

#include <algorithm>
#include <fstream>

#include <gtest/gtest.h>

#include "core/words.h"
#include "support/test_folder.h"

namespace myochart::test {

namespace {

/// What stands between the first and the last quote of a line, its escapes resolved.
std::string unquoted(const std::string& line) {
    std::string text;
    const size_t first = line.find('"'), last = line.rfind('"');
    for (size_t i = first + 1; first != std::string::npos && i < last; ++i) {
        if (line[i] != '\\') text += line[i];
        else if (const char next = line[++i]; next == 'n') text += '\n';
        else text += next;
    }
    return text;
}

}  // namespace

std::map<std::pair<std::string, std::string>, PoEntry> readPo(const Path& file) {
    std::map<std::pair<std::string, std::string>, PoEntry> all;
    std::string context;
    PoEntry entry;
    std::string* into = nullptr;
    const auto finish = [&] {
        if (!entry.english.empty() && !entry.english.front().empty()) all[{context, entry.english.front()}] = entry;
        context.clear();
        entry = {};
        into = nullptr;
    };
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (line.empty()) finish();
        if (line.starts_with("#,") && line.find("fuzzy") != std::string::npos) entry.fuzzy = true;
        if (line.starts_with("msgctxt")) into = &context;
        else if (line.starts_with("msgid")) into = &entry.english.emplace_back();
        else if (line.starts_with("msgstr")) into = &entry.translations.emplace_back();
        else if (!line.starts_with('"')) continue;
        if (into) *into += unquoted(line);
    }
    finish();
    return all;
}

std::vector<std::string> placeholdersOf(const std::string& text) {
    std::vector<std::string> found;
    for (size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '{') continue;
        if (at + 1 < text.size() && text[at + 1] == '{') {
            ++at;
            continue;
        }
        const std::string inside = text.substr(at + 1, text.find('}', at) - at - 1);
        const size_t colon = std::min(inside.find(':'), inside.size());
        const std::string number = colon > 0 ? inside.substr(0, colon) : std::to_string(found.size());
        found.push_back(number + ":" + inside.substr(std::min(colon + 1, inside.size())));
    }
    std::sort(found.begin(), found.end());
    return found;
}

Speaking::Speaking(const char* code) {
    const Outcome spoken = useLanguage(code, buildFolder() / "share/myochart/translations");
    EXPECT_TRUE(spoken) << spoken.error().message;
}

Speaking::~Speaking() { EXPECT_TRUE(useLanguage("", {})); }

}  // namespace myochart::test
