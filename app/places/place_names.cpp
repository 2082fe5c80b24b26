#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"
#include "places/place_search.h"

namespace myochart::places {

namespace {

constexpr size_t kMostNames = 3;

std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> words = split(foldForSearch(text), ' ');
    std::erase(words, "");
    return words;
}

bool isSide(const std::string& word) { return word == "left" || word == "right"; }

/// How many of the asked words a structure's name has, a misspelt one for half.
float nameFit(const std::vector<std::string>& asked, const std::string& name) {
    const std::vector<std::string> words = wordsOf(name);
    float fit = 0;
    for (const std::string& word : asked) {
        if (isSide(word) || word.size() < 4) continue;
        float best = 0;
        for (const std::string& own : words) {
            if (own == word) best = 1;
            else if (best < 0.5F && (own.starts_with(word) || editDistance(word, own, 2) <= (word.size() > 6 ? 2 : 1))) best = 0.5F;
        }
        fit += best;
    }
    return fit;
}

void addOnce(std::vector<std::string>& names, std::string name) {
    if (names.size() < kMostNames && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

void addMuscles(const anatomy::Catalogue& catalogue, std::string_view text, std::vector<std::string>& names) {
    for (const anatomy::SearchHit& hit : catalogue.search(text, kMostNames)) addOnce(names, anatomy::spokenName(*catalogue.muscle(hit.muscleKey)));
}

void addStructures(const body::Body& body, const std::vector<std::string>& asked, std::vector<std::string>& names) {
    std::vector<std::pair<float, std::uint32_t>> fits;
    for (std::uint32_t i = 0; i < body.structures().size(); ++i)
        if (const float fit = body.structure(i).muscleKey.empty() ? nameFit(asked, body.structure(i).name) : 0; fit > 0) fits.emplace_back(-fit, i);
    std::sort(fits.begin(), fits.end());
    for (const auto& [fit, index] : fits) addOnce(names, body.structure(index).name);
}

std::vector<std::string> withoutSides(std::vector<std::string> words) {
    std::erase_if(words, isSide);
    return words;
}

}  // namespace

std::optional<std::uint32_t> structureNamed(const body::Body& body, std::vector<std::string> words) {
    std::sort(words.begin(), words.end());
    for (std::uint32_t i = 0; i < body.structures().size(); ++i) {
        std::vector<std::string> own = wordsOf(body.structure(i).name);
        if (own.size() != words.size()) continue;
        std::sort(own.begin(), own.end());
        if (own == words) return i;
    }
    return std::nullopt;
}

std::string noSuchName(const body::Body& body, const anatomy::Catalogue& catalogue, std::string_view text) {
    const std::vector<std::string> words = withoutSides(wordsOf(text));
    std::vector<std::string> names;
    addMuscles(catalogue, fmt::format("{}", fmt::join(words, " ")), names);
    if (names.empty()) addStructures(body, words, names);
    for (const std::string& word : words)
        if (word.size() >= 4) addMuscles(catalogue, word, names);
    if (names.empty()) return "No muscle or structure has that name; search lists the muscles that are known.";
    const std::string last = names.back();
    names.pop_back();
    return fmt::format("No muscle or structure has that name; near it {}{}{}.", names.empty() ? "is " : fmt::format("are {}", fmt::join(names, ", ")),
                       names.empty() ? "" : " or ", last);
}

}  // namespace myochart::places
