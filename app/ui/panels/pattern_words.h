#pragma once
#include <string>

#include "ui/ui.h"

namespace myochart::ui {

/// "Infraspinatus TrP1, left", "Infraspinatus, left", "Infraspinatus" where both sides are meant.
std::string patternTitle(const workspace::Program& program, const referral::PatternSource& source);
/// The same in so much room: what is too long is cut, the side never.
void drawPatternTitle(ImDrawList& to, Ui& ui, vec2 at, float width, const referral::PatternSource& source);
/// Where a pattern is told and how settled it is: "TS1, high confidence".
std::string patternOrigin(const workspace::Program& program, const referral::PatternSource& source);
/// How essential and spillover zones are told apart, of one pattern or of several over each other.
std::string zonesAreDrawnAs(bool several);
/// A piece of skin as the pattern that is shown at that place (0, 1, further ones) is drawn on it: told by its grain, too.
void drawPatternSwatch(ImDrawList& to, const Ui& ui, const Rect& box, size_t place);

}  // namespace myochart::ui
