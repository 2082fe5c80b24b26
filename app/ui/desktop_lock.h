#pragma once
#include <functional>
#include <memory>

namespace myochart::ui {

/// Hears from the desktop that it locks its screen, that the user's session is to be locked, or that the machine is about to sleep:
/// PrepareForSleep and Session.Lock of logind on the system's bus, ActiveChanged of the screen savers on the session's. It listens on a
/// thread of its own, and nothing waits for it; where there is no bus, or it goes away, it hears nothing and says nothing.
class DesktopLock {
  public:
    /// `wake`: called on that thread each time something was heard.
    explicit DesktopLock(std::function<void()> wake);
    ~DesktopLock();
    DesktopLock(const DesktopLock&) = delete;
    DesktopLock& operator=(const DesktopLock&) = delete;

    /// True once after something was heard. Any thread.
    bool takeAsked();

  private:
    struct Listening;
    std::unique_ptr<Listening> listening_;
};

}  // namespace myochart::ui
