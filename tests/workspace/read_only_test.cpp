#include <sys/stat.h>

#include "workspace/running_program.h"
#include "record/samples.h"

// A record that cannot be written, and one that is damaged in places: looked at as far as it goes, and said.

namespace myochart::workspace {

using myochart::test::TestFolder;
using test::BothWays;
using test::RunningProgram;

namespace {

class ReadOnlyWorkspace : public BothWays {};

record::Patient calledLike(std::string name) {
    record::Patient patient;
    patient.name = std::move(name);
    return patient;
}

mode_t modeOf(const Path& path) {
    struct stat facts {};
    return ::stat(path.c_str(), &facts) == 0 ? facts.st_mode & 0777 : 0;
}

bool saysAny(const std::vector<Notice>& notices, std::string_view words) {
    for (const Notice& notice : notices)
        if (notice.text.find(words) != std::string::npos) return true;
    return false;
}

}  // namespace

TEST_P(ReadOnlyWorkspace, isLookedAtAndRefusesEveryEditWithTheReason) {
    const TestFolder folder;
    record::Session visit;
    {
        RunningProgram program(folder, GetParam());
        program->record.addPatient(calledLike("Ana"));
        program->record.newSession();
        std::mt19937 random(5);
        record::Marker marker = myochart::test::sampleMarker(random);
        marker.number = 0;
        ASSERT_TRUE(program->record.commit(record::addMarker(*program->record.session(), marker)));
        visit = *program->record.session();
    }
    ::chmod(folder.path().c_str(), 0555);
    {
        RunningProgram program(folder, GetParam());
        ASSERT_NE(program->record.readOnly().find("Read-only: nothing can be saved here, because"), std::string::npos)
            << program->record.readOnly();
        EXPECT_TRUE(saysAny(program->notices.all(), program->record.readOnly())) << "from the start";
        program->record.openPatient(visit.patient);
        ASSERT_EQ(program->record.sessions().size(), 1U);
        program->record.openSession(visit.id);
        ASSERT_TRUE(program->record.session());
        EXPECT_EQ(*program->record.session(), visit);
        program->notices.all().clear();
        EXPECT_FALSE(program->record.commit(record::removeMarkers(*program->record.session(), {visit.markers[0].id})));
        EXPECT_TRUE(saysAny(program->notices.all(), program->record.readOnly()));
        EXPECT_FALSE(program->record.commit(record::renameSession(*program->record.session(), "typed"), "title")) << "nor what is typed";
        program->record.renameSession(visit.id, "other");
        program->notices.all().clear();
        program->record.newSession();
        EXPECT_TRUE(saysAny(program->notices.all(), program->record.readOnly()));
        EXPECT_EQ(program->record.session()->id, visit.id) << "the open visit stays";
        program->notices.all().clear();
        program->record.removeSession(visit.id);
        EXPECT_TRUE(saysAny(program->notices.all(), program->record.readOnly()));
        EXPECT_EQ(program->record.saveState(), store::SaveState::saved) << "nothing waits that could never be saved";
        EXPECT_EQ(program.ask<record::Session>([&](store::Record& r) { return r.session(visit.id); }).value(), visit);
    }
    EXPECT_EQ(modeOf(folder.path()), 0555U);
    ::chmod(folder.path().c_str(), 0700);
}

TEST_P(ReadOnlyWorkspace, aFolderOnlyLosesWhatOthersMayDoAndThatIsTold) {
    const TestFolder folder;
    ::chmod(folder.path().c_str(), 0755);
    {
        RunningProgram program(folder, GetParam());
        EXPECT_TRUE(saysAny(program->notices.all(), "now only you can"));
    }
    EXPECT_EQ(modeOf(folder.path()), 0700U);
    RunningProgram again(folder, GetParam());
    EXPECT_FALSE(saysAny(again->notices.all(), "now only you can"));
}

TEST_P(ReadOnlyWorkspace, aBackupIsAWholeRecord) {
    const TestFolder folder;
    RunningProgram program(folder, GetParam());
    program->record.addPatient(calledLike("Ana"));
    const Path copy = folder / "copy.myochart";
    program->record.backUp(copy);
    EXPECT_TRUE(saysAny(program->notices.all(), copy.string()));
    const auto opened = store::openSqliteRecord(copy);
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ((*opened)->patients()->size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Ways, ReadOnlyWorkspace, testing::Bool(), test::wayName);

}  // namespace myochart::workspace
