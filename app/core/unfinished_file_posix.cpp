#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "core/companion_endings.h"
#include "core/descriptor.h"
#include "core/id.h"
#include "core/unfinished_file.h"
#include "core/words.h"

namespace myochart {

namespace {

constexpr std::string_view kStart = ".myochart-", kEnding = ".tmp";
constexpr size_t kTagDigits = 8;

/// What the handler of the stop signals may read at any moment: plain memory, published by `state`.
struct Slot {
    enum State { free, taken, named };  // taken: one thread, or the handler, has it alone
    std::atomic<int> state = free;
    std::array<char, PATH_MAX> path{};
};
std::array<Slot, 16> slots;  // more at once are swept by the next program

int takeSlot(const Path& path) {
    std::error_code fault;
    const std::string text = std::filesystem::absolute(path, fault).string();
    if (fault || text.size() + 16 > PATH_MAX) return -1;
    for (size_t i = 0; i < slots.size(); ++i) {
        int state = Slot::free;
        if (!slots[i].state.compare_exchange_strong(state, Slot::taken)) continue;
        std::memcpy(slots[i].path.data(), text.c_str(), text.size() + 1);
        slots[i].state = Slot::named;
        return static_cast<int>(i);
    }
    return -1;
}

/// Only what a signal handler may call.
void removeAndEnd(int signal) {
    const int kept = errno;
    for (Slot& slot : slots) {
        int state = Slot::named;
        if (!slot.state.compare_exchange_strong(state, Slot::taken)) continue;
        const size_t length = std::strlen(slot.path.data());
        ::unlink(slot.path.data());
        for (const std::string_view ending : kCompanionEndings) {
            std::memcpy(slot.path.data() + length, ending.data(), ending.size());
            slot.path[length + ending.size()] = '\0';
            ::unlink(slot.path.data());
        }
    }
    errno = kept;
    ::raise(signal);  // with the default again: SA_RESETHAND
}

/// True for the names of temporary files: start, tag, ending and nothing else.
bool isUnfinished(std::string_view name, std::string_view start) {
    if (!name.starts_with(start) || !name.ends_with(kEnding)) return false;
    if (name.size() != start.size() + kTagDigits + kEnding.size()) return false;
    return isTag(name.substr(start.size(), kTagDigits));
}

/// True for what SQLite kept beside an unfinished file that is no longer there.
bool isOrphan(const Path& place) {
    std::error_code fault;
    const std::string name = place.string();
    for (const std::string_view ending : kCompanionEndings) {
        if (!name.ends_with(ending)) continue;
        const Path of = name.substr(0, name.size() - ending.size());
        return isUnfinished(of.filename().string(), kStart) && std::filesystem::is_regular_file(std::filesystem::symlink_status(place, fault)) &&
               !std::filesystem::exists(std::filesystem::symlink_status(of, fault));
    }
    return false;
}

}  // namespace

void removeCompanions(const Path& file) {
    std::error_code fault;
    for (const std::string_view ending : kCompanionEndings) std::filesystem::remove(file.string() + std::string(ending), fault);
}

bool isTag(std::string_view text) {
    return text.size() == kTagDigits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Result<UnfinishedFile> UnfinishedFile::make(const Path& folder) {
    while (true) {
        const Path path = folder / fmt::format("{}{}{}", kStart, makeUuid().substr(0, kTagDigits), kEnding);
        const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd < 0 && errno != EEXIST) return cannot(mark("Cannot create a file in {}: {}."), folder);
        if (fd < 0) continue;
        struct stat facts {};
        // Swept between its making and its lock? Then another one.
        if (::flock(fd, LOCK_EX | LOCK_NB) != 0 || ::fstat(fd, &facts) != 0 || facts.st_nlink > 0) return UnfinishedFile(path, fd);
        ::close(fd);
    }
}

UnfinishedFile::UnfinishedFile(Path path, int fd) : path_(std::move(path)), fd_(fd), slot_(takeSlot(path_)) {}

UnfinishedFile::UnfinishedFile(UnfinishedFile&& other) noexcept
    : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)), slot_(std::exchange(other.slot_, -1)) {}

UnfinishedFile::~UnfinishedFile() {
    if (fd_ < 0) return;
    ::unlink(path_.c_str());
    removeCompanions(path_);
    finished();
}

void UnfinishedFile::finished() {
    int state = Slot::named;  // else the handler has it: the process is ending
    if (slot_ >= 0) slots[static_cast<size_t>(std::exchange(slot_, -1))].state.compare_exchange_strong(state, Slot::free);
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

void removeUnfinishedWhenStopped() {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction now {};
        if (::sigaction(signal, nullptr, &now) != 0 || now.sa_handler == SIG_IGN) continue;
        struct sigaction action {};
        action.sa_handler = removeAndEnd;
        action.sa_flags = SA_RESETHAND | SA_NODEFER;
        ::sigaction(signal, &action, nullptr);
    }
}

void sweepUnfinished(const Path& folder, const std::string& name) {
    std::error_code fault;
    for (const auto& entry : std::filesystem::directory_iterator(folder, fault)) {
        const std::string each = entry.path().filename().string();
        if (isOrphan(entry.path())) std::filesystem::remove(entry.path(), fault);
        if (!isUnfinished(each, kStart) && !isUnfinished(each, name + ".")) continue;
        const Descriptor file(::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
        struct stat facts {};
        if (file.fd < 0 || ::fstat(file.fd, &facts) != 0 || !S_ISREG(facts.st_mode)) continue;
        if (::flock(file.fd, LOCK_EX | LOCK_NB) != 0) continue;
        std::filesystem::remove(entry.path(), fault);
        if (isUnfinished(each, kStart)) removeCompanions(entry.path());
    }
}

}  // namespace myochart
