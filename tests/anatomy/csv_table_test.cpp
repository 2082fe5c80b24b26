#include "anatomy/csv_table.h"

#include <gtest/gtest.h>

#include <random>

namespace myochart::anatomy {

namespace {

CsvTable parsed(std::string_view text) {
    auto table = parseCsv("t.csv", text, {"a", "b"});
    EXPECT_TRUE(table.ok()) << (table.ok() ? "" : table.error().message);
    return table.ok() ? std::move(*table) : CsvTable{};
}

}  // namespace

TEST(CsvTable, readsPlainAndQuotedCells) {
    const CsvTable table = parsed("a,b\n1,\"x, \"\"y\"\"\nz\"\n,\n");
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(table.rows[0].cells, (std::vector<std::string>{"1", "x, \"y\"\nz"}));
    EXPECT_EQ(table.rows[1].cells, (std::vector<std::string>{"", ""}));
    EXPECT_TRUE(table.faults.empty());
}

TEST(CsvTable, readsByteOrderMarkCrlfAndNoLastLineEnd) {
    const CsvTable table = parsed("\xEF\xBB\xBF" "a,b\r\n1,2\r\n3,4");
    EXPECT_EQ(table.header, (std::vector<std::string>{"a", "b"}));
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(table.rows[1].cells, (std::vector<std::string>{"3", "4"}));
}

TEST(CsvTable, lineNumbersCountLinesInsideQuotes) {
    const CsvTable table = parsed("a,b\n1,\"two\nlines\"\n3,4,5\n6,7\n");
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(table.rows[1].line, 5);
    ASSERT_EQ(table.faults.size(), 1U);
    EXPECT_EQ(table.faults[0].line, 4);
    EXPECT_EQ(table.faults[0].file, "t.csv");
    EXPECT_EQ(table.faults[0].message, "the row has 3 cells where the header has 2");
}

TEST(CsvTable, brokenRowsAreNamedAndTheRestIsRead) {
    for (const auto& [row, word] : std::vector<std::pair<std::string, std::string>>{{"1", "1 cells"},
                                                                                    {"", "1 cells"},
                                                                                    {"1,2,3", "3 cells"},
                                                                                    {"1,a\"b", "without quotes"},
                                                                                    {"1,\"a\"b", "behind a closing"},
                                                                                    {"1\r,2", "carriage return"},
                                                                                    {"1,\xC3", "UTF-8"},
                                                                                    {std::string("1,\0", 3), "UTF-8"}}) {
        const CsvTable table = parsed("a,b\n0,0\n" + row + "\n8,9\n");
        ASSERT_EQ(table.faults.size(), 1U) << row;
        EXPECT_EQ(table.faults[0].line, 3);
        EXPECT_NE(table.faults[0].message.find(word), std::string::npos) << table.faults[0].message;
        ASSERT_EQ(table.rows.size(), 2U) << row;
        EXPECT_EQ(table.rows[1].cells[0], "8");
    }
}

TEST(CsvTable, quotationMarkNeverClosedIsNamedAtItsRow) {
    const CsvTable table = parsed("a,b\n1,\"x\n2,3\n");
    ASSERT_EQ(table.faults.size(), 1U);
    EXPECT_EQ(table.faults[0].line, 2);
    EXPECT_NE(table.faults[0].message.find("never closed"), std::string::npos);
    EXPECT_TRUE(table.rows.empty());
}

TEST(CsvTable, headerWithoutOrWithDoubledColumnIsRefused) {
    for (const char* text : {"", "a,c\n1,2\n", "a,b,b\n1,2,3\n", "\"a,b\n"}) {
        const auto table = parseCsv("t.csv", text, {"a", "b"});
        ASSERT_FALSE(table.ok()) << text;
        EXPECT_EQ(table.error().kind, ErrorKind::refused);
        EXPECT_TRUE(table.error().message.starts_with("t.csv:")) << table.error().message;
    }
}

TEST(CsvTable, whatWasWrittenWithQuotesIsReadBack) {
    std::mt19937 random(1);
    const std::string letters = "ab,\"\n\r|";
    for (int round = 0; round < 300; ++round) {
        std::string text = "a,b\n";
        std::vector<std::vector<std::string>> rows;
        for (int r = 0; r < 4; ++r) {
            std::vector<std::string> cells(2);
            for (size_t c = 0; c < 2; ++c) {
                for (auto n = random() % 6; n > 0; --n) cells[c] += letters[random() % letters.size()];
                text += '"';
                for (const char letter : cells[c]) (text += letter) += letter == '"' ? "\"" : "";
                text += c == 0 ? "\"," : "\"\n";
            }
            rows.push_back(cells);
        }
        const CsvTable table = parsed(text);
        ASSERT_EQ(table.rows.size(), 4U) << text;
        for (size_t r = 0; r < 4; ++r) EXPECT_EQ(table.rows[r].cells, rows[r]);
    }
}

TEST(CsvTable, randomBytesNeverGiveARowOfTheWrongWidth) {
    std::mt19937 random(2);
    for (int round = 0; round < 2000; ++round) {
        std::string text = "a,b\n";
        for (auto n = random() % 60; n > 0; --n) text += random() % 3 ? ",\"\n\r"[random() % 4] : static_cast<char>(random() % 256);
        const CsvTable table = parsed(text);
        for (const CsvRow& row : table.rows) EXPECT_EQ(row.cells.size(), 2U);
    }
}

TEST(RowReader, firstThingWrongIsKept) {
    const CsvTable table = parsed("a,b\nx,5\n");
    RowReader row(table, table.rows[0]);
    EXPECT_EQ(row.number("b", 0, 10), 5);
    EXPECT_TRUE(row.sound());
    row.number("a", 0, 10);
    row.number("b", 0, 4);
    ASSERT_FALSE(row.sound());
    EXPECT_EQ(row.fault()->message, "a is \"x\", not a number from 0 to 10");
    EXPECT_EQ(row.fault()->line, 2);
}

TEST(RowReader, listsAndReferencesAreChecked) {
    const CsvTable table = parsed("a,b\nx|y,x||y\n");
    RowReader row(table, table.rows[0]);
    EXPECT_EQ(row.references("a", {"x", "y", "z"}, "thing"), (std::vector<std::string>{"x", "y"}));
    EXPECT_TRUE(row.sound());
    row.references("a", {"x"}, "thing");
    EXPECT_EQ(row.fault()->message, "a names an unknown thing, \"y\"");
    RowReader other(table, table.rows[0]);
    other.list("b");
    EXPECT_EQ(other.fault()->message, "b has an empty item");
}

}  // namespace myochart::anatomy
