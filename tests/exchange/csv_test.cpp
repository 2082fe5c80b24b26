#include "exchange/csv_reader.h"

#include <gtest/gtest.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/text.h"
#include "exchange/csv_text.h"
#include "exchange/de_identified.h"
#include "exchange_knowledge.h"
#include "record/leaves.h"
#include "sample_bundle.h"

namespace myochart::exchange {

namespace {

/// Takes away what a table has no columns for (docs/hand-over.md): lists of values with fields of their own, the note, the signature, the
/// drawn signature of the patient, and fields of a newer format.
struct NotInTable {
    template <class T>
    static void outOf(T& value) {
        if constexpr (requires { value.others.clear(); }) value.others.clear();
        NotInTable each;
        describe(each, value);
    }
    template <class T>
    void operator()(const record::Field& field, T& member) {
        if constexpr (std::same_as<T, record::NoteText> || std::same_as<T, record::Signing>) member = {};
        else if constexpr (std::same_as<T, std::vector<record::Marker>>)
            for (record::Marker& marker : member) outOf(marker);
        else if constexpr (std::same_as<T, std::vector<std::string>>) return;
        else if constexpr (record::kIsList<T>) member.clear();
        else if constexpr (record::HasFields<T>) outOf(member);
        else if constexpr (std::same_as<T, std::string>) {
            if (std::string_view(field.key) == "strokes") member.clear();
        }
    }
};

class Csv : public testing::Test {
  protected:
    Csv() {
        bundle.patients.push_back(test::fullPatient(random));
        for (int i = 0; i < 2; ++i) bundle.sessions.push_back(test::fullSession(random, bundle.patients[0].id));
        bundle.sessions[0].markers.push_back(test::fullMarker(random));
        numberMarkers(bundle.sessions[0]);
        text = test::written(csvExporter(), bundle);
    }
    static std::string faultOf(std::string_view table) {
        const auto read = csvFromText(table, "table.csv");
        return read ? std::string() : read.error().message;
    }
    /// The table with one cell of its first row of cells changed.
    std::string with(const std::string& column, const std::string& cell, size_t row = 0) const {
        TableScanner scanner(std::string_view(text).substr(3), ',');
        std::vector<TableScanner::Row> rows;
        while (!scanner.atEnd()) rows.push_back(scanner.next());
        const auto at = std::ranges::find(rows[0].cells, column);
        EXPECT_NE(at, rows[0].cells.end()) << column;
        rows[row + 1].cells[static_cast<size_t>(at - rows[0].cells.begin())] = cell;
        return joined(rows, ',');
    }
    static std::string joined(const std::vector<TableScanner::Row>& rows, char separator) {
        std::string table;
        for (const TableScanner::Row& row : rows) {
            for (size_t i = 0; i < row.cells.size(); ++i) {
                if (i > 0) table += separator;
                addCell(table, row.cells[i]);
            }
            table += "\r\n";
        }
        return table;
    }

    std::mt19937 random{23};
    Bundle bundle;
    std::string text;
};

}  // namespace

TEST_F(Csv, aThousandVisitsComeBackTheSameInWhatTheTableHolds) {
    size_t visits = 0, sites = 0;
    while (visits < 1000) {
        Bundle out = test::sampleBundle(random, 40);
        std::erase_if(out.patients, [&](const auto& patient) { return std::ranges::count(out.sessions, patient.id, &record::Session::patient) == 0; });
        visits += out.sessions.size();
        const auto read = csvFromText(test::written(csvExporter(), out), "table.csv");
        ASSERT_TRUE(read) << read.error().message;
        EXPECT_TRUE(read->passedOver.empty());
        for (record::Patient& patient : out.patients) NotInTable::outOf(patient);
        for (record::Session& session : out.sessions) NotInTable::outOf(session), sites += session.markers.size();
        ASSERT_EQ(read->bundle.patients.size(), out.patients.size());
        for (size_t i = 0; i < out.patients.size(); ++i) ASSERT_EQ(read->bundle.patients[i], out.patients[i]) << toJsonText({{read->bundle.patients[i], out.patients[i]}, {}});
        ASSERT_EQ(read->bundle.sessions.size(), out.sessions.size());
        for (size_t i = 0; i < out.sessions.size(); ++i) ASSERT_EQ(read->bundle.sessions[i], out.sessions[i]) << toJsonText({{}, {read->bundle.sessions[i], out.sessions[i]}});
    }
    EXPECT_GT(sites, 2000U);
}

TEST_F(Csv, patientsWithoutVisitsAndVisitsWithoutSitesAreRowsToo) {
    bundle.sessions[1].markers.clear();
    bundle.patients.push_back(test::samplePatient(random));
    const auto read = csvFromText(test::written(csvExporter(), bundle), "table.csv");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->bundle.patients.size(), 2U);
    ASSERT_EQ(read->bundle.sessions.size(), 2U);
    EXPECT_EQ(read->bundle.sessions[1].markers.size(), 0U);
}

TEST_F(Csv, pythonReadsTheSameCells) {
    if (trim(test::printedBy("python3 -c 'print(1)' 2>/dev/null")) != "1") GTEST_SKIP() << "needs python3";
    bundle.sessions[0].markers[0].note = "=1+1; \"two\", three\r\nfour";
    bundle.sessions[0].markers[0].needle.entry = vec3(-1.5F, 0.25F, 3);
    bundle.sessions[0].markers[1].label = "-12";
    const test::TestFolder folder;
    ASSERT_TRUE(writeFileAtomically(folder / "table.csv", test::written(csvExporter(), bundle)));
    const std::string command = fmt::format(
        "python3 -c 'import csv,json;print(json.dumps(list(csv.DictReader(open(\"{}\",encoding=\"utf-8-sig\",newline=\"\")))))'", (folder / "table.csv").string());
    const auto rows = nlohmann::json::parse(test::printedBy(command), nullptr, false);
    ASSERT_EQ(rows.size(), 3U);
    const record::Marker& site = bundle.sessions[0].markers[0];
    EXPECT_EQ(rows[0].at("site.note"), "'" + site.note) << "no formula, and all of its lines";
    EXPECT_EQ(rows[1].at("site.label"), "'-12") << "a text that begins like a formula";
    EXPECT_EQ(rows[0].at("site.needle.entry_mm.x"), "-1.5") << "a number stays one";
    EXPECT_EQ(rows[0].at("site.id"), site.id.text);
    EXPECT_EQ(rows[0].at("patient.id"), bundle.patients[0].id.text);
    EXPECT_EQ(rows[0].at("visit.id"), bundle.sessions[0].id.text);
    EXPECT_EQ(rows[2].at("visit.id"), bundle.sessions[1].id.text);
    EXPECT_EQ(rows[0].at("site.type"), name(site.type));
    EXPECT_FALSE(rows[0].contains("visit.note.text"));
    for (const auto& row : rows) EXPECT_FALSE(row.contains("")) << "no row is longer than the header";
}

TEST_F(Csv, whatASpreadsheetWouldTakeForAFormulaIsHarmlessAndComesBack) {
    for (const std::string bad : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "''-", "'", "''", "'tis", "a=1", "", " =1"}) {
        const std::string made = harmless(bad);
        EXPECT_TRUE(made.empty() || std::string_view("=+-@\t\r\n").find(made[0]) == std::string_view::npos) << bad;
        EXPECT_EQ(withoutGuard(made), bad);
    }
}

TEST_F(Csv, everyTextCellIsHarmless) {
    TableScanner scanner(std::string_view(text).substr(3), ',');
    (void)scanner.next();
    while (!scanner.atEnd())
        for (const std::string& cell : scanner.next().cells)
            EXPECT_TRUE(parseNumber(cell) || cell.empty() || std::string_view("=+-@\t\r\n").find(cell[0]) == std::string_view::npos) << cell;
}

TEST_F(Csv, semicolonsTabsAndDecimalCommasAreReadAsSpreadsheetsWriteThem) {
    TableScanner scanner(std::string_view(text).substr(3), ',');
    std::vector<TableScanner::Row> rows;
    while (!scanner.atEnd()) rows.push_back(scanner.next());
    for (size_t r = 1; r < rows.size(); ++r)
        for (size_t i = 0; i < rows[r].cells.size(); ++i) {
            std::string& cell = rows[r].cells[i];
            const bool isText = rows[0].cells[i].ends_with(".identifier") || rows[0].cells[i].ends_with("_words");
            if (const size_t point = cell.find('.'); !isText && parseNumber(cell) && point != std::string::npos) cell[point] = ',';
        }
    const auto before = csvFromText(text, "table.csv");
    ASSERT_TRUE(before) << before.error().message;
    for (const char separator : {';', '\t'}) {
        const auto read = csvFromText(joined(rows, separator), "table.csv");
        ASSERT_TRUE(read) << read.error().message;
        EXPECT_EQ(read->bundle.patients, before->bundle.patients);
        EXPECT_EQ(read->bundle.sessions, before->bundle.sessions);
    }
    EXPECT_NE(faultOf(joined(rows, ',')).find("is no number"), std::string::npos) << "between commas a comma in a number could mean thousands";
}

TEST_F(Csv, columnsInAnotherOrderAndLeftOutAreRead) {
    const auto& visit = bundle.sessions[0];
    const std::string place = "site.anchor.structure,site.anchor.barycentric.x,site.anchor.barycentric.y,site.anchor.barycentric.z,site.anchor.position.x,"
                              "site.anchor.position.y,site.anchor.position.z,site.anchor.normal.x,site.anchor.normal.y,site.anchor.normal.z,";
    const auto tableOf = [&](const std::string& columns, const std::string& cells) {
        return fmt::format("site.side,site.type,patient.id,site.id,{}patient.name,visit.started_at,visit.id,note to myself\n"
                           "left,latent,{},{},{}Ana,2026-11-22T14:05:00Z,{},x\n",
                           columns, bundle.patients[0].id.text, visit.markers[0].id.text, cells, visit.id.text);
    };
    EXPECT_NE(faultOf(tableOf("", "")).find("site.anchor.barycentric.x is no number."), std::string::npos) << "a site is somewhere";
    const std::string table = tableOf(place, "left_soleus,1,0,0,90,-10,300,0,-1,0,");
    const auto read = csvFromText(table, "table.csv");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->bundle.sessions.at(0).markers.at(0).type, record::MarkerType::latent);
    EXPECT_EQ(read->bundle.sessions.at(0).markers.at(0).number, 1U);
    ASSERT_EQ(read->passedOver.size(), 1U);
    EXPECT_NE(read->passedOver[0].find("note to myself"), std::string::npos);
}

TEST_F(Csv, aDayThatCouldBeTwoIsAskedForAndNeverGuessed) {
    EXPECT_NE(faultOf(with("patient.birth_date", "03/04/1985")).find("line 2: patient.birth_date is no day that can be told"), std::string::npos);
    std::string table = text;
    for (size_t at = 0; (at = table.find("1980-01-31", at)) != std::string::npos;) table.replace(at, 10, "31/01/1980");
    const auto read = csvFromText(table, "table.csv");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->bundle.patients[0].birthDate, "1980-01-31");
}

TEST_F(Csv, emptyCutWideAndForeignTextsAreRefusedWithWhatToDo) {
    EXPECT_EQ(faultOf(""), "table.csv is empty.");
    EXPECT_NE(faultOf("\xFF\xFE" "a\0"), "");
    EXPECT_NE(faultOf(std::string_view("p\0a\0t\0", 6)).find("UTF-16"), std::string::npos);
    EXPECT_NE(faultOf(with("patient.name", "M\xFCller")).find("UTF-8"), std::string::npos) << "Latin-1";
    EXPECT_NE(faultOf("a,b,c\n1,2,3\n").find("no column patient.id"), std::string::npos);
    EXPECT_NE(faultOf(text.substr(0, text.find("\r\n") + 2)).find("no line below its first"), std::string::npos);
    EXPECT_NE(faultOf(text.substr(0, text.size() / 2)), "");
    EXPECT_NE(faultOf(text + "\"never closed").find("quotation mark that is never closed"), std::string::npos);
}

TEST_F(Csv, doubledColumnsRaggedAndOverlongRowsAreRefusedWithTheirLine) {
    EXPECT_NE(faultOf("patient.id,visit.id,patient.id\n").find("names the column patient.id twice"), std::string::npos);
    EXPECT_NE(faultOf(text + "just,three,cells\r\n").find("it has 3 cells where the first line has"), std::string::npos);
    EXPECT_NE(faultOf(text + std::string(5000, ',') + "x\r\n").find("has more than 2000 cells"), std::string::npos);
    EXPECT_EQ(faultOf(text + std::string(1500, ',') + "\r\n\r\n"), "") << "an empty row is none";
}

TEST_F(Csv, valuesThatCannotBeAreRefusedWithTheirLineAndColumn) {
    const auto expectFault = [&](const std::string& column, const std::string& cell, std::string_view fault) {
        const std::string said = faultOf(with(column, cell));
        EXPECT_NE(said.find(fault), std::string::npos) << column << " " << cell << ": " << said;
        EXPECT_EQ(said.find("Canary"), std::string::npos) << said;
    };
    expectFault("site.type", "", "line 2: site.type is empty.");
    expectFault("site.type", "Canary", "line 2: site.type is none of active, latent, satellite, tender, needle.");
    expectFault("site.needle.depth_mm", "Canary", "site.needle.depth_mm is no number.");
    expectFault("site.needle.depth_mm", "nan", "site.needle.depth_mm is no number.");
    expectFault("site.needle.depth_mm", "inf", "site.needle.depth_mm is no number.");
    expectFault("site.needle.depth_mm", "1e400", "site.needle.depth_mm is no number.");
    expectFault("site.needle.depth_mm", "-3", "site.needle.depth_mm must be a number from 0 to 200.");
    expectFault("site.anchor.position.x", "1e9", "site.anchor.position must be three numbers");
    expectFault("site.anchor.barycentric.x", "7", "site.anchor.barycentric must be");
    expectFault("site.number", "1.5", "site.number is no whole number");
    expectFault("site.needle.winding", "Canary", "is neither yes nor no");
    expectFault("site.id", "Canary", "site.id is not an id");
    expectFault("visit.started_at", "yesterday Canary", "visit.started_at is no moment such as");
    expectFault("visit.id", "", "visit.id is not an id");
    expectFault("patient.id", bundle.sessions[0].id.text, "visit.patient is not patient.id.");
    expectFault("patient.birth_date", "1985-02-30", "patient.birth_date is no day");
}

TEST_F(Csv, hiddenMarksAreNotTakenOverAndANameOfNothingElseIsRefusedWithItsLine) {
    Bundle one = bundle;
    one.sessions.resize(1);
    one.sessions[0].markers.resize(1);
    one.sessions[0].markers[0].label = "\xE2\x80\x8B" "L1";
    one.patients[0].name = "Ana\xE2\x80\xAE Muster";
    const auto marked = csvFromText(test::written(csvExporter(), one), "table.csv");
    ASSERT_TRUE(marked) << marked.error().message;
    EXPECT_EQ(marked->bundle.patients[0].name, "Ana Muster");
    EXPECT_EQ(marked->bundle.sessions[0].markers[0].label, "L1");
    one.patients[0].name = "\xE2\x80\xAE";
    EXPECT_NE(faultOf(test::written(csvExporter(), one)).find("line 2: patient.name holds nothing that can be read"), std::string::npos);
}

TEST_F(Csv, rowsOfOneVisitThatDoNotSayTheSameAreRefused) {
    EXPECT_NE(faultOf(with("visit.title", "another title", 1)).find(": visit.title is not as in line 2."), std::string::npos);
    EXPECT_NE(faultOf(with("patient.name", "Another", 1)).find(": patient.name is not as in line 2."), std::string::npos);
    EXPECT_NE(faultOf(with("site.id", bundle.sessions[0].markers[0].id.text, 1)).find(": site.id is used twice."), std::string::npos);
}

TEST_F(Csv, everyBadLineIsToldAndTheTwentyFirstCounted) {
    std::string table = text;
    for (int i = 0; i < 30; ++i) table += "x,y\r\n";
    const std::string said = faultOf(table);
    EXPECT_NE(said.find("And 10 more."), std::string::npos) << said;
}

TEST_F(Csv, tooManyLinesAreRefusedWithTheLimit) {
    std::string table = text;
    for (int i = 0; i < 200'001; ++i) table += ",\n";
    EXPECT_NE(faultOf(table).find("more than 200000 lines"), std::string::npos);
}

TEST_F(Csv, randomlyDamagedTablesAreRefusedOrReadAsSound) {
    size_t refusedCount = 0;
    for (int i = 0; i < 600; ++i) {
        std::string damaged = text;
        for (auto n = 1 + random() % 4; n > 0; --n) {
            const size_t at = random() % damaged.size();
            switch (random() % 3) {
                case 0: damaged[at] = ",;\t\"\n\r'=0"[random() % 9]; break;
                case 1: damaged.erase(at, 1 + random() % 40); break;
                default: damaged.insert(at, damaged.substr(random() % damaged.size(), random() % 60));
            }
        }
        const auto read = csvFromText(damaged, "table.csv");
        if (!read) {
            ++refusedCount;
            EXPECT_TRUE(read.error().message.starts_with("table.csv")) << read.error().message;
            continue;
        }
        EXPECT_TRUE(bundleFromJsonText(toJsonText(read->bundle)).ok()) << "what was accepted must be sound";
    }
    EXPECT_GT(refusedCount, 200U);
}

TEST_F(Csv, isSeenByItsFirstLine) {
    EXPECT_TRUE(looksLikeTable(text));
    EXPECT_TRUE(looksLikeTable("\"visit.id\";\"patient.id\"\n"));
    EXPECT_FALSE(looksLikeTable("{\"format\":\"myochart\",\"note\":\"patient.id\"}"));
    EXPECT_FALSE(looksLikeTable("a,b\npatient.id\n"));
    EXPECT_FALSE(looksLikeTable(""));
}

TEST_F(Csv, withoutWhoItIsOfATableHasNoNames) {
    std::mt19937_64 chance{3};
    bundle.patients[0].name = "Ana Muster";
    const std::string table = test::written(csvExporter(), deIdentified(bundle, KnownWords(test::exchangeKnowledge()), chance), true);
    EXPECT_EQ(table.find("Ana Muster"), std::string::npos);
    EXPECT_EQ(table.find(bundle.sessions[0].id.text), std::string::npos);
    EXPECT_TRUE(csvFromText(table, "table.csv").ok());
}

}  // namespace myochart::exchange
