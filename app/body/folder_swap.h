#pragma once
#include "core/files.h"

namespace myochart::body {

// What the standard library lacks for making and replacing folders safely.

/// Swaps two folders of one file system in one step. False where the system cannot.
bool exchangeFolders(const Path& a, const Path& b);

/// Keeps others from sweeping a folder, as long as this lives or until the program ends.
class FolderLock {
  public:
    enum class Wait { yes, no };  ///< while another has it
    FolderLock(const Path& folder, Wait wait);
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock();
    /// False: another has it, the folder is gone, or its file system knows no locks.
    bool isHeld() const { return handle_ >= 0; }

  private:
    int handle_ = -1;
};

/// Makes renames inside `folder` durable.
void syncFolder(const Path& folder);

}  // namespace myochart::body
