#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "render/offscreen_context.h"
#include "render/scene_renderer.h"
#include "scene/build_scene.h"
#include "scene/camera.h"
#include "scene/view_options.h"

namespace myochart::picture {

/// What a picture without a window shows, and how.
struct Request {
    std::shared_ptr<const body::Body> body;
    const anatomy::Catalogue* catalogue = nullptr;   ///< lives longer; null: no muscle is held against its place
    const geometry::RayIndex* rays = nullptr;        ///< of the body; null: what it tells takes a few ms more
    std::shared_ptr<const record::Session> session;  ///< markers as they stand on that body; null: none
    scene::ViewOptions view;
    scene::Camera camera;
    scene::Viewport size;        ///< pixels
    int samples = 4;             ///< a pixel
    bool labels = false;         ///< the markers', and which side is which
    std::vector<scene::StrokeItem> strokes = {};  ///< over the picture
    std::vector<scene::NameItem> names = {};      ///< of places; with `labels`
    std::vector<std::string> legend = {};  ///< lines at the foot of the picture, with the labels
    bool transparent = false;    ///< no ground
    bool plain = false;          ///< without ambient occlusion
};

struct Picture {
    render::Image image;
    render::FrameStats stats;
    // What drew it; taken down with the picture, which takes a while and can go on while the image is written.
    std::unique_ptr<render::OffscreenContext> gl;
    std::unique_ptr<render::SceneRenderer> renderer;
};

/// Draws what `prepare` answers, which runs on a thread of its own while OpenGL starts. Nothing comes back when some of the
/// body's triangles, which are checked while they are drawn, are damaged. Fails with a sentence when the graphics card
/// cannot do it.
Result<std::optional<Picture>> draw(const std::function<Result<Request>()>& prepare);

/// How much larger markers and labels are drawn in a large picture, so that they can be read in print.
float printScale(const scene::Viewport& size);

}  // namespace myochart::picture
