#include "workspace/lesson_pictures.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "core/words.h"

namespace myochart::workspace {

namespace {

std::vector<std::string> wordsFor(const Path& program, const LessonPictures& asked) {
    std::vector<std::string> words = {program.string(), "--quiet", "--data-dir", asked.dataFolder.string()};
    if (!asked.model.empty()) words.insert(words.end(), {"--model", asked.model});
    words.insert(words.end(), {"tour", "play", asked.lesson.string(), "--output", asked.folder.string(), "--language", asked.language});
    if (asked.dark) words.emplace_back("--dark");
    return words;
}

/// Its exit code; -1 where it was not started, was stopped or fell.
int ranQuietly(std::vector<std::string> words, const Progress& progress) {
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    for (const int stream : {1, 2}) ::posix_spawn_file_actions_addopen(&files, stream, "/dev/null", O_WRONLY, 0);
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = -1;
    const int started = ::posix_spawn(&child, arguments.front(), &files, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&files);
    if (started != 0) return -1;
    constexpr std::chrono::milliseconds kBetweenLooks{50};
    int status = 0;
    while (::waitpid(child, &status, WNOHANG) == 0) {
        if (progress.cancelled()) ::kill(child, SIGTERM);
        std::this_thread::sleep_for(kBetweenLooks);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

Outcome drawLessonPictures(const LessonPictures& asked, const Progress& progress) {
    constexpr int kWithRemarks = static_cast<int>(ErrorKind::refused);
    const Path program = programPath();
    if (program.filename() != "myochart") return failed(said("The pictures are drawn by `myochart tour play`, which is not here."));
    const int code = ranQuietly(wordsFor(program, asked), progress);
    std::error_code fault;
    const bool drawn = std::filesystem::exists(asked.folder / "01.png", fault);
    if (drawn && (code == 0 || code == kWithRemarks)) return Done{};
    return failed(said("The pictures could not be drawn; `myochart tour play` says why."));
}

}  // namespace myochart::workspace
