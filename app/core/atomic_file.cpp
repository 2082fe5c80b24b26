#include "core/atomic_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "core/descriptor.h"
#include "core/id.h"

namespace myochart {

namespace {

constexpr std::string_view kUnfinishedStart = ".myochart-", kUnfinishedEnding = ".tmp";
constexpr size_t kTagDigits = 8;

bool isTag(std::string_view text) {
    return text.size() == kTagDigits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// True for the names of temporary files: start, tag, ending and nothing else.
bool isUnfinished(std::string_view name, std::string_view start) {
    if (!name.starts_with(start) || !name.ends_with(kUnfinishedEnding)) return false;
    if (name.size() != start.size() + kTagDigits + kUnfinishedEnding.size()) return false;
    return isTag(name.substr(start.size(), kTagDigits));
}

/// A new file, locked for as long as its descriptor is open, so that nobody sweeps it.
int createLocked(const Path& folder, Path& path) {
    while (true) {
        path = folder / fmt::format("{}{}{}", kUnfinishedStart, makeUuid().substr(0, kTagDigits), kUnfinishedEnding);
        const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd < 0 && errno != EEXIST) return -1;
        if (fd < 0) continue;
        struct stat facts {};
        // Swept between its making and its lock? Then another one.
        if (::flock(fd, LOCK_EX | LOCK_NB) != 0 || ::fstat(fd, &facts) != 0 || facts.st_nlink > 0) return fd;
        ::close(fd);
    }
}

Outcome writeAll(int fd, std::span<const std::byte> bytes, const Path& path) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return cannot("write", path);
        bytes = bytes.subspan(static_cast<size_t>(n));
    }
    return Done{};
}

Outcome grant(int fd, Access access, const Path& path) {
    struct stat now {};
    if (::fstat(fd, &now) != 0) return cannot("examine", path);
    const bool another = (access.owner != static_cast<uid_t>(-1) && access.owner != now.st_uid) ||
                         (access.group != static_cast<gid_t>(-1) && access.group != now.st_gid);
    if (another && ::fchown(fd, access.owner, access.group) != 0) access.mode &= 0700;
    if (access.mode != 0600 && ::fchmod(fd, access.mode) != 0) return cannot("set the permissions of", path);
    return Done{};
}

}  // namespace

Error cannot(std::string_view doing, const Path& path) {
    return failed(fmt::format("Cannot {} {}: {}.", doing, shown(path), std::strerror(errno)));
}

Outcome replaceFile(const Path& path, std::span<const std::byte> bytes, Written wanted, const Access& access) {
    const Path folder = path.has_parent_path() ? path.parent_path() : Path(".");
    Path temporary;
    const Descriptor file(createLocked(folder, temporary));
    if (file.fd < 0) return cannot("create a file in", folder);
    auto written = writeAll(file.fd, bytes, path);
    if (written) written = grant(file.fd, access, path);
    const bool wait = wanted == Written::onDisk;
    if (written && wait && ::fsync(file.fd) != 0) written = cannot("write", path);
    if (written && ::rename(temporary.c_str(), path.c_str()) != 0) written = cannot("replace", path);
    if (!written) {
        ::unlink(temporary.c_str());
        return written;
    }
    if (!wait) return written;
    const Descriptor place(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (place.fd >= 0) ::fsync(place.fd);
    return Done{};
}

void sweepUnfinished(const Path& folder, const std::string& name) {
    std::error_code fault;
    for (const auto& entry : std::filesystem::directory_iterator(folder, fault)) {
        const std::string each = entry.path().filename().string();
        if (!isUnfinished(each, kUnfinishedStart) && !isUnfinished(each, name + ".")) continue;
        const Descriptor file(::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
        struct stat facts {};
        if (file.fd < 0 || ::fstat(file.fd, &facts) != 0 || !S_ISREG(facts.st_mode)) continue;
        if (::flock(file.fd, LOCK_EX | LOCK_NB) == 0) std::filesystem::remove(entry.path(), fault);
    }
}

Outcome writeFileAtomically(const Path& path, std::span<const std::byte> bytes, Written written) {
    return replaceFile(path, bytes, written, {});
}

Outcome writeFileAtomically(const Path& path, std::string_view text, Written written) {
    return writeFileAtomically(path, std::as_bytes(std::span(text.data(), text.size())), written);
}

}  // namespace myochart
