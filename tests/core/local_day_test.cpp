#include "core/local_day.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace myochart {

namespace {

/// The machine's time zone for the length of a test.
class Zone {
  public:
    explicit Zone(const char* name) {
        if (const char* was = std::getenv("TZ")) before_ = was;
        ::setenv("TZ", name, 1);
        ::tzset();
    }
    ~Zone() {
        if (before_.empty())
            ::unsetenv("TZ");
        else
            ::setenv("TZ", before_.c_str(), 1);
        ::tzset();
    }
    Zone(const Zone&) = delete;
    Zone& operator=(const Zone&) = delete;

  private:
    std::string before_;
};

const UtcMs kLateInTokyo = *parseIsoUtc("2026-11-22T23:50:00+09:00");

}  // namespace

TEST(LocalDay, aDayIsThatOfItsPlaceOnEveryMachine) {
    for (const char* zone : {"UTC0", "<+09>-9", "EST5", "<+1245>-12:45"}) {
        const Zone here(zone);
        EXPECT_EQ(dayAt(kLateInTokyo, "+09:00"), "2026-11-22") << zone;
        EXPECT_EQ(dayInFullAt(kLateInTokyo + 600'000, "+09:00"), "23 November 2026") << zone;
        EXPECT_EQ(dateTimeAt(kLateInTokyo, "+09:00"), "22 Nov 2026, 23:50") << zone;
        EXPECT_EQ(dayAt(kLateInTokyo, "-10:30"), "2026-11-22") << zone;
        EXPECT_EQ(dateTimeAt(kLateInTokyo, "-10:30"), "22 Nov 2026, 04:20") << zone;
    }
}

TEST(LocalDay, withoutAnOffsetTheMachinesClockCounts) {
    const Zone here("<+09>-9");
    EXPECT_EQ(utcOffsetAt(kLateInTokyo), "+09:00");
    EXPECT_EQ(dayAt(kLateInTokyo + 600'000, ""), "2026-11-23");
    EXPECT_EQ(dayInFullAt(kLateInTokyo, ""), "22 November 2026");
    EXPECT_EQ(localDayInFull(kLateInTokyo), "22 November 2026");
    const Zone west("<-0330>3:30");
    EXPECT_EQ(utcOffsetAt(kLateInTokyo), "-03:30");
    EXPECT_EQ(dateAt(kLateInTokyo, ""), "22 Nov 2026");
}

TEST(LocalDay, offsetsAreHoursAndMinutes) {
    for (const char* sound : {"+00:00", "-00:30", "+14:00", "+05:45"}) EXPECT_TRUE(isUtcOffset(sound)) << sound;
    for (const char* unsound : {"", "Z", "+9:00", "+14:01", "+09:60", "09:00", "+0900", "+00:-0", "+-9:00"})
        EXPECT_FALSE(isUtcOffset(unsound)) << unsound;
}

}  // namespace myochart
