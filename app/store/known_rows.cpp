#include "store/known_rows.h"

namespace myochart::store {

namespace {

constexpr Hash kNothing{};

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace

RowKind kindOf(std::string_view verb) {
    return holds(verb, "marker")    ? RowKind::marker
           : holds(verb, "session") ? RowKind::session
           : holds(verb, "patient") ? RowKind::patient
                                    : RowKind::none;
}

void KnownRows::follow(RowKind kind, const Key& object, const Hash& after) {
    if (after == kNothing) rows_.erase(object);
    else rows_.insert_or_assign(object, Known{after, kind});
}

void KnownRows::followForNow(RowKind kind, const Key& object, const Hash& after) {
    now_.insert_or_assign(object, Known{after, kind});
}

void KnownRows::commit() {
    for (const auto& [key, known] : now_) follow(known.kind, key, known.hash);
    now_.clear();
}

const Hash* KnownRows::find(const Key& object) const {
    if (const auto now = now_.find(object); now != now_.end()) return now->second.hash == kNothing ? nullptr : &now->second.hash;
    const auto row = rows_.find(object);
    return row == rows_.end() ? nullptr : &row->second.hash;
}

std::vector<Key> KnownRows::missing(RowKind kind, const KeySet& found) const {
    std::vector<Key> keys;
    for (const auto& [key, known] : rows_)
        if (known.kind == kind && !found.contains(key) && find(key)) keys.push_back(key);
    return keys;
}

}  // namespace myochart::store
