#include "ui/input_queue.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>

#include <algorithm>
#include <utility>

namespace myochart::ui {

namespace {

using Kind = InputEvent::Kind;

/// Whether `next` may join a frame that already holds `last`.
bool fits(Kind last, const InputEvent& next) {
    switch (next.kind) {
        case Kind::move:
            return last == Kind::move;
        case Kind::wheel:
            return last == Kind::move || last == Kind::wheel;
        case Kind::text:
            return last == Kind::key || last == Kind::text;
        case Kind::button:  // what lies there is hovered in the frame before it is pressed, also by a quick hand
        case Kind::key:
        case Kind::leave:
            return false;
    }
    return false;
}

/// Whether `event` may open a form or move to another field: what is typed next is meant for that one, however late it comes.
bool movesTheFocus(const InputEvent& event, bool typing) {
    if (event.kind == Kind::button) return !event.down;
    if (event.kind != Kind::key || !event.down || event.repeat) return false;
    return !typing || (event.modifiers & ~static_cast<unsigned>(kShift)) != 0 || event.key == GLFW_KEY_ENTER ||
           event.key == GLFW_KEY_KP_ENTER || event.key == GLFW_KEY_TAB || event.key == GLFW_KEY_ESCAPE;
}

constexpr int kFramesToFocus = 3;  // drawn, told to take the keyboard, has it

}  // namespace

void InputQueue::push(const InputEvent& event) {
    waiting_.push_back(event);
}

void InputQueue::noteTravel(const InputEvent& event) {
    if (event.kind == Kind::button && event.down) {
        pressPos_ = event.pos;
        travelPx_ = 0;
    } else {
        travelPx_ = std::max(travelPx_, glm::length(event.pos - pressPos_));
    }
}

void InputQueue::apply(const InputEvent& event, ImGuiIO& io, FrameInput& frame) {
    switch (event.kind) {
        case Kind::move:
            pos_ = event.pos;
            noteTravel(event);
            break;
        case Kind::button:
            if (event.button < 0 || event.button > 2) return;
            pos_ = event.pos;
            noteTravel(event);
            down_[event.button] = event.down;
            (event.down ? frame.press : frame.release) = event;
            frame.travelPx = travelPx_;
            break;
        case Kind::wheel:
            frame.wheel += event.wheel;
            break;
        case Kind::key:
            if (event.key >= 0 && event.key < 512) keysDown_[static_cast<size_t>(event.key)] = event.down;
            if (event.down) frame.keys.push_back(event);
            // A scanner sends the separator of GS1 (0x1D) as Ctrl+], which types nothing: lot and serial would run together.
            // No lot holds a blank.
            if (event.down && event.key == GLFW_KEY_RIGHT_BRACKET && event.modifiers == kCtrl && io.WantTextInput) io.AddInputCharacter(' ');
            break;
        case Kind::text:
            if (event.codepoint < 0x10000) io.AddInputCharacter(event.codepoint);
            break;
        case Kind::leave:
            pos_ = vec2(-1e6F);
            break;
    }
    if (event.kind != Kind::leave && event.kind != Kind::text) modifiers_ = event.modifiers;
}

std::optional<vec2> InputQueue::nextPress() const {
    if (waiting_.empty() || waiting_.front().kind != Kind::button || !waiting_.front().down) return std::nullopt;
    return waiting_.front().pos;
}

void InputQueue::waitToType() {
    typesWait_ = std::max(typesWait_, kFramesToFocus);
}

FrameInput InputQueue::feed(ImGuiIO& io) {
    FrameInput frame;
    std::optional<Kind> last;
    const bool held = std::exchange(held_, false), typesWait = typesWait_ > 0;
    if (typesWait) --typesWait_;
    while (!held && !waiting_.empty() && (!last || fits(*last, waiting_.front()))) {
        const InputEvent& next = waiting_.front();
        if (!last && typesWait && (next.kind == Kind::text || (next.kind == Kind::key && next.down))) break;
        if (movesTheFocus(next, io.WantTextInput)) typesWait_ = kFramesToFocus;
        last = next.kind;
        apply(next, io, frame);
        waiting_.pop_front();
    }
    io.MousePos = pos_.x < -1e5F ? ImVec2(-FLT_MAX, -FLT_MAX) : ImVec2(pos_.x, pos_.y);
    for (int i = 0; i < 3; ++i) io.MouseDown[i] = down_[i];
    for (size_t i = 0; i < keysDown_.size(); ++i) io.KeysDown[i] = keysDown_[i];
    io.MouseWheel = (modifiers_ & kAlt) ? 0 : frame.wheel;
    io.KeyShift = modifiers_ & kShift;
    io.KeyCtrl = modifiers_ & kCtrl;
    io.KeyAlt = modifiers_ & kAlt;
    io.KeySuper = modifiers_ & kSuper;
    frame.pos = pos_;
    frame.modifiers = modifiers_;
    return frame;
}

void InputQueue::releaseAll(double time) {
    for (int i = 0; i < 3; ++i)
        if (down_[i]) button(i, false, pos_, time);
    for (size_t i = 0; i < keysDown_.size(); ++i)
        if (keysDown_[i]) {
            InputEvent up;
            up.kind = Kind::key;
            up.key = static_cast<int>(i);
            up.time = time;
            push(up);
        }
}

void InputQueue::moveTo(vec2 pos, double time, unsigned modifiers) {
    InputEvent event;
    event.pos = pos;
    event.time = time;
    event.modifiers = modifiers;
    push(event);
}

void InputQueue::button(int which, bool down, vec2 pos, double time, unsigned modifiers) {
    InputEvent event;
    event.kind = Kind::button;
    event.button = which;
    event.down = down;
    event.pos = pos;
    event.time = time;
    event.modifiers = modifiers;
    push(event);
}

void InputQueue::click(vec2 pos, double time, int which, unsigned modifiers) {
    moveTo(pos, time, modifiers);
    button(which, true, pos, time, modifiers);
    button(which, false, pos, time + 0.05, modifiers);
}

void InputQueue::key(int code, double time, unsigned modifiers) {
    InputEvent event;
    event.kind = Kind::key;
    event.key = code;
    event.time = time;
    event.modifiers = modifiers;
    event.down = true;
    push(event);
    event.down = false;
    event.modifiers = 0;
    push(event);
}

void InputQueue::type(const std::string& utf8, double time) {
    for (size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        unsigned code = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        for (size_t k = 1; k < length && i + k < utf8.size(); ++k)
            code = (code << 6) | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
        InputEvent event;
        event.kind = Kind::text;
        event.codepoint = code;
        event.time = time;
        push(event);
        i += length;
    }
}

}  // namespace myochart::ui
