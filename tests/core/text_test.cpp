#include "core/text.h"

#include <gtest/gtest.h>

namespace myochart {

TEST(Text, foldingDropsCaseDiacriticsAndPunctuation) {
    EXPECT_EQ(foldForSearch("  M. Érector—Spinæ (left) "), "m erector spina left");
    EXPECT_EQ(foldForSearch("Müller Peña"), "muller pena");
    EXPECT_EQ(foldForSearch("Mu\xCC\x88ller Pen\xCC\x83""a"), "muller pena") << "accents that stand behind their letters";
    EXPECT_EQ(foldForSearch("Sartorius' tendon"), "sartorius tendon");
    EXPECT_EQ(foldForSearch("\xFF\xFE"), "");
}

TEST(Text, utf8IsToldFromOtherBytes) {
    EXPECT_TRUE(isUtf8("Grüße 筋"));
    for (const std::string& bad : {std::string("\xC3"), std::string("\xC0\x80"), std::string("\xED\xA0\x80"),
                                   std::string("\xF5\x80\x80\x80"), std::string("a\0b", 3)})
        EXPECT_FALSE(isUtf8(bad));
}

TEST(Text, displayTextHidesControlsAndCutsLongText) {
    EXPECT_EQ(displayText("a\nb\xE2\x80\xAE" "c"), "a\xEF\xBF\xBD" "b\xEF\xBF\xBD" "c");
    EXPECT_EQ(displayText("abcdef", 3), "abc\xE2\x80\xA6");
}

TEST(Text, aTextOfNothingThatCanBeSeenIsAnEmptyOne) {
    // No-break, ideographic, zero-width and figure spaces, joiners, fillers of Hangul and Braille, a soft hyphen, a lone accent.
    for (const char* unseen : {" ", "\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\x8B", "\xE2\x80\x8C\xE2\x80\x8D", "\xE2\x80\x87 ", "\xE2\x81\xA0", "\xE3\x85\xA4",
                               "\xE2\xA0\x80", "\xC2\xAD", "\xCC\x81", "\xEF\xB8\x8F", "\xF3\xA0\x80\xA0"}) {
        EXPECT_EQ(withoutHiddenMarks(unseen, ' '), "") << foldForSearch(unseen);
        EXPECT_EQ(withoutHiddenMarks(std::string(unseen) + "a" + unseen, ' ').find('a') == std::string::npos, false);
    }
    for (const char* seen : {".", "\xE8\x82\xA9", "\xD9\x86\xE2\x80\x8C\xD9\x87", "\xC2\xA0x"}) EXPECT_NE(withoutHiddenMarks(seen, ' '), "");
}

TEST(Text, hiddenMarksOfAPasteGoAndWhatIsWrittenStays) {
    EXPECT_EQ(withoutHiddenMarks("An\xE2\x80\xAE" "a\xE2\x81\xA6 M\xC2\x9B" "u\xE2\x81\xA9ster\xE2\x80\x8B\xEF\xBB\xBF", ' '), "Ana Muster");
    for (const char* ends : {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"}) {
        EXPECT_EQ(withoutHiddenMarks(std::string("one") + ends + "two", ' '), "one two");
        EXPECT_EQ(withoutHiddenMarks(std::string("one") + ends + "two", '\n'), "one\ntwo");
    }
    const std::string persian = "\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xB1\xD9\x88\xD9\x85";  // written with a joiner
    for (const std::string& kept : {persian, std::string("Gr\xC3\xBC\xC3\x9F" "e \xE7\xAD\x8B\n\t\x07"), std::string("\xC3")})
        EXPECT_EQ(withoutHiddenMarks(kept, ' '), kept);
}

TEST(Text, editDistanceCountsSwapsOnceAndStopsAtItsLimit) {
    EXPECT_EQ(editDistance("trapezius", "trapezius"), 0);
    EXPECT_EQ(editDistance("trapezuis", "trapezius"), 1);
    EXPECT_EQ(editDistance("infraspinatis", "infraspinatus"), 1);
    EXPECT_EQ(editDistance("gluteus", "soleus", 5), 4);
    EXPECT_EQ(editDistance("psoas", "gastrocnemius", 3), 4);
}

TEST(Text, numbersAreReadWholeAndFinite) {
    EXPECT_EQ(parseNumber("-12.5"), -12.5);
    EXPECT_EQ(parseNumber("1e3"), 1000.0);
    for (const char* bad : {"", " 5", "5 ", "+5", "0x10", "1e999", "nan", "inf", "1,5", "5mm"}) EXPECT_FALSE(parseNumber(bad)) << bad;
    EXPECT_EQ(parseInteger("42"), 42);
    EXPECT_FALSE(parseInteger("42.0"));
}

TEST(Text, numbersAreWrittenShort) {
    EXPECT_EQ(formatNumber(1.5), "1.5");
    EXPECT_EQ(formatNumber(2.0), "2");
    EXPECT_EQ(formatNumber(-0.0001), "0");
    EXPECT_EQ(formatNumber(100, 0), "100");
}

TEST(Text, splitKeepsEmptyParts) {
    EXPECT_EQ(split("a||b", '|'), (std::vector<std::string>{"a", "", "b"}));
    EXPECT_EQ(split("", ','), (std::vector<std::string>{""}));
}

}  // namespace myochart
