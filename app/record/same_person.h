#pragma once
#include "record/kinds/patient.h"

namespace myochart::record {

/// A name as it is compared: its words in the order of the alphabet, without capitals and accents, so that "Muster Ana"
/// is "Ana Muster".
std::string nameKey(std::string_view name);
/// Whether two entries may stand for one person: the same words in the name, and no other birth date.
bool mayBeOnePerson(const Patient& a, const Patient& b);
/// Whether two entries of one id stand for two people: neither the name nor the birth date is the same. One of them may
/// be corrected, but not both at once without a person looking.
bool areTwoPeople(const Patient& a, const Patient& b);

}  // namespace myochart::record
