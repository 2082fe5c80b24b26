#pragma once
#include <string>

#include "record/chart.h"

namespace myochart::record {

/// Which fields of a value: all, or those that the record does not keep beside it.
enum class Part : std::uint8_t { whole, header };

// What is kept as JSON text, written straight from the descriptions without a document in between: snake_case keys in
// the order of describe(), mm, ISO 8601 UTC with milliseconds, numbers as short as they read back the same. Lossless.
// Fields that a newer Myochart wrote (`others`) stand at the end.

std::string jsonText(const Patient& patient);
std::string jsonText(const Practice& practice);
std::string jsonText(const Marker& marker);
std::string jsonText(const Session& session);  ///< with its markers
/// What a session has beyond id, patient, start and markers, which the record keeps beside it.
std::string headerText(const Session& session);

}  // namespace myochart::record
