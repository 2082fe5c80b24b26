#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "anatomy/catalogue.h"
#include "body/vertex_shares.h"
#include "record/chart.h"
#include "scene/ghost.h"
#include "scene/view_effects.h"

namespace myochart::scene {

constexpr size_t kLayerCount = 10;

/// What is laid on the skin: the first three strengths are reported patterns, each drawn in its own way, the fourth is where it
/// hurts. While something is laid and the skin's layer is off, the skin is at least a veil to lay it on.
struct LaidOnSkin {
    std::shared_ptr<const body::VertexShares> shares;  ///< of the body that is shown; null: nothing
    bool several = false;                              ///< patterns: what lies under one of them is to be seen

    bool operator==(const LaidOnSkin&) const = default;
};
/// How solid the skin is at least, to lay something on.
inline constexpr float kLaidVeil = 0.7F;  // red on the red of muscles is not read

/// What of the body is shown and how; plain values.
struct ViewOptions {
    std::array<bool, kLayerCount> layers = {true, true, true, true, true, true, true, true, true, true};  ///< by anatomy::Layer
    std::set<std::uint32_t> hidden;     ///< structures hidden one by one
    std::set<std::uint32_t> isolated;   ///< when not empty only these are shown
    std::set<std::uint32_t> faded;      ///< structures seen through; the selected one stays solid
    bool ghostOthers = false;           ///< while isolated: the others stay as a faint ghost
    ViewEffects effects;                ///< section, skin veil, explode, strengths of ghosts
    std::optional<std::uint32_t> selected, hovered;  ///< structures
    std::set<record::MarkerId> selectedMarkers;
    std::optional<record::MarkerId> hoveredMarker;
    Ghosts ghosts;                      ///< sites of other visits
    LaidOnSkin laid;
    bool labels = true;
    bool dark = false;

    /// Drawn with effects.fadedOpacity and not picked.
    bool seesThrough(std::uint32_t structure) const { return faded.contains(structure) && selected != structure; }
    bool shows(anatomy::Layer layer) const { return layers[static_cast<size_t>(layer)]; }
};

/// What a body is first shown with: all but the skin, for a therapist looks for muscles.
inline ViewOptions firstView() {
    ViewOptions view;
    view.layers[static_cast<size_t>(anatomy::Layer::skin)] = false;
    return view;
}

}  // namespace myochart::scene
