#pragma once
#include <set>
#include <string>
#include <vector>

#include "anatomy/catalogue.h"

namespace myochart::referral {

/// The names of complaints in four languages: those of the tables, the words of patients, and what must be ruled out in them ("cannot pass
/// urine"). Made once for a question; borrows the catalogue.
class ComplaintNames {
  public:
    explicit ComplaintNames(const anatomy::Catalogue& catalogue);
    /// The complaints that the words of one place name, in the table's order: all words of a name are said, in any order. Words that are no more
    /// than a part of the body name none. `words`: folded for search, in the singular.
    std::vector<const anatomy::Condition*> told(const std::vector<std::string>& words) const;

  private:
    struct Named {
        const anatomy::Condition* condition;
        std::set<std::string> words;
    };
    std::vector<Named> names_;
};

}  // namespace myochart::referral
