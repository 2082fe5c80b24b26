#pragma once
#include <optional>
#include <string>
#include <vector>

#include "anatomy/catalogue.h"
#include "body/body.h"
#include "exchange/markups.h"
#include "record/edits.h"
#include "scene/view_options.h"

namespace myochart::workspace {

/// No point that lies farther from the body's nearest structure becomes a site, mm: it is of another body, or in other units or axes.
inline constexpr float kMostAwayMm = 30;

/// A point of another program's list as a site of a visit.
struct PlacedSite {
    std::string place;             ///< of the point in its file
    record::Marker marker;         ///< nobody has confirmed it (plan.unconfirmed); without a number
    std::optional<float> awayMm;   ///< how far the point lay from where the site is; nothing: it stays where it was placed on another body
};
struct MarkupSites {
    std::vector<PlacedSite> placed;     ///< in the order of the file
    std::vector<std::string> notTaken;  ///< a sentence each, with the place in the file
    size_t known = 0;                   ///< are sites of the visit already
};

/// What points and lines are as sites of that visit: each goes to the nearest structure of the body that is shown. What Myochart
/// wrote keeps its place unless somebody moved the point; of its facts come those that a new visit takes over from an earlier one
/// (record::takenOver). A line is a needle's way, of the site that it was written for, or a site of its own at its tip. The
/// same file gives the same ids. Fails where a point does not tell its type and `otherwise` does not either.
Result<MarkupSites> sitesOf(const exchange::Markups& markups, const body::Body& body, const anatomy::Catalogue& catalogue, const scene::ViewOptions& options,
                            const record::Session& into, std::optional<record::MarkerType> otherwise, UtcMs now);

/// The visit with these sites, as one step.
Result<record::Edited> withSites(record::Session into, const std::vector<PlacedSite>& sites);

}  // namespace myochart::workspace
