#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/side.h"
#include "core/vec.h"

namespace myochart::needle {

// The words of a site's sentence for directions and landmarks; only for this folder.

/// "lateral to", "above", ...: of the six ways the one that `way` follows most. `side` turns lateral; midline: left and right.
std::string bearingWords(vec3 way, Side side);
/// The unit direction of such words at the start of `text`, which loses them; nothing when it begins with none.
std::optional<vec3> takeBearing(std::string& text, Side side);

/// "aimed forward, 20 degrees up and 5 degrees medially": the way of the body that `direction` follows most, and by how many
/// whole degrees it leans from it to two sides. Back within a degree.
std::string aimWords(vec3 direction, Side side);
/// What aimWords() tells, without "aimed"; also "20 degrees forward" and "straight in", from the skin's inward normal. Nothing
/// when the words tell no direction.
std::optional<vec3> aimFromWords(std::string_view words, Side side, vec3 skinInward);

/// "spinous process of C7" of the label "C7 spinous process", "lateral acromion" of "Lateral acromion".
std::string spokenLandmark(std::string_view label);

}  // namespace myochart::needle
