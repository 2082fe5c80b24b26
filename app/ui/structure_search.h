#pragma once
#include <string>
#include <vector>

#include "anatomy/catalogue.h"
#include "body/body.h"
#include "core/words.h"

namespace myochart::ui {

/// A structure that answers a search, with what to show of it.
struct FoundStructure {
    std::uint32_t structure = 0;
    std::string title;   ///< the muscle's name, else the structure's
    std::string detail;  ///< side, and the name that fitted where it is another one
    std::string screenFirst = {};  ///< found by a complaint: what to rule out before a muscle is blamed
};

/// Whether the first that was found is there on the other side too and the words told neither. Enter then takes none of
/// them: a side that was not told would be the list's choice, and what is selected is what is charted next. The arrows or a
/// click tell it, or the word itself.
bool asksForSide(const body::Body& body, const std::vector<FoundStructure>& found);
/// With its side before it, so that two rows are told apart by their first word: "Left soleus".
std::string sidedTitle(const body::Body& body, const FoundStructure& found);
/// What a list says while the side is not told.
inline constexpr const char* kWhichSide = mark("Left or right? Choose with the arrow keys, or type the side.");

/// Muscles by any of their names (spelling forgiven), then other structures whose name holds every word of `text`; best
/// first, each structure once. Only what `body` has; of a whole that it has in parts, the parts. Of both sides `first`
/// leads.
std::vector<FoundStructure> findStructures(const body::Body& body, const anatomy::Catalogue& catalogue,
                                           std::string_view text, size_t limit = 12,
                                           Side first = Side::left);

}  // namespace myochart::ui
