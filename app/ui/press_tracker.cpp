#include "ui/press_tracker.h"

namespace myochart::ui {

std::optional<Gesture> PressTracker::step(const FrameInput& input, bool mayStart) {
    if (input.press && !pressed_ && mayStart) {
        pressed_ = input.press;
        last_ = input.press->pos;
        dragging_ = false;
        return std::nullopt;
    }
    if (!pressed_) return std::nullopt;
    if (input.release && input.release->button == pressed_->button) return released(input);
    return moved(input);
}

std::optional<Gesture> PressTracker::released(const FrameInput& input) {
    const InputEvent down = *pressed_;
    pressed_.reset();
    Gesture gesture{Gesture::Kind::dragEnd,     down.button,   input.release->pos, down.pos,
                    input.release->pos - last_, down.modifiers};
    if (dragging_) return gesture;
    // The pointer may have wandered and come back within one frame.
    if (input.travelPx > slopPx_ || input.release->time - down.time > kLongestClick) return std::nullopt;
    gesture.kind = Gesture::Kind::click;
    if (lastClick_ && lastClick_->button == down.button && down.time - lastClick_->time <= kDoubleClick &&
        glm::length(down.pos - lastClick_->pos) <= slopPx_) {
        gesture.kind = Gesture::Kind::doubleClick;
        lastClick_.reset();
    } else {
        lastClick_ = down;
    }
    return gesture;
}

std::optional<Gesture> PressTracker::moved(const FrameInput& input) {
    if (!dragging_ && glm::length(input.pos - pressed_->pos) <= slopPx_) return std::nullopt;
    const vec2 delta = input.pos - last_;
    if (dragging_ && delta == vec2(0)) return std::nullopt;
    last_ = input.pos;
    const auto kind = dragging_ ? Gesture::Kind::drag : Gesture::Kind::dragStart;
    dragging_ = true;
    return Gesture{kind, pressed_->button, input.pos, pressed_->pos, delta, pressed_->modifiers};
}

}  // namespace myochart::ui
