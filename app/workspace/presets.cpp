#include "workspace/presets.h"

#include <algorithm>

#include <fmt/format.h>
#include <glm/vector_relational.hpp>
#include <glm/trigonometric.hpp>

#include "core/text.h"
#include "scene/build_scene.h"

namespace myochart::workspace {

namespace {

using Structures = std::set<std::uint32_t>;

std::vector<std::string> keysOf(const body::Body& body, const Structures& structures) {
    std::vector<std::string> keys;
    for (const auto index : structures) keys.push_back(body.structure(index).key);
    return keys;
}

Structures structuresOf(const body::Body& body, const std::vector<std::string>& keys) {
    Structures found;
    for (const auto& key : keys)
        if (const auto index = body.find(key)) found.insert(*index);
    return found;
}

void addMuscles(const body::Body& body, const std::vector<std::string>& muscles, Structures& to) {
    for (const auto& muscle : muscles)
        for (const Side side : {Side::left, Side::right, Side::midline})
            for (const auto index : body.structuresOf(muscle, side)) to.insert(index);
}

/// Bones, cartilages and discs about some muscles: the solid ground on which they are seen.
void addBonesAround(const body::Body& body, const Structures& muscles, Structures& to) {
    Box box;
    for (const auto index : muscles) box.add(body.structure(index).bounds);
    for (std::uint32_t i = 0; i < body.structures().size(); ++i) {
        const body::Structure& s = body.structure(i);
        const bool skeleton = s.system == body::System::bone || s.system == body::System::cartilage || s.system == body::System::disc;
        const bool apart = glm::any(glm::greaterThan(s.bounds.min, box.max)) || glm::any(glm::lessThan(s.bounds.max, box.min));
        if (skeleton && !apart) to.insert(i);
    }
}

void setLayers(const std::vector<std::string>& names, scene::ViewOptions& view) {
    view.layers.fill(false);
    for (const auto& layer : names)
        if (const auto known = anatomy::layerFromName(layer)) view.layers[static_cast<size_t>(*known)] = true;
}

scene::Camera cameraFor(const Workspace& ws, const ViewPreset& preset, const Structures& isolated) {
    scene::Camera camera = ws.camera;
    camera.azimuthRad = glm::radians(preset.view.azimuthDeg);
    camera.elevationRad = glm::radians(preset.view.elevationDeg);
    if (preset.view.distanceMm > 0 && preset.view.bodyName == ws.body()->name()) {
        camera.target = preset.view.target;
        camera.distanceMm = preset.view.distanceMm;
        return camera;
    }
    Box box;
    for (const auto index : isolated) box.add(ws.body()->structure(index).bounds);
    return ws.clearOfTools(
        scene::fitted(camera, box.empty() ? scene::shownBounds(*ws.body(), ws.view) : box, ws.viewport));
}

/// `presets` as they are now come back.
std::function<void()> bringBack(Workspace& ws) {
    return [&ws, presets = ws.settings().presets] {
        ws.settings().presets = presets;
        ws.saveSettings();
    };
}

Outcome checkName(std::string& name) {
    name = trim(name);
    if (name.empty()) return refused("A saved view needs a name.");
    if (name.size() > record::kMaxNameBytes) return refused("The name of a saved view is too long; use fewer letters.");
    return Done{};
}

}  // namespace

ViewPreset presetOfView(const Workspace& ws, std::string name) {
    ViewPreset preset;
    preset.name = std::move(name);
    SavedView& saved = preset.view;
    const scene::Camera& now = ws.cameraGoal ? *ws.cameraGoal : ws.camera;
    saved.target = now.target;
    saved.azimuthDeg = glm::degrees(now.azimuthRad);
    saved.elevationDeg = glm::degrees(now.elevationRad);
    saved.distanceMm = now.distanceMm;
    for (size_t i = 0; i < scene::kLayerCount; ++i)
        if (ws.view.layers[i]) saved.layers.emplace_back(anatomy::name(static_cast<anatomy::Layer>(i)));
    preset.ghostOthers = ws.view.ghostOthers;
    preset.effects = ws.view.effects;
    if (!ws.body()) return preset;
    saved.bodyName = ws.body()->name();
    saved.hidden = keysOf(*ws.body(), ws.view.hidden);
    saved.isolated = keysOf(*ws.body(), ws.view.isolated);
    preset.faded = keysOf(*ws.body(), ws.view.faded);
    return preset;
}

void applyPreset(Workspace& ws, const ViewPreset& preset) {
    if (!ws.body()) return;
    Structures isolated = structuresOf(*ws.body(), preset.view.isolated);
    addMuscles(*ws.body(), preset.muscles, isolated);
    if (isolated.empty() && !(preset.muscles.empty() && preset.view.isolated.empty()))
        return ws.notify(fmt::format("This body has nothing of what \"{}\" shows.", preset.name));
    ws.rememberHiding();
    setLayers(preset.view.layers, ws.view);
    ws.view.hidden = structuresOf(*ws.body(), preset.view.hidden);
    ws.view.isolated = isolated;
    if (!preset.muscles.empty()) addBonesAround(*ws.body(), isolated, ws.view.isolated);
    ws.view.faded = structuresOf(*ws.body(), preset.faded);
    ws.view.ghostOthers = preset.ghostOthers;
    ws.view.effects = preset.effects;
    ws.clearSelection();
    ws.goTo(cameraFor(ws, preset, isolated));
}

Outcome savePreset(Workspace& ws, std::string name) {
    if (auto sound = checkName(name); !sound) return sound;
    auto& presets = ws.settings().presets;
    const auto same = std::find_if(presets.begin(), presets.end(), [&](const auto& p) { return p.name == name; });
    if (same == presets.end() && presets.size() >= kMostPresets)
        return failed(fmt::format("There are {} saved views already; delete one first.", kMostPresets));
    if (same == presets.end()) {
        presets.push_back(presetOfView(ws, name));
        ws.saveSettings();
        return Done{};
    }
    ws.notices().push_back({fmt::format("View \"{}\" replaced.", name), false, "Undo", bringBack(ws), 0});
    *same = presetOfView(ws, name);
    ws.saveSettings();
    return Done{};
}

Outcome renamePreset(Workspace& ws, size_t index, std::string name) {
    auto& presets = ws.settings().presets;
    if (auto sound = checkName(name); !sound) return sound;
    if (index >= presets.size()) return failed("That saved view is no longer there.");
    for (size_t i = 0; i < presets.size(); ++i)
        if (i != index && presets[i].name == name) return refused(fmt::format("There is a view \"{}\" already.", name));
    presets[index].name = std::move(name);
    ws.saveSettings();
    return Done{};
}

void removePreset(Workspace& ws, size_t index) {
    auto& presets = ws.settings().presets;
    if (index >= presets.size()) return;
    ws.notices().push_back({fmt::format("View \"{}\" deleted.", presets[index].name), false, "Undo", bringBack(ws), 0});
    presets.erase(presets.begin() + static_cast<std::ptrdiff_t>(index));
    ws.saveSettings();
}

}  // namespace myochart::workspace
