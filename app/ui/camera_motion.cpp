#include "ui/camera_motion.h"

namespace myochart::ui {

scene::Camera CameraMotion::at(double now) {
    const double t = (now - start_) / kSeconds;
    if (t < 1) return scene::blend(from_, to_, static_cast<float>(eased(t)));
    moving_ = false;
    return to_;
}

}  // namespace myochart::ui
