#include "render/marker_painter.h"

#include <algorithm>
#include <cstddef>

#include "scene/site_marks.h"

namespace myochart::render {
namespace {

constexpr float kAsked = 0.25F;  // a hovered one is drawn also on the body's far side, shaders/marker.vert

constexpr float kHollow = 2;  // flags of tint.a, shaders/marker.vert

struct Instance {
    vec3 point, outward;
    vec4 look;
    vec4 tint;
    vec2 shaft;
};

// The numbers are those of shaders/marker.frag.
float kindOf(record::MarkerType type) {
    switch (type) {
        case record::MarkerType::active: return 0;
        case record::MarkerType::latent: return 1;
        case record::MarkerType::satellite: return 2;
        case record::MarkerType::tender: return 3;
        case record::MarkerType::needle: return 4;
    }
    return 0;
}

/// The deep colours on a dark ground too: a mark stands within its own white rim.
Instance instanceOf(const scene::MarkerItem& marker, const scene::Scene& scene, const OverlayFrame& frame) {
    const vec2 shaft = scene::shaftPx(marker, frame.clipFromBody, frame.viewport, frame.pixelScale, scene.midlineMm);
    return {marker.position, marker.normal,
            vec4(kindOf(marker.type), scene::markRadiusPx(marker, frame.pixelScale), marker.selected ? 1 : marker.hovered ? kAsked : 0, marker.opacity),
            vec4(scene::markerColour(marker.type, false), (marker.behindOther ? 1.0F : 0.0F) + (marker.hollow ? kHollow : 0.0F)), vec2(shaft.x, -shaft.y)};
}

// Those of other visits first, then far ones first; the selected and the hovered above all others.
std::vector<Instance> inOrder(const scene::Scene& scene, const OverlayFrame& frame) {
    std::vector<const scene::MarkerItem*> markers;
    for (const auto& marker : scene.markers) markers.push_back(&marker);
    const auto rank = [](const scene::MarkerItem* m) { return m->hovered ? 3 : m->selected ? 2 : m->ghost ? 0 : 1; };
    const auto distance = [&](const scene::MarkerItem* m) { return glm::length(m->position - frame.eye); };
    std::stable_sort(markers.begin(), markers.end(), [&](const auto* a, const auto* b) {
        return rank(a) != rank(b) ? rank(a) < rank(b) : distance(a) > distance(b);
    });
    std::vector<Instance> instances;
    instances.reserve(markers.size());
    for (const auto* marker : markers) instances.push_back(instanceOf(*marker, scene, frame));
    return instances;
}

}  // namespace

MarkerPainter::MarkerPainter(gl::Program program) : program_(std::move(program)) {
    constexpr size_t kStride = sizeof(Instance);
    array_.setAttribute(instances_, {0, 3, GL_FLOAT, false, kStride, offsetof(Instance, point), true});
    array_.setAttribute(instances_, {1, 3, GL_FLOAT, false, kStride, offsetof(Instance, outward), true});
    array_.setAttribute(instances_, {2, 4, GL_FLOAT, false, kStride, offsetof(Instance, look), true});
    array_.setAttribute(instances_, {3, 4, GL_FLOAT, false, kStride, offsetof(Instance, tint), true});
    array_.setAttribute(instances_, {4, 2, GL_FLOAT, false, kStride, offsetof(Instance, shaft), true});
}

Result<MarkerPainter> MarkerPainter::create(const Path& shaderFolder) {
    auto program = gl::Program::loadLater(shaderFolder, "marker", "marker");
    if (!program) return program.error();
    return MarkerPainter(std::move(*program));
}

void MarkerPainter::draw(const scene::Scene& scene, const gl::Texture& depth, const OverlayFrame& frame) {
    if (scene.markers.empty()) return;
    const std::vector<Instance> instances = inOrder(scene, frame);
    instances_.replace(std::as_bytes(std::span(instances)));
    program_.use();
    program_.set("clipFromBody", frame.clipFromBody);
    program_.set("sizePx", vec2(frame.viewport.width, frame.viewport.height));
    program_.set("pixelScale", frame.pixelScale);
    program_.set("towardsEye", vec2(kSeenMargin, kAwayMargin));
    program_.set("eye", frame.eye);
    program_.set("accent", scene.accent);
    program_.set("depth", 0);
    depth.bind(0);
    array_.bind();
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(instances.size()));
}

}  // namespace myochart::render
