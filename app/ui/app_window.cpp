#include "ui/app_window.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <epoxy/gl.h>
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "core/log.h"
#include "ui/key_names.h"
#include "ui/window_fit.h"

namespace myochart::ui {

namespace {

constexpr int kLeast = 200, kMost = 16384;
constexpr double kClipboardHeldFor = 30;  ///< s

std::string& lastFault() {
    static std::string fault;  // GLFW reports through a function without an owner
    return fault;
}

AppWindow& self(GLFWwindow* window) {
    return *static_cast<AppWindow*>(glfwGetWindowUserPointer(window));
}

unsigned bits(int mods) {
    return static_cast<unsigned>(mods) & 15U;
}

std::string_view labelOf(int key, int scancode) {
    const char* label = glfwGetKeyName(key, scancode);
    return label ? label : "";
}

unsigned modifierOf(int key) {
    if (key == GLFW_KEY_LEFT_SHIFT || key == GLFW_KEY_RIGHT_SHIFT) return kShift;
    if (key == GLFW_KEY_LEFT_CONTROL || key == GLFW_KEY_RIGHT_CONTROL) return kCtrl;
    if (key == GLFW_KEY_LEFT_ALT || key == GLFW_KEY_RIGHT_ALT) return kAlt;
    if (key == GLFW_KEY_LEFT_SUPER || key == GLFW_KEY_RIGHT_SUPER) return kSuper;
    return 0;
}

void setHints() {
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "myochart");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "myochart");
}

/// No larger than the screen's work area, whatever the settings say.
void clampToScreen(int& width, int& height) {
    width = std::clamp(width, kLeast, kMost);
    height = std::clamp(height, kLeast, kMost);
    GLFWmonitor* monitor = glfwGetPrimaryMonitor();
    if (!monitor) return;
    int x = 0, y = 0, w = 0, h = 0;
    float sx = 1, sy = 1;
    glfwGetMonitorWorkarea(monitor, &x, &y, &w, &h);
    glfwGetMonitorContentScale(monitor, &sx, &sy);
    const float scale = std::isfinite(sx) && sx > 0 ? sx : 1;
    if (w > kLeast)
        width = std::clamp(width, kLeast, std::max(kLeast, static_cast<int>(static_cast<float>(w) / scale)));
    if (h > kLeast)
        height = std::clamp(height, kLeast, std::max(kLeast, static_cast<int>(static_cast<float>(h) / scale)));
}

/// What panels and docks leave of the screen that a window begins on.
ScreenRect workAreaAt(const ScreenRect& window) {
    int count = 0;
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    ScreenRect first;
    for (int i = 0; i < count; ++i) {
        ScreenRect area;
        glfwGetMonitorWorkarea(monitors[i], &area.x, &area.y, &area.width, &area.height);
        if (i == 0) first = area;
        if (window.x >= area.x && window.x < area.x + area.width && window.y >= area.y && window.y < area.y + area.height)
            return area;
    }
    return first;
}

const char* clipboardText(void* window) {
    return glfwGetClipboardString(static_cast<GLFWwindow*>(window));
}
void setClipboardText(void* window, const char* text) {
    self(static_cast<GLFWwindow*>(window)).copy(text);
}

}  // namespace

Result<std::unique_ptr<AppWindow>> AppWindow::open(const Asked& asked) {
    glfwSetErrorCallback([](int code, const char* text) {
        lastFault() = fmt::format("{} (GLFW {:#x})", text, static_cast<unsigned>(code));
    });
    if (glfwInit() != GLFW_TRUE)
        return environmentFault(fmt::format(
            "The window cannot be opened: {}. Start Myochart on a desktop, or use its command line (myochart --help).",
            lastFault()));
    setHints();
    int width = asked.width, height = asked.height;
    clampToScreen(width, height);
    std::unique_ptr<AppWindow> made(new AppWindow);
    made->window_ = glfwCreateWindow(width, height, asked.title.c_str(), nullptr, nullptr);
    if (!made->window_) {
        const std::string fault = lastFault();
        return environmentFault(
            fmt::format("OpenGL 3.3 is needed and cannot be had here: {}. Update the graphics driver, or use the "
                        "command line (myochart --help).",
                        fault));
    }
    glfwSetWindowSizeLimits(made->window_, kLeast, kLeast, GLFW_DONT_CARE, GLFW_DONT_CARE);
    glfwMakeContextCurrent(made->window_);
    if (epoxy_gl_version() < 33)
        return environmentFault(fmt::format(
            "OpenGL 3.3 is needed; found {}. Update the graphics driver, or use the command line (myochart --help).",
            made->renderer()));
    glfwSwapInterval(made->drawsInSoftware() ? 0 : 1);
    made->listen();
    return made;
}

namespace {

ScreenRect rectOf(GLFWwindow* window) {
    ScreenRect rect;
    glfwGetWindowPos(window, &rect.x, &rect.y);
    glfwGetWindowSize(window, &rect.width, &rect.height);
    return rect;
}

/// The first screen on which that place lies (or, `elsewhere`, does not); null: there is none.
GLFWmonitor* screenAt(const ScreenRect& place, bool elsewhere) {
    int count = 0;
    GLFWmonitor** screens = glfwGetMonitors(&count);
    for (int i = 0; i < count; ++i) {
        int left = 0, top = 0;
        glfwGetMonitorPos(screens[i], &left, &top);
        const GLFWvidmode* mode = glfwGetVideoMode(screens[i]);
        const bool lies = mode && place.x >= left && place.x < left + mode->width && place.y >= top && place.y < top + mode->height;
        if (mode && lies != elsewhere) return screens[i];
    }
    return nullptr;
}

void fill(GLFWwindow* window, GLFWmonitor* screen) {
    const GLFWvidmode* mode = glfwGetVideoMode(screen);
    if (mode) glfwSetWindowMonitor(window, screen, 0, 0, mode->width, mode->height, mode->refreshRate);
}

}  // namespace

Result<std::unique_ptr<AppWindow>> AppWindow::openBeside(const Asked& asked) {
    setHints();
    glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE);    // it stays on its screen while the work goes on in this one
    glfwWindowHint(GLFW_FOCUS_ON_SHOW, GLFW_FALSE);
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "myochart-patient");
    int width = asked.width, height = asked.height;
    clampToScreen(width, height);
    std::unique_ptr<AppWindow> made(new AppWindow);
    made->isFirst_ = false;
    made->window_ = glfwCreateWindow(width, height, asked.title.c_str(), nullptr, window_);
    glfwDefaultWindowHints();
    if (!made->window_) return environmentFault(fmt::format("A second window cannot be opened here: {}.", lastFault()));
    glfwSetWindowSizeLimits(made->window_, kLeast, kLeast, GLFW_DONT_CARE, GLFW_DONT_CARE);
    made->makeCurrent();
    glfwSwapInterval(0);  // the program's own window waits for the screen
    makeCurrent();
    made->listen();
    if (GLFWmonitor* screen = screenAt(rectOf(window_), true)) {
        made->beforeFullScreen_ = rectOf(made->window_);
        fill(made->window_, screen);
    } else {
        FrameEdges frame;
        glfwGetWindowFrameSize(window_, &frame.left, &frame.top, &frame.right, &frame.bottom);
        const ScreenRect own = rectOf(window_), size = rectOf(made->window_);
        const ScreenRect beside = fitOnScreen({own.x + own.width + frame.right + frame.left, own.y, size.width, size.height}, frame, workAreaAt(own), kLeast);
        glfwSetWindowPos(made->window_, beside.x, beside.y);
    }
    glfwFocusWindow(window_);  // the work goes on in this one
    return made;
}

void AppWindow::makeCurrent() { glfwMakeContextCurrent(window_); }

void AppWindow::toggleFullScreen() {
    if (const auto before = std::exchange(beforeFullScreen_, std::nullopt))
        return glfwSetWindowMonitor(window_, nullptr, before->x, before->y, before->width, before->height, GLFW_DONT_CARE);
    GLFWmonitor* under = screenAt(rectOf(window_), false);
    if (!under) return;
    beforeFullScreen_ = rectOf(window_);
    fill(window_, under);
}

void AppWindow::comeForward() { glfwFocusWindow(window_); }

bool AppWindow::sharesScreenWith(const AppWindow& other) const { return screenAt(rectOf(window_), false) == screenAt(rectOf(other.window_), false); }

AppWindow::~AppWindow() {
    for (void* cursor : cursors_)
        if (cursor) glfwDestroyCursor(static_cast<GLFWcursor*>(cursor));
    if (window_) glfwDestroyWindow(window_);
    if (isFirst_) glfwTerminate();
}

void AppWindow::listen() {
    glfwSetWindowUserPointer(window_, this);
    glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double x, double y) {
        self(w).pointer_ = {static_cast<float>(x), static_cast<float>(y)};
        self(w).input_.moveTo(self(w).pointer_, self(w).inputNow(), self(w).modifiers_);
    });
    glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int button, int action, int mods) {
        // Where the pointer was when the button moved, as the events before told. glfwGetCursorPos would ask the X server
        // where it is now: after a slow frame that may be somewhere else, and a needle would be placed there.
        self(w).input_.button(button, action == GLFW_PRESS, self(w).pointer_, self(w).inputNow(), bits(mods));
    });
    glfwSetScrollCallback(window_, [](GLFWwindow* w, double dx, double dy) {
        InputEvent event;
        event.kind = InputEvent::Kind::wheel;
        event.wheel =
            static_cast<float>(dy != 0 ? dy : -dx);  // some systems turn the wheel sideways while Alt or Shift is held
        event.modifiers = self(w).modifiers_;
        event.time = self(w).inputNow();
        self(w).input_.push(event);
    });
    glfwSetInputMode(window_, GLFW_LOCK_KEY_MODS, GLFW_TRUE);
    glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int scancode, int action, int mods) {
        self(w).capsLock_ = (mods & GLFW_MOD_CAPS_LOCK) != 0;
        InputEvent event;
        event.kind = InputEvent::Kind::key;
        const LabelledKey labelled = labelledKey(key, labelOf(key, scancode), bits(mods));
        event.key = labelled.key;
        event.down = action != GLFW_RELEASE;
        event.repeat = action == GLFW_REPEAT;
        event.modifiers = bits(mods);
        // X11 tells the modifiers as they were before this very key.
        if (event.down)
            event.modifiers |= modifierOf(key);
        else
            event.modifiers &= ~modifierOf(key);
        // AltGr types a sign of its own: what it is held with is no command.
        if (key == GLFW_KEY_RIGHT_ALT) self(w).altGr_ = event.down;
        if (self(w).altGr_) event.modifiers |= kAlt;
        event.time = self(w).inputNow();
        self(w).modifiers_ = event.modifiers;
        if (labelled.shiftTypesIt) event.modifiers &= ~static_cast<unsigned>(kShift);
        self(w).input_.push(event);
    });
    glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned codepoint) {
        InputEvent event;
        event.kind = InputEvent::Kind::text;
        event.codepoint = codepoint;
        event.time = self(w).inputNow();
        self(w).input_.push(event);
    });
    glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int entered) {
        if (entered) return;
        InputEvent event;
        event.kind = InputEvent::Kind::leave;
        event.time = self(w).inputNow();
        self(w).input_.push(event);
    });
    glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int focused) {
        if (focused) return;
        self(w).modifiers_ = 0;
        self(w).altGr_ = false;
        self(w).input_.releaseAll(self(w).inputNow());
    });
    glfwSetDropCallback(window_, [](GLFWwindow* w, int count, const char** paths) {
        for (int i = 0; i < count; ++i) self(w).dropped_.emplace_back(paths[i]);
    });
    glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { self(w).damaged_ = true; });
    glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { self(w).damaged_ = true; });
    glfwSetWindowContentScaleCallback(window_, [](GLFWwindow* w, float, float) { self(w).damaged_ = true; });
}

vec2 AppWindow::size() const {
    int w = 0, h = 0;
    glfwGetWindowSize(window_, &w, &h);
    return {static_cast<float>(w), static_cast<float>(h)};
}

vec2 AppWindow::framebufferSize() const {
    int w = 0, h = 0;
    glfwGetFramebufferSize(window_, &w, &h);
    return {static_cast<float>(w), static_cast<float>(h)};
}

void AppWindow::resize(int width, int height) {
    clampToScreen(width, height);
    const float scale = std::clamp(contentScale(), 0.5F, 4.0F);
    const auto scaled = [&](int v) {
        return std::clamp(static_cast<int>(std::lround(static_cast<float>(v) * scale)), kLeast, kMost);
    };
    ScreenRect now;
    FrameEdges frame;
    glfwGetWindowPos(window_, &now.x, &now.y);
    glfwGetWindowFrameSize(window_, &frame.left, &frame.top, &frame.right, &frame.bottom);
    const ScreenRect fits = fitOnScreen({now.x, now.y, scaled(width), scaled(height)}, frame, workAreaAt(now), kLeast);
    glfwSetWindowSize(window_, fits.width, fits.height);
    if (fits.x != now.x || fits.y != now.y) glfwSetWindowPos(window_, fits.x, fits.y);
}

float AppWindow::contentScale() const {
    float x = 1, y = 1;
    glfwGetWindowContentScale(window_, &x, &y);
    return std::isfinite(x) && x > 0 ? x : 1;
}

bool AppWindow::iconified() const {
    return glfwGetWindowAttrib(window_, GLFW_ICONIFIED) == GLFW_TRUE;
}
bool AppWindow::closeAsked() const {
    return glfwWindowShouldClose(window_) == GLFW_TRUE;
}
void AppWindow::refuseClose() {
    glfwSetWindowShouldClose(window_, GLFW_FALSE);
}

void AppWindow::wait(double seconds) {
    if (seconds <= 0)
        glfwPollEvents();
    else
        glfwWaitEventsTimeout(seconds);
}

void AppWindow::wake() { glfwPostEmptyEvent(); }

void AppWindow::bind() {
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
}
void AppWindow::swap() {
    glfwSwapBuffers(window_);
}
double AppWindow::now() {
    return glfwGetTime();
}

void AppWindow::setCursor(int imguiCursor) {
    if (cursors_.empty()) {
        ImGuiIO& io = ImGui::GetIO();
        io.ClipboardUserData = window_;
        io.GetClipboardTextFn = clipboardText;
        io.SetClipboardTextFn = setClipboardText;
        cursors_ = {glfwCreateStandardCursor(GLFW_ARROW_CURSOR), glfwCreateStandardCursor(GLFW_IBEAM_CURSOR),
                    glfwCreateStandardCursor(GLFW_HAND_CURSOR), glfwCreateStandardCursor(GLFW_VRESIZE_CURSOR),
                    glfwCreateStandardCursor(GLFW_HRESIZE_CURSOR)};
    }
    if (imguiCursor == cursor_) return;
    cursor_ = imguiCursor;
    const size_t which = imguiCursor == ImGuiMouseCursor_TextInput  ? 1
                         : imguiCursor == ImGuiMouseCursor_Hand     ? 2
                         : imguiCursor == ImGuiMouseCursor_ResizeNS ? 3
                         : imguiCursor == ImGuiMouseCursor_ResizeEW ? 4
                                                                    : 0;
    glfwSetCursor(window_, static_cast<GLFWcursor*>(cursors_[which]));
}

void AppWindow::forgetCursor() {
    for (void* cursor : cursors_)
        if (cursor) glfwDestroyCursor(static_cast<GLFWcursor*>(cursor));
    cursors_.clear();
    cursor_ = -2;
}

void AppWindow::copy(const char* text) {
    glfwSetClipboardString(window_, text);
    onClipboard_ = text;
    clipboardAt_ = now();
}

double AppWindow::keepClipboardShort() {
    if (onClipboard_.empty()) return 1e300;
    const double until = clipboardAt_ + kClipboardHeldFor;
    if (now() < until) return until;
    clearOwnClipboard();
    return 1e300;
}

void AppWindow::clearOwnClipboard() {
    if (onClipboard_.empty()) return;
    const char* held = glfwGetClipboardString(window_);
    if (held && onClipboard_ == held) glfwSetClipboardString(window_, "");
    onClipboard_.clear();
}

std::string AppWindow::renderer() const {
    const auto text = [](GLenum which) {
        const GLubyte* found = glGetString(which);
        return found ? std::string(reinterpret_cast<const char*>(found)) : std::string("nothing");
    };
    return text(GL_RENDERER) + ", OpenGL " + text(GL_VERSION);
}

bool AppWindow::drawsInSoftware() const {
    const std::string name = renderer();
    return name.find("llvmpipe") != std::string::npos || name.find("softpipe") != std::string::npos ||
           name.find("SwiftShader") != std::string::npos;
}

}  // namespace myochart::ui
