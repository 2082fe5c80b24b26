#include "core/files.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <sodium.h>

#include "core/descriptor.h"
#include "core/text.h"
#include "core/words.h"

namespace myochart {

namespace {

/// Opens a regular file for reading and tells its size; anything else is refused.
Result<std::uint64_t> openRegular(const Path& path, Descriptor& file) {
    file.fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file.fd < 0) return cannot(mark("Cannot open {}: {}."), path);
    struct stat facts {};
    if (::fstat(file.fd, &facts) != 0) return cannot(mark("Cannot examine {}: {}."), path);
    if (!S_ISREG(facts.st_mode)) return refused(said("{} is not a regular file; choose a file.", shown(path)));
    return static_cast<std::uint64_t>(facts.st_size);
}

Path homeUnder(const char* variable, const char* fallback) {
    if (const char* given = std::getenv(variable); given && *given == '/') return Path(given) / "myochart";
    if (const char* home = std::getenv("HOME"); home && *home) return Path(home) / fallback / "myochart";
    return {};
}

/// The whole file in `to`, which has `resize` and `data`; as much more room as `room` says stays behind it.
template <class Buffer>
Outcome readInto(const Path& path, std::uint64_t maxBytes, Buffer& to, size_t room) {
    Descriptor file(-1);
    const auto size = openRegular(path, file);
    if (!size) return size.error();
    if (*size > maxBytes)
        return refused(said("{} is {} MB; the limit is {} MB.", shown(path), *size >> 20, maxBytes >> 20));
    to.reserve(*size + room);
    to.resize(*size);
    for (size_t at = 0; at < to.size();) {
        const ssize_t n = ::read(file.fd, to.data() + at, to.size() - at);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return cannot(mark("Cannot read {}: {}."), path);
        if (n == 0) { to.resize(at); break; }
        at += static_cast<size_t>(n);
    }
    return Done{};
}

}  // namespace

Result<Bytes> readFile(const Path& path, std::uint64_t maxBytes) {
    Bytes bytes;
    if (const auto read = readInto(path, maxBytes, bytes, 0); !read) return read.error();
    return bytes;
}

Result<std::string> readTextFile(const Path& path, std::uint64_t maxBytes) {
    std::string text;
    if (const auto read = readInto(path, maxBytes, text, kRoomBehindText); !read) return read.error();
    return text;
}

Result<FileMap> FileMap::open(const Path& path) {
    Descriptor file(-1);
    const auto size = openRegular(path, file);
    if (!size) return size.error();
    FileMap map;
    if (*size == 0) return map;
    void* data = ::mmap(nullptr, *size, PROT_READ, MAP_SHARED, file.fd, 0);
    if (data == MAP_FAILED) return cannot(mark("Cannot map {}: {}."), path);
    map.data_ = static_cast<const std::byte*>(data);
    map.size_ = *size;
    return map;
}

FileMap::FileMap(FileMap&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

FileMap& FileMap::operator=(FileMap&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
}

FileMap::~FileMap() {
    if (data_) ::munmap(const_cast<std::byte*>(data_), size_);
}

Result<UserFolders> userFolders(const Path& dataDir) {
    if (!dataDir.empty()) return UserFolders{dataDir, dataDir};
    UserFolders folders{homeUnder("XDG_DATA_HOME", ".local/share"), homeUnder("XDG_STATE_HOME", ".local/state")};
    if (folders.data.empty() || folders.state.empty())
        return environmentFault(said("HOME is not set, so there is no place for the record; give one with --data-dir."));
    return folders;
}

Path programPath() {
    std::error_code fault;
    return std::filesystem::read_symlink("/proc/self/exe", fault);
}

Result<Path> programFolder(std::string_view kind) {
    std::vector<Path> roots;
    if (const char* home = std::getenv("MYOCHART_HOME"); home && *home) roots.emplace_back(home);
    const Path here = programPath().parent_path();
    roots.insert(roots.end(), {here, here.parent_path() / "share/myochart", Path(MYOCHART_SOURCE_DIR)});
    std::error_code fault;
    for (const Path& root : roots)
        if (std::filesystem::is_directory(root / kind, fault)) return root / kind;
    return environmentFault(said("The program's folder {} is missing; install Myochart again.", kind));
}

std::string shown(const Path& path) { return displayText(path.string(), 400); }

std::string checksum(std::span<const std::byte> bytes) {
    unsigned char digest[16];
    crypto_generichash(digest, sizeof digest, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                       nullptr, 0);
    std::string text;
    for (const unsigned char byte : digest) text += fmt::format("{:02x}", byte);
    return text;
}

}  // namespace myochart
