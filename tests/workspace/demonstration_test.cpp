#include "workspace/demonstration.h"

#include <algorithm>

#include "record/seal.h"
#include "workspace/running_program.h"

namespace myochart::workspace {

using namespace test;
using myochart::test::TestFolder;

TEST(Demonstration, isAPracticeThatSaysOfItselfThatItIsMadeUpWithASignedVisitAndOneOfToday) {
    const TestFolder folder;
    RunningProgram program(folder, true);
    EXPECT_FALSE(beginDemonstration(*program)) << "no body yet";
    program->bodies.show(myochart::test::legs(folder / "legs.cache"));
    const Outcome begun = beginDemonstration(*program);
    ASSERT_TRUE(begun) << begun.error().message;
    ASSERT_TRUE(program->record.patient());
    EXPECT_NE(program->record.patient()->name.find("made up"), std::string::npos);
    EXPECT_NE(program->practice.practice().name.find("made up"), std::string::npos);
    EXPECT_TRUE(program->practice.acting());
    ASSERT_EQ(program->record.sessions().size(), 2U);
    ASSERT_TRUE(program->record.session());
    EXPECT_TRUE(program->record.isToday(*program->record.session()));
    EXPECT_FALSE(program->record.visitIsSigned());
    const record::SessionId first = program->record.sessions().back().id;
    const auto earlier = program.ask<record::Session>([&](store::Record& r) { return r.session(first); });
    ASSERT_TRUE(earlier);
    EXPECT_EQ(record::sealState(*earlier), record::SealState::holds);
}

TEST(Demonstration, itsFolderIsTheUsersAloneAndGoneWithIt) {
    Path where;
    {
        const auto folder = DemonstrationFolder::make();
        ASSERT_TRUE(folder) << folder.error().message;
        where = folder->path();
        EXPECT_EQ(std::filesystem::status(where).permissions() & (std::filesystem::perms::group_all | std::filesystem::perms::others_all), std::filesystem::perms::none);
        ASSERT_TRUE(writeFileAtomically(where / "record.myochart", "x").ok());
    }
    EXPECT_FALSE(std::filesystem::exists(where));
}

}  // namespace myochart::workspace
