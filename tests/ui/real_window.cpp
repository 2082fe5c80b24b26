#include "real_window.h"
#include "support/test_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstring>
#include <functional>
#include <nlohmann/json.hpp>
#include <thread>

extern char** environ;

namespace myochart::ui::test {

namespace {

using Clock = std::chrono::steady_clock;

void rest(double seconds) {
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
}

/// Starts a program found in PATH (or by its path); `keep` stays open in it under its own number.
pid_t start(const std::vector<std::string>& words, const std::vector<std::string>& extraEnvironment, const Path& output,
            int keep = -1) {
    const pid_t child = fork();
    if (child != 0) return child;
    for (const std::string& entry : extraEnvironment) {
        const size_t equals = entry.find('=');
        setenv(entry.substr(0, equals).c_str(), entry.substr(equals + 1).c_str(), 1);
    }
    const int out = open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    dup2(out, 1);
    dup2(out, 2);
    if (keep >= 0) fcntl(keep, F_SETFD, 0);
    std::vector<char*> argv;
    for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    execvp(argv[0], argv.data());
    _exit(127);
}

bool waitUntil(double seconds, const std::function<bool()>& done) {
    const auto end = Clock::now() + std::chrono::duration<double>(seconds);
    while (Clock::now() < end) {
        if (done()) return true;
        rest(0.05);
    }
    return done();
}

/// Waits for a child; its exit code, minus the signal, or nothing after `seconds`.
std::optional<int> reap(pid_t child, double seconds) {
    int status = 0;
    if (!waitUntil(seconds, [&] { return waitpid(child, &status, WNOHANG) == child; })) return std::nullopt;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

nlohmann::json readLayout(const Path& file) {
    const auto text = readTextFile(file, 1 << 20);
    if (!text) return nlohmann::json::object();
    auto parsed = nlohmann::json::parse(*text, nullptr, false);
    return parsed.is_object() ? parsed : nlohmann::json::object();
}

std::uint32_t bigEndian(const std::byte* at) {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value = (value << 8) | std::to_integer<std::uint32_t>(at[i]);
    return value;
}

}  // namespace

bool hasProgram(const char* program) {
    for (const char* folder : {"/usr/bin/", "/usr/local/bin/", "/bin/"})
        if (access((std::string(folder) + program).c_str(), X_OK) == 0) return true;
    return false;
}

bool hasWindowTools() {
    return hasProgram("Xvfb") && hasProgram("xdotool");
}

RealWindow::RealWindow(const Path& folder, const Setup& setup) :
      folder_(folder),
      layout_(folder / "layout.json"),
      pointer_(static_cast<float>(setup.width / 2), static_cast<float>(setup.height / 2)) {
    startServer(setup);
    if (display_.empty()) return;
    startDesktop(setup);
    startProgram(setup);
}

RealWindow::~RealWindow() {
    if (program_ > 0) stop(SIGKILL);
    if (manager_ > 0) kill(manager_, SIGKILL), reap(manager_, 5);
    if (server_ <= 0) return;
    kill(server_, SIGTERM);
    if (!reap(server_, 5)) kill(server_, SIGKILL);
}

void RealWindow::startServer(const Setup& setup) {
    std::array<int, 2> answer{};
    if (pipe2(answer.data(), O_CLOEXEC) != 0) return;
    // The server looks for a free display number itself and tells it.
    std::vector<std::string> words = {"Xvfb", "-displayfd", std::to_string(answer[1]), "-screen", "0",
                     fmt::format("{}x{}x24", setup.width, setup.height), "-noreset", "-fbdir", folder_.string(),
                     "-nolisten", "tcp"};
    words.insert(words.end(), setup.serverArguments.begin(), setup.serverArguments.end());
    server_ = start(words, {}, folder_ / "xvfb.log", answer[1]);
    close(answer[1]);
    pollfd wait{answer[0], POLLIN, 0};
    std::array<char, 32> number{};
    // It writes the digits and the line feed one after the other, and would die of a pipe closed in between.
    std::string told;
    while (told.find('\n') == std::string::npos && poll(&wait, 1, 20000) == 1) {
        const ssize_t count = read(answer[0], number.data(), number.size());
        if (count <= 0) break;
        told.append(number.data(), static_cast<size_t>(count));
    }
    if (told.find('\n') != std::string::npos) display_ = fmt::format(":{}", std::atoi(told.c_str()));
    close(answer[0]);
}

void RealWindow::startDesktop(const Setup& setup) {
    const std::vector<std::string> display = {"DISPLAY=" + display_};
    if (!setup.keyboard.empty()) reap(start({"setxkbmap", "-layout", setup.keyboard}, display, folder_ / "desktop.log"), 10);
    if (setup.windowManager.empty()) return;
    manager_ = start({setup.windowManager}, display, folder_ / "desktop.log");
    rest(1);
}

Rect RealWindow::onScreen() const {
    const Path told = folder_ / "geometry.txt";
    std::error_code ignored;
    std::filesystem::remove(told, ignored);
    // xdotool itself counts the frame of a window manager twice.
    reap(start({"sh", "-c", "xwininfo -id $(xdotool search --onlyvisible --classname '^myochart$' | tail -n 1)"},
               {"DISPLAY=" + display_, "LC_ALL=C"}, told), 10);
    const auto text = readTextFile(told, 1 << 16);
    const auto number = [&](const char* name) {
        const size_t at = text ? text->find(name) : std::string::npos;
        return at == std::string::npos ? -1.0F : static_cast<float>(std::atoi(text->c_str() + at + std::strlen(name)));
    };
    const vec2 corner(number("Absolute upper-left X:"), number("Absolute upper-left Y:"));
    return {corner, corner + vec2(number("Width:"), number("Height:"))};
}

void RealWindow::startProgram(const Setup& setup) {
    std::vector<std::string> words = {(myochart::test::buildFolder() / "bin/myochart").string()};
    words.insert(words.end(), setup.arguments.begin(), setup.arguments.end());
    std::error_code ignored;
    std::filesystem::remove(layout_, ignored);
    std::vector<std::string> environment = setup.environment;
    environment.insert(environment.end(), {"DISPLAY=" + display_, "MYOCHART_LAYOUT_FILE=" + layout_.string()});
    program_ = start(words, environment, folder_ / "program.log");
}

void RealWindow::tool(const std::vector<std::string>& arguments) const {
    std::vector<std::string> words = {"xdotool"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    const pid_t child = start(words, {"DISPLAY=" + display_}, folder_ / "xdotool.log");
    reap(child, 20);
}

std::string RealWindow::fact(const std::string& name) const {
    const auto layout = readLayout(layout_);
    return layout.contains("state") ? layout["state"].value(name, "") : std::string();
}

bool RealWindow::ended() const {
    siginfo_t info{};
    return program_ <= 0 || waitid(P_PID, static_cast<id_t>(program_), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid != 0;
}

bool RealWindow::waitFor(const std::string& name, const std::string& value, double seconds) const {
    waitUntil(seconds, [&] { return fact(name) == value || ended(); });
    return fact(name) == value;
}

bool RealWindow::hasWidget(const std::string& name) const {
    const auto layout = readLayout(layout_);
    return layout.contains("widgets") && layout["widgets"].contains(name);
}

bool RealWindow::waitForWidget(const std::string& name, double seconds) const {
    waitUntil(seconds, [&] { return hasWidget(name) || ended(); });
    return hasWidget(name);
}

bool RealWindow::waitForPatientWidget(const std::string& name, bool isThere, double seconds) const {
    const auto asWanted = [&] {
        const auto layout = readLayout(layout_.string() + ".patient");
        return layout.contains("widgets") && layout["widgets"].contains(name) == isThere;
    };
    waitUntil(seconds, [&] { return asWanted() || ended(); });
    return asWanted();
}

vec2 RealWindow::middle(const std::string& widget) const {
    if (!waitForWidget(widget)) return {-1, -1};
    const auto r = readLayout(layout_)["widgets"][widget];
    return {(r[0].get<float>() + r[2].get<float>()) / 2, (r[1].get<float>() + r[3].get<float>()) / 2};
}

std::vector<std::string> RealWindow::moveTo(vec2 at) const {
    if (manager_ > 0 && !corner_) corner_ = onScreen().min;
    const vec2 there = at + corner_.value_or(vec2(0));
    return {"mousemove", fmt::format("{:.0f}", there.x), fmt::format("{:.0f}", there.y)};
}

bool RealWindow::seesPointer(vec2 at) const {
    tool(moveTo(at));
    return waitUntil(2, [&] { return fact("pointer") == fmt::format("{:.0f},{:.0f}", at.x, at.y) || ended(); });
}

void RealWindow::act(const std::vector<std::string>& arguments) const {
    tool(arguments);
    // The program takes what happens in order: when it has seen the pointer go aside and come back, it has taken all that
    // was before, and has drawn once more since. A move is lost where a window of the gesture opens under the pointer.
    const vec2 aside = pointer_ + vec2(pointer_.x > 0 ? -1 : 1, 0);
    for (int tries = 0; tries < 15; ++tries)
        if (const bool wentAside = seesPointer(aside); seesPointer(pointer_) && wentAside) return;
}

void RealWindow::click(vec2 at) const {
    pointer_ = glm::round(at);
    auto words = moveTo(pointer_);
    words.insert(words.end(), {"sleep", "0.2", "click", "1"});
    act(words);
}

void RealWindow::scrollTo(const std::string& widget) const {
    constexpr int kTurns = 14;
    constexpr int kWhole = 16;  // px: less of it is seen where it is cut off
    if (!widget.starts_with("site.")) return;
    waitForWidget("site.delete");  // the card's head: it is there
    for (int i = 0; i < kTurns; ++i) {
        const auto widgets = readLayout(layout_)["widgets"];
        if (widgets.contains(widget) && widgets[widget][3].get<int>() - widgets[widget][1].get<int>() >= kWhole) return;
        const auto card = widgets["window"];
        pointer_ = glm::round(vec2(card[2].get<float>() - 40, (card[1].get<float>() + card[3].get<float>()) / 2));
        auto words = moveTo(pointer_);
        words.insert(words.end(), {"click", "5"});
        act(words);
    }
}

void RealWindow::clickQuickly(const std::vector<vec2>& places) const {
    std::vector<std::string> words;
    for (const vec2 at : places) {
        pointer_ = glm::round(at);
        for (const std::string& word : moveTo(pointer_)) words.push_back(word);
        words.insert(words.end(), {"mousedown", "1", "mouseup", "1"});
    }
    act(words);
}

void RealWindow::drag(vec2 from, vec2 to) const {
    auto words = moveTo(from);
    words.insert(words.end(), {"sleep", "0.2", "mousedown", "1"});
    for (int i = 1; i <= 6; ++i) {
        pointer_ = glm::round(from + (to - from) * (static_cast<float>(i) / 6));
        words.insert(words.end(), {"sleep", "0.05"});
        for (const std::string& word : moveTo(pointer_)) words.push_back(word);
    }
    words.insert(words.end(), {"sleep", "0.1", "mouseup", "1"});
    act(words);
}

void RealWindow::key(const std::string& xdotoolKey) const {
    act({"key", xdotoolKey});
}

void RealWindow::keyThatCovers(const std::string& xdotoolKey) const {
    tool({"key", xdotoolKey});
}

void RealWindow::type(const std::string& text) const {
    act({"type", "--delay", "20", text});
}

render::Image RealWindow::screenshot() const {
    const auto file = readFile(folder_ / "Xvfb_screen0", 1ULL << 28);
    render::Image image;
    if (!file || file->size() < 100) return image;
    const std::byte* data = file->data();
    const std::uint32_t header = bigEndian(data), width = bigEndian(data + 16), height = bigEndian(data + 20);
    const std::uint32_t stride = bigEndian(data + 48), colours = bigEndian(data + 76);
    const size_t start = header + colours * 12U;
    if (start + static_cast<size_t>(stride) * height > file->size()) return image;
    image.width = static_cast<int>(width);
    image.height = static_cast<int>(height);
    for (std::uint32_t y = 0; y < height; ++y)
        for (std::uint32_t x = 0; x < width; ++x) {
            const std::byte* pixel = data + start + static_cast<size_t>(y) * stride + static_cast<size_t>(x) * 4;
            for (const int channel : {2, 1, 0}) image.rgba.push_back(std::to_integer<std::uint8_t>(pixel[channel]));
            image.rgba.push_back(255);
        }
    return image;
}

int RealWindow::stop(int signal) {
    if (program_ <= 0) return -1;
    kill(program_, signal);
    return waitForEnd();
}

void RealWindow::killServer() {
    kill(server_, SIGKILL);
    reap(server_, 5);
    server_ = -1;
}

int RealWindow::waitForEnd() {
    const auto code = reap(program_, 60);
    if (!code) {
        kill(program_, SIGKILL);
        reap(program_, 5);
    }
    program_ = -1;
    return code.value_or(-1);
}

}  // namespace myochart::ui::test
