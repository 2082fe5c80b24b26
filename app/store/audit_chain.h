#pragma once
#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>

#include "store/backend.h"
#include "store/key_ring.h"

namespace myochart::store {

/// `key`: of an encrypted record's trail; without one anybody can work it out.
Hash hashOf(const AuditEntry& entry, const Secret* key = nullptr);

/// Adds a hash to a sum of hashes, or takes it away; their order does not matter.
void addUp(Hash& sum, const Hash& hash, bool add = true);

/// Feeds a hash with parts that cannot run into each other.
class Hasher {
  public:
    /// `key`: none, or 16 to 64 bytes without which nobody gets the same hash (keyed BLAKE2b).
    explicit Hasher(const Secret* key = nullptr);
    ~Hasher();  ///< overwrites what it still holds of what was hashed
    Hasher(const Hasher&) = delete;
    Hasher& operator=(const Hasher&) = delete;
    Hasher& add(std::span<const std::byte> bytes);
    Hasher& add(std::string_view text);
    Hasher& add(std::int64_t number);
    Hash hash();

  private:
    alignas(64) std::array<unsigned char, 384> state_{};
};

/// The append-only trail of a back end. Entries are added inside the caller's transaction; its end is kept apart, with the
/// last one's number and hash, so that a cut tail is noticed. With keys, every entry from the one where they came on is
/// hashed with theirs, and so is the end: who has the file and not the passphrase can neither go on with the trail nor end it
/// earlier. Functions throw Fault.
class AuditChain {
  public:
    /// `begins`: the keys come on with the next entry; what is there ends without them.
    AuditChain(Backend& backend, std::shared_ptr<const KeyRing> keys, bool begins = false);

    Author author;  ///< of the entries to come

    /// The same keys behind another passphrase; the end tells which slots belong to it.
    void replaceKeys(std::shared_ptr<const KeyRing> keys) { keys_ = std::move(keys); }
    /// Of an encrypted record; null without.
    const Secret* key() const { return keys_ ? &keys_->trail() : nullptr; }

    /// The number that the next entry will have; the version of the row it is about.
    std::int64_t next() const { return working_.seq + 1; }
    /// At the start of a transaction: what an earlier one that failed had added is forgotten.
    void begin();
    void add(std::string_view verb, const Key& object, const Hash& before, const Hash& after, UtcMs now = nowUtc());
    /// Writes the end when something was added; before the commit.
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

    /// True when the last entry is the one that the end knows; the trail before it is not looked at.
    bool endFits();

    /// Reads the whole trail: every entry follows from the one before, and what it says of a row from what was said before.
    /// known() is then what it adds up to. `begin`: what the first entry must be about.
    Outcome checkWhole(const Key& begin);

  private:
    /// What one entry adds to what is known; false when it does not follow.
    static bool follow(KnownRows& rows, const AuditEntry& entry);

    /// What the next entry keeps of this one.
    Hash linkOf(const AuditEntry& entry) const;
    /// What is kept of the trail's end: with keys, half of it seals the end, half the end together with the slots of the keys.
    TrailEnd kept(const TrailEnd& end) const;
    bool isKept(const TrailEnd& found) const;

    Backend& backend_;
    std::shared_ptr<const KeyRing> keys_;
    bool endKept_ = true;           ///< the end was written by who has the keys
    TrailEnd committed_, working_;  ///< by the entries themselves
    std::optional<KnownRows> known_;  ///< empty until it is asked for
    std::optional<std::int64_t> gapAt_;
};

}  // namespace myochart::store
