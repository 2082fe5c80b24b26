#pragma once
#include <string>

struct ImGuiIO;

namespace myochart::ui {

/// The name under which commands list a key: "Ctrl+Shift+Z", "Delete", "1", "F1"; empty for modifiers alone and unknown
/// keys. `key` is GLFW's code, `modifiers` the bits of ui::Modifier.
std::string keyName(int key, unsigned modifiers);
/// Tells ImGui under which of GLFW's codes its own keys come.
void mapKeys(ImGuiIO& io);

}  // namespace myochart::ui
