#include <fstream>

#include "record/samples.h"
#include "workspace/running_program.h"

namespace myochart::workspace {

using namespace test;
using myochart::test::TestFolder;

namespace {

/// A record with Ana and one visit of hers, and a file with Ana, another visit of hers, and Bo with two visits.
class ImportUndo : public BothWays {
  protected:
    ImportUndo() {
        program->record.addPatient(ana);
        program->record.newSession();
        program->record.closePatient();
        std::ofstream(file) << exchange::toJsonText({{ana, bo}, visits});
        program->imports.look(file);
        program->imports.take();
    }
    static record::Patient named(const char* name) {
        record::Patient patient;
        patient.id = record::PatientId::make();
        patient.name = name;
        patient.createdAt = 1'700'000'000'000;
        return patient;
    }
    record::Session visitOf(const record::Patient& patient) {
        record::Session visit = myochart::test::sampleSession(random, patient.id, 0);
        visit.title = "As it came";
        return visit;
    }
    size_t visitsOf(const record::Patient& patient) {
        const auto list = program.ask<std::vector<store::SessionSummary>>([&](store::Record& r) { return r.sessions(patient.id); });
        return list ? list->size() : 0;
    }
    std::string said() { return program->notices.all().empty() ? "" : program->notices.all().back().text; }

    std::mt19937 random{3};
    const record::Patient ana = named("Ana"), bo = named("Bo");
    const std::vector<record::Session> visits = {visitOf(ana), visitOf(bo), visitOf(bo)};
    TestFolder folder;
    const Path file = folder / "from.json";
    RunningProgram program{folder, GetParam()};
};

}  // namespace

TEST_P(ImportUndo, anImportIsOneStepBackAndForward) {
    EXPECT_EQ(program->record.steps().undoMessage(), "Import of 3 visits");
    EXPECT_EQ(visitsOf(ana), 2U);
    program->record.undo();
    EXPECT_EQ(said(), "Import of 3 visits undone; it is among the recently deleted for 30 days.");
    EXPECT_EQ(program->record.patients().size(), 1U);
    EXPECT_EQ(visitsOf(ana), 1U) << "her own visit stays";
    EXPECT_EQ(program->record.removed().size(), 2U) << "Bo with his visits, and Ana's other visit";
    EXPECT_EQ(program->record.steps().redoMessage(), "Import of 3 visits");
    program->record.redo();
    EXPECT_EQ(program->record.patients().size(), 2U);
    EXPECT_EQ(visitsOf(ana), 2U);
    EXPECT_EQ(visitsOf(bo), 2U);
    EXPECT_TRUE(program->record.removed().empty());
    program->record.undo();
    EXPECT_EQ(program->record.patients().size(), 1U) << "as often as one likes";
}

TEST_P(ImportUndo, whatWasChangedInTheWindowGoesBackFirstAndThenTheImportWhole) {
    program->record.openPatient(bo.id);
    program->record.renameSession(visits[1].id, "Renamed here");
    program->record.undo();
    EXPECT_EQ(program->record.steps().undoMessage(), "Import of 3 visits");
    program->record.undo();
    EXPECT_FALSE(program->record.patient()) << "who is gone is not looked at";
    EXPECT_EQ(program->record.patients().size(), 1U);
    EXPECT_EQ(said(), "Import of 3 visits undone; it is among the recently deleted for 30 days.");
}

TEST_P(ImportUndo, whatIsNotAsItCameStaysAndIsTold) {
    ASSERT_TRUE(program.ask<Done>([&](store::Record& r) {
        record::Session changed = visits[1];
        changed.title = "Changed by another way";
        return r.put({visits[1], changed});
    }));
    program->record.undo();
    EXPECT_EQ(said(), "Import of 2 visits undone; it is among the recently deleted for 30 days. 1 entry was changed here since and stays. "
                      "1 patient stays, for a visit that does.");
    EXPECT_EQ(visitsOf(bo), 1U);
    EXPECT_EQ(program->record.patients().size(), 2U);
}

TEST_P(ImportUndo, whileSomebodyElseIsOpenItIsOnlyOffered) {
    record::Patient cem = named("Cem");
    ASSERT_TRUE(program.ask<Done>([&](store::Record& r) { return r.put(cem); }));
    program->record.openPatient(cem.id);
    program->record.refresh();
    program->record.undo();
    EXPECT_EQ(said(), "The last change is in the record of other patients: Import of 3 visits.");
    EXPECT_EQ(program->record.patients().all(), 3U);
    program->notices.all().back().undo();
    EXPECT_EQ(program->record.patients().all(), 2U);
    ASSERT_TRUE(program->record.patient());
    EXPECT_EQ(program->record.patient()->name, "Cem");
}

TEST_P(ImportUndo, anImportThatBringsNothingIsNoStep) {
    const std::string before = program->record.steps().undoMessage();
    program->record.undo();
    program->record.redo();
    program->imports.look(file);
    program->imports.take();
    program->imports.drop();
    EXPECT_EQ(program->record.steps().undoMessage(), before) << "all was here already";
    program->record.undo();
    EXPECT_EQ(program->record.patients().size(), 1U) << "and the step is the first import";
}

TEST(ImportStep, keepsIdsAloneInMemory) {
    UndoList steps;
    store::Added added;
    for (int i = 0; i < 10'000; ++i) added.sessions.push_back({makeUuid(), 0});
    steps.add(importStep("Import of 10000 visits", added, {}));
    EXPECT_LT(steps.bytes(), 2'000'000U);
    EXPECT_GT(steps.bytes(), 500'000U) << "and they are counted";
}

INSTANTIATE_TEST_SUITE_P(Ways, ImportUndo, testing::Bool(), wayName);

}  // namespace myochart::workspace
