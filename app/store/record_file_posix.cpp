#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "core/text.h"
#include "store/record_file.h"

namespace myochart::store {

namespace {

constexpr auto kLockPatience = std::chrono::milliseconds(400);  // a program that is just closing
constexpr off_t kSqliteLockByte = 0x40000000;                   // sqlite.org/fileformat2.html, "The Lock-Byte Page"
constexpr off_t kSqliteLockBytes = 512;

Path beside(const Path& file, const char* ending) {
    Path other = file;
    other += ending;
    return other;
}

Error cannotWrite(const Path& folder) {
    return failed(fmt::format("The folder {} cannot be written ({}); choose another place for the record.", shown(folder),
                              std::strerror(errno)));
}

Result<Path> withoutLinks(const Path& file) {
    std::error_code fault;
    const Path absolute = std::filesystem::absolute(file, fault);
    if (fault || absolute.filename().empty())
        return refused(fmt::format("{} is not the name of a file; give the record's file.", shown(file)));
    std::filesystem::create_directories(absolute.parent_path(), fault);
    const Path real = std::filesystem::weakly_canonical(absolute, fault);
    if (fault)
        return failed(fmt::format("The place of the record {} cannot be reached: {}.", shown(file), fault.message()));
    if (!std::filesystem::is_directory(real.parent_path(), fault))
        return failed(fmt::format("The folder {} does not exist and cannot be made.", shown(real.parent_path())));
    return real;
}

/// Takes the lock, waiting a moment for a program that is closing.
bool takeLock(int lock) {
    const auto until = std::chrono::steady_clock::now() + kLockPatience;
    while (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return true;
}

std::string contentOf(int fd) {
    std::array<char, 32> text{};
    const ssize_t n = ::pread(fd, text.data(), text.size(), 0);
    return n > 0 ? trim(std::string_view(text.data(), static_cast<size_t>(n))) : std::string();
}

std::uint32_t bigEndian(const unsigned char* bytes) {
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
}

}  // namespace

std::string_view networkDriveName(std::uint64_t fileSystemType) {
    switch (fileSystemType & 0xFFFFFFFFU) {  // from linux/magic.h and the file systems' own sources
        case 0x6969: return "NFS";
        case 0x517B:
        case 0xFF534D42:
        case 0xFE534D42: return "SMB";
        case 0x65735546: return "FUSE";
        case 0x564C: return "NCP";
        case 0x01021997: return "9P";
        case 0x5346414F:
        case 0x6B414653: return "AFS";
        case 0x73757245: return "Coda";
        case 0x00C36400: return "Ceph";
        case 0x7461636F: return "OCFS2";
        case 0x01161970: return "GFS2";
        default: return {};
    }
}

Result<RecordFile> RecordFile::hold(const Path& file) {
    const auto real = withoutLinks(file);
    if (!real) return real.error();
    RecordFile held;
    held.path_ = *real;
    const Path folder = real->parent_path();
    struct statfs place {};
    if (::statfs(folder.c_str(), &place) == 0)
        if (const auto name = networkDriveName(static_cast<std::uint64_t>(place.f_type)); !name.empty())
            return refused(fmt::format("{} is on a network drive ({}), where a record cannot be kept safely; choose a "
                                       "folder on a local disk.", shown(*real), name));
    const Path lockPath = beside(*real, ".lock");
    held.lock_ = ::open(lockPath.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (held.lock_ < 0) return cannotWrite(folder);
    if (!takeLock(held.lock_)) {
        const std::string holder = contentOf(held.lock_);
        return locked(fmt::format("The record {} is open in another Myochart{}; close that one first.", shown(*real),
                                  holder.empty() ? "" : fmt::format(" (process {})", holder)));
    }
    held.heldBefore_ = !contentOf(held.lock_).empty();
    held.walThere_ = identity(held.walPath()).has_value();
    const std::string process = fmt::format("{}\n", ::getpid());
    if (::ftruncate(held.lock_, 0) != 0 ||
        ::pwrite(held.lock_, process.data(), process.size(), 0) != static_cast<ssize_t>(process.size()))
        return cannotWrite(folder);
    return held;
}

RecordFile::RecordFile(RecordFile&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)), heldBefore_(other.heldBefore_),
      walThere_(other.walThere_), file_(other.file_), wal_(other.wal_) {}

RecordFile::~RecordFile() {
    if (lock_ < 0) return;
    // An empty lock file says "closed properly". It is not removed: another program may be waiting on it.
    if (!walHasContent() && ::ftruncate(lock_, 0) != 0) {}
    ::close(lock_);
}

Path RecordFile::walPath() const { return beside(path_, "-wal"); }

bool RecordFile::exists() const {
    struct stat facts {};
    return ::lstat(path_.c_str(), &facts) == 0;
}

bool RecordFile::walHasContent() const {
    struct stat facts {};
    return ::stat(walPath().c_str(), &facts) == 0 && facts.st_size > 0;
}

Result<FileHeader> RecordFile::header() const {
    const int fd = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (fd < 0)
        return failed(fmt::format("The record {} cannot be opened: {}.", shown(path_), std::strerror(errno)));
    std::array<unsigned char, 100> start{};
    struct stat facts {};
    const bool known = ::fstat(fd, &facts) == 0;
    const ssize_t n = known && S_ISREG(facts.st_mode) ? ::pread(fd, start.data(), start.size(), 0) : -1;
    ::close(fd);
    if (!known || !S_ISREG(facts.st_mode))
        return refused(fmt::format("{} is not a regular file; choose the record's file.", shown(path_)));
    if (facts.st_size == 0)
        return refused(fmt::format("{} is empty, so it is no record; restore a backup or choose another file.", shown(path_)));
    if (n != static_cast<ssize_t>(start.size()) || std::memcmp(start.data(), "SQLite format 3", 16) != 0)
        return refused(fmt::format("{} is not a Myochart record; choose another file.", shown(path_)));
    FileHeader header;
    const std::uint32_t pageBytes = std::uint32_t{start[16]} << 8 | start[17];
    header.pageBytes = pageBytes == 1 ? 65536 : pageBytes;
    header.pages = bigEndian(&start[28]);
    header.userVersion = bigEndian(&start[60]);
    header.applicationId = bigEndian(&start[68]);
    header.fileBytes = static_cast<std::uint64_t>(facts.st_size);
    return header;
}

Result<std::optional<std::string>> RecordFile::makePrivate() const {
    bool changed = false;
    for (const char* ending : {"", "-wal", "-journal", ".lock"}) {
        const Path path = beside(path_, ending);
        struct stat facts {};
        if (::stat(path.c_str(), &facts) != 0 || (facts.st_mode & 0777) == 0600) continue;
        if (::chmod(path.c_str(), 0600) != 0)
            return failed(fmt::format("The permissions of {} cannot be set so that only you can read it ({}); choose a "
                                      "place of your own.", shown(path), std::strerror(errno)));
        struct stat now {};
        if (::stat(path.c_str(), &now) != 0 || (now.st_mode & 0077) != 0)
            return failed(fmt::format("{} is on a disk without permissions, where others could read it; choose another "
                                      "place for the record.", shown(path)));
        changed = changed || (facts.st_mode & 0077) != 0;
    }
    if (!changed) return std::optional<std::string>();
    return std::optional(fmt::format("Others could read the record {}; now only you can.", shown(path_)));
}

std::optional<RecordFile::Identity> RecordFile::identity(const Path& path) {
    struct stat facts {};
    if (::lstat(path.c_str(), &facts) != 0) return std::nullopt;
    return Identity{static_cast<std::uint64_t>(facts.st_dev), static_cast<std::uint64_t>(facts.st_ino)};
}

void RecordFile::remember() {
    file_ = identity(path_);
    wal_ = identity(walPath());
}

Outcome RecordFile::checkStillThere() {
    if (identity(path_) != file_)
        return failed(fmt::format("The record {} was moved, deleted or replaced while it was open; put it back. The change "
                                  "is kept in memory.", shown(path_)));
    if (!wal_) {
        wal_ = identity(walPath());
    } else if (identity(walPath()) != wal_) {
        return failed(fmt::format("{} was moved, deleted or replaced while it was in use; put it back. The change is kept "
                                  "in memory.", shown(walPath())));
    }
    return Done{};
}

int RecordFile::foreignHolder() const {
    const int fd = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return 0;
    struct flock wanted {};
    wanted.l_type = F_WRLCK;
    wanted.l_whence = SEEK_SET;
    wanted.l_start = kSqliteLockByte;
    wanted.l_len = kSqliteLockBytes;
    const bool known = ::fcntl(fd, F_GETLK, &wanted) == 0 && wanted.l_type != F_UNLCK;
    ::close(fd);
    return known ? static_cast<int>(wanted.l_pid) : 0;
}

}  // namespace myochart::store
