#pragma once
#include <optional>

#include "scene/camera.h"

namespace myochart::ui {

/// Carries a camera to a goal in 250 ms, slow at both ends; with reduced motion it is not used. Times in seconds of the
/// caller's clock.
class CameraMotion {
  public:
    static constexpr double kSeconds = 0.25;

    void start(const scene::Camera& from, const scene::Camera& to, double now) {
        from_ = from, to_ = to, start_ = now, moving_ = true;
    }
    void stop() { moving_ = false; }
    bool moving() const { return moving_; }
    const scene::Camera& goal() const { return to_; }
    /// The camera at `now`; the last call of a motion gives the goal exactly and ends it.
    scene::Camera at(double now);

  private:
    scene::Camera from_, to_;
    double start_ = 0;
    bool moving_ = false;
};

/// 0..1 to 0..1 with rest at both ends.
inline double eased(double t) {
    return t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t);
}

}  // namespace myochart::ui
