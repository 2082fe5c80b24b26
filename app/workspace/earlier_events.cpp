#include "workspace/earlier_events.h"

#include <algorithm>

#include "core/words.h"

namespace myochart::workspace {

std::vector<record::KnownEvent> unreadEvents(const RecordDesk& desk) {
    const record::Session* open = desk.session();
    std::vector<record::KnownEvent> unread;
    if (!open || desk.visitIsLocked()) return unread;
    const auto isEarlier = [&](const store::SessionSummary& visit) {
        return visit.id != open->id && visit.startedAt <= open->startedAt && (visit.markers > 0 || !visit.adverse.empty());
    };
    const auto last = std::ranges::find_if(desk.sessions(), isEarlier);  // newest first
    if (last == desk.sessions().end()) return unread;
    for (const record::AdverseEvent& event : last->adverse) {
        const auto isIt = [&](const record::KnownEvent& known) { return known.visit == last->id.text && known.category == event.category && known.severity == event.severity; };
        if (std::ranges::none_of(open->before.known, isIt) && std::ranges::none_of(unread, isIt))
            unread.push_back({.visit = last->id.text, .day = dayAt(last->startedAt, last->utcOffset), .category = event.category, .severity = event.severity});
    }
    return unread;
}

void readEvents(RecordDesk& desk) {
    const auto unread = unreadEvents(desk);
    if (unread.empty() || desk.refusedNow()) return;
    record::Session visit = *desk.session();
    for (record::KnownEvent event : unread) {
        event.at = desk.now();
        visit.before.known.push_back(std::move(event));
    }
    desk.commit(record::Edited{std::move(visit), tr("Read what happened the last time")});
}

}  // namespace myochart::workspace
