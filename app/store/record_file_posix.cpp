#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "store/record_file.h"

namespace myochart::store {

namespace {

constexpr auto kLockPatience = std::chrono::milliseconds(400);  // a program that is just closing
constexpr std::string_view kInUse = " open";                    // in the lock file behind the process
constexpr off_t kSqliteLockByte = 0x40000000;                   // sqlite.org/fileformat2.html, "The Lock-Byte Page"
constexpr off_t kSqliteLockBytes = 512;

Path beside(const Path& file, const char* ending) {
    Path other = file;
    other += ending;
    return other;
}

bool isWriteProtected(const Path& path) {
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) return false;
    errno = EACCES;
    return (facts.st_mode & 0222) == 0 || ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0;
}

/// Why the record that is there can only be read, as a sentence; empty when it can be written.
std::string whyReadOnly(const Path& file) {
    for (const Path& place : {file, file.parent_path()}) {
        if (!isWriteProtected(place)) continue;
        return errno == EROFS ? trf("Read-only: nothing can be saved here, because the disk of {} is read-only.", shown(file))
                              : trf("Read-only: nothing can be saved here, because {} is write-protected.", shown(place));
    }
    return {};
}

Error cannotWrite(const Path& folder) {
    return failed(said("The folder {} cannot be written ({}); choose another place for the record.", shown(folder),
                              std::strerror(errno)));
}

Result<Path> withoutLinks(const Path& file) {
    std::error_code fault;
    const Path absolute = std::filesystem::absolute(file, fault);
    if (fault || absolute.filename().empty())
        return refused(said("{} is not the name of a file; give the record's file.", shown(file)));
    std::filesystem::create_directories(absolute.parent_path(), fault);
    const Path real = std::filesystem::weakly_canonical(absolute, fault);
    if (fault)
        return failed(said("The place of the record {} cannot be reached: {}.", shown(file), fault.message()));
    if (!std::filesystem::is_directory(real.parent_path(), fault))
        return failed(said("The folder {} does not exist and cannot be made.", shown(real.parent_path())));
    return real;
}

bool sameFile(int fd, const Path& path) {
    struct stat open {}, named {};
    return ::fstat(fd, &open) == 0 && ::lstat(path.c_str(), &named) == 0 && open.st_dev == named.st_dev &&
           open.st_ino == named.st_ino;
}

/// Takes the lock in `fd`, waiting a moment for a program that is closing. That program removes the lock file, so a lock
/// on a file without a name is worth nothing: open it anew. False when another program keeps it; `fd` is then open too.
bool takeLock(const Path& path, int& fd) {
    const auto until = std::chrono::steady_clock::now() + kLockPatience;
    while (true) {
        fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (fd < 0) return false;
        bool taken = ::flock(fd, LOCK_EX | LOCK_NB) == 0;
        while (!taken && std::chrono::steady_clock::now() < until) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            taken = ::flock(fd, LOCK_EX | LOCK_NB) == 0;
        }
        if (!taken || sameFile(fd, path)) return taken;
        ::close(fd);
    }
}

bool hasContent(const Path& path) {
    struct stat facts {};
    return ::lstat(path.c_str(), &facts) == 0 && facts.st_size > 0;
}

std::string contentOf(int fd) {
    std::array<char, 32> text{};
    const ssize_t n = ::pread(fd, text.data(), text.size(), 0);
    return n > 0 ? trim(std::string_view(text.data(), static_cast<size_t>(n))) : std::string();
}

Error openElsewhere(const Path& record, int lock) {
    const std::string holder = split(contentOf(lock), ' ')[0];
    if (holder.empty()) return locked(said("The record {} is open in another Myochart; close that one first.", shown(record)));
    return locked(said("The record {} is open in another Myochart (process {}); close that one first.", shown(record), holder));
}

std::uint32_t bigEndian(const unsigned char* bytes) {
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
}

constexpr int kReadOnly = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW;

/// Closes a file descriptor when it goes.
struct Descriptor {
    const int fd;
    explicit Descriptor(int number) : fd(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd >= 0) ::close(fd);
    }
};

template <size_t n>
bool readAt(int fd, std::array<unsigned char, n>& bytes, off_t at) {
    return ::pread(fd, bytes.data(), n, at) == static_cast<ssize_t>(n);
}

using PageStart = std::array<unsigned char, 100>;

bool isSqlite(const PageStart& start) { return std::memcmp(start.data(), "SQLite format 3", 16) == 0; }

/// The start of the newest sound first page in a write-ahead log (sqlite.org/fileformat2.html, "The WAL File Format").
/// Does not check sums: SQLite does, and the whole record is verified before such a log is used.
std::optional<PageStart> firstPageIn(int log) {
    std::array<unsigned char, 32> head{};
    if (!readAt(log, head, 0)) return std::nullopt;
    const std::uint32_t pageBytes = bigEndian(&head[8]);
    if ((bigEndian(head.data()) & ~1U) != 0x377F0682 || pageBytes < 512 || pageBytes > 65536) return std::nullopt;
    std::optional<PageStart> newest;
    std::array<unsigned char, 24> frame{};
    for (off_t at = 32; readAt(log, frame, at) && std::memcmp(&frame[8], &head[16], 8) == 0; at += 24 + off_t{pageBytes}) {
        PageStart start{};
        if (bigEndian(frame.data()) == 1 && readAt(log, start, at + 24) && isSqlite(start)) newest = start;
    }
    return newest;
}

bool flush(const Path& path, int flags) {
    const Descriptor file(::open(path.c_str(), flags | O_CLOEXEC));
    return file.fd >= 0 && ::fsync(file.fd) == 0;
}

/// Gives a file a name that must not be taken; FAT and exFAT, as on most sticks, know no second name (link) for a file.
bool renameToNew(const Path& from, const Path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
    const bool unknown = errno == EINVAL || errno == ENOSYS;
    return unknown && ::link(from.c_str(), to.c_str()) == 0 && ::unlink(from.c_str()) == 0;
}

}  // namespace

Outcome moveInPlace(const Path& from, const Path& to) {
    const bool moved = flush(from, O_RDWR) && renameToNew(from, to) && flush(to.parent_path(), O_RDONLY | O_DIRECTORY);
    if (!moved) return failed(said("The file {} cannot be made: {}.", shown(to), std::strerror(errno)));
    return Done{};
}

Outcome moveOver(const Path& from, const Path& to) {
    const bool moved = flush(from, O_RDWR) && ::rename(from.c_str(), to.c_str()) == 0 && flush(to.parent_path(), O_RDONLY | O_DIRECTORY);
    if (!moved) return failed(said("The file {} cannot be replaced: {}.", shown(to), std::strerror(errno)));
    return Done{};
}

Outcome putRecordAside(const RecordFile& record, const Path& as) {
    const auto cannotMove = [&] { return failed(said("{} cannot be kept as {}: {}.", shown(record.path()), shown(as), std::strerror(errno))); };
    // Where files have no second names (FAT) there is a moment without one under the first: of a record that could not be opened anyway.
    if (::link(record.path().c_str(), as.c_str()) != 0 && (errno == EEXIST || ::rename(record.path().c_str(), as.c_str()) != 0)) return cannotMove();
    if (!flush(as.parent_path(), O_RDONLY | O_DIRECTORY)) return cannotMove();
    for (const char* ending : {"-wal", "-journal"})
        if (hasContent(beside(record.path(), ending)) && ::rename(beside(record.path(), ending).c_str(), beside(as, ending).c_str()) != 0) return cannotMove();
    return Done{};
}

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
            return refused(said("{} is on a network drive ({}), where a record cannot be kept safely; choose a "
                                       "folder on a local disk.", shown(*real), name));
    if (const std::string why = held.exists() ? whyReadOnly(*real) : std::string(); !why.empty()) {
        held.readOnlyReason_ = why;
        if (const auto shared = held.shareLock(); !shared) return shared.error();
        held.walThere_ = lookAt(held.walPath()).identity.has_value();
        return held;
    }
    if (!takeLock(held.lockPath(), held.lock_)) {
        if (held.lock_ < 0) return cannotWrite(folder);
        const Error error = openElsewhere(*real, held.lock_);
        ::close(std::exchange(held.lock_, -1));
        return error;
    }
    held.heldBefore_ = contentOf(held.lock_).find(kInUse) != std::string::npos;
    held.walThere_ = lookAt(held.walPath()).identity.has_value();
    (void)held.sign("");  // only for another's sentence; a full disk shall not keep anybody from reading
    return held;
}

Result<RecordFile> RecordFile::look(const Path& file) {
    std::error_code fault;
    RecordFile looked;
    looked.path_ = std::filesystem::canonical(file, fault);
    if (fault) return failed(said("The record {} cannot be opened: {}.", shown(file), fault.message()));
    looked.readOnlyReason_ = trf("{} is a copy of a record, which is only read.", shown(file));
    return looked;
}

Outcome RecordFile::shareLock() {
    lock_ = ::open(lockPath().c_str(), kReadOnly);
    if (lock_ < 0) return Done{};
    heldBefore_ = contentOf(lock_).find(kInUse) != std::string::npos;
    if (::flock(lock_, LOCK_SH | LOCK_NB) == 0) return Done{};
    const Error error = openElsewhere(path_, lock_);
    ::close(std::exchange(lock_, -1));
    return error;
}

bool RecordFile::sign(std::string_view state) const {
    const std::string text = fmt::format("{}{}\n", ::getpid(), state);
    return ::ftruncate(lock_, 0) == 0 && ::pwrite(lock_, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size());
}

RecordFile::RecordFile(RecordFile&& other) noexcept
    : path_(std::move(other.path_)),
      readOnlyReason_(std::move(other.readOnlyReason_)),
      lock_(std::exchange(other.lock_, -1)),
      heldBefore_(other.heldBefore_),
      walThere_(other.walThere_),
      signed_(other.signed_),
      file_(other.file_),
      wal_(other.wal_),
      open_(std::exchange(other.open_, -1)),
      fileLook_(other.fileLook_),
      walLook_(other.walLook_),
      altered_(other.altered_),
      displaced_(other.displaced_) {}

RecordFile::~RecordFile() {
    if (open_ >= 0) ::close(open_);
    if (lock_ < 0) return;
    // No lock file says "closed properly"; one that is left tells the next program to look closely.
    if (readOnlyReason_.empty() && !walHasContent()) ::unlink(lockPath().c_str());
    ::close(lock_);
}

Path RecordFile::walPath() const { return beside(path_, "-wal"); }

Path RecordFile::lockPath() const { return beside(path_, ".lock"); }

bool RecordFile::exists() const {
    struct stat facts {};
    return ::lstat(path_.c_str(), &facts) == 0;
}

bool RecordFile::walHasContent() const { return hasContent(walPath()); }
bool RecordFile::journalHasContent() const { return hasContent(beside(path_, "-journal")); }

Result<FileHeader> RecordFile::header() const {
    const Descriptor file(::open(path_.c_str(), kReadOnly));
    if (file.fd < 0)
        return failed(said("The record {} cannot be opened: {}.", shown(path_), std::strerror(errno)));
    struct stat facts {};
    if (::fstat(file.fd, &facts) != 0 || !S_ISREG(facts.st_mode))
        return refused(said("{} is not a regular file; choose the record's file.", shown(path_)));
    if (facts.st_size == 0)
        return refused(said("{} is empty, so it is no record; restore a backup or choose another file.", shown(path_)));
    PageStart start{};
    const bool whole = readAt(file.fd, start, 0);
    if (!isSqlite(start) && walHasContent()) {
        // A power cut while the log was being written back can leave the file's own first page torn.
        const Descriptor log(::open(walPath().c_str(), kReadOnly));
        if (const auto newest = firstPageIn(log.fd)) start = *newest;
    }
    if (!whole || !isSqlite(start))
        return refused(said("{} is not a Myochart record; choose another file.", shown(path_)));
    FileHeader header;
    const std::uint32_t pageBytes = std::uint32_t{start[16]} << 8 | start[17];
    header.pageBytes = pageBytes == 1 ? 65536 : pageBytes;
    header.pages = bigEndian(&start[28]);
    header.userVersion = bigEndian(&start[60]);
    header.applicationId = bigEndian(&start[68]);
    header.fileBytes = static_cast<std::uint64_t>(facts.st_size);
    return header;
}

Result<std::optional<Said>> RecordFile::makePrivate() const {
    bool changed = false;
    for (const char* ending : {"", "-wal", ".lock"}) {
        const Path path = beside(path_, ending);
        struct stat facts {};
        if (::stat(path.c_str(), &facts) != 0 || (facts.st_mode & 0077) == 0) continue;
        const bool done = ::chmod(path.c_str(), facts.st_mode & 0700) == 0;
        if (!done && !readOnlyReason_.empty()) continue;  // what is read-only stays as it is
        if (!done)
            return failed(said("The permissions of {} cannot be set so that only you can read it ({}); choose a "
                                      "place of your own.", shown(path), std::strerror(errno)));
        struct stat now {};
        if (::stat(path.c_str(), &now) != 0 || (now.st_mode & 0077) != 0)
            return failed(said("{} is on a disk without permissions, where others could read it; choose another "
                                      "place for the record.", shown(path)));
        changed = true;
    }
    if (!changed) return std::optional<Said>();
    return std::optional(said("Others could read the record {}; now only you can.", shown(path_)));
}

RecordFile::Look RecordFile::lookAt(const Path& path, int header) {
    Look look;
    struct stat facts {};
    if (::lstat(path.c_str(), &facts) != 0) return look;
    look.identity = {static_cast<std::uint64_t>(facts.st_dev), static_cast<std::uint64_t>(facts.st_ino)};
    look.bytes = facts.st_size;
    look.writtenNs = static_cast<std::int64_t>(facts.st_mtim.tv_sec) * 1'000'000'000 + facts.st_mtim.tv_nsec;
    if (header >= 0 && !readAt(header, look.header, 0)) look.header = {};
    return look;
}

void RecordFile::remember() {
    if (open_ < 0) open_ = ::open(path_.c_str(), kReadOnly);
    noteOwnWrites();
    file_ = fileLook_.identity;
    wal_ = walLook_.identity;
    signed_ = readOnlyReason_.empty() && sign(kInUse);
}

void RecordFile::noteOwnWrites() {
    if (altered_) return;
    fileLook_ = lookAt(path_, open_);
    walLook_ = lookAt(walPath());
}

Outcome RecordFile::checkStillThere(bool log) {
    if (!signed_ && !(signed_ = sign(kInUse))) return cannotWrite(path_.parent_path());
    const Look file = lookAt(path_, open_), wal = lookAt(walPath());
    displaced_ = file.identity != file_ || (wal_ && wal.identity != wal_);
    if (file.identity != file_)
        return failed(said("The record {} was moved, deleted or replaced while it was open; put it back. The change "
                                  "is kept in memory.", shown(path_)));
    if (!wal_) {
        wal_ = wal.identity;
        walLook_ = wal;
    } else if (displaced_) {
        return failed(said("{} was moved, deleted or replaced while it was in use; put it back. The change is kept "
                                  "in memory.", shown(walPath())));
    }
    altered_ = altered_ || file != fileLook_ || (log && wal != walLook_);
    if (altered_)
        return refused(said("The record {} was cut or overwritten by another program while it was open, so nothing more "
                                   "is written into it. Close Myochart, keep a copy of the file and restore the last good "
                                   "backup.", shown(path_)));
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
