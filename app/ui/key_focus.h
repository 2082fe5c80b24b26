#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ui/frame_layout.h"
#include "ui/input_queue.h"

namespace myochart::ui {

/// Something of the window that the keyboard reaches.
struct FocusStop {
    /// press: Enter and Space press it. field: Enter or reaching it begins typing. slider: Left and Right change it.
    /// list: it walks its own rows with the arrows and takes them with Enter. chip: a slider that is also pressed, takes
    /// digits, and is emptied by Backspace or Delete.
    enum class Kind { press, field, slider, list, chip };
    Kind kind = Kind::press;
    unsigned id = 0;      ///< ImGui's
    unsigned scope = 0;   ///< the list, menu or dialog in which it lies; 0: the window itself
    unsigned window = 0;  ///< the part of the window in which it lies
    int rank = 0;         ///< parts are gone through in this order
    std::string name;     ///< as in the layout record
    Rect rect;            ///< all of it, in window pixels
    Rect seen;            ///< what is not scrolled away
    bool enabled = true;
    bool byTab = true;  ///< false: a row of a list, which its arrows reach
};

/// Where the keyboard stands among the controls. Tab and Shift+Tab go through all of them, arrows to the next in their
/// direction within a part of the window, Enter and Space press. While a list, menu or dialog is open only what lies in it
/// is reached; when it closes, the keyboard stands where it stood before. A press of the mouse hides the focus but keeps
/// the place. Works on what was drawn in the frame before.
class KeyFocus {
  public:
    /// What the frame's keys mean to the focus is taken out of `keys`. `scope`: of the topmost list, menu or dialog;
    /// `isList`: it is a list or menu, in which the arrows begin at its first row. `typing`: a field has the keyboard.
    /// True when the field that is typed in is to be left.
    bool take(std::vector<InputEvent>& keys, bool mousePressed, unsigned scope, bool isList, bool typing);

    /// A control as it is drawn; it is told in the order in which the keyboard goes.
    void note(FocusStop stop);
    /// Whether the control was pressed by key in this frame.
    bool pressed(unsigned id) const { return id != 0 && pressed_ == id; }
    /// How many steps a slider is moved in this frame.
    int steps(unsigned id) const { return id != 0 && stepped_ == id ? steps_ : 0; }
    /// The digit that was typed on a chip in this frame.
    std::optional<int> digit(unsigned id) const { return id != 0 && typed_ == id ? digit_ : std::nullopt; }
    /// Whether a chip is to be emptied.
    bool emptied(unsigned id) const { return id != 0 && emptied_ == id; }
    /// The field that takes the keyboard in this frame; empty: none. Asked once.
    std::string fieldToType();
    /// True once, when the keyboard has come to the control: it is to be scrolled into sight.
    bool comesTo(unsigned id);
    /// Tab was pressed in this frame: what had the keyboard before has it no longer.
    bool movedByTab() const { return byTab_; }
    /// The mouse or another key took the control: Tab goes on from there.
    void stand(unsigned id);
    /// The keyboard stands on it, and is seen to.
    void show(unsigned id) { at().id = id, at().visible = true; }
    void hide();

    /// The keyboard stands visibly on a control of the scope that is open.
    bool visible() const { return at().visible; }
    bool isAt(unsigned id) const { return visible() && at().id == id; }
    /// The name of the control on which it stands begins with `prefix`.
    bool isIn(std::string_view prefix) const;
    /// Where it stands visibly; null: nowhere.
    const FocusStop* shown() const;
    /// What was drawn in the last whole frame, in the order of the keyboard.
    const std::vector<FocusStop>& stops() const { return last_; }
    unsigned scope() const { return scope_; }

  private:
    struct Spot {
        unsigned id = 0;
        size_t index = 0;  ///< in last_, for when the control has gone
        bool visible = false;
    };
    const Spot& at() const;
    Spot& at() { return spots_[scope_]; }
    void enter(unsigned scope, bool isList);
    const FocusStop* stopOf(unsigned id) const;
    bool reachable(const FocusStop& stop) const { return stop.scope == scope_ && stop.enabled && stop.byTab; }
    void goOn(bool forward);
    void goTowards(int key);
    void goTo(const FocusStop& stop);
    bool takeKey(const InputEvent& key, bool typing);
    bool press(const FocusStop& stop, const InputEvent& key);

    std::vector<FocusStop> now_, last_;
    std::map<unsigned, Spot> spots_;  ///< by scope
    bool takeChipKey(const FocusStop& stop, const InputEvent& key);

    unsigned scope_ = 0, pressed_ = 0, stepped_ = 0, comes_ = 0, typed_ = 0, emptied_ = 0;
    int steps_ = 0;
    std::optional<int> digit_;
    std::string field_;
    bool byMouse_ = true;    ///< the last thing that was pressed is a button of the mouse
    bool wantsFirst_ = false;  ///< the list that has opened begins at its first row
    bool leaves_ = false, byTab_ = false;
};

}  // namespace myochart::ui
