#pragma once
#include <memory>
#include <string>
#include <vector>

#include "anatomy/catalogue.h"
#include "body/body.h"
#include "geometry/ray_index.h"
#include "geometry/surface_distance.h"

namespace myochart::needle {

/// A landmark that can be felt through the skin, and the skin over it.
struct SkinLandmark {
    std::string spoken;  ///< "spinous process of C7"
    Side side = Side::midline;
    geometry::SurfacePoint onSkin;
    std::vector<float> distances{};  ///< along the skin, as far as they were asked for
    float reachMm = 0;
};

/// "35 mm lateral to the spinous process of C7".
struct FromLandmark {
    float mm = 0;
    vec3 bearing{};
    SkinLandmark* mark = nullptr;
};

/// A body's skin with its landmarks, to tell places along it. Read once; one thread. Only for this folder.
class SkinLandmarks {
  public:
    SkinLandmarks(const body::Body& body, const anatomy::Catalogue& catalogue);

    bool hasSkin() const { return index_.has_value(); }
    std::vector<SkinLandmark>& marks() { return marks_; }
    /// The skin at a place that lies on it; a muscle may stand out of it by some millimetres.
    std::optional<geometry::SurfacePoint> at(vec3 place) const;
    /// The way straight in, evened out over the skin's facets.
    vec3 inwardAt(vec3 place) const;
    /// Makes sure of the distances from a landmark as far as that.
    void reach(SkinLandmark& mark, float mm) const;
    /// Infinite where reach() did not lead.
    float distance(const SkinLandmark& mark, const geometry::SurfacePoint& at) const { return skin_->at(mark.distances, at.triangle, at.barycentric); }
    /// The place that is so far from one or two landmarks, that of several which lies the told ways from them.
    std::optional<vec3> place(const std::vector<FromLandmark>& told) const;

  private:
    std::unique_ptr<geometry::SurfaceDistance> skin_;
    std::optional<geometry::RayIndex> index_;
    std::vector<vec3> normals_;
    std::vector<SkinLandmark> marks_;
};

}  // namespace myochart::needle
