#pragma once
#include "anatomy/catalogue.h"
#include "body/body.h"
#include "places/place.h"

namespace myochart::places {

/// What a protocol proposes on this body.
struct ProtocolSites {
    std::vector<record::Marker> sites;  ///< needle sites, not confirmed, in the protocol's order
    std::vector<std::string> missing;   ///< why a point could not be placed, a sentence each
};

/// The sites of a protocol; points that are not on both sides go to `side`. Points that courses leave to the hands are
/// proposed as tender points.
ProtocolSites protocolSites(const body::Body& body, const anatomy::Catalogue& catalogue, const anatomy::Protocol& protocol, Side side, UtcMs now);

}  // namespace myochart::places
