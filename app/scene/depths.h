#pragma once
#include <optional>
#include <vector>

#include "anatomy/hazards.h"
#include "places/site_safety.h"
#include "scene/pick.h"

namespace myochart::scene {

/// How deep the ray's places lie under the skin of this body, whether the skin is shown or not.
class SkinDepth {
  public:
    SkinDepth(const body::Body& body, const geometry::RayIndex* rays, const geometry::Ray& ray);
    /// From where the ray last goes in through the skin before the hit (mm along the ray, not less than 0); nothing where
    /// no skin lies before it. `moved`: the hit was picked among layers that are moved apart; its place on the whole body
    /// counts.
    std::optional<float> of(const geometry::RayHit& hit, bool moved = false) const;

  private:
    geometry::Ray ray_;
    std::vector<float> entries_;  ///< along the ray, nearest first; may lie behind its origin
};
/// Whether the body has a skin to count from.
bool hasSkin(const body::Body& body);

/// The wall of the chest of one body, ready to be asked often. The body lives longer; any thread.
class ChestWall {
  public:
    explicit ChestWall(const body::Body& body);
    /// Where a ray goes into it, mm along the ray: through an intercostal muscle, or between and through the ribs into what
    /// they enclose. Pleura and lung lie behind, whether the body has a lung there or not. Nothing where it does not.
    std::optional<float> entered(const geometry::RayIndex* rays, const geometry::Ray& ray) const;
    /// Where a ray comes between and through the ribs into what they enclose, within `reachMm`; the muscles between them are
    /// not asked.
    std::optional<float> encloses(const geometry::Ray& ray, float reachMm) const;
    /// Whether a structure is a muscle between ribs, with nothing but pleura behind.
    bool isWall(std::uint32_t structure) const { return isWall_[structure]; }

  private:
    bool holds(vec3 place) const;
    vec2 reach(const geometry::Ray& ray) const;

    const body::Body& body_;
    std::vector<bool> isWall_;  ///< of each structure: a muscle between ribs with nothing but pleura behind
    std::vector<Box> ribs_;
    Box whole_;
};
/// The same for one ray.
std::optional<float> entersChest(const body::Body& body, const geometry::RayIndex* rays, const geometry::Ray& ray);

/// The vessels, nerves, organs and the like along the ray that `options` hide, nearest first, each once: a list without
/// them would read as a way that is free.
std::vector<geometry::RayHit> hiddenDangers(const body::Body& body, const geometry::RayIndex* rays, const geometry::Ray& ray,
                                            const ViewOptions& options);

/// The worst that lies within reach of a needle behind a place with that outward normal, shown or hidden; `none` where the
/// model shows nothing, which clears nothing.
anatomy::Danger worstBeneath(const body::Body& body, const geometry::RayIndex* rays, vec3 place, vec3 normal);

/// What to know before a needle at a site: of a place on no muscle of the tables also what lies beneath it. `body` may be
/// null.
places::SiteSafety siteSafety(places::SiteSafetyReader& reader, const std::shared_ptr<const body::Body>& body, const geometry::RayIndex* rays,
                              const anatomy::Catalogue& catalogue, const record::Marker& marker);

}  // namespace myochart::scene
