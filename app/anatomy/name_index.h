#pragma once
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "anatomy/clinical_facts.h"
#include "anatomy/facts.h"
#include "anatomy/word_table.h"

namespace myochart::anatomy {

/// A muscle's name found in a text, with the side the text names.
struct NameMatch {
    std::string muscleKey;
    std::optional<Side> side;
};

/// By what a search found a muscle.
enum class FoundBy { name, everyday, complaint, nerve };
std::string_view name(FoundBy by);  ///< "name", "everyday_word", "complaint", "nerve"

struct SearchHit {
    std::string muscleKey;
    std::string matched;  ///< the name, synonym, id, complaint or nerve that fits best
    double score = 0;     ///< 0..1
    FoundBy by = FoundBy::name;
    std::string screenFirst;  ///< of a complaint: what to rule out, shown before the muscle
};

/// Finds muscles by name. Immutable after build; any thread.
class NameIndex {
  public:
    NameIndex() = default;
    /// What people call the muscles is only searched; structures are matched by the proper names.
    NameIndex(std::span<const Muscle> muscles, std::span<const PlainName> plainNames);

    /// Whose structure `name` names; a wrong muscle on a chart is worse than none, so what is not understood is not
    /// matched: every word must be the muscle's, say only which part, or be a filler.
    /// With `mendSpelling` one wrong letter in a long word is forgiven when only one known word is that near.
    std::optional<NameMatch> match(std::string_view name, bool mendSpelling) const;
    std::optional<NameMatch> matchFma(std::string_view fma) const;
    /// One hit a muscle, in their order, score 0 where nothing fits: every word of `text` must be near a word of the name
    /// (whole, beginning, or misspelt).
    std::vector<SearchHit> search(std::string_view text) const;

  private:
    struct Name {
        std::uint32_t muscle = 0;
        std::string shown;
        std::vector<std::uint32_t> words;  ///< into the table of words
        double weight = 1;                 ///< proper names before synonyms
    };
    void addName(std::uint32_t muscle, const std::string& shown, double weight);
    void addMatch(std::uint32_t muscle, const std::string& shown, int rank);
    void addIds(std::uint32_t muscle, const Muscle& facts);
    const std::string* keyFor(const std::vector<std::string>& words) const;
    std::vector<std::string> spellingMended(std::vector<std::string> words) const;

    struct Meaning {
        std::uint32_t muscle = 0;
        int rank = 0;            ///< 0 proper name, 1 Latin, 2 synonym
        bool ambiguous = false;  ///< two muscles of the same rank
        std::vector<std::string> words;
    };
    bool onlySaysWhichPart(const std::string& word, std::uint32_t muscle) const;

    std::vector<std::string> keys_, regions_;  ///< by muscle
    std::vector<Name> names_;
    WordTable words_;  ///< of every name
    std::unordered_map<std::string, Meaning> meanings_;  ///< by joined(words)
    std::unordered_map<std::string, NameMatch> byFma_;
};

}  // namespace myochart::anatomy
