#pragma once
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/side.h"

namespace myochart::referral {

// What single words of a sentence about pain say, in the four languages of the window. Words are folded for search unless it is said otherwise.

/// Where a word of direction points; nothing when it is none. `near`: told of a place, and points nowhere ("above").
enum class Toward { front, back, outer, inner, side, top, bottom, middle, near };
std::optional<Toward> towardOf(std::string_view word);
/// Words that tell no place: "pain", "the", "schmerzen".
bool isFiller(std::string_view word);
/// "the", "my", "la": nothing hangs on them. "Der" is none, for it may be "of the".
bool isArticle(std::string_view word);
bool isOf(std::string_view word);

/// Parts places: "and".
bool isSeparator(std::string_view word);
/// Leads from a place to another: "to", "into", "radiating", "bis".
bool isWayTo(std::string_view word);
bool isOr(std::string_view word);
/// What follows is meant again.
bool isBut(std::string_view word);
/// What follows does not hurt: "no", "without", "except".
bool isDenial(std::string_view word);
/// A denial that holds for a whole list: "denies", "neither".
bool isDenialOfList(std::string_view word);
/// "Can", "able": what cannot be done is no denial of pain.
bool isAbility(std::string_view word);
/// Something that is done: "turn", "lift", "sleep".
bool isMovement(std::string_view word);
/// What a "no" or "not" before it leaves as it is: "no injury", "not only", "not relieved".
bool isNoPain(std::string_view word);
/// "Hurts", "weh": a place of which it is told hurts.
bool isPainWord(std::string_view word);
/// "Fine", "normal": a place of which it is told does not hurt; "gone": nor does one whose pain is.
bool isWell(std::string_view word);
bool isGone(std::string_view word);
bool isBoth(std::string_view word);
/// Takes a part out of what was told: "except", "sauf".
bool isExcept(std::string_view word);
/// "Used to", "better": it hurts no more, when something else does "now"; unless that does "also".
bool isOnce(std::string_view word);
bool isNow(std::string_view word);
bool isAlso(std::string_view word);

/// `raw`: as it was written; a letter alone is a side only as therapists write it ("L knee", "R. hip").
std::optional<Side> sideTold(std::string_view raw, std::string_view word);
/// "I left work", "right behind the ear": other words of English.
bool isNoSideAfterAll(std::string_view before, std::string_view word, std::string_view after);

/// The singular, and without the pain that German puts at the end of the place ("Nackenschmerzen").
std::string singularOf(std::string word);
/// Words folded for search, in the singular.
std::vector<std::string> placeWords(std::string_view text);

}  // namespace myochart::referral
