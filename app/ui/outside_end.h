#pragma once
#include <functional>

namespace myochart::ui {

/// From now on a stop signal (SIGTERM, SIGINT, SIGHUP) only sets what stopAsked() tells.
void catchStopSignals();
bool stopAsked();

/// Calls `last` on the window's own thread when the display goes away (the X server died or the connection broke); the
/// process ends with exit code 2 right after it. `last` must not use the window. Nothing where displays cannot go away.
void whenDisplayIsLost(std::function<void()> last);

}  // namespace myochart::ui
