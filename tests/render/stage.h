#pragma once
#include <gtest/gtest.h>

#include "render/shapes.h"
#include "render/offscreen_context.h"
#include "render/scene_renderer.h"
#include "support/test_folder.h"

namespace myochart::test {

/// Collects OpenGL's errors while it lives (KHR_debug where there is, glGetError besides). Needs a current context.
class GlErrors {
  public:
    GlErrors();
    ~GlErrors();
    GlErrors(const GlErrors&) = delete;
    GlErrors& operator=(const GlErrors&) = delete;
    std::vector<std::string> all();
    void add(std::string message) { reported_.push_back(std::move(message)); }

  private:
    std::vector<std::string> reported_;
};

/// A context, a renderer and the limb, looked at from the front. Any OpenGL error fails the test.
class Stage : public testing::Test {
  protected:
    void SetUp() override;
    void TearDown() override;

    /// Draws with `options` (and labels) and reads the picture.
    render::Image picture();
    void show(std::vector<body::NewStructure> structures);
    /// All structures solid, in the colours of the program.
    static scene::Scene sceneOf(const body::Body& body);
    scene::StructureItem& item(std::string_view key);
    scene::MarkerItem& addMarker(record::MarkerType type, vec3 position, vec3 normal = {0, -1, 0});
    /// Integer pixel (column, row from the top) of a point.
    glm::ivec2 pixelOf(vec3 position) const;

    TestFolder folder;
    std::unique_ptr<render::OffscreenContext> context;
    std::unique_ptr<GlErrors> errors;
    std::unique_ptr<render::SceneRenderer> renderer;
    std::shared_ptr<const body::Body> body;
    scene::Scene scene;
    scene::Camera camera;
    std::vector<scene::PlacedLabel> labels;
    render::FrameOptions options;
};

/// Red, green, blue, alpha of a pixel.
glm::ivec4 at(const render::Image& image, int x, int y);
glm::ivec4 at(const render::Image& image, glm::ivec2 pixel);
/// The greatest difference of any channel.
int difference(glm::ivec4 a, glm::ivec4 b);
/// How many pixels differ by more than 8 in a channel.
int differing(const render::Image& a, const render::Image& b);

}  // namespace myochart::test
