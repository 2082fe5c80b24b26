#pragma once
#include <string>
#include <vector>

#include "anatomy/catalogue.h"
#include "note/over_time.h"

namespace myochart::note {

// What is different between two visits as people are told it, in the language of the window.

/// One thing that is otherwise: "Pain now", "7", "3". What is not recorded says so.
struct DifferenceLine {
    std::string what, before, after;

    bool operator==(const DifferenceLine&) const = default;
};

/// With a capital letter, where it begins with one of a to z.
std::string capitalised(std::string_view text);
/// The name that the needle table has for a key ("Pistoning"), or the words themselves.
std::string needleTerm(const anatomy::Catalogue& catalogue, const std::string& keyOrWords);
/// "Neck, rotation, left"; a score's name as it was given.
std::string figureTitle(const anatomy::Catalogue& catalogue, const FigureOverTime& figure);

/// What the two visits themselves say otherwise of pain.
std::vector<DifferenceLine> painLines(const anatomy::Catalogue& catalogue, const VisitDifference& difference);
/// And of the rest: measures first, the screening last. Left out is what is different in any two visits, or long. `before` and `after`: of OverTime::visits.
std::vector<DifferenceLine> visitLines(const anatomy::Catalogue& catalogue, const VisitDifference& difference, const OverTime& time, size_t before, size_t after);
/// Of one site; of one that is in one visit alone what is recorded of it, the other text of each line empty. Null: the visit has it not.
std::vector<DifferenceLine> siteLines(const anatomy::Catalogue& catalogue, const SiteDifference& site, const record::Marker* was, const record::Marker* is);
/// "new", "gone", "moved 4 mm", or empty.
std::string stateWords(const SiteDifference& site);
/// It is new, gone, elsewhere, or something that is read of it is otherwise.
bool isChanged(const SiteDifference& site);

}  // namespace myochart::note
