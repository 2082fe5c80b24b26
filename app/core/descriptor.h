#pragma once
#include <unistd.h>

#include "core/files.h"

// What the POSIX parts of core share.

namespace myochart {

/// Closes a file descriptor when it goes; -1: none.
struct Descriptor {
    int fd = -1;
    explicit Descriptor(int number) : fd(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd >= 0) ::close(fd);
    }
};

/// "Cannot open FILE: no such file or directory.", from errno.
Error cannot(const char* sentence, const Path& path);

}  // namespace myochart
