#include "render/told_fibres.h"

#include <algorithm>

namespace myochart::render {

namespace {

/// On the left; the right one is its mirror image.
struct ToldFibres {
    std::string_view muscle;
    vec3 direction;  ///< to the left, backwards, up
};

// Courses as anatomy books give them (Gray's Anatomy, muscles of the gluteal region and of the abdomen): gluteus maximus in coarse parallel bundles down and
// outwards at some 45 degrees, external oblique down and forwards ("hands in pockets"), internal oblique across it, up and forwards.
constexpr ToldFibres kToldFibres[] = {
    {"gluteus_maximus", {0.70F, -0.10F, -0.70F}},
    {"external_oblique", {-0.45F, -0.50F, -0.74F}},
    {"internal_oblique", {-0.50F, -0.45F, 0.74F}},
};

}  // namespace

std::optional<vec3> toldFibres(std::string_view muscleKey, Side side) {
    const auto* told = std::ranges::find(kToldFibres, muscleKey, &ToldFibres::muscle);
    if (told == std::end(kToldFibres) || side == Side::midline) return std::nullopt;
    vec3 direction = glm::normalize(told->direction);
    if (side == Side::right) direction.x = -direction.x;
    return direction;
}

}  // namespace myochart::render
