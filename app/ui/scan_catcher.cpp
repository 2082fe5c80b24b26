#include "ui/scan_catcher.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <utility>

#include "shorthand/needle_code.h"

namespace myochart::ui {

namespace {

using Kind = InputEvent::Kind;

constexpr size_t kMostLetters = 300;
constexpr size_t kLeastLetters = 8;
constexpr char kGroupSeparator = '\x1D';

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool endsScan(int key) { return key == GLFW_KEY_ENTER || key == GLFW_KEY_KP_ENTER; }

/// GS comes as Ctrl+], which types nothing.
bool isSeparatorKey(const InputEvent& event) {
    return event.kind == Kind::key && event.down && event.key == GLFW_KEY_RIGHT_BRACKET && event.modifiers == kCtrl;
}

/// Whether the first letters are digits, as far as there are any.
bool digitsFor(std::string_view text, size_t from, size_t count) {
    for (size_t i = from; i < std::min(text.size(), from + count); ++i)
        if (!isDigit(text[i])) return false;
    return true;
}

bool mayBeElements(std::string_view text) {
    if (text.size() < 2) return true;
    const std::string_view id = text.substr(0, 2);
    if (id == "01" || id == "02") return digitsFor(text, 2, 14);
    if (id == "11" || id == "17") return digitsFor(text, 2, 6);
    if (id == "10" || id == "21") return text.size() < 3 || (text[2] != ' ' && text[2] != '.' && text[2] != ',' && text[2] != ':');
    return false;
}

/// Codes begin with no letter: keys of commands and words are never held.
bool mayBegin(const InputEvent& event) {
    if (event.kind == Kind::text) return true;
    if (!event.down || event.repeat) return false;
    if (event.key == GLFW_KEY_LEFT_SHIFT || event.key == GLFW_KEY_RIGHT_SHIFT || event.key == GLFW_KEY_LEFT_CONTROL || event.key == GLFW_KEY_RIGHT_CONTROL) return true;
    if (isSeparatorKey(event)) return true;
    const bool sign = event.key > GLFW_KEY_SPACE && event.key <= GLFW_KEY_GRAVE_ACCENT && !(event.key >= GLFW_KEY_A && event.key <= GLFW_KEY_Z);
    return sign && (event.modifiers & ~static_cast<unsigned>(kShift)) == 0;
}

/// Nobody types this by hand in one go: a code that is sound, or one that begins so unmistakably that it was misread.
bool isSurelyScanned(std::string_view text) {
    if (text.size() < kLeastLetters) return false;
    constexpr int kAnyYear = 2026;
    if (shorthand::readNeedleCode(text, kAnyYear)) return true;
    const std::string_view bare = text.front() == kGroupSeparator ? text.substr(1) : text;
    return bare.front() == ']' || bare.starts_with("*+") || bare.starts_with("(01)") || (bare.front() == '+' && (isUpper(bare[1]) || bare[1] == '$')) ||
           (bare.starts_with("01") && bare.size() >= 16);
}

}  // namespace

bool mayBecomeNeedleCode(std::string_view letters) {
    while (!letters.empty() && letters.front() == kGroupSeparator) letters.remove_prefix(1);
    if (letters.empty()) return true;
    switch (letters.front()) {
        case ']': return letters.size() < 2 || isUpper(letters[1]) || letters[1] == 'd' || letters[1] == 'e';
        case '+': return letters.size() < 2 || isUpper(letters[1]) || isDigit(letters[1]) || letters[1] == '$';
        case '*': return letters.size() < 2 || letters[1] == '+';
        case '(': return digitsFor(letters, 1, 2);
        case '0':
        case '1':
        case '2': return mayBeElements(letters);
        default: return false;
    }
}

ScanCatcher::May ScanCatcher::take(const InputEvent& event) {
    if (event.kind == Kind::key) {
        if (event.repeat) return May::no;
        if (event.down && endsScan(event.key)) return event.modifiers == 0 && isSurelyScanned(text_) ? May::whole : May::no;
        if (isSeparatorKey(event)) text_ += kGroupSeparator;
        else if (event.down && (event.modifiers & ~static_cast<unsigned>(kShift)) != 0 && event.key != GLFW_KEY_LEFT_CONTROL && event.key != GLFW_KEY_RIGHT_CONTROL) return May::no;
        return May::goOn;
    }
    if (event.codepoint < 0x20 || event.codepoint > 0x7E) return May::no;
    text_ += static_cast<char>(event.codepoint);
    return text_.size() <= kMostLetters && mayBecomeNeedleCode(text_) ? May::goOn : May::no;
}

void ScanCatcher::letGo(std::deque<InputEvent>& out) {
    out.insert(out.end(), held_.begin(), held_.end());
    held_.clear();
    text_.clear();
}

std::optional<std::string> ScanCatcher::sift(InputQueue& queue, double now) {
    std::deque<InputEvent> out;
    std::optional<std::string> scanned;
    ++call_;
    for (const InputEvent& event : queue.takeAll()) {
        const bool letter = event.kind == Kind::text || isSeparatorKey(event);
        const bool enter = event.kind == Kind::key && event.down && endsScan(event.key);
        const double gap = lastLetter_ < 0 ? kPause : event.time - lastLetter_;
        const bool late = gap > kGap && call_ > letterCall_ + 1;
        if (letter) lastLetter_ = event.time, letterCall_ = call_;
        if (event.kind != Kind::key && event.kind != Kind::text) {
            if (event.kind == Kind::button) letGo(out);
            out.push_back(event);
            continue;
        }
        if (late && !text_.empty() && (letter || enter)) letGo(out);
        if (held_.empty() && !(gap >= kPause && mayBegin(event))) {
            out.push_back(event);
            continue;
        }
        const May may = take(event);
        held_.push_back(event);
        if (may == May::no) letGo(out);
        if (may != May::whole) continue;
        scanned = std::exchange(text_, {});
        for (const InputEvent& each : std::exchange(held_, {}))  // a key that went down before it began comes up
            if (each.kind == Kind::key && !each.down) out.push_back(each);
    }
    if (!held_.empty() && now >= dueAt()) letGo(out);
    queue.putBack(std::move(out));
    return scanned;
}

double ScanCatcher::dueAt() const {
    if (held_.empty()) return 1e300;
    return held_.back().time + kGap;
}

}  // namespace myochart::ui
