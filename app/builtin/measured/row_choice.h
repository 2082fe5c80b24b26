#pragma once
#include "builtin/measured/loft.h"
#include "builtin/measured/ring_curve.h"
#include "builtin/measured/stitch.h"

namespace myochart::builtin::measured {

/// Which of a branch's rows to build: the first, the last, and as few between as keep the surface within flatMm and
/// rows within a few edges' length of one another.
std::vector<size_t> rowsWorthKeeping(const std::vector<Ring>& rings, const LoftSettings& settings);

/// Which points of a row to build, alike; at least six. `row` is left empty.
Picked pickPoints(const Ring& ring, const LoftSettings& settings);

}  // namespace myochart::builtin::measured
