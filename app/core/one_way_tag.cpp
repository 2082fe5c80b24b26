#include "core/one_way_tag.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace myochart {

namespace {

constexpr size_t kSaltBytes = 16, kTagBytes = 32;

std::string hexOfBytes(const unsigned char* bytes, size_t count) {
    std::string text(2 * count + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes, count);
    text.pop_back();
    return text;
}

std::string tagWith(std::string_view salt, std::string_view about) {
    std::array<unsigned char, kTagBytes> tag{};
    crypto_generichash(tag.data(), tag.size(), reinterpret_cast<const unsigned char*>(about.data()), about.size(), reinterpret_cast<const unsigned char*>(salt.data()), salt.size());
    return hexOfBytes(tag.data(), tag.size());
}

bool isHex(std::string_view text, size_t bytes) {
    return text.size() == 2 * bytes && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

OneWayTag oneWayTag(std::string_view about) {
    std::array<unsigned char, kSaltBytes> salt{};
    randombytes_buf(salt.data(), salt.size());
    OneWayTag made{hexOfBytes(salt.data(), salt.size()), {}};
    made.tag = tagWith(made.salt, about);
    return made;
}

bool isTagOf(const OneWayTag& tag, std::string_view about) { return isOneWayTag(tag) && tagWith(tag.salt, about) == tag.tag; }

bool isOneWayTag(const OneWayTag& tag) { return isHex(tag.salt, kSaltBytes) && isHex(tag.tag, kTagBytes); }

}  // namespace myochart
