#include "record/same_person.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"

namespace myochart::record {

std::string nameKey(std::string_view name) {
    std::vector<std::string> words = split(foldForSearch(name), ' ');
    std::ranges::sort(words);
    return fmt::format("{}", fmt::join(words, " "));
}

bool mayBeOnePerson(const Patient& a, const Patient& b) {
    const bool otherDay = !a.birthDate.empty() && !b.birthDate.empty() && a.birthDate != b.birthDate;
    return !otherDay && nameKey(a.name) == nameKey(b.name);
}

bool areTwoPeople(const Patient& a, const Patient& b) {
    const bool sameDay = !a.birthDate.empty() && a.birthDate == b.birthDate;
    return !sameDay && nameKey(a.name) != nameKey(b.name);
}

}  // namespace myochart::record
