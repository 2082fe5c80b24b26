#pragma once
#include <optional>
#include <string_view>

#include "core/vec.h"

namespace myochart::places {

/// How a landmark is found on its bone. Directions and fractions count to lateral (to the left in midline bones), to
/// posterior and upwards; fractions are of the bone's own box.
struct LandmarkRecipe {
    std::string_view key;
    std::string_view bones;    ///< names of it in other models between "|"
    bool paired = true;
    vec3 towards{};            ///< the landmark is the part's extreme point that way
    vec3 from{0}, to{1};       ///< the part of the bone's box to look in
    float midlineMm = 0;       ///< above 0: only so near the midplane
    std::string_view onward{}; ///< then the surface of this structure, that way outwards, else its nearest point
    bool leans = false;        ///< a midline point that need not lie in the midplane itself
};

/// Nothing for a key without a recipe.
std::optional<LandmarkRecipe> landmarkRecipe(std::string_view key);

}  // namespace myochart::places
