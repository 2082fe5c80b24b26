#include <fcntl.h>
#include <stdio.h>
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

void syncFolder(const Path& folder) {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    ::fsync(fd);
    ::close(fd);
}

}  // namespace myochart::body
