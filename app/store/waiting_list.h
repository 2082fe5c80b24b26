#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "store/record.h"

namespace myochart::store {

/// The visits of everybody that wait for somebody (Record::waiting). One thread.
class WaitingList {
  public:
    void forget() { people_.clear(); }
    /// What waits of a patient from now on; of one who has gone nothing does.
    void set(const PatientSummary& now);
    void forget(const record::PatientId& patient) { people_.erase(patient.text); }
    WaitingPage page(const WaitingQuery& query) const;

  private:
    struct Person {
        std::string name, birthDate;
        std::vector<WaitingVisit> visits;
    };
    std::unordered_map<std::string, Person> people_;  ///< by id; only those of whom something waits
};

}  // namespace myochart::store
