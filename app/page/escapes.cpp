#include "page/escapes.h"

#include <sodium.h>
#include <zlib.h>

#include <array>
#include <limits>

#include "core/text.h"

namespace myochart::page {

std::string html(std::string_view text) {
    std::string safe;
    for (const char each : displayText(text, std::numeric_limits<size_t>::max() / 8)) {
        switch (each) {
            case '&': safe += "&amp;"; break;
            case '<': safe += "&lt;"; break;
            case '>': safe += "&gt;"; break;
            case '"': safe += "&quot;"; break;
            case '\'': safe += "&#39;"; break;
            default: safe += each;
        }
    }
    return safe;
}

std::string inScript(std::string_view json) {
    std::string safe;
    for (const char each : json) {
        switch (each) {
            case '&': safe += "\\u0026"; break;
            case '<': safe += "\\u003c"; break;
            case '>': safe += "\\u003e"; break;
            default: safe += each;
        }
    }
    return safe;
}

std::string base64(std::string_view bytes) {
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // the end of the C string
    return text;
}

std::string policyHash(std::string_view content) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(content.data()), content.size());
    return "sha256-" + base64({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::optional<std::string> deflated(const std::vector<std::uint8_t>& bytes) {
    constexpr int kBestLevel = 9, kRawWindow = -15, kMemory = 9;
    z_stream stream{};
    if (deflateInit2(&stream, kBestLevel, Z_DEFLATED, kRawWindow, kMemory, Z_DEFAULT_STRATEGY) != Z_OK) return std::nullopt;
    std::string packed(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    stream.next_in = const_cast<unsigned char*>(bytes.data());  // zlib only reads it
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<unsigned char*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int ended = deflate(&stream, Z_FINISH);
    packed.resize(packed.size() - stream.avail_out);
    deflateEnd(&stream);
    if (ended != Z_STREAM_END) return std::nullopt;
    return packed;
}

}  // namespace myochart::page
