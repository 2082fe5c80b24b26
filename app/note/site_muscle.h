#pragma once
#include "anatomy/catalogue.h"
#include "record/chart.h"

namespace myochart::note {

/// The catalogue's muscle of a site: by its place, or by the name where somebody wrote another one. Null: none.
inline const anatomy::Muscle* muscleOf(const record::Marker& marker, const anatomy::Catalogue& catalogue) {
    if (!marker.byHand.muscle && !marker.anchor.address.muscleKey.empty()) return catalogue.muscle(marker.anchor.address.muscleKey);
    const auto match = catalogue.matchSpelt(marker.muscle);
    return match ? catalogue.muscle(match->muscleKey) : nullptr;
}

/// The region of the body of that muscle (Muscle::region); empty: it has none.
inline std::string regionOf(const record::Marker& marker, const anatomy::Catalogue& catalogue) {
    const anatomy::Muscle* muscle = muscleOf(marker, catalogue);
    return muscle ? muscle->region : std::string();
}

}  // namespace myochart::note
