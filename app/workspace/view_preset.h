#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "body/body.h"
#include "record/chart.h"
#include "scene/view_options.h"

namespace myochart::workspace {

inline constexpr size_t kMostPresets = 100;

/// From where a body is looked at and what of it is shown. Kept beside the settings, never in the record: looking is no
/// change.
struct SavedView {
    vec3 target{};
    float azimuthDeg = 0, elevationDeg = 0, distanceMm = 0;
    std::vector<std::string> layers;            ///< names of the layers shown
    std::vector<std::string> hidden, isolated;  ///< structure keys
    std::string bodyName;

    bool operator==(const SavedView&) const = default;
};

/// Structures of a body as they are kept, and the other way round; those that the body lacks are left out.
std::vector<std::string> keysOf(const body::Body& body, const std::set<std::uint32_t>& structures);
std::set<std::uint32_t> structuresOf(const body::Body& body, const std::vector<std::string>& keys);
/// Shows these layers, by name, and no others.
void showLayers(const std::vector<std::string>& names, scene::ViewOptions& options);

/// A way of looking at the body under a name: from where, which layers, what is hidden, ghosted, cut and moved apart.
struct ViewPreset {
    std::string name;
    SavedView view;           ///< distanceMm 0: what is shown is framed from that direction
    std::vector<std::string> faded;  ///< structure keys
    bool ghostOthers = false;
    scene::ViewEffects effects;
    /// Of the program's own presets: isolated by muscle, both sides, whatever a body calls its structures, together with
    /// the bones about them.
    std::vector<std::string> muscles;

    bool operator==(const ViewPreset&) const = default;
};

/// As the user reads it: the program's own are translated. Lives as long as `preset`.
std::string_view shownName(const ViewPreset& preset);

/// The presets that the program brings along.
const std::vector<ViewPreset>& builtInPresets();

nlohmann::json toJson(const ViewPreset& preset);
/// Nothing when it is not one; numbers that make no sense are put right.
std::optional<ViewPreset> presetFromJson(const nlohmann::json& json);

}  // namespace myochart::workspace
