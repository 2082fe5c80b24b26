#pragma once
#include <map>
#include <set>

#include "note/adverse_rates.h"
#include "record/ledger.h"
#include "record/lot_use.h"
#include "workspace/note_desk.h"
#include "workspace/record_walk.h"

namespace myochart::workspace {

/// Which list of the whole practice is looked at while no patient is open.
enum class PracticeList { patients, open, followUps, lots };

/// What a row about a visit tells beyond what is kept for lists.
struct VisitDetail {
    size_t sites = 0, needles = 0;   ///< needles that are in or out
    std::vector<std::string> lacks;  ///< note::lacking()
    /// An adverse event that is to be followed up.
    struct Due {
        size_t event = 0;
        UtcMs due = 0;
        std::string category;
        record::Severity severity = record::Severity::mild;
    };
    std::vector<Due> due;  ///< the one that is due first, first
    bool isSigned = false;
};

/// Lists over the whole record: visits that nobody has signed, follow-ups that are due, lots by use, adverse rates. One thread; what
/// the record has to answer comes with the link's pump().
class ListsDesk {
  public:
    /// What it is given lives longer.
    ListsDesk(Notices& notices, RecordLink& link, Settings& settings, PracticeDesk& practice, RecordDesk& record, NoteDesk& note);

    PracticeList shown = PracticeList::patients;
    /// No patient is open any more, and that list is looked at, in the left panel if that is hidden.
    void show(PracticeList list);

    /// Reads what waits from the record; a notice asks for the follow-ups that are due.
    void begin();
    void refresh() { ask(false); }
    size_t openCount() const { return open_.all; }
    /// Newest first; more of them after wantOpen().
    const std::vector<store::WaitingRow>& open() const { return open_.rows; }
    /// Those of today among them.
    std::vector<const store::WaitingRow*> openToday() const;
    /// The rows before `end` are looked at.
    void wantOpen(size_t end);
    /// Visits with a follow-up that is due by now; the longest overdue first.
    const std::vector<store::WaitingRow>& followUps() const { return followUps_.rows; }
    size_t followUpCount() const { return followUps_.all; }
    /// Grows with every list that was read.
    std::uint64_t version() const { return version_; }

    /// Null while it is not here: it is asked for.
    const VisitDetail* detail(const record::SessionId& id);
    /// That visit was changed.
    void forget(const record::SessionId& id) { details_.erase(id.text), asked_.erase(id.text); }

    void openVisit(const record::PatientId& patient, const record::SessionId& session);
    /// Notes that the patient was asked about that event (record::followUp), saved at once; `text` may be empty.
    void followUp(const record::SessionId& session, size_t event, std::string text);

    // --- counted over every visit, a few people at a time
    /// Begins to count; what was counted before stays until it is done.
    void countLots();
    bool countingLots() const { return lotWalk_.running(); }
    double shareOfLots() const { return lotWalk_.share(); }
    /// Null before they were counted.
    const std::vector<record::LotUse>* lots() const { return lots_ ? &*lots_ : nullptr; }
    void countRates();
    bool countingRates() const { return rateWalk_.running(); }
    double shareOfRates() const { return rateWalk_.share(); }
    const note::AdverseRates* rates() const { return rates_ ? &*rates_ : nullptr; }

  private:
    void ask(bool tells);
    void take(store::WaitingPage open, store::WaitingPage followUps, bool tells);

    Notices& notices_;
    RecordLink& link_;
    Settings& settings_;
    PracticeDesk& practice_;
    RecordDesk& record_;
    NoteDesk& note_;
    store::WaitingPage open_, followUps_;
    size_t openWanted_;
    std::uint64_t question_ = 0, version_ = 0;
    std::string told_;  ///< the notice of follow-ups that are due
    std::map<std::string, VisitDetail> details_;
    std::set<std::string> asked_;
    RecordWalk lotWalk_, rateWalk_;
    std::optional<std::vector<record::LotUse>> lots_;
    std::optional<note::AdverseRates> rates_;
};

}  // namespace myochart::workspace
