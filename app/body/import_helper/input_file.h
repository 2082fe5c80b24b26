#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace myochart::import_helper {

/// A regular file mapped for reading; its folder's other files can be opened beside it. Throws Refusal for anything
/// else (a folder, a device, a pipe, a dangling link).
class InputFile {
  public:
    explicit InputFile(const std::string& path);
    InputFile(InputFile&& other) noexcept;
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;
    InputFile& operator=(InputFile&&) = delete;
    ~InputFile();

    std::string_view bytes() const { return {data_, size_}; }

  private:
    const char* data_ = nullptr;
    size_t size_ = 0;
};

/// Where side files of a model (the .bin of a .gltf) may come from: a folder, or entries of an archive in memory.
class SideFiles {
  public:
    virtual ~SideFiles() = default;
    /// The file's bytes, valid as long as this; empty when there is none. `name` is relative and already without "..".
    virtual std::optional<std::string_view> find(const std::string& name) = 0;
};

class FolderFiles final : public SideFiles {
  public:
    explicit FolderFiles(std::string folder) : folder_(std::move(folder)) {}
    std::optional<std::string_view> find(const std::string& name) override;

  private:
    std::string folder_;
    std::vector<InputFile> open_;
};

/// A relative path without "..", drive, scheme or backslash, "./" taken away; nothing when it is not one.
std::optional<std::string> safeRelative(std::string_view name);
/// The lower-case extension without its dot.
std::string extensionOf(std::string_view path);
/// The part after the last slash.
std::string_view fileNameOf(std::string_view path);

}  // namespace myochart::import_helper
