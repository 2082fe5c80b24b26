#pragma once
#include <cstdint>
#include <vector>

#include "body/body.h"

namespace myochart::places {

struct Neighbour {
    std::uint32_t structure = 0;
    float gapMm = 0;        ///< between sampled points of the two surfaces; 0: they touch
    float contact = 0;      ///< 0..1: share of the structure's sampled surface within reach of the neighbour
};

/// The structures that touch or lie nearest to one, those with the largest shared surface first, then by distance;
/// without the skin. From samples of the surfaces (about every 3 mm on a small muscle, 10 mm on a large one): some ms.
std::vector<Neighbour> neighboursOf(const body::Body& body, std::uint32_t structure, size_t most = 8);

}  // namespace myochart::places
