#pragma once
#include "workspace/command.h"

namespace myochart::workspace {

/// Commands of the quiz.
void addQuizCommands(CommandRegistry& registry);
/// Whether a command may run while a quiz asks: looking at the body and the quiz itself; nothing that charts, opens a patient or tells a name.
bool mayRunInQuiz(std::string_view id);

}  // namespace myochart::workspace
