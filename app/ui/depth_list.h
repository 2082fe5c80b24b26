#pragma once
#include <optional>
#include <string>
#include <vector>

#include "anatomy/hazards.h"
#include "scene/depths.h"
#include "ui/frame_layout.h"

namespace myochart::workspace {
class Program;
}

namespace myochart::ui {

/// A structure along the ray under the pointer, or that pleura and lung lie behind the wall of the chest there.
struct DepthRow {
    std::uint32_t structure = 0;
    std::optional<float> mm;        ///< from the skin; on a body without one from the first surface shown
    anatomy::Danger danger = anatomy::Danger::none;
    std::optional<size_t> choice;   ///< which of the shown ones; none: it is hidden in the picture
    bool isPleura = false;          ///< no structure: `mm` is where the wall begins and is not shown
};

/// The list of what lies under one place of the picture. It stays where it was opened: `pinned` until something is
/// chosen, else until the pointer leaves.
struct DepthList {
    static constexpr float kReach = 6;    ///< px around the place that still mean it
    static constexpr float kBridge = 8;   ///< px around the way from the place to the list

    bool open = false, pinned = false;
    vec2 at{};                      ///< the place, in window pixels
    bool fromSkin = true;           ///< what the depths count from
    std::vector<DepthRow> rows;     ///< nearest first
    Rect plate;                     ///< as last drawn
    std::vector<std::pair<Rect, size_t>> drawn;  ///< the rows drawn in it, as indices

    /// The pointer means the place.
    bool means(vec2 pointer, float scale) const { return glm::length(pointer - at) <= kReach * scale; }
    /// It does, or is on the list or on the way there. Anywhere else it is on another place, of which the list says nothing.
    bool keeps(vec2 pointer, float scale) const;
    /// The row that the pointer is on.
    const DepthRow* rowAt(vec2 pointer) const;
    /// Lists `hits` (shown, nearest first) and the dangerous structures along the ray that the view hides.
    void fill(const workspace::Program& program, const geometry::Ray& ray, const std::vector<geometry::RayHit>& hits);
    void close() { *this = {}; }
};

/// What the depths count from, in a sentence.
std::string depthsFrom(const DepthList& list);
/// "about 12 mm under the skin", "hidden · 12 mm under the skin": no figure without what it counts from.
std::string depthWords(const DepthList& list, const DepthRow& row, bool isSchematic);

}  // namespace myochart::ui
