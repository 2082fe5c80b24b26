#pragma once
#include <optional>
#include <span>
#include <vector>

#include "core/vec.h"

namespace myochart::handout {

// Numbers beside a picture and the lines that lead to what they name. Pure geometry: any unit, y down.

/// The part of a page that a picture takes; labels stand left and right of it.
struct PictureFrame {
    float left = 0, right = 0, top = 0, bottom = 0;
};

struct LabelColumns {
    float heightOfLabel = 0;
    float between = 0;     ///< from one label to the next, at least
    float middle = 0;      ///< x that divides what is labelled on the left from what is labelled on the right
};

/// A line from a place in the picture to the edge of its label: for a label on the left the middle of the label's right edge.
struct Leader {
    vec2 from{}, to{};
    bool onLeft = false;
};

/// How many labels the two columns hold.
size_t roomFor(const PictureFrame& frame, const LabelColumns& columns);

/// A leader for every place, in their order. No two lines cross or touch, labels do not overlap, and all of them lie between top and
/// bottom. Places outside the frame are brought into it; each is moved by less than the eye sees, so that no two are one. Nothing
/// comes back when there are more places than roomFor().
std::optional<std::vector<Leader>> leadersFor(std::span<const vec2> places, const PictureFrame& frame, const LabelColumns& columns);

/// Whether two lines have a point in common.
bool cross(const Leader& one, const Leader& other);

}  // namespace myochart::handout
