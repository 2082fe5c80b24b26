#pragma once
#include <optional>
#include <string>
#include <vector>

#include "record/patient_order.h"
#include "store/record.h"

namespace myochart::store {

/// The order of the list of patients, and who of them fits what is sought; of each only what that needs. One thread.
class PatientList {
  public:
    /// False: set() it first.
    bool isSet() const { return isSet_; }
    /// `fromKept`: from kept summaries, which the rows are to be read from as well.
    void set(const std::vector<PatientSummary>& all, bool fromKept);
    void forget();
    bool isFromKept() const { return fromKept_; }
    /// Somebody has come, changed or (null) gone.
    void update(const record::PatientId& id, const record::Patient* now);

    size_t size() const { return places_.size(); }
    const std::vector<record::ListPlace>& places() const { return places_; }
    /// The places of those who fit, in order; valid until the next call.
    const std::vector<const record::ListPlace*>& fitting(const std::string& sought);

  private:
    std::vector<record::ListPlace> places_;
    std::optional<std::string> sought_;
    std::vector<const record::ListPlace*> fitting_;
    bool isSet_ = false, fromKept_ = false;
};

}  // namespace myochart::store
