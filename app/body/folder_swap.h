#pragma once
#include "core/files.h"

namespace myochart::body {

// What the standard library lacks for replacing folders safely.

/// Swaps two folders of one file system in one step. False where the system cannot.
bool exchangeFolders(const Path& a, const Path& b);
/// Makes renames inside `folder` durable.
void syncFolder(const Path& folder);

}  // namespace myochart::body
