#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "record/patient_order.h"
#include "store/record.h"
#include "store/visit_index.h"
#include "store/waiting_list.h"

namespace myochart::store {

/// The order of the list of patients, who of them fits what is sought, and which of their visits wait for somebody; of each only
/// what that needs. One thread.
class PatientList {
  public:
    /// False: set() it first.
    bool isSet() const { return isSet_; }
    /// `fromKept`: from kept summaries, which the rows are to be read from as well.
    void set(const std::vector<PatientSummary>& all, bool fromKept);
    void forget();
    bool isFromKept() const { return fromKept_; }
    /// Somebody has come, changed or (null) gone.
    void update(const record::PatientId& id, const PatientSummary* now);

    size_t size() const { return places_.size(); }
    const std::vector<record::ListPlace>& places() const { return places_; }
    /// The places of those who fit, in order; behind them those whose visits do, the newest first; behind them, in order of names again, those who fit nearly, where few fit. Valid until the next
    /// call.
    const std::vector<const record::ListPlace*>& fitting(const PatientQuery& query);
    /// Why the one at that place of fitting() is there.
    FoundVisits found(size_t place) const { return place < firstByVisits_ || place >= firstByVisits_ + found_.size() ? FoundVisits{} : found_[place - firstByVisits_]; }
    /// Everybody, who was seen last first. Valid until the next call.
    const std::vector<const record::ListPlace*>& lastSeen();
    size_t near() const { return near_; }  ///< how many of those only fit nearly
    size_t byVisits() const { return found_.size(); }
    WaitingPage waiting(const WaitingQuery& query) const { return waiting_.page(query); }

  private:
    std::vector<record::ListPlace> places_;
    void addByVisits(const std::vector<SoughtPiece>& pieces);

    struct Sought {
        std::string text;
        std::vector<SoughtPiece> pieces;
        bool operator==(const Sought&) const = default;
    };
    std::optional<Sought> sought_;
    VisitIndex visits_;
    std::vector<FoundVisits> found_;  ///< of those in fitting_ from firstByVisits_ on
    size_t firstByVisits_ = 0;
    std::vector<const record::ListPlace*> fitting_, lastSeen_;
    std::map<record::PatientId, UtcMs> seen_;  ///< by their last visit, else when they were entered
    size_t near_ = 0;
    WaitingList waiting_;
    bool isSet_ = false, fromKept_ = false;
};

}  // namespace myochart::store
