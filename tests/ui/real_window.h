#pragma once
#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "core/files.h"
#include "core/vec.h"
#include "render/image.h"
#include "ui/frame_layout.h"

namespace myochart::ui::test {

/// An X server of its own (Xvfb on a free display) with the built program in it, driven with xdotool. The program tells
/// where its widgets are through its layout file. Every gesture below waits until the program has taken it and drawn a
/// picture after it, however slow the machine is: what the program says next is never from before.
class RealWindow {
  public:
    struct Setup {
        int width = 1440, height = 900;
        std::vector<std::string> arguments;        ///< of the program
        std::vector<std::string> serverArguments;  ///< of Xvfb, beside its own
        std::vector<std::string> environment = {};  ///< NAME=VALUE for the program
        std::string keyboard = {};                 ///< "fr", "de"; empty: as the server has it
        std::string windowManager = {};            ///< "openbox"; empty: none, windows have no frame
    };
    /// `folder` holds the layout file and the server's picture.
    RealWindow(const Path& folder, const Setup& setup);
    ~RealWindow();
    RealWindow(const RealWindow&) = delete;
    RealWindow& operator=(const RealWindow&) = delete;

    bool running() const { return program_ > 0; }
    pid_t process() const { return program_; }
    /// Waits until the program says so; false after `seconds`.
    bool waitFor(const std::string& fact, const std::string& value, double seconds = 60) const;
    bool hasWidget(const std::string& name) const;
    bool waitForWidget(const std::string& name, double seconds = 30) const;
    /// Of the patient's own window: until it is drawn with that widget, or without.
    bool waitForPatientWidget(const std::string& name, bool isThere, double seconds = 30) const;
    std::string fact(const std::string& name) const;
    /// Middle of a widget on the screen.
    vec2 middle(const std::string& widget) const;

    void click(vec2 at) const;
    /// What lies further down on a site's card is scrolled to first.
    void click(const std::string& widget) const {
        scrollTo(widget);
        click(middle(widget));
    }
    void scrollTo(const std::string& widget) const;
    /// Clicks one after the other faster than any picture is drawn.
    void clickQuickly(const std::vector<vec2>& places) const;
    /// Left button from `from` to `to` in steps.
    void drag(vec2 from, vec2 to) const;
    void key(const std::string& xdotoolKey) const;
    /// One that brings another window over this one, which then sees no pointer: nothing is waited for.
    void keyThatCovers(const std::string& xdotoolKey) const;
    void type(const std::string& text) const;
    render::Image screenshot() const;
    /// Of the program's window on the screen, without its frame: left, top, right, bottom.
    Rect onScreen() const;
    /// Sends `signal` and waits; the exit code, or -1 when it lives on for a minute.
    int stop(int signal);
    /// The X server is gone at once, as after a crash of it.
    void killServer();
    /// Waits for the program to end by itself; as stop().
    int waitForEnd();

  private:
    /// The program is no longer running by itself.
    bool ended() const;
    void startServer(const Setup& setup);
    void startDesktop(const Setup& setup);
    void startProgram(const Setup& setup);
    void tool(const std::vector<std::string>& arguments) const;
    /// xdotool's words for a place of the window, beyond its frame.
    std::vector<std::string> moveTo(vec2 at) const;
    /// Puts the pointer there; whether the program says so within two seconds.
    bool seesPointer(vec2 at) const;
    /// One gesture that leaves the pointer at pointer_; returns when it was taken.
    void act(const std::vector<std::string>& arguments) const;

    Path folder_, layout_;
    std::string display_;
    mutable vec2 pointer_{};  ///< where it was put last, whole pixels of the window
    mutable std::optional<vec2> corner_;  ///< of the window on the screen, where a frame is about it
    pid_t server_ = -1, program_ = -1, manager_ = -1;
};

/// True when Xvfb and xdotool are there; the tests need both.
bool hasWindowTools();
/// Whether one of the system's programs is there, by name.
bool hasProgram(const char* name);

}  // namespace myochart::ui::test
