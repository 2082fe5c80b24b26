#include "handout/patient_screen.h"

#include <algorithm>

#include "record/ledger.h"

namespace myochart::handout {

PatientScreen patientScreenOf(const HandoutSource& source) {
    const Texts& texts = source.texts;
    const auto& markers = source.session.markers;
    const auto isTold = [](const record::Marker& marker) { return marker.plan.unconfirmed != true; };
    const auto isToCome = [&](const record::Marker& marker) { return isTold(marker) && record::isOnlyPlanned(marker); };
    const auto needles = std::ranges::count_if(markers, [&](const record::Marker& marker) { return isTold(marker) && (record::isOnlyPlanned(marker) || record::wasNeedled(marker)); });
    Handout handout = handoutOf(source);
    PatientScreen screen;
    const bool isAnyToCome = std::ranges::any_of(markers, isToCome);
    screen.title = handout.sites.empty() ? texts.of("title planned") : isAnyToCome ? texts.of("consent places title") : std::move(handout.placesTitle);
    screen.sites = std::move(handout.sites);
    if (needles > 0) screen.needles = texts.of("screen needles", {{"count", std::to_string(needles)}});
    if (screen.sites.empty()) screen.nothing = texts.of("screen nothing");
    if (screen.sites.empty() || isAnyToCome) screen.feel = {texts.of("screen feel title"), texts.paragraphs("screen feel")};
    screen.after = std::move(handout.expect);
    if (screen.sites.empty()) screen.after.paragraphs = texts.paragraphs("expect needled");
    return screen;
}

}  // namespace myochart::handout
