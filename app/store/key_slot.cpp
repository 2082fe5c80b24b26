#include "store/key_slot.h"

#include <sodium.h>

#include <cstring>
#include <new>
#include <optional>
#include <vector>

namespace myochart::store {

namespace {

constexpr KeyCost kLeast{1, 8 * 1024}, kMost{10, 1024 * 1024};
constexpr std::array<unsigned char, 4> kMagic = {'M', 'Y', 'K', '1'};
constexpr size_t kSalt = crypto_pwhash_SALTBYTES, kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
                 kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES, kKey = crypto_aead_xchacha20poly1305_ietf_KEYBYTES, kSum = 32;
constexpr size_t kHead = kMagic.size() + 8 + kSalt, kSealed = kKey + kTag, kWhole = kHead + kNonce + kSealed + kSum;

using SlotBytes = std::vector<unsigned char>;

void putSlotNumber(unsigned char* to, std::uint32_t number) {
    for (int i = 0; i < 4; ++i) to[i] = static_cast<unsigned char>(number >> (8 * i));
}

std::uint32_t slotNumberAt(const unsigned char* from) {
    std::uint32_t number = 0;
    for (int i = 4; i-- > 0;) number = number << 8 | from[i];
    return number;
}

std::string slotText(const SlotBytes& bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // its zero
    return text;
}

void putSum(SlotBytes& slot) { crypto_generichash(slot.data() + kWhole - kSum, kSum, slot.data(), kWhole - kSum, nullptr, 0); }

/// The bytes of a whole slot; nothing for one that is damaged.
std::optional<SlotBytes> wholeSlot(const std::string& text) {
    SlotBytes slot(kWhole), again(kWhole);
    size_t size = 0;
    if (sodium_base642bin(slot.data(), slot.size(), text.data(), text.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0 || size != kWhole)
        return std::nullopt;
    again = slot;
    putSum(again);
    if (again != slot || std::memcmp(slot.data(), kMagic.data(), kMagic.size()) != 0) return std::nullopt;
    const KeyCost cost{slotNumberAt(slot.data() + 4), slotNumberAt(slot.data() + 8)};
    return cost.isPlausible() ? std::optional(std::move(slot)) : std::nullopt;
}

/// What is sealed with the key: the slot's head and its name.
std::string slotAssociated(const SlotBytes& slot, std::string_view name) {
    return std::string(reinterpret_cast<const char*>(slot.data()), kHead).append(name);
}

const unsigned char* rawText(const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); }

/// The key that a passphrase gives; empty when there is not the memory.
Secret keyOfPassphrase(const SlotBytes& slot, const Secret& passphrase) {
    Secret key(kKey);
    const std::uint32_t passes = slotNumberAt(slot.data() + 4), memoryKiB = slotNumberAt(slot.data() + 8);
    const int made = crypto_pwhash(key.data(), key.size(), passphrase.text().data(), passphrase.size(), slot.data() + kMagic.size() + 8, passes,
                                   size_t{memoryKiB} * 1024, crypto_pwhash_ALG_ARGON2ID13);
    return made == 0 ? std::move(key) : Secret();
}

}  // namespace

bool KeyCost::isPlausible() const {
    return passes >= kLeast.passes && passes <= kMost.passes && memoryKiB >= kLeast.memoryKiB && memoryKiB <= kMost.memoryKiB;
}

std::string sealedKey(const Secret& dataKey, const Secret& passphrase, const KeyCost& cost, std::string_view name) {
    SlotBytes slot(kWhole);
    std::memcpy(slot.data(), kMagic.data(), kMagic.size());
    putSlotNumber(slot.data() + 4, cost.passes);
    putSlotNumber(slot.data() + 8, cost.memoryKiB);
    randombytes_buf(slot.data() + kMagic.size() + 8, kSalt + kNonce);
    const Secret key = keyOfPassphrase(slot, passphrase);
    if (key.empty()) throw std::bad_alloc();
    const std::string with = slotAssociated(slot, name);
    crypto_aead_xchacha20poly1305_ietf_encrypt(slot.data() + kHead + kNonce, nullptr, dataKey.data(), dataKey.size(), rawText(with), with.size(),
                                               nullptr, slot.data() + kHead, key.data());
    putSum(slot);
    return slotText(slot);
}

OpenedSlot OpenedSlot::open(const std::array<std::string, 2>& copies, const Secret& passphrase, std::string_view name) {
    OpenedSlot opened;
    for (const std::string& copy : copies) {
        const auto slot = wholeSlot(copy);
        if (!slot) continue;
        const Secret key = keyOfPassphrase(*slot, passphrase);
        if (key.empty()) {
            opened.fault_ = SlotFault::noMemory;
            return opened;
        }
        Secret dataKey(kKey);
        const std::string with = slotAssociated(*slot, name);
        const int right = crypto_aead_xchacha20poly1305_ietf_decrypt(dataKey.data(), nullptr, nullptr, slot->data() + kHead + kNonce, kSealed, rawText(with),
                                                                     with.size(), slot->data() + kHead, key.data());
        if (right == 0) {
            opened.key_ = std::move(dataKey);
            return opened;
        }
        opened.fault_ = SlotFault::wrong;
        if (copies[0] == copies[1]) return opened;  // the other one says the same
    }
    return opened;
}

bool isWholeSlot(const std::string& copy) { return wholeSlot(copy).has_value(); }

}  // namespace myochart::store
