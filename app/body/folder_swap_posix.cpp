#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "body/folder_swap.h"

namespace myochart::body {

bool exchangeFolders([[maybe_unused]] const Path& a, [[maybe_unused]] const Path& b) {
#ifdef RENAME_EXCHANGE
    return ::renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0;
#else
    return false;
#endif
}

FolderLock::FolderLock(const Path& folder, Wait wait)
    : handle_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) {
    if (handle_ < 0) return;
    struct stat facts {};
    const bool locked = ::flock(handle_, LOCK_EX | (wait == Wait::no ? LOCK_NB : 0)) == 0;
    if (locked && ::fstat(handle_, &facts) == 0 && facts.st_nlink > 0) return;
    ::close(handle_);
    handle_ = -1;
}

FolderLock::~FolderLock() {
    if (handle_ >= 0) ::close(handle_);
}

void syncFolder(const Path& folder) {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    ::fsync(fd);
    ::close(fd);
}

}  // namespace myochart::body
