#include <gtest/gtest.h>

#include "handout/scripts.h"

namespace myochart {

using handout::inOneDirection;
using handout::linkIn;
using Pieces = std::vector<std::string>;

TEST(HandoutScripts, aTextOfOneDirectionStaysWhole) {
    EXPECT_EQ(inOneDirection("Ana Muster, 3rd floor"), Pieces{"Ana Muster, 3rd floor"});
    EXPECT_EQ(inOneDirection("\u0623\u0645\u0644 \u062D\u0633\u0646 12"), Pieces{"\u0623\u0645\u0644 \u062D\u0633\u0646 12"});
    EXPECT_EQ(inOneDirection("\u738B\u5C0F\u660E Wang"), Pieces{"\u738B\u5C0F\u660E Wang"});
    EXPECT_EQ(inOneDirection("  "), Pieces{});
    EXPECT_EQ(inOneDirection("12-3"), Pieces{"12-3"});
}

TEST(HandoutScripts, wordsOfTheOtherDirectionGetALineOfTheirOwn) {
    EXPECT_EQ(inOneDirection("Dr. \u05D3\u05E0\u05D4 \u05DC\u05D5\u05D9 Levy"), (Pieces{"Dr.", "\u05D3\u05E0\u05D4 \u05DC\u05D5\u05D9", "Levy"}));
    EXPECT_EQ(inOneDirection("Amal\u0623\u0645\u0644"), (Pieces{"Amal", "\u0623\u0645\u0644"}));
}

TEST(HandoutScripts, malformedBytesDoNotStopIt) { EXPECT_EQ(inOneDirection("a\xFF z").size(), 1U); }

TEST(HandoutScripts, addressesOfTheWebAndOfMailAreLinks) {
    EXPECT_EQ(linkIn("Web: https://praxis.example/termine?a=1"), "https://praxis.example/termine?a=1");
    EXPECT_EQ(linkIn("www.praxis.example."), "https://www.praxis.example");
    EXPECT_EQ(linkIn("Mail ana@praxis.example, Tel. 1"), "mailto:ana@praxis.example");
    EXPECT_EQ(linkIn("Main Street 5, 12345 Town"), "");
    EXPECT_EQ(linkIn("see me @ noon."), "");
}

TEST(HandoutScripts, whatCouldEndALinksAttributeIsNone) {
    EXPECT_EQ(linkIn("https://x.example/' rect='0"), "");
    EXPECT_EQ(linkIn("https://x.example/\\"), "");
    EXPECT_EQ(linkIn("javascript:alert@x.y/"), "");
}

}  // namespace myochart
