#pragma once
#include "ui/widgets.h"

namespace myochart::ui {

// What floats over the body. `area` is the body's part of the window.

/// The patient's own right and left (or front and back) at the edges of the picture where they are now.
void drawSideBadges(Ui& ui, const Rect& area);
/// Which side of the patient is seen, above the body.
void drawViewName(Ui& ui, const Rect& area);
/// The six standard views, below the body.
void drawViewButtons(Ui& ui, const Rect& area);
/// How many structures are hidden or isolated, with the way back.
void drawHiddenChip(Ui& ui, const Rect& area);
/// From the skin to the bone in five steps, at the right edge.
void drawPeel(Ui& ui, const Rect& area);
/// The name of what the pointer is on, the marker about to be placed, and the structures under it.
void drawUnderPointer(Ui& ui, const Rect& area);

/// The button that opens the switches of the layers.
class LayersPopover {
  public:
    void draw(Ui& ui, const Rect& area);
};

/// Which of the five steps from skin (0) to bone (4) is shown: the outermost layer that is on.
size_t peelStep(const scene::ViewOptions& view);
/// Switches the layers outside of `step` off and the others of the five on.
void setPeelStep(scene::ViewOptions& view, size_t step);

}  // namespace myochart::ui
