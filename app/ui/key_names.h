#pragma once
#include <string>

namespace myochart::ui {

/// The name under which commands list a key: "Ctrl+Shift+Z", "Delete", "1", "F1"; empty for modifiers alone and unknown
/// keys. `key` is GLFW's code, `modifiers` the bits of ui::Modifier.
std::string keyName(int key, unsigned modifiers);

}  // namespace myochart::ui
