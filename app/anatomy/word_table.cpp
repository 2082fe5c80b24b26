#include "anatomy/word_table.h"

#include <bit>

#include "core/text.h"

namespace myochart::anatomy {

namespace {

std::uint64_t bitOf(char letter) {
    if (letter >= 'a' && letter <= 'z') return std::uint64_t{1} << (letter - 'a');
    if (letter >= '0' && letter <= '9') return std::uint64_t{1} << (26 + letter - '0');
    return std::uint64_t{1} << 40U;
}

std::uint64_t lettersOf(std::string_view word) {
    std::uint64_t letters = 0;
    for (const char letter : word) letters |= bitOf(letter);
    return letters;
}

/// Each wrong letter takes one letter away and brings another at most: most words are told apart without counting edits.
bool mayBeNear(std::uint64_t a, std::uint64_t b, int allowed) { return std::popcount(a ^ b) <= 2 * allowed; }

}  // namespace

std::uint32_t WordTable::add(const std::string& word) {
    const auto [at, isNew] = numbers_.try_emplace(word, static_cast<std::uint32_t>(words_.size()));
    if (!isNew) return at->second;
    words_.push_back(word);
    std::vector<std::uint64_t> letters(1, 0);
    for (const char letter : word) letters.push_back(letters.back() | bitOf(letter));
    letters_.push_back(std::move(letters));
    return at->second;
}

float WordTable::fit(std::string_view asked, std::uint64_t askedLetters, size_t word) const {
    const std::string& known = words_[word];
    if (asked == known) return 1.0F;
    if (known.starts_with(asked)) return 0.8F + 0.15F * static_cast<float>(asked.size()) / static_cast<float>(known.size());
    if (asked.find_first_of("0123456789") != std::string_view::npos) return 0;  // one digit off is another id
    const int allowed = asked.size() >= 8 ? 2 : asked.size() >= 4 ? 1 : 0;
    if (allowed == 0) return 0;
    if (mayBeNear(askedLetters, letters_[word].back(), allowed)) {
        const int wrong = editDistance(asked, known, allowed);
        if (wrong <= allowed) return 0.8F - 0.1F * static_cast<float>(wrong);
    }
    // A beginning with a letter wrong: "gastrocnme" for gastrocnemius.
    if (known.size() <= asked.size() || !mayBeNear(askedLetters, letters_[word][asked.size()], allowed)) return 0;
    return editDistance(asked, std::string_view(known).substr(0, asked.size()), allowed) <= allowed ? 0.55F : 0;
}

std::vector<float> WordTable::fits(std::string_view asked) const {
    std::vector<float> all;
    all.reserve(words_.size());
    const std::uint64_t letters = lettersOf(asked);
    for (size_t i = 0; i < words_.size(); ++i) all.push_back(fit(asked, letters, i));
    return all;
}

}  // namespace myochart::anatomy
