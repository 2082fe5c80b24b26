#include "render/face_pass.h"

#include "render/tissue_grain.h"

namespace myochart::render {

static constexpr int kLooksUnit = 1, kNoiseUnit = 2, kGrainUnit = 3;

Result<FacePass> FacePass::create(const Path& shaderFolder) {
    auto faces = gl::Program::loadLater(shaderFolder, "face", "face");
    if (!faces) return faces.error();
    auto rims = gl::Program::loadLater(shaderFolder, "rim", "rim");
    if (!rims) return rims.error();
    return FacePass(std::move(*faces), std::move(*rims));
}

void FacePass::bindGrain(int unit) {
    if (!grain_) {
        grain_.emplace(gl::kRg8, kTissueGrainSize, kTissueGrainSize, gl::Texture::Filter::mipmapped, true);
        int size = kTissueGrainSize, number = 0;
        for (const auto& texels : tissueGrain()) {
            grain_->uploadLevel(number++, size, size, texels.data());
            size /= 2;
        }
    }
    grain_->bind(unit);
}

void FacePass::draw(const FaceBuffers& faces, const StructureLooks& looks, const DrawPlan& plan, const scene::Viewport& viewport) {
    glDisable(GL_CULL_FACE);
    bindGrain(kGrainUnit);
    looks.bind(kLooksUnit, kNoiseUnit);
    faces_.use();
    faces_.set("clipFromBody", plan.clipFromBody);
    faces_.set("looks", kLooksUnit);
    faces_.set("grain", kGrainUnit);
    faces.drawFaces();
    rims_.use();
    rims_.set("clipFromBody", plan.clipFromBody);
    // A pixel covers so many mm at 1 mm before the eye.
    rims_.set("mmAPixel", 2 / (plan.clipFromView[1][1] * static_cast<float>(viewport.height)));
    glDepthMask(GL_FALSE);
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    faces.drawRims();
    glDisable(GL_BLEND);
    glDepthMask(GL_TRUE);
    glEnable(GL_CULL_FACE);
}

}  // namespace myochart::render
