#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "cli/bench_cases.h"

extern char** environ;

namespace myochart::cli {

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

Result<pid_t> start(const std::vector<std::string>& arguments, const std::string& setting = {}) {
    std::vector<std::string> all = {programPath().string()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (auto& text : all) argv.push_back(text.data());
    argv.push_back(nullptr);
    std::vector<char*> environment;
    for (char** entry = environ; *entry; ++entry) environment.push_back(*entry);
    std::string extra = setting;
    if (!extra.empty()) environment.push_back(extra.data());
    environment.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int fault = posix_spawn(&child, argv[0], &actions, nullptr, argv.data(), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    if (fault != 0) return failed("The program could not start itself.");
    return child;
}

/// User and system time of a running process from /proc, in ms.
double cpuMs(pid_t process) {
    std::ifstream in("/proc/" + std::to_string(process) + "/stat");
    std::string text((std::istreambuf_iterator<char>(in)), {});
    const size_t end = text.rfind(')');
    if (end == std::string::npos) return 0;
    std::istringstream rest(text.substr(end + 2));
    std::string skipped;
    for (int i = 0; i < 11; ++i) rest >> skipped;
    double user = 0, system = 0;
    rest >> user >> system;
    return (user + system) * 1000 / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace

Result<ChildRun> runSelf(const std::vector<std::string>& arguments, double killAfterMs) {
    const auto begin = Clock::now();
    auto child = start(arguments);
    if (!child) return child.error();
    std::jthread killer;
    if (killAfterMs > 0)
        killer = std::jthread([pid = *child, killAfterMs] {
            std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(killAfterMs));
            kill(pid, SIGTERM);
        });
    int status = 0;
    rusage used{};
    if (wait4(*child, &status, 0, &used) < 0) return failed("The program's child could not be waited for.");
    ChildRun run;
    run.wallMs = since(begin);
    run.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    const auto ms = [](timeval t) { return static_cast<double>(t.tv_sec) * 1000 + static_cast<double>(t.tv_usec) / 1000; };
    run.cpuMs = ms(used.ru_utime) + ms(used.ru_stime);
    run.peakRssMb = static_cast<double>(used.ru_maxrss) / 1024;
    return run;
}

Result<FirstWindow> firstWindowOfSelf(const std::vector<std::string>& arguments, const Path& scratch) {
    constexpr double kPatienceMs = 60000;
    const Path told = scratch / "layout.json";
    std::error_code ignored;
    std::filesystem::remove(told, ignored);
    const auto begin = Clock::now();
    auto child = start(arguments, "MYOCHART_LAYOUT_FILE=" + told.string());
    if (!child) return child.error();
    FirstWindow first{-1, -1};
    int status = 0;
    bool ended = false;
    while (first.readyMs < 0 && !ended && since(begin) < kPatienceMs) {
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
        ended = waitpid(*child, &status, WNOHANG) != 0;
        std::ifstream in(told);
        const auto layout = nlohmann::json::parse(in, nullptr, false);
        if (!layout.is_object() || !layout.contains("state")) continue;
        const auto& state = layout["state"];
        if (state.value("pictures", "0") == "0") continue;
        if (first.shownMs < 0 && !state.value("shownBody", "").empty()) first.shownMs = since(begin);
        if (!state.value("body", "").empty()) first.readyMs = since(begin);
    }
    if (!ended) {
        kill(*child, SIGTERM);
        waitpid(*child, &status, 0);
    }
    if (first.readyMs < 0) return failed("The window showed no body; is there a display?");
    return first;
}

Result<double> cpuOfSelf(const std::vector<std::string>& arguments, double fromMs, double toMs) {
    auto child = start(arguments);
    if (!child) return child.error();
    const auto wait = [](double ms) { std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(ms)); };
    wait(fromMs);
    const double before = cpuMs(*child);
    wait(toMs - fromMs);
    const double used = cpuMs(*child) - before;
    int status = 0;
    const bool alive = waitpid(*child, &status, WNOHANG) == 0;
    if (alive) kill(*child, SIGTERM);
    bool ended = !alive;
    for (int i = 0; i < 40 && !ended; ++i) {
        ended = waitpid(*child, &status, WNOHANG) != 0;
        if (!ended) wait(100);
    }
    if (!ended) {
        kill(*child, SIGKILL);
        waitpid(*child, &status, 0);
    }
    if (!alive || before == 0) return failed("The window did not stay open; is there a display?");
    return used;
}

}  // namespace myochart::cli
