#pragma once
#include <set>
#include <unordered_map>

#include "store/audit_chain.h"

namespace myochart::store {

/// Why a change is made, while it is.
class ForReason {
  public:
    ForReason(Author& author, const std::string& reason) : author_(author), before_(std::exchange(author.reason, reason)) {}
    ~ForReason() { author_.reason = before_; }
    ForReason(const ForReason&) = delete;
    ForReason& operator=(const ForReason&) = delete;

  private:
    Author& author_;
    std::string before_;
};

/// An entry as people are told it. `session`, `patient`: to what it belongs, zeros where that is not known.
TrailRow trailRowOf(const AuditEntry& entry, const Key& session, const Key& patient);
/// Whether it is one of those asked for, whoever it is about.
bool isAskedFor(const TrailQuery& query, const AuditEntry& entry);

/// The trail of one patient, collected in one pass and kept up from then on: nothing in the file tells it by patient. What belongs to whom is
/// told by the rows that are here, by "session.add of UUID", and of sites that are gone by the entry of their visit that follows. Functions
/// throw Fault. One thread.
class TrailOfPatient {
  public:
    /// Oldest first, of everything so far; valid until the next call.
    const std::vector<TrailRow>& of(Backend& backend, const Key& patient, std::int64_t end);

  private:
    void readOn(Backend& backend, std::int64_t end);
    void takeInRows(Backend& backend);
    /// True when it learned whose sites are that are gone.
    bool pass(Backend& backend, std::int64_t end);

    Key patient_{};
    std::string uuid_;
    std::int64_t upTo_ = 0;
    std::unordered_map<Key, Key, KeyHash> theirs_;  ///< the patient, visits, sites, each with its visit
    std::vector<TrailRow> rows_;
};

/// Whose charts an author read on a day, as the trail has it.
class ReadToday {
  public:
    /// True where it is there already; reads the trail back to the beginning of the day at the first use.
    bool has(Backend& backend, std::int64_t end, const Author& author, const Key& patient, UtcMs now);
    void add(const Key& patient) { read_.insert(patient); }

  private:
    std::int64_t day_ = -1;
    Author author_;
    std::set<Key> read_;
};

}  // namespace myochart::store
