#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace myochart::referral {

/// What stands between a word and the one before it.
enum class Break { none, list, sentence };

/// A word of a sentence about pain.
struct ToldWord {
    std::string raw;     ///< as it was written, or what an abbreviation stands for
    std::string folded;  ///< for search; never empty
    Break before = Break::none;
    char joint = ' ';    ///< what joins it with the word before without a blank: '-', '/', else a blank
};

/// The words by which places are known, folded, in the singular.
struct PlaceVocabulary {
    std::set<std::string, std::less<>> places;  ///< of parts of the body as people call them: "knee", no direction
    std::set<std::string, std::less<>> named;   ///< these and the words that name regions: "forehead"
    std::set<std::string, std::less<>> all;     ///< every word of parts, regions and complaints
};

using Told = std::vector<ToldWord>;

struct ToldText {
    std::vector<ToldWord> words;
    std::vector<std::string> readAs;  ///< what was mistyped and what it was taken for: "sholder: shoulder"
};

/// More of a text is not looked at, bytes.
inline constexpr size_t kMaxToldBytes = 2000;

/// The words of a text: abbreviations as the words that they stand for ("LBP", "RUE", "ant" before a place), vertebral levels each as one
/// ("L4/5": "L4", "L5"; "LWK 5"; "C-spine": "cervical spine"), numbers left out, a mistyped place or side as the one that it is near to, when it is near to one alone.
ToldText wordsTold(std::string_view text, const PlaceVocabulary& vocabulary);

}  // namespace myochart::referral
