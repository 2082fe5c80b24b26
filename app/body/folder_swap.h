#pragma once
#include "core/files.h"

namespace myochart::body {

// What the standard library lacks for making and replacing folders safely.

/// Swaps two folders of one file system in one step. False where the system cannot.
bool exchangeFolders(const Path& a, const Path& b);
/// Locks `folder` until the returned descriptor is closed or this program ends. -1: another has it, it is gone, or its file
/// system knows no locks.
int lockFolder(const Path& folder);
/// Makes renames inside `folder` durable.
void syncFolder(const Path& folder);

}  // namespace myochart::body
