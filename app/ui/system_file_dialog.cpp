#include "ui/system_file_dialog.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <vector>

extern char** environ;

namespace myochart::ui {

namespace {

constexpr size_t kLongestAnswer = 8192;

std::string readAll(int pipe) {
    std::string text;
    std::array<char, 1024> part{};
    for (;;) {
        const ssize_t got = read(pipe, part.data(), part.size());
        if (got <= 0) return text;
        text.append(part.data(), static_cast<size_t>(got));
        if (text.size() > kLongestAnswer) return {};
    }
}

}  // namespace

Path systemFileDialog() {
    for (const char* candidate : {"/usr/bin/zenity", "/usr/local/bin/zenity"})
        if (access(candidate, X_OK) == 0) return candidate;
    return {};
}

std::optional<Path> askSystemForFile(const Path& program, const std::string& title) {
    std::array<int, 2> answer{};
    if (pipe2(answer.data(), O_CLOEXEC) != 0) return std::nullopt;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, answer[1], STDOUT_FILENO);
    std::vector<std::string> words = {program.string(), "--file-selection", "--title=" + title};
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = -1;
    const int started = posix_spawn(&child, program.c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(answer[1]);
    std::string text = started == 0 ? readAll(answer[0]) : std::string();
    close(answer[0]);
    int status = 1;
    if (started == 0) waitpid(child, &status, 0);
    if (!text.empty() && text.back() == '\n') text.pop_back();
    if (status != 0 || text.empty()) return std::nullopt;
    return Path(text);
}

}  // namespace myochart::ui
