#pragma once
#include <sys/types.h>

#include <span>

#include "core/files.h"

namespace myochart {

/// Whose a file is and who may use it.
struct Access {
    mode_t mode = 0600;
    uid_t owner = static_cast<uid_t>(-1);  ///< -1: whoever writes it
    gid_t group = static_cast<gid_t>(-1);
};

/// What stands behind writeFileAtomically() and OutputFile: a temporary file in the same folder, which then takes the
/// name. Where the owner or group cannot be kept, others lose their permissions rather than strangers gaining some.
Outcome replaceFile(const Path& path, std::span<const std::byte> bytes, Written written, const Access& access);

}  // namespace myochart
