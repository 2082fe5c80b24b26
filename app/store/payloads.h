#pragma once
#include <vector>

#include "chart/chart.h"
#include "store/database.h"

namespace myochart::store {

// What stands in the payload column of each table, before it is sealed. Format 1: patients and markers are their JSON; a
// session is its start (8 bytes, little-endian milliseconds), the number of its markers (4 bytes), their keys in order
// (16 bytes each) and then JSON with the title and the view. Format 2: markers have numbers, the session its last one and
// no view. Rows of format 1 are read as they are and written anew with the next change of their session. So lists and counts need no JSON, and a marker that
// vanished from its table is missed when the session is read.

Bytes payloadOf(const chart::Patient& patient);
Bytes payloadOf(const chart::Marker& marker);
/// `also`: markers that stay in its list although they could not be read.
Bytes payloadOf(const chart::Session& session, std::span<const Key> also = {});

struct SessionStart {
    UtcMs startedAt = 0;
    std::vector<Key> markers;
};

// Reading; refused when the payload is not sound.
Result<chart::Patient> patientIn(std::span<const std::byte> payload, std::int64_t format);
Result<chart::Marker> markerIn(std::span<const std::byte> payload, std::int64_t format);
Result<SessionStart> startIn(std::span<const std::byte> payload);
/// Start, title and last number; id, patient and markers are the caller's to fill in.
Result<chart::Session> headerIn(std::span<const std::byte> payload, std::int64_t format);

}  // namespace myochart::store
