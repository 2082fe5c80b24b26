#pragma once
#include <optional>
#include <string>
#include <vector>

#include "anatomy/catalogue.h"

namespace myochart::anatomy {

/// The side that a word of `words` (folded for search) tells in one of the languages that names are known in, taken out of
/// them; nothing when none does. Letters alone ("l", "d") are no words here: they stand for more than sides.
inline std::optional<Side> takeSideWord(std::vector<std::string>& words) {
    constexpr size_t kLeastLetters = 4;
    for (auto at = words.begin(); at != words.end(); ++at)
        if (const auto side = at->size() >= kLeastLetters ? sideInName(*at) : std::nullopt) {
            words.erase(at);
            return side;
        }
    // "droit" is a muscle's name too (rectus), so it is no side inside of one.
    if (words.empty() || words.back() != "droit") return std::nullopt;
    words.pop_back();
    return Side::right;
}

}  // namespace myochart::anatomy
