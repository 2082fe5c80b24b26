#include "body/national_names.h"

#include <algorithm>
#include <array>
#include <set>

#include "anatomy/name_words.h"

namespace myochart::body {

namespace {

using Words = std::vector<std::string>;

constexpr size_t kLanguages = 3;

/// The words that tell which muscle it is: no sides, articles, "muscle", or what stands in brackets.
Words tellingWords(std::string_view name) {
    static const std::set<std::string, std::less<>> articles = {"de",  "del", "la",  "el",  "los", "las", "le",
                                                                "les", "du",  "des", "d",   "l",   "der", "die",
                                                                "das", "y",   "et",  "und", "en"};
    const size_t bracket = name.find('(');
    Words words = anatomy::understand(name.substr(0, bracket)).words;
    std::erase_if(words, [&](const std::string& word) { return articles.contains(word); });
    return words;
}

Words shared(const Words& a, const Words& b) {
    Words both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both;
}

}  // namespace

NationalNames::NationalNames(const anatomy::Catalogue& catalogue) {
    std::map<std::string, std::array<Words, kLanguages>> known;
    for (const anatomy::PlainName& plain : catalogue.plainNames()) {
        if (!catalogue.muscle(plain.key)) continue;
        const std::array<std::string, kLanguages> names = {plain.german, plain.spanish, plain.french};
        for (size_t i = 0; i < kLanguages; ++i) {
            add(anatomy::joined(tellingWords(names[i])), plain.key);
            // Behind the comma stands which part.
            known[plain.key][i] = tellingWords(names[i].substr(0, names[i].find(',')));
        }
    }
    for (const anatomy::Muscle& whole : catalogue.muscles())
        for (size_t i = 0; i < kLanguages && !whole.parts.empty(); ++i) {
            Words all = known[whole.parts.front()][i];
            for (const std::string& part : whole.parts) all = shared(all, known[part][i]);
            const std::string words = anatomy::joined(all);
            if (!keys_.contains(words)) add(words, whole.key);
        }
}

void NationalNames::add(std::string words, const std::string& key) {
    if (words.empty()) return;
    const auto [at, isNew] = keys_.try_emplace(std::move(words), key);
    if (!isNew && at->second != key) at->second.clear();
}

std::string NationalNames::keyOf(std::string_view structureName) const {
    const auto at = keys_.find(anatomy::joined(tellingWords(structureName)));
    return at == keys_.end() ? std::string() : at->second;
}

}  // namespace myochart::body
