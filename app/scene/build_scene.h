#pragma once
#include <optional>
#include <vector>

#include "anatomy/catalogue.h"
#include "body/body.h"
#include "record/chart.h"
#include "scene/view_options.h"

namespace myochart::scene {

/// Which part of a structure is drawn where a section cuts it: what is left, what is cut away, or both.
enum class CutPart { left, away, both };

/// Colours are sRGB, 0..1.
struct StructureItem {
    std::uint32_t structure = 0;
    vec3 colour{};        ///< belly of a muscle, bone, ...
    vec3 endColour{};     ///< tendon ends of a muscle; else as colour
    float fibre = 0;      ///< 0..1 strength of the striation along the structure's u axis
    float gloss = 0;      ///< 0..1
    float opacity = 1;    ///< below 1: drawn as a ghost, not in the id picture, never hovered or selected
    bool hovered = false, selected = false;
    bool skin = false;    ///< drawn as skin: softly lit; with opacity below 1 a veil, clearer where it faces the viewer
    CutPart part = CutPart::left;  ///< others than `left` only for a veil of skin
    vec3 shiftMm{};       ///< where the exploded view draws it: body-frame places plus this
};

struct MarkerItem {
    record::MarkerId id;
    record::MarkerType type = record::MarkerType::active;
    vec3 position{}, normal{};  ///< where it is drawn: body frame, with its structure's shift
    std::string
        label;  ///< record::shownLabel, "3 !" when something differs; empty ("!") while ViewOptions::labels is off
    bool selected = false, hovered = false;
    float opacity = 1;          ///< below 1: its structure is hidden, faded or cut away there; its label's too
    bool differs = false;  ///< the record tells another side or muscle than its place's, or its words another side: marked wherever it is shown
    bool ghost = false;         ///< of another visit (ghost.h)
    bool hollow = false;        ///< drawn as what lies under tissue is
    float size = 1;             ///< times the usual
    bool behindOther = false;   ///< another part of the body stands before it, see other_part.h; not by buildScene()
};

/// A line over the picture between two places of the body, seen through tissue. Not by buildScene().
struct StrokeItem {
    vec3 from{}, to{};
    vec3 colour{};       ///< sRGB
    float widthPx = 2;   ///< on the screen
    bool broken = false;

    bool operator==(const StrokeItem&) const = default;
};

/// Words beside a place of the body. Not by buildScene().
struct NameItem {
    vec3 at{};
    std::string text;
};

struct Scene {
    std::vector<StructureItem> structures;  ///< only what is shown
    std::vector<MarkerItem> markers;
    std::vector<StrokeItem> strokes;
    std::vector<NameItem> names;
    vec3 groundTop{}, groundBottom{};       ///< background gradient, sRGB
    vec3 accent{};                          ///< outline of the selection
    bool dark = false;
    std::optional<float> midlineMm;         ///< x of the body's midplane, where there are sites to keep on their sides
    LaidOnSkin laid;
    SectionPlane section;                   ///< applies to the unmoved body: a structure is cut, then shifted
};

/// True when the structure is drawn solid with these options (and so can be picked): not hidden or faded, its layer on,
/// and isolated if any is. When the layers of all that is isolated are off, the isolated ones are shown all the same.
bool isShown(const body::Body& body, std::uint32_t structure, const ViewOptions& options);
/// The same for every structure, by index.
std::vector<bool> shownStructures(const body::Body& body, const ViewOptions& options);
/// Pure: the same input gives the same list. `session` may be null. Without a catalogue no muscles are held against
/// places.
Scene buildScene(const body::Body& body, const record::Session* session, const ViewOptions& options,
                 const anatomy::Catalogue* catalogue = nullptr);
/// The colour that tells a marker type (with its shape), sRGB.
vec3 markerColour(record::MarkerType type, bool dark);
/// The box of all structures shown; of the whole body when nothing is.
Box shownBounds(const body::Body& body, const ViewOptions& options);

}  // namespace myochart::scene
