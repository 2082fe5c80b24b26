#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/files.h"
#include "ui/input_queue.h"
#include "ui/window_fit.h"

struct GLFWwindow;

namespace myochart::ui {

/// A window with an OpenGL 3.3 core context: the program's, whose context is current on this thread while it lives, or another
/// one beside it. Whatever the user does goes into input(). Main thread only.
class AppWindow {
  public:
    struct Asked {
        int width = 1440, height = 900;  ///< at scale 1; clamped to 200..16384 and to the screen
        std::string title = "Myochart";
    };
    /// Environment error in one sentence when there is no display or no OpenGL 3.3, with what was found.
    static Result<std::unique_ptr<AppWindow>> open(const Asked& asked);
    /// Another window that shares this one's textures; it goes before this one. Where there is a second screen it fills that, else it
    /// stands beside this one as far as there is room. This one's
    /// context stays current.
    Result<std::unique_ptr<AppWindow>> openBeside(const Asked& asked);
    ~AppWindow();
    AppWindow(const AppWindow&) = delete;
    AppWindow& operator=(const AppWindow&) = delete;

    InputQueue& input() { return input_; }
    vec2 size() const;  ///< window pixels
    vec2 framebufferSize() const;
    float contentScale() const;
    /// To `width` x `height` at scale 1, clamped like Asked; with its frame it lies inside the screen's work area.
    void resize(int width, int height);
    bool iconified() const;
    bool closeAsked() const;
    void refuseClose();
    /// Waits for input at most `seconds` (0: only looks) and puts it into input().
    void wait(double seconds);
    /// Ends such a wait, or the next one. Any thread.
    static void wake();
    /// Makes the context current; beside another window.
    void makeCurrent();
    /// Onto the whole screen on which it lies, or back.
    void toggleFullScreen();
    bool isFullScreen() const { return beforeFullScreen_.has_value(); }
    /// Before all others, with the keyboard.
    void comeForward();
    /// Most of both windows lies on one screen.
    bool sharesScreenWith(const AppWindow& other) const;
    /// Makes the window itself what is drawn into.
    void bind();
    void swap();
    void setCursor(int imguiCursor);
    /// The ImGui context that it was set for is gone: the next one gets cursors and clipboard anew.
    void forgetCursor();
    /// Onto the clipboard, from where it is taken again (keepClipboardShort()).
    void copy(const char* text);
    /// Clears it when what was copied has lain there for half a minute; the moment at which it will be time, or never.
    double keepClipboardShort();
    /// Caps Lock was on at the last key.
    bool capsLock() const { return capsLock_; }
    /// Overwrites what lies on the clipboard when it is still the text that this window put there last.
    void clearOwnClipboard();
    static double now();
    /// Takes `seconds` in which the program could not look at the input (a slow picture) out of the input's clock, so
    /// that a short click stays one.
    void addBusy(double seconds) { busy_ += seconds; }
    std::vector<Path> takeDropped() { return std::exchange(dropped_, {}); }
    /// True once after the window's content was damaged or its size changed.
    bool takeDamage() { return std::exchange(damaged_, false); }
    /// The driver's name and version, and whether it draws in software.
    std::string renderer() const;
    bool drawsInSoftware() const;

  private:
    AppWindow() = default;
    void listen();
    double inputNow() const { return now() - busy_; }

    GLFWwindow* window_ = nullptr;
    InputQueue input_;
    std::vector<Path> dropped_;
    std::vector<void*> cursors_;
    double busy_ = 0;
    vec2 pointer_{-1e6F};  ///< of the last event, not of now
    int cursor_ = -2;
    unsigned modifiers_ = 0;
    bool altGr_ = false, damaged_ = true, capsLock_ = false;
    bool isFirst_ = true;                     ///< the program's own
    std::optional<ScreenRect> beforeFullScreen_;
    std::string onClipboard_;
    double clipboardAt_ = 0;  ///< when it was put there
};

}  // namespace myochart::ui
