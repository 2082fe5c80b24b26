#include "record/chart.h"

#include <algorithm>

namespace myochart::record {

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
