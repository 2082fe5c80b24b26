#include <gtest/gtest.h>

#include "body/shapes.h"
#include "builtin/measured/figure_code.h"
#include "builtin/measured/measurement.h"
#include "builtin/measured/section_code.h"
#include "builtin/measured_solids.h"
#include "support/test_folder.h"

namespace myochart::builtin {

namespace {

using namespace myochart::test;

const std::string& forkTable() {
    static const std::string kTable = [] {
        body::NewStructure muscle = structure("left_flexor", fork({60, -80, 800}, 15), body::System::muscle, Side::left);
        muscle.facts.name = "left flexor";
        muscle.facts.fma = "FMA38459";
        muscle.facts.muscleKey = "flexor_digitorum_superficialis";
        Progress progress;
        Measurement m = measureBody(std::vector<body::NewStructure>{muscle}, progress);
        m.name = "Fork";
        m.source = "made for a test";
        m.licence = "none";
        m.mirrored.push_back({m.measured[0].facts, 0, {0, 0.5F, 0}});
        m.mirrored[0].facts.key = "right_flexor";
        m.mirrored[0].facts.side = Side::right;
        return writeTable(m);
    }();
    return kTable;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

/// The message readTable gives for `text`; empty when it takes it.
std::string fault(const std::string& text) {
    const Result<Measurement> read = readTable(text, "body.table");
    return read ? "" : read.error().message;
}

}  // namespace

TEST(FigureCode, everyFigureComesBack) {
    std::string text;
    for (std::int32_t value = -2000; value <= 2000; ++value) measured::appendFigure(text, value);
    std::string_view rest = text;
    for (std::int32_t value = -2000; value <= 2000; ++value) ASSERT_EQ(measured::takeFigure(rest), value);
    EXPECT_TRUE(rest.empty());
}

TEST(FigureCode, whatIsNoFigureIsRefused) {
    for (const char* bad : {"", "+", "-", "+a", "7", " a", "+99999999999", "-1000001", "\xc3\xa4"}) {
        std::string_view text = bad;
        EXPECT_FALSE(measured::takeFigure(text)) << bad;
    }
}

TEST(SectionCode, sectionComesBackFromItsText) {
    Section first{-40, {{100, 20}, {90, 60}, {-80, 55}, {-95, 0}}},
        second{12, {{140, 21}, {93, 64}, {-180, 50}, {-90, -4}}};
    const auto a = measured::readSection(measured::sectionText(first, nullptr), 4, nullptr);
    ASSERT_TRUE(a);
    EXPECT_EQ(a->outline, first.outline);
    const auto b = measured::readSection(measured::sectionText(second, &first), 4, &first);
    ASSERT_TRUE(b);
    EXPECT_EQ(b->s, 12);
    EXPECT_EQ(b->outline, second.outline);
    EXPECT_FALSE(measured::readSection(measured::sectionText(second, &first), 5, &first));
    EXPECT_FALSE(measured::readSection(measured::sectionText(second, &first), 3, &first));
}

TEST(BodyTable, readingAndWritingGiveTheSameText) {
    const Result<Measurement> read = readTable(forkTable(), "body.table");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(writeTable(*read), forkTable());
    EXPECT_EQ(read->measured[0].facts.fma, "FMA38459");
    EXPECT_EQ(read->measured[0].facts.muscleKey, "flexor_digitorum_superficialis");
    EXPECT_EQ(read->mirrored[0].facts.side, Side::right);
    EXPECT_FLOAT_EQ(read->mirrored[0].shiftMm.y, 0.5F);
}

TEST(BodyTable, errorNamesFileAndLine) {
    const std::string message = fault(replaced(forkTable(), "side left", "side lft"));
    const size_t line =
        1 + static_cast<size_t>(
                std::count(forkTable().begin(),
                           forkTable().begin() + static_cast<std::ptrdiff_t>(forkTable().find("side left")), '\n'));
    EXPECT_NE(message.find("body.table, line " + std::to_string(line) + ":"), std::string::npos) << message;
}

TEST(BodyTable, damagedTablesAreRefused) {
    const std::string& good = forkTable();
    ASSERT_EQ(fault(good), "");
    EXPECT_NE(fault(""), "");
    EXPECT_NE(fault(good.substr(0, good.size() - 4)), "");
    EXPECT_NE(fault(good.substr(0, good.size() / 2)), "");
    EXPECT_NE(fault(replaced(good, "table 1", "table 2")), "");
    EXPECT_NE(fault(replaced(good, "structures 1 1", "structures 2 1")), "");
    EXPECT_NE(fault(replaced(good, "structures 1 1", "structures 99999999 1")), "");
    EXPECT_NE(fault(replaced(good, "image right_flexor 0", "image right_flexor 1")), "");
    EXPECT_NE(fault(replaced(good, "image right_flexor", "image left_flexor")), "");
    EXPECT_NE(fault(replaced(good, "step 0.1", "step 0")), "");
    EXPECT_NE(fault(replaced(good, "step 0.1", "step nan")), "");
    EXPECT_NE(fault(replaced(good, "\njunction ", "\njunction 9999< ")), "");
    EXPECT_NE(fault(replaced(good, "system muscle", "system musle")), "");
}

TEST(BodyTable, junctionThatIsMissingIsNoticed) {
    const std::string& good = forkTable();
    const size_t at = good.find("\njunction ");
    ASSERT_NE(at, std::string::npos);
    std::string without = good;
    without.erase(at, without.find('\n', at + 1) - at);
    EXPECT_NE(fault(without).find("without its junction"), std::string::npos);
}

TEST(BodyTable, everyTableWithACharacterChangedIsReadOrRefused) {
    const std::string& good = forkTable();
    size_t refusedCount = 0;
    unsigned seed = 7;
    for (int trial = 0; trial < 400; ++trial) {
        std::string bad = good;
        seed = seed * 1664525U + 1013904223U;
        bad[seed % bad.size()] = static_cast<char>(32 + (seed >> 20) % 95);
        const Result<Measurement> read = readTable(bad, "body.table");
        if (!read) {
            ++refusedCount;
            continue;
        }
        Progress progress;
        const body::NewBody built = buildBody(*read, {}, progress);  // whatever is taken can be built
        EXPECT_EQ(built.structures.size(), 2U);
    }
    EXPECT_GT(refusedCount, 20U);
}

TEST(BodyTable, tableOfTheProgramBuildsAWholeClosedBody) {
    const Result<Measurement> table = loadTable(myochart::test::sourceFolder() / "assets/body/body.table");
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_LE(std::filesystem::file_size(myochart::test::sourceFolder() / "assets/body/body.table"), 1'500'000U);
    Progress progress;
    const body::NewBody body = buildBody(*table, {}, progress);
    std::map<body::System, int> count;
    for (const body::NewStructure& structure : body.structures) {
        ++count[structure.facts.system];
        EXPECT_EQ(openEdges(structure.mesh), 0U) << structure.facts.key;
        EXPECT_EQ(trianglesWithoutArea(structure.mesh), 0U) << structure.facts.key;
        EXPECT_GT(geometry::signedVolume(structure.mesh), 0) << structure.facts.key;
    }
    EXPECT_EQ(count[body::System::muscle], 427);
    EXPECT_GE(count[body::System::bone], 203);
    EXPECT_FALSE(body.licence.empty());
    EXPECT_NE(body.source.find("BodyParts3D"), std::string::npos);
}

}  // namespace myochart::builtin
