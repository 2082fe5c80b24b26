#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/side.h"

namespace myochart::anatomy {

/// A name's words, folded (small letters, no diacritics), "leftDeltoid.001" split into left, deltoid, 001.
std::vector<std::string> wordsOf(std::string_view name);

/// What a structure's name says, whatever the word order, the language or the program it came from.
struct NameWords {
    std::vector<std::string> words;  ///< sorted, each once: without sides, fillers ("muscle", "part of", "mesh") and
                                     ///< with one form a word (Latin endings, plurals, "peroneus" = "fibularis")
    bool otherTissue = false;        ///< names a nerve, vessel, fascia, tendon, bone ...
};
NameWords understand(std::string_view name);

/// The side words of a name; nothing when there is none or both.
std::optional<Side> sideOf(const std::vector<std::string>& words);

/// A word that only says which part of a structure ("humeral", "second", "superior"), so the rest names the structure.
bool isPartWord(const std::string& word);

/// The words as one text, to compare and to look up.
std::string joined(const std::vector<std::string>& words);

}  // namespace myochart::anatomy
