#include "record/agreement.h"
#include "scene/build_scene.h"

#include <algorithm>
#include <array>

#include "places/hand_edits.h"
#include "places/place_side.h"
#include "scene/colours.h"
#include "scene/exploded_view.h"

namespace myochart::scene {

namespace {

/// Layers count, unless all that is isolated lies in hidden ones: who asks for one deep muscle wants to see it.
bool layersCount(const body::Body& body, const ViewOptions& options) {
    if (options.isolated.empty()) return true;
    return std::any_of(options.isolated.begin(), options.isolated.end(), [&](std::uint32_t index) {
        return index < body.structures().size() && options.shows(body.structure(index).layer);
    });
}

/// 0: not drawn, 1: solid, between: a ghost or a veil.
float opacityOf(const body::Structure& structure, std::uint32_t index, const ViewOptions& options, bool byLayer) {
    const ViewEffects& effects = options.effects;
    const bool isSkin = structure.layer == anatomy::Layer::skin;
    if (options.hidden.contains(index)) return 0;
    if (isSkin && effects.explode > 0) return 0;  // it surrounds the body and cannot move apart
    const bool layerOn = options.shows(structure.layer);
    const bool isChosen = options.isolated.empty() || options.isolated.contains(index);
    if (isChosen && (layerOn || !byLayer)) return options.seesThrough(index) ? effects.fadedOpacity : 1;
    if (isSkin) return options.laid.shares ? std::max(effects.skinOpacity, kLaidVeil) : effects.skinOpacity;
    return !isChosen && options.ghostOthers && layerOn ? effects.ghostOpacity : 0;
}

StructureItem itemOf(const body::Structure& structure, std::uint32_t index, const ViewOptions& options, float opacity) {
    const Look look = lookOf(structure);
    StructureItem item{index, look.colour, look.endColour, look.fibre, look.gloss};
    const bool solid = opacity >= 1;
    item.opacity = std::min(opacity, 1.0F);
    item.hovered = solid && options.hovered == index;
    item.selected = solid && options.selected == index;
    item.skin = structure.system == body::System::skin;
    return item;
}

MarkerItem itemOf(const body::Body& body, const record::Session& session, const record::Marker& marker,
                  const ViewOptions& options, const anatomy::Catalogue* catalogue) {
    MarkerItem item{marker.id, marker.type, marker.anchor.position, marker.anchor.normal, {}};
    if (options.labels) item.label = record::shownLabel(session, marker.id);
    item.differs = record::wordsTellOtherSide(marker) || places::otherSideOfPlace(body, marker) || (catalogue && places::otherMuscleOfPlace(body, *catalogue, marker));
    if (item.differs) item.label += item.label.empty() ? "!" : " !";
    item.selected = options.selectedMarkers.contains(marker.id);
    item.hovered = options.hoveredMarker == marker.id;
    return item;
}

MarkerItem itemOf(const Ghost& ghost, const ViewOptions& options) {
    MarkerItem item{ghost.id, ghost.type, ghost.position, ghost.normal, ghost.label};
    item.selected = ghost.selected;
    item.hovered = options.hoveredMarker == ghost.id;
    item.opacity = ghost.opacity;
    item.ghost = true;
    item.hollow = ghost.hollow;
    item.size = ghost.size;
    return item;
}

/// Markers go where their structures are drawn, and fade when those are not.
class MarkerPlacer {
  public:
    MarkerPlacer(Scene& scene, const body::Body& body, const ViewOptions& options, const ExplodedView& shifts)
        : scene_(scene), body_(body), options_(options), shifts_(shifts), byLayer_(layersCount(body, options)) {}

    void add(MarkerItem item, const std::string& structureKey) {
        bool present = !options_.effects.section.cutsAway(item.position);
        if (const auto index = body_.find(structureKey)) {
            const body::Structure& structure = body_.structure(*index);
            const float opacity = opacityOf(structure, *index, options_, byLayer_);
            present = present && (structure.layer == anatomy::Layer::skin ? opacity > 0 : opacity >= 1);
            item.position += shifts_.of(*index);
        }
        if (!present && !item.selected && !item.hovered) item.opacity *= options_.effects.hiddenMarkerOpacity;
        if (item.opacity > 0) scene_.markers.push_back(std::move(item));
    }

  private:
    Scene& scene_;
    const body::Body& body_;
    const ViewOptions& options_;
    const ExplodedView& shifts_;
    bool byLayer_;
};

/// What a section takes off the body stays as a veil of its skin, so that the cut is seen as a part of a whole.
constexpr float kCutAwayOpacity = 0.14F;

void addCutAway(Scene& scene, const body::Body& body, const ViewOptions& options) {
    const SectionPlane& section = options.effects.section;
    if (!section.on || section.faceOnly || options.effects.explode > 0 || !options.isolated.empty()) return;
    for (StructureItem& item : scene.structures)
        if (item.skin && item.opacity < 1) item.part = CutPart::both;
    for (std::uint32_t i = 0; i < body.structures().size(); ++i) {
        const bool there = opacityOf(body.structure(i), i, options, true) > 0;
        if (body.structure(i).layer != anatomy::Layer::skin || there || options.hidden.contains(i)) continue;
        scene.structures.push_back(itemOf(body.structure(i), i, options, kCutAwayOpacity));
        scene.structures.back().part = CutPart::away;
    }
}

}  // namespace

bool isShown(const body::Body& body, std::uint32_t structure, const ViewOptions& options) {
    return opacityOf(body.structure(structure), structure, options, layersCount(body, options)) >= 1;
}

std::vector<bool> shownStructures(const body::Body& body, const ViewOptions& options) {
    const bool byLayer = layersCount(body, options);
    std::vector<bool> shown(body.structures().size());
    for (std::uint32_t i = 0; i < shown.size(); ++i) shown[i] = opacityOf(body.structure(i), i, options, byLayer) >= 1;
    return shown;
}

Scene buildScene(const body::Body& body, const record::Session* session, const ViewOptions& options,
                 const anatomy::Catalogue* catalogue) {
    Scene scene;
    scene.dark = options.dark;
    scene.groundTop = srgb(options.dark ? 0x272D34 : 0xF4F2EE);
    scene.groundBottom = srgb(options.dark ? 0x1B2025 : 0xE7E4DE);
    scene.accent = srgb(options.dark ? 0x4FB8AC : 0x0F766E);
    scene.section = options.effects.section;
    scene.laid = options.laid;
    const bool byLayer = layersCount(body, options);
    const ExplodedView shifts(body, options.effects.explode);
    for (std::uint32_t i = 0; i < body.structures().size(); ++i) {
        const float opacity = opacityOf(body.structure(i), i, options, byLayer);
        if (opacity <= 0) continue;
        scene.structures.push_back(itemOf(body.structure(i), i, options, opacity));
        scene.structures.back().shiftMm = shifts.of(i);
    }
    addCutAway(scene, body, options);
    MarkerPlacer placer(scene, body, options, shifts);
    if (options.ghosts)
        for (const Ghost& ghost : *options.ghosts) placer.add(itemOf(ghost, options), ghost.structureKey);
    if (session)
        for (const record::Marker& marker : session->markers) placer.add(itemOf(body, *session, marker, options, catalogue), marker.anchor.structureKey);
    if (!scene.markers.empty()) scene.midlineMm = places::knownMidplane(body);
    return scene;
}

vec3 markerColour(record::MarkerType type, bool dark) {
    // active, latent, satellite, tender, needle; on the dark ground lighter ones of the same hue.
    constexpr std::array<std::uint32_t, 5> kLight = {0xC2273D, 0xB87400, 0x6D4BC3, 0x3F6EA8, 0x37474F};
    constexpr std::array<std::uint32_t, 5> kDark = {0xF0647A, 0xEFB145, 0xA88FF0, 0x7FB0EA, 0xBCC8CF};
    return srgb((dark ? kDark : kLight)[static_cast<size_t>(type)]);
}

Box shownBounds(const body::Body& body, const ViewOptions& options) {
    Box box;
    const std::vector<bool> shown = shownStructures(body, options);
    const ExplodedView shifts(body, options.effects.explode);
    for (std::uint32_t i = 0; i < shown.size(); ++i) {
        if (!shown[i]) continue;
        const Box& bounds = body.structure(i).bounds;
        box.add(Box{bounds.min + shifts.of(i), bounds.max + shifts.of(i)});
    }
    return box.empty() ? body.bounds() : box;
}

}  // namespace myochart::scene
