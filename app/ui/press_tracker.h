#pragma once
#include <optional>

#include "ui/input_queue.h"

namespace myochart::ui {

/// What a press on the body turned out to be.
struct Gesture {
    enum class Kind { click, doubleClick, dragStart, drag, dragEnd };
    Kind kind = Kind::click;
    int button = 0;
    vec2 at{};               ///< where the pointer is
    vec2 from{};             ///< where the button went down
    vec2 delta{};            ///< of a drag: since the last frame (of dragStart: since the press)
    unsigned modifiers = 0;  ///< held when the button went down
};

/// Tells clicks from drags: a click is released within `slopPx` of where it went down without having left that circle,
/// and within kLongestClick; whatever leaves the circle is a drag to its end. Pure, no clock of its own.
class PressTracker {
  public:
    static constexpr float kSlopPx = 4;                                ///< at scale 1
    static constexpr double kLongestClick = 1.5, kDoubleClick = 0.35;  ///< s

    explicit PressTracker(float slopPx = kSlopPx) : slopPx_(slopPx) {}
    void setSlop(float slopPx) { slopPx_ = slopPx; }
    /// `mayStart`: the pointer is over the body and nothing else wants the press.
    std::optional<Gesture> step(const FrameInput& input, bool mayStart);
    /// Forgets the press that is going on (Esc while dragging).
    void cancel() { pressed_.reset(); }
    /// The click just told is no first half of a double click.
    void forgetClick() { lastClick_.reset(); }
    bool pressing() const { return pressed_.has_value(); }
    bool dragging() const { return pressed_ && dragging_; }
    int button() const { return pressed_ ? pressed_->button : -1; }

  private:
    std::optional<Gesture> released(const FrameInput& input);
    std::optional<Gesture> moved(const FrameInput& input);

    float slopPx_;
    std::optional<InputEvent> pressed_, lastClick_;
    vec2 last_{};
    bool dragging_ = false;
};

}  // namespace myochart::ui
