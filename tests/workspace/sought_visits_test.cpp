#include <gtest/gtest.h>

#include <fmt/format.h>

#include "support/test_folder.h"
#include "workspace/sought_visits.h"

namespace myochart::workspace {

namespace {

const anatomy::Catalogue& catalogue() {
    static const anatomy::Catalogue kCatalogue = anatomy::Catalogue::load(myochart::test::sourceFolder() / "assets/knowledge").value();
    return kCatalogue;
}

/// Each piece with what it may name.
std::string read(const std::string& typed) {
    std::string text;
    for (const store::SoughtPiece& piece : SoughtVisits(catalogue()).pieces(typed)) {
        text += "[" + piece.text;
        for (const std::string& key : piece.muscles) text += " " + key;
        if (!piece.lot.empty()) text += fmt::format(" lot{}{}", piece.lotAnywhere ? "*" : "=", piece.lot);
        if (!piece.firstDay.empty()) text += fmt::format(" {}..{}", piece.firstDay, piece.lastDay);
        text += "]";
    }
    return text;
}

}  // namespace

TEST(SoughtVisitsTest, musclesAreReadFromTheBeginningsOfTheirWordsInAnyLanguage) {
    EXPECT_EQ(read("infraspinatus"), "[infraspinatus infraspinatus]");
    EXPECT_EQ(read("infrasp"), "[infrasp infraspinatus]");
    EXPECT_EQ(read("inf"), "[inf]") << "three letters may be the beginning of a name";
    EXPECT_EQ(read("glut max"), "[glut max gluteus_maximus]");
    EXPECT_EQ(read("Musculus infraspinatus"), "[Musculus infraspinatus infraspinatus]");
    const std::string whole = read("trapezius");
    for (const char* part : {"upper_trapezius", "middle_trapezius", "lower_trapezius"}) EXPECT_NE(whole.find(part), std::string::npos) << whole;
}

TEST(SoughtVisitsTest, lotsAreReadWithTheirWordOrByThemselves) {
    EXPECT_EQ(read("LOT 4711"), "[LOT 4711 lot*4711]");
    EXPECT_EQ(read("Charge AB-12"), "[Charge AB-12 lot*ab12]");
    EXPECT_EQ(read("L4711"), "[L4711 lot=l4711]");
    EXPECT_EQ(read("L47"), "[L47]") << "too short to be guessed at";
}

TEST(SoughtVisitsTest, daysAndMonthsAreReadInAnyUsualWay) {
    EXPECT_EQ(read("2026-03-12"), "[2026-03-12 2026-03-12..2026-03-12]");
    EXPECT_EQ(read("12.03.2026"), "[12.03.2026 2026-03-12..2026-03-12]");
    EXPECT_EQ(read("12 March 2026"), "[12 March 2026 2026-03-12..2026-03-12]");
    EXPECT_EQ(read("2026-02"), "[2026-02 2026-02-01..2026-02-28]");
    EXPECT_EQ(read("2024-02"), "[2024-02 2024-02-01..2024-02-29]");
    EXPECT_EQ(read("3.2026"), "[3.2026 2026-03-01..2026-03-31]");
    EXPECT_EQ(read("March 2026"), "[March 2026 2026-03-01..2026-03-31]");
    EXPECT_EQ(read("M\xC3\xA4rz 2026"), "[M\xC3\xA4rz 2026 2026-03-01..2026-03-31]");
    EXPECT_EQ(read("marzo de 2026"), "[marzo de 2026 2026-03-01..2026-03-31]");
    EXPECT_EQ(read("2026-13"), "[2026-13 lot=202613]");
}

TEST(SoughtVisitsTest, namesStandBesideWhatWasDone) {
    EXPECT_EQ(read("weber infraspinatus march 2026"), "[weber][infraspinatus infraspinatus][march 2026 2026-03-01..2026-03-31]");
    EXPECT_EQ(read(""), "");
    EXPECT_EQ(read("   "), "");
}

TEST(SoughtVisitsTest, whySomebodyWasFoundIsSaidInWords) {
    store::FoundVisits found{.visits = 3, .last = 1'773'273'600'000, .lastOffset = "+01:00", .muscles = {"infraspinatus", "~strange"}, .lots = {"L4711"}};
    EXPECT_EQ(foundInWords(found, catalogue()), "infraspinatus, strange, lot L4711 \xC2\xB7 3 visits \xC2\xB7 last 12 Mar 2026");
    found = {.visits = 1, .last = found.last, .lastOffset = "+01:00"};
    EXPECT_EQ(foundInWords(found, catalogue()), "1 visit \xC2\xB7 last 12 Mar 2026");
    EXPECT_EQ(foundInWords({}, catalogue()), "");
}

}  // namespace myochart::workspace
