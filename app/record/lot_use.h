#pragma once
#include <map>
#include <string>
#include <vector>

#include "record/chart.h"

namespace myochart::record {

/// A visit in which needles of a lot were used.
struct LotVisit {
    PatientId patient;
    std::string patientName, birthDate;
    SessionId session;
    UtcMs startedAt = 0;
    std::string utcOffset;
    size_t sites = 0;  ///< with a needle of that lot
};

/// One lot, as it was kept with the needles: for a recall.
struct LotUse {
    std::string maker, lot;
    std::string item, expiry;  ///< the first of each that was told; empty: nobody did
    size_t sites = 0, patients = 0;
    std::vector<LotVisit> visits;  ///< newest first
};

/// Counts lots over many visits, one at a time. Makers and lots are compared without capitals and blanks; a lot without a
/// maker is one of its own. Sites that nobody has confirmed count for nothing.
class LotCounter {
  public:
    void add(const Patient& patient, const Session& session);
    /// By lot. What was used last stands first.
    std::vector<LotUse> lots() const;

  private:
    std::map<std::pair<std::string, std::string>, LotUse> lots_;
};

/// Whether what is sought is in the lot, its maker or its item; without capitals and blanks. An empty text fits every one.
bool lotFits(const LotUse& lot, std::string_view sought);
/// Whether the box had expired when needles of it were used last.
bool usedExpired(const LotUse& lot);

}  // namespace myochart::record
