#pragma once
#include <vector>

#include "anatomy/catalogue.h"
#include "body/body.h"
#include "chart/chart.h"
#include "scene/view_options.h"

namespace myochart::scene {

/// The shown structures along a ray, nearest first, each once, where the ray enters it. With an index 10 us, without
/// (null), with a section or exploded a few ms; then see pick_staged.h for what a hit means.
std::vector<geometry::RayHit> pickAlong(const body::Body& body, const geometry::RayIndex* rays, const geometry::Ray& ray,
                                        const ViewOptions& options);

/// A place on the body in the words of the record.
struct Place {
    chart::SurfaceAnchor anchor;
    std::string structureName;
    std::string muscle;  ///< the catalogue's name, else the structure's
    Side side = Side::midline;
    std::string sentence;
};

/// Anchor, muscle, side and sentence ("left soleus, lower third, lateral part") of a point of a structure. The sentence
/// names thirds of the structure's extent, and near the midline the distance from it (place_words.h); a structure that is no muscle of the catalogue is named as the
/// model names it. The side is the structure's; of a structure across the midline, that of the place (place_side.h).
/// Fast enough for every mouse move.
Place placeAt(const body::Body& body, const anatomy::Catalogue& catalogue, const geometry::SurfacePoint& point);
/// The nearest surface point of the shown structures (of `onlyStructure`, shown or not, when given). Fails when nothing
/// lies within 300 mm: such a point is in other units or axes.
Result<Place> placeNear(const body::Body& body, const anatomy::Catalogue& catalogue, vec3 positionBody,
                        std::optional<std::uint32_t> onlyStructure, const ViewOptions& options);
/// From muscle, side, u (along) and v (across) to the surface there: of the two faces the one that a needle meets first
/// (docs/decisions/0019); where the structure ends short of (u, v), its nearest point. w is not used. A whole or a part
/// stands in for the other where the body lacks it; of several structures the largest is taken.
Result<Place> placeByAddress(const body::Body& body, const anatomy::Catalogue& catalogue, const chart::MuscleAddress& address,
                             Side side);
/// "left upper trapezius, trp1", "left soleus, lower third, lateral part", "right biceps brachii long head, near the
/// insertion": words to a place on the face met first. Every sentence of placeAt is understood. Fails with the nearest known
/// names when nothing is called so, when the side is missing, and when a word after the name is no place.
Result<Place> placeByWords(const body::Body& body, const anatomy::Catalogue& catalogue, std::string_view words);
/// Mirrors across the body's midplane (half way between its pairs) onto the opposite structure: its nearest point there.
/// `side` is the marker's. An anchor of another body goes by its address. Fails when nothing of the counterpart lies
/// within 40 mm of the mirrored place (the spleen has no other side).
Result<Place> mirrored(const body::Body& body, const anatomy::Catalogue& catalogue, const chart::SurfaceAnchor& anchor, Side side);

/// A marker placed again on another body by its address: same muscle and side, with the error radius stated. Markers
/// whose muscle this body lacks stay where they were and are listed.
struct Reanchored {
    chart::Session session;
    std::vector<chart::MarkerId> moved, lost;
};

constexpr float kLeastErrorMm = 2;             ///< no address is better than this on another body
constexpr float kUnknownShapeShare = 0.08F;    ///< assumed difference in extent while the first body is not at hand
constexpr float kTurnShare = 0.5F;             ///< of the width, for a surface that faces another way

/// Each marker that was placed on another body (by checksum) goes to its structure here: the one with the same key, else
/// its muscle's nearest on that side (part, parts or whole). The point is frame.position(u, v, w), then the nearest
/// point of the structure. The address in the anchor stays as first placed, so errors do not add up from body to body
/// and the first body brings the marker back; the words of the record (muscle, side, sentence) stay too. Stated error:
///   max(2 mm, snap + |(|u - 1/2|, |v - 1/2|, |w - 1/2|) * D| + 0.5 * |n - n'| * sqrt(V * W) + V / 2 if another muscle)
/// snap = distance from the addressed point to the surface; D = difference of the two structures' extents along u, v, w
/// when `before` is the body that the marker was first placed on, else 8 % of the extents here; n, n' = the surface's
/// normals there and here; V, W = the extents along v and w here. An estimate, not a bound: of 1380 places on muscles of
/// BodyParts3D 3.0 put on 4.0, 94 in 100 lay within it of where the structures' boxes laid over each other put them.
Reanchored reanchor(const chart::Session& session, const body::Body& body, const anatomy::Catalogue& catalogue,
                    const body::Body* before = nullptr);

}  // namespace myochart::scene
