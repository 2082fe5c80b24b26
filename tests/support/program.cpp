#include "support/program.h"

#include "support/test_folder.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstring>
#include <fstream>

namespace myochart::test {

namespace {

using Clock = std::chrono::steady_clock;

void childBecomesProgram(const std::vector<std::string>& arguments, const std::vector<std::string>& environment, int in,
                         int out, int err) {
    for (const std::string& entry : environment) {
        const size_t equals = entry.find('=');
        if (equals == entry.size() - 1) unsetenv(entry.substr(0, equals).c_str());
        else setenv(entry.substr(0, equals).c_str(), entry.substr(equals + 1).c_str(), 1);
    }
    dup2(in, 0);
    dup2(out, 1);
    dup2(err, 2);
    const std::string program = (buildFolder() / "bin/myochart").string();
    std::vector<char*> argv = {const_cast<char*>(program.c_str())};
    for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    execv(program.c_str(), argv.data());
    _exit(127);
}

/// Reads both pipes until they close; false when two minutes have passed.
bool drain(int out, int err, ProgramRun& run) {
    const auto end = Clock::now() + std::chrono::seconds(120);
    pollfd pipes[2] = {{out, POLLIN, 0}, {err, POLLIN, 0}};
    int open = 2;
    while (open > 0) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
        if (left <= 0 || poll(pipes, 2, static_cast<int>(left)) == 0) return false;
        for (int i = 0; i < 2; ++i) {
            if (pipes[i].fd < 0 || pipes[i].revents == 0) continue;
            char buffer[65536];
            const ssize_t n = read(pipes[i].fd, buffer, sizeof buffer);
            if (n > 0) (i == 0 ? run.out : run.err).append(buffer, static_cast<size_t>(n));
            else { pipes[i].fd = -1; --open; }
        }
    }
    return true;
}

ProgramRun runWith(const std::vector<std::string>& arguments, const std::vector<std::string>& environment, int outFile,
                   const Path& inFile = "/dev/null", int errFile = -1) {
    const int in = ::open(inFile.c_str(), O_RDONLY | O_CLOEXEC);
    int out[2], err[2];
    if (pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0) return {};
    const pid_t child = fork();
    if (child == 0) childBecomesProgram(arguments, environment, in, outFile >= 0 ? outFile : out[1], errFile >= 0 ? errFile : err[1]);
    close(in);
    close(out[1]);
    close(err[1]);
    ProgramRun run;
    if (!drain(out[0], err[0], run)) kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    close(out[0]);
    close(err[0]);
    run.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    return run;
}

}  // namespace

ProgramRun runProgram(const std::vector<std::string>& arguments, const std::vector<std::string>& environment) {
    return runWith(arguments, environment, -1);
}

ProgramRun runProgramFrom(const Path& inFile, const std::vector<std::string>& arguments) {
    return runWith(arguments, {}, -1, inFile);
}

ProgramRun runProgramInto(const Path& outFile, const std::vector<std::string>& arguments) {
    const int file = ::open(outFile.c_str(), O_WRONLY | O_CLOEXEC);
    ProgramRun run = runWith(arguments, {}, file);
    ::close(file);
    return run;
}

ProgramRun runProgramTelling(const Path& errFile, const std::vector<std::string>& arguments) {
    const int file = ::open(errFile.c_str(), O_WRONLY | O_CLOEXEC);
    ProgramRun run = runWith(arguments, {}, -1, "/dev/null", file);
    ::close(file);
    return run;
}

void writeSmallFigure(const Path& file, float scale) {
    struct Part {
        const char* name;
        float x, y, z, rx, ry, rz;
    };
    const Part parts[] = {{"soleus", 90, 30, 300, 45, 45, 150},        {"gluteus maximus", 90, 90, 900, 80, 50, 100},
                          {"biceps brachii", 260, -20, 1250, 35, 35, 120}, {"upper trapezius", 80, 60, 1480, 70, 25, 40},
                          {"tibia", 90, -10, 280, 20, 20, 220}};
    std::ofstream out(file);
    int first = 1;
    const auto ellipsoid = [&](const std::string& name, float x, const Part& p) {
        constexpr int kRings = 12, kSegments = 16;
        out << "o " << name << '\n';
        for (int r = 0; r <= kRings; ++r)
            for (int s = 0; s < kSegments; ++s) {
                const double a = M_PI * r / kRings, b = 2 * M_PI * s / kSegments;
                out << "v " << scale * (x + p.rx * std::sin(a) * std::cos(b)) << ' '
                    << scale * (p.y + p.ry * std::sin(a) * std::sin(b)) << ' ' << scale * (p.z + p.rz * std::cos(a)) << '\n';
            }
        for (int r = 0; r < kRings; ++r)
            for (int s = 0; s < kSegments; ++s) {
                const int a = first + r * kSegments + s, b = first + r * kSegments + (s + 1) % kSegments;
                out << "f " << a << ' ' << a + kSegments << ' ' << b + kSegments << ' ' << b << '\n';
            }
        first += (kRings + 1) * kSegments;
    };
    for (const Part& p : parts) {
        ellipsoid(std::string("left ") + p.name, p.x, p);
        ellipsoid(std::string("right ") + p.name, -p.x, p);
    }
    ellipsoid("skull", 0, {"skull", 0, 0, 1620, 75, 95, 80});
}

}  // namespace myochart::test
