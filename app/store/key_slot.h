#pragma once
#include <array>
#include <cstdint>
#include <string>

#include "core/result.h"
#include "core/secret.h"

namespace myochart::store {

/// What making a key of a passphrase costs whoever tries one (Argon2id 1.3, RFC 9106): 256 MiB three times over, half a
/// second or so. Kept with the key, so that it can grow; read back only within kLeast and kMost, for a hostile file could
/// ask for all the memory there is.
struct KeyCost {
    std::uint32_t passes = 3, memoryKiB = 256 * 1024;
    bool isPlausible() const;
    bool operator==(const KeyCost&) const = default;
};

/// For a recovery code, whose 140 random bits nobody guesses.
inline constexpr KeyCost kCodeCost{1, 8 * 1024};

/// The record's data key as one passphrase (or recovery code) opens it: cost, salt, nonce and the sealed key
/// (XChaCha20-Poly1305) as text for the record's table of facts, with a checksum. `name`: of the slot ("passphrase"), sealed with it.
/// So another passphrase takes these few bytes and no entry of the record. Throws std::bad_alloc when there is not the memory.
std::string sealedKey(const Secret& dataKey, const Secret& passphrase, const KeyCost& cost, std::string_view name);

enum class SlotFault {
    damaged,    ///< the checksum does not fit: no passphrase can be told right or wrong here
    wrong,      ///< it is whole, and this passphrase does not open it
    noMemory,   ///< this computer has not the memory that its cost asks for
};

/// The data key in a slot. Two copies are kept: a damaged one is passed over.
class OpenedSlot {
  public:
    static OpenedSlot open(const std::array<std::string, 2>& copies, const Secret& passphrase, std::string_view name);
    bool ok() const { return !key_.empty(); }
    SlotFault fault() const { return fault_; }
    Secret take() { return std::move(key_); }

  private:
    Secret key_;
    SlotFault fault_ = SlotFault::damaged;
};

/// False for a slot that is cut, changed or of no kind that is known.
bool isWholeSlot(const std::string& copy);

}  // namespace myochart::store
