#include "record/lot_use.h"

#include <gtest/gtest.h>

#include "record/samples.h"

namespace myochart::record {

namespace {

constexpr UtcMs kDay = 86'400'000, kFirst = 1'795'356'000'000;  // 22 Nov 2026

struct Lots : testing::Test {
    std::mt19937 random{3};
    Patient ana = test::samplePatient(random), bo = test::samplePatient(random);
    LotCounter counter;

    static Needling box(std::string maker, std::string lot, std::string expiry = {}) {
        Needling needle;
        needle.maker = std::move(maker);
        needle.lot = std::move(lot);
        needle.expiry = std::move(expiry);
        return needle;
    }
    void visit(const Patient& of, int day, const std::vector<Needling>& needles, bool unconfirmed = false) {
        Session session = test::sampleSession(random, of.id, static_cast<int>(needles.size()));
        session.startedAt = kFirst + day * kDay;
        session.utcOffset = "+01:00";
        for (size_t i = 0; i < needles.size(); ++i) {
            session.markers[i].needle = needles[i];
            session.markers[i].plan = {};
            if (unconfirmed) session.markers[i].plan.unconfirmed = true;
        }
        counter.add(of, session);
    }
};

}  // namespace

TEST_F(Lots, tellWhoGotThemAndWhen) {
    visit(ana, 0, {box("Seirin", "A 12"), box("Seirin", "A12"), box("Other", "A12")});
    visit(bo, 2, {box("seirin", "a12", "2027-01-31"), box("", "")});
    visit(ana, 1, {box("Seirin", "A12")});
    const auto lots = counter.lots();
    ASSERT_EQ(lots.size(), 2U);
    EXPECT_EQ(lots[0].lot, "A 12");
    EXPECT_EQ(lots[0].sites, 4U);
    EXPECT_EQ(lots[0].patients, 2U);
    ASSERT_EQ(lots[0].visits.size(), 3U);
    EXPECT_EQ(lots[0].visits[0].patientName, bo.name) << "newest first";
    EXPECT_EQ(lots[0].visits[2].sites, 2U);
    EXPECT_EQ(lots[0].expiry, "2027-01-31") << "as somebody told it";
    EXPECT_EQ(lots[1].maker, "Other");
}

TEST_F(Lots, countNothingThatNobodyConfirmed) {
    visit(ana, 0, {box("Seirin", "A12")}, true);
    EXPECT_TRUE(counter.lots().empty());
}

TEST_F(Lots, anExpiredOneIsToldByItsLastUse) {
    visit(ana, 0, {box("", "OLD", "2026-11-21"), box("", "LAST DAY", "2026-11-22"), box("", "UNTOLD")});
    for (const LotUse& lot : counter.lots()) EXPECT_EQ(usedExpired(lot), lot.lot == "OLD") << lot.lot;
}

TEST_F(Lots, areFoundByPartsOfLotMakerOrItem) {
    visit(ana, 0, {box("Seirin", "AB-12")});
    const LotUse lot = counter.lots().at(0);
    for (const char* sought : {"", "ab12", "AB 1", "seir"}) EXPECT_TRUE(lotFits(lot, sought)) << sought;
    EXPECT_FALSE(lotFits(lot, "AB-13"));
}

}  // namespace myochart::record
