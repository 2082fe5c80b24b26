#include "workspace/view_preset.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "core/text.h"
#include "core/words.h"

namespace myochart::workspace {

namespace {

using nlohmann::json;
using Names = std::vector<std::string>;

constexpr size_t kMostMuscles = 500;

ViewPreset builtIn(const char* name, float azimuthDeg, float elevationDeg, Names layers, std::string_view muscles) {
    ViewPreset preset;
    preset.name = name;
    preset.view.azimuthDeg = azimuthDeg;
    preset.view.elevationDeg = elevationDeg;
    preset.view.layers = std::move(layers);
    preset.muscles = split(muscles, '|');
    preset.ghostOthers = true;
    return preset;
}

json toJson(vec3 v) { return {v.x, v.y, v.z}; }

/// Texts of an array, none longer than a name, `most` at most; what is no text is left out.
Names textsIn(const json& from, const char* key, size_t most) {
    Names texts;
    if (!from.contains(key) || !from[key].is_array()) return texts;
    for (const json& each : from[key])
        if (each.is_string() && each.get_ref<const std::string&>().size() <= record::kMaxNameBytes && texts.size() < most)
            texts.push_back(each.get<std::string>());
    return texts;
}

float numberIn(const json& from, const char* key, float lowest, float highest) {
    if (!from.contains(key) || !from[key].is_number()) return 0;
    const float number = from[key].get<float>();
    return std::isfinite(number) ? std::clamp(number, lowest, highest) : 0;
}

vec3 pointIn(const json& from, const char* key) {
    vec3 point{};
    if (!from.contains(key) || !from[key].is_array() || from[key].size() != 3) return point;
    for (int i = 0; i < 3; ++i) {
        const json& number = from[key][static_cast<size_t>(i)];
        if (number.is_number() && std::isfinite(number.get<float>())) point[i] = std::clamp(number.get<float>(), -1e4F, 1e4F);
    }
    return point;
}

}  // namespace

const std::vector<ViewPreset>& builtInPresets() {
    const Names muscleAndBone = {"superficial", "intermediate", "deep", "bone", "connective", "other"};
    static const std::vector<ViewPreset> presets = {
        builtIn(mark("Low back needling"), 180, 0, muscleAndBone,
                "quadratus_lumborum|multifidus_lumbar|multifidus_sacral|multifidus_thoracic|iliocostalis_lumborum|"
                "longissimus_thoracis|iliocostalis_thoracis|psoas_major|interspinales_lumborum|rotatores_lumborum|"
                "intertransversarii_lumborum_lateral|intertransversarii_lumborum_medial"),
        builtIn(mark("Rotator cuff"), 155, 12, muscleAndBone, "supraspinatus|infraspinatus|teres_minor|subscapularis"),
        builtIn(mark("Neck and suboccipitals"), 180, 8, muscleAndBone,
                "rectus_capitis_posterior_major|rectus_capitis_posterior_minor|obliquus_capitis_superior|"
                "obliquus_capitis_inferior|semispinalis_capitis|splenius_capitis|splenius_cervicis|levator_scapulae|"
                "longissimus_capitis|multifidus_cervical"),
        builtIn(mark("Gluteal and piriformis"), 180, 0, muscleAndBone,
                "gluteus_medius|gluteus_minimus|piriformis|obturator_internus|gemellus_superior|gemellus_inferior|"
                "quadratus_femoris"),
        builtIn(mark("Calf"), 180, 0, muscleAndBone,
                "gastrocnemius_medial|gastrocnemius_lateral|gastrocnemius|soleus|plantaris|popliteus|tibialis_posterior|"
                "flexor_digitorum_longus|flexor_hallucis_longus")};
    return presets;
}

std::string_view shownName(const ViewPreset& preset) {
    const std::string_view name = preset.name;
    return preset.muscles.empty() ? name : tr(name);
}

json toJson(const ViewPreset& preset) {
    const SavedView& view = preset.view;
    return {{"name", preset.name},           {"target", toJson(view.target)},       {"azimuth_deg", view.azimuthDeg},
            {"elevation_deg", view.elevationDeg}, {"distance_mm", view.distanceMm}, {"layers", view.layers},
            {"hidden", view.hidden},         {"isolated", view.isolated},           {"faded", preset.faded},
            {"ghost_others", preset.ghostOthers}, {"muscles", preset.muscles},      {"body", view.bodyName},
            {"effects", scene::toJson(preset.effects)}};
}

std::optional<ViewPreset> presetFromJson(const json& from) {
    if (!from.is_object() || !from.contains("name") || !from["name"].is_string()) return std::nullopt;
    ViewPreset preset;
    preset.name = trim(from["name"].get<std::string>());
    if (preset.name.empty() || preset.name.size() > record::kMaxNameBytes) return std::nullopt;
    preset.view.target = pointIn(from, "target");
    preset.view.azimuthDeg = numberIn(from, "azimuth_deg", -3600, 3600);
    preset.view.elevationDeg = numberIn(from, "elevation_deg", -89.9F, 89.9F);
    preset.view.distanceMm = numberIn(from, "distance_mm", 0, 20000);
    preset.view.layers = textsIn(from, "layers", 64);
    preset.view.hidden = textsIn(from, "hidden", record::kMaxKeys);
    preset.view.isolated = textsIn(from, "isolated", record::kMaxKeys);
    preset.faded = textsIn(from, "faded", record::kMaxKeys);
    preset.muscles = textsIn(from, "muscles", kMostMuscles);
    if (from.contains("ghost_others") && from["ghost_others"].is_boolean()) preset.ghostOthers = from["ghost_others"].get<bool>();
    if (from.contains("body") && from["body"].is_string()) preset.view.bodyName = from["body"].get<std::string>();
    if (from.contains("effects"))
        if (auto effects = scene::viewEffectsFromJson(from["effects"])) preset.effects = *effects;
    return preset;
}

std::vector<std::string> keysOf(const body::Body& body, const std::set<std::uint32_t>& structures) {
    std::vector<std::string> keys;
    for (const auto index : structures) keys.push_back(body.structure(index).key);
    return keys;
}

std::set<std::uint32_t> structuresOf(const body::Body& body, const std::vector<std::string>& keys) {
    std::set<std::uint32_t> found;
    for (const auto& key : keys)
        if (const auto index = body.find(key)) found.insert(*index);
    return found;
}

void showLayers(const std::vector<std::string>& names, scene::ViewOptions& options) {
    options.layers.fill(false);
    for (const auto& layer : names)
        if (const auto known = anatomy::layerFromName(layer)) options.layers[static_cast<size_t>(*known)] = true;
}

}  // namespace myochart::workspace
