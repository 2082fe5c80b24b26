#pragma once
#include "workspace/command.h"

namespace myochart::workspace {

/// Commands of lessons.
void addLessonCommands(CommandRegistry& registry);

}  // namespace myochart::workspace
