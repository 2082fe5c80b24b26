#pragma once
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/vec.h"

struct ImGuiIO;

namespace myochart::ui {

/// Modifier keys held, as bits.
enum Modifier : unsigned { kShift = 1, kCtrl = 2, kAlt = 4, kSuper = 8 };

/// One thing the user did. Positions in window pixels, y down; `time` in seconds of the caller's clock.
struct InputEvent {
    enum class Kind { move, button, wheel, key, text, leave };
    Kind kind = Kind::move;
    vec2 pos{};
    int button = 0;       ///< 0 left, 1 right, 2 middle
    bool down = false;    ///< of button or key
    bool repeat = false;  ///< of key
    int key = 0;          ///< GLFW's code, letters by the keyboard's layout
    unsigned modifiers = 0;
    unsigned codepoint = 0;  ///< of text
    float wheel = 0;         ///< notches, away from the user positive
    double time = 0;
};

/// What reached the program in one frame.
struct FrameInput {
    vec2 pos{-1e6F};
    std::optional<InputEvent> press, release;
    float travelPx = 0;  ///< of a release: how far the pointer went from where the button went down
    float wheel = 0;
    std::vector<InputEvent> keys;  ///< pressed or repeated
    unsigned modifiers = 0;
};

/// Holds input between the window's callbacks and ImGui, and hands it over so that no frame sees two things that
/// exclude each other (ImGui 1.86 reads the state once a frame: a slow frame would lose a click or see it at the wrong
/// place). Main thread only.
class InputQueue {
  public:
    void push(const InputEvent& event);
    bool empty() const { return waiting_.empty(); }
    /// Where a button goes down next; nothing when something else comes first.
    std::optional<vec2> nextPress() const;
    /// A field is about to take the keyboard: what is typed waits for it.
    void waitToType();
    /// The next feed() hands nothing over; all waits for the one after.
    void holdOnce() { held_ = true; }
    /// Hands the next frame's share to `io` (before ImGui::NewFrame) and tells what it was.
    FrameInput feed(ImGuiIO& io);
    /// Takes out all that waits, and puts it back.
    std::deque<InputEvent> takeAll() { return std::exchange(waiting_, {}); }
    void putBack(std::deque<InputEvent> events) { waiting_ = std::move(events); }
    /// The window lost the focus: every key and button is up.
    void releaseAll(double time);

    // For tests and scripts: the usual gestures in one call.
    void moveTo(vec2 pos, double time, unsigned modifiers = 0);
    void button(int which, bool down, vec2 pos, double time, unsigned modifiers = 0);
    void click(vec2 pos, double time, int which = 0, unsigned modifiers = 0);
    void key(int code, double time, unsigned modifiers = 0);
    void type(const std::string& utf8, double time);

  private:
    void apply(const InputEvent& event, ImGuiIO& io, FrameInput& frame);
    void noteTravel(const InputEvent& event);

    std::deque<InputEvent> waiting_;
    vec2 pos_{-1e6F}, pressPos_{};
    unsigned modifiers_ = 0;
    bool down_[3] = {false, false, false};
    std::vector<bool> keysDown_ = std::vector<bool>(512, false);
    float travelPx_ = 0;
    bool held_ = false;
    int typesWait_ = 0;  ///< frames for which what is typed waits until a field has the keyboard
};

}  // namespace myochart::ui
