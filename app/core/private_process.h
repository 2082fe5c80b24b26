#pragma once
#include <cstdint>
#include <optional>

namespace myochart {

/// From now on every file and folder this process makes is the user's alone (umask 0077), and nothing of its memory
/// reaches the disk when it crashes: no core file (RLIMIT_CORE 0), none for a crash handler either, and no other program
/// of the user may look into it (PR_SET_DUMPABLE 0). Names and notes are in that memory. First thing in main(). Under
/// sanitizers only the core file goes: they look into the process themselves.
void keepProcessPrivate();

/// Standard streams that were closed are stood in for, so that no file of ours gets their numbers: reading gives nothing,
/// writing an answer fails and is told, messages go nowhere. A file size limit and a
/// pipe that nobody reads become errors of writing, no signals. First thing in main().
void standInForClosedStreams();

/// How many MB of addresses this process may use (ulimit -v); nothing when as many as there are.
std::optional<std::uint64_t> mostAddressesMb();

}  // namespace myochart
