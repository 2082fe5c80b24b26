#include "store/copied_bytes.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "core/descriptor.h"
#include "core/words.h"

namespace myochart::store {

namespace {

constexpr size_t kChunkBytes = 1 << 20;

Error byErrno() {
    const int cause = errno;
    return failed(Said{std::strerror(cause), std::strerror(cause)});
}

bool writeChunk(int fd, const char* bytes, size_t size) {
    while (size > 0) {
        const ssize_t n = ::write(fd, bytes, size);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        bytes += n;
        size -= static_cast<size_t>(n);
    }
    return true;
}

/// Every byte, in order; false, with errno, when reading failed or `take` did not want more.
bool eachChunk(int fd, const std::function<bool(const char*, size_t)>& take) {
    std::vector<char> chunk(kChunkBytes);
    for (off_t at = 0;;) {
        const ssize_t n = ::pread(fd, chunk.data(), chunk.size(), at);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        if (n == 0) return true;
        if (!take(chunk.data(), static_cast<size_t>(n))) return false;
        at += n;
    }
}

bool sameBytes(int first, int second) {
    off_t at = 0;
    std::vector<char> other(kChunkBytes);
    const bool same = eachChunk(first, [&](const char* bytes, size_t size) {
        const bool equal = ::pread(second, other.data(), size, at) == static_cast<ssize_t>(size) && std::memcmp(bytes, other.data(), size) == 0;
        at += static_cast<off_t>(size);
        return equal;
    });
    return same && ::pread(second, other.data(), 1, at) == 0;
}

}  // namespace

Outcome flushOut(int descriptor, const Path& file) {
    if (::fsync(descriptor) != 0) return failed(said("The file {} cannot be written to disk: {}.", shown(file), std::strerror(errno)));
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);  // a wish: a file system may keep it all the same
    return Done{};
}

Outcome copyBytes(const Path& from, const UnfinishedFile& to, const std::function<bool()>& goOn) {
    const Descriptor source(::open(from.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (source.fd < 0) return byErrno();
    const bool written = eachChunk(source.fd, [&](const char* bytes, size_t size) {
        if (!writeChunk(to.descriptor(), bytes, size)) return false;
        errno = ECANCELED;
        return goOn();
    });
    if (!written) return byErrno();
    if (::fsync(to.descriptor()) != 0) return byErrno();
    ::posix_fadvise(to.descriptor(), 0, 0, POSIX_FADV_DONTNEED);
    const Descriptor back(::open(to.path().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (back.fd < 0) return byErrno();
    if (!sameBytes(source.fd, back.fd)) return failed(said("what was written there is not what was read back"));
    return Done{};
}

}  // namespace myochart::store
