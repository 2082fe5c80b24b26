#include "body/structure_names.h"

#include <algorithm>
#include <array>

#include "body/empty_names.h"
#include "core/text.h"

namespace myochart::body {

namespace {

bool isNumeral(char c) {
    return c >= '0' && c <= '9';
}

/// "soleus.l.001" without ".001", as Blender numbers copies.
std::string_view withoutNumbering(std::string_view name) {
    while (name.size() > 4 && name[name.size() - 4] == '.' && std::all_of(name.end() - 3, name.end(), isNumeral))
        name.remove_suffix(4);
    return name;
}

/// "soleus.l" to "soleus.r", "soleus li." to "soleus re.": the short last word by itself.
std::string withOtherEnding(std::string name) {
    static constexpr std::array<std::array<std::string_view, 2>, 7> kPairs = {
        {{"l", "r"}, {"L", "R"}, {"li", "re"}, {"lt", "rt"}, {"LT", "RT"}, {"izq", "der"}, {"sin", "dext"}}};
    const size_t end = name.find_last_not_of('.') + 1;
    const size_t before = name.substr(0, end).find_last_of(" ._-");
    if (before == std::string::npos) return name;
    const std::string word = name.substr(before + 1, end - before - 1);
    for (const auto& [left, right] : kPairs)
        if (word == left || word == right) return name.replace(before + 1, word.size(), word == left ? right : left);
    return name;
}

}  // namespace

std::string structureName(std::string_view meshName, std::string_view file) {
    const std::string_view own = withoutNumbering(meshName);
    if (!saysNothing(own)) return trim(own);
    std::string stem(file.substr(0, file.rfind('.')));
    std::replace(stem.begin(), stem.end(), '_', ' ');
    std::replace(stem.begin(), stem.end(), '.', ' ');
    stem = trim(stem);
    return stem.empty() ? "unnamed" : stem;
}

std::string withOtherSide(std::string_view name) {
    static constexpr std::array<std::array<std::string_view, 2>, 23> kPairs = {
        {{"left", "right"},      {"right", "left"},      {"Left", "Right"},      {"Right", "Left"},
         {"links", "rechts"},    {"rechts", "links"},    {"linke", "rechte"},    {"rechte", "linke"},
         {"gauche", "droit"},    {"droite", "gauche"},   {"droit", "gauche"},    {"izquierd", "derech"},
         {"derech", "izquierd"}, {"sinister", "dexter"}, {"dexter", "sinister"}, {"sinistr", "dextr"},
         {"dextr", "sinistr"},   {"Links", "Rechts"},    {"Rechts", "Links"},    {"Linke", "Rechte"},
         {"Rechte", "Linke"},    {"LEFT", "RIGHT"},      {"RIGHT", "LEFT"}}};
    std::string turned;
    for (size_t at = 0; at < name.size();) {
        const auto pair = std::find_if(kPairs.begin(), kPairs.end(),
                                       [&](const auto& p) { return name.substr(at).starts_with(p[0]); });
        turned += pair == kPairs.end() ? name.substr(at, 1) : (*pair)[1];
        at += pair == kPairs.end() ? 1 : (*pair)[0].size();
    }
    return turned == name ? withOtherEnding(std::move(turned)) : turned;
}

std::string KeyMaker::make(std::string_view name, Side side) {
    constexpr size_t kLongest = 100;
    std::string folded = foldForSearch(name).substr(0, kLongest);
    const auto words = split(folded, ' ');
    const auto holds = [&](std::string_view word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    };
    if (side != Side::midline && !holds("left") && !holds("right")) {
        // "soleus.l" is the left soleus.
        if (folded.ends_with(" l") || folded.ends_with(" r")) folded.resize(folded.size() - 2);
        folded = std::string(myochart::name(side)) + " " + folded;
    }
    std::replace(folded.begin(), folded.end(), ' ', '_');
    if (folded.empty()) folded = "unnamed";
    std::string key = folded;
    for (int copy = 2; !taken_.insert(key).second; ++copy) key = folded + "_" + std::to_string(copy);
    return key;
}

}  // namespace myochart::body
