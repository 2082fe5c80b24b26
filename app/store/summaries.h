#pragma once
#include <map>
#include <set>
#include <unordered_map>

#include "store/entry_rows.h"
#include "store/record.h"

namespace myochart::store {

/// What of a visit waits for somebody; nothing when nothing does. Its sites are not looked at.
std::optional<WaitingVisit> waitingVisit(const record::Session& header);

/// What lists of patients show, kept beside the entries, so that a list needs no visit to be opened: a sealed row for each
/// patient who was not removed, and one sum over all of them, so that a row that was lost or put back is noticed. Written
/// in the transaction that changes what it tells. Functions throw Fault.
class Summaries {
  public:
    Summaries(Backend& backend, Cipher& cipher, EntryRows& rows) : backend_(backend), cipher_(cipher), rows_(rows) {}

    /// The summary of this patient is written anew when the transaction ends (finish()).
    void touch(const Key& patient) { touched_.insert(patient); }
    void begin() { touched_.clear(); }
    void finish();
    /// Whose summaries the last transaction wrote.
    const std::set<Key>& touched() const { return touched_; }
    /// One as it is kept; nothing when there is none, or when it is not sound.
    std::optional<PatientSummary> kept(const Key& patient);
    /// What the entries say of one patient; nothing when they were removed. Visits that are damaged do not count.
    std::optional<PatientSummary> ofEntries(const Key& patient);
    /// All, in no order; nothing when what is kept is not sound.
    std::optional<std::vector<PatientSummary>> all();
    /// The same worked out from the entries: the sound ones. `damaged` is told the others.
    std::vector<PatientSummary> fromEntries(const std::function<void(const Key&, const Error&)>& damaged);

    /// Adds up what the entries of everybody say, in whatever order they come.
    class Tally {
      public:
        void addVisit(const Key& patient, const record::Session& header);
        void addPatient(record::Patient patient) { patients_.push_back(std::move(patient)); }
        std::vector<PatientSummary> list() const;

      private:
        std::unordered_map<Key, PatientSummary, KeyHash> visits_;
        std::vector<record::Patient> patients_;
    };

  private:
    /// Adds (or takes away) what a row counts in the sum of all; the order of rows does not matter.
    void count(Hash& sum, const Key& patient, std::span<const std::byte> sealed, bool add) const;
    std::optional<PatientSummary> opened(const Key& patient, std::span<const std::byte> sealed);
    AssociatedData belongsTo(const std::string& uuid) const;

    Backend& backend_;
    Cipher& cipher_;
    EntryRows& rows_;
    std::set<Key> touched_;
};

}  // namespace myochart::store
