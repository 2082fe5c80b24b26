#pragma once
#include <vector>

#include "record/chart.h"
#include "store/database.h"
#include "store/record.h"

namespace myochart::store {

// What stands in the payload of each entry, before it is sealed. Patients, markers and the practice are their JSON; a session is its
// start (8 bytes, little-endian milliseconds), the number of its markers (4 bytes), their keys in order (16 bytes each) and
// then JSON with the rest, so lists and counts need no JSON, and a marker that vanished is missed when the session is read.
// A summary is the number of visits (4 bytes), the last one's start (8 bytes), the length of its offset from UTC (1 byte)
// and that text, the number of visits that wait (4 bytes) and each of them (key, start, length of its offset and that text, 1 byte of what it
// waits for, the number of its follow-ups in 1 byte and 8 bytes each), what was done (done_visits.h) behind its length (4 bytes), and the
// patient's JSON. Records before version 5 had none that wait, those before version 6 nothing of what was done. Format 1: markers had no numbers, and the session the view. Formats 2 and 3:
// sessions had no offset, and fields that were not known were refused. Older rows are sealed
// anew when the record is upgraded (upgrade.h); one that was damaged then stays as it is.

Bytes payloadOf(const record::Patient& patient);
Bytes payloadOf(const record::Practice& practice);
Bytes payloadOf(const record::Marker& marker);
Bytes payloadOf(const PatientSummary& summary);
/// `also`: markers that stay in its list although they could not be read.
Bytes payloadOf(const record::Session& session, std::span<const Key> also = {});

/// A hash of a payload that goes on from another one's; not for what is kept.
size_t contentHash(std::span<const std::byte> payload, size_t before = 0);

struct SessionStart {
    UtcMs startedAt = 0;
    std::vector<Key> markers;
};

// Reading; refused when the payload is not sound.
Result<record::Patient> patientIn(std::span<const std::byte> payload, std::int64_t format);
Result<record::Practice> practiceIn(std::span<const std::byte> payload, std::int64_t format);
Result<PatientSummary> summaryIn(std::span<const std::byte> payload);
Result<record::Marker> markerIn(std::span<const std::byte> payload, std::int64_t format);
Result<SessionStart> startIn(std::span<const std::byte> payload);
/// Start, offset, title and last number; id, patient and markers are the caller's to fill in.
Result<record::Session> headerIn(std::span<const std::byte> payload, std::int64_t format);

}  // namespace myochart::store
