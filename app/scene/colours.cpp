#include "scene/colours.h"

#include <algorithm>
#include <array>

#include "core/text.h"

namespace myochart::scene {

namespace {

using body::System;

constexpr std::uint32_t kBelly = 0xA83A32, kTendon = 0xE6DFD0, kBone = 0xEAE3D2, kCartilage = 0xD3DEE4, kDisc = 0xC6D3DA;
constexpr std::uint32_t kTooth = 0xF4F0E6, kArtery = 0xB5302B, kVein = 0x4D6F9F, kNerve = 0xE2C044, kSkin = 0xE0B99C;
constexpr std::uint32_t kEye = 0xEEECE7, kOther = 0xC9BFB2, kOrgan = 0xB08A7E;

struct NamedColour {
    std::string_view word;
    std::uint32_t colour;
};
/// Organs in muted colours near their own.
constexpr std::array<NamedColour, 14> kOrgans = {{{"lung", 0xC79C96},      {"liver", 0x8B5144},   {"kidney", 0x925A50}, {"spleen", 0x7C4E58},
                                                  {"heart", 0x9C4A45},     {"trachea", 0xCFD3CE}, {"bronchus", 0xCFD3CE}, {"stomach", 0xBF9482},
                                                  {"intestine", 0xC39A86}, {"colon", 0xBD8F7C},   {"brain", 0xCDB3A8},  {"bladder", 0xC2A48F},
                                                  {"pancreas", 0xC9A778},  {"hair", 0x5E5046}}};

bool has(const std::string& text, std::string_view word) { return text.find(word) != std::string::npos; }

/// FNV-1a of the key without its side, as a number from -1 to 1; `salt` gives independent ones.
float variation(const std::string& key, std::uint32_t salt) {
    std::uint32_t hash = 2166136261U ^ salt;
    for (const std::string& word : split(key, '_')) {
        if (word == "left" || word == "right") continue;
        for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    }
    hash = (hash ^ (hash >> 15U)) * 0x2C1B3C6DU;
    hash ^= hash >> 13U;
    return static_cast<float>(hash & 0xFFFFU) / 32767.5F - 1.0F;
}

/// Lightness up to +-11 %, hue a little towards orange or purple: told apart side by side, one tissue from afar.
vec3 bellyOf(const std::string& key) {
    const float light = 1 + 0.11F * variation(key, 1), hue = 0.022F * variation(key, 2);
    const vec3 red = srgb(kBelly) * light + vec3(0, hue, -hue * 0.6F);
    return glm::clamp(red, vec3(0), vec3(1));
}

std::uint32_t vesselColour(const std::string& name) {
    const bool vein = has(name, "vein") || has(name, "vena") || has(name, "venous") || has(name, "sinus");
    // The lungs' vessels carry the other blood.
    return vein != has(name, "pulmonary") ? kVein : kArtery;
}

std::uint32_t organColour(const std::string& name) {
    for (const auto& [word, colour] : kOrgans)
        if (has(name, word)) return colour;
    return kOrgan;
}

Look plain(std::uint32_t colour, float gloss) { return {srgb(colour), srgb(colour), 0, gloss}; }

}  // namespace

vec3 srgb(std::uint32_t hex) {
    return vec3(static_cast<float>(hex >> 16U & 0xFFU), static_cast<float>(hex >> 8U & 0xFFU), static_cast<float>(hex & 0xFFU)) / 255.0F;
}

Look lookOf(const body::Structure& structure) {
    const std::string name = foldForSearch(structure.name);
    switch (structure.system) {
        case System::muscle: return {bellyOf(structure.key), srgb(kTendon), 0.6F, 0.35F};
        case System::bone: return plain(kBone, 0.18F);
        case System::cartilage: return plain(kCartilage, 0.4F);
        case System::disc: return plain(kDisc, 0.3F);
        case System::connective: return {srgb(kTendon), srgb(kTendon), 0.3F, 0.35F};
        case System::tooth: return plain(kTooth, 0.6F);
        case System::vessel: return plain(vesselColour(name), 0.4F);
        case System::nerve: return plain(kNerve, 0.25F);
        case System::organ: return plain(organColour(name), 0.35F);
        case System::skin: return plain(kSkin, 0.15F);
        case System::eye: return plain(kEye, 0.6F);
        case System::other: break;
    }
    return plain(has(name, "hair") ? organColour(name) : kOther, 0.15F);
}

}  // namespace myochart::scene
