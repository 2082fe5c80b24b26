#include "core/typed_day.h"

#include <gtest/gtest.h>

namespace myochart {

namespace {

std::string read(std::string_view text, DayOrder order = DayOrder::unknown) {
    const auto day = dayFromTyped(text, order);
    return day ? *day : day.error().message;
}

}  // namespace

TEST(TypedDay, theWaysPeopleTypeOneDay) {
    for (const char* text : {"1985-03-12", "12.3.1985", "12.03.1985", " 12. 3. 1985 ", "12 Mar 1985", "12 march 1985", "March 12, 1985",
                             "12th March 1985", "12. März 1985", "12 mars 1985", "12 de marzo de 1985", "1985/3/12", "1985.03.12"})
        EXPECT_EQ(read(text), "1985-03-12") << text;
    EXPECT_EQ(read("1er août 2001"), "2001-08-01");
    EXPECT_EQ(read("31/12/1999"), "1999-12-31") << "only one reading";
    EXPECT_EQ(read("12/31/1999"), "1999-12-31");
    EXPECT_EQ(read("5/5/1960"), "1960-05-05");
}

TEST(TypedDay, twoReadingsAreSettledByTheCountryOrNamed) {
    EXPECT_EQ(read("03/04/1985", DayOrder::dayFirst), "1985-04-03");
    EXPECT_EQ(read("03/04/1985", DayOrder::monthFirst), "1985-03-04");
    EXPECT_EQ(read("03/04/1985"), "That could be 3 Apr 1985 or 4 Mar 1985; type the month in letters, or 1985-04-03.");
    EXPECT_EQ(read("3.4.1985", DayOrder::monthFirst), "1985-04-03") << "with points the day stands first";
}

TEST(TypedDay, whatIsNoDayIsRefusedWithWhatToType) {
    for (const char* text : {"", "soon", "12", "1985", "12.3.", "12 1985", "30 Feb 2001", "2001-13-01", "1.1.1700",
                             "12 jui 1985", "1 2 3 4", "-1985-03-12", " -12 March 1985", "−1985-03-12"})
        EXPECT_FALSE(dayFromTyped(text, DayOrder::dayFirst)) << text;
    EXPECT_NE(read("12.3.85").find("four digits"), std::string::npos) << read("12.3.85");
    EXPECT_NE(read("30 Feb 2001").find("calendar"), std::string::npos);
}

TEST(TypedDay, theOrderFollowsTheCountry) {
    ::setenv("LC_ALL", "en_US.UTF-8", 1);
    EXPECT_EQ(dayOrderHere(), DayOrder::monthFirst);
    ::setenv("LC_ALL", "de_DE.UTF-8", 1);
    EXPECT_EQ(dayOrderHere(), DayOrder::dayFirst);
    ::setenv("LC_ALL", "en_CA.UTF-8", 1);
    EXPECT_EQ(dayOrderHere(), DayOrder::unknown);
    ::setenv("LC_ALL", "C.UTF-8", 1);
    EXPECT_EQ(dayOrderHere(), DayOrder::unknown);
    ::unsetenv("LC_ALL");
}

TEST(TypedDay, aMomentWithoutAZoneIsTheMachinesOwn) {
    ::setenv("TZ", "Europe/Zurich", 1);
    ::tzset();
    EXPECT_EQ(parseMoment("2026-11-28T09:30"), parseIsoUtc("2026-11-28T08:30:00Z"));
    EXPECT_EQ(parseMoment("2026-07-28 09:30:15"), parseIsoUtc("2026-07-28T07:30:15Z"));
    EXPECT_EQ(parseMoment("2026-11-28T09:30:00Z"), parseIsoUtc("2026-11-28T09:30:00Z"));
    for (const char* bad : {"", "2026-11-28", "2026-13-01T09:30", "tomorrow"}) EXPECT_FALSE(parseMoment(bad)) << bad;
    ::unsetenv("TZ");
    ::tzset();
}

}  // namespace myochart
