#pragma once
#include "workspace/program.h"

namespace myochart::workspace {

/// What is to be seen now, under that name.
ViewPreset presetOfView(const Program& program, std::string name);
/// Shows the body that way; hiding can be stepped back. Structures and muscles that this body lacks are left out; says
/// so in a notice when nothing of what should be isolated is there.
void applyPreset(Program& program, const ViewPreset& preset);

/// Keeps what is to be seen under `name` in the settings; a preset of that name is replaced, with a notice that takes it
/// back. Fails on an empty name or when there are kMostPresets.
Outcome savePreset(Program& program, std::string name);
Outcome renamePreset(Program& program, size_t index, std::string name);
/// With a notice that takes it back.
void removePreset(Program& program, size_t index);

}  // namespace myochart::workspace
