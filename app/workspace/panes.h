#pragma once
#include <optional>
#include <vector>

#include "scene/camera.h"

namespace myochart::workspace {

/// The section in a view of its own, the last of those side by side; see section_pane.h.
struct SectionSheet {
    bool ownView = true;   ///< false: the section is only seen on the body
    bool cutsBody = false; ///< the other views show the body cut too; false: whole, with the plane's frame
    scene::Camera camera;  ///< before the slice
    std::optional<Box> near;  ///< framed in place of the whole slice
    // What the camera was fitted to; it is fitted again when that changes.
    Box around;
    vec3 normal{};
    scene::Viewport viewport{0, 0};
};

/// Views of one body side by side: all look at the same point from as far, each from its own side. One of them is
/// active; its camera is kept by the owner (the workspace), the others' directions here.
class Panes {
  public:
    size_t count() const { return directions_.size(); }
    size_t active() const { return active_; }
    /// One, two or four panes (others: the next lower). The active one becomes the first and keeps its direction; the
    /// second looks from the opposite side, the third and fourth from the left and right of the first.
    void show(size_t count, const scene::Camera& active);
    /// The camera of pane `index` while `active` is the active one's.
    scene::Camera camera(size_t index, const scene::Camera& active) const;
    /// Makes pane `index` the active one: `camera` takes its direction.
    void activate(size_t index, scene::Camera& camera);
    /// The active one goes to the first place with all it shows; what was there goes to its place.
    void bringFirst();

    SectionSheet section;

  private:
    struct Direction {
        float azimuthRad = 0, elevationRad = 0;
    };
    std::vector<Direction> directions_ = {Direction{}};  ///< the active one's is stale
    size_t active_ = 0;
};

}  // namespace myochart::workspace
