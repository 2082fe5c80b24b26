#pragma once
#include <string>
#include <vector>

#include "anatomy/hazards.h"
#include "geometry/segment_index.h"
#include "needle/path.h"
#include "scene/depths.h"

namespace myochart::needle {

// What lies on and beside the way of a needle on one body. Nothing here clears a way: people differ from every model.

/// A vessel, nerve, organ, part of the spinal cord or its canal, or the wall of the chest, near the whole inserted shaft.
struct Hazard {
    std::optional<std::uint32_t> structure;  ///< none: isWall or isCanal; spokenHazard() and keyOf() tell of all three
    anatomy::Danger danger = anatomy::Danger::none;
    bool isWall = false;      ///< of the chest, behind which pleura and lung lie
    bool isCanal = false;     ///< of the spine, found from the vertebrae (spinal_canal.h)
    float distanceMm = 0;     ///< from the shaft to its nearest surface; 0: it is met
    float atDepthMm = 0;      ///< of the shaft's nearest point
    float uncertaintyMm = 0;  ///< how far its course may lie elsewhere in a person of this build, or half the width of what is drawn as a line; 0: measured on this body
    bool schematic = false;   ///< drawn by a textbook course, or found by a rule
    bool seen = false;        ///< at a depth that ultrasound showed (passage.h)

    /// The depth from which on the shaft is as near as its course is uncertain, as if it lay straight across the way; of one
    /// that is met.
    float metFromMm() const;
    bool isMet() const { return distanceMm <= std::max(uncertaintyMm, 0.05F); }
};

/// How far around the shaft hazards are told, mm.
constexpr float kAroundMm = 25;

struct SpinalCanal;

/// The structures of one body that are hazards, ready to be asked. Immutable; any thread.
class HazardIndex {
  public:
    HazardIndex(const body::Body& body, const anatomy::Catalogue& catalogue);

    /// Within `aroundMm` of the shaft, those that are met first by their depth, then the others by their distance. `fold`: of the
    /// shaft's path, where tissue is lifted.
    std::vector<Hazard> near(const Shaft& shaft, const geometry::RayIndex& rays, float aroundMm = kAroundMm, const Fold& fold = {}) const;
    /// The depth at which this way, however long the needle, comes to the first hazard or as near to it as its course is
    /// uncertain; nothing within kLongestMm on this body, which clears nothing.
    std::optional<float> firstOnWay(const Shaft& shaft, const geometry::RayIndex& rays, const Fold& fold = {}) const;
    /// The hazards in which pieces of the path lie, also those of which the shaft crosses no surface because it begins or stays inside
    /// of them: each is met where its piece begins. They join `found`, of near(). The first depth from which one of those that
    /// near() had not met is met; nothing where there was none.
    std::optional<float> addPassed(const Path& path, std::vector<Hazard>& found) const;
    /// Whether a place lies inside of a structure that is a hazard.
    bool isWithin(const geometry::RayIndex& rays, vec3 place) const;
    /// What could not be looked at on this body, a sentence each: never empty, for no body holds everything.
    const std::vector<std::string>& notChecked() const { return notChecked_; }

  private:
    /// Hazards of one kind, ready to be asked.
    struct Group {
        std::vector<Hazard> parts;  ///< in the order of the index, without distances
        geometry::SegmentIndex index;

        Group(const body::Body& body, std::vector<Hazard> hazards, const SpinalCanal* canal);
        void addNear(const Shaft& shaft, float aroundMm, const Fold& fold, std::vector<Hazard>& found) const;
    };
    HazardIndex(const body::Body& body, const anatomy::Catalogue& catalogue, const std::optional<SpinalCanal>& canal);
    std::optional<Hazard> chest(const Shaft& shaft) const;
    const Hazard* hazardOf(std::uint32_t structure) const;

    scene::ChestWall chest_;
    Group measured_;  ///< met where their surface is
    Group courses_;   ///< met as far off as their course is uncertain
    float mostUncertainMm_ = 0;
    std::vector<std::string> notChecked_;
};

/// The directions around `shaft` within `halfAngle` (radians), evenly spread over the cone, the middle one first; at least
/// `count`. With each the depth of the first hazard on that way (firstOnWay). `fold`: of the middle one.
struct ConeWay {
    vec3 direction{};
    std::optional<float> firstHazardMm;
};
std::vector<ConeWay> coneOf(const HazardIndex& hazards, const geometry::RayIndex& rays, const Shaft& shaft, float halfAngle, size_t count = 500, const Fold& fold = {});

/// "wall_of_the_chest", "spinal_canal_schematic", or the structure's key.
std::string keyOf(const body::Body& body, const Hazard& hazard);
/// "wall of the chest", "spinal canal (schematic)", "left sciatic nerve (schematic)".
std::string spokenHazard(const body::Body& body, const Hazard& hazard);

/// "none of those modelled": where no hazard is found, together with statement(); never "none" alone.
std::string noneModelled();
/// "A planning aid on one generic body ...": goes with every path, cone, picture and table.
std::string statement();

}  // namespace myochart::needle
