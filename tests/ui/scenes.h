#pragma once
#include <functional>
#include <string>

#include "frame_rig.h"

namespace myochart::ui::test {

/// Shows every part of the window in `rig`, one after the other, with something in it: panels, forms, dialogs, lists and
/// menus. Calls `look` with the name of each.
void throughAllScenes(FrameRig& rig, const std::function<void(const std::string&)>& look);

}  // namespace myochart::ui::test
