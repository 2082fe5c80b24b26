#pragma once
#include <memory>
#include <vector>

#include "render/scene_renderer.h"
#include "ui/quality_governor.h"
#include "ui/same_scene.h"
#include "workspace/program.h"

namespace myochart::ui {

/// The picture of the body: knows when it has to be drawn again and how carefully, and draws it. An unchanged body is
/// never drawn twice. Main thread, with the renderer's context current.
class BodyPicture {
  public:
    explicit BodyPicture(std::unique_ptr<render::SceneRenderer> renderer) : renderer_(std::move(renderer)) {}

    /// What should be seen now.
    struct Wanted {
        std::shared_ptr<const body::Body> body;  ///< null: nothing
        scene::Scene scene;
        scene::Camera camera;
        scene::Viewport viewport;
        const geometry::RayIndex* rays = nullptr;  ///< those that the scene's sites were asked about with
        bool showLabels = true, moving = false;    ///< `moving`: the camera or a marker is being moved
        float pixelScale = 1;
    };
    void update(Wanted wanted, double now);
    /// What should be seen in the program's window, from `camera` in a picture as large as program.view.viewport: the body, or the slice alone.
    /// `moving`: the camera or a marker is being moved.
    void update(const workspace::Program& program, const scene::Camera& camera, bool slice, bool moving, float pixelScale,
                double now);
    /// True when draw() would change something at `now`.
    bool due(double now) const { return now >= dueAt(now); }
    /// When draw() will next have something to do; 1e300: not without another update().
    double dueAt(double now) const;
    void draw(double now);
    /// How long the frame took in which draw() was called, buffers swapped.
    void noteFrame(double ms);

    bool hasPicture() const { return drawn_ != Quality::none; }
    bool atRest() const { return drawn_ == Quality::full && pending_ == SceneChange::none; }
    bool bodyIsSound() const { return renderer_->bodyIsSound(); }
    std::uint64_t picturesDrawn() const { return count_; }
    std::uint64_t trianglesDrawn() const { return triangles_; }
    const QualityGovernor& governor() const { return governor_; }
    const std::vector<scene::PlacedLabel>& labels() const { return labels_; }
    const scene::Scene& scene() const { return scene_; }
    const scene::Camera& camera() const { return camera_; }
    scene::Viewport viewport() const { return viewport_; }
    /// The site of the open visit whose number, or the head of whose mark within `reachPx`, lies at that pixel of the picture.
    std::optional<record::MarkerId> siteDrawnAt(vec2 pixel, float reachPx) const;
    /// The structure of `body` in the last picture, in its pixels; nothing while the picture still shows another body.
    std::optional<std::uint32_t> structureAt(const body::Body& body, vec2 pixel) const;
    bool isHidden(vec3 positionBody, vec3 normal = {}) const { return hasPicture() && renderer_->isHidden(positionBody, normal); }
    void show(int x, int y) const { renderer_->show(x, y); }
    render::SceneRenderer& renderer() { return *renderer_; }

  private:
    enum class Quality { none, fast, full };

    void takeBody(const std::shared_ptr<const body::Body>& body);
    bool noteChange(const Wanted& wanted, double now);
    void keep(Wanted wanted);
    void noteOtherParts(scene::Scene& scene, const workspace::Program& program, const scene::Camera& camera, bool slice,
                        bool anew) const;
    void placeLabels();
    std::vector<bool> hiddenMarkers() const;
    render::FrameOptions options(Quality quality) const;
    void drawOnce(Quality quality);

    std::unique_ptr<render::SceneRenderer> renderer_;
    QualityGovernor governor_;
    std::shared_ptr<const body::Body> body_;
    const geometry::RayIndex* rays_ = nullptr;  ///< those that the scene's sites were asked about with
    scene::Scene scene_;
    scene::Camera camera_;
    scene::Viewport viewport_;
    float pixelScale_ = 1;
    bool moving_ = false;
    bool showLabels_ = true;
    std::vector<scene::PlacedLabel> labels_;
    Quality drawn_ = Quality::none, lastTimed_ = Quality::none;
    SceneChange pending_ = SceneChange::none;
    bool complete_ = true;
    double changedAt_ = 0;
    std::uint64_t count_ = 0, triangles_ = 0;
};

}  // namespace myochart::ui
