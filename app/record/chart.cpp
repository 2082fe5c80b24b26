#include "record/chart.h"

#include <algorithm>
#include <array>

#include "core/words.h"

namespace myochart::record {

namespace {

struct TypeNames {
    std::string_view name, title;
};
constexpr std::array<TypeNames, 5> kTypes = {{{"active", mark("Active trigger point")},
                                              {"latent", mark("Latent trigger point")},
                                              {"satellite", mark("Satellite trigger point")},
                                              {"tender", mark("Tender point")},
                                              {"needle", mark("Needle site")}}};

}  // namespace

std::string_view name(MarkerType type) {
    return kTypes.at(static_cast<size_t>(type)).name;
}
std::string_view title(MarkerType type) {
    return kTypes.at(static_cast<size_t>(type)).title;
}

std::optional<MarkerType> markerTypeFromName(std::string_view text) {
    for (const MarkerType type : choicesOf(MarkerType()))
        if (name(type) == text) return type;
    return std::nullopt;
}

const Marker* Session::marker(const MarkerId& markerId) const {
    const auto found = std::find_if(markers.begin(), markers.end(), [&](const Marker& m) { return m.id == markerId; });
    return found == markers.end() ? nullptr : &*found;
}

void numberMarkers(Session& session) {
    for (const Marker& marker : session.markers) session.lastNumber = std::max(session.lastNumber, marker.number);
    for (Marker& marker : session.markers)
        if (marker.number == 0) marker.number = ++session.lastNumber;
}

std::string shownLabel(const Session& session, const MarkerId& marker) {
    const Marker* found = session.marker(marker);
    if (!found) return {};
    return found->label.empty() ? std::to_string(found->number) : found->label;
}

}  // namespace myochart::record
