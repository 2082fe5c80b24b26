#include <sqlite3.h>

#include "workspace/running_program.h"
#include "record/samples.h"

// What is damaged is left out and named; the rest is charted on.

namespace myochart::workspace {

using myochart::test::TestFolder;
using test::BothWays;
using test::RunningProgram;

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
        RunningProgram program(folder_, GetParam());
        record::Patient patient;
        patient.name = "Ana";
        program->record.addPatient(patient);
        program->record.newSession();
        for (int i = 0; i < 3; ++i) addMarker(program);
        return *program->record.session();
    }
    void addMarker(RunningProgram& program) {
        record::Marker marker = myochart::test::sampleMarker(random_);
        marker.number = 0;
        ASSERT_TRUE(program->record.commit(record::addMarker(*program->record.session(), marker)));
    }
    static const Notice* noticeWith(RunningProgram& program, std::string_view words) {
        for (const Notice& notice : program->notices.all())
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
        RunningProgram program(folder_, GetParam());
        program->record.openPatient(visit.patient);
        program->record.openSession(visit.id);
        ASSERT_TRUE(program->record.session());
        ASSERT_EQ(program->record.session()->markers.size(), 2U);
        EXPECT_EQ(program->record.session()->markers[1], visit.markers[2]) << "with its own number";
        const Notice* notice = noticeWith(program, visit.markers[1].id.text);
        ASSERT_TRUE(notice);
        EXPECT_TRUE(notice->isError) << "it stays until it is closed";
        EXPECT_NE(notice->text.find("1 of the sites"), std::string::npos) << notice->text;
        EXPECT_EQ(notice->undoLabel, "Save a copy");
        const auto saveCopy = notice->undo;
        saveCopy();
        EXPECT_TRUE(noticeWith(program, "A copy of the whole record is in"));
        addMarker(program);
        ASSERT_TRUE(program->record.saving().flush(5000)) << program->record.saving().failure();
        program->record.undo();
        program->record.redo();
        ASSERT_TRUE(program->record.saving().flush(5000)) << program->record.saving().failure();
    }
    RunningProgram program(folder_, GetParam());
    const auto reading = program.ask<store::SessionReading>([&](store::Record& r) { return r.readable(visit.id); });
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
    RunningProgram program(folder_, GetParam());
    program->record.openPatient(visit.patient);
    ASSERT_TRUE(program->record.patient());
    EXPECT_TRUE(program->record.sessions().empty());
    ASSERT_TRUE(noticeWith(program, visit.id.text));
    program->notices.all().clear();
    program->record.openPatient(visit.patient);
    EXPECT_FALSE(noticeWith(program, visit.id.text)) << "each once";
    program->record.newSession();
    ASSERT_TRUE(program->record.saving().flush(5000)) << program->record.saving().failure();
    EXPECT_EQ(program->record.sessions().size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Ways, DamagedRecord, testing::Bool(), test::wayName);

}  // namespace myochart::workspace
