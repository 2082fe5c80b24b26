#include <algorithm>
#include <vector>

#include <sodium.h>

#include "core/passphrase.h"
#include "core/recovery_code.h"
#include "promised.h"
#include "store/cipher.h"
#include "store/key_ring.h"

using namespace myochart;

namespace {

constexpr size_t kSlotBytes = 132, kSumBytes = 32;
constexpr store::KeyCost kCheap{1, 8 * 1024};  ///< the least that is taken: a run must not wait for more

const Secret& passphraseOfRun() {
    static const Secret passphrase = Secret::of("a passphrase of four words");
    return passphrase;
}

/// Something typed or pasted: one that is taken is in its one form already, and no two codes stand for each other.
void readTyped(std::string_view text) {
    (void)store::isWholeSlot(std::string(text));
    if (const auto passphrase = passphraseOf(text)) {
        const auto again = passphraseOf(passphrase->text());
        // Composing may make a text longer; then it is one that could not be typed in that form.
        fuzz::promised(passphrase->size() > kMostPassphraseBytes || (again && again->text() == passphrase->text()), "a passphrase has one form");
        (void)weaknessOf(*passphrase);
    } else {
        fuzz::promisedSentence(passphrase.error());
    }
    if (const auto code = recoveryCodeOf(text)) {
        const auto again = recoveryCodeOf(code->text());
        fuzz::promised(again && again->text() == code->text(), "a recovery code has one form");
    } else {
        fuzz::promisedSentence(code.error());
    }
}

/// A slot with a checksum that fits: nothing in it makes a key at a cost beyond the bounds.
void readSlot(std::span<const std::uint8_t> given) {
    std::vector<unsigned char> slot(kSlotBytes);
    std::copy_n(given.begin(), std::min(given.size(), kSlotBytes - kSumBytes), slot.begin());
    crypto_generichash(slot.data() + kSlotBytes - kSumBytes, kSumBytes, slot.data(), kSlotBytes - kSumBytes, nullptr, 0);
    std::string text(sodium_base64_encoded_len(kSlotBytes, sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), slot.data(), slot.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    const auto number = [&](size_t at) { return static_cast<std::uint32_t>(slot[at]) | static_cast<std::uint32_t>(slot[at + 1]) << 8U | static_cast<std::uint32_t>(slot[at + 2]) << 16U | static_cast<std::uint32_t>(slot[at + 3]) << 24U; };
    const store::KeyCost cost{number(4), number(8)};
    const bool whole = store::isWholeSlot(text);
    fuzz::promised(whole == (std::equal(slot.begin(), slot.begin() + 4, "MYK1") && cost.isPlausible()), "a slot is whole when its mark and its cost are");
    if (whole) fuzz::promised(cost.memoryKiB <= 1024 * 1024 && cost.passes <= 10, "no slot asks for all memory there is");
    static int opened = 0;
    if (!whole || cost != kCheap || ++opened > 200) return;
    fuzz::promised(!store::OpenedSlot::open({text, text}, passphraseOfRun(), "passphrase").ok(), "a slot that nobody sealed does not open");
}

/// Sealed it comes back the same, and nothing else does.
void readSealed(store::Cipher& cipher, std::span<const std::byte> payload, std::uint8_t flipped) {
    const store::AssociatedData about{"6f0e0a52-5c0b-4a0e-9a59-2d0b6f0f7c11", "patient", "1f0e0a52-5c0b-4a0e-9a59-2d0b6f0f7c12", 4, 7};
    store::AssociatedData older = about;
    older.rowVersion = 6;
    Bytes sealed = cipher.seal(payload, about);
    const auto opened = cipher.open(sealed, about);
    fuzz::promised(opened && std::ranges::equal(*opened, payload), "what was sealed opens as it was");
    fuzz::promised(!cipher.open(sealed, older), "an older row does not open in place of a newer one");
    sealed[flipped * sealed.size() / 256] ^= std::byte{1};
    fuzz::promised(!cipher.open(sealed, about), "a flipped bit is told");
    sealed.pop_back();
    fuzz::promised(!cipher.open(sealed, about), "a cut payload is told");
    const auto raw = cipher.open(payload, about);
    fuzz::promised(!raw, "what nobody sealed does not open");
    fuzz::promisedSentence(raw.error());
}

}  // namespace

/// What stands in front of the payloads: key slots, seals, and what is typed to open them; the first byte says which.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::shared_ptr<const store::KeyRing> keys = [] {
        Secret code;
        return store::KeyRing::make(passphraseOfRun(), kCheap, 1, code);
    }();
    static const std::unique_ptr<store::Cipher> sealed = store::makeCipher(keys), plain = store::makePlainCipher();
    if (size < 2) return 0;
    switch (data[0]) {
        case 't': readTyped(fuzz::textOf(data + 1, size - 1)); break;
        case 'k': readSlot({data + 1, size - 1}); break;
        case 's': readSealed(*sealed, std::as_bytes(std::span(data + 2, size - 2)), data[1]); break;
        case 'p': readSealed(*plain, std::as_bytes(std::span(data + 2, size - 2)), data[1]); break;
        default: break;
    }
    return 0;
}
