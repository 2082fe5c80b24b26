#pragma once
#include "cli/verbs.h"
#include "render/offscreen_context.h"
#include "render/scene_renderer.h"

namespace myochart::cli {

/// The options of `render`, as given.
struct PictureRequest {
    std::string output, view, camera, region, layers, isolate, hide, show, session, size = "1280x800", section, fade;
    int samples = 4;
    float explode = 0, skin = 0, habitus = 1;
    bool sectionFlipped = false, sectionFace = false;
    bool labels = false, transparent = false, dark = false, plain = false;
};

struct Picture {
    render::Image image;
    render::FrameStats stats;
    // What drew it; taken down with the picture, which takes a while and can go on while the image is written.
    std::unique_ptr<render::OffscreenContext> gl;
    std::unique_ptr<render::SceneRenderer> renderer;
};

/// Draws what `request` asks for with an offscreen context.
Result<Picture> makePicture(Context& context, const PictureRequest& request);

/// Labels of a scene's markers laid out for a renderer.
std::vector<scene::PlacedLabel> labelsFor(const scene::Scene& scene, const scene::Camera& camera,
                                          const scene::Viewport& viewport, const render::SceneRenderer& renderer,
                                          float pixelScale = 1);
/// How much larger markers and labels are drawn in a large picture, so that they can be read in print.
float printScale(const scene::Viewport& viewport);
/// "1280x800" within 16..16384.
Result<scene::Viewport> viewportFrom(const std::string& size);

}  // namespace myochart::cli
