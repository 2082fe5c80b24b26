#include <sys/stat.h>

#include "desk.h"
#include "record/samples.h"

// A record that cannot be written, and one that is damaged in places: looked at as far as it goes, and said.

namespace myochart::workspace {

using myochart::test::TestFolder;
using test::BothWays;
using test::Desk;

namespace {

class ReadOnlyWorkspace : public BothWays {};

record::Patient named(std::string name) {
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
        Desk ws(folder, GetParam());
        ws->addPatient(named("Ana"));
        ws->newSession();
        std::mt19937 random(5);
        record::Marker marker = myochart::test::sampleMarker(random);
        marker.number = 0;
        ASSERT_TRUE(ws->commit(record::addMarker(*ws->session(), marker)));
        visit = *ws->session();
    }
    ::chmod(folder.path().c_str(), 0555);
    {
        Desk ws(folder, GetParam());
        ASSERT_NE(ws->readOnly().find("Read-only: nothing can be saved here, because"), std::string::npos)
            << ws->readOnly();
        EXPECT_TRUE(saysAny(ws->notices(), ws->readOnly())) << "from the start";
        ws->openPatient(visit.patient);
        ASSERT_EQ(ws->sessions().size(), 1U);
        ws->openSession(visit.id);
        ASSERT_TRUE(ws->session());
        EXPECT_EQ(*ws->session(), visit);
        ws->notices().clear();
        EXPECT_FALSE(ws->commit(record::removeMarkers(*ws->session(), {visit.markers[0].id})));
        EXPECT_TRUE(saysAny(ws->notices(), ws->readOnly()));
        EXPECT_FALSE(ws->commit(record::renameSession(*ws->session(), "typed"), "title")) << "nor what is typed";
        ws->renameSession(visit.id, "other");
        ws->notices().clear();
        ws->newSession();
        EXPECT_TRUE(saysAny(ws->notices(), ws->readOnly()));
        EXPECT_EQ(ws->session()->id, visit.id) << "the open visit stays";
        ws->notices().clear();
        ws->removeSession(visit.id);
        EXPECT_TRUE(saysAny(ws->notices(), ws->readOnly()));
        EXPECT_EQ(ws->saveState(), store::SaveState::saved) << "nothing waits that could never be saved";
        EXPECT_EQ(ws.ask<record::Session>([&](store::Record& r) { return r.session(visit.id); }).value(), visit);
    }
    EXPECT_EQ(modeOf(folder.path()), 0555U);
    ::chmod(folder.path().c_str(), 0700);
}

TEST_P(ReadOnlyWorkspace, aFolderOnlyLosesWhatOthersMayDoAndThatIsTold) {
    const TestFolder folder;
    ::chmod(folder.path().c_str(), 0755);
    {
        Desk ws(folder, GetParam());
        EXPECT_TRUE(saysAny(ws->notices(), "now only you can"));
    }
    EXPECT_EQ(modeOf(folder.path()), 0700U);
    Desk again(folder, GetParam());
    EXPECT_FALSE(saysAny(again->notices(), "now only you can"));
}

TEST_P(ReadOnlyWorkspace, aBackupIsAWholeRecord) {
    const TestFolder folder;
    Desk ws(folder, GetParam());
    ws->addPatient(named("Ana"));
    const Path copy = folder / "copy.myochart";
    ws->backUp(copy);
    EXPECT_TRUE(saysAny(ws->notices(), copy.string()));
    const auto opened = store::openSqliteRecord(copy);
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ((*opened)->patients()->size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Ways, ReadOnlyWorkspace, testing::Bool(), test::wayName);

}  // namespace myochart::workspace
