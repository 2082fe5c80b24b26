#include <atomic>
#include <csignal>

#include "ui/outside_end.h"

namespace myochart::ui {

namespace {

std::atomic<bool> asked{false};
static_assert(std::atomic<bool>::is_always_lock_free);

void onSignal(int) {
    asked.store(true);
}

}  // namespace

void catchStopSignals() {
    struct sigaction action {};
    action.sa_handler = onSignal;
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaction(signal, &action, nullptr);
}

bool stopAsked() {
    return asked.load();
}

}  // namespace myochart::ui
