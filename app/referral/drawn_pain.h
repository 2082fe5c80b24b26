#pragma once
#include "record/kinds/pain.h"
#include "referral/pain.h"
#include "referral/pain_brush.h"

namespace myochart::referral {

// Between the brush on one body and the record, in which painted pain fits every body.

/// A dab at a place of this body (mm, on the skin) as it is kept.
record::PainDab dabToKeep(const ReferralMap& map, vec3 at, float radiusMm, bool erases);
/// The same dab on the other side of the body.
record::PainDab mirrored(record::PainDab dab);
/// Paints a dab of the record; fails as PainBrush::apply() does.
Outcome apply(PainBrush& brush, const ReferralMap& map, const record::PainDab& dab);
/// Dabs between regions that a person says as one place ("lower back"): those that all but touch, that follow each other along an arm or a leg,
/// and of the same region on both sides where the midplane parts them narrowly.
std::vector<record::PainDab> dabsBetween(const ReferralMap& map, std::span<const PaintedArea> regions, bool erases);
/// Where and how much the paint of that area is, in its words and cm^2.
void tellPlace(record::PainArea& area, const ReferralMap& map, const PainBrush& painted);
/// All that a visit's drawing paints on this body; what this body has not (a region that is none) stays out.
Field painOf(const ReferralMap& map, const record::PainDrawing& drawing);

/// How much of a pattern's area and of the pain lie on each other.
struct Overlap {
    double mm2 = 0, ofPain = 0, ofPattern = 0;  ///< shares 0..1
    double ofPatternWeighed = 0;                ///< the same, spillover counting half
};
/// Of the skin alone; a pattern counts where it is at least half of spillover.
Overlap overlapOf(const ReferralMap& map, const Field& pain, std::span<const Pattern* const> patterns);

}  // namespace myochart::referral
