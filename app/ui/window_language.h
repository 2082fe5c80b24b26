#pragma once
#include "workspace/settings.h"

namespace myochart::ui {

/// The window speaks the language chosen in the settings, or the desktop's, from the next text on. One whose translations
/// cannot be read is not spoken: the answer says so.
Outcome speakChosenLanguage(const workspace::Settings& settings);

}  // namespace myochart::ui
