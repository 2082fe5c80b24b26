#include "stage.h"
#include "support/test_folder.h"

#include <epoxy/gl.h>
#include <fmt/format.h>

#include <glm/common.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace myochart::test {
namespace {

void onMessage(GLenum, GLenum type, GLuint, GLenum, GLsizei, const GLchar* message, const void* errors) {
    if (type == GL_DEBUG_TYPE_ERROR) static_cast<GlErrors*>(const_cast<void*>(errors))->add(message);
}

vec3 rgb(unsigned value) { return vec3((value >> 16U) & 0xFFU, (value >> 8U) & 0xFFU, value & 0xFFU) / 255.0F; }

}  // namespace

GlErrors::GlErrors() {
    if (!epoxy_has_gl_extension("GL_KHR_debug")) return;
    glEnable(GL_DEBUG_OUTPUT);
    glEnable(GL_DEBUG_OUTPUT_SYNCHRONOUS);
    glDebugMessageCallback(onMessage, this);
}

GlErrors::~GlErrors() {
    if (epoxy_has_gl_extension("GL_KHR_debug")) glDebugMessageCallback(nullptr, nullptr);
}

std::vector<std::string> GlErrors::all() {
    for (GLenum error = glGetError(); error != GL_NO_ERROR; error = glGetError()) add(fmt::format("glGetError 0x{:x}", error));
    return reported_;
}

void Stage::SetUp() {
    auto made = render::OffscreenContext::create();
    ASSERT_TRUE(made) << made.error().message;
    context = std::move(*made);
    errors = std::make_unique<GlErrors>();
    auto drawing = render::SceneRenderer::create(myochart::test::sourceFolder() / "shaders");
    ASSERT_TRUE(drawing) << drawing.error().message;
    renderer = std::move(*drawing);
    options.viewport = {320, 240};
    show(limb());
}

void Stage::TearDown() {
    renderer.reset();
    if (!errors) return;
    for (const std::string& message : errors->all()) ADD_FAILURE() << message;
    errors.reset();
}

void Stage::show(std::vector<body::NewStructure> structures) {
    body = bodyOf(folder / "body.cache", std::move(structures));
    renderer->setBody(body);
    scene = sceneOf(*body);
    camera = scene::standardView(scene::StandardView::anterior, body->bounds(), options.viewport);
}

scene::Scene Stage::sceneOf(const body::Body& shown) {
    scene::Scene made;
    made.groundTop = rgb(0xF4F2EE);
    made.groundBottom = rgb(0xE7E4DE);
    made.accent = rgb(0x0F766E);
    for (std::uint32_t i = 0; i < shown.structures().size(); ++i) {
        const bool muscle = shown.structure(i).system == body::System::muscle;
        scene::StructureItem item;
        item.structure = i;
        item.colour = muscle ? rgb(0xA83A32) : rgb(0xEAE3D2);
        item.endColour = muscle ? rgb(0xE6DFD0) : item.colour;
        item.fibre = muscle ? 0.6F : 0.0F;
        item.gloss = muscle ? 0.35F : 0.18F;
        made.structures.push_back(item);
    }
    return made;
}

render::Image Stage::picture() {
    renderer->draw(scene, camera, labels, options);
    return renderer->read();
}

scene::StructureItem& Stage::item(std::string_view key) {
    const auto index = body->find(key);
    for (auto& one : scene.structures) {
        if (index == one.structure) return one;
    }
    throw std::runtime_error("no such structure");
}

scene::MarkerItem& Stage::addMarker(record::MarkerType type, vec3 position, vec3 normal) {
    scene::MarkerItem marker;
    marker.id.text = fmt::format("marker {}", scene.markers.size());
    marker.type = type;
    marker.position = position;
    marker.normal = normal;
    return scene.markers.emplace_back(std::move(marker));
}

glm::ivec2 Stage::pixelOf(vec3 position) const {
    const auto pixel = camera.project(position, options.viewport);
    if (!pixel) throw std::runtime_error("behind the eye");
    return {static_cast<int>(std::lround(pixel->x)), static_cast<int>(std::lround(pixel->y))};
}

glm::ivec4 at(const render::Image& image, int x, int y) {
    const size_t i = (static_cast<size_t>(y) * static_cast<size_t>(image.width) + static_cast<size_t>(x)) * 4;
    return {image.rgba.at(i), image.rgba.at(i + 1), image.rgba.at(i + 2), image.rgba.at(i + 3)};
}

glm::ivec4 at(const render::Image& image, glm::ivec2 pixel) { return at(image, pixel.x, pixel.y); }

int difference(glm::ivec4 a, glm::ivec4 b) {
    const glm::ivec4 d = glm::abs(a - b);
    return std::max({d.x, d.y, d.z, d.w});
}

int differing(const render::Image& a, const render::Image& b) {
    int count = 0;
    for (int y = 0; y < a.height; ++y) {
        for (int x = 0; x < a.width; ++x) count += difference(at(a, x, y), at(b, x, y)) > 8 ? 1 : 0;
    }
    return count;
}

}  // namespace myochart::test
