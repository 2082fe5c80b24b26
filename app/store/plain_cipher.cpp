#include <algorithm>
#include <array>

#include <sodium.h>

#include "core/secret.h"
#include "core/words.h"
#include "store/cipher.h"

namespace myochart::store {

namespace {

constexpr size_t kDigestBytes = 16;

void appendPart(Bytes& bytes, std::string_view part) {
    const auto size = static_cast<std::uint32_t>(part.size());
    for (int shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<std::byte>(size >> shift));
    const auto content = std::as_bytes(std::span(part));
    bytes.insert(bytes.end(), content.begin(), content.end());
}

void appendNumber(Bytes& bytes, std::int64_t number) {
    const auto bits = static_cast<std::uint64_t>(number);
    for (int shift = 0; shift < 64; shift += 8) bytes.push_back(static_cast<std::byte>(bits >> shift));
}

class PlainCipher final : public Cipher {
  public:
    std::string_view name() const override { return "plain"; }

    Bytes seal(std::span<const std::byte> plain, const AssociatedData& belongsTo) override {
        const Digest mark = digest(plain, belongsTo);
        Bytes sealed(kDigestBytes + plain.size());
        const auto content = std::copy(mark.begin(), mark.end(), sealed.begin());
        std::copy(plain.begin(), plain.end(), content);
        return sealed;
    }

    Result<Bytes> open(std::span<const std::byte> sealed, const AssociatedData& belongsTo) override {
        if (sealed.size() < kDigestBytes) return refused(said("it is too short"));
        const auto plain = sealed.subspan(kDigestBytes);
        const Digest mark = digest(plain, belongsTo);
        if (!std::equal(mark.begin(), mark.end(), sealed.begin())) return refused(said("its content was changed or moved"));
        return Bytes(plain.begin(), plain.end());
    }

    std::unique_ptr<Cipher> another() const override { return std::make_unique<PlainCipher>(); }

  private:
    using Digest = std::array<std::byte, kDigestBytes>;

    static Digest digest(std::span<const std::byte> plain, const AssociatedData& belongsTo) {
        const Bytes about = belongsTo.encoded();
        crypto_generichash_state state;
        crypto_generichash_init(&state, nullptr, 0, kDigestBytes);
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(about.data()), about.size());
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(plain.data()), plain.size());
        Digest mark{};
        crypto_generichash_final(&state, reinterpret_cast<unsigned char*>(mark.data()), mark.size());
        wipe(&state, sizeof state);  // it still holds the end of the payload
        return mark;
    }
};

}  // namespace

Bytes AssociatedData::encoded() const {
    Bytes bytes;
    bytes.reserve(16 + databaseUuid.size() + table.size() + rowUuid.size() + 24 + parent.size());
    appendPart(bytes, databaseUuid);
    appendPart(bytes, table);
    appendPart(bytes, rowUuid);
    appendNumber(bytes, format);
    appendNumber(bytes, rowVersion);
    if (format < 3) return bytes;  // as it was sealed then
    appendPart(bytes, {reinterpret_cast<const char*>(parent.data()), parent.size()});
    appendNumber(bytes, deleted);
    return bytes;
}

std::unique_ptr<Cipher> makePlainCipher() { return std::make_unique<PlainCipher>(); }

}  // namespace myochart::store
