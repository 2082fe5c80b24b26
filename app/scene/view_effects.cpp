#include "scene/view_effects.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

namespace myochart::scene {

namespace {

using nlohmann::json;

struct Share {
    const char* key;
    float ViewEffects::*value;
};
constexpr Share kShares[] = {{"skinOpacity", &ViewEffects::skinOpacity},   {"explode", &ViewEffects::explode},
                             {"ghostOpacity", &ViewEffects::ghostOpacity}, {"fadedOpacity", &ViewEffects::fadedOpacity},
                             {"hiddenMarkerOpacity", &ViewEffects::hiddenMarkerOpacity}};

constexpr float kFarthestPartMm = 1e5F;

Error wrong(const char* key) { return refused(std::string("The view's \"") + key + "\" is not what it should be; it is left as it was."); }

bool readVector(const json& from, vec3& to) {
    if (!from.is_array() || from.size() != 3) return false;
    for (int i = 0; i < 3; ++i) {
        if (!from[static_cast<size_t>(i)].is_number()) return false;
        to[i] = from[static_cast<size_t>(i)].get<float>();
        if (!std::isfinite(to[i])) return false;
    }
    return true;
}

bool readFlag(const json& from, const char* key, bool& to) {
    if (!from.contains(key)) return true;
    if (!from[key].is_boolean()) return false;
    to = from[key].get<bool>();
    return true;
}

bool readSection(const json& from, SectionPlane& to) {
    if (!from.is_object() || !readFlag(from, "on", to.on) || !readFlag(from, "flipped", to.flipped)) return false;
    if (!readFlag(from, "faceOnly", to.faceOnly)) return false;
    if (from.contains("origin") && !readVector(from["origin"], to.origin)) return false;
    if (from.contains("normal") && !readVector(from["normal"], to.normal)) return false;
    const float length = glm::length(to.normal);
    if (!(length > 1e-6F && length < 1e6F)) return false;
    to.normal /= length;
    to.origin = glm::clamp(to.origin, vec3(-kFarthestPartMm), vec3(kFarthestPartMm));
    return true;
}

}  // namespace

json toJson(const ViewEffects& effects) {
    const SectionPlane& s = effects.section;
    json out = {{"section",
                 {{"on", s.on},
                  {"flipped", s.flipped},
                  {"faceOnly", s.faceOnly},
                  {"origin", {s.origin.x, s.origin.y, s.origin.z}},
                  {"normal", {s.normal.x, s.normal.y, s.normal.z}}}}};
    for (const Share& share : kShares) out[share.key] = effects.*share.value;
    return out;
}

Result<ViewEffects> viewEffectsFromJson(const json& from) {
    if (!from.is_object()) return wrong("effects");
    ViewEffects effects;
    if (from.contains("section") && !readSection(from["section"], effects.section)) return wrong("section");
    for (const Share& share : kShares) {
        if (!from.contains(share.key)) continue;
        const json& value = from[share.key];
        if (!value.is_number() || !std::isfinite(value.get<float>())) return wrong(share.key);
        effects.*share.value = std::clamp(value.get<float>(), 0.0F, 1.0F);
    }
    return effects;
}

}  // namespace myochart::scene
