#pragma once
#include "body/structure.h"
#include "core/vec.h"
#include "record/chart.h"

namespace myochart::scene {

/// How a structure's surface looks. Colours are sRGB, 0..1.
struct Look {
    vec3 colour{}, endColour{};
    float fibre = 0, gloss = 0;
};

/// By system, and for vessels and organs by name. Muscles differ slightly, always the same for the same muscle and on
/// both sides, so that neighbours stand apart.
Look lookOf(const body::Structure& structure);

/// sRGB 0..1 of 0xRRGGBB.
vec3 srgb(std::uint32_t hex);

}  // namespace myochart::scene
