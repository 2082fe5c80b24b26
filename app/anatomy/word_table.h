#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace myochart::anatomy {

/// Every word of the names that can be searched, once, and how near a typed word is to each.
class WordTable {
  public:
    /// The word's number; added when it is new.
    std::uint32_t add(const std::string& word);
    bool contains(const std::string& word) const { return numbers_.contains(word); }
    const std::vector<std::string>& words() const { return words_; }
    /// By word number: 1 the same, less for a beginning or a misspelling, 0 not at all.
    std::vector<float> fits(std::string_view asked) const;

  private:
    float fit(std::string_view asked, std::uint64_t askedLetters, size_t word) const;

    std::vector<std::string> words_;
    std::vector<std::vector<std::uint64_t>> letters_;  ///< of each word: which letters its first n letters have
    std::unordered_map<std::string, std::uint32_t> numbers_;
};

}  // namespace myochart::anatomy
