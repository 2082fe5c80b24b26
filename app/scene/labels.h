#pragma once
#include <span>
#include <string>
#include <vector>

#include "core/vec.h"
#include "scene/camera.h"
#include "scene/label_room.h"

namespace myochart::scene {

struct LabelRequest {
    std::string key;      ///< the marker's id: where it stood last frame is kept
    std::string text;
    vec2 sizePx{};        ///< of the pill, padding included
    vec2 pointPx{};       ///< what it names: the head of a site's mark
    bool important = false;  ///< selected or hovered: never gathered
    float opacity = 1;       ///< handed on to the placed label
    bool deep = false;       ///< handed on: the point lies under tissue
    PxHalf side{};           ///< the label stays in it: on its own side of the body
    PxRect mark{vec2(-6), vec2(6)};        ///< what is drawn at the point, from there: no label covers it
};

struct PlacedLabel {
    std::string key, text;
    vec2 cornerPx{};      ///< upper left
    vec2 sizePx{};
    vec2 pointPx{};       ///< end of the leader
    int gathered = 0;     ///< > 0: stands for so many labels ("+3") about its point; key "+" and the first one's
    float opacity = 1;    ///< 0..1, of pill, text and leader: the request's; 1 where several are gathered
    bool deep = false;    ///< drawn hollow: its point lies under tissue
};

inline constexpr size_t kMostLabels = 200;  ///< a frame has time for so many

/// Places every label without covering another label or any mark, inside the viewport, as near to its point as it can
/// and with few leaders that cross another or run under another label. Keeps last frame's place beside the point while
/// that is free, except that long leaders and those under a label are mended where a better place falls free (few a
/// frame). Beyond `budget`, and where there is no room, the rest gather into "+n" pills by neighbourhood; important
/// ones only when not even an empty picture has room. Labels of points outside the viewport are left out. At most 2 ms
/// for 200. Distances grow with `pixelScale`, as marks and pills do.
std::vector<PlacedLabel> layOutLabels(std::span<const LabelRequest> requests, const Viewport& viewport,
                                      std::span<const PlacedLabel> previous, size_t budget = kMostLabels, float pixelScale = 1);

}  // namespace myochart::scene
