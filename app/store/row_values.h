#pragma once
#include <functional>

#include "store/entry_rows.h"
#include "store/payloads.h"

namespace myochart::store {

// What stands in a row. Functions throw the Fault of damage, of kind refused, when it is not sound.

record::Patient patientFrom(const EntryRows& rows, const Row& row);
record::Practice practiceFrom(const EntryRows& rows, const Row& row);
record::Marker markerFrom(const EntryRows& rows, const Row& row);
SessionStart startFrom(const EntryRows& rows, const Row& row);
/// Without its markers.
record::Session headerFrom(const EntryRows& rows, const Row& row);

/// The damage that `reading` met; nothing when all it read was sound. Other faults go on.
std::optional<Error> damageIn(const std::function<void()>& reading);

}  // namespace myochart::store
