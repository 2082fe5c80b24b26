#pragma once
#include <functional>

#include "store/record.h"

namespace myochart::store {

/// Hears of every visit as far as it can be read, with whose it is.
using VisitVisitor = std::function<void(const record::Patient&, const record::Session&)>;

/// The visits of one patient, newest first. Ends with the first error; what is damaged is left out (Record::damage()).
Outcome eachVisitOf(Record& record, const record::Patient& patient, const VisitVisitor& visit);
/// Those of everybody, in no order of people.
Outcome eachVisit(Record& record, const VisitVisitor& visit);

}  // namespace myochart::store
