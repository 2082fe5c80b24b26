#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "record/chart.h"

namespace myochart::store {

// What waits over the whole record: visits that nobody has signed, and follow-ups after an adverse event.

/// A visit that somebody has to come back to.
struct WaitingVisit {
    record::SessionId id;
    UtcMs startedAt = 0;
    std::string utcOffset{};          ///< as in record::Session
    bool isOpen = false;              ///< nobody has signed it
    bool wantsCosignature = false;
    std::vector<UtcMs> followUpsDue;  ///< one for each adverse event that nobody has followed up (record::openFollowUps)
    bool operator==(const WaitingVisit&) const = default;
};

/// Which visits of the whole record are asked for.
struct WaitingQuery {
    enum class What { open, followUps };
    What what = What::open;
    UtcMs dueBefore = INT64_MAX;  ///< of followUps: only what is due before that moment
    size_t first = 0, count = 100;
};

/// One of them, with whose it is.
struct WaitingRow {
    record::PatientId patient;
    std::string patientName, birthDate;
    WaitingVisit visit;
};

/// A part of them: open ones newest first; follow-ups, which a visit may have several of, by the one that is due first.
struct WaitingPage {
    std::vector<WaitingRow> rows;
    size_t all = 0;  ///< how many visits there are
};

}  // namespace myochart::store
