#pragma once
#include <array>
#include <cstring>
#include <functional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "store/database.h"

namespace myochart::store {

/// BLAKE2b-256; all zeros stands for "nothing there".
using Hash = std::array<std::byte, 32>;

/// Keys are random UUIDs: eight of their bytes are as good as any hash.
struct KeyHash {
    size_t operator()(const Key& key) const {
        size_t value = 0;
        std::memcpy(&value, key.data() + 8, sizeof value);
        return value;
    }
};
using KeySet = std::unordered_set<Key, KeyHash>;

/// The table an audit entry is about, by its verb ("session.add", "import.session").
enum class RowKind : std::uint8_t { none, patient, session, marker, practice };
RowKind kindOf(std::string_view verb);

/// The verb of an entry about a row that belongs to another one, and the parent in it: "session.add of UUID" tells
/// whose visit it is also when the row is gone.
std::string verbWithParent(std::string_view verb, const Key& parent);
Key parentIn(std::string_view verb);  ///< zeros: the verb does not tell

/// Every row there should be, with the hash it should have: what the entries of an audit trail add up to. What a
/// transaction adds counts at once, and is forgotten when the transaction fails. One thread.
class KnownRows {
  public:
    struct Known {
        Hash hash{};  ///< zeros: the row is gone
        RowKind kind = RowKind::none;
        Key parent{};  ///< of a session its patient; zeros while that is not known
        std::int64_t since = 0;  ///< the number of the first entry about it
    };

    /// Takes in what one entry says; a parent that it does not tell and the first entry stay those that are known.
    void follow(const Key& object, const Known& entry);
    /// The same inside a transaction, until commit() or rollback().
    void followForNow(const Key& object, const Known& entry);
    void commit();
    void rollback() { now_.clear(); }

    /// Every row there should be; not inside a transaction.
    void each(const std::function<void(const Key&, const Known&)>& visit) const {
        for (const auto& [key, row] : rows_) visit(key, row);
    }
    /// What the row should be; null when there should be none.
    const Known* find(const Key& object) const;
    /// A sound row of the table has shown what it belongs to.
    void learnParent(const Key& object, const Key& parent);
    /// Rows of a kind there should be that are not in `found`.
    std::vector<Key> missing(RowKind kind, const KeySet& found) const;
    /// Sessions there should be that belong to `parent`, and those of which that is not known and which may: what was there
    /// before its parent cannot be its.
    std::vector<Key> maybeSessionsOf(const Key& parent) const;
    void reserve(size_t rows) { rows_.reserve(rows); }

  private:
    std::unordered_map<Key, Known, KeyHash> rows_, now_;
    /// Sessions by their parent, also gone ones; under zeros those of which it was not known at first.
    std::unordered_map<Key, std::vector<Key>, KeyHash> sessions_;
};

}  // namespace myochart::store
