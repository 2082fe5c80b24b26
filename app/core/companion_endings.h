#pragma once
#include <array>
#include <string_view>

namespace myochart {

/// What lies beside a database X under X's name: SQLite's own files and the lock of a record.
inline constexpr std::array<std::string_view, 4> kCompanionEndings = {"-wal", "-shm", "-journal", ".lock"};

}  // namespace myochart
