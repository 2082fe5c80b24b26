#include "anatomy/word_table.h"

#include <algorithm>

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

/// Each wrong letter takes one letter away and brings another at most: most words are told apart without counting
/// edits.
bool mayBeNear(std::uint64_t a, std::uint64_t b, int allowed) {
    std::uint64_t different = a ^ b;
    for (int i = 0; i < 2 * allowed; ++i) different &= different - 1;  // takes the lowest bit away
    return different == 0;
}

}  // namespace

struct WordTable::Asked {
    std::string_view word;
    std::uint64_t letters = 0;
    int allowed = 0;  ///< wrong letters
};

std::uint32_t WordTable::add(const std::string& word) {
    const auto [at, isNew] = numbers_.try_emplace(word, static_cast<std::uint32_t>(words_.size()));
    if (!isNew) return at->second;
    words_.push_back(word);
    starts_.push_back(static_cast<std::uint32_t>(letters_.size()));
    letters_.push_back(0);
    for (const char letter : word) letters_.push_back(letters_.back() | bitOf(letter));
    return at->second;
}

float WordTable::fit(const Asked& asked, size_t number) const {
    const std::uint64_t* letters = &letters_[starts_[number]];
    const std::string& known = words_[number];
    const size_t length = asked.word.size();
    const std::uint64_t beginning = letters[std::min(known.size(), length)];
    if (beginning == asked.letters && known.starts_with(asked.word))
        return known.size() == length ? 1.0F
                                      : 0.8F + 0.15F * static_cast<float>(length) / static_cast<float>(known.size());
    if (asked.allowed == 0) return 0;
    if (mayBeNear(asked.letters, letters[known.size()], asked.allowed)) {
        const int wrong = editDistance(asked.word, known, asked.allowed);
        if (wrong <= asked.allowed) return 0.8F - 0.1F * static_cast<float>(wrong);
    }
    // A beginning with a letter wrong: "gastrocnme" for gastrocnemius.
    if (known.size() <= length || !mayBeNear(asked.letters, beginning, asked.allowed)) return 0;
    return editDistance(asked.word, std::string_view(known).substr(0, length), asked.allowed) <= asked.allowed ? 0.55F
                                                                                                               : 0;
}

std::vector<float> WordTable::fits(std::string_view word) const {
    Asked asked{word, lettersOf(word), word.size() >= 8 ? 2 : word.size() >= 4 ? 1 : 0};
    if (word.find_first_of("0123456789") != std::string_view::npos) asked.allowed = 0;  // one digit off is another id
    std::vector<float> all(words_.size());
    for (size_t i = 0; i < all.size(); ++i) all[i] = fit(asked, i);
    return all;
}

}  // namespace myochart::anatomy
