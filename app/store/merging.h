#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/record.h"

// Two edited copies of a record made one again (decision 49): what is known of where they parted, and the one change that it is.

namespace myochart::store {

/// A visit as it is kept, also one that was removed.
struct KeptVisit {
    record::Session session;
    bool isRemoved = false;         ///< it, or its patient
};
/// Nothing where there is none of that id; refused where it is damaged. On the record's thread.
Result<std::optional<KeptVisit>> keptVisit(Record& record, const record::SessionId& id);

/// What the audit trails of two copies of one record tell: which patients, visits and sites changed in each since they were one, by ids. A
/// visit is named also where only its list of sites changed.
struct Parted {
    bool isKnown = false;  ///< false: they are not copies of one record, and nothing is told
    std::set<std::string> here, there;
    std::set<std::string> removedHere, removedThere;  ///< those of them that are gone (sites), or were gone for good
};
/// On the records' threads. Reads both trails once.
Result<Parted> partedFrom(Record& here, Record& there);

/// One merging: every visit and patient that it changes, as it was and as it is, and what is new.
struct Merging {
    struct PatientChange {
        record::Patient before, after;
    };
    std::vector<record::Patient> newPatients;
    std::vector<PatientChange> patients;
    std::vector<SessionChange> visits;          ///< none of a signed visit but for addenda and the co-signature
    std::vector<record::Session> newVisits;     ///< also those that come beside a signed one
    std::vector<record::Session> keptAside;     ///< versions that were not taken: among the recently deleted
    std::vector<record::SessionId> removed, restored;
    bool none() const {
        return newPatients.empty() && patients.empty() && visits.empty() && newVisits.empty() && keptAside.empty() && removed.empty() && restored.empty();
    }
};
/// All of it or nothing, in one transaction; the trail tells each as "merge.". Conflict where something is no longer as `before` says; refused
/// where something is not sound.
Outcome mergeInto(Record& record, const Merging& merging);
/// What mergeInto() did taken back, or done again, as one transaction: what was new lies among the recently deleted meanwhile. What it kept aside
/// stays there. A visit that is signed by it, or that got an addendum, stays as it is: how many did. Conflict, and nothing is done, where
/// something was changed since.
Result<size_t> takeBackMerging(Record& record, const Merging& merging);
Result<size_t> mergeAgain(Record& record, const Merging& merging);

}  // namespace myochart::store
