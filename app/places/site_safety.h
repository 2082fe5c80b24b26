#pragma once
#include <map>
#include <memory>
#include <span>

#include "anatomy/hazards.h"
#include "places/trigger_places.h"
#include "record/chart.h"

namespace myochart::places {

/// How near a charted point must lie for its policy to count at a site: points are placed to about 20-30 mm.
constexpr float kPointReachMm = 30;

/// What to know before a needle at a site. Nothing in it clears a site.
struct SiteSafety {
    const anatomy::Muscle* muscle = nullptr;       ///< null: the tables do not know the place
    const anatomy::Muscle* liesOn = nullptr;       ///< the muscle of the place, where the record names another by hand
    const anatomy::SafetyFact* hazard = nullptr;   ///< the most serious of the muscle
    const anatomy::NeedlePolicy* policy = nullptr;
    std::string noTarget;  ///< the organ, vessel or nerve that the place lies on: no needle belongs there; else empty
    anatomy::Danger beneath = anatomy::Danger::none;  ///< the worst that the model shows behind a place without a muscle
    bool nearPoint = false;  ///< the policy is of points within kPointReachMm, else of all of the muscle's
};

/// The policy is the strictest of the muscle's charted points within kPointReachMm of `position`; where none lies so
/// near, or `position` is not known, the strictest of all its points.
SiteSafety siteSafety(const anatomy::Catalogue& catalogue, std::string_view muscleKey, std::span<const TriggerPlace> places = {},
                      const vec3* position = nullptr);

/// True when the reason of the policy, that courses name nothing large in the usual path, would stand beside a hazard and
/// take it back: then it is not shown.
bool reasonTakesHazardBack(const SiteSafety& safety);

/// All warnings of the site's muscles, each once, those of `muscle` first.
std::vector<const anatomy::SafetyFact*> warningsOf(const anatomy::Catalogue& catalogue, const SiteSafety& safety);

/// The muscle that a marker's record names, else the one it was placed on; empty: neither is in the tables.
std::string muscleKeyOf(const anatomy::Catalogue& catalogue, const record::Marker& marker);

/// Site safety on one body, each muscle's points laid on it once (a few ms). For the drawing thread.
class SiteSafetyReader {
  public:
    SiteSafety at(const std::shared_ptr<const body::Body>& body, const anatomy::Catalogue& catalogue, std::string_view muscleKey, Side side,
                  vec3 position);
    /// Of a marker as it is placed on `body`; null: without a body, the strictest. Where the record names another muscle
    /// than the place, the needle still enters there: the worse of both counts.
    SiteSafety of(const std::shared_ptr<const body::Body>& body, const anatomy::Catalogue& catalogue, const record::Marker& marker);

  private:
    std::shared_ptr<const body::Body> body_;
    std::map<std::pair<std::string, Side>, std::vector<TriggerPlace>> places_;
};

}  // namespace myochart::places
