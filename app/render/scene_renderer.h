#pragma once
#include <memory>
#include <optional>
#include <span>

#include "body/body.h"
#include "render/groundwork.h"
#include "render/image.h"
#include "scene/build_scene.h"
#include "scene/camera.h"
#include "scene/labels.h"

namespace myochart::render {

constexpr float kTurningTolerancePx = 1;  ///< nobody sees it on a picture that moves

struct FrameOptions {
    scene::Viewport viewport;
    int samples = 4;               ///< 0, or 4; one while turning
    bool ambientOcclusion = true;
    bool outline = true;           ///< of the selected structure
    bool transparentGround = false;
    float tolerancePx = 0.5F;      ///< greatest error of the level of detail chosen; kTurningTolerancePx while things move
    float pixelScale = 1;          ///< of markers, labels and outline (HiDPI)
};

struct FrameStats {
    std::uint32_t structures = 0;
    std::uint64_t triangles = 0;
    bool complete = true;  ///< false: finer levels are still being uploaded, draw again
};

/// Draws scenes with OpenGL 3.3. While turning (no samples) finer levels are uploaded a little each frame
/// (FrameStats::complete is false until they are there); with samples everything is uploaded at once. Needs a current context (window or OffscreenContext) from create to destruction, on
/// one thread. Sizes are brought to 1 pixel at least and to what the graphics card allows. Throws std::runtime_error
/// when the graphics card cannot hold the picture. Draws into its own framebuffer; show() puts that into the window, read() into an Image.
class SceneRenderer {
  public:
    /// Fails with the shader's name when one does not compile (environment).
    static Result<std::unique_ptr<SceneRenderer>> create(const Path& shaderFolder);
    ~SceneRenderer();
    SceneRenderer(const SceneRenderer&) = delete;
    SceneRenderer& operator=(const SceneRenderer&) = delete;

    void setBody(std::shared_ptr<const body::Body> body);
    /// The same with what was worked out before, see groundwork.h.
    void setBody(std::shared_ptr<const body::Body> body, Groundwork work);
    /// The pixel size of a label's pill for `text`, for scene::layOutLabels.
    vec2 labelSize(std::string_view text, float pixelScale) const;
    FrameStats draw(const scene::Scene& scene, const scene::Camera& camera, std::span<const scene::PlacedLabel> labels,
                    const FrameOptions& options);
    /// The structure drawn solid at a pixel of the last frame (y down, (0, 0) the middle of the upper left one). The first question about a part of the picture
    /// takes a few ms, the next ones next to nothing.
    std::optional<std::uint32_t> structureAt(vec2 pixel) const;
    /// True when the body hides this point, with the surface's normal there where it is known, in the last frame.
    bool isHidden(vec3 positionBody, vec3 normal = {}) const;
    /// Waits until the last frame is drawn; for measuring.
    void finish() const;
    /// Copies the last frame into the framebuffer bound for drawing, at (x, y) from the lower left.
    void show(int x, int y) const;
    Image read() const;
    /// The name of the OpenGL texture that holds the last frame, first row lowest, until the next one is drawn; 0 before the first. For contexts
    /// that share textures, once finish() was called.
    unsigned picture() const;
    /// False: the body's cache is damaged (a level's checksum failed) and must be built again.
    bool bodyIsSound() const;

  private:
    struct Impl;
    explicit SceneRenderer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace myochart::render
