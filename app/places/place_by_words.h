#pragma once
#include <string_view>

#include "places/place.h"

namespace myochart::places {

/// From muscle, side, u (along) and v (across) to the surface there: of the two faces the one that a needle meets first
/// (docs/decisions/0019); where the structure ends short of (u, v), its nearest point. w is not used. A whole or a part
/// stands in for the other where the body lacks it; of several structures the largest is taken.
Result<Place> placeByAddress(const body::Body& body, const anatomy::Catalogue& catalogue, const record::MuscleAddress& address,
                             Side side);
/// "left upper trapezius, trp1", "left soleus, lower third, lateral part", "right biceps brachii long head, near the
/// insertion": words to a place on the face met first. Every sentence of placeAt is understood. Fails with the nearest known
/// names when nothing is called so, when the side is missing, and when a word after the name is no place.
Result<Place> placeByWords(const body::Body& body, const anatomy::Catalogue& catalogue, std::string_view words);
/// Mirrors across the body's midplane (half way between its pairs) onto the opposite structure: its nearest point there.
/// `side` is the marker's. An anchor of another body goes by its address. Fails when nothing of the counterpart lies
/// within 40 mm of the mirrored place (the spleen has no other side).
Result<Place> mirrored(const body::Body& body, const anatomy::Catalogue& catalogue, const record::SurfaceAnchor& anchor, Side side);

}  // namespace myochart::places
