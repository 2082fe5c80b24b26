#pragma once
#include "ui/press_tracker.h"
#include "ui/ui.h"

namespace myochart::ui {

/// What the pointer does on the view that shows the section alone: the wheel goes through the slices, a drag moves the
/// picture, Ctrl+wheel zooms to the pointer, a click selects, a double click fills the view again. Nothing is placed
/// here: a site lies on a surface.
class SliceInput {
  public:
    /// Once a frame while there is such a view. `ui.picture` is that view's. `free`: the pointer is on it and nothing
    /// floating there wants it.
    void step(Ui& ui, const Rect& canvas, bool free);
    bool busy() const { return tracker_.pressing(); }
    bool moving(double now) const { return busy() || now < movedUntil_; }
    /// Takes back the drag that is going on. True when there was one.
    bool cancel();

  private:
    void wheel(Ui& ui, const Rect& canvas);
    void click(Ui& ui, const Rect& canvas, const Gesture& gesture);
    void look(Ui& ui, vec2 pixel);
    std::optional<record::MarkerId> markerUnder(const Ui& ui, vec2 pixel) const;
    void pressed(Ui& ui, const Rect& canvas, const Gesture& gesture);

    PressTracker tracker_;
    double movedUntil_ = 0;
};

/// Up, Down, Page up and Page down move the section by 1 and 10 mm while no site is selected (those keys are its).
void sectionKeys(Ui& ui);

}  // namespace myochart::ui
