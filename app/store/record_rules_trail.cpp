#include <algorithm>
#include <deque>

#include "core/id.h"
#include "store/record_rules.h"

namespace myochart::store {

namespace {

/// The visit and the patient of what an entry is about, by the rows and by the trail.
struct Belonging {
    Key session{}, patient{};
};

Belonging belongingOf(Backend& backend, KnownRows& known, const AuditEntry& entry) {
    Belonging found;
    RowKind kind = kindOf(entry.verb);
    Key parent = parentIn(entry.verb);
    backend.find(entry.object, [&](const StoredEntry& stored) {
        if (kind == RowKind::none) kind = kindOf(stored.kind);
        if (parent == Key{}) parent = stored.parent;
    });
    if (const auto row = known.find(entry.object); row && parent == Key{}) parent = row->parent;
    if (kind == RowKind::patient) found.patient = entry.object;
    if (kind == RowKind::session) found = {entry.object, parent};
    if (kind != RowKind::marker || parent == Key{}) return found;
    found.session = parent;
    if (const auto visit = known.find(parent)) found.patient = visit->parent;
    if (found.patient == Key{}) backend.find(parent, [&](const StoredEntry& stored) { found.patient = stored.parent; });
    return found;
}

}  // namespace

Outcome RecordRules::noteEach(Event event, const std::vector<std::string>& objectUuids) {
    const int saved = changesSaved_;
    const Outcome noted = change([&] {
        for (const std::string& each : objectUuids) rows_.audit.add(verbOf(event), isUuid(each) ? keyOf(each) : Key{}, {}, {});
    });
    changesSaved_ = saved;
    return noted;
}

Outcome RecordRules::note(Event event, const std::string& objectUuid, int count) {
    const Key object = isUuid(objectUuid) ? keyOf(objectUuid) : Key{};
    const int saved = changesSaved_;  // nothing of this is something that somebody charted
    if (event != Event::read) {
        const Outcome noted = change([&] { rows_.audit.add(verbOf(event, count), object, {}, {}); });
        changesSaved_ = saved;
        return noted;
    }
    if (!readOnlyReason().empty()) return Done{};
    const UtcMs now = nowUtc();
    bool isNew = true;
    try {
        isNew = !readToday_.has(*backend_, rows_.audit.next() - 1, rows_.audit.author, object, now);
    } catch (const Fault& fault) {
        return fault.error();
    }
    if (!isNew) return Done{};
    const Outcome noted = change([&] { rows_.audit.add(verbOf(event, count), object, {}, {}, now); });
    if (noted) readToday_.add(object);
    changesSaved_ = saved;
    return noted;
}

Result<TrailPage> RecordRules::trail(const TrailQuery& query) {
    return read<TrailPage>([&] {
        const std::int64_t end = rows_.audit.next() - 1;
        TrailPage page;
        const size_t most = query.limit == 0 ? static_cast<size_t>(end) + 1 : query.limit;
        if (!query.patient.empty()) {
            if (!isUuid(query.patient.text)) return page;
            const auto& all = trailOfPatient_.of(*backend_, keyOf(query.patient.text), end);
            for (auto row = all.rbegin(); row != all.rend(); ++row) {
                if (row->utc < query.since || (query.before != 0 && row->seq >= query.before)) continue;
                if (query.kind != TrailKind::all && trailKindOf(row->verb) != query.kind) continue;
                if (page.rows.size() == most) return page.isMore = true, page;
                page.rows.push_back(*row);
            }
            return page;
        }
        // With nothing that leaves out entries the newest are known by their numbers.
        const bool plain = query.since == 0 && query.kind == TrailKind::all;
        const std::int64_t last = query.before == 0 ? end : std::min(query.before - 1, end);
        const std::int64_t first = plain && query.limit > 0 ? std::max<std::int64_t>(1, last - static_cast<std::int64_t>(query.limit)) : 1;
        std::deque<AuditEntry> newest;
        backend_->eachAuditEntry(first, [&](const AuditEntry& entry, bool broken) {
            if (broken || entry.seq > last || !isAskedFor(query, entry)) return;
            newest.push_back(entry);
            if (newest.size() > most) newest.pop_front(), page.isMore = true;
        });
        std::ranges::reverse(newest);
        for (const AuditEntry& entry : newest) {
            const Belonging of = belongingOf(*backend_, rows_.audit.known(), entry);
            page.rows.push_back(trailRowOf(entry, of.session, of.patient));
        }
        return page;
    });
}

}  // namespace myochart::store
