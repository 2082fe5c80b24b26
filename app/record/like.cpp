#include "record/like.h"

#include <algorithm>

namespace myochart::record {

namespace {

/// What happened at the site in its visit that nobody should needle past without a look.
std::vector<std::string> reactionsAt(const Session& visit, const Marker& marker) {
    std::vector<std::string> keys;
    const auto add = [&](const std::string& key) {
        if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
    };
    for (const AdverseEvent& event : visit.after.adverse)
        if (event.site == marker.id.text) add(event.category);
    const Response& response = marker.response;
    if (response.bruise == true) add("bruising");
    if (response.bleeding == true) add("bleeding");
    if (response.painBefore && response.painAfter && *response.painAfter > *response.painBefore) add("pain_after");
    return keys;
}

/// Counts of how many values have a field recorded, by the field's title.
class RecordedFields {
  public:
    template <class T>
    void operator()(const Field& field, const T& value) {
        if (!isRecorded(value)) return;
        const auto at = std::ranges::find_if(figures_, [&](const Confirmable::Figure& figure) { return std::string_view(figure.key) == field.key; });
        at == figures_.end() ? figures_.push_back({field.key, field.title, 1}) : void(++at->sites);
    }
    std::vector<Confirmable::Figure> taken() && { return std::move(figures_); }

  private:
    template <class T>
    static bool isRecorded(const std::optional<T>& value) { return value.has_value(); }
    static bool isRecorded(const std::string& text) { return !text.empty(); }

    std::vector<Confirmable::Figure> figures_;
};

}  // namespace

Confirmable confirmableIn(const Session& session) {
    Confirmable found;
    RecordedFields fields;
    for (const Marker& marker : session.markers) {
        if (marker.plan.unconfirmed != true) continue;
        if (!marker.plan.reactions.empty()) {
            found.oneByOne.push_back(marker.id);
            continue;
        }
        found.atOnce.push_back(marker.id);
        describe(fields, marker.needle);
    }
    found.figures = std::move(fields).taken();
    return found;
}

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
    taken.needle.insertions.reset();
    taken.needle.pistoning.reset();
    taken.needle.winding.reset();
    for (std::optional<float>* done : {&taken.needle.stimulationHz, &taken.needle.stimulationMa, &taken.needle.stimulationMin, &taken.needle.retentionMin}) done->reset();
    taken.needle.stimulationWords.clear();
    taken.needle.inAt.reset();
    taken.needle.outAt.reset();
    taken.needle.countedAt.reset();
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
        session.markers.back().plan.reactions = reactionsAt(earlier, marker);
    }
    numberMarkers(session);
    return session;
}

}  // namespace myochart::record
