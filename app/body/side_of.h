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

/// A side for each: the told one; else, of two of the same name that lie across the midplane from each other, the one
/// each lies on; else, for a muscle or a bone on one side, that side, if the whole model stands about the midplane;
/// else midline. (A spleen is on the left, but is not the left spleen.)
///
/// Where it lies goes before what it is called: a muscle or a bone that lies on the other side than it tells gets the
/// side it lies on, if the model stands about the midplane and nine of ten others lie where they tell. (BodyParts3D 4.0
/// names both flexores pollicis breves after the other hand.)
std::vector<Side> sidesOf(std::span<const SideQuestion> structures);

}  // namespace myochart::body
