#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/side.h"
#include "core/vec.h"

namespace myochart::body {

/// What is known of a structure when its side is asked for.
struct SideQuestion {
    std::string name;
    Box box;                   ///< mm, body frame
    std::optional<Side> told;  ///< by its name or its identifier
    bool isPaired = false;     ///< of a kind that usually comes twice: a muscle, a bone
};

/// The side on which a box lies: nine tenths of its width there and its middle farther than 10 mm from the midplane,
/// else midline. The one rule for what no name tells.
Side sideOfBox(const Box& box);

/// True for a box that lies as much on one side as on the other and reaches far out on both: "left" is not true of it.
bool spansBothSides(const Box& box);

/// A side for each: the told one; else, of two of the same name that lie across the midplane from each other, the one
/// each lies on; else, where places can be trusted, the one it lies on (sideOfBox); else midline. Places can be trusted
/// when the frame is known (`isFrameKnown`) or the whole model stands about the midplane.
///
/// Where it lies goes before what it is called: a muscle or a bone that lies on the other side than it tells gets the
/// side it lies on, if the model stands about the midplane and nine of ten others lie where they tell. (BodyParts3D 4.0
/// names both flexores pollicis breves after the other hand.)
std::vector<Side> sidesOf(std::span<const SideQuestion> structures, bool isFrameKnown = false);

}  // namespace myochart::body
