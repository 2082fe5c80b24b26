#pragma once
#include "builtin/measured/measure_shape.h"

namespace myochart::builtin::measured {

/// Measures one chain of outlines as a branch: follows its points from outline to outline, keeps as few stations as the
/// tolerances allow, in whole steps of `step` mm.
Branch measureChain(const SliceStack& stack, const Chain& chain, const MeasureSettings& settings, float step);

}  // namespace myochart::builtin::measured
