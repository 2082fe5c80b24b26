#include "store/known_rows.h"

#include <algorithm>
#include <bit>

#include "core/id.h"

namespace myochart::store {

namespace {

constexpr Hash kNoHash{};
constexpr std::string_view kOf = " of ";

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace

RowKind kindOf(std::string_view verb) {
    return holds(verb, "marker")    ? RowKind::marker
           : holds(verb, "session") ? RowKind::session
           : holds(verb, "patient") ? RowKind::patient
           : holds(verb, "practice") ? RowKind::practice
                                    : RowKind::none;
}

std::string verbWithParent(std::string_view verb, const Key& parent) {
    return std::string(verb) + std::string(kOf) + uuidOf(parent);
}

Key parentIn(std::string_view verb) {
    const size_t at = verb.find(kOf);
    if (at == std::string_view::npos) return {};
    const std::string uuid(verb.substr(at + kOf.size()));
    return isUuid(uuid) ? keyOf(uuid) : Key{};
}

void KnownRows::reserve(size_t rows) {
    rows_.reserve(rows);
    if (size_t slots = std::bit_ceil(rows + rows / 2 + 1); slots > index_.size()) makeIndex(slots);
}

/// Some bits of a UUID are the same in all of them: the highest of a product depend on every bit.
size_t KnownRows::firstSlot(const Key& object) const {
    return static_cast<size_t>((KeyHash()(object) * 0x9E3779B97F4A7C15ULL) >> (64 - std::countr_zero(index_.size())));
}

void KnownRows::makeIndex(size_t slots) {
    index_.assign(std::max<size_t>(slots, 16), 0);
    for (Place place = 1; place <= rows_.size(); ++place) {
        size_t at = firstSlot(rows_[place - 1].id);
        while (index_[at] != 0) at = (at + 1) & (index_.size() - 1);
        index_[at] = place;
    }
}

KnownRows::Place KnownRows::placeOf(const Key& object) const {
    if (index_.empty()) return 0;
    for (size_t at = firstSlot(object);; at = (at + 1) & (index_.size() - 1))
        if (const Place place = index_[at]; place == 0 || rows_[place - 1].id == object) return place;
}

KnownRows::Place KnownRows::add(const Key& object) {
    rows_.push_back({object, {}, RowKind::none, 0});
    if (rows_.size() * 4 > index_.size() * 3) {
        makeIndex(index_.size() * 2);
    } else {
        size_t at = firstSlot(object);
        while (index_[at] != 0) at = (at + 1) & (index_.size() - 1);
        index_[at] = static_cast<Place>(rows_.size());
    }
    return static_cast<Place>(rows_.size());
}

KnownRows::Of& KnownRows::ofRow(Kept& row) {
    if (row.of == 0) {
        of_.emplace_back();
        row.of = static_cast<std::uint32_t>(of_.size());
    }
    return of_[row.of - 1];
}

KnownRows::Known KnownRows::known(const Kept& row) const {
    const Of of = row.of == 0 ? Of{} : of_[row.of - 1];
    return {row.hash, row.kind, of.parent, of.since};
}

bool KnownRows::follow(const Key& object, const Hash& before, const Known& entry) {
    const Place place = placeOf(object);
    const bool follows = before == (place == 0 ? kNoHash : rows_[place - 1].hash);
    followAt(place, object, entry);
    return follows;
}

void KnownRows::followAt(Place place, const Key& object, const Known& entry) {
    if (entry.hash == kNoHash) {
        if (place == 0) return;
        Kept& row = rows_[place - 1];
        row.hash = kNoHash;
        if (row.of != 0) ofRow(row) = {};
        return;
    }
    if (place == 0) place = add(object);
    Kept& row = rows_[place - 1];
    row.hash = entry.hash;
    row.kind = entry.kind;
    if (entry.kind != RowKind::session && entry.kind != RowKind::patient) return;
    Of& of = ofRow(row);
    const Key parent = entry.parent == Key{} ? of.parent : entry.parent;
    if (entry.kind == RowKind::session && (of.since == 0 || parent != of.parent)) sessions_[parent].push_back(place);
    of = {parent, of.since != 0 ? of.since : entry.since};
}

void KnownRows::commit() {
    for (const auto& [object, entry] : now_) follow(object, entry);
    now_.clear();
}

std::optional<KnownRows::Known> KnownRows::find(const Key& object) const {
    if (!now_.empty())
        if (const auto now = now_.find(object); now != now_.end()) return now->second.hash == kNoHash ? std::nullopt : std::optional(now->second);
    const Place place = placeOf(object);
    return place == 0 || rows_[place - 1].hash == kNoHash ? std::nullopt : std::optional(known(rows_[place - 1]));
}

void KnownRows::learnParent(const Key& object, const Key& parent) {
    const Place place = placeOf(object);
    if (place == 0) return;
    Kept& row = rows_[place - 1];
    Of& of = ofRow(row);
    if (row.hash == kNoHash || of.parent == parent) return;
    of.parent = parent;
    if (row.kind == RowKind::session) sessions_[parent].push_back(place);
}

std::vector<Key> KnownRows::missing(RowKind kind, const KeySet& found) const {
    std::vector<Key> keys;
    for (const Kept& row : rows_)
        if (row.kind == kind && row.hash != kNoHash && !found.contains(row.id) && find(row.id)) keys.push_back(row.id);
    return keys;
}

size_t KnownRows::count(RowKind kind) const {
    return static_cast<size_t>(std::ranges::count_if(rows_, [&](const Kept& row) { return row.kind == kind && row.hash != kNoHash && (now_.empty() || find(row.id)); }));
}

std::vector<Key> KnownRows::maybeSessionsOf(const Key& parent) const {
    const auto whose = find(parent);
    const std::int64_t since = whose ? whose->since : 0;
    std::vector<Key> keys;
    for (const Key& under : {parent, Key{}}) {
        const auto listed = sessions_.find(under);
        if (listed == sessions_.end()) continue;
        for (const Place place : listed->second) {
            const Kept& row = rows_[place - 1];
            if (row.hash == kNoHash) continue;
            const Known session = known(row);
            if (session.parent == parent || (session.parent == Key{} && session.since > since)) keys.push_back(row.id);
        }
    }
    return keys;
}

}  // namespace myochart::store
