#include <gtest/gtest.h>

#include <algorithm>

#include "render/label_painter.h"
#include "render/text/font_files.h"
#include "render/text/typesetter.h"
#include "render/text/utf8.h"

using namespace myochart;
using namespace myochart::render;

namespace {

TEST(Utf8, decodesOneToFourBytes) { EXPECT_EQ(fromUtf8("aÄ€😀"), std::u32string(U"aÄ€😀")); }

TEST(Utf8, whatIsInvalidBecomesTheReplacementCharacter) {
    EXPECT_EQ(fromUtf8("a\xFFz"), std::u32string(U"a\xFFFDz"));
    EXPECT_EQ(fromUtf8("\xC3"), std::u32string(U"\xFFFD"));
    EXPECT_EQ(fromUtf8("\xC0\xAF"), std::u32string(U"\xFFFD\xFFFD")) << "overlong";
    EXPECT_EQ(fromUtf8("\xED\xA0\x80"), std::u32string(U"\xFFFD\xFFFD\xFFFD")) << "surrogate";
    EXPECT_EQ(fromUtf8("a\nb"), std::u32string(U"a\xFFFD" U"b")) << "control character";
}

TEST(Typesetting, longerTextsAreWiderAndEachGlyphStandsBehindTheLast) {
    Typesetter typesetter;
    const SetLine line = typesetter.set("trapezius", 13, 1000);
    ASSERT_EQ(line.glyphs.size(), 9U);
    for (size_t i = 1; i < line.glyphs.size(); ++i) EXPECT_GT(line.glyphs[i].x, line.glyphs[i - 1].x);
    EXPECT_GT(line.width, line.glyphs.back().x);
    EXPECT_GT(typesetter.set("trapezius, middle", 13, 1000).width, line.width);
    EXPECT_NEAR(typesetter.set("trapezius", 26, 1000).width, 2 * line.width, 2);
}

TEST(Typesetting, nothingIsZeroWide) {
    Typesetter typesetter;
    EXPECT_EQ(typesetter.set("", 13, 100).width, 0);
    EXPECT_TRUE(typesetter.set("", 13, 100).glyphs.empty());
}

TEST(Typesetting, tooLongATextEndsInAnEllipsisWithinTheWidth) {
    Typesetter typesetter;
    const SetLine whole = typesetter.set("sternocleidomastoid muscle", 13, 1000);
    const SetLine cut = typesetter.set("sternocleidomastoid muscle", 13, 90);
    EXPECT_LE(cut.width, 90);
    EXPECT_LT(cut.glyphs.size(), whole.glyphs.size());
    EXPECT_EQ(cut.glyphs.back().glyph, typesetter.set("…", 13, 1000).glyphs[0].glyph);
    EXPECT_EQ(typesetter.set("sternocleidomastoid muscle", 13, whole.width).glyphs.size(), whole.glyphs.size());
}

TEST(Typesetting, unknownCharactersGetABox) {
    Typesetter typesetter;
    const SetLine line = typesetter.set("\xF3\xB0\x80\x80", 13, 100);  // private use, in no text font
    ASSERT_EQ(line.glyphs.size(), 1U);
    EXPECT_GT(line.width, 0);
    const GlyphBitmap box = typesetter.draw(line.glyphs[0], 13, 0);
    EXPECT_FALSE(box.grey.empty());
    EXPECT_GT(*std::max_element(box.grey.begin(), box.grey.end()), 100);
}

TEST(Typesetting, lettersHaveInkAndStandOnTheBaseLine) {
    Typesetter typesetter;
    const SetLine line = typesetter.set("H", 20, 100);
    const GlyphBitmap letter = typesetter.draw(line.glyphs[0], 20, 0);
    ASSERT_FALSE(letter.grey.empty());
    EXPECT_NEAR(letter.top, typesetter.capHeight(20), 1);
    EXPECT_NEAR(letter.height, letter.top, 1);
}

TEST(LabelSizes, pillIsAsHighForEveryTextAndGrowsWithTheScale) {
    LabelMetrics metrics;
    const vec2 small = metrics.pillSize("3", 1), large = metrics.pillSize("left soleus", 1);
    EXPECT_EQ(small.y, large.y);
    EXPECT_GE(small.x, small.y);
    EXPECT_GT(large.x, small.x);
    EXPECT_NEAR(metrics.pillSize("left soleus", 2).x, 2 * large.x, 4);
    EXPECT_LT(metrics.pillSize(std::string(500, 'w'), 1).x, 300);
}

}  // namespace
