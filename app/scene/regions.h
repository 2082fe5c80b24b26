#pragma once
#include <span>
#include <string_view>

#include "anatomy/catalogue.h"
#include "body/body.h"
#include "scene/camera.h"

namespace myochart::scene {

/// A part of the body that a therapist asks to see.
struct BodyRegion {
    std::string_view key;   ///< "low_back"
    std::string_view name;  ///< "Low back", for menus
    bool paired = false;    ///< comes left and right: the shoulder, not the neck
    StandardView view = StandardView::anterior;  ///< from where it is usually looked at
};

/// All regions, from head to toe.
std::span<const BodyRegion> bodyRegions();

/// Where a region lies on a body.
struct RegionFrame {
    const BodyRegion* region = nullptr;
    Side side = Side::midline;  ///< of a paired region the asked one; midline: both sides together
    Box bounds;                 ///< mm, body frame; never empty
};

/// The bounds follow the body's own bony landmarks with what lies over them; where it lacks those bones, the muscles.
/// Key, name or a usual other word ("neck", "Low back", "left shoulder", "lumbar", "calf") to the region and its bounds.
/// Fails with the known names when no region is called so, and when the body has nothing of it.
Result<RegionFrame> regionFrame(const body::Body& body, const anatomy::Catalogue& catalogue, std::string_view words);

/// The region that a point of the body belongs to: the one whose bounds it lies deepest in. Nothing outside all of them,
/// far from the body.
std::optional<RegionFrame> regionAt(const body::Body& body, vec3 positionBody);

}  // namespace myochart::scene
