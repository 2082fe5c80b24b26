#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/side.h"

namespace myochart::referral {

/// One of the places that somebody tells one after the other: "left temple and right calf" are two.
struct ToldPlace {
    std::string text;                ///< as it was told, to say it back
    std::vector<std::string> words;  ///< folded for search, the singular, without words of side
    std::optional<Side> side;        ///< left or right, when it was told of this place; else unknown, or both
    bool denied = false;             ///< "no pain in ...", "except ...": it is not meant
};

/// More of a text is not looked at, bytes.
inline constexpr size_t kMaxToldBytes = 2000;

/// Parts at "and", commas and the like, in the four languages of the window. While one side alone is told of, it holds for the places
/// behind it too ("left temple and eye"), and from the end, apart, for all that have none ("temple and eye, left"). A word of direction alone
/// takes the place that follows, or the one before ("front and side of the knee").
std::vector<ToldPlace> toldPlaces(std::string_view text);

/// Where a word of direction points; nothing when it is none. `near`: told of a place, and points nowhere ("above").
enum class Toward { front, back, outer, inner, side, top, bottom, middle, near };
std::optional<Toward> towardOf(const std::string& word);
/// Words that tell no place: "pain", "the", "schmerzen".
bool isFiller(const std::string& word);

/// Words folded for search, the English plural as the singular.
std::vector<std::string> placeWords(std::string_view text);

}  // namespace myochart::referral
