#include "workspace/earlier_events.h"

#include <algorithm>

#include "core/words.h"

namespace myochart::workspace {

std::vector<record::KnownEvent> unreadEvents(const RecordDesk& desk) {
    const record::Session* open = desk.session();
    std::vector<record::KnownEvent> unread;
    if (!open || desk.visitIsLocked()) return unread;
    const auto isIt = [](const store::SessionSummary& visit, const record::AdverseEvent& event) {
        return [&](const record::KnownEvent& known) { return known.visit == visit.id.text && known.category == event.category && known.severity == event.severity; };
    };
    const auto wasRead = [&](const auto& it) {
        return std::ranges::any_of(open->before.known, it) || std::ranges::any_of(desk.sessions(), [&](const store::SessionSummary& visit) { return visit.id != open->id && std::ranges::any_of(visit.known, it); });
    };
    for (const store::SessionSummary& visit : desk.sessions()) {  // newest first
        if (visit.id == open->id || visit.startedAt > open->startedAt) continue;
        for (const record::AdverseEvent& event : visit.adverse)
            if (const auto it = isIt(visit, event); !wasRead(it) && std::ranges::none_of(unread, it))
                unread.push_back({.visit = visit.id.text, .day = dayAt(visit.startedAt, visit.utcOffset), .category = event.category, .severity = event.severity});
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
