#pragma once
#include <imgui.h>

#include "core/vec.h"

namespace myochart::ui {

inline ImVec2 im(vec2 v) {
    return {v.x, v.y};
}
inline vec2 vec(ImVec2 v) {
    return {v.x, v.y};
}

}  // namespace myochart::ui
