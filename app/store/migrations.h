#pragma once
#include <functional>
#include <span>

#include "store/database.h"

namespace myochart::store {

inline constexpr std::uint32_t kApplicationId = 0x4D594F43;  ///< "MYOC", in the header of every record
inline constexpr std::int64_t kPayloadFormat = 4;            ///< how payloads are written now (payloads.h); older ones are read

/// One numbered step of the schema: brings a record of version `to - 1` to `to`.
struct Migration {
    int to = 0;
    const char* sql = nullptr;
    bool reseals = false;  ///< then payloads of an older format and every summary are written anew, in the same transaction
};

/// All steps, in order; the last one's number is the version this program writes.
std::span<const Migration> migrations();
int newestVersion(std::span<const Migration> steps);

/// Brings the record to the newest version, each step in one transaction with its version number. Throws Fault; the
/// record is then at the last step that was finished. `reseal`: what a step that says so does after its statements.
void migrate(Database& database, std::span<const Migration> steps, const std::function<void()>& reseal = {});
/// Compares tables, indexes, views and triggers with what the steps up to `version` make. Throws Fault naming the first
/// one too many, missing or different.
void checkSchema(Database& database, std::span<const Migration> steps, int version);

}  // namespace myochart::store
