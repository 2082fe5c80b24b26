#include "render/groundwork.h"

#include <algorithm>

#include "render/fibre_noise.h"

namespace myochart::render {

// The mipmaps are made here: a software driver would compile shaders for that, at ten times the cost.
static std::vector<std::vector<std::uint8_t>> noiseLevels() {
    std::vector<std::vector<std::uint8_t>> levels = {fibreNoise()};
    int width = kFibreNoiseWidth, height = kFibreNoiseHeight;
    while (width > 1 || height > 1) {
        levels.push_back(halved(levels.back(), width, height));
        width = std::max(1, width / 2);
        height = std::max(1, height / 2);
    }
    return levels;
}

Groundwork layGroundwork(const body::Body& body, const scene::Scene& scene) {
    Groundwork work;
    work.noise = noiseLevels();
    work.fibres.resize(body.structures().size());
    for (const auto& item : scene.structures)
        if (item.fibre > 0) work.fibres[item.structure] = fibreField(body, item.structure);
    return work;
}

}  // namespace myochart::render
