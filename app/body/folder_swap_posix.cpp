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

int lockFolder(const Path& folder) {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) return -1;
    struct stat facts {};
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0 && ::fstat(fd, &facts) == 0 && facts.st_nlink > 0) return fd;
    ::close(fd);
    return -1;
}

void syncFolder(const Path& folder) {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    ::fsync(fd);
    ::close(fd);
}

}  // namespace myochart::body
