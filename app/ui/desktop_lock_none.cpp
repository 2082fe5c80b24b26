#include "ui/desktop_lock.h"

namespace myochart::ui {

struct DesktopLock::Listening {};

DesktopLock::DesktopLock(std::function<void()>) {}
DesktopLock::~DesktopLock() = default;
bool DesktopLock::takeAsked() { return false; }

}  // namespace myochart::ui
