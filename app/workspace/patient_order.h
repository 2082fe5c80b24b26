#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "store/record.h"

namespace myochart::workspace {

/// "Ana Muster, born 12 Mar 1985", as one person is told from another; the name alone without a birth date.
std::string nameAndBirth(std::string_view name, const std::string& birthDate);
/// The patient among `patients` who may be the same person as this one: the same words in the name, whatever their order,
/// and no other birth date. Null: none.
const store::PatientSummary* namesake(const std::vector<store::PatientSummary>& patients, const record::Patient& patient);

}  // namespace myochart::workspace
