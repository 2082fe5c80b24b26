#pragma once
#include "referral/told_signs.h"
#include "referral/told_words.h"

namespace myochart::referral {

/// One of the places that somebody tells one after the other: "left temple and right calf" are two.
struct ToldPlace {
    std::string text;                ///< as it was told, to say it back
    std::vector<std::string> words;  ///< folded for search, the singular, without words of side
    std::optional<Side> side;        ///< left or right, when it was told of this place; else unknown, or both
    bool denied = false;             ///< "no pain in ...", "except ...": it is not meant
    bool excepted = false;           ///< denied as a part of what was told: "the hand except the thumb"
    bool sideInDoubt = false;        ///< no side was told of it, although the sentence tells one of another place
};

/// Parts at "and", commas and the like, and where one place leads to another ("from the neck to the hand"), in the four languages of the
/// window. While one side alone is told of in a sentence, it holds for the places behind it too ("left temple and eye"), and from the end, apart, for all
/// that have none ("temple and eye, left"). A word of direction alone takes the place that follows, or the one before ("front and side of the knee").
std::vector<ToldPlace> toldPlaces(const ToldText& text, const PlaceVocabulary& vocabulary);

}  // namespace myochart::referral
