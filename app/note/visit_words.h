#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace myochart::note {

/// A key of the record with what it says, in the language of the window.
struct KeyWords {
    std::string key, words;
};

/// How a patient can lie or sit (Before::position).
std::vector<KeyWords> positions();
/// What a pain is like (PainArea::qualities), in the order in which it is asked, and how deep it is felt (PainArea::depth).
std::vector<KeyWords> painQualities();
std::vector<KeyWords> painDepths();
/// What patients are told to look out for afterwards (After::aftercare).
std::vector<KeyWords> adviceTexts();
/// The words of a key of such a list; nothing that is none of them.
std::string wordsOf(const std::vector<KeyWords>& list, std::string_view key);

}  // namespace myochart::note
