#include "ui/depth_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/words.h"
#include "places/danger.h"
#include "workspace/program.h"

namespace myochart::ui {

bool DepthList::keeps(vec2 pointer, float scale) const {
    if (means(pointer, scale) || plate.contains(pointer)) return true;
    if (plate.size().x <= 0) return false;  // not drawn yet
    const vec2 near = glm::clamp(at, plate.min, plate.max), bridge(kBridge * scale);
    return Rect{glm::min(at, near) - bridge, glm::max(at, near) + bridge}.contains(pointer);
}

const DepthRow* DepthList::rowAt(vec2 pointer) const {
    for (const auto& [rect, index] : drawn)
        if (rect.contains(pointer) && index < rows.size()) return &rows[index];
    return nullptr;
}

void DepthList::fill(const workspace::Program& program, const geometry::Ray& ray, const std::vector<geometry::RayHit>& hits) {
    const body::Body& body = *program.bodies.current();
    fromSkin = scene::hasSkin(body);
    const scene::SkinDepth skin(body, program.bodies.rays(), ray);
    const auto depth = [&](const geometry::RayHit& hit) -> std::optional<float> {
        if (fromSkin) return skin.of(hit, program.view.options.effects.explode > 0);
        return hits.empty() ? 0 : hit.distanceMm - hits.front().distanceMm;
    };
    rows.clear();
    for (size_t i = 0; i < hits.size(); ++i)
        rows.push_back({hits[i].at.part, depth(hits[i]), places::dangerOf(body.structure(hits[i].at.part)), i});
    for (const auto& hit : scene::hiddenDangers(body, program.bodies.rays(), ray, program.view.options))
        rows.push_back({hit.at.part, depth(hit), places::dangerOf(body.structure(hit.at.part)), std::nullopt});
    if (const auto chest = scene::entersChest(body, program.bodies.rays(), ray)) {
        geometry::RayHit wall;
        wall.distanceMm = *chest;
        wall.at.position = ray.origin + ray.direction * *chest;
        DepthRow row{0, depth(wall), anatomy::Danger::lung, std::nullopt};
        row.isPleura = true;
        rows.push_back(row);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const DepthRow& a, const DepthRow& b) { return a.mm.value_or(0) < b.mm.value_or(0); });
}

std::string depthsFrom(const DepthList& list) {
    return list.fromSkin ? tr("Along this line of the model; people differ: no depth is safe.")
                         : tr("This body has no skin; people differ: no depth is safe.");
}

std::string depthWords(const DepthList& list, const DepthRow& row, bool isSchematic) {
    const auto depth = [&]() -> std::string {
        if (!row.mm) return tr("no skin here");
        if (list.fromSkin) return isSchematic ? trf("about {:.0f} mm under the skin", *row.mm) : trf("{:.0f} mm under the skin", *row.mm);
        return isSchematic ? trf("about {:.0f} mm behind the first surface", *row.mm) : trf("{:.0f} mm behind the first surface", *row.mm);
    };
    return row.choice ? depth() : fmt::format("{} \xC2\xB7 {}", tr("hidden"), depth());
}

}  // namespace myochart::ui
