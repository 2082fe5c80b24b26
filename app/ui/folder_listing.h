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

/// Folders first, then files a model may be read from (by their ending), each by name; hidden ones left out; at most
/// 5000. The sentence says why a folder cannot be read.
Result<std::vector<FolderEntry>> listFolder(const Path& folder);
/// True for the endings of model files and of archives of such.
bool looksLikeModel(const Path& file);
/// "12.3 MB" and the like.
std::string sizeWords(std::uintmax_t bytes);

}  // namespace myochart::ui
