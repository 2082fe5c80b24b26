#include "render/picture_key.h"

#include <algorithm>
#include <tuple>

namespace myochart::render {
namespace {

bool same(const scene::StructureItem& a, const scene::StructureItem& b) {
    return std::tie(a.structure, a.colour, a.endColour, a.fibre, a.gloss, a.opacity, a.hovered, a.selected, a.skin, a.part, a.shiftMm) ==
           std::tie(b.structure, b.colour, b.endColour, b.fibre, b.gloss, b.opacity, b.hovered, b.selected, b.skin, b.part, b.shiftMm);
}

bool same(const scene::Camera& a, const scene::Camera& b) {
    return std::tie(a.target, a.azimuthRad, a.elevationRad, a.distanceMm, a.fovRad) ==
           std::tie(b.target, b.azimuthRad, b.elevationRad, b.distanceMm, b.fovRad);
}

bool same(const FrameOptions& a, const FrameOptions& b) {
    return std::tie(a.viewport.width, a.viewport.height, a.samples, a.ambientOcclusion, a.outline, a.transparentGround,
                    a.tolerancePx, a.pixelScale) ==
           std::tie(b.viewport.width, b.viewport.height, b.samples, b.ambientOcclusion, b.outline, b.transparentGround,
                    b.tolerancePx, b.pixelScale);
}

}  // namespace

PictureKey::PictureKey(const scene::Scene& scene, const scene::Camera& camera, const FrameOptions& options)
    : structures_(scene.structures), groundTop_(scene.groundTop), groundBottom_(scene.groundBottom),
      accent_(scene.accent), section_(scene.section), laid_(scene.laid), camera_(camera), options_(options) {}

bool PictureKey::operator==(const PictureKey& other) const {
    return groundTop_ == other.groundTop_ && groundBottom_ == other.groundBottom_ && accent_ == other.accent_ && section_ == other.section_ && laid_ == other.laid_ &&
           same(camera_, other.camera_) && same(options_, other.options_) &&
           std::equal(structures_.begin(), structures_.end(), other.structures_.begin(), other.structures_.end(),
                      [](const auto& a, const auto& b) { return same(a, b); });
}

}  // namespace myochart::render
