#include "ui/same_scene.h"

#include <algorithm>

namespace myochart::ui {

namespace {

bool sameButHover(const scene::StructureItem& a, const scene::StructureItem& b) {
    // Hovering lightens the colour, so colours may differ where one of the two is hovered.
    const bool colours = a.hovered || b.hovered || (a.colour == b.colour && a.endColour == b.endColour);
    return a.structure == b.structure && colours && a.fibre == b.fibre && a.gloss == b.gloss &&
           a.opacity == b.opacity && a.selected == b.selected &&
           a.skin == b.skin && a.part == b.part && a.shiftMm == b.shiftMm;
}

bool sameButHover(const scene::MarkerItem& a, const scene::MarkerItem& b) {
    return a.id == b.id && a.type == b.type && a.position == b.position && a.normal == b.normal && a.label == b.label &&
           a.selected == b.selected && a.opacity == b.opacity && a.differs == b.differs && a.hollow == b.hollow && a.size == b.size;
}

template <class Item>
bool anyHoverDiffers(const std::vector<Item>& a, const std::vector<Item>& b) {
    return !std::equal(a.begin(), a.end(), b.begin(), b.end(),
                       [](const Item& x, const Item& y) { return x.hovered == y.hovered; });
}

template <class Item>
bool allSameButHover(const std::vector<Item>& a, const std::vector<Item>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Item& x, const Item& y) { return sameButHover(x, y); });
}

}  // namespace

SceneChange difference(const scene::Scene& a, const scene::Scene& b) {
    const bool same = a.dark == b.dark && a.groundTop == b.groundTop && a.groundBottom == b.groundBottom &&
                      a.accent == b.accent && a.section == b.section && a.laid == b.laid && a.strokes == b.strokes && allSameButHover(a.structures, b.structures) &&
                      allSameButHover(a.markers, b.markers);
    if (!same) return SceneChange::content;
    const bool hover = anyHoverDiffers(a.structures, b.structures) || anyHoverDiffers(a.markers, b.markers);
    return hover ? SceneChange::hover : SceneChange::none;
}

bool sameCamera(const scene::Camera& a, const scene::Camera& b) {
    return a.target == b.target && a.azimuthRad == b.azimuthRad && a.elevationRad == b.elevationRad &&
           a.distanceMm == b.distanceMm && a.fovRad == b.fovRad;
}

}  // namespace myochart::ui
