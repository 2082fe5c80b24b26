#pragma once
#include <map>
#include <unordered_map>

#include "store/entry_rows.h"
#include "store/record.h"

namespace myochart::store {

/// What of a visit waits for somebody; nothing when nothing does. Its sites are not looked at.
std::optional<WaitingVisit> waitingVisit(const record::Session& header);

/// What a summary tells of one visit.
struct VisitFacts {
    DoneVisit done;
    std::optional<WaitingVisit> waiting;
};

/// What lists of patients show, kept beside the entries, so that a list needs no visit to be opened: a sealed row for each
/// patient who was not removed, and one sum over all of them, so that a row that was lost or put back is noticed. Written
/// in the transaction that changes what it tells. Functions throw Fault.
class Summaries {
  public:
    Summaries(Backend& backend, Cipher& cipher, EntryRows& rows) : backend_(backend), cipher_(cipher), rows_(rows) {}

    // What changed in this transaction: finish() writes the summaries of these patients at its end.
    /// Worked out from the entries: every visit is read.
    void touch(const Key& patient) { touched_[patient].anew = true; }
    /// They were not here before.
    void touchNew(const Key& patient) { touched_[patient].isNew = true; }
    /// Their own data alone.
    void touchPerson(const Key& patient) { touched_[patient]; }
    /// A visit is new or changed; `now` with its sites.
    void touchVisit(const Key& patient, const record::Session& now);
    void begin() { touched_.clear(); }
    void finish();
    struct Touched {
        bool anew = false, isNew = false;
        std::map<Key, VisitFacts> visits;
    };
    /// Whose summaries the last transaction wrote.
    const std::map<Key, Touched>& touched() const { return touched_; }
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
        void addSite(const Key& visit, const DoneVisit& words);  ///< of one site
        void addPatient(record::Patient patient) { patients_.push_back(std::move(patient)); }
        /// Ends the tally: what was added is used up.
        std::vector<PatientSummary> list();

      private:
        /// Of a hundred thousand visits: its words are numbers in words_.
        struct Visit {
            std::optional<Key> patient;  ///< none: it was removed, or not met yet
            UtcMs startedAt = 0;
            std::string utcOffset;
            std::vector<std::uint32_t> muscles, lots;
        };
        std::uint32_t numberOf(const std::string& word);
        std::vector<std::string> wordsOf(const std::vector<std::uint32_t>& numbers) const;

        std::unordered_map<Key, Visit, KeyHash> visits_;
        std::unordered_map<Key, WaitingVisit, KeyHash> waiting_;
        std::unordered_map<std::string, std::uint32_t> numbers_;
        std::vector<const std::string*> words_;
        std::vector<record::Patient> patients_;
    };

  private:
    /// Adds (or takes away) what a row counts in the sum of all; the order of rows does not matter.
    void count(Hash& sum, const Key& patient, std::span<const std::byte> sealed, bool add) const;
    std::optional<PatientSummary> opened(const Key& patient, std::span<const std::byte> sealed);
    AssociatedData belongsTo(const std::string& uuid) const;
    VisitFacts factsOf(const Row& visit);
    /// What is kept with what changed; nothing when they are gone.
    std::optional<PatientSummary> changed(const Key& patient, const Touched& how);

    Backend& backend_;
    Cipher& cipher_;
    EntryRows& rows_;
    std::map<Key, Touched> touched_;
};

}  // namespace myochart::store
