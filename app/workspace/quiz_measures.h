#pragma once
#include <optional>
#include <vector>

#include "needle/passage.h"
#include "places/landmarks.h"
#include "referral/shown.h"
#include "teaching/quiz_score.h"
#include "teaching/quiz_set.h"

namespace myochart::workspace {

// The figures of an answer to a quiz, measured on one body. Pure.

/// A charted point on one side of a body.
struct ChartedPlace {
    Side side = Side::midline;
    std::string structureKey;
    vec3 position{}, normal{0, 0, 1};  ///< mm, body frame
};
/// On that side, else on each on which it is charted, left first; what this body has no place for is left out. `landmarks`: of that body.
std::vector<ChartedPlace> chartedPlaces(const body::Body& body, places::LandmarkFinder& landmarks, const anatomy::Catalogue& catalogue, const anatomy::TriggerPoint& point,
                                        std::optional<Side> side);

/// Why the question cannot be asked on this body; it can: Done.
Outcome askableOn(const body::Body& body, places::LandmarkFinder& landmarks, const anatomy::Catalogue& catalogue, const teaching::Question& question);

/// How far a tape along the skin is from the skin nearest to one place to the skin nearest to the other; nothing where the skin does not
/// lead there within kMostAlongSkinMm.
inline constexpr float kMostAlongSkinMm = 500;
std::optional<double> mmAlongSkin(const referral::SkinGraph& skin, vec3 from, vec3 to);

/// How a place that was pointed at lies to the charted ones: to the one of them of which most is right. `skin`: null on a body without
/// one. `charted` is not empty.
struct PlaceAnswer {
    teaching::PlaceFigures figures;
    size_t charted = 0;      ///< which of the places
    std::string on;          ///< what it lies on, in the words of the record ("left soleus, lower third")
};
PlaceAnswer placeAnswer(const body::Body& body, const anatomy::Catalogue& catalogue, const referral::SkinGraph* skin, const anatomy::TriggerPoint& point,
                        const std::vector<ChartedPlace>& charted, const geometry::SurfacePoint& at);

/// How what was drawn and the reported pattern of a point lie on each other; without a side the one that fits better.
struct DrawAnswer {
    teaching::DrawFigures figures;
    std::optional<Side> side;
    bool otherSide = false;  ///< what was drawn fits the pattern of the side that was not asked better
    double drawnMm2 = 0;
};
DrawAnswer drawAnswer(const referral::ReferralMap& map, const anatomy::Catalogue& catalogue, const std::string& point, std::optional<Side> side, const referral::Field& drawn);

/// What a needle to a charted point passes; without a side the muscle's of either. Nothing in it clears a way.
struct NeedleAnswer {
    teaching::NeedleFigures figures;
    std::vector<std::string> notChecked;  ///< where no hazard was found: what could not be looked at
    needle::Passage passage;
    std::optional<needle::Hazard> nearest;  ///< the one of which figures.hazardMm tells
};
NeedleAnswer needleAnswer(const body::Body& body, const geometry::RayIndex& rays, const needle::HazardIndex& hazards, const anatomy::Catalogue& catalogue,
                          const anatomy::TriggerPoint& point, std::optional<Side> side, const std::vector<ChartedPlace>& charted, const needle::Shaft& shaft);

}  // namespace myochart::workspace
