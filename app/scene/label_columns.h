#pragma once
#include <utility>

#include "scene/label_room.h"

namespace myochart::scene {

struct ColumnItem {
    size_t request = 0;
    vec2 pointPx{}, sizePx{};
    PxHalf side{};  ///< of LabelRequest: decides the side, where it is bounded
};
/// Places for labels that found none near their points: in columns left and right of `hull` (the box of all points),
/// each column in the order of its points' heights, so that its leaders do not cross. Gives request and upper left
/// corner; items without room are left out. `room` is not changed.
std::vector<std::pair<size_t, vec2>> columnPlaces(const LabelRoom& room, const PxRect& hull, std::vector<ColumnItem> items);

}  // namespace myochart::scene
