#include "core/time.h"

#include <gtest/gtest.h>

namespace myochart {

TEST(Time, isoTextRoundTrips) {
    EXPECT_EQ(isoUtc(0), "1970-01-01T00:00:00Z");
    EXPECT_EQ(parseIsoUtc("2026-11-22T14:05:09Z"), 1795356309000);
    EXPECT_EQ(isoUtc(1795356309123), "2026-11-22T14:05:09Z");
}

TEST(Time, offsetsAndFractionsAreRead) {
    EXPECT_EQ(parseIsoUtc("2026-11-22T16:05:09+02:00"), parseIsoUtc("2026-11-22T14:05:09Z"));
    EXPECT_EQ(parseIsoUtc("2026-11-22T14:05:09.987Z"), parseIsoUtc("2026-11-22T14:05:09Z"));
    EXPECT_EQ(parseIsoUtc("2026-11-22T14:05Z"), parseIsoUtc("2026-11-22T14:05:00Z"));
    EXPECT_TRUE(parseIsoUtc("2026-11-22T14:05:00+14:00"));
    EXPECT_FALSE(parseIsoUtc("2026-11-22T14:05:00+14:30")) << "no clock is so far ahead";
}

TEST(Time, faultyMomentsAreRefused) {
    for (const char* text : {"", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T25:00:00Z", "2026-01-01",
                             "2026-01-01T00:00:00", "2026-01-01T00:00:00+99:00", "2026-01-01T00:00:00Zx", "soon"})
        EXPECT_FALSE(parseIsoUtc(text)) << text;
}

TEST(Time, onlyRealDaysAreCalendarDays) {
    EXPECT_TRUE(isCalendarDay("1961-04-12"));
    EXPECT_TRUE(isCalendarDay("2024-02-29"));
    for (const char* text : {"2023-02-29", "0000-01-01", "1849-12-31", "2101-01-01", "61-04-12", "1961-04-12 ", "12/04/1961"})
        EXPECT_FALSE(isCalendarDay(text)) << text;
}

TEST(Time, daysAreWrittenInWordsForPeople) {
    EXPECT_EQ(dayInWords("1985-03-12"), "12 Mar 1985");
    EXPECT_EQ(dayInWords("2000-12-01"), "1 Dec 2000");
    for (const char* noDay : {"", "1985-02-30", "12.3.1985", "1985-03-12T"}) EXPECT_EQ(dayInWords(noDay), noDay);
    EXPECT_EQ(localDayInFull(*parseIsoUtc("2026-10-28T12:00:00Z")), "28 October 2026");
}

}  // namespace myochart
