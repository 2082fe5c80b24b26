#include "ui/desktop_motion.h"

namespace myochart::ui {

bool desktopMovesLess() { return false; }

}  // namespace myochart::ui
