#pragma once
#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "record/kinds/patient.h"

namespace myochart::record {

/// Where a patient stands in lists: by name as people look names up (capitals and accents do not count), then by birth date.
struct ListPlace {
    std::string folded;  ///< the name for looking up
    std::string birthDate, name;
    PatientId id;
    auto operator<=>(const ListPlace&) const = default;
};
ListPlace listPlace(const Patient& patient);

/// What somebody looks for among patients: each word is in the name or the birth date, written in any usual way ("muster
/// 1985", "12.3.1985", "12 mar"). An empty text fits everyone.
class PatientSearch {
  public:
    explicit PatientSearch(std::string_view sought);
    bool fits(const ListPlace& place) const;

  private:
    std::string wanted_, day_;
    std::vector<std::string> words_;
};

}  // namespace myochart::record
