#pragma once
#include <memory>
#include <string>
#include <vector>

#include "record/chart.h"

namespace myochart::scene {

/// A site of another visit, or what stands for several: seen, pointed at, never picked, dragged or counted as one of the open
/// visit. On the body that is shown.
struct Ghost {
    record::MarkerId id;
    record::MarkerType type = record::MarkerType::active;
    std::string structureKey;
    vec3 position{}, normal{0, 0, 1};
    std::string label;      ///< empty: none
    float size = 1;         ///< times a site's mark
    float opacity = 1;
    bool hollow = true;     ///< else it looks like a site
    bool selected = false;

    bool operator==(const Ghost&) const = default;
};
/// A site as it was placed, without a label.
inline Ghost ghostOf(const record::Marker& marker) {
    Ghost ghost;
    ghost.id = marker.id;
    ghost.type = marker.type;
    ghost.structureKey = marker.anchor.structureKey;
    ghost.position = marker.anchor.position;
    ghost.normal = marker.anchor.normal;
    return ghost;
}
using Ghosts = std::shared_ptr<const std::vector<Ghost>>;  ///< may be null

}  // namespace myochart::scene
