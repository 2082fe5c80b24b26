#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "body/helper_process.h"
#include "body/mesh_blob.h"
#include "core/words.h"

namespace myochart::body {

namespace {

constexpr int kNoPipe = -1;

/// The new process's files and signals: nothing of ours but the pipe.
class SpawnPlan {
  public:
    explicit SpawnPlan(int pipeEnd) {
        ::posix_spawn_file_actions_init(&files_);
        ::posix_spawnattr_init(&attributes_);
        ::posix_spawn_file_actions_addopen(&files_, 0, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_addopen(&files_, 1, "/dev/null", O_WRONLY, 0);
        ::posix_spawn_file_actions_addopen(&files_, 2, "/dev/null", O_WRONLY, 0);
        ::posix_spawn_file_actions_adddup2(&files_, pipeEnd, blob::kPipe);
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 34)
        ::posix_spawn_file_actions_addclosefrom_np(&files_, blob::kPipe + 1);
#endif
        sigset_t none, all;
        sigemptyset(&none);
        sigfillset(&all);
        ::posix_spawnattr_setsigmask(&attributes_, &none);
        ::posix_spawnattr_setsigdefault(&attributes_, &all);
        ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;
    ~SpawnPlan() {
        ::posix_spawn_file_actions_destroy(&files_);
        ::posix_spawnattr_destroy(&attributes_);
    }
    int start(pid_t& pid, const Path& program, char** words) const {
        char locale[] = "LC_ALL=C";
        char* environment[] = {locale, nullptr};
        return ::posix_spawn(&pid, program.c_str(), &files_, &attributes_, words, environment);
    }

  private:
    posix_spawn_file_actions_t files_;
    posix_spawnattr_t attributes_;
};

/// A pipe whose ends are above the numbers the helper uses itself.
bool openPipe(int (&ends)[2]) {
    int low[2];
#ifdef __linux__
    if (::pipe2(low, O_CLOEXEC) != 0) return false;
#else
    if (::pipe(low) != 0) return false;
#endif
    for (int i = 0; i < 2; ++i) {
        ends[i] = ::fcntl(low[i], F_DUPFD_CLOEXEC, blob::kPipe + 1);
        ::close(low[i]);
    }
#ifdef F_SETPIPE_SZ
    ::fcntl(ends[0], F_SETPIPE_SZ, 1 << 20);
#endif
    return ends[0] >= 0 && ends[1] >= 0;
}

}  // namespace

struct HelperProcess::Impl {
    pid_t pid = 0;
    int pipe = kNoPipe;
    HelperEnd end = HelperEnd::finished;

    /// Its status once it has ended; one that lives on after closing its pipe is killed after a second.
    int reap() {
        int status = 0;
        constexpr int kPatienceMs = 1000;
        for (int waited = 0; pid > 0; ++waited) {
            if (waited == kPatienceMs) ::kill(pid, SIGKILL);
            const pid_t ended = ::waitpid(pid, &status, waited < kPatienceMs ? WNOHANG : 0);
            if (ended == pid || (ended < 0 && errno != EINTR)) pid = 0;
            else if (ended == 0) ::usleep(1000);
        }
        return status;
    }
    void closePipe() {
        if (pipe != kNoPipe) ::close(pipe);
        pipe = kNoPipe;
    }
    ~Impl() {
        closePipe();
        if (pid > 0) ::kill(pid, SIGKILL);
        reap();
    }
};

HelperProcess::HelperProcess(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HelperProcess::HelperProcess(HelperProcess&&) noexcept = default;
HelperProcess::~HelperProcess() = default;

Result<HelperProcess> HelperProcess::start(const Path& program, const std::vector<std::string>& words) {
    const auto cannot = [&](int fault) {
        return environmentFault(
            said("Cannot start {} ({}); install Myochart again.", shown(program), std::strerror(fault)));
    };
    int ends[2] = {kNoPipe, kNoPipe};
    if (!openPipe(ends)) return cannot(errno);
    std::vector<std::string> all = {program.string()};
    all.insert(all.end(), words.begin(), words.end());
    std::vector<char*> pointers;
    for (std::string& word : all) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    auto impl = std::make_unique<Impl>();
    impl->pipe = ends[0];
    const int fault = SpawnPlan(ends[1]).start(impl->pid, program, pointers.data());
    ::close(ends[1]);
    if (fault != 0) {
        impl->pid = 0;
        return cannot(fault);
    }
    return HelperProcess(std::move(impl));
}

bool HelperProcess::read(std::span<std::byte> into, std::chrono::steady_clock::time_point deadline,
                         const Progress& progress) {
    using namespace std::chrono;
    while (!into.empty()) {
        const auto left = duration_cast<milliseconds>(deadline - steady_clock::now()).count();
        if (progress.cancelled())
            impl_->end = HelperEnd::stopped;
        else if (left <= 0)
            impl_->end = HelperEnd::outOfTime;
        if (impl_->end != HelperEnd::finished) return false;
        pollfd waiting{impl_->pipe, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, static_cast<int>(std::min<long long>(left, 50)));
        if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
        const ssize_t n = ::read(impl_->pipe, into.data(), into.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        into = into.subspan(static_cast<size_t>(n));
    }
    return true;
}

HelperEnd HelperProcess::end() {
    const bool bySelf = impl_->end == HelperEnd::finished;
    impl_->closePipe();
    if (!bySelf && impl_->pid > 0) ::kill(impl_->pid, SIGKILL);
    const int status = impl_->reap();
    if (!bySelf) return impl_->end;
    if (WIFSIGNALED(status)) {
        const int signal = WTERMSIG(status);
        return signal == SIGXCPU || signal == SIGKILL ? HelperEnd::outOfTime : HelperEnd::crashed;
    }
    return WEXITSTATUS(status) == 0 ? HelperEnd::finished : HelperEnd::crashed;
}

}  // namespace myochart::body
