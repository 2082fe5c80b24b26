#pragma once
#include "needle/hazards.h"

namespace myochart::needle {

/// Depths under the skin that ultrasound showed on the way of the needle, mm; with a pincer grip: with the tissue held.
struct Ultrasound {
    std::optional<float> muscleMm, ribMm, pleuraMm;

    bool any() const { return muscleMm || ribMm || pleuraMm; }
};
/// "muscle=9,rib=17,pleura=23", each at most once; refused with a sentence where a depth is none, or they do not lie in that
/// order.
Result<Ultrasound> ultrasoundFrom(std::string_view words);
/// The same of figures; what is not given stays empty.
Result<Ultrasound> checked(const Ultrasound& told);

/// All that one needle passes and nears.
struct Passage {
    Path path;
    std::vector<Hazard> hazards;            ///< HazardIndex::near()
    std::optional<float> firstHazardMm;     ///< HazardIndex::firstOnWay()
    std::vector<std::string> overridden;    ///< what an ultrasound depth or a grip changed, a sentence each
};

/// Path, hazards and first hazard of one needle, with what is lifted and what ultrasound showed. The rule for the latter:
/// - the way of the model is stretched so that its first muscle, its first rib and its pleura (or the wall of the chest) lie as
///   deep as told: evenly between two told depths, shifted behind the last;
/// - so path and hazards follow; how far beside the needle something lies stays the model's;
/// - a pleura that is told counts at that depth, whatever the model shows; so does a rib as the first bone.
Passage passageOf(const body::Body& body, const geometry::RayIndex& rays, const HazardIndex& hazards, const Shaft& shaft, const Lift& lift = {},
                  const Ultrasound& ultrasound = {});

/// The same needle with nothing lifted and nothing seen: it stands beside every answer with a grip, for how far the tissue is lifted is
/// measured by nobody, and no hazard may vanish by that figure.
inline Passage withoutGrip(const body::Body& body, const geometry::RayIndex& rays, const HazardIndex& hazards, const Shaft& shaft) { return passageOf(body, rays, hazards, shaft); }

/// The path of passageOf() alone.
Path passedBy(const body::Body& body, const geometry::RayIndex& rays, const HazardIndex& hazards, const Shaft& shaft, const Lift& lift = {},
              const Ultrasound& ultrasound = {});

}  // namespace myochart::needle
