#include "needle/pincer.h"

#include <algorithm>

#include "core/text.h"
#include "core/words.h"
#include "scene/depths.h"

namespace myochart::needle {

namespace {

/// What a text tells of the grip: the clause with the word, as far as the grip, or on from "grip of".
std::string pincerClause(std::string text) {
    std::ranges::replace(text, ';', ',');
    for (const std::string& clause : split(text, ',')) {
        const std::string words = foldForSearch(clause);
        const size_t at = words.find("pincer");
        if (at == std::string::npos) continue;
        const size_t grip = words.find("grip", at);
        const bool isOf = grip != std::string::npos && words.substr(grip).starts_with("grip of");
        return grip == std::string::npos || isOf ? words : words.substr(0, grip);
    }
    return "";
}

/// How many words of a phrase begin a word of the muscle's key.
size_t namedBy(const std::string& phrase, const std::string& key) {
    constexpr size_t kShortestWord = 4;
    const auto parts = split(key, '_');
    size_t count = 0;
    for (const std::string& word : split(phrase, ' '))
        count += word.size() >= kShortestWord && std::ranges::any_of(parts, [&](const std::string& part) { return part.starts_with(word); });
    return count;
}

bool has(const std::vector<std::string>& keys, std::string_view key) { return std::ranges::find(keys, key) != keys.end(); }

/// As musclesNamed(), but none where it names none.
std::vector<std::string> namedIn(const std::string& clause, const std::vector<std::string>& keys) {
    std::vector<std::string> named;
    std::string rest = clause;
    while (!rest.empty()) {
        const size_t cut = rest.find(" and ");
        const std::string phrase = rest.substr(0, cut);
        rest = cut == std::string::npos ? "" : rest.substr(cut + 5);
        size_t most = 0;
        for (const std::string& key : keys) most = std::max(most, namedBy(phrase, key));
        for (const std::string& key : keys)
            if (most > 0 && namedBy(phrase, key) == most) named.push_back(key);
    }
    return named;
}

/// Whether another clause than that of the grip says how this muscle is gone to: "and the upper soleus from the side".
bool isToldOtherwise(std::string text, const std::vector<std::string>& keys, std::string_view muscleKey) {
    std::ranges::replace(text, ';', ',');
    return std::ranges::any_of(split(text, ','), [&](const std::string& clause) {
        const std::string words = foldForSearch(clause);
        return words.find("pincer") == std::string::npos && has(namedIn(words, keys), muscleKey);
    });
}

/// A technique teaches the grip of those that it names with it; where it names none there, of all but those that it tells another way of.
bool techniqueTells(const std::string& text, const std::vector<std::string>& keys, std::string_view muscleKey) {
    const std::string clause = pincerClause(text);
    if (clause.empty()) return false;
    if (const auto named = namedIn(clause, keys); !named.empty()) return has(named, muscleKey);
    return has(keys, muscleKey) && !isToldOtherwise(text, keys, muscleKey);
}

/// A direction teaches it only of those that it names: "pincer for long head". "Within the pincer grip" tells where, not for whom.
bool directionTells(const std::string& text, const std::vector<std::string>& keys, std::string_view muscleKey) {
    return has(namedIn(pincerClause(text), keys), muscleKey);
}

}  // namespace

std::vector<std::string> musclesNamed(const std::string& clause, const std::vector<std::string>& keys) {
    const std::vector<std::string> named = namedIn(clause, keys);
    return named.empty() ? keys : named;
}

std::vector<const anatomy::SafetyFact*> pincerTaughtFor(const anatomy::Catalogue& catalogue, std::string_view muscleKey) {
    std::vector<const anatomy::SafetyFact*> facts;
    for (const anatomy::SafetyFact* fact : catalogue.safetyOf(muscleKey)) {
        if (fact->type != "hazard") continue;
        const anatomy::Muscle* muscle = catalogue.muscle(muscleKey);
        std::vector<std::string> keys = muscle ? muscle->parts : std::vector<std::string>{};  // a whole is told of by its parts
        keys.emplace_back(muscleKey);
        const bool told = std::ranges::any_of(keys, [&](const std::string& key) {
            return techniqueTells(fact->technique, fact->muscleKeys, key) || directionTells(fact->direction, fact->muscleKeys, key);
        });
        if (told) facts.push_back(fact);
    }
    return facts;
}

std::string noPincerSentence(const anatomy::Catalogue& catalogue, const anatomy::Muscle& muscle) {
    return pincerTaughtFor(catalogue, muscle.key).empty() ? trf("The tables tell of no pincer grip of {}.", anatomy::spokenName(muscle)) : "";
}

std::string untaughtGripSentence(const body::Body& body, const anatomy::Catalogue& catalogue, std::string_view muscleKey) {
    std::string text = scene::hasSkin(body) ? "" : tr("This body has no skin to lift.");
    const anatomy::Muscle* muscle = catalogue.muscle(muscleKey);
    const std::string none = muscle ? noPincerSentence(catalogue, *muscle) : tr("No muscle was named, so no table tells of a pincer grip here.");
    if (!text.empty() && !none.empty()) text += " ";
    return text + none;
}

}  // namespace myochart::needle
