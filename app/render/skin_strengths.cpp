#include "render/skin_strengths.h"

#include "render/stipple.h"

namespace myochart::render {

namespace {

constexpr int kStrengthsUnit = 3, kStippleUnit = 4;
constexpr int kARow = 1024;  // as in shaders/body.vert

}  // namespace

bool SkinStrengths::has(const PlannedStructure& planned) const {
    const auto* part = laid_.shares ? laid_.shares->of(planned.structure) : nullptr;
    return part && planned.level < part->levels.size() && !part->levels[planned.level].empty();
}

void SkinStrengths::update(const scene::Scene& scene) {
    if (laid_ == scene.laid) return;
    laid_ = scene.laid;
    textures_.clear();
}

const gl::Texture& SkinStrengths::textureOf(const PlannedStructure& planned) {
    const std::pair key(planned.structure, planned.level);
    if (const auto there = textures_.find(key); there != textures_.end()) return there->second;
    auto strengths = laid_.shares->of(planned.structure)->levels[planned.level];
    const int rows = static_cast<int>((strengths.size() + kARow - 1) / kARow);
    strengths.resize(static_cast<size_t>(rows) * kARow);
    gl::Texture texture(gl::kRgba8, kARow, rows, gl::Texture::Filter::nearest);
    texture.upload(0, 0, kARow, rows, strengths.data());
    return textures_.emplace(key, std::move(texture)).first->second;
}

void SkinStrengths::setFor(const gl::Program& program, const PlannedStructure& planned, std::uint32_t firstVertex, const DrawPlan& plan) {
    if (!grain_) {
        grain_.emplace(gl::kR8, kStippleSize, kStippleSize, gl::Texture::Filter::linear, true);
        grain_->upload(0, 0, kStippleSize, kStippleSize, stipple().data());
    }
    textureOf(planned).bind(kStrengthsUnit);
    grain_->bind(kStippleUnit);
    program.set("strengthsOf", kStrengthsUnit);
    program.set("stipple", kStippleUnit);
    program.set("firstVertex", static_cast<int>(firstVertex));
    program.set("grainMm", plan.grainMm);
    program.set("several", laid_.several ? 1 : 0);
}

}  // namespace myochart::render
