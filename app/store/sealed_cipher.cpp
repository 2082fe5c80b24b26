#include <sodium.h>

#include "core/words.h"
#include "store/cipher.h"
#include "store/key_ring.h"

namespace myochart::store {

namespace {

constexpr size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr size_t kBlockBytes = 64;  ///< payloads are padded to a multiple of it: how long a note is shows less

unsigned char* raw(Bytes& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }
const unsigned char* raw(std::span<const std::byte> bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

/// XChaCha20-Poly1305 (libsodium's ietf construction): 24 random bytes of nonce, the padded payload, 16 bytes of tag.
class SealedCipher final : public Cipher {
  public:
    explicit SealedCipher(std::shared_ptr<const KeyRing> keys) : keys_(std::move(keys)) {}
    std::string_view name() const override { return kSealedCipher; }
    std::unique_ptr<Cipher> another() const override { return std::make_unique<SealedCipher>(keys_); }

    Bytes seal(std::span<const std::byte> plain, const AssociatedData& belongsTo) override {
        const Bytes about = belongsTo.encoded();
        const size_t padded = (plain.size() / kBlockBytes + 1) * kBlockBytes;
        Bytes sealed(kNonceBytes + padded + kTagBytes);
        randombytes_buf(sealed.data(), kNonceBytes);
        std::copy(plain.begin(), plain.end(), sealed.begin() + kNonceBytes);
        size_t size = 0;
        sodium_pad(&size, raw(sealed) + kNonceBytes, plain.size(), kBlockBytes, padded);
        // In place: libsodium encrypts where the message stands.
        crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed) + kNonceBytes, nullptr, raw(sealed) + kNonceBytes, padded, raw(about), about.size(), nullptr,
                                                   raw(sealed), keys_->payloads().data());
        return sealed;
    }

    Result<Bytes> open(std::span<const std::byte> sealed, const AssociatedData& belongsTo) override {
        if (sealed.size() < kNonceBytes + kTagBytes + kBlockBytes) return refused(said("it is too short"));
        const Bytes about = belongsTo.encoded();
        Bytes plain(sealed.size() - kNonceBytes - kTagBytes);
        const int sound = crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain), nullptr, nullptr, raw(sealed) + kNonceBytes, sealed.size() - kNonceBytes,
                                                                     raw(about), about.size(), raw(sealed), keys_->payloads().data());
        size_t size = 0;
        if (sound != 0 || sodium_unpad(&size, raw(plain), plain.size(), kBlockBytes) != 0) return refused(said("its content was changed or moved"));
        plain.resize(size);
        return plain;
    }

  private:
    std::shared_ptr<const KeyRing> keys_;
};

}  // namespace

std::unique_ptr<Cipher> makeCipher(std::shared_ptr<const KeyRing> keys) {
    if (!keys) return makePlainCipher();
    return std::make_unique<SealedCipher>(std::move(keys));
}

}  // namespace myochart::store
