#pragma once
#include <span>

#include "handout/handout.h"
#include "handout/handout_maps.h"
#include "handout/page_parts.h"

namespace myochart::handout {

/// Two visits of a patient, of all that there are in their order, placed on one body.
struct ComparisonSource {
    const record::Patient& patient;
    const record::Practice& practice;
    std::span<const record::Session> visits;
    size_t before = 0, after = 0;
    const anatomy::Catalogue& catalogue;
    const Texts& texts;  ///< those of the language of the window
};

/// What is different between them, as the window compares visits, beside each other: pain, sites, the rest of the visit; then the sites of each on the
/// body. Throws std::runtime_error where it cannot be made.
HandoutPdf comparisonPdf(const ComparisonSource& source, const std::vector<BodyMap>& mapsBefore, const std::vector<BodyMap>& mapsAfter, Paper paper);

}  // namespace myochart::handout
