#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"

namespace myochart {

using Path = std::filesystem::path;
using Bytes = std::vector<std::byte>;

/// The whole of a regular file. Refuses devices, pipes, folders and files over `maxBytes`, without blocking on them.
Result<Bytes> readFile(const Path& path, std::uint64_t maxBytes);
/// How much more room the string of readTextFile() has, for parsers that look ahead.
inline constexpr size_t kRoomBehindText = 64;
Result<std::string> readTextFile(const Path& path, std::uint64_t maxBytes);

/// How sure a file is when writing it returns: on the disk, or on its way there (after a power cut it may be older or
/// empty: only for what can be made again).
enum class Written { onDisk, soon };

/// Writes all or nothing: temporary file beside it (mode 0600), fsync, rename, fsync of the folder.
Outcome writeFileAtomically(const Path& path, std::span<const std::byte> bytes, Written written = Written::onDisk);
Outcome writeFileAtomically(const Path& path, std::string_view text, Written written = Written::onDisk);

/// Waits until everything that was written into `folder` (Written::soon) is on the disk; why not, where it is not. The whole disk's.
Outcome settleOnDisk(const Path& folder);

/// A read-only memory map of a whole regular file; empty when moved from.
class FileMap {
  public:
    static Result<FileMap> open(const Path& path);
    FileMap() = default;
    FileMap(FileMap&& other) noexcept;
    FileMap& operator=(FileMap&& other) noexcept;
    FileMap(const FileMap&) = delete;
    FileMap& operator=(const FileMap&) = delete;
    ~FileMap();

    std::span<const std::byte> bytes() const { return {data_, size_}; }

  private:
    const std::byte* data_ = nullptr;
    size_t size_ = 0;
};

/// Folders of this user, created on first use by those who write: data ($XDG_DATA_HOME/myochart), cache and state.
struct UserFolders {
    Path data;   ///< the record and imported models
    Path state;  ///< log, window layout
};
/// From the environment, or everything under `dataDir` when it is not empty. Fails when neither HOME nor XDG is set.
Result<UserFolders> userFolders(const Path& dataDir);

/// The folder that holds the program's assets/ and shaders/ (beside the sources, or as installed). `kind` is "assets"
/// or "shaders". Looked for in $MYOCHART_HOME, beside the program, in ../share/myochart, in the source folder.
Result<Path> programFolder(std::string_view kind);
/// The path of the running program.
Path programPath();

/// A path as text to show: bytes that are not UTF-8 replaced.
std::string shown(const Path& path);

/// BLAKE2b of `bytes`, 16 bytes as 32 hex digits. For recognising content, not for secrets.
std::string checksum(std::span<const std::byte> bytes);

}  // namespace myochart
