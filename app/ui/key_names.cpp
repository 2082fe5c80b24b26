#include "ui/key_names.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

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

}  // namespace

std::string keyName(int key, unsigned modifiers) {
    const std::string bare = bareName(key);
    if (bare.empty()) return {};
    std::string name;
    if (modifiers & (kCtrl | kSuper)) name += "Ctrl+";
    if (modifiers & kAlt) name += "Alt+";
    if (modifiers & kShift) name += "Shift+";
    return name + bare;
}

}  // namespace myochart::ui
