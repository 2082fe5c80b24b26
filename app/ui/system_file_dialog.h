#pragma once
#include <optional>
#include <string>

#include "core/files.h"

namespace myochart::ui {

/// Where the desktop's own file chooser is, if there is one (zenity); empty otherwise.
Path systemFileDialog();
/// Runs it and waits for the answer; call on a worker. Nothing when it was cancelled or could not be started.
std::optional<Path> askSystemForFile(const Path& program, const std::string& title);

}  // namespace myochart::ui
