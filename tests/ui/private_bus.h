#pragma once
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <string>
#include <thread>

#include "core/files.h"

extern char** environ;

namespace myochart::ui::test {

/// A D-Bus daemon of the test's own, on which everybody may be anybody; `folder` holds its socket.
class PrivateBus {
  public:
    explicit PrivateBus(const Path& folder) : socket_(folder / "bus") {
        std::filesystem::create_directories(folder);
        const Path config = folder / "bus.conf";
        std::ofstream(config) << "<busconfig><type>session</type><listen>" << address()
                              << "</listen><policy context=\"default\"><allow send_destination=\"*\"/><allow own=\"*\"/><allow receive_sender=\"*\"/></policy></busconfig>";
        std::string asked = "--config-file=" + config.string();
        char name[] = "dbus-daemon", stays[] = "--nofork";
        char* const arguments[] = {name, asked.data(), stays, nullptr};
        if (posix_spawnp(&daemon_, "dbus-daemon", nullptr, nullptr, arguments, environ) != 0) daemon_ = -1;
        for (int tries = 0; tries < 500 && !std::filesystem::exists(socket_); ++tries) std::this_thread::sleep_for(std::chrono::milliseconds(10));
        EXPECT_TRUE(std::filesystem::exists(socket_)) << "no bus";
    }
    ~PrivateBus() { stop(); }
    PrivateBus(const PrivateBus&) = delete;
    PrivateBus& operator=(const PrivateBus&) = delete;

    std::string address() const { return "unix:path=" + socket_.string(); }
    void stop() {
        if (daemon_ <= 0) return;
        kill(daemon_, SIGTERM);
        waitpid(daemon_, nullptr, 0);
        daemon_ = -1;
    }

  private:
    Path socket_;
    pid_t daemon_ = -1;
};

}  // namespace myochart::ui::test
