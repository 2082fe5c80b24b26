#pragma once
#include "builtin/measured/shape.h"
#include "builtin/measured/slice_stack.h"

namespace myochart::builtin::measured {

/// Outlines that continue one another, rising.
struct Chain {
    std::vector<int> loops;  ///< indices into SliceStack::loops
    BranchEnd::Kind firstKind = BranchEnd::Kind::flat, lastKind = BranchEnd::Kind::flat;
    vec3 firstTip{}, lastTip{};  ///< mapped, for tips
};

/// A chain's outline that falls apart into, or is made from, the ends of several others.
struct Fork {
    BranchRef whole;
    std::vector<BranchRef> parts;
};

struct BranchGraph {
    std::vector<Chain> chains;
    std::vector<Fork> forks;
};

/// What is too small to be worth a branch of its own.
struct PruneLimits {
    double isletAreaMm2 = 12;  ///< a piece of surface of its own
    double spurMm = 1.5;       ///< a branch with a free end
    double spurAreaMm2 = 8;
    double bridgeMm = 3;  ///< a branch that leaves and comes back, or closes a small hole
    double slitMm = 0.8;  ///< a hole is closed only when it is no wider than this across the section
};

/// Follows the outlines from slice to slice into chains and forks; drops what `limits` calls too small.
BranchGraph followBranches(const SliceStack& stack, const PruneLimits& limits);

}  // namespace myochart::builtin::measured
