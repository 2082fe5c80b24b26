#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <map>
#include <memory>

#include "body/import_helper/refusal.h"
#include "body/import_helper/sources.h"

namespace myochart::import_helper {

namespace {

constexpr size_t kMostEntries = 20'000;
constexpr std::uint64_t kMostUnpacked = std::uint64_t{2} << 30;
constexpr std::uint64_t kMostTimesLarger = 100;
constexpr std::uint64_t kAlwaysAllowed = 1 << 20;

struct Closing {
    void operator()(archive* a) const { archive_read_free(a); }
};

/// Entries kept in memory because a .gltf may ask for them.
class ArchiveFiles final : public SideFiles {
  public:
    std::optional<std::string_view> find(const std::string& name) override {
        const auto at = files.find(folder + name);
        if (at == files.end()) return std::nullopt;
        return at->second;
    }
    std::map<std::string, std::string> files;
    std::string folder;  ///< of the model being read, with its slash
};

std::string_view folderOf(std::string_view name) {
    return name.substr(0, name.rfind('/') + 1);
}

class ZipReader {
  public:
    ZipReader(std::string_view bytes, BlobWriter& out) : bytes_(bytes), out_(out) {}
    void read();

  private:
    void readEntry(archive* zip, archive_entry* entry);
    std::string unpack(archive* zip, std::int64_t told);
    void readOne(std::string_view bytes, const std::string& name);

    std::string_view bytes_;
    BlobWriter& out_;
    ArchiveFiles kept_;
    std::uint64_t unpacked_ = 0;
    size_t entries_ = 0;
};

std::string ZipReader::unpack(archive* zip, std::int64_t told) {
    const std::uint64_t most = std::min(kMostUnpacked, kAlwaysAllowed + kMostTimesLarger * bytes_.size());
    std::string bytes;
    bytes.reserve(static_cast<size_t>(std::clamp<std::int64_t>(told, 0, 64 << 20)));
    const void* block = nullptr;
    size_t size = 0;
    la_int64_t offset = 0;
    for (int state; (state = archive_read_data_block(zip, &block, &size, &offset)) != ARCHIVE_EOF;) {
        if (state != ARCHIVE_OK) throw Refusal("has a damaged or encrypted entry");
        unpacked_ += size;
        if (unpacked_ > most) throw Refusal("unpacks to more than " + std::to_string(most >> 20) + " MB");
        bytes.append(static_cast<const char*>(block), size);
    }
    return bytes;
}

void ZipReader::readOne(std::string_view bytes, const std::string& name) {
    try {
        kept_.folder = folderOf(name);
        readModel(bytes, std::string(fileNameOf(name)), kept_, out_);
    } catch (const OverLimit&) {
        throw;
    } catch (const Refusal& why) {
        out_.skipped(name, why.what());
    }
}

void ZipReader::readEntry(archive* zip, archive_entry* entry) {
    if (++entries_ > kMostEntries) throw Refusal("has more than " + std::to_string(kMostEntries) + " entries");
    const char* utf8 = archive_entry_pathname_utf8(entry);
    const char* told = utf8 ? utf8 : archive_entry_pathname(entry);
    const auto name = told ? safeRelative(told) : std::nullopt;
    if (archive_entry_filetype(entry) != AE_IFREG) return;
    // Nothing is ever written; an odd name is no reason to leave out the rest.
    if (!name) return out_.skipped(told ? told : "an entry", "has a name that points outside the archive");
    const std::string extension = extensionOf(*name);
    if (extension == "zip") return out_.skipped(*name, "is an archive inside an archive; unpack it first");
    const bool side = extension == "bin";
    if (!side && !isModelExtension(extension)) return;
    if (archive_entry_is_data_encrypted(entry) == 1) return out_.skipped(*name, "is encrypted; unpack it first");
    std::string bytes = unpack(zip, archive_entry_size(entry));
    if (side || extension == "gltf")
        kept_.files[*name] = std::move(bytes);
    else
        readOne(bytes, *name);
}

void ZipReader::read() {
    const std::unique_ptr<archive, Closing> zip(archive_read_new());
    archive_read_support_format_zip_seekable(zip.get());  // by its directory: one cut short has none
    if (archive_read_open_memory(zip.get(), bytes_.data(), bytes_.size()) != ARCHIVE_OK)
        throw Refusal("is not a whole zip archive");
    archive_entry* entry = nullptr;
    for (int state; (state = archive_read_next_header(zip.get(), &entry)) != ARCHIVE_EOF;) {
        if (state != ARCHIVE_OK && state != ARCHIVE_WARN) throw Refusal("is not a whole zip archive");
        readEntry(zip.get(), entry);
    }
    for (const auto& [name, bytes] : kept_.files)
        if (extensionOf(name) == "gltf") readOne(bytes, name);
}

}  // namespace

void readZip(std::string_view bytes, BlobWriter& out) {
    ZipReader(bytes, out).read();
}

}  // namespace myochart::import_helper
