#pragma once
#include <string>
#include <vector>

#include "anatomy/catalogue.h"

namespace myochart::referral {

/// The complaints that the words of one place name, in the table's order: by their names, by the words of patients and of every day, and by
/// what must be ruled out in them ("cannot pass urine"), in four languages; all words of a name must be said, in any order. Words that are no more than
/// a part of the body name none. `words`: folded for search, in the singular.
std::vector<const anatomy::Condition*> complaintsTold(const anatomy::Catalogue& catalogue, const std::vector<std::string>& words);

}  // namespace myochart::referral
