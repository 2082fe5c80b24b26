#pragma once
#include "record/chart.h"

namespace myochart::record {

/// A visit that begins like an earlier one: who treats, episode, position, and its sites with what was planned of the needle
/// (size, technique, direction and entry, depth, lift, counts, stimulation, time in place). Nothing of what was found, felt, answered,
/// scanned or timed then is taken over, and no site counts until somebody confirms it (plan.unconfirmed).
Session likeVisit(const Session& earlier, SessionId id, UtcMs startedAt, std::string utcOffset);

/// A site taken over from elsewhere: `from` is a protocol's key or an earlier visit's id.
Marker takenOver(Marker marker, std::string from, UtcMs now);

}  // namespace myochart::record
