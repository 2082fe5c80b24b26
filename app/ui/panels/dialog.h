#pragma once
#include "core/files.h"
#include "ui/widgets.h"

namespace myochart::ui {

/// Begins a dialog of `size` (unscaled, cut to the window) over a dimmed window; true when the dim part was pressed.
/// Between begin and end the cursor runs inside the dialog. Always call endDialog.
bool beginDialog(Ui& ui, const char* name, vec2 size, float fromTop = -1);
void endDialog();
/// The new file that somebody typed; in a folder, such as that of a stick, it gets `name`. Fails with a sentence when it is
/// no whole path, its folder is not there, or it is there already.
Result<Path> newFileTyped(const std::string& typed, const Path& name);
/// The dialog's title with a button that closes; true when it was pressed.
bool dialogTitle(Ui& ui, std::string_view title, bool canClose = true);

}  // namespace myochart::ui
