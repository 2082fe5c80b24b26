#include "record/like.h"

namespace myochart::record {

Marker takenOver(Marker marker, std::string from, UtcMs now) {
    Marker taken;
    taken.id = MarkerId::make();
    taken.type = marker.type;
    taken.anchor = std::move(marker.anchor);
    taken.muscle = std::move(marker.muscle);
    taken.side = marker.side;
    taken.sentence = std::move(marker.sentence);
    taken.byHand = marker.byHand;
    taken.label = std::move(marker.label);
    taken.plan = {.unconfirmed = true, .from = std::move(from), .point = std::move(marker.plan.point), .earlier = marker.id.text};
    taken.needle = std::move(marker.needle);
    for (std::string* scanned : {&taken.needle.item, &taken.needle.lot, &taken.needle.serial, &taken.needle.expiry}) scanned->clear();
    for (std::optional<float>* seen : {&taken.needle.ultrasoundMuscleMm, &taken.needle.ultrasoundRibMm, &taken.needle.ultrasoundPleuraMm}) seen->reset();
    taken.needle.inAt.reset();
    taken.needle.outAt.reset();
    taken.createdAt = now;
    return taken;
}

Session likeVisit(const Session& earlier, SessionId id, UtcMs startedAt, std::string utcOffset) {
    Session session;
    session.id = std::move(id);
    session.patient = earlier.patient;
    session.startedAt = startedAt;
    session.utcOffset = std::move(utcOffset);
    session.before.therapist = earlier.before.therapist;
    session.before.episode = earlier.before.episode;
    session.before.position = earlier.before.position;
    for (const Marker& marker : earlier.markers) {
        if (marker.plan.unconfirmed == true) continue;  // nobody ever confirmed it
        session.markers.push_back(takenOver(marker, earlier.id.text, startedAt));
    }
    numberMarkers(session);
    return session;
}

}  // namespace myochart::record
