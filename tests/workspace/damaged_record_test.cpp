#include <sqlite3.h>

#include "desk.h"
#include "record/samples.h"

// What is damaged is left out and named; the rest is charted on.

namespace myochart::workspace {

using myochart::test::TestFolder;
using test::BothWays;
using test::Desk;

namespace {

class DamagedRecord : public BothWays {
  protected:
    void damage(const char* table, std::string id) {
        std::erase(id, '-');
        const std::string sql = std::string("UPDATE entry SET payload = CAST(CAST(payload AS TEXT) || ' ' AS BLOB) WHERE kind = '") + table +
                                "' AND id = x'" + id + "'";
        sqlite3* database = nullptr;
        ASSERT_EQ(sqlite3_open_v2((folder_ / "record.myochart").c_str(), &database, SQLITE_OPEN_READWRITE, nullptr),
                  SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
        EXPECT_EQ(sqlite3_changes(database), 1);
        sqlite3_close(database);
    }
    /// A patient with a visit of today that holds three markers.
    record::Session begin() {
        Desk ws(folder_, GetParam());
        record::Patient patient;
        patient.name = "Ana";
        ws->addPatient(patient);
        ws->newSession();
        for (int i = 0; i < 3; ++i) addMarker(ws);
        return *ws->session();
    }
    void addMarker(Desk& ws) {
        record::Marker marker = myochart::test::sampleMarker(random_);
        marker.number = 0;
        ASSERT_TRUE(ws->commit(record::addMarker(*ws->session(), marker)));
    }
    static const Notice* noticeWith(Desk& ws, std::string_view words) {
        for (const Notice& notice : ws->notices())
            if (notice.text.find(words) != std::string::npos) return &notice;
        return nullptr;
    }

    TestFolder folder_;
    std::mt19937 random_{9};
};

}  // namespace

TEST_P(DamagedRecord, aVisitOpensWithItsSoundMarkersAndIsChartedOn) {
    const record::Session visit = begin();
    damage("marker", visit.markers[1].id.text);
    {
        Desk ws(folder_, GetParam());
        ws->openPatient(visit.patient);
        ws->openSession(visit.id);
        ASSERT_TRUE(ws->session());
        ASSERT_EQ(ws->session()->markers.size(), 2U);
        EXPECT_EQ(ws->session()->markers[1], visit.markers[2]) << "with its own number";
        const Notice* notice = noticeWith(ws, visit.markers[1].id.text);
        ASSERT_TRUE(notice);
        EXPECT_TRUE(notice->isError) << "it stays until it is closed";
        EXPECT_NE(notice->text.find("1 of the sites"), std::string::npos) << notice->text;
        EXPECT_EQ(notice->undoLabel, "Save a copy");
        const auto saveCopy = notice->undo;
        saveCopy();
        EXPECT_TRUE(noticeWith(ws, "A copy of the whole record is in"));
        addMarker(ws);
        ASSERT_TRUE(ws->saving().flush(5000)) << ws->saving().failure();
        ws->undo();
        ws->redo();
        ASSERT_TRUE(ws->saving().flush(5000)) << ws->saving().failure();
    }
    Desk ws(folder_, GetParam());
    const auto reading = ws.ask<store::SessionReading>([&](store::Record& r) { return r.readable(visit.id); });
    ASSERT_TRUE(reading) << reading.error().message;
    EXPECT_EQ(reading->session.markers.size(), 3U);
    EXPECT_EQ(reading->damaged.size(), 1U);
    size_t copies = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path()))
        copies += entry.path().filename().string().starts_with("backup-") && entry.path().extension() == ".myochart";
    EXPECT_EQ(copies, 1U);
}

TEST_P(DamagedRecord, aDamagedVisitIsNamedOnceAndTheOthersAreListed) {
    const record::Session visit = begin();
    damage("session", visit.id.text);
    Desk ws(folder_, GetParam());
    ws->openPatient(visit.patient);
    ASSERT_TRUE(ws->patient());
    EXPECT_TRUE(ws->sessions().empty());
    ASSERT_TRUE(noticeWith(ws, visit.id.text));
    ws->notices().clear();
    ws->openPatient(visit.patient);
    EXPECT_FALSE(noticeWith(ws, visit.id.text)) << "each once";
    ws->newSession();
    ASSERT_TRUE(ws->saving().flush(5000)) << ws->saving().failure();
    EXPECT_EQ(ws->sessions().size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Ways, DamagedRecord, testing::Bool(), test::wayName);

}  // namespace myochart::workspace
