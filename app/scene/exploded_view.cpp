#include "scene/exploded_view.h"

#include <algorithm>

#include "scene/view_effects.h"

namespace myochart::scene {

namespace {

constexpr float kLongBoneMm = 180;    // upper arm, forearm, thigh, leg and nothing else
constexpr float kSlender = 3.2F;         // times as long as wide
constexpr float kLeastAsideMm = 1;
constexpr float kSpread = 1.7F;       // times the distance from the axis

struct Axis {
    vec3 from{}, to{};

    vec3 nearest(vec3 p) const {
        const vec3 way = to - from;
        const float t = glm::dot(p - from, way) / std::max(glm::dot(way, way), 1e-6F);
        return from + way * std::clamp(t, 0.0F, 1.0F);
    }
};

/// Share of the way that a layer goes.
float reachOf(const body::Structure& structure) {
    using anatomy::Layer;
    switch (structure.layer) {
        case Layer::superficial: return 1;
        case Layer::intermediate: return 0.6F;
        case Layer::deep: return 0.28F;
        case Layer::vessel:
        case Layer::nerve: return 0.14F;
        default: return 0;
    }
}

/// The trunk's axis first, then one a long bone.
std::vector<Axis> axesOf(const body::Body& body) {
    const Box box = body.bounds();
    Box trunk;
    for (const auto& s : body.structures())
        if (s.system == body::System::bone && s.side == Side::midline) trunk.add(s.bounds);
    if (trunk.empty()) trunk = box;
    const vec3 middle = trunk.centre();
    std::vector<Axis> axes = {{vec3(middle.x, middle.y, trunk.min.z), vec3(middle.x, middle.y, trunk.max.z)}};
    for (const auto& s : body.structures()) {
        if (s.system != body::System::bone || s.side == Side::midline) continue;
        const vec3 size = s.frame.lengthMm;
        if (size.x < kLongBoneMm || size.x < kSlender * std::max(size.y, size.z)) continue;
        axes.push_back({s.frame.position({0, 0.5F, 0.5F}), s.frame.position({1, 0.5F, 0.5F})});
    }
    return axes;
}

/// The way that a structure of the outermost layer goes: out from the nearest axis, by more than it is thick there, so
/// that a hand opens by less than a thigh.
vec3 wayOut(const std::vector<Axis>& axes, vec3 centre) {
    vec3 best{};
    float nearest = 1e30F;
    for (const Axis& axis : axes) {
        const vec3 away = centre - axis.nearest(centre);
        const float distance = glm::length(away);
        if (distance >= nearest) continue;
        nearest = distance;
        best = away;
    }
    best.z *= 0.35F;  // sideways more than up or down: what lies above one another stays so
    const vec3 direction = glm::length(best) < kLeastAsideMm ? vec3(0, -1, 0) : glm::normalize(best);
    return direction * std::min(kExplodeMm, kSpread * nearest);
}

}  // namespace

ExplodedView::ExplodedView(const body::Body& body, float amount) {
    if (!(amount > 0)) return;
    const std::vector<Axis> axes = axesOf(body);
    shifts_.resize(body.structures().size());
    for (size_t i = 0; i < shifts_.size(); ++i) {
        const body::Structure& structure = body.structures()[i];
        const float reach = reachOf(structure);
        if (reach > 0) shifts_[i] = wayOut(axes, structure.bounds.centre()) * (reach * amount);
    }
}

}  // namespace myochart::scene
