#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "core/files.h"
#include "shorthand/needle_code.h"
#include "support/test_folder.h"

namespace myochart::shorthand {

namespace {

constexpr int kYear = 2026;
constexpr std::string_view kValues = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";

/// With HIBC's check character behind it.
std::string checked(std::string text) {
    size_t sum = 0;
    for (const char c : text) sum += kValues.find(c);
    return text + kValues[sum % 43];
}

NeedleCode readCode(std::string_view scanned, int year = kYear) {
    const auto code = readNeedleCode(scanned, year);
    EXPECT_TRUE(code) << scanned << ": " << (code ? "" : code.error().message);
    return code ? *code : NeedleCode{};
}

std::string refusal(std::string_view scanned) {
    const auto code = readNeedleCode(scanned, kYear);
    EXPECT_FALSE(code) << scanned;
    return code ? "" : code.error().message;
}

}  // namespace

TEST(NeedleCodes, readsGs1InEveryDress) {
    const std::string elements = "010400638133393117300630" "10L-7/a";
    for (const std::string& scanned : {elements, "]d2" + elements, "]C1" + elements, "]Q3" + elements, "\x1D" + elements, elements + "\x1D", elements + "\r\n",
                                       std::string("(01)04006381333931(17)300630(10)L-7/a"), std::string("(01) 04006381333931 (17) 300630 (10) L-7/a")}) {
        const NeedleCode code = readCode(scanned);
        EXPECT_EQ(code.item, "04006381333931") << scanned;
        EXPECT_EQ(code.expiry, "2030-06-30") << scanned;
        EXPECT_EQ(code.lot, "L-7/a") << scanned;
        EXPECT_EQ(code.serial, "") << scanned;
    }
    for (const char* separator : {"\x1D", " "}) {
        const NeedleCode code = readCode(std::string("]d2010400638133393110LOT17300630") + separator + "21S1" + separator + "17300600");
        EXPECT_EQ(code.lot, "LOT17300630") << "a lot that looks like an element";
        EXPECT_EQ(code.serial, "S1");
        EXPECT_EQ(code.expiry, "2030-06-30");
        EXPECT_FALSE(code.dayGiven);
    }
    EXPECT_EQ(readCode("]E04006381333931").item, "04006381333931");
}

TEST(NeedleCodes, theCenturyFollowsTheYearOfNow) {
    EXPECT_EQ(readCode("17760101" "10A", 2026).expiry, "2076-01-01");
    EXPECT_EQ(readCode("17770101" "10A", 2026).expiry, "1977-01-01");
    EXPECT_EQ(readCode("17800101" "10A", 2030).expiry, "2080-01-01");
    EXPECT_EQ(readCode("17100101" "10A", 2085).expiry, "2110-01-01");
}

TEST(NeedleCodes, refusesGs1ThatIsCutShortOrWrong) {
    EXPECT_EQ(refusal("]d20104006381333930"), "The check digit of this code is wrong: scan it again.");
    EXPECT_EQ(refusal("]d201040063813339"), "This code is cut short: scan it again.");
    EXPECT_EQ(refusal("]d2010400638133393117300"), "This code is cut short: scan it again.");
    EXPECT_EQ(refusal("]d2010400638133393110"), "This code is cut short: scan it again.");
    EXPECT_EQ(refusal("]d2010400638133393117301301"), "This code holds a day that is not in the calendar: scan it again, or type what is on the box.");
    EXPECT_EQ(refusal("]d2010400638133393117300231"), "This code holds a day that is not in the calendar: scan it again, or type what is on the box.");
    EXPECT_EQ(refusal("]d20104006381333931" "7003300600" "1200\x1D" "10A"), "This code holds a day that is not in the calendar: scan it again, or type what is on the box.");
    EXPECT_EQ(refusal("]d2010400638133393110ABCDEFGHIJKLMNOPQRSTU").substr(0, 11), "The part 10");
    EXPECT_EQ(refusal("]d20104006381333931" "10A\x1D" "10B"), "This code says the same thing twice and differently: scan it again.");
    EXPECT_EQ(refusal("]d201040063813339318812"), "A part of this code is not known: scan it again.");
    EXPECT_EQ(refusal("]d1010400638133393110A"), "This is no code of a box of needles.");
    for (const char* text : {"", "left infraspinatus", "20 mm", "]", "+", "(", "(01", "01"}) EXPECT_FALSE(readNeedleCode(text, kYear)) << text;
}

TEST(NeedleCodes, readsHibc) {
    const NeedleCode both = readCode(checked("+B123NDL30X501/$$3300630LOT-7"));
    EXPECT_EQ(both.labeler, "B123");
    EXPECT_EQ(both.item, "NDL30X50");
    EXPECT_EQ(both.lot, "LOT-7");
    EXPECT_EQ(both.expiry, "2030-06-30");
    const NeedleCode supplements = readCode(checked("+B123NDL1/$LOT7/16D20260101/14D20300630/SSER9/Q100"));
    EXPECT_EQ(supplements.made, "2026-01-01");
    EXPECT_EQ(supplements.expiry, "2030-06-30");
    EXPECT_EQ(supplements.serial, "SER9");
    EXPECT_EQ(readCode("*" + checked("+B123NDL1/$$0630L") + "*").expiry, "2030-06-30");
    EXPECT_FALSE(readCode(checked("+B123NDL1/$$0630L")).dayGiven);
}

TEST(NeedleCodes, aCheckCharacterMayBeABlankWhichIsPrintedAsALine) {
    for (char last = 'A'; last <= 'Z'; ++last) {
        const std::string text = checked(std::string("+B123ND") + last + "1");
        if (text.back() != ' ') continue;
        EXPECT_EQ(readCode(text).item, std::string("ND") + last);
        EXPECT_EQ(readCode(text.substr(0, text.size() - 1) + "_").item, std::string("ND") + last);
        EXPECT_FALSE(readNeedleCode(text.substr(0, text.size() - 1), kYear)) << "a scan that was trimmed";
        return;
    }
    FAIL() << "no such code";
}

TEST(NeedleCodes, joinsTheTwoCodesOfOneBoxOnly) {
    const std::string first = checked("+B123NDL1");
    const NeedleCode primary = readCode(first), secondary = readCode(checked(std::string("+$$3300630LOT7") + first.back()));
    const auto both = joined(primary, secondary);
    ASSERT_TRUE(both);
    EXPECT_EQ(both->item, "NDL");
    EXPECT_EQ(both->lot, "LOT7") << "without the link";
    EXPECT_FALSE(joined(readCode(checked("+B123NDM1")), secondary));
    EXPECT_FALSE(joined(secondary, primary));
}

TEST(NeedleCodes, refusesHibcThatIsCutShortOrWrong) {
    std::string wrong = checked("+B123NDL1/$$3300630LOT7");
    wrong[5] = wrong[5] == 'N' ? 'M' : 'N';
    EXPECT_EQ(refusal(wrong), "The check character of this code is wrong: scan it again.");
    EXPECT_EQ(refusal(checked("+B123NDL1/$$3300230LOT7")), "This code holds a day that is not in the calendar: scan it again, or type what is on the box.");
    EXPECT_EQ(refusal(checked("+B123NDL1/$$527366LOT7")), "This code holds a day that is not in the calendar: scan it again, or type what is on the box.");
    EXPECT_EQ(refusal(checked("+B123NDL1/$$3300")), "This code is cut short: scan it again.");
    EXPECT_EQ(refusal(checked("+B123NDL1/XYZ")), "A part of this code is not known: scan it again.");
    const std::string whole = checked("+B123NDL1/$$3300630LOT7");
    for (size_t length = 0; length < whole.size(); ++length) {
        const auto code = readNeedleCode(whole.substr(0, length), kYear);
        EXPECT_TRUE(!code || code->lot != "LOT7") << length;
    }
}

TEST(NeedleCodes, whateverTheBytesNothingBreaks) {
    std::mt19937 random(7);
    const std::string seeds[] = {"]d201040063813339311730063010LOT\x1D" "21S", checked("+B123NDL1/$$3300630LOT7"), "(01)04006381333931(10)L"};
    for (int i = 0; i < 30000; ++i) {
        std::string text = seeds[random() % 3];
        for (size_t k = 0; k < random() % 6 && !text.empty(); ++k) {
            const size_t at = random() % text.size();
            if (random() % 3 == 0) text.erase(at, 1 + random() % 3);
            else if (random() % 2 == 0) text[at] = static_cast<char>(random() % 256);
            else text.insert(at, 1, static_cast<char>(random() % 128));
        }
        const auto code = readNeedleCode(text, kYear);
        if (!code) {
            EXPECT_FALSE(code.error().message.empty());
            continue;
        }
        EXPECT_TRUE(code->expiry.empty() || code->expiry.size() == 10) << text;
    }
}

TEST(NeedleCodes, takesTheNeedleOfAnotherBoxAway) {
    record::Needling needle;
    needle.lot = "OLD";
    needle.serial = "1";
    needle.depthMm = 20.0F;
    const record::Needling after = withCode(needle, readCode("010400638133393117300630"));
    EXPECT_EQ(after.item, "04006381333931");
    EXPECT_EQ(after.lot, "");
    EXPECT_EQ(after.serial, "");
    EXPECT_EQ(after.depthMm, 20.0F);
}

TEST(NeedleCodes, readsTheSharedStrings) {
    MYOCHART_NEED_SHARED("data/handover/reference/needle-codes.json");
    const auto text = readTextFile(myochart::test::sharedFolder() / "data/handover/reference/needle-codes.json", 1 << 20);
    ASSERT_TRUE(text);
    const auto codes = nlohmann::json::parse(*text);
    EXPECT_GE(codes.size(), 32U);
    for (const auto& wanted : codes) {
        const std::string name = wanted.at("name");
        const auto code = readNeedleCode(wanted.at("scanned").get<std::string>(), wanted.value("read_in", kYear));
        ASSERT_TRUE(code) << name << ": " << code.error().message;
        EXPECT_EQ(code->item, wanted.value("item", "")) << name;
        EXPECT_EQ(code->lot, wanted.value("lot", "")) << name;
        EXPECT_EQ(code->serial, wanted.value("serial", "")) << name;
        EXPECT_EQ(code->labeler, wanted.value("labeler", "")) << name;
        EXPECT_EQ(code->unit, wanted.value("unit", "")) << name;
        EXPECT_EQ(code->made, wanted.value("made", "")) << name;
        EXPECT_EQ(code->national, wanted.value("national", "")) << name;
        if (const std::string expiry = wanted.value("expiry", ""); wanted.value("day_given", true)) EXPECT_EQ(code->expiry, expiry) << name;
        else EXPECT_EQ(code->expiry.substr(0, 7), expiry) << name;
        if (wanted.contains("link")) {
            EXPECT_EQ(std::string(1, code->link), wanted.at("link").get<std::string>()) << name;
        } else if (wanted.at("system") == "HIBC" && !wanted.contains("lot") && !wanted.contains("serial")) {
            EXPECT_EQ(std::string(1, code->check), wanted.at("check").get<std::string>()) << name;
        }
    }
}

}  // namespace myochart::shorthand
