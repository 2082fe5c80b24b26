#pragma once
#include "places/landmarks.h"

namespace myochart::referral {

/// From the frame of the regions (body heights; x to the left, y up, z forward) to a body, bent so that every landmark of
/// the frame comes to lie where the body has it (a three-dimensional spline with the kernel r).
class FrameWarp {
  public:
    /// Fails when this body has too few of the landmarks.
    static Result<FrameWarp> of(const body::Body& body, const anatomy::Catalogue& catalogue, places::LandmarkFinder& landmarks);

    /// mm, body frame.
    vec3 place(double x, double y, double z) const;
    /// The way back: where in the frame a place of the body lies, to within a hundredth of a mm of the body.
    vec3 framed(vec3 position) const;
    /// A direction of the frame in the body's.
    static vec3 direction(double x, double y, double z) { return {static_cast<float>(x), -static_cast<float>(z), static_cast<float>(y)}; }
    /// What one body height of the frame is here, mm.
    float heightMm() const { return heightMm_; }
    float midplane() const { return midplane_; }

  private:
    std::vector<glm::dvec3> from_, weights_;  ///< by landmark
    glm::dvec3 affine_[4] = {};               ///< constant, then by x, y, z
    float heightMm_ = 0, midplane_ = 0;
};

}  // namespace myochart::referral
