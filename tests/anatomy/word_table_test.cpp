#include <gtest/gtest.h>

#include <random>

#include "anatomy/catalogue.h"
#include "anatomy/name_words.h"
#include "anatomy/word_table.h"
#include "core/text.h"
#include "support/test_folder.h"

namespace myochart::anatomy {

namespace {

/// The rule, word by word, without anything prepared.
float plainFit(const std::string& asked, const std::string& known) {
    if (asked == known) return 1.0F;
    if (known.starts_with(asked))
        return 0.8F + 0.15F * static_cast<float>(asked.size()) / static_cast<float>(known.size());
    if (asked.find_first_of("0123456789") != std::string::npos || asked.size() < 4) return 0;
    const int allowed = asked.size() >= 8 ? 2 : 1;
    const int wrong = editDistance(asked, known, allowed);
    if (wrong <= allowed) return 0.8F - 0.1F * static_cast<float>(wrong);
    if (known.size() <= asked.size()) return 0;
    return editDistance(asked, known.substr(0, asked.size()), allowed) <= allowed ? 0.55F : 0;
}

std::vector<std::string> shippedWords() {
    const auto catalogue = Catalogue::load(test::sourceFolder() / "assets" / "knowledge");
    if (!catalogue) throw std::runtime_error("the catalogue cannot be read");
    std::vector<std::string> words;
    for (const Muscle& muscle : catalogue->muscles())
        for (const std::string& name : {muscle.name, muscle.latin, muscle.fma})
            for (const std::string& word : wordsOf(name)) words.push_back(word);
    for (const char* word : {"a", "m", "naïve", "c7", "ii", "übung"}) words.emplace_back(word);
    return words;
}

/// What somebody may type for a word: its beginnings, a letter wrong, left out, twice, exchanged with the next.
std::vector<std::string> typedFor(const std::string& word, std::mt19937& random) {
    const auto at = [&](size_t below) { return std::uniform_int_distribution<size_t>(0, below - 1)(random); };
    std::vector<std::string> typed = {word, word.substr(0, 1 + at(word.size())), word + "x"};
    for (int wrong = 1; wrong <= 3; ++wrong) {
        std::string other = word.substr(0, 1 + at(word.size()));
        for (int i = 0; i < wrong && other.size() > 1; ++i) {
            const size_t letter = at(other.size() - 1);
            switch (at(4)) {
                case 0:
                    other[letter] = static_cast<char>('a' + at(26));
                    break;
                case 1:
                    other.erase(letter, 1);
                    break;
                case 2:
                    other.insert(letter, 1, other[letter]);
                    break;
                default:
                    std::swap(other[letter], other[letter + 1]);
            }
        }
        typed.push_back(other);
    }
    return typed;
}

}  // namespace

TEST(WordTable, findsWhatComparingWithEveryWordFinds) {
    const std::vector<std::string> words = shippedWords();
    ASSERT_GT(words.size(), 300U);
    WordTable table;
    for (const std::string& word : words) table.add(word);
    std::mt19937 random(11);
    size_t begun = 0, misspelt = 0;
    for (const std::string& word : words)
        for (const std::string& typed : typedFor(word, random)) {
            const std::vector<float> fits = table.fits(typed);
            ASSERT_EQ(fits.size(), table.words().size());
            for (size_t i = 0; i < fits.size(); ++i) {
                ASSERT_EQ(fits[i], plainFit(typed, table.words()[i])) << typed << " for " << table.words()[i];
                begun += fits[i] > 0.8F && fits[i] < 1 ? 1 : 0;
                misspelt += fits[i] > 0 && fits[i] < 0.8F ? 1 : 0;
            }
        }
    EXPECT_GT(begun, 500U);
    EXPECT_GT(misspelt, 500U);
}

}  // namespace myochart::anatomy
