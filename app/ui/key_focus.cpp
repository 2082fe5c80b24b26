#include "ui/key_focus.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace myochart::ui {

namespace {

bool isArrow(int key) {
    return key == GLFW_KEY_UP || key == GLFW_KEY_DOWN || key == GLFW_KEY_LEFT || key == GLFW_KEY_RIGHT;
}

bool isEnter(int key) {
    return key == GLFW_KEY_ENTER || key == GLFW_KEY_KP_ENTER;
}

/// Between two stretches of one axis; 0 where they overlap.
float apart(float min, float max, float otherMin, float otherMax) {
    return std::max({0.0F, otherMin - max, min - otherMax});
}

/// How far `to` lies from `from` in the arrow's direction, what lies aside counting more; negative: not that way.
float wayTo(const Rect& from, const Rect& to, int arrow) {
    constexpr float kAside = 3, kOffCentre = 0.1F, kLeast = 2;
    const vec2 step = to.centre() - from.centre();
    const bool upright = arrow == GLFW_KEY_UP || arrow == GLFW_KEY_DOWN;
    const float sign = arrow == GLFW_KEY_UP || arrow == GLFW_KEY_LEFT ? -1.0F : 1.0F;
    const float along = sign * (upright ? step.y : step.x), across = std::abs(upright ? step.x : step.y);
    if (along < kLeast) return -1;
    const float gap = upright ? apart(from.min.x, from.max.x, to.min.x, to.max.x) : apart(from.min.y, from.max.y, to.min.y, to.max.y);
    return along + kAside * gap + kOffCentre * across;
}

}  // namespace

const KeyFocus::Spot& KeyFocus::at() const {
    static const Spot nowhere;
    const auto found = spots_.find(scope_);
    return found == spots_.end() ? nowhere : found->second;
}

const FocusStop* KeyFocus::stopOf(unsigned id) const {
    const auto found = std::find_if(last_.begin(), last_.end(), [&](const FocusStop& stop) { return stop.id == id && stop.scope == scope_; });
    return found == last_.end() ? nullptr : &*found;
}

const FocusStop* KeyFocus::shown() const {
    return visible() ? stopOf(at().id) : nullptr;
}

bool KeyFocus::isIn(std::string_view prefix) const {
    const FocusStop* stop = shown();
    return stop && stop->name.starts_with(prefix);
}

void KeyFocus::note(FocusStop stop) {
    now_.push_back(std::move(stop));
}

std::string KeyFocus::fieldToType() {
    return std::exchange(field_, {});
}

bool KeyFocus::comesTo(unsigned id) {
    if (id == 0 || comes_ != id) return false;
    comes_ = 0;
    return true;
}

void KeyFocus::stand(unsigned id) {
    at().id = id;
}

void KeyFocus::hide() {
    at().visible = false;
}

/// What has just opened is begun afresh; the window itself goes on where it was.
void KeyFocus::enter(unsigned scope, bool isList) {
    if (scope == scope_) return;
    scope_ = scope;
    if (scope != 0) spots_.erase(scope);
    wantsFirst_ = isList;
}

void KeyFocus::goTo(const FocusStop& stop) {
    at() = {stop.id, static_cast<size_t>(&stop - last_.data()), true};
    comes_ = stop.id;
    if (stop.kind == FocusStop::Kind::field) field_ = stop.name;
}

/// The next control, or the one before, and round at the ends.
void KeyFocus::goOn(bool forward) {
    const size_t count = last_.size();
    if (count == 0) return;
    const FocusStop* from = stopOf(at().id);
    // Where the control has gone, its place is now the next one's.
    size_t index = from ? static_cast<size_t>(from - last_.data()) : std::min(at().index, count - 1) + (forward ? count - 1 : 0);
    if (!from && at().id == 0) index = forward ? count - 1 : 0;
    for (size_t i = 0; i < count; ++i) {
        index = (index + (forward ? 1 : count - 1)) % count;
        if (reachable(last_[index])) return goTo(last_[index]);
    }
}

void KeyFocus::goTowards(int key) {
    const FocusStop* from = stopOf(at().id);
    if (!from) return;
    const FocusStop* best = nullptr;
    float shortest = 0;
    for (const bool anywhere : {false, true}) {
        for (const FocusStop& stop : last_) {
            if (!reachable(stop) || &stop == from || (!anywhere && stop.window != from->window)) continue;
            const float way = wayTo(from->rect, stop.rect, key);
            if (way < 0 || (best && way >= shortest)) continue;
            best = &stop;
            shortest = way;
        }
        if (best) return goTo(*best);
    }
}

bool KeyFocus::press(const FocusStop& stop, const InputEvent& key) {
    if (key.repeat) return true;
    if (stop.kind == FocusStop::Kind::press || stop.kind == FocusStop::Kind::chip) pressed_ = stop.id;
    if (stop.kind == FocusStop::Kind::field && isEnter(key.key)) field_ = stop.name;
    return true;
}

/// Digits are the chip's, and what empties it: neither a view nor the site's deletion is meant.
bool KeyFocus::takeChipKey(const FocusStop& stop, const InputEvent& key) {
    const bool row = key.key >= GLFW_KEY_0 && key.key <= GLFW_KEY_9, pad = key.key >= GLFW_KEY_KP_0 && key.key <= GLFW_KEY_KP_9;
    if (row || pad) {
        typed_ = stop.id;
        digit_ = key.key - (row ? GLFW_KEY_0 : GLFW_KEY_KP_0);
        return true;
    }
    if (key.key != GLFW_KEY_BACKSPACE && key.key != GLFW_KEY_DELETE) return false;
    emptied_ = stop.id;
    return true;
}

/// True when the key was the focus's.
bool KeyFocus::takeKey(const InputEvent& key, bool typing) {
    if (key.key == GLFW_KEY_TAB && (key.modifiers & ~static_cast<unsigned>(kShift)) == 0) {
        leaves_ = typing;
        byTab_ = true;
        goOn((key.modifiers & kShift) == 0);
        return true;
    }
    if (typing || key.modifiers != 0) return false;
    const FocusStop* stop = stopOf(at().id);
    if (!visible()) {
        // A list that the mouse has opened: the first arrow stays on the first row.
        if (scope_ == 0 || !isArrow(key.key) || !stop || !reachable(*stop)) return false;
        goTo(*stop);
        return true;
    }
    if (!stop || stop->kind == FocusStop::Kind::list) return false;
    if (isEnter(key.key) || key.key == GLFW_KEY_SPACE) return stop->enabled && press(*stop, key);
    if (stop->kind == FocusStop::Kind::chip && stop->enabled && takeChipKey(*stop, key)) return true;
    if (!isArrow(key.key)) return false;
    const bool sideways = key.key == GLFW_KEY_LEFT || key.key == GLFW_KEY_RIGHT;
    if ((stop->kind == FocusStop::Kind::slider || stop->kind == FocusStop::Kind::chip) && sideways) {
        stepped_ = stop->id;
        steps_ += key.key == GLFW_KEY_RIGHT ? 1 : -1;
        return true;
    }
    goTowards(key.key);
    return true;
}

bool KeyFocus::take(std::vector<InputEvent>& keys, bool mousePressed, unsigned scope, bool isList, bool typing) {
    last_ = std::exchange(now_, {});
    std::stable_sort(last_.begin(), last_.end(), [](const FocusStop& a, const FocusStop& b) { return a.rank < b.rank; });
    pressed_ = stepped_ = typed_ = emptied_ = 0;
    digit_.reset();
    steps_ = 0;
    leaves_ = byTab_ = false;
    enter(scope, isList);
    if (mousePressed) byMouse_ = true, hide();
    if (wantsFirst_) {
        const auto first = std::find_if(last_.begin(), last_.end(), [&](const FocusStop& stop) { return reachable(stop); });
        if (first != last_.end() && !typing) at() = {first->id, static_cast<size_t>(first - last_.begin()), !byMouse_};
        wantsFirst_ = first == last_.end();
    }
    if (!keys.empty()) byMouse_ = false;
    std::erase_if(keys, [&](const InputEvent& key) { return takeKey(key, typing); });
    if (const FocusStop* stop = stopOf(at().id)) at().index = static_cast<size_t>(stop - last_.data());
    return leaves_;
}

}  // namespace myochart::ui
