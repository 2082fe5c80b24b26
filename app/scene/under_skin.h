#pragma once
#include "body/body.h"
#include "geometry/ray_index.h"
#include "scene/view_options.h"

namespace myochart::scene {

/// So deep under the skin a muscle or bone is still meant by a click on the skin.
constexpr float kUnderSkinMm = 120;

/// What is charted by a point of the skin: where the way straight in first meets a muscle, bone or cartilage that is
/// shown; else any that was not hidden one by one. The point itself when it lies on something else than skin, or when
/// nothing lies under it. `rays` may be null: a few ms instead of microseconds.
geometry::SurfacePoint underSkin(const body::Body& body, const geometry::RayIndex* rays, const geometry::SurfacePoint& point, const ViewOptions& options);

}  // namespace myochart::scene
