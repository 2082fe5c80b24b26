#pragma once
#include <string>
#include <vector>

#include "core/files.h"

namespace myochart::ui {

struct FolderEntry {
    Path path;
    std::string shownName;
    bool isFolder = false;
    std::uintmax_t bytes = 0;
};

/// True for the endings of model files and of archives of such.
bool looksLikeModel(const Path& file);
/// True for the ending of files that hand patients over.
bool looksLikeRecords(const Path& file);
/// Folders first, then files that `fits` takes, each by name; hidden ones left out; at most 5000. The sentence says why a
/// folder cannot be read.
Result<std::vector<FolderEntry>> listFolder(const Path& folder, bool (*fits)(const Path&) = looksLikeModel);
/// "12.3 MB" and the like.
std::string sizeWords(std::uintmax_t bytes);

}  // namespace myochart::ui
