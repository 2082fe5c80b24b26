#pragma once
#include "anatomy/catalogue.h"
#include "core/words.h"
#include "record/chart.h"

namespace myochart::note {

/// The catalogue's muscle of a site: by its place, or by the name where somebody wrote another one. Null: none.
inline const anatomy::Muscle* muscleOf(const record::Marker& marker, const anatomy::Catalogue& catalogue) {
    if (!marker.byHand.muscle && !marker.anchor.address.muscleKey.empty()) return catalogue.muscle(marker.anchor.address.muscleKey);
    const auto match = catalogue.matchSpelt(marker.muscle);
    return match ? catalogue.muscle(match->muscleKey) : nullptr;
}

/// What clinicians call the muscle in the language of the window: in German by its Latin name, in Spanish and French by the
/// national one, in English as the tables do.
inline std::string clinicalName(const anatomy::Muscle& muscle, const anatomy::Catalogue& catalogue) {
    const std::string_view language = languageInUse();
    if (language == "de" && !muscle.latin.empty()) return muscle.latin;
    const anatomy::PlainName* plain = language == "es" || language == "fr" ? catalogue.plainName(muscle.key) : nullptr;
    return plain ? plain->in(language) : anatomy::spokenName(muscle);
}

/// The same of a site's muscle; one that somebody wrote, or that the tables do not know, as it is kept.
inline std::string clinicalName(const record::Marker& marker, const anatomy::Catalogue& catalogue) {
    const anatomy::Muscle* muscle = marker.byHand.muscle || languageInUse() == "en" ? nullptr : muscleOf(marker, catalogue);
    return muscle ? clinicalName(*muscle, catalogue) : marker.muscle;
}

/// The region of the body of that muscle (Muscle::region); empty: it has none.
inline std::string regionOf(const record::Marker& marker, const anatomy::Catalogue& catalogue) {
    const anatomy::Muscle* muscle = muscleOf(marker, catalogue);
    return muscle ? muscle->region : std::string();
}

}  // namespace myochart::note
