#include <X11/Xlib.h>
#include <unistd.h>

#include <utility>

#include "ui/outside_end.h"

namespace myochart::ui {

namespace {

constexpr int kDisplayLostCode = 2;

std::function<void()>& lastWords() {
    static std::function<void()> words;
    return words;
}

/// Xlib calls this once the connection is broken and ends the process when it returns; a second call would come from
/// `last` itself.
int onBrokenConnection(Display*) {
    if (const auto last = std::exchange(lastWords(), nullptr)) last();
    _exit(kDisplayLostCode);
}

}  // namespace

void whenDisplayIsLost(std::function<void()> last) {
    lastWords() = std::move(last);
    XSetIOErrorHandler(onBrokenConnection);
}

}  // namespace myochart::ui
