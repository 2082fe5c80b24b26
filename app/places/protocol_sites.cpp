#include "places/protocol_sites.h"

#include <algorithm>

#include <fmt/format.h>

#include "places/place_by_words.h"
#include "record/like.h"

namespace myochart::places {

namespace {

void addSite(ProtocolSites& found, const body::Body& body, const anatomy::Catalogue& catalogue, const anatomy::Protocol& protocol, const anatomy::TriggerPoint& point, Side side,
             UtcMs now) {
    const anatomy::Muscle* muscle = catalogue.muscle(point.muscleKey);
    const auto place = placeByWords(body, catalogue, fmt::format("{} {}, {}", name(side), muscle ? muscle->name : point.muscleKey, point.index));
    if (!place) return found.missing.push_back(place.error().message);
    const anatomy::NeedlePolicy* policy = catalogue.policy(point.key);
    record::Marker marker;
    marker.type = policy && policy->policy == anatomy::Policy::handsOnly ? record::MarkerType::tender : record::MarkerType::needle;
    marker.anchor = place->anchor;
    marker.muscle = place->muscle;
    marker.side = place->side;
    marker.sentence = place->sentence;
    marker.plan.point = point.key;
    marker = record::takenOver(std::move(marker), protocol.key, now);
    marker.plan.earlier.clear();
    found.sites.push_back(std::move(marker));
}

}  // namespace

ProtocolSites protocolSites(const body::Body& body, const anatomy::Catalogue& catalogue, const anatomy::Protocol& protocol, Side side, UtcMs now) {
    ProtocolSites found;
    for (const anatomy::ProtocolPoint& each : protocol.points) {
        const auto& points = catalogue.triggerPoints();
        const auto point = std::find_if(points.begin(), points.end(), [&](const anatomy::TriggerPoint& row) { return row.key == each.point; });
        if (point == points.end()) continue;
        for (const Side wanted : {Side::left, Side::right})
            if (each.bothSides || wanted == side) addSite(found, body, catalogue, protocol, *point, wanted, now);
    }
    return found;
}

}  // namespace myochart::places
