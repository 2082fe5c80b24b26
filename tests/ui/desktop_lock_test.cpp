#include "ui/desktop_lock.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <systemd/sd-bus.h>

#include <atomic>
#include <cstdlib>
#include <functional>

#include "private_bus.h"
#include "support/test_folder.h"

namespace myochart::ui::test {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// Somebody on a bus who tells things.
struct Teller {
    sd_bus* bus = nullptr;

    explicit Teller(const std::string& address, const char* name = nullptr) {
        EXPECT_GE(sd_bus_new(&bus), 0);
        EXPECT_GE(sd_bus_set_address(bus, address.c_str()), 0);
        EXPECT_GE(sd_bus_set_bus_client(bus, 1), 0);
        EXPECT_GE(sd_bus_start(bus), 0);
        if (name) {
            EXPECT_GE(sd_bus_request_name(bus, name, 0), 0);
        }
    }
    ~Teller() { sd_bus_flush_close_unref(bus); }
    Teller(const Teller&) = delete;
    Teller& operator=(const Teller&) = delete;
    void tell(const char* path, const char* interface, const char* member) const {
        EXPECT_GE(sd_bus_emit_signal(bus, path, interface, member, ""), 0);
        EXPECT_GE(sd_bus_flush(bus), 0);
    }
    void tell(const char* path, const char* interface, const char* member, bool begins) const {
        EXPECT_GE(sd_bus_emit_signal(bus, path, interface, member, "b", begins ? 1 : 0), 0);
        EXPECT_GE(sd_bus_flush(bus), 0);
    }
};

constexpr const char *kManagerPath = "/org/freedesktop/login1", *kManager = "org.freedesktop.login1.Manager", *kSessionInterface = "org.freedesktop.login1.Session";
constexpr const char *kOwn = "/org/freedesktop/login1/session/_37", *kOthers = "/org/freedesktop/login1/session/_38";

struct DesktopLockTest : testing::Test {
    myochart::test::TestFolder folder;
    std::atomic<int> wakes{0};

    void onBuses(const std::string& system, const std::string& session) const {
        setenv("DBUS_SYSTEM_BUS_ADDRESS", system.c_str(), 1);
        setenv("DBUS_SESSION_BUS_ADDRESS", session.c_str(), 1);
        setenv("XDG_SESSION_ID", "7", 1);
    }
    /// Whether it woke somebody so many times within a second.
    bool woke(int times) const {
        for (const auto begin = Clock::now(); Clock::now() - begin < 1s && wakes < times;) std::this_thread::sleep_for(2ms);
        return wakes == times;
    }
    /// It listens on its thread from a moment on that nobody is told of: until then it is told again.
    void untilItHears(DesktopLock& lock, const std::function<void()>& tell) {
        for (const auto begin = Clock::now(); Clock::now() - begin < 10s && wakes == 0;) tell(), std::this_thread::sleep_for(20ms);
        ASSERT_GT(wakes, 0);
        std::this_thread::sleep_for(200ms);  // those that were told before the last was heard
        EXPECT_TRUE(lock.takeAsked());
        wakes = 0;
    }
};

}  // namespace

TEST_F(DesktopLockTest, hearsWithinASecondThatTheMachineSleepsTheSessionLocksOrAScreenSaverBeginsAndNothingElse) {
    if (access("/usr/bin/dbus-daemon", X_OK) != 0) GTEST_SKIP() << "needs dbus-daemon";
    PrivateBus system(folder / "system"), session(folder / "session");
    onBuses(system.address(), session.address());
    const Teller logind(system.address(), "org.freedesktop.login1"), stranger(system.address()), desktop(session.address());
    DesktopLock lock([this] { ++wakes; });
    untilItHears(lock, [&] { desktop.tell("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", true); });
    untilItHears(lock, [&] { logind.tell(kManagerPath, kManager, "PrepareForSleep", true); });
    EXPECT_FALSE(lock.takeAsked()) << "once for each time";

    logind.tell(kManagerPath, kManager, "PrepareForSleep", true);
    EXPECT_TRUE(woke(1));
    EXPECT_TRUE(lock.takeAsked());
    logind.tell(kOwn, kSessionInterface, "Lock");
    EXPECT_TRUE(woke(2));
    EXPECT_TRUE(lock.takeAsked());
    desktop.tell("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", true);
    EXPECT_TRUE(woke(3));
    EXPECT_TRUE(lock.takeAsked());

    logind.tell(kManagerPath, kManager, "PrepareForSleep", false);
    logind.tell(kOwn, kSessionInterface, "Unlock");
    logind.tell(kOthers, kSessionInterface, "Lock");
    stranger.tell(kManagerPath, kManager, "PrepareForSleep", true);
    desktop.tell("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", false);
    std::this_thread::sleep_for(200ms);
    EXPECT_FALSE(lock.takeAsked()) << "waking up, unlocking, another's session, and who is not logind";
    logind.tell(kOwn, kSessionInterface, "Lock");
    EXPECT_TRUE(woke(4)) << "what came before woke nobody";

    system.stop();
    desktop.tell("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", true);
    EXPECT_TRUE(woke(5)) << "the other bus is still heard";
}

TEST_F(DesktopLockTest, withoutABusOrOnOneThatNeverAnswersNothingWaits) {
    const Path silent = folder / "silent";
    const int listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un place{};
    place.sun_family = AF_UNIX;
    ASSERT_LT(silent.string().size(), sizeof place.sun_path);
    silent.string().copy(place.sun_path, silent.string().size());
    ASSERT_EQ(bind(listening, reinterpret_cast<sockaddr*>(&place), sizeof place), 0);
    ASSERT_EQ(listen(listening, 5), 0);
    for (const std::string& address : {"unix:path=" + (folder / "none").string(), "unix:path=" + silent.string()}) {
        onBuses(address, address);
        const auto begin = Clock::now();
        {
            DesktopLock lock([this] { ++wakes; });
            std::this_thread::sleep_for(100ms);
            EXPECT_FALSE(lock.takeAsked());
        }
        EXPECT_LT(Clock::now() - begin, 600ms) << address;
    }
    EXPECT_EQ(wakes, 0);
    close(listening);
}

}  // namespace myochart::ui::test
