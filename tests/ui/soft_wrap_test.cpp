#include "ui/soft_wrap.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace myochart::ui {

namespace {

/// Every byte but continuation bytes is one wide; a soft blank too.
float letters(std::string_view text) {
    return static_cast<float>(std::count_if(text.begin(), text.end(),
                                            [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

TextAndCursor wrap(const std::string& text, float width, size_t cursor = 0) {
    return wrapSoftly({text, cursor}, width, letters);
}

}  // namespace

TEST(SoftWrap, aShortLineStaysAsItIs) {
    EXPECT_EQ(wrap("taut band", 20).text, "taut band");
}

TEST(SoftWrap, aLongLineBreaksAtABlankAndComesBackWhole) {
    const std::string text = "local twitch response at fifteen millimetres";
    const std::string wrapped = wrap(text, 14).text;
    for (size_t start = 0; start < wrapped.size();) {
        const size_t end = std::min(wrapped.find('\n', start), wrapped.size());
        EXPECT_LE(letters(std::string_view(wrapped).substr(start, end - start)), 15);
        start = end + 1;
    }
    EXPECT_GT(std::count(wrapped.begin(), wrapped.end(), '\n'), 2);
    EXPECT_EQ(unwrapSoftly({wrapped, 0}).text, text);
}

TEST(SoftWrap, theUsersOwnLineFeedsAreKept) {
    const std::string text = "first line \nsecond line which is rather long\n\nend";
    EXPECT_EQ(unwrapSoftly(wrap(text, 10)).text, text);
}

TEST(SoftWrap, aWordLongerThanTheLineIsNotBroken) {
    EXPECT_EQ(wrap("sternocleidomastoideus", 8).text, "sternocleidomastoideus");
}

TEST(SoftWrap, deletingTheBreakDeletesItsBlank) {
    std::string wrapped = wrap("alpha beta gamma", 10).text;
    wrapped.erase(wrapped.find('\n'), 1);
    EXPECT_EQ(unwrapSoftly({wrapped, 0}).text, "alpha betagamma");
}

TEST(SoftWrap, everyTextAndEveryCursorSurvivesTheRoundTrip) {
    std::mt19937 random(7);
    const std::string alphabet[] = {"a", "b", "ü", " ", " ", "\n", "мышца", "0"};
    for (int round = 0; round < 300; ++round) {
        std::string text;
        std::vector<size_t> starts;
        for (int i = 0; i < 60; ++i) {
            starts.push_back(text.size());
            text += alphabet[random() % 8];
        }
        for (const size_t cursor : starts) {
            const TextAndCursor back = unwrapSoftly(wrap(text, 9, cursor));
            ASSERT_EQ(back.text, text);
            ASSERT_EQ(back.cursor, cursor) << text;
        }
    }
}

}  // namespace myochart::ui
