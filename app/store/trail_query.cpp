#include "store/trail_query.h"

#include <algorithm>

#include "core/text.h"

namespace myochart::store {

namespace {

constexpr Key kNone{};
constexpr std::string_view kOfWhat = " of ";
constexpr UtcMs kOneDayMs = 86'400'000;
constexpr std::int64_t kAtOnceBack = 256;  // entries

std::string idOrNothing(const Key& key) { return key == kNone ? std::string() : uuidOf(key); }

std::int64_t dayOfUtc(UtcMs utc) { return utc >= 0 ? utc / kOneDayMs : -1; }

}  // namespace

TrailRow trailRowOf(const AuditEntry& entry, const Key& session, const Key& patient) {
    const size_t end = entry.verb.find(kOfWhat);
    TrailRow row{entry.seq, entry.utc, entry.author, entry.verb.substr(0, end), idOrNothing(entry.object), idOrNothing(patient), idOrNothing(session), 0};
    constexpr double kMost = 1'000'000;
    if (end != std::string::npos && parentIn(entry.verb) == kNone)
        if (const auto count = parseNumber(entry.verb.substr(end + kOfWhat.size()))) row.count = static_cast<int>(std::clamp(*count, 0.0, kMost));
    return row;
}

bool isAskedFor(const TrailQuery& query, const AuditEntry& entry) {
    if (entry.utc < query.since || (query.before != 0 && entry.seq >= query.before)) return false;
    const std::string_view verb = entry.verb;
    return query.kind == TrailKind::all || trailKindOf(verb.substr(0, verb.find(kOfWhat))) == query.kind;
}

const std::vector<TrailRow>& TrailOfPatient::of(Backend& backend, const Key& patient, std::int64_t end) {
    if (patient_ != patient || uuid_.empty() || end < upTo_) {
        patient_ = patient;
        uuid_ = uuidOf(patient);
        upTo_ = 0;
        theirs_ = {{patient, kNone}};
        rows_.clear();
    }
    if (upTo_ < end) readOn(backend, end);
    return rows_;
}

void TrailOfPatient::readOn(Backend& backend, std::int64_t end) {
    takeInRows(backend);
    const size_t before = rows_.size();
    if (pass(backend, end)) {
        rows_.resize(before);
        (void)pass(backend, end);
    }
    upTo_ = end;
}

void TrailOfPatient::takeInRows(Backend& backend) {
    for (const Key& session : backend.childrenOf(patient_, "session")) {
        theirs_.emplace(session, session);
        for (const Key& marker : backend.childrenOf(session, "marker")) theirs_.emplace(marker, session);
    }
}

bool TrailOfPatient::pass(Backend& backend, std::int64_t end) {
    std::vector<Key> gone;  // sites whose visit's entry is to come: a change of what a visit holds changes the visit, too
    bool learned = false;
    backend.eachAuditEntry(upTo_ + 1, [&](const AuditEntry& entry, bool broken) {
        if (broken || entry.seq > end) return;
        const RowKind kind = kindOf(entry.verb);
        auto found = theirs_.find(entry.object);
        if (kind == RowKind::marker && found == theirs_.end() && entry.after == Hash{}) gone.push_back(entry.object);
        if (kind == RowKind::session) {
            if (found == theirs_.end() && entry.verb.ends_with(uuid_)) found = theirs_.emplace(entry.object, entry.object).first;
            if (found != theirs_.end())
                for (const Key& marker : gone) learned = theirs_.emplace(marker, entry.object).second || learned;
            gone.clear();
        }
        if (found != theirs_.end()) rows_.push_back(trailRowOf(entry, found->second, patient_));
    });
    return learned;
}

bool ReadToday::has(Backend& backend, std::int64_t end, const Author& author, const Key& patient, UtcMs now) {
    const std::int64_t day = dayOfUtc(now);
    if (day_ == day && author_ == author) return read_.contains(patient);
    day_ = day;
    author_ = author;
    read_.clear();
    // The newest entries, so many of them that the oldest is of an earlier day.
    for (std::int64_t back = kAtOnceBack;; back *= 8) {
        const std::int64_t first = std::max<std::int64_t>(1, end - back + 1);
        std::int64_t oldest = day;
        backend.eachAuditEntry(first, [&](const AuditEntry& entry, bool broken) {
            if (broken || entry.seq > end) return;
            if (entry.seq == first) oldest = dayOfUtc(entry.utc);
            if (entry.verb == verbOf(Event::read) && entry.author == author && dayOfUtc(entry.utc) == day) read_.insert(entry.object);
        });
        if (first == 1 || oldest < day) break;
    }
    return read_.contains(patient);
}

}  // namespace myochart::store
