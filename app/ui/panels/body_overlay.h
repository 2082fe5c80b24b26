#pragma once
#include <fmt/format.h>

#include "ui/panels/habitus_slider.h"
#include "ui/widgets.h"

namespace myochart::ui {

// What floats over the body. `area` is the body's part of the window.

/// One of the views side by side.
struct PaneView {
    size_t index = 0;
    Rect area;
    scene::Camera camera;
    const BodyPicture* picture = nullptr;
    bool active = true, alone = true;
    bool slice = false;  ///< shows the section alone

    /// "body.badge.left", with the number of the pane from the second on.
    std::string named(const char* name) const { return index == 0 ? name : fmt::format("{}.{}", name, index); }
};

/// False: views side by side are so narrow that words floating at their edges would cover the body.
inline bool hasRoomAtEdges(const Ui& ui) {
    return ui.program.view.panes.count() == 1 || ui.layout.body.size().x / 2 >= ui.px(320);
}
/// The patient's own right and left (or front and back) at the edges of the picture where they are now.
void drawSideBadges(Ui& ui, const PaneView& pane);
/// Which side of the patient is seen, above the body.
void drawViewName(Ui& ui, const PaneView& pane);
/// The six standard views, below the body.
void drawViewButtons(Ui& ui, const Rect& area);
/// How many structures are hidden or isolated, with the way back.
void drawHiddenChip(Ui& ui, const Rect& area);
/// From the skin to the bone step by step, at the right edge.
class Peel {
  public:
    void draw(Ui& ui, const Rect& area);

  private:
    void drawStep(Ui& ui, const Rect& plate, size_t step, size_t now);
    void drawVeil(Ui& ui, const Rect& plate);
    float rowTop(const Ui& ui, const Rect& plate, size_t step) const;
    float skinHeight(const Ui& ui) const;
    bool hasSkin() const { return !layers_.empty() && layers_.front() == anatomy::Layer::skin; }
    std::shared_ptr<const body::Body> body_;  ///< whose layers these are
    std::vector<anatomy::Layer> layers_;
    HabitusSlider habitus_;
};
/// The trigger points shown as guides.
void drawGuides(Ui& ui, const PaneView& pane);
/// What the pointer's plate says of a site of another visit (scene/ghost.h); empty of none.
struct GhostWords {
    std::string title, detail;
};
GhostWords ghostWords(const Ui& ui, const record::MarkerId& ghost);
/// Where sites have moved to between the two visits that are held against each other.
void drawMoves(Ui& ui, const PaneView& pane);
/// The name of what the pointer is on, the marker about to be placed, and the structures under it.
void drawUnderPointer(Ui& ui, const Rect& area);

/// The button that opens the switches of the layers.
class LayersPopover {
  public:
    void draw(Ui& ui, const Rect& area);
};

/// The layers from outside inwards (skin, three of muscle, bone) that `body` has.
std::vector<anatomy::Layer> peelLayers(const body::Body& body);
/// Which of `layers` is the outermost that is on.
size_t peelStep(const std::vector<anatomy::Layer>& layers, const scene::ViewOptions& view);
/// Switches the layers outside of `step` off and the others on.
void setPeelStep(const std::vector<anatomy::Layer>& layers, scene::ViewOptions& view, size_t step);

}  // namespace myochart::ui
