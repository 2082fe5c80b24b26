#pragma once
#include "render/scene_renderer.h"

namespace myochart::render {

/// All that the picture of the body depends on, markers and labels aside. Equal keys: the last picture can stay.
class PictureKey {
  public:
    PictureKey(const scene::Scene& scene, const scene::Camera& camera, const FrameOptions& options);
    bool operator==(const PictureKey& other) const;

  private:
    std::vector<scene::StructureItem> structures_;
    vec3 groundTop_, groundBottom_, accent_;
    scene::SectionPlane section_;
    scene::LaidOnSkin laid_;
    scene::Camera camera_;
    FrameOptions options_;
};

}  // namespace myochart::render
