#pragma once
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/result.h"
#include "core/secret.h"
#include "store/key_slot.h"

namespace myochart::store {

/// What an encrypted record is opened with: the passphrase (passphraseOf()) or, when it is lost, the recovery code.
struct Unlock {
    std::shared_ptr<const Secret> passphrase, recoveryCode;
    bool isGiven() const { return passphrase || recoveryCode; }
};

// Names of what an encrypted record keeps in its table of facts beside its identity and cipher.
/// The slots of the data key, each twice.
inline constexpr std::array<std::string_view, 4> kKeySlots = {"key.passphrase.1", "key.passphrase.2", "key.recovery.1", "key.recovery.2"};
/// The first entry of the audit trail that is keyed.
inline constexpr std::string_view kTrailKeyedFrom = "trail_keyed_from";
/// Whether what stood in the file before it was encrypted is gone from its pages: "yes", or "no" until that is done.
inline constexpr std::string_view kPagesWrittenAnew = "pages_written_anew";
inline constexpr std::array<std::string_view, 6> kKeyFacts = {kKeySlots[0], kKeySlots[1], kKeySlots[2], kKeySlots[3], kTrailKeyedFrom, kPagesWrittenAnew};

/// The facts of an encrypted record's keys, by those names, as they are kept.
using KeyFacts = std::map<std::string, std::string, std::less<>>;

/// The keys of an encrypted record while it is open: one for its payloads, one for its audit trail, made of its data key, which
/// itself is not kept in memory.
class KeyRing {
  public:
    /// Of a new record: a random data key, opened by `passphrase` and by a new recovery code, which stands in `recoveryCode`
    /// and nowhere else. `keyedFrom`: the first entry of the audit trail that is keyed.
    static std::shared_ptr<const KeyRing> make(const Secret& passphrase, const KeyCost& cost, std::int64_t keyedFrom, Secret& recoveryCode);
    /// Refused when the keys are damaged; locked when the passphrase or the code is wrong (isWrongKey()).
    static Result<std::shared_ptr<const KeyRing>> open(KeyFacts facts, const Unlock& with, const std::string& place);

    /// The same keys behind another passphrase; what `with` has opens them now. The recovery code stays.
    static Result<KeyFacts> withPassphrase(const KeyFacts& facts, const Unlock& with, const Secret& passphrase, const KeyCost& cost, const std::string& place);
    /// The same with a new recovery code in place of the one before.
    static Result<KeyFacts> withRecoveryCode(const KeyFacts& facts, const Unlock& with, Secret& recoveryCode, const std::string& place);

    const KeyFacts& facts() const { return facts_; }
    const Secret& payloads() const { return payloads_; }
    const Secret& trail() const { return trail_; }
    std::int64_t trailKeyedFrom() const { return keyedFrom_; }
    /// The slots, the first whole copy of each: what the end of the trail is sealed with, too, so that no slot of an older copy takes the
    /// place of one. Nothing when both copies of one are damaged: then the other one still opens the record.
    const std::optional<std::string>& slots() const { return slots_; }
    /// For another record that the same passphrase opens (a copy, or a new one beside this): its trail is keyed from that
    /// entry on.
    std::shared_ptr<const KeyRing> from(std::int64_t keyedFrom) const;
    /// The same keys with the facts that a copy keeps of its own (an older passphrase, another start of its keyed trail).
    std::shared_ptr<const KeyRing> withFacts(KeyFacts facts) const;

  private:
    KeyRing(Secret payloads, Secret trail, KeyFacts facts);
    static std::shared_ptr<const KeyRing> of(const Secret& dataKey, KeyFacts facts);

    Secret payloads_, trail_;
    KeyFacts facts_;
    std::int64_t keyedFrom_;
    std::optional<std::string> slots_;
};

/// The sentence of an error that says the passphrase or code does not open the record.
bool isWrongKey(const Error& error);

}  // namespace myochart::store
