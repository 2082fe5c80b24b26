#include "cli/output.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/text.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

constexpr size_t kLongest = 10'000;  ///< a text is shown whole: a warning that is cut off may read as leave

std::string cell(const json& value) {
    if (value.is_string()) return displayText(value.get<std::string>(), kLongest);
    if (value.is_number_float()) return formatNumber(value.get<double>(), 3);
    if (value.is_null()) return "-";
    if (value.is_array()) {
        std::string joined;
        for (const auto& part : value) joined += (joined.empty() ? "" : ", ") + cell(part);
        return joined;
    }
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

size_t shownWidth(const std::string& text) {  // code points, good enough for names
    return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool isRows(const json& value) { return value.is_array() && !value.empty() && value.front().is_object(); }

std::string indented(const std::string& text) {
    std::string moved;
    for (const std::string& line : split(std::string_view(text).substr(0, text.size() - 1), '\n')) moved += "    " + line + "\n";
    return moved;
}

/// Rows of objects as aligned columns under their keys; rows within a row stand below it.
std::string table(const json& rows) {
    std::vector<std::string> keys;
    std::set<std::string> nested;
    for (const auto& row : rows)
        for (const auto& [key, value] : row.items())
            if (isRows(value)) nested.insert(key);
    for (const auto& [key, value] : rows.front().items())
        if (!value.is_object() && !nested.contains(key)) keys.push_back(key);
    std::vector<size_t> widths;
    for (const auto& key : keys) {
        size_t width = key.size();
        for (const auto& row : rows) width = std::max(width, shownWidth(cell(row.value(key, json()))));
        widths.push_back(std::min<size_t>(width, 48));
    }
    std::string text;
    const auto line = [&](auto cellOf) {
        for (size_t i = 0; i < keys.size(); ++i) {
            const std::string shownCell = cellOf(keys[i]);
            text += shownCell;
            if (i + 1 < keys.size()) text.append(widths[i] + 2 - std::min(widths[i], shownWidth(shownCell)), ' ');
        }
        text += '\n';
    };
    line([](const std::string& key) { return key; });
    for (const auto& row : rows) {
        line([&](const std::string& key) { return cell(row.value(key, json())); });
        for (const std::string& key : nested)
            if (const json& within = row.value(key, json()); isRows(within)) text += fmt::format("  {}:\n{}", key, indented(table(within)));
    }
    return text;
}

/// What stands behind a key: sentences each on a line of their own, words in a row.
std::string forPeople(const std::string& key, const json& value) {
    const auto isSentence = [](const json& part) { return part.is_string() && part.get_ref<const std::string&>().size() > 40; };
    if (!value.is_array() || std::none_of(value.begin(), value.end(), isSentence))
        return fmt::format("{}: {}\n", key, value.is_array() && value.empty() ? "none" : cell(value));
    std::string text = key + ":\n";
    for (const auto& part : value) text += fmt::format("  {}\n", cell(part));
    return text;
}

std::string forPeople(const json& answer) {
    if (answer.is_array()) {
        if (answer.empty()) return "none\n";
        if (isRows(answer)) return table(answer);
    }
    if (!answer.is_object()) return cell(answer) + "\n";
    std::string text;
    for (const auto& [key, value] : answer.items()) {
        if (isRows(value)) text += key + ":\n" + table(value);
        else if (value.is_object()) text += key + ":\n" + forPeople(value);
        else text += forPeople(key, value);
    }
    return text;
}

Outcome write(const std::string& text) {
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (!written) return failed("The answer could not be written to standard output.");
    return Done{};
}

}  // namespace

Outcome print(const json& answer, bool asJson) {
    return write(asJson ? answer.dump(2, ' ', false, json::error_handler_t::replace) + "\n" : forPeople(answer));
}

Outcome printText(std::string_view text) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    std::string safe;
    for (const std::string& line : split(text, '\n')) safe += displayText(line, line.size()) + "\n";
    return write(safe);
}

void tell(std::string_view text) {
    (void)std::fwrite(text.data(), 1, text.size(), stderr);
    (void)std::fflush(stderr);
}

}  // namespace myochart::cli
