#include "body/national_names.h"

#include <algorithm>
#include <array>
#include <set>

#include "anatomy/csv_table.h"
#include "anatomy/name_words.h"
#include "core/files.h"

namespace myochart::body {

namespace {

using Words = std::vector<std::string>;

constexpr std::array<std::string_view, 3> kLanguages = {"german", "spanish", "french"};

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

NationalNames NationalNames::shipped(const anatomy::Catalogue& catalogue) {
    constexpr std::uint64_t kMostTableBytes = 1 << 20;
    const std::string file = "plain_names.csv";
    NationalNames names;
    const auto assets = programFolder("assets");
    if (!assets) return names;
    const auto text = readTextFile(*assets / "knowledge" / file, kMostTableBytes);
    if (!text) return names;
    const auto rows = anatomy::parseCsv(file, *text, {"key", "german", "spanish", "french"});
    if (!rows) return names;
    std::map<std::string, std::array<Words, kLanguages.size()>> known;
    for (const anatomy::CsvRow& row : rows->rows) {
        anatomy::RowReader read(*rows, row);
        const std::string key = read.needed("key");
        if (!catalogue.muscle(key)) continue;
        for (size_t i = 0; i < kLanguages.size(); ++i) {
            const std::string name = read.text(kLanguages[i]);
            names.add(anatomy::joined(tellingWords(name)), key);
            known[key][i] = tellingWords(name.substr(0, name.find(',')));  // behind the comma stands which part
        }
    }
    for (const anatomy::Muscle& whole : catalogue.muscles())
        for (size_t i = 0; i < kLanguages.size() && !whole.parts.empty(); ++i) {
            Words all = known[whole.parts.front()][i];
            for (const std::string& part : whole.parts) all = shared(all, known[part][i]);
            const std::string words = anatomy::joined(all);
            if (!names.keys_.contains(words)) names.add(words, whole.key);
        }
    return names;
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
