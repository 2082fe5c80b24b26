#pragma once
#include <string>
#include <string_view>

struct ImGuiIO;

namespace myochart::ui {

/// A key as the keyboard is labelled.
struct LabelledKey {
    int key = -1;               ///< GLFW's code; -1: it means no command
    bool shiftTypesIt = false;  ///< Shift belongs to the key (digits of a French keyboard), not to the command
};
/// What the key at GLFW's place `key` means on a keyboard where it is labelled `label` (glfwGetKeyName: what it types
/// without Shift; empty: unknown) while `modifiers` (bits of ui::Modifier) are held. A letter key means its letter, a sign its sign, the row of digits its digits. On other
/// alphabets letters count by their place.
LabelledKey labelledKey(int key, std::string_view label, unsigned modifiers = 0);

/// The name under which commands list a key: "Ctrl+Shift+Z", "Delete", "1", "F1"; empty for modifiers alone and unknown
/// keys. `key` is GLFW's code, `modifiers` the bits of ui::Modifier.
std::string keyName(int key, unsigned modifiers);
/// A key of a command as the keyboard is labelled in the language of the window: "Strg+Umschalt+Z" of "Ctrl+Shift+Z"; also
/// several with what stands between them ("B, Ctrl+B").
std::string shownKey(std::string_view key);
/// Tells ImGui under which of GLFW's codes its own keys come.
void mapKeys(ImGuiIO& io);

}  // namespace myochart::ui
