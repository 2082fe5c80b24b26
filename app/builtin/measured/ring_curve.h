#pragma once
#include <vector>

#include "core/vec.h"

namespace myochart::builtin::measured {

/// An outline at a station, mapped coordinates.
struct Ring {
    float s = 0;
    std::vector<vec2> points;
};

/// A smooth surface through rings of equally many points: cubic from ring to ring, the speed set by their distance, s
/// always rising. Keeps a copy of the rings.
class RingCurve {
  public:
    /// At least one ring; s strictly rising.
    explicit RingCurve(std::vector<Ring> rings);
    size_t intervals() const { return rings_.size() - 1; }
    const Ring& ring(size_t i) const { return rings_[i]; }
    /// The ring at fraction x (0..1) of interval i.
    Ring at(size_t i, float x) const;
    /// The ring at section `s` inside interval i.
    Ring atSection(size_t i, float s) const;
    /// Mean distance between neighbouring rings, mm.
    float spacing(size_t i) const { return gap_[i] * gap_[i]; }

  private:
    float sectionAt(size_t i, float x) const;

    std::vector<Ring> rings_;
    std::vector<float> gap_;                // knot spacing of interval i: root of the mean distance
    std::vector<float> slopeS_;             // ds/dt at ring i
    std::vector<std::vector<vec2>> slope_;  // d(a, b)/dt at ring i
};

}  // namespace myochart::builtin::measured
