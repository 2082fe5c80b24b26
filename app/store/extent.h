#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/files.h"
#include "core/time.h"

namespace myochart::store {

class Database;

/// What a record holds, in numbers: enough to tell whether a copy of it is whole, and how old it is. Holds nothing of
/// anybody and needs no keys.
struct Extent {
    std::string database;                      ///< the record's identity, a UUID: the same in every copy of it
    std::int64_t trailEnd = 0;                 ///< the number of the newest entry of the audit trail
    std::array<std::byte, 32> trailHash{};     ///< and its hash
    UtcMs lastChange = 0;                      ///< and when it was written
    std::int64_t entries = 0, trailEntries = 0;  ///< all there are, what was removed too
    std::int64_t patients = 0, visits = 0;     ///< that were not removed
    bool operator==(const Extent&) const = default;

    /// Nothing was ever charted in it.
    bool isEmpty() const { return entries == 0; }
};

/// Of an open database. Throws Fault.
Extent extentIn(Database& database);
/// Of a closed record or a copy of one, which is only looked at: no lock, no other file, nothing is opened that is sealed. What it
/// says is not verified. Refused when it is no whole record of a version that is known. Not of the record that this program has open,
/// from which SQLite's locks would be gone then: Record::extent().
Result<Extent> extentOf(const Path& file);

/// A patient, visit or site as it stands in a record and is not removed.
struct StandingRow {
    std::array<std::byte, 16> id{};
    std::array<std::byte, 32> hash{};  ///< of all that is kept of it, as the audit trail has it
    enum class Kind : std::uint8_t { patient, visit, site } kind = Kind::patient;
};

/// How one record differs from another, in numbers.
struct Differences {
    struct Count {
        std::size_t added = 0;    ///< only in the second
        std::size_t changed = 0;  ///< in both, and not the same
        std::size_t gone = 0;     ///< only in the first
        bool operator==(const Count&) const = default;
        bool none() const { return added + changed + gone == 0; }
    };
    Count patients, visits, sites;
    bool operator==(const Differences&) const = default;
    bool none() const { return patients.none() && visits.none() && sites.none(); }
};
Differences differencesBetween(const std::vector<StandingRow>& first, const std::vector<StandingRow>& second);

}  // namespace myochart::store
