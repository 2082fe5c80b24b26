#include "workspace/patient_rows.h"

#include <fmt/format.h>

#include "workspace/running_program.h"

namespace myochart::workspace {

using namespace test;
using myochart::test::TestFolder;

namespace {

constexpr int kPeople = 3000;

/// A record of three thousand people, and the window's desk on it.
class PatientRowsTest : public BothWays {
  protected:
    PatientRowsTest() {
        std::vector<record::Patient> people(kPeople);
        for (int i = 0; i < kPeople; ++i) {
            people[static_cast<size_t>(i)].id = record::PatientId::make();
            people[static_cast<size_t>(i)].name = fmt::format("Person {:04}", (i * 7) % kPeople);
        }
        EXPECT_TRUE(program.ask<store::Imported>([&](store::Record& r) { return r.importAll(people, std::vector<record::Session>()); }));
        program->record.refresh();
    }
    PatientRows& rows() { return program->record.patients(); }
    TestFolder folder;
    RunningProgram program{folder, GetParam()};
};

}  // namespace

TEST_P(PatientRowsTest, ofEverybodyOnlyAFewPagesAreEverHere) {
    EXPECT_EQ(rows().all(), 3000U);
    EXPECT_EQ(rows().size(), 3000U);
    EXPECT_LE(rows().held(), 2 * PatientRows::kPage) << "whatever the size of the record";
    for (size_t first = 0; first < 3000; first += 10) {
        rows().want(first, first + 10);
        ASSERT_TRUE(rows().at(first + 9)) << first;
        EXPECT_EQ(rows()[first].patient.name, fmt::format("Person {:04}", first));
        EXPECT_LE(rows().held(), PatientRows::kMostPages * PatientRows::kPage);
    }
    EXPECT_FALSE(rows().at(0)) << "far away by now";
    rows().want(0, 10);
    EXPECT_EQ(rows().front().patient.name, "Person 0000");
}

TEST_P(PatientRowsTest, theNextPageIsThereBeforeItIsLookedAt) {
    rows().want(90, 100);
    ASSERT_TRUE(rows().at(100));
    EXPECT_EQ(rows()[199].patient.name, "Person 0199");
    EXPECT_FALSE(rows().at(250));
}

TEST_P(PatientRowsTest, theRecordSearches) {
    rows().search("person 123");
    EXPECT_EQ(rows().size(), 13U) << "0123, 1123, 1230 to 1239 and 2123";
    EXPECT_EQ(rows().all(), 3000U);
    EXPECT_EQ(rows()[3].patient.name, "Person 1231");
    EXPECT_EQ(rows().held(), 13U);
    rows().search("nobody");
    EXPECT_TRUE(rows().empty());
    EXPECT_EQ(rows().all(), 3000U);
    rows().search("");
    EXPECT_EQ(rows().size(), 3000U);
}

TEST_P(PatientRowsTest, aChangeReadsOnlyWhatIsLookedAt) {
    rows().want(1500, 1510);
    record::Patient ana;
    ana.name = "Ana";
    program->record.addPatient(ana);
    EXPECT_EQ(rows().all(), 3001U);
    ASSERT_TRUE(rows().at(1501));
    EXPECT_EQ(rows()[1501].patient.name, "Person 1500") << "all moved on by one";
    EXPECT_LE(rows().held(), 3 * PatientRows::kPage);
}

TEST_P(PatientRowsTest, aNamesakeIsAskedOfTheRecord) {
    record::Patient again;
    again.id = record::PatientId::make();
    again.name = "2999 person";
    (void)program->record.namesakeOf(again);
    const auto* found = program->record.namesakeOf(again);
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->patient.name, "Person 2999");
    again.name = "Somebody else";
    (void)program->record.namesakeOf(again);
    found = program->record.namesakeOf(again);
    ASSERT_TRUE(found);
    EXPECT_FALSE(*found);
}

INSTANTIATE_TEST_SUITE_P(Ways, PatientRowsTest, testing::Bool(), wayName);

}  // namespace myochart::workspace
