#pragma once
#include <cstdint>
#include <string>

namespace myochart::import_helper {

/// Takes from this process all it does not need to read `source`: memory and time limits, no new files, no core, the
/// source's own folder as the only one in sight, only the system calls of reading and of writing to the pipe. Returns
/// which of these hold, for the log; what the system lacks is left out.
std::string enterSandbox(const std::string& source, std::uint64_t memoryMb, std::uint64_t cpuSeconds);

}  // namespace myochart::import_helper
