#pragma once
#include <array>
#include <cstring>
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
enum class RowKind : std::uint8_t { none, patient, session, marker };
RowKind kindOf(std::string_view verb);

/// Every row there should be, with the hash it should have: what the entries of an audit trail add up to. What a
/// transaction adds counts at once, and is forgotten when the transaction fails. One thread.
class KnownRows {
  public:
    /// Takes in one entry; `after` of all zeros: the row is gone.
    void follow(RowKind kind, const Key& object, const Hash& after);
    /// The same inside a transaction, until commit() or rollback().
    void followForNow(RowKind kind, const Key& object, const Hash& after);
    void commit();
    void rollback() { now_.clear(); }

    /// The hash that the row should have; null when there should be none.
    const Hash* find(const Key& object) const;
    /// Rows of a kind there should be that are not in `found`.
    std::vector<Key> missing(RowKind kind, const KeySet& found) const;
    void reserve(size_t rows) { rows_.reserve(rows); }

  private:
    struct Known {
        Hash hash{};
        RowKind kind = RowKind::none;
    };
    std::unordered_map<Key, Known, KeyHash> rows_, now_;  ///< in now_, zeros: gone
};

}  // namespace myochart::store
