#pragma once
#include <array>
#include <cstring>
#include <functional>
#include <optional>
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
/// transaction adds counts at once, and is forgotten when the transaction fails. Kept in about 70 bytes a row, for there are as
/// many rows as sites in the record. One thread.
class KnownRows {
  public:
    struct Known {
        Hash hash{};  ///< zeros: the row is gone
        RowKind kind = RowKind::none;
        Key parent{};  ///< of a session its patient; zeros while that is not known
        std::int64_t since = 0;  ///< of patients and sessions: the number of the first entry about it
    };

    /// Takes in what one entry says; a parent that it does not tell and the first entry stay those that are known.
    void follow(const Key& object, const Known& entry) { followAt(placeOf(object), object, entry); }
    /// The same; false when the row was not as `before` says (zeros: not there).
    bool follow(const Key& object, const Hash& before, const Known& entry);
    /// The same inside a transaction, until commit() or rollback().
    void followForNow(const Key& object, const Known& entry) { now_.insert_or_assign(object, entry); }
    void commit();
    void rollback() { now_.clear(); }

    /// Every row there should be; not inside a transaction.
    void each(const std::function<void(const Key&, const Known&)>& visit) const {
        for (const Kept& row : rows_)
            if (row.hash != Hash{}) visit(row.id, known(row));
    }
    /// What the row should be; nothing when there should be none.
    std::optional<Known> find(const Key& object) const;
    /// A sound row of the table has shown what it belongs to.
    void learnParent(const Key& object, const Key& parent);
    /// Rows of a kind there should be that are not in `found`.
    std::vector<Key> missing(RowKind kind, const KeySet& found) const;
    /// How many rows of a kind there should be.
    size_t count(RowKind kind) const;
    /// Sessions there should be that belong to `parent`, and those of which that is not known and which may: what was there
    /// before its parent cannot be its.
    std::vector<Key> maybeSessionsOf(const Key& parent) const;
    void reserve(size_t rows);

  private:
    using Place = std::uint32_t;  ///< in rows_, from 1
    /// What patients and sessions have and sites have not.
    struct Of {
        Key parent{};
        std::int64_t since = 0;
    };
    struct Kept {
        Key id{};
        Hash hash{};  ///< zeros: the row is gone
        RowKind kind = RowKind::none;
        std::uint32_t of = 0;  ///< its place in of_, from 1; 0: none yet
    };

    /// 0: there was never such a row.
    Place placeOf(const Key& object) const;
    size_t firstSlot(const Key& object) const;
    void followAt(Place place, const Key& object, const Known& entry);
    Place add(const Key& object);
    void makeIndex(size_t slots);
    Known known(const Kept& row) const;
    Of& ofRow(Kept& row);

    std::vector<Kept> rows_;
    std::vector<Of> of_;
    std::vector<Place> index_;  ///< by the key's hash, the next free slot where that one is taken; 0: free
    std::unordered_map<Key, Known, KeyHash> now_;
    /// Sessions by their parent, also gone ones; under zeros those of which it was not known at first.
    std::unordered_map<Key, std::vector<Place>, KeyHash> sessions_;
};

}  // namespace myochart::store
