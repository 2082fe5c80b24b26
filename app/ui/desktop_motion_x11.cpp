#include <X11/Xatom.h>
#include <X11/Xlib.h>

#include <memory>
#include <string>

#include "ui/desktop_motion.h"

namespace myochart::ui {

namespace {

constexpr long kMostWords = 1 << 14;  ///< of four bytes

std::optional<bool> animationsOn(Display* display) {
    const std::string selection = "_XSETTINGS_S" + std::to_string(XDefaultScreen(display));
    const Atom manager = XInternAtom(display, selection.c_str(), True), settings = XInternAtom(display, "_XSETTINGS_SETTINGS", True);
    const Window owner = manager != None && settings != None ? XGetSelectionOwner(display, manager) : None;
    if (owner == None) return std::nullopt;
    Atom type = None;
    int format = 0;
    unsigned long count = 0, left = 0;
    unsigned char* bytes = nullptr;
    if (XGetWindowProperty(display, owner, settings, 0, kMostWords, False, settings, &type, &format, &count, &left, &bytes) != Success)
        return std::nullopt;
    const auto told = bytes && format == 8 ? animationsIn(std::as_bytes(std::span(bytes, count))) : std::nullopt;
    if (bytes) XFree(bytes);
    return told;
}

}  // namespace

bool desktopMovesLess() {
    const std::unique_ptr<Display, int (*)(Display*)> display(XOpenDisplay(nullptr), XCloseDisplay);
    if (!display) return false;
    XGrabServer(display.get());  // the window that holds them must not go away in between
    const auto animations = animationsOn(display.get());
    XUngrabServer(display.get());
    return animations && !*animations;
}

}  // namespace myochart::ui
