#include <algorithm>
#include <filesystem>

#include "body/import_helper/refusal.h"
#include "body/import_helper/sources.h"

namespace myochart::import_helper {

namespace {

constexpr int kDeepest = 4;
constexpr size_t kMostFiles = 20'000;

std::vector<std::string> modelsIn(const std::string& folder) {
    namespace fs = std::filesystem;
    std::vector<std::string> found;
    size_t seen = 0;
    std::error_code fault;
    for (fs::recursive_directory_iterator at(folder, fault), end; at != end && !fault; at.increment(fault)) {
        if (++seen > kMostFiles) throw Refusal("has more than " + std::to_string(kMostFiles) + " files");
        if (at.depth() >= kDeepest) at.disable_recursion_pending();
        std::error_code ignored;
        if (at->symlink_status(ignored).type() == fs::file_type::regular &&
            isModelExtension(extensionOf(at->path().string())))
            found.push_back(at->path().string());
    }
    if (fault) throw Refusal("could not be read (" + fault.message() + ")");
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

void readFolder(const std::string& folder, BlobWriter& out) {
    const auto models = modelsIn(folder);
    if (models.empty()) throw Refusal("has no model files in it (OBJ, GLB, glTF, FBX, STL, PLY, DAE, 3DS)");
    for (const std::string& path : models) {
        const std::string name(fileNameOf(path));
        try {
            const InputFile file(path);
            FolderFiles beside(std::filesystem::path(path).parent_path().string());
            readModel(file.bytes(), name, beside, out);
        } catch (const OverLimit&) {
            throw;
        } catch (const Refusal& why) {
            out.skipped(name, why.what());
        }
    }
}

}  // namespace myochart::import_helper
