#pragma once
#include <optional>
#include <vector>

#include "body/body.h"
#include "geometry/ray_index.h"

namespace myochart::places {

constexpr float kFaces = 0.25F;  ///< a surface faces a way from here on (cosine)

/// The shortest straight ways from the skin to places of a body that meet no bone or cartilage: what a needle meets
/// first. Reads the skin and bones once they are needed; one thread.
class SkinWay {
  public:
    explicit SkinWay(const body::Body& body) : body_(body) {}

    /// From the place out to where that way begins on the skin, mm; nothing without a skin within 250 mm that it can
    /// come from.
    std::optional<vec3> out(vec3 place);
    /// Whether a needle on that way meets the surface before anything else of its structure. True where there is no
    /// such way. Close by, a surface that turns away from the way found last is not asked about anew.
    bool meetsFirst(const geometry::SurfacePoint& point);

  private:
    struct SkinPlace {
        vec3 position, outward;
    };
    struct Bone {
        std::uint32_t structure;
        std::optional<geometry::TriMesh> mesh{};    ///< once a way comes near
        std::optional<geometry::RayIndex> index{};  ///< once many did
        int rays = 0;
        bool isMet(const body::Body& body, const geometry::Ray& ray, float reachMm);
    };
    void read();
    bool isFree(vec3 place, vec3 direction, float distanceMm);
    bool leavesStructure(const geometry::SurfacePoint& point, vec3 way);

    const body::Body& body_;
    bool isRead_ = false;
    std::vector<SkinPlace> skin_;
    std::vector<Box> skinBoxes_;
    std::vector<Bone> bones_;
    std::optional<std::pair<std::uint32_t, geometry::TriMesh>> own_;  ///< the structure asked about last
    std::optional<std::pair<vec3, vec3>> last_;                       ///< a place, and where its way begins on the skin
};

}  // namespace myochart::places
