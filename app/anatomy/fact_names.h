#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "anatomy/catalogue.h"

namespace myochart::anatomy {

// What to rule out first is said in these languages too, a row each beside its English sentence. What hazards, contraindications, precautions, techniques, exercises, complaints, joints, movements and regions of pain are called in the
// languages of the window, and by which other words people look for them (assets/knowledge/fact_names.csv). Every row is a
// PlainName of the fact's key: the first one of a key is its name, those behind it are further words.

/// What the fact of that key is called in the window's language; `english` where that is English or the tables are silent.
std::string called(const Catalogue& catalogue, std::string_view key, std::string_view english);
inline std::string called(const Catalogue& catalogue, const SafetyFact& fact) { return called(catalogue, fact.key, fact.title); }
inline std::string called(const Catalogue& catalogue, const NeedleFact& fact) { return called(catalogue, fact.key, fact.name); }
inline std::string called(const Catalogue& catalogue, const Condition& fact) { return called(catalogue, fact.key, fact.name); }
inline std::string called(const Catalogue& catalogue, const Protocol& fact) { return called(catalogue, fact.key, fact.name); }
inline std::string called(const Catalogue& catalogue, const HomeExercise& fact) { return called(catalogue, fact.key, fact.name); }
/// The key under which the table names a region of referred pain: "region_temple".
inline std::string regionNameKey(std::string_view region) { return "region_" + std::string(region); }
inline std::string called(const Catalogue& catalogue, const ReferralRegion& region) { return called(catalogue, regionNameKey(region.key), region.label); }
/// Of a joint or a movement, whose English word is its key; other words stay.
inline std::string called(const Catalogue& catalogue, std::string_view word) { return called(catalogue, word, word); }

/// The key under which the table says in other languages what to rule out first in a complaint.
inline std::string screenKey(std::string_view condition) { return "screen_" + std::string(condition); }
/// What to rule out first, in the window's language; in English where the table is silent.
inline std::string screenFirstIn(const Catalogue& catalogue, const Condition& fact) { return called(catalogue, screenKey(fact.key), fact.screenFirst); }
/// The same of a sentence that a search has found (SearchHit::screenFirst).
std::string screenFirstIn(const Catalogue& catalogue, const std::string& english);

/// Every word for the fact in all languages, a line each, to look in.
std::string wordsFor(const Catalogue& catalogue, std::string_view key);
/// The one of the keys that a text means: by the key itself, or by its name or one of its words in any language, without
/// capitals and accents. Empty: none, or more than one.
std::string keyMeant(const Catalogue& catalogue, const std::vector<std::string>& keys, std::string_view text);
/// Whether a text is that key, or has one of its names or words in any language in it, as whole words: "on warfarin since May" mentions
/// the anticoagulants. Not where the words deny it, say that it is over or speak of somebody else ("no allergy", "mother had diabetes").
bool mentions(const Catalogue& catalogue, std::string_view text, std::string_view key);

}  // namespace myochart::anatomy
