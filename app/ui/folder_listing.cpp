#include "ui/folder_listing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/text.h"
#include "core/words.h"

namespace myochart::ui {

namespace {

constexpr size_t kMostEntries = 5000;

FolderEntry entryOf(const std::filesystem::directory_entry& entry) {
    std::error_code fault;
    FolderEntry made;
    made.path = entry.path();
    made.shownName = displayText(shown(entry.path().filename()), 120);
    made.isFolder = entry.is_directory(fault);
    if (!made.isFolder) made.bytes = entry.file_size(fault);
    if (fault) made.bytes = 0;
    return made;
}

/// In small letters.
std::string endingOf(const Path& file) {
    std::string ending = file.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return ending;
}

}  // namespace

bool looksLikeModel(const Path& file) {
    static constexpr std::array<std::string_view, 12> kEndings = {".obj", ".glb", ".gltf", ".fbx", ".stl", ".ply",
                                                                  ".dae", ".3ds", ".zip",  ".x3d", ".off", ".blend"};
    return std::ranges::find(kEndings, endingOf(file)) != kEndings.end();
}

bool looksLikeRecords(const Path& file) {
    static constexpr std::array<std::string_view, 4> kEndings = {".json", ".csv", ".fcsv", ".myochart"};
    return std::ranges::find(kEndings, endingOf(file)) != kEndings.end();
}

Result<std::vector<FolderEntry>> listFolder(const Path& folder, bool (*fits)(const Path&)) {
    std::error_code fault;
    std::filesystem::directory_iterator at(folder, std::filesystem::directory_options::skip_permission_denied, fault);
    if (fault) return failed(trf("The folder {} cannot be read: {}.", shown(folder), fault.message()));
    std::vector<FolderEntry> entries;
    for (; at != std::filesystem::directory_iterator() && entries.size() < kMostEntries; at.increment(fault)) {
        if (fault) break;
        if (at->path().filename().string().starts_with('.')) continue;
        FolderEntry entry = entryOf(*at);
        if (entry.isFolder || fits(entry.path)) entries.push_back(std::move(entry));
    }
    std::sort(entries.begin(), entries.end(), [](const FolderEntry& a, const FolderEntry& b) {
        if (a.isFolder != b.isFolder) return a.isFolder;
        const std::string x = foldForSearch(a.shownName), y = foldForSearch(b.shownName);
        return x != y ? x < y : a.path < b.path;
    });
    return entries;
}

std::string sizeWords(std::uintmax_t bytes) {
    const auto b = static_cast<double>(bytes);
    if (bytes < 1000) return fmt::format("{} B", bytes);
    if (bytes < 1000000) return fmt::format("{:.0f} kB", b / 1e3);
    if (bytes < 1000000000) return fmt::format("{:.1f} MB", b / 1e6);
    return fmt::format("{:.1f} GB", b / 1e9);
}

}  // namespace myochart::ui
