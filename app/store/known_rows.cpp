#include "store/known_rows.h"

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

void KnownRows::follow(const Key& object, const Known& entry) {
    if (entry.hash == kNoHash) {
        rows_.erase(object);
        return;
    }
    Known& row = rows_[object];
    const Key parent = entry.parent == Key{} ? row.parent : entry.parent;
    if (entry.kind == RowKind::session && (row.since == 0 || parent != row.parent)) sessions_[parent].push_back(object);
    row = {entry.hash, entry.kind, parent, row.since != 0 ? row.since : entry.since};
}

void KnownRows::followForNow(const Key& object, const Known& entry) {
    now_.insert_or_assign(object, entry);
}

void KnownRows::commit() {
    while (!now_.empty()) {
        auto node = now_.extract(now_.begin());
        const bool isNew = node.mapped().hash != kNoHash && !rows_.contains(node.key());
        if (!isNew) {
            follow(node.key(), node.mapped());
            continue;
        }
        if (node.mapped().kind == RowKind::session) sessions_[node.mapped().parent].push_back(node.key());
        rows_.insert(std::move(node));
    }
}

const KnownRows::Known* KnownRows::find(const Key& object) const {
    if (const auto now = now_.find(object); now != now_.end())
        return now->second.hash == kNoHash ? nullptr : &now->second;
    const auto row = rows_.find(object);
    return row == rows_.end() ? nullptr : &row->second;
}

void KnownRows::learnParent(const Key& object, const Key& parent) {
    const auto row = rows_.find(object);
    if (row == rows_.end() || row->second.parent == parent) return;
    row->second.parent = parent;
    if (row->second.kind == RowKind::session) sessions_[parent].push_back(object);
}

std::vector<Key> KnownRows::missing(RowKind kind, const KeySet& found) const {
    std::vector<Key> keys;
    for (const auto& [key, known] : rows_)
        if (known.kind == kind && !found.contains(key) && find(key)) keys.push_back(key);
    return keys;
}

std::vector<Key> KnownRows::maybeSessionsOf(const Key& parent) const {
    const Known* whose = find(parent);
    const std::int64_t since = whose ? whose->since : 0;
    std::vector<Key> keys;
    for (const Key& under : {parent, Key{}}) {
        const auto listed = sessions_.find(under);
        if (listed == sessions_.end()) continue;
        for (const Key& key : listed->second) {
            const auto row = rows_.find(key);
            if (row == rows_.end()) continue;
            const Known& known = row->second;
            if (known.parent == parent || (known.parent == Key{} && known.since > since)) keys.push_back(key);
        }
    }
    return keys;
}

}  // namespace myochart::store
