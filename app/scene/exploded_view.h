#pragma once
#include <vector>

#include "body/body.h"

namespace myochart::scene {

/// The layers of a body moved apart: every structure goes straight away from the axis it lies about (of the trunk, or
/// of the long bone nearest to it), the farther the more superficial its layer: the outermost by 1.7 times its
/// distance from the axis, kExplodeMm at most. Bones, discs, cartilages and organs stay.
class ExplodedView {
  public:
    /// `amount` 0..1 of kExplodeMm; 0 costs nothing.
    ExplodedView(const body::Body& body, float amount);
    /// mm, body frame.
    vec3 of(std::uint32_t structure) const { return shifts_.empty() ? vec3(0) : shifts_[structure]; }
    bool any() const { return !shifts_.empty(); }

  private:
    std::vector<vec3> shifts_;
};

}  // namespace myochart::scene
