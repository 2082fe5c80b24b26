#include <poll.h>
#include <sys/eventfd.h>
#include <systemd/sd-bus.h>
#include <systemd/sd-login.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <string>
#include <thread>

#include "core/descriptor.h"
#include "ui/desktop_lock.h"

namespace myochart::ui {

namespace {

using Bus = std::unique_ptr<sd_bus, sd_bus* (*)(sd_bus*)>;

/// A bus whose connecting goes on while it is polled; null where there is none.
Bus openBus(int (*open)(sd_bus**)) {
    sd_bus* bus = nullptr;
    if (open(&bus) < 0) bus = nullptr;
    return {bus, sd_bus_close_unref};
}

/// The object of the session in which the window is, as logind calls it; empty where that cannot be told.
std::string ownSession() {
    std::string id;
    if (const char* told = std::getenv("XDG_SESSION_ID")) id = told;
    if (char* found = nullptr; id.empty() && sd_uid_get_display(getuid(), &found) >= 0) id = found, std::free(found);
    std::string place;
    if (char* path = nullptr; !id.empty() && sd_bus_path_encode("/org/freedesktop/login1/session", id.c_str(), &path) >= 0) place = path, std::free(path);
    return place;
}

/// What is asked of the buses. Others may send signals of these names on the system's bus, so there the sender counts, too.
constexpr const char* kSleep = "type='signal',sender='org.freedesktop.login1',interface='org.freedesktop.login1.Manager',member='PrepareForSleep'";
constexpr const char* kSession = "type='signal',sender='org.freedesktop.login1',interface='org.freedesktop.login1.Session',member='Lock'";
constexpr std::array kSavers = {"type='signal',interface='org.freedesktop.ScreenSaver',member='ActiveChanged'", "type='signal',interface='org.gnome.ScreenSaver',member='ActiveChanged'"};

std::int64_t monotonicMicroseconds() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<std::int64_t>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1000;
}

/// What came on the bus is handled; false when it is gone.
bool handleAll(sd_bus* bus) {
    int handled = 1;
    while (handled > 0) handled = sd_bus_process(bus, nullptr);
    return handled == 0;
}

/// What to wait for on the bus, and at most how long (ms, -1: for ever).
pollfd waitingFor(sd_bus* bus, int& most) {
    const int events = std::max(0, sd_bus_get_events(bus));
    std::uint64_t until = UINT64_MAX;
    if (sd_bus_get_timeout(bus, &until) >= 0 && until != UINT64_MAX) {
        const auto left = std::clamp<std::int64_t>((static_cast<std::int64_t>(until) - monotonicMicroseconds()) / 1000 + 1, 0, 60'000);
        most = most < 0 ? static_cast<int>(left) : std::min(most, static_cast<int>(left));
    }
    return {sd_bus_get_fd(bus), static_cast<short>(events), 0};
}

}  // namespace

struct DesktopLock::Listening {
    std::function<void()> wake;
    std::atomic<bool> asked{false};
    Descriptor stop{eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    std::thread thread;

    void heard() {
        asked.store(true);
        wake();
    }
    /// Both kinds of signal tell by a truth whether it begins or ends.
    static int onBeginning(sd_bus_message* message, void* self, sd_bus_error*) {
        int begins = 0;
        if (sd_bus_message_read(message, "b", &begins) >= 0 && begins) static_cast<Listening*>(self)->heard();
        return 0;
    }
    static int onLock(sd_bus_message*, void* self, sd_bus_error*) {
        static_cast<Listening*>(self)->heard();
        return 0;
    }
    static void ask(Bus& bus, const std::string& rule, sd_bus_message_handler_t then, Listening* self) {
        if (bus && sd_bus_add_match_async(bus.get(), nullptr, rule.c_str(), then, nullptr, self) < 0) bus.reset();
    }
    void listen();
};

void DesktopLock::Listening::listen() {
    std::array<Bus, 2> buses = {openBus(sd_bus_open_system), openBus(sd_bus_open_user)};
    ask(buses[0], kSleep, onBeginning, this);
    const std::string session = ownSession();
    ask(buses[0], session.empty() ? std::string(kSession) : kSession + (",path='" + session + "'"), onLock, this);
    for (const char* saver : kSavers) ask(buses[1], saver, onBeginning, this);
    while (true) {
        std::array<pollfd, 3> waits{};
        nfds_t count = 0;
        int most = -1;
        waits[count++] = {stop.fd, POLLIN, 0};
        for (Bus& bus : buses) {
            if (bus && !handleAll(bus.get())) bus.reset();
            if (bus) waits[count++] = waitingFor(bus.get(), most);
        }
        if (count == 1) return;  // no bus is left
        if (poll(waits.data(), count, most) < 0 && errno != EINTR) return;
        if (waits[0].revents != 0) return;
    }
}

DesktopLock::DesktopLock(std::function<void()> wake) : listening_(std::make_unique<Listening>()) {
    listening_->wake = std::move(wake);
    if (listening_->stop.fd >= 0) listening_->thread = std::thread([own = listening_.get()] { own->listen(); });
}

DesktopLock::~DesktopLock() {
    const std::uint64_t one = 1;
    if (!listening_->thread.joinable()) return;
    if (write(listening_->stop.fd, &one, sizeof one) == sizeof one) listening_->thread.join();
    else listening_->thread.detach(), (void)listening_.release();  // it goes on hearing; nothing asks it
}

bool DesktopLock::takeAsked() { return listening_->asked.exchange(false); }

}  // namespace myochart::ui
