#pragma once
#include <span>
#include <vector>

#include "body/body.h"
#include "geometry/tri_mesh.h"

namespace myochart::builtin {

/// How many times as thick as measured the layer under the skin may be: lean .. large.
inline constexpr float kLeastHabitus = 0.6F, kGreatestHabitus = 3.0F;

/// What lies between the skin and the muscles, bones and sinews below, for each vertex of the skin.
struct LayerUnderSkin {
    std::vector<float> depthMm;      ///< to the nearest of them
    std::vector<float> thicknessMm;  ///< what a habitus scales: the depth, evened out over the surface, in full on trunk,
                                     ///< upper arm and thigh, in part elsewhere, hardly on hands, feet and scalp
};

/// Measures the layer under a body's skin. About a second.
LayerUnderSkin layerUnderSkin(const body::Body& body, std::uint32_t skin);

/// The skin of a body whose layer is `habitus` times as thick: each vertex moved along the smoothed outward direction by
/// (habitus - 1) times its thickness, less where the surface would meet itself, fold or reach into a muscle. Same
/// triangles, as closed as before; 1 gives the very same positions. Fails outside kLeastHabitus .. kGreatestHabitus.
Result<std::vector<vec3>> skinOfHabitus(const geometry::MeshView& skin, const LayerUnderSkin& layer, float habitus);

/// The failure of a habitus out of range, if it is.
Outcome checkHabitus(float habitus);

/// The structure that is a body's measured skin, if it has one.
std::optional<std::uint32_t> measuredSkin(const body::Body& body);

}  // namespace myochart::builtin
