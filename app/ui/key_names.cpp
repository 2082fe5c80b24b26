#include "ui/key_names.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/words.h"
#include "ui/input_queue.h"

namespace myochart::ui {

namespace {

std::string bareName(int key) {
    if ((key >= GLFW_KEY_A && key <= GLFW_KEY_Z) || (key >= GLFW_KEY_0 && key <= GLFW_KEY_9))
        return std::string(1, static_cast<char>(key));
    if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9)
        return std::string(1, static_cast<char>('0' + key - GLFW_KEY_KP_0));
    if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12) return "F" + std::to_string(key - GLFW_KEY_F1 + 1);
    switch (key) {
        case GLFW_KEY_ESCAPE:
            return "Esc";
        case GLFW_KEY_ENTER:
        case GLFW_KEY_KP_ENTER:
            return "Enter";
        case GLFW_KEY_DELETE:
            return "Delete";
        case GLFW_KEY_BACKSPACE:
            return "Backspace";
        case GLFW_KEY_TAB:
            return "Tab";
        case GLFW_KEY_SPACE:
            return "Space";
        case GLFW_KEY_PAGE_UP:
            return "PageUp";
        case GLFW_KEY_PAGE_DOWN:
            return "PageDown";
        case GLFW_KEY_HOME:
            return "Home";
        case GLFW_KEY_LEFT:
            return "Left";
        case GLFW_KEY_RIGHT:
            return "Right";
        case GLFW_KEY_UP:
            return "Up";
        case GLFW_KEY_DOWN:
            return "Down";
        case GLFW_KEY_SLASH:
            return "/";
        case GLFW_KEY_COMMA:
            return ",";
        case GLFW_KEY_PERIOD:
            return ".";
        case GLFW_KEY_MINUS:
        case GLFW_KEY_KP_SUBTRACT:
            return "-";
        case GLFW_KEY_EQUAL:
        case GLFW_KEY_KP_ADD:
            return "+";
        default:
            return {};
    }
}

/// The key that has the ASCII sign on a keyboard of the United States; -1 when none of the commands' keys does.
int keyOfSign(char sign) {
    if (sign >= 'a' && sign <= 'z') return sign - 'a' + GLFW_KEY_A;
    if (sign >= 'A' && sign <= 'Z') return sign;
    if (sign >= '0' && sign <= '9') return sign;
    switch (sign) {
        case ',': return GLFW_KEY_COMMA;
        case '.': return GLFW_KEY_PERIOD;
        case '-': return GLFW_KEY_MINUS;
        case '+':
        case '=': return GLFW_KEY_EQUAL;
        case '/': return GLFW_KEY_SLASH;
        case ';': return GLFW_KEY_SEMICOLON;
        case '\'': return GLFW_KEY_APOSTROPHE;
        case '[': return GLFW_KEY_LEFT_BRACKET;
        case ']': return GLFW_KEY_RIGHT_BRACKET;
        case '\\': return GLFW_KEY_BACKSLASH;
        case '`': return GLFW_KEY_GRAVE_ACCENT;
        default: return -1;
    }
}

/// What stands on a key in the language of the window; other words as they are.
std::string_view labelOf(std::string_view word) {
    using Label = std::pair<std::string_view, const char* (*)()>;
    static constexpr std::array kLabels = {Label{"Ctrl", [] { return trc("key", "Ctrl"); }},
                                           Label{"Alt", [] { return trc("key", "Alt"); }},
                                           Label{"Shift", [] { return trc("key", "Shift"); }},
                                           Label{"Esc", [] { return trc("key", "Esc"); }},
                                           Label{"Enter", [] { return trc("key", "Enter"); }},
                                           Label{"Delete", [] { return trc("key", "Delete"); }},
                                           Label{"Backspace", [] { return trc("key", "Backspace"); }},
                                           Label{"Space", [] { return trc("key", "Space"); }},
                                           Label{"Home", [] { return trc("key", "Home"); }},
                                           Label{"PageUp", [] { return trc("key", "PageUp"); }},
                                           Label{"PageDown", [] { return trc("key", "PageDown"); }},
                                           Label{"Left", [] { return trc("key", "Left"); }},
                                           Label{"Right", [] { return trc("key", "Right"); }},
                                           Label{"Up", [] { return trc("key", "Up"); }},
                                           Label{"Down", [] { return trc("key", "Down"); }}};
    for (const auto& [name, label] : kLabels)
        if (word == name) return label();
    return word;
}

}  // namespace

LabelledKey labelledKey(int key, std::string_view label, unsigned modifiers) {
    const bool letter = key >= GLFW_KEY_A && key <= GLFW_KEY_Z, digit = key >= GLFW_KEY_0 && key <= GLFW_KEY_9;
    if (key != GLFW_KEY_UNKNOWN && (key <= GLFW_KEY_SPACE || key > GLFW_KEY_GRAVE_ACCENT)) return {key, false};
    const bool labelledDigit = label.size() == 1 && label[0] >= '0' && label[0] <= '9';
    // On a French keyboard the key of the digit 6 types a minus: with Ctrl it makes the text smaller, as it says.
    if (digit && (label == "-" || label == "+") && (modifiers & kCtrl) && !(modifiers & kShift))
        return {keyOfSign(label[0]), false};
    if (digit) return labelledDigit ? LabelledKey{label[0], false} : LabelledKey{key, !label.empty()};
    if (label.empty() || (letter && label.size() > 1)) return {key, false};  // unknown, or another alphabet
    return {label.size() == 1 ? keyOfSign(label[0]) : -1, false};
}

std::string keyName(int key, unsigned modifiers) {
    const std::string bare = bareName(key);
    if (bare.empty()) return {};
    std::string name;
    if (modifiers & (kCtrl | kSuper)) name += "Ctrl+";
    if (modifiers & kAlt) name += "Alt+";
    if (modifiers & kShift) name += "Shift+";
    return name + bare;
}

std::string shownKey(std::string_view key) {
    std::string shown;
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    for (size_t at = 0; at < key.size();) {
        size_t end = at;
        while (end < key.size() && isLetter(key[end])) ++end;
        if (end == at) shown += key[at++];
        else shown += labelOf(key.substr(at, end - at));
        at = std::max(at, end);
    }
    return shown;
}

void mapKeys(ImGuiIO& io) {
    const std::pair<ImGuiKey_, int> keys[] = {{ImGuiKey_Tab, GLFW_KEY_TAB},
                                              {ImGuiKey_LeftArrow, GLFW_KEY_LEFT},
                                              {ImGuiKey_RightArrow, GLFW_KEY_RIGHT},
                                              {ImGuiKey_UpArrow, GLFW_KEY_UP},
                                              {ImGuiKey_DownArrow, GLFW_KEY_DOWN},
                                              {ImGuiKey_PageUp, GLFW_KEY_PAGE_UP},
                                              {ImGuiKey_PageDown, GLFW_KEY_PAGE_DOWN},
                                              {ImGuiKey_Home, GLFW_KEY_HOME},
                                              {ImGuiKey_End, GLFW_KEY_END},
                                              {ImGuiKey_Insert, GLFW_KEY_INSERT},
                                              {ImGuiKey_Delete, GLFW_KEY_DELETE},
                                              {ImGuiKey_Backspace, GLFW_KEY_BACKSPACE},
                                              {ImGuiKey_Space, GLFW_KEY_SPACE},
                                              {ImGuiKey_Enter, GLFW_KEY_ENTER},
                                              {ImGuiKey_Escape, GLFW_KEY_ESCAPE},
                                              {ImGuiKey_KeyPadEnter, GLFW_KEY_KP_ENTER},
                                              {ImGuiKey_A, GLFW_KEY_A},
                                              {ImGuiKey_C, GLFW_KEY_C},
                                              {ImGuiKey_V, GLFW_KEY_V},
                                              {ImGuiKey_X, GLFW_KEY_X},
                                              {ImGuiKey_Y, GLFW_KEY_Y},
                                              {ImGuiKey_Z, GLFW_KEY_Z}};
    for (const auto& [imguiKey, key] : keys) io.KeyMap[imguiKey] = key;
}

}  // namespace myochart::ui
