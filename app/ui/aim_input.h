#pragma once
#include <optional>

#include "ui/ui.h"

namespace myochart::ui {

struct PaneView;

/// The needle that is aimed, on the body: drawn at its true length with handle, shaft and the part that is in; its handle is
/// dragged to turn it about where it goes in (Ctrl: without snapping), the wheel over it sets its depth. While a needle is
/// aimed the arrows lean it, and Page up and Page down take it out and in.
class AimInput {
  public:
    void draw(Ui& ui, const PaneView& pane) const;
    /// Once a frame, before the body takes the pointer. True while the needle has it.
    bool step(Ui& ui, const PaneView& pane, bool free);
    bool dragging() const { return held_.has_value(); }
    /// Takes back the drag that is going on. True when there was one.
    bool cancel(workspace::Program& program);

  private:
    struct Held {
        vec2 off{};        ///< from the pointer to the handle, in the picture's pixels
        float reachMm = 0; ///< of the handle from where the needle goes in
        bool before = true;  ///< the handle stands before where it goes in, as seen
    };
    void turn(Ui& ui, const PaneView& pane);
    static void keys(Ui& ui);

    std::optional<Held> held_;
    bool over_ = false;
    double wheeledUntil_ = 0;
};

}  // namespace myochart::ui
