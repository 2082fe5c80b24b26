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
    struct Asked;
    float fit(const Asked& asked, size_t number) const;

    std::vector<std::string> words_;
    std::vector<std::uint64_t> letters_;  ///< word after word: which letters its first 0, 1, 2 ... letters have
    std::vector<std::uint32_t> starts_;   ///< of each word in `letters_`
    std::unordered_map<std::string, std::uint32_t> numbers_;
};

}  // namespace myochart::anatomy
