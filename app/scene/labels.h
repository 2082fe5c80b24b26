#pragma once
#include <span>
#include <string>
#include <vector>

#include "core/vec.h"
#include "scene/camera.h"

namespace myochart::scene {

struct LabelRequest {
    std::string key;      ///< the marker's id: where it stood last frame is kept
    std::string text;
    vec2 sizePx{};        ///< of the pill, padding included
    vec2 pointPx{};       ///< what it names
    bool important = false;  ///< selected or hovered: never gathered
};

struct PlacedLabel {
    std::string key, text;
    vec2 cornerPx{};      ///< upper left
    vec2 sizePx{};
    vec2 pointPx{};       ///< end of the leader
    int gathered = 0;     ///< > 0: stands for so many labels ("+3")
};

/// Places every label without covering another label or any point, as near to its point as it can, keeping last
/// frame's place while that is still good; beyond `budget` the rest gather into "+n". At most 2 ms for 200.
std::vector<PlacedLabel> layOutLabels(std::span<const LabelRequest> requests, const Viewport& viewport,
                                      std::span<const PlacedLabel> previous, size_t budget = 200);

}  // namespace myochart::scene
