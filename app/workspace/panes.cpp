#include "workspace/panes.h"

#include <numbers>
#include <utility>

namespace myochart::workspace {

void Panes::show(size_t count, const scene::Camera& active) {
    constexpr float kHalf = std::numbers::pi_v<float>;
    const float azimuth = active.azimuthRad, elevation = active.elevationRad;
    active_ = 0;
    directions_ = {{azimuth, elevation}};
    if (count >= 2) directions_.push_back({azimuth + kHalf, elevation});
    if (count < 4) return;
    directions_.push_back({azimuth + kHalf / 2, elevation});
    directions_.push_back({azimuth - kHalf / 2, elevation});
}

scene::Camera Panes::camera(size_t index, const scene::Camera& active) const {
    scene::Camera camera = active;
    if (index == active_ || index >= directions_.size()) return camera;
    camera.azimuthRad = directions_[index].azimuthRad;
    camera.elevationRad = directions_[index].elevationRad;
    return camera;
}

void Panes::activate(size_t index, scene::Camera& camera) {
    if (index == active_ || index >= directions_.size()) return;
    const scene::Camera next = this->camera(index, camera);
    directions_[active_] = {camera.azimuthRad, camera.elevationRad};
    active_ = index;
    camera = next;
}

void Panes::bringFirst() {
    std::swap(directions_[0], directions_[active_]);
    active_ = 0;
}

}  // namespace myochart::workspace
