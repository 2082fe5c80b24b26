#pragma once
#include "core/result.h"
#include "workspace/program.h"

namespace myochart::ui {

struct ShellOptions {
    workspace::ProgramOptions program;
    std::string model;  ///< opened first; empty: the last one used
    /// For scripts that drive the window: where the rectangles of everything that can be pressed and the program's
    /// state are written as JSON whenever they change (LayoutRecord); those of the patient's window into the same name with
    /// ".patient" behind it; empty: nowhere.
    std::string layoutFile;
    std::vector<Path> files = {};  ///< taken as if they were dropped on the window
};

/// Opens the window and runs until it is closed. Environment error without a display or OpenGL 3.3, naming what was
/// found. Main thread only.
Outcome runWindow(const ShellOptions& options);

}  // namespace myochart::ui
