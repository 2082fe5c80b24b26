#pragma once
#include <span>
#include <string>
#include <vector>

#include "store/record.h"

namespace myochart::workspace {

/// Why somebody is erased for good: these, and no words of anybody's own, stand in the audit trail.
struct ErasureReason {
    const char* key;    ///< "asked", for the command line
    const char* words;  ///< in English, for tr() and the trail
};
std::span<const ErasureReason> erasureReasons();
/// By key or by words; null when there is none.
const ErasureReason* erasureReason(std::string_view told);

/// What an erasing takes, told before it is done.
struct Erasure {
    record::PatientId patient;
    std::string question;  ///< "Ana Muster, born 12 Mar 1985, with 2 visits"
    std::string initials;  ///< "AM", to be typed; empty where the name has no letter
    size_t visits = 0, signedVisits = 0;
};
/// `patient` null: damaged, so that nobody can say who it is.
Erasure erasureOf(const record::PatientId& id, const record::Patient* patient, const std::vector<store::SessionSummary>& visits);
/// Whether what was typed is those initials; blanks, points and capitals do not count.
bool areInitials(std::string_view typed, const Erasure& erasure);

/// What every erasing says: what goes, what it does not reach, and that records must often be kept.
std::string erasureTakes(const Erasure& erasure);
std::string erasureDoesNotReach();
std::string erasureMustOftenWait();

}  // namespace myochart::workspace
