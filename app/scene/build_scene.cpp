#include "scene/build_scene.h"

#include <algorithm>
#include <array>

#include "scene/colours.h"

namespace myochart::scene {

namespace {

constexpr float kGhostOpacity = 0.16F;

/// Layers count, unless all that is isolated lies in hidden ones: who asks for one deep muscle wants to see it.
bool layersCount(const body::Body& body, const ViewOptions& options) {
    if (options.isolated.empty()) return true;
    return std::any_of(options.isolated.begin(), options.isolated.end(), [&](std::uint32_t index) {
        return index < body.structures().size() && options.shows(body.structure(index).layer);
    });
}

enum class Shown { no, ghost, solid };

Shown shownAs(const body::Structure& structure, std::uint32_t index, const ViewOptions& options, bool byLayer) {
    if (options.hidden.contains(index)) return Shown::no;
    if (byLayer && !options.shows(structure.layer)) return Shown::no;
    if (options.isolated.empty() || options.isolated.contains(index)) return Shown::solid;
    // The skin as a ghost would veil all the rest.
    return options.ghostOthers && options.shows(structure.layer) && structure.layer != anatomy::Layer::skin ? Shown::ghost : Shown::no;
}

StructureItem itemOf(const body::Structure& structure, std::uint32_t index, const ViewOptions& options, Shown shown) {
    const Look look = lookOf(structure);
    StructureItem item{index, look.colour, look.endColour, look.fibre, look.gloss};
    item.opacity = shown == Shown::ghost ? kGhostOpacity : 1.0F;
    item.hovered = shown == Shown::solid && options.hovered == index;
    item.selected = shown == Shown::solid && options.selected == index;
    return item;
}

MarkerItem itemOf(const chart::Session& session, const chart::Marker& marker, const ViewOptions& options) {
    MarkerItem item{marker.id, marker.type, marker.anchor.position, marker.anchor.normal, {}};
    if (options.labels) item.label = chart::shownLabel(session, marker.id);
    item.selected = options.selectedMarkers.contains(marker.id);
    item.hovered = options.hoveredMarker == marker.id;
    return item;
}

}  // namespace

bool isShown(const body::Body& body, std::uint32_t structure, const ViewOptions& options) {
    return shownAs(body.structure(structure), structure, options, layersCount(body, options)) == Shown::solid;
}

std::vector<bool> shownStructures(const body::Body& body, const ViewOptions& options) {
    const bool byLayer = layersCount(body, options);
    std::vector<bool> shown(body.structures().size());
    for (std::uint32_t i = 0; i < shown.size(); ++i) shown[i] = shownAs(body.structure(i), i, options, byLayer) == Shown::solid;
    return shown;
}

Scene buildScene(const body::Body& body, const chart::Session* session, const ViewOptions& options) {
    Scene scene;
    scene.dark = options.dark;
    scene.groundTop = srgb(options.dark ? 0x272D34 : 0xF4F2EE);
    scene.groundBottom = srgb(options.dark ? 0x1B2025 : 0xE7E4DE);
    scene.accent = srgb(options.dark ? 0x4FB8AC : 0x0F766E);
    const bool byLayer = layersCount(body, options);
    for (std::uint32_t i = 0; i < body.structures().size(); ++i) {
        const Shown shown = shownAs(body.structure(i), i, options, byLayer);
        if (shown != Shown::no) scene.structures.push_back(itemOf(body.structure(i), i, options, shown));
    }
    if (session)
        for (const chart::Marker& marker : session->markers) scene.markers.push_back(itemOf(*session, marker, options));
    return scene;
}

vec3 markerColour(chart::MarkerType type, bool dark) {
    // active, latent, satellite, tender, needle; on the dark ground lighter ones of the same hue.
    constexpr std::array<std::uint32_t, 5> kLight = {0xC2273D, 0xB87400, 0x6D4BC3, 0x3F6EA8, 0x37474F};
    constexpr std::array<std::uint32_t, 5> kDark = {0xF0647A, 0xEFB145, 0xA88FF0, 0x7FB0EA, 0xBCC8CF};
    return srgb((dark ? kDark : kLight)[static_cast<size_t>(type)]);
}

Box shownBounds(const body::Body& body, const ViewOptions& options) {
    Box box;
    const std::vector<bool> shown = shownStructures(body, options);
    for (std::uint32_t i = 0; i < shown.size(); ++i)
        if (shown[i]) box.add(body.structure(i).bounds);
    return box.empty() ? body.bounds() : box;
}

}  // namespace myochart::scene
