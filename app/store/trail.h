#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"
#include "record/chart.h"

namespace myochart::store {

/// Who does what is written into the record: for the audit trail. No patient text.
struct Author {
    std::string actor;   ///< the user's name on this computer
    std::string via;     ///< "window", "command line"
    std::string reason;  ///< why, in words of this program's own; empty where nobody needs to say
    bool operator==(const Author&) const = default;
};

/// Things that happen to patient data without changing it; each goes into the audit trail. `unlockFailed` is told with the number of tries
/// that failed since the last good one.
enum class Event { exported, printed, importRefused, read, unlocked, unlockFailed, locked, passphraseChanged, recoveryCodeRenewed, recovered, restored, olderCopy };
/// "record.unlock_failed of 3"; `count` 0: without a number.
std::string verbOf(Event event, int count = 0);

/// What kind of thing an entry of the trail tells.
enum class TrailKind { all, read, handedOver, changed, access };
/// By the entry's verb; never `all`.
TrailKind trailKindOf(std::string_view verb);

/// One entry of the trail, for people and programs. No patient text: ids alone.
struct TrailRow {
    std::int64_t seq = 0;
    UtcMs utc = 0;
    Author author;        ///< empty in entries from before the trail said it
    std::string verb;     ///< "session.add", "read", without the id behind it
    std::string object;   ///< the id of the patient, visit or site; empty: of none
    std::string patient;  ///< whose it is or was; empty where the trail does not tell
    std::string session;  ///< the visit that it is about or stands in; empty: of none, or the trail does not tell
    int count = 0;        ///< how often, where the verb tells
};

/// Which entries. Pages: the next one begins before the last row's number.
struct TrailQuery {
    record::PatientId patient{};  ///< empty: of everybody, and of the record
    UtcMs since = 0;
    TrailKind kind = TrailKind::all;
    std::int64_t before = 0;  ///< only entries with a smaller number; 0: from the newest on
    size_t limit = 100;       ///< 0: all
};
struct TrailPage {
    std::vector<TrailRow> rows;  ///< newest first
    bool isMore = false;         ///< older ones are there
};

/// Somebody who was erased for good.
struct Erased {
    std::string patient;  ///< the id
    UtcMs at = 0;
    bool operator==(const Erased&) const = default;
};

}  // namespace myochart::store
