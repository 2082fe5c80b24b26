#include "render/face_buffers.h"

#include <cstddef>

namespace myochart::render {

FaceBuffers::FaceBuffers() {
    constexpr size_t kFace = sizeof(FaceCorner), kRim = sizeof(RimCorner);
    faces_.setAttribute(faceCorners_, {0, 4, GL_FLOAT, false, kFace, offsetof(FaceCorner, place)});
    faces_.setAttribute(faceCorners_, {1, 2, GL_FLOAT, false, kFace, offsetof(FaceCorner, inPlane)});
    faces_.setAttribute(faceCorners_, {2, 1, GL_FLOAT, false, kFace, offsetof(FaceCorner, tendon)});
    faces_.setAttribute(faceCorners_, {3, 1, GL_FLOAT, false, kFace, offsetof(FaceCorner, tissue)});
    rims_.setAttribute(rimCorners_, {0, 3, GL_FLOAT, false, kRim, offsetof(RimCorner, place)});
    rims_.setAttribute(rimCorners_, {1, 3, GL_FLOAT, false, kRim, offsetof(RimCorner, inwards)});
    rims_.setAttribute(rimCorners_, {2, 2, GL_FLOAT, false, kRim, offsetof(RimCorner, inMmPx)});
    rims_.setAttribute(rimCorners_, {3, 4, GL_FLOAT, false, kRim, offsetof(RimCorner, colour)});
}

FaceBuffers::Key FaceBuffers::keyOf(const DrawPlan& plan, const scene::Scene& scene) {
    Key key{plan.section, {}, {}};
    for (const PlannedStructure& planned : plan.cut()) {
        const scene::StructureItem& item = scene.structures[planned.item];
        key.levels.insert(key.levels.end(), {planned.structure, planned.level});
        key.looks.insert(key.looks.end(), {item.colour, item.endColour, item.shiftMm});
    }
    return key;
}

void FaceBuffers::update(const body::Body& body, const DrawPlan& plan, const scene::Scene& scene) {
    Key key = keyOf(plan, scene);
    if (key_ && *key_ == key) return;
    const bool seen = plan.section.on && plan.facesSeen;
    const CutFaces made = seen ? cutFaces(body, plan, scene) : CutFaces{};
    if (!made.faces.empty()) faceCorners_.replace(std::as_bytes(std::span(made.faces)));
    if (!made.rims.empty()) rimCorners_.replace(std::as_bytes(std::span(made.rims)));
    ranges_ = made.ranges;
    faceCount_ = static_cast<GLsizei>(made.faces.size());
    rimCount_ = static_cast<GLsizei>(made.rims.size());
    key_.reset();
    if (seen) key_ = std::move(key);
}

void FaceBuffers::drawFaces() const {
    if (faceCount_ == 0) return;
    faces_.bind();
    glDrawArrays(GL_TRIANGLES, 0, faceCount_);
}

void FaceBuffers::drawFace(std::uint32_t structure) const {
    for (const FaceRange& range : ranges_) {
        if (range.structure != structure || range.count == 0) continue;
        faces_.bind();
        glDrawArrays(GL_TRIANGLES, static_cast<GLint>(range.first), static_cast<GLsizei>(range.count));
    }
}

void FaceBuffers::drawRims() const {
    if (rimCount_ == 0) return;
    rims_.bind();
    glDrawArrays(GL_TRIANGLES, 0, rimCount_);
}

}  // namespace myochart::render
