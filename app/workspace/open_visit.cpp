#include "workspace/open_visit.h"

#include <algorithm>

#include "places/reanchor.h"
#include "scene/pick.h"

namespace myochart::workspace {

OpenVisit::Placed OpenVisit::showOn(std::shared_ptr<const body::Body> body, const anatomy::Catalogue& catalogue) {
    body_ = std::move(body);
    catalogue_ = &catalogue;
    places_.clear();
    return place();
}

record::Session OpenVisit::recordedFrom(const record::Session& edited) const {
    record::Session recorded = edited;
    for (record::Marker& marker : recorded.markers) {
        const auto known = places_.find(marker.id.text);
        if (known != places_.end() && known->second.shown == marker.anchor) marker.anchor = known->second.recorded;
    }
    return recorded;
}

void OpenVisit::take(record::Session recorded) {
    recorded_ = std::move(recorded);
    place();
}

OpenVisit::Placed OpenVisit::place() {
    shown_ = recorded_;
    if (!body_) return {};
    record::Session anew;  // of those whose place on this body is not known yet
    for (record::Marker& marker : shown_.markers) {
        const auto known = places_.find(marker.id.text);
        if (known != places_.end() && known->second.recorded == marker.anchor)
            marker.anchor = known->second.shown;
        else
            anew.markers.push_back(marker);
    }
    if (anew.markers.empty()) return {};
    places::Reanchored placed = places::reanchor(anew, *body_, *catalogue_);
    auto next = placed.session.markers.begin();
    for (record::Marker& marker : shown_.markers) {
        if (next == placed.session.markers.end() || next->id != marker.id) continue;
        places_[marker.id.text] = {marker.anchor, next->anchor};
        marker.anchor = next->anchor;
        ++next;
    }
    return {std::move(placed.moved), std::move(placed.lost)};
}

record::Session withChange(const record::Session& now, const record::Session& from, const record::Session& to) {
    if (now == from) return to;
    record::Session after = to;
    for (record::Marker& marker : after.markers) {
        const record::Marker *was = from.marker(marker.id), *is = now.marker(marker.id);
        if (was && is && *was == marker) marker = *is;
    }
    for (const record::Marker& marker : now.markers)
        if (!from.marker(marker.id) && !to.marker(marker.id)) after.markers.push_back(marker);
    after.lastNumber = std::max(after.lastNumber, now.lastNumber);
    return after;
}

}  // namespace myochart::workspace
