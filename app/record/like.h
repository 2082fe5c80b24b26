#pragma once
#include "record/chart.h"

namespace myochart::record {

/// A visit that begins like an earlier one: who treats, episode, position, and its sites with what was planned of the needle
/// (size, technique, direction and entry, depth, lift, grade). Nothing of what was done (wasNeedled: insertions, pistoning, winding,
/// stimulation, time in place), found, felt, answered, scanned or timed then is taken over, and no site counts until somebody confirms it
/// (plan.unconfirmed). What
/// happened at a site then (an adverse event there, a bruise, bleeding, more pain than before) stands in its plan.reactions.
Session likeVisit(const Session& earlier, SessionId id, UtcMs startedAt, std::string utcOffset);

/// What is said of the sites that nobody has confirmed by confirming them all at once: whatever was taken over of their needles
/// counts as today's from then on.
struct Confirmable {
    struct Figure {
        const char *key, *title;  ///< of the field of the needle
        size_t sites;             ///< of atOnce, at which it is recorded
    };
    std::vector<MarkerId> atOnce;    ///< in the order of the sites
    std::vector<MarkerId> oneByOne;  ///< something happened there the last time (plan.reactions): each is looked at by itself
    std::vector<Figure> figures;
};
Confirmable confirmableIn(const Session& session);

/// A site taken over from elsewhere: `from` is a protocol's key or an earlier visit's id.
Marker takenOver(Marker marker, std::string from, UtcMs now);

}  // namespace myochart::record
