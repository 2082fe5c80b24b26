#include <gtest/gtest.h>

#include <zlib.h>

#include <random>

#include "page/escapes.h"

namespace myochart::page {

TEST(PageEscapes, inHtmlNothingEndsATagOrAnAttribute) {
    EXPECT_EQ(html("<b>\"Ana\" & 'Co'</b>"), "&lt;b&gt;&quot;Ana&quot; &amp; &#39;Co&#39;&lt;/b&gt;");
    EXPECT_EQ(html("Zo\u00EB \u8A31"), "Zo\u00EB \u8A31");
    EXPECT_EQ(html("a\xFF" "b\x01").find('\xFF'), std::string::npos);
    EXPECT_EQ(html("a\x01" "b").find('\x01'), std::string::npos);
}

TEST(PageEscapes, jsonCanNeitherEndItsScriptNorBeginAComment) {
    const std::string safe = inScript(R"({"a":"</script><!--<script>&amp;"})");
    EXPECT_EQ(safe, R"({"a":"\u003c/script\u003e\u003c!--\u003cscript\u003e\u0026amp;"})");
}

TEST(PageEscapes, thePolicyNamesContentBySha256) {
    EXPECT_EQ(policyHash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    EXPECT_EQ(policyHash("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
}

TEST(PageEscapes, base64IsThatOfTheStandard) {
    EXPECT_EQ(base64("foob"), "Zm9vYg==");
    EXPECT_EQ(base64(""), "");
}

TEST(PageEscapes, whatIsDeflatedComesBack) {
    std::mt19937 random(5);
    std::vector<std::uint8_t> bytes(70000);
    for (std::uint8_t& each : bytes) each = static_cast<std::uint8_t>(random() % 7);
    const auto packed = deflated(bytes);
    ASSERT_TRUE(packed);
    EXPECT_LT(packed->size(), bytes.size() / 2);
    std::vector<std::uint8_t> back(bytes.size());
    z_stream stream{};
    ASSERT_EQ(inflateInit2(&stream, -15), Z_OK) << "raw, without a head";
    std::string input = *packed;
    stream.next_in = reinterpret_cast<unsigned char*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = back.data();
    stream.avail_out = static_cast<uInt>(back.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    inflateEnd(&stream);
    EXPECT_EQ(back, bytes);
}

}  // namespace myochart::page
