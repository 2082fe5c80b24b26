#include "workspace/presets.h"

#include <algorithm>

#include <fmt/format.h>
#include <glm/vector_relational.hpp>
#include <glm/trigonometric.hpp>

#include "core/text.h"
#include "core/words.h"
#include "scene/build_scene.h"

namespace myochart::workspace {

namespace {

using Structures = std::set<std::uint32_t>;

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

/// Tendons that are structures of their own and meet one of the muscles: gastrocnemius and soleus do not end above the heel.
void addTendonsOf(const body::Body& body, const Structures& muscles, Structures& to) {
    constexpr float kMeetsMm = 5;
    const auto meets = [&](const Box& a, const Box& b) {
        return glm::all(glm::lessThanEqual(a.min - kMeetsMm, b.max)) && glm::all(glm::lessThanEqual(b.min - kMeetsMm, a.max));
    };
    for (std::uint32_t i = 0; i < body.structures().size(); ++i) {
        const body::Structure& s = body.structure(i);
        if (s.system != body::System::connective || foldForSearch(s.name).find("tendon") == std::string::npos) continue;
        if (std::ranges::any_of(muscles, [&](std::uint32_t muscle) { return meets(body.structure(muscle).bounds, s.bounds); })) to.insert(i);
    }
}

scene::Camera cameraFor(const Program& program, const ViewPreset& preset, const Structures& isolated) {
    scene::Camera camera = program.view.camera;
    camera.azimuthRad = glm::radians(preset.view.azimuthDeg);
    camera.elevationRad = glm::radians(preset.view.elevationDeg);
    if (preset.view.distanceMm > 0 && preset.view.bodyName == program.bodies.current()->name()) {
        camera.target = preset.view.target;
        camera.distanceMm = preset.view.distanceMm;
        return camera;
    }
    Box box;
    for (const auto index : isolated) box.add(program.bodies.current()->structure(index).bounds);
    return program.view.clearOfTools(
        scene::fitted(camera, box.empty() ? scene::shownBounds(*program.bodies.current(), program.view.options) : box, program.view.viewport));
}

/// `presets` as they are now come back.
std::function<void()> bringBack(Program& program) {
    return [&program, presets = program.settings.presets] {
        program.settings.presets = presets;
        program.saveSettings();
    };
}

Outcome checkName(std::string& name) {
    name = trim(name);
    if (name.empty()) return refused(tr("A saved view needs a name."));
    if (name.size() > record::kMaxNameBytes) return refused(tr("The name of a saved view is too long; use fewer letters."));
    return Done{};
}

}  // namespace

ViewPreset presetOfView(const Program& program, std::string name) {
    ViewPreset preset;
    preset.name = std::move(name);
    preset.view = program.view.savedView();
    preset.ghostOthers = program.view.options.ghostOthers;
    preset.effects = program.view.options.effects;
    if (program.bodies.current()) preset.faded = keysOf(*program.bodies.current(), program.view.options.faded);
    return preset;
}

void applyPreset(Program& program, const ViewPreset& preset) {
    if (!program.bodies.current()) return;
    Structures isolated = structuresOf(*program.bodies.current(), preset.view.isolated);
    addMuscles(*program.bodies.current(), preset.muscles, isolated);
    if (isolated.empty() && !(preset.muscles.empty() && preset.view.isolated.empty()))
        return program.notices.tell(trf("This body has nothing of what \"{}\" shows.", shownName(preset)));
    program.view.rememberHiding();
    showLayers(preset.view.layers, program.view.options);
    program.view.options.hidden = structuresOf(*program.bodies.current(), preset.view.hidden);
    program.view.options.isolated = isolated;
    if (!preset.muscles.empty()) {
        addTendonsOf(*program.bodies.current(), isolated, program.view.options.isolated);
        addBonesAround(*program.bodies.current(), isolated, program.view.options.isolated);
    }
    program.view.options.faded = structuresOf(*program.bodies.current(), preset.faded);
    program.view.options.ghostOthers = preset.ghostOthers;
    program.view.options.effects = preset.effects;
    program.view.clearSelection();
    program.view.goTo(cameraFor(program, preset, isolated));
}

Outcome savePreset(Program& program, std::string name) {
    if (auto sound = checkName(name); !sound) return sound;
    auto& presets = program.settings.presets;
    const auto same = std::find_if(presets.begin(), presets.end(), [&](const auto& p) { return p.name == name; });
    if (same == presets.end() && presets.size() >= kMostPresets)
        return failed(trf("There are {} saved views already; delete one first.", kMostPresets));
    if (same == presets.end()) {
        presets.push_back(presetOfView(program, name));
        program.saveSettings();
        return Done{};
    }
    program.notices.offer(trf("View \"{}\" replaced.", name), tr("Undo"), bringBack(program));
    *same = presetOfView(program, name);
    program.saveSettings();
    return Done{};
}

Outcome renamePreset(Program& program, size_t index, std::string name) {
    auto& presets = program.settings.presets;
    if (auto sound = checkName(name); !sound) return sound;
    if (index >= presets.size()) return failed(tr("That saved view is no longer there."));
    for (size_t i = 0; i < presets.size(); ++i)
        if (i != index && presets[i].name == name) return refused(trf("There is a view \"{}\" already.", name));
    presets[index].name = std::move(name);
    program.saveSettings();
    return Done{};
}

void removePreset(Program& program, size_t index) {
    auto& presets = program.settings.presets;
    if (index >= presets.size()) return;
    program.notices.offer(trf("View \"{}\" deleted.", presets[index].name), tr("Undo"), bringBack(program));
    presets.erase(presets.begin() + static_cast<std::ptrdiff_t>(index));
    program.saveSettings();
}

}  // namespace myochart::workspace
