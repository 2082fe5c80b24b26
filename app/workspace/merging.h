#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "anatomy/catalogue.h"
#include "body/body.h"
#include "core/progress.h"
#include "exchange/bundle_reader.h"
#include "record/merge.h"
#include "store/merging.h"

namespace myochart::workspace {

/// Another copy of patients and visits: a file that was edited, or a whole record.
struct OtherCopy {
    std::vector<record::Patient> patients;
    std::function<Result<std::optional<record::Session>>()> next;  ///< its visits one by one; on the thread of the other record
    std::vector<record::SessionId> removed = {};                   ///< visits that were removed there
    std::map<std::string, UtcMs> changedAt = {};                   ///< when a patient, visit or site was last changed there, by id
    store::Parted parted = {};
    std::map<std::string, record::Patient> patientsBefore = {};    ///< as they were when the copies parted, by id, where that is known
    std::map<std::string, record::Session> visitsBefore = {};
};
/// A file; it lives longer.
OtherCopy otherCopyOf(exchange::BundleReader& file);
/// The file as it was handed over, from which the other one was edited.
Outcome readBefore(exchange::BundleReader& before, OtherCopy& other);
/// A record, opened to be read; both live longer. Refused where anything in it is damaged.
Result<OtherCopy> otherCopyOf(store::Record& here, store::Record& there);

/// "ID.FIELD" and what is taken; `rest`: of those that it does not name.
struct Decisions {
    std::map<std::string, record::Taken> named;
    std::optional<record::Taken> rest = {};
};

struct PlannedConflict {
    record::MergeConflict what;
    record::PatientId patient;
    record::SessionId visit;  ///< empty: it is about the patient
    std::string day;          ///< of the visit
    std::optional<UtcMs> mineAt, theirsAt;  ///< when it was last changed; nothing where no trail tells
};

/// What merging would do. Nothing is written yet.
struct MergePlan {
    store::Merging order;
    std::vector<PlannedConflict> conflicts;
    size_t undecided = 0;
    size_t known = 0;                     ///< entries that are the same in both
    size_t taken = 0;                     ///< changes of the other copy that stood against nothing
    std::vector<std::string> beside;      ///< ids of versions that come beside a signed visit
    std::vector<std::string> notTaken;    ///< sentences for people: what of the other copy stays out whatever is decided
    std::vector<std::string> renumbered;  ///< sentences: sites of the other copy that have another number here
    std::vector<std::string> unmet = {};  ///< names of decisions that met no conflict
};
/// On the record's thread. `body`: what new sites are held against, null where it is not at hand.
Result<MergePlan> planMerge(store::Record& record, OtherCopy& other, const Decisions& decisions, const body::Body* body, const anatomy::Catalogue& catalogue,
                            Progress& progress);

}  // namespace myochart::workspace
