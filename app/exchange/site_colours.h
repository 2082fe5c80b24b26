#pragma once
#include <array>
#include <cstdint>

#include "core/vec.h"
#include "record/kinds/marker.h"

namespace myochart::exchange {

/// sRGB 0..1 of a type of marker, as on the light ground of the window.
inline vec3 colourOfType(record::MarkerType type) {
    constexpr std::array<std::uint32_t, record::choicesOf(record::MarkerType()).size()> kOfTypes = {0xC2273D, 0xB87400, 0x6D4BC3, 0x3F6EA8, 0x37474F};
    const std::uint32_t hex = kOfTypes[static_cast<size_t>(type)];
    return vec3(static_cast<float>(hex >> 16U & 0xFFU), static_cast<float>(hex >> 8U & 0xFFU), static_cast<float>(hex & 0xFFU)) / 255.0F;
}

/// Where a needle goes in and where its tip is.
struct NeedleLine {
    vec3 entry, tip;
};
/// Of a site that lies at `position`; nothing where the record does not tell both without a body.
inline std::optional<NeedleLine> needleLineOf(const record::Marker& site, vec3 position) {
    const record::Needling& needle = site.needle;
    if (!needle.entry || !needle.direction || !needle.depthMm) return std::nullopt;
    const vec3 entry = position + *needle.entry;
    return NeedleLine{entry, entry + *needle.direction * *needle.depthMm};
}

}  // namespace myochart::exchange
