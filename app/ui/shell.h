#pragma once
#include "core/result.h"
#include "workspace/workspace.h"

namespace myochart::ui {

struct ShellOptions {
    workspace::WorkspaceOptions workspace;
    std::string model;        ///< opened first; empty: the last one used
    std::string recordInput;  ///< tests: where to write widget rectangles as JSON each second; empty: nowhere
};

/// Opens the window and runs until it is closed. Environment error without a display or OpenGL 3.3, naming what was
/// found. Main thread only.
Outcome runWindow(const ShellOptions& options);

}  // namespace myochart::ui
