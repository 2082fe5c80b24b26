#pragma once
#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>

#include "core/time.h"
#include "store/known_rows.h"

namespace myochart::store {

/// One line of the audit trail. Holds no patient text: hashes of what was written, and of the entry before.
struct AuditEntry {
    std::int64_t seq = 0;
    UtcMs utc = 0;
    std::string verb;  ///< "marker.add", "session.add of UUID"
    Key object{};
    Hash before{}, after{}, previous{};
};
Hash hashOf(const AuditEntry& entry);

/// Feeds a hash with parts that cannot run into each other.
class Hasher {
  public:
    Hasher();
    Hasher& add(std::span<const std::byte> bytes);
    Hasher& add(std::string_view text);
    Hasher& add(std::int64_t number);
    Hash hash();

  private:
    alignas(64) std::array<unsigned char, 384> state_{};
};

/// The append-only trail in the tables audit and audit_head. Entries are added inside the caller's transaction; the head
/// row keeps the last one's number and hash, so that a cut tail is noticed. Functions throw Fault.
class AuditChain {
  public:
    explicit AuditChain(Database& database);

    /// The number that the next entry will have; the version of the row it is about.
    std::int64_t next() const { return working_.seq + 1; }
    /// At the start of a transaction: what an earlier one that failed had added is forgotten.
    void begin();
    void add(std::string_view verb, const Key& object, const Hash& before, const Hash& after, UtcMs now = nowUtc());
    /// Writes the head row when something was added; before the commit.
    void finish();
    void committed();

    /// Every row there should be, by the newest entry about it. The trail is read for it once; its hashes are not
    /// checked here (walk() does).
    KnownRows& known();
    /// The first entry that does not follow from those before: then a row may be missing that the trail no longer
    /// knows.
    std::optional<std::int64_t> gapAt() { return known(), gapAt_; }
    /// For each of these entries how long ago it was written, going by the trail and not by the clock alone: the steps
    /// from entry to entry and to `now` added up. One that is longer than is plausible, forwards or backwards, is the
    /// clock's and counts for a day (decision 0012).
    std::map<std::int64_t, UtcMs> agesMs(const std::set<std::int64_t>& entries, UtcMs now);

    /// True when the last entry is the one that the head row knows; the trail before it is not looked at.
    bool endFits();

    /// Reads the whole trail in order and hands each entry over; the fault's sentence says where the chain breaks.
    template <class Visit>
    Outcome walk(const Visit& visit) {
        Reader reader(database_, kWhole);
        while (reader.next())
            visit(reader.entry());
        return reader.finished(committed_.seq, committed_.hash);
    }

  private:
    struct Head {
        std::int64_t seq = 0;
        Hash hash{};
    };
    class Reader {
      public:
        Reader(Database& database, const char* select);
        /// The next entry, with its hash; false at the end or when its columns are not sound.
        bool read();
        /// The next entry, if it follows from the one before.
        bool next();
        const AuditEntry& entry() const { return entry_; }
        const Hash& hash() const { return last_; }
        Outcome finished(std::int64_t headSeq, const Hash& headHash) const;

      private:
        Statement select_;
        Statement::Use use_;
        AuditEntry entry_;
        Hash last_{};
        bool broken_ = false;
    };

    static const char* const kWhole;

    Database& database_;
    Statement insert_, writeHead_;
    Head committed_, working_;
    std::optional<KnownRows> known_;  ///< empty until it is asked for
    std::optional<std::int64_t> gapAt_;
};

}  // namespace myochart::store
