#pragma once
#include "places/site_safety.h"
#include "ui/panels/muscle_sections.h"

namespace myochart::ui {

/// What a needle can do at a place, in the window's words; never a permission.
struct HazardWords {
    std::string hazard, policy, why;
    bool byHand = false;  ///< courses do not needle here
};
HazardWords hazardWords(const anatomy::Catalogue& catalogue, const places::SiteSafety& safety);

/// On the site card: the one most serious hazard and the policy of the site; a click unfolds the other hazards.
class HazardLine {
  public:
    void draw(Ui& ui, const record::Marker& marker);

  private:
    std::string open_;  ///< the muscle whose hazards are unfolded; empty: none
    SafetySection rest_;
};

/// The sign of a warning, for those who cannot tell its colour.
void warningMark(Ui& ui, vec2 centre);

/// The same in two lines for the pointer's tip.
vec2 hazardTipSize(const Ui& ui, const HazardWords& words, float maxWidth);
void drawHazardTip(Ui& ui, vec2 at, float width, const HazardWords& words);

}  // namespace myochart::ui
