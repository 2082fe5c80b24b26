#pragma once
#include <vector>

#include "anatomy/catalogue.h"
#include "body/body.h"
#include "chart/chart.h"
#include "scene/view_options.h"

namespace myochart::scene {

/// The shown structures along a ray, nearest first, each once, where the ray enters it. With an index 10 us, without
/// (null) a few ms.
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

/// Anchor, muscle, side and sentence ("left soleus, lower third, lateral edge") of a point of a structure.
Place placeAt(const body::Body& body, const anatomy::Catalogue& catalogue, const geometry::SurfacePoint& point);
/// The nearest surface point of the shown structures (of `onlyStructure` when given).
Result<Place> placeNear(const body::Body& body, const anatomy::Catalogue& catalogue, vec3 positionBody,
                        std::optional<std::uint32_t> onlyStructure, const ViewOptions& options);
/// From muscle, side, u (along) and v (across) to the outer surface there.
Result<Place> placeByAddress(const body::Body& body, const anatomy::Catalogue& catalogue, const chart::MuscleAddress& address,
                             Side side);
/// "left upper trapezius, trp1" or "left soleus, lower third": words to a place; unknown words: the nearest known ones.
Result<Place> placeByWords(const body::Body& body, const anatomy::Catalogue& catalogue, std::string_view words);
/// Mirrors across the body's midplane (x = `midplaneX`) onto the opposite structure.
Result<Place> mirrored(const body::Body& body, const anatomy::Catalogue& catalogue, const chart::SurfaceAnchor& anchor, Side side);

/// A marker placed again on another body by its address: same muscle and side, with the error radius stated. Markers
/// whose muscle this body lacks stay where they were and are listed.
struct Reanchored {
    chart::Session session;
    std::vector<chart::MarkerId> moved, lost;
};
Reanchored reanchor(const chart::Session& session, const body::Body& body, const anatomy::Catalogue& catalogue);

}  // namespace myochart::scene
