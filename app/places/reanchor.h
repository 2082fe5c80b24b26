#pragma once
#include <vector>

#include "anatomy/catalogue.h"
#include "body/body.h"
#include "record/chart.h"

namespace myochart::places {

/// A marker placed again on another body by its address: same muscle and side, with the error radius stated. Markers
/// whose muscle this body lacks stay where they were and are listed.
struct Reanchored {
    record::Session session;
    std::vector<record::MarkerId> moved, lost;
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
Reanchored reanchor(const record::Session& session, const body::Body& body, const anatomy::Catalogue& catalogue,
                    const body::Body* before = nullptr);

}  // namespace myochart::places
