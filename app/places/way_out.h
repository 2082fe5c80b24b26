#pragma once
#include "body/body.h"
#include "places/place_side.h"
#include "places/skin_way.h"

namespace myochart::places {

/// Which of a structure's faces can be come to from the side they belong to, and which a needle meets first. Keeps the
/// skin's triangles once they are needed: made once a search, for one thread.
class WayOut {
  public:
    explicit WayOut(const body::Body& body);

    /// False when the place lies on the other side of the midline than `side`, or nearer to it than `leastMm`.
    bool liesOn(vec3 position, Side side, float leastMm) const;
    /// False when the way straight out from the point crosses the midline inside the body: to be come to from the other
    /// side only. True where there is no skin to tell, or no side.
    bool isOpen(const geometry::SurfacePoint& point, Side side);
    /// isOpen() for certain, by the normal alone.
    static bool isSurelyOpen(vec3 normal, Side side);
    /// isOpen(), and a needle from the skin meets this face of the structure before the others.
    bool isMetFirst(const geometry::SurfacePoint& point, Side side);

  private:
    const body::Body& body_;
    std::optional<float> midplane_;
    std::vector<std::pair<std::uint32_t, geometry::TriMesh>> skins_;
    SkinWay skinWay_;
};

}  // namespace myochart::places
