#pragma once
#include <string>
#include <vector>

#include "anatomy/catalogue.h"
#include "body/body.h"

namespace myochart::ui {

/// A structure that answers a search, with what to show of it.
struct FoundStructure {
    std::uint32_t structure = 0;
    std::string title;   ///< the muscle's name, else the structure's
    std::string detail;  ///< side, and the name that fitted where it is another one
    std::string screenFirst = {};  ///< found by a complaint: what to rule out before a muscle is blamed
};

/// Muscles by any of their names (spelling forgiven), then other structures whose name holds every word of `text`; best
/// first, each structure once. Only what `body` has; of a whole that it has in parts, the parts. Of both sides `first`
/// leads.
std::vector<FoundStructure> findStructures(const body::Body& body, const anatomy::Catalogue& catalogue,
                                           std::string_view text, size_t limit = 12,
                                           Side first = Side::left);

}  // namespace myochart::ui
