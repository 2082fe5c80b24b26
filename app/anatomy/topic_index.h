#pragma once
#include <array>
#include <span>

#include "anatomy/name_index.h"
#include "anatomy/tables.h"
#include "anatomy/word_table.h"

namespace myochart::anatomy {

/// Finds muscles by what is not their name: everyday words and groups ("calf", "rotator cuff", "C7"), complaints
/// ("sciatica", "which muscle gives temple pain?"), where pain is felt, and nerves and roots. Immutable; any thread.
class TopicIndex {
  public:
    TopicIndex() = default;
    explicit TopicIndex(const Tables& tables);

    /// Raises `best` (one hit a muscle, in the order of the muscles that the index was built of) where a topic fits
    /// better than what is there. Every word asked must be near a word of the topic; "which muscle gives" says nothing.
    void search(std::string_view text, std::vector<SearchHit>& best) const;

  private:
    struct Topic {
        std::string shown;
        std::vector<std::uint32_t> words;    ///< into words_, without fillers
        std::vector<std::uint32_t> muscles;  ///< the likeliest first
        FoundBy by = FoundBy::everyday;
        double weight = 1;
        std::string screenFirst;
    };
    void add(std::string shown, std::vector<std::uint32_t> muscles, FoundBy by, double weight, std::string screenFirst = {});
    void addEveryday(const Tables& tables);
    void addConditions(const Tables& tables);
    void addPain(const Tables& tables);
    void addNerves(const Tables& tables);
    std::vector<std::uint32_t> numbersOf(std::span<const std::string> muscleKeys) const;
    double fitOf(const Topic& topic, const std::vector<std::vector<float>>& fits) const;

    WordTable words_;
    std::vector<Topic> topics_;
    std::unordered_map<std::string, std::uint32_t> numbers_;  ///< of muscles by key
};

/// "C5-C7" with every root between: "C5 C6 C7"; words that are no roots stay.
std::string withEveryRoot(std::string_view innervation);

}  // namespace myochart::anatomy
