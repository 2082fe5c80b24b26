#include "body/import_helper/input_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "body/import_helper/refusal.h"

namespace myochart::import_helper {

namespace {

constexpr std::uint64_t kMaxFileBytes = std::uint64_t{4} << 30;

}  // namespace

InputFile::InputFile(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) throw Refusal("could not be opened (" + std::string(std::strerror(errno)) + ")");
    struct stat facts {};
    const bool regular = ::fstat(fd, &facts) == 0 && S_ISREG(facts.st_mode);
    const auto size = static_cast<std::uint64_t>(regular ? facts.st_size : 0);
    void* data = MAP_FAILED;
    if (regular && size > 0 && size <= kMaxFileBytes) data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
    ::close(fd);
    if (!regular) throw Refusal("is not a regular file");
    if (size == 0) throw Refusal("is empty");
    if (size > kMaxFileBytes) throw Refusal("is larger than " + std::to_string(kMaxFileBytes >> 30) + " GB");
    if (data == MAP_FAILED) throw Refusal("needs more memory than an import may use");
    data_ = static_cast<const char*>(data);
    size_ = size;
}

InputFile::InputFile(InputFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

InputFile::~InputFile() {
    if (data_) ::munmap(const_cast<char*>(data_), size_);
}

std::optional<std::string_view> FolderFiles::find(const std::string& name) {
    constexpr size_t kMostSideFiles = 64;
    if (open_.size() >= kMostSideFiles) return std::nullopt;
    try {
        open_.emplace_back(folder_ + "/" + name);
        return open_.back().bytes();
    } catch (const Refusal&) {
        return std::nullopt;
    }
}

std::optional<std::string> safeRelative(std::string_view name) {
    if (name.empty() || name.front() == '/' || name.find('\\') < name.size() || name.find('\0') < name.size() ||
        name.find(':') < name.size())
        return std::nullopt;
    std::string safe;
    for (size_t from = 0; from <= name.size();) {
        const size_t to = std::min(name.find('/', from), name.size());
        const std::string_view part = name.substr(from, to - from);
        if (part == "..") return std::nullopt;
        if (!part.empty() && part != ".") safe.append(safe.empty() ? "" : "/").append(part);
        from = to + 1;
    }
    if (safe.empty()) return std::nullopt;
    return safe;
}

std::string_view fileNameOf(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

std::string extensionOf(std::string_view path) {
    const std::string_view file = fileNameOf(path);
    const size_t dot = file.rfind('.');
    std::string extension(dot < file.size() ? file.substr(dot + 1) : "");
    for (char& c : extension)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return extension;
}

}  // namespace myochart::import_helper
