#pragma once
#include <memory>
#include <span>
#include <string>

#include "core/files.h"
#include "core/result.h"

namespace myochart::store {

/// What a payload belongs to. Sealed with it, so that a payload moved to another row, table, record or put back from an
/// older version does not open.
struct AssociatedData {
    std::string_view databaseUuid;
    std::string_view table;
    std::string_view rowUuid;
    std::int64_t format = 0;      ///< how the payload is written (kPayloadFormat of its time)
    std::int64_t rowVersion = 0;  ///< grows with every write of the row
    std::span<const std::byte> parent = {};  ///< what the row belongs to; from format 3 on
    std::int64_t deleted = 0;                ///< when it was removed; from format 3 on

    /// Each part with its length in front, so that no two different values give the same bytes.
    Bytes encoded() const;
};

/// Turns payloads into what the record keeps and back. One thread at a time.
class Cipher {
  public:
    virtual ~Cipher() = default;
    /// The name kept in the record, so that it is never opened with another cipher.
    virtual std::string_view name() const = 0;
    virtual Bytes seal(std::span<const std::byte> plain, const AssociatedData& belongsTo) = 0;
    /// The payload as it was sealed; refused when it, or what it belongs to, was changed.
    virtual Result<Bytes> open(std::span<const std::byte> sealed, const AssociatedData& belongsTo) = 0;
    /// Another one that opens the same, for another thread; null: there is none, and one thread does all.
    virtual std::unique_ptr<Cipher> another() const { return nullptr; }
};

/// No secrecy: the payload behind a 16-byte BLAKE2b digest over it and what it belongs to. A flipped bit, a swapped or an
/// old payload is noticed when it is read.
std::unique_ptr<Cipher> makePlainCipher();

inline constexpr std::string_view kPlainCipher = "plain", kSealedCipher = "xchacha20-poly1305";

class KeyRing;
/// Encrypted under these keys; the plain one without.
std::unique_ptr<Cipher> makeCipher(std::shared_ptr<const KeyRing> keys);

}  // namespace myochart::store
