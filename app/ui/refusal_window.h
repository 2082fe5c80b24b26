#pragma once
#include <string>

#include "core/output_file.h"
#include "ui/app_window.h"
#include "ui/fonts.h"

namespace myochart::ui {

/// Says in the window why the program does not start, and nothing else, until somebody has read it: who started it from the
/// desktop sees no other place where it could be said. `layout`: as ShellOptions::layoutFile; may be null. Main thread, while no
/// AppFrame lives.
void showRefusal(AppWindow& window, FontSet& fonts, const std::string& title, const std::string& sentence, const OutputFile* layout);

}  // namespace myochart::ui
