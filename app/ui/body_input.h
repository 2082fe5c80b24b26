#pragma once
#include <optional>
#include <string>

#include "ui/press_tracker.h"
#include "ui/ui.h"

namespace myochart::ui {

/// Turns what the pointer and the arrow keys do on the body into orders to the workspace: left drag turns, right or
/// middle or Shift+left drag moves, the wheel zooms to the pointer, a click selects or places, a drag on a marker moves
/// it. A drag never places. A click that closes an open list or menu does nothing else: whoever means to be rid of a list
/// has not aimed at the body beneath it.
class BodyInput {
  public:
    /// Once a frame, after everything that floats over the body. `free`: the pointer is over the body and nothing
    /// floating there wants it.
    void step(Ui& ui, const Rect& canvas, bool free);
    /// Takes back the drag that is going on. True when there was one.
    bool cancel(workspace::Program& program);
    /// True while the camera or a marker is being moved by hand, and shortly after a turn of the wheel.
    /// A press counts too: nothing slow may come between it and its release.
    bool busy() const { return dragging_ != Dragging::nothing || tracker_.pressing(); }
    bool moving(double now) const { return dragging_ != Dragging::nothing || tracker_.pressing() || now < wheelUntil_; }
    std::optional<record::MarkerId> markerUnder(const Ui& ui, vec2 pixel) const;
    /// From the window's pixels to the picture's.
    static vec2 pixelOf(const Ui& ui, const Rect& canvas, vec2 pos) { return (pos - canvas.min) * ui.pixelRatio; }

  private:
    enum class Dragging { nothing, camera, marker };

    void look(Ui& ui, const Rect& canvas, bool free);
    void gather(Ui& ui, vec2 pixel);
    /// The list of what lies under `at`; `pinned` stays when the pointer leaves.
    void openDepths(Ui& ui, const Rect& canvas, vec2 at, bool pinned);
    static void closeDepths(Ui& ui);
    /// Keeps the open list to its place and forgets it when it is left. True when it stands.
    bool followDepths(Ui& ui, const Rect& canvas, bool usable);
    void clickInDepths(Ui& ui, const Rect& canvas, vec2 at);
    void deeper(Ui& ui, float steps);
    void brackets(Ui& ui, const Rect& canvas, bool free);
    void wheel(Ui& ui, const Rect& canvas, bool free);
    void click(Ui& ui, const Rect& canvas, const Gesture& gesture);
    void selectAt(Ui& ui, vec2 pixel);
    void placeAt(Ui& ui, vec2 pixel);
    void pointInQuiz(Ui& ui, vec2 pixel, const Gesture& gesture);
    void centreOn(Ui& ui, vec2 pixel);
    void beginDrag(Ui& ui, const Rect& canvas, const Gesture& gesture);
    void goOnDragging(Ui& ui, const Rect& canvas, const Gesture& gesture);
    void dragMarkerTo(Ui& ui, vec2 pixel);
    void endDrag(Ui& ui);
    void arrows(Ui& ui);
    std::optional<geometry::RayHit> chosenHit(Ui& ui, vec2 pixel);

    std::string checksum_;  ///< of the body that the rest is about
    PressTracker tracker_;
    Dragging dragging_ = Dragging::nothing;
    bool panning_ = false;
    bool onlyCloses_ = false;  ///< the press has closed a list or menu: it may turn the body, and nothing else
    vec2 held_{};  ///< from where it is held to its place, px of the picture
    record::MarkerId marker_;
    std::optional<std::uint32_t> keepStructure_;  ///< a marker that lies under other tissue stays on its structure
    double wheelUntil_ = 0;
};

}  // namespace myochart::ui
