#include "core/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "core/descriptor.h"
#include "core/unfinished_file.h"
#include "core/words.h"

namespace myochart {

namespace {

Outcome writeAll(int fd, std::span<const std::byte> bytes, const Path& path) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return cannot(mark("Cannot write {}: {}."), path);
        bytes = bytes.subspan(static_cast<size_t>(n));
    }
    return Done{};
}

Outcome grant(int fd, Access access, const Path& path) {
    struct stat now {};
    if (::fstat(fd, &now) != 0) return cannot(mark("Cannot examine {}: {}."), path);
    const bool another = (access.owner != static_cast<uid_t>(-1) && access.owner != now.st_uid) ||
                         (access.group != static_cast<gid_t>(-1) && access.group != now.st_gid);
    if (another && ::fchown(fd, access.owner, access.group) != 0) access.mode &= 0700;
    if (access.mode != 0600 && ::fchmod(fd, access.mode) != 0) return cannot(mark("Cannot set the permissions of {}: {}."), path);
    return Done{};
}

}  // namespace

Error cannot(const char* sentence, const Path& path) {
    const char* fault = std::strerror(errno);
    return failed(saidOf(sentence, shown(path), fault));
}

Outcome replaceFile(const Path& path, std::span<const std::byte> bytes, Written wanted, const Access& access) {
    const Path folder = path.has_parent_path() ? path.parent_path() : Path(".");
    auto file = UnfinishedFile::make(folder);
    if (!file) return file.error();
    const int fd = file->descriptor();
    auto written = writeAll(fd, bytes, path);
    if (written) written = grant(fd, access, path);
    const bool wait = wanted == Written::onDisk;
    if (written && wait && ::fsync(fd) != 0) written = cannot(mark("Cannot write {}: {}."), path);
    if (written && ::rename(file->path().c_str(), path.c_str()) != 0) written = cannot(mark("Cannot replace {}: {}."), path);
    if (written) file->finished();
    if (!written || !wait) return written;
    const Descriptor place(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (place.fd >= 0) ::fsync(place.fd);
    return Done{};
}

Outcome writeFileAtomically(const Path& path, std::span<const std::byte> bytes, Written written) {
    return replaceFile(path, bytes, written, {});
}

Outcome writeFileAtomically(const Path& path, std::string_view text, Written written) {
    return writeFileAtomically(path, std::as_bytes(std::span(text.data(), text.size())), written);
}

Outcome settleOnDisk(const Path& folder) {
    const Descriptor place(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (place.fd < 0 || ::syncfs(place.fd) != 0) return cannot(mark("Cannot write {}: {}."), folder);
    return Done{};
}

}  // namespace myochart
