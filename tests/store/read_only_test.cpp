#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <map>

#include <fmt/format.h>

#include "kept_record.h"

// What cannot be written can still be read, and stays as it is.

namespace myochart::store {

using namespace myochart::test;

namespace {

mode_t modeOf(const Path& path) {
    struct stat facts {};
    return ::stat(path.c_str(), &facts) == 0 ? facts.st_mode & 07777 : 0;
}

/// Everything in a folder, with its content: two with the same text hold the same.
std::string filesIn(const Path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        files[entry.path().filename()] = checksum(*readFile(entry.path(), 1U << 30));
    std::string text;
    for (const auto& [name, sum] : files) text += name + " " + sum + "\n";
    return text;
}

/// A record whose folder or file is write-protected while this lives.
class ReadOnlyRecord : public testing::TestWithParam<const char*> {
  protected:
    ReadOnlyRecord() {
        kept_.fill();
        before_ = contentOf(*kept_.record);
        kept_.close();
        files_ = filesIn(kept_.folder.path());
        ::chmod(protectedPath().c_str(), mode());
    }
    ~ReadOnlyRecord() override { ::chmod(protectedPath().c_str(), 0700); }
    bool isFolder() const { return std::string_view(GetParam()) == "folder"; }
    Path protectedPath() const { return isFolder() ? kept_.folder.path() : kept_.file; }
    mode_t mode() const { return isFolder() ? 0555 : 0444; }

    KeptRecord kept_;
    std::string before_, files_;
};

}  // namespace

TEST_P(ReadOnlyRecord, isReadAndNeverChanged) {
    OpenNotes notes;
    auto opened = openKept(kept_.file, &notes);
    ASSERT_TRUE(opened) << opened.error().message;
    Record& record = **opened;
    EXPECT_EQ(contentOf(record), before_);
    EXPECT_TRUE(record.verify());
    const std::string why = record.readOnlyReason();
    EXPECT_NE(why.find("write-protected"), std::string::npos) << why;
    EXPECT_NE(why.find(shown(protectedPath())), std::string::npos) << why;
    std::mt19937 random(3);
    const auto put = record.put(samplePatient(random));
    ASSERT_FALSE(put);
    EXPECT_EQ(put.error().kind, ErrorKind::failed);
    EXPECT_EQ(put.error().message, why);
    const auto patient = record.patients()->front().patient.id;
    EXPECT_FALSE(record.removePatient(patient));
    EXPECT_FALSE(record.note(Event::exported, patient.text));
    EXPECT_EQ(contentOf(record), before_);
    const auto second = openKept(kept_.file);
    EXPECT_TRUE(second) << "any number may read";
    opened->reset();
    EXPECT_EQ(filesIn(kept_.folder.path()), files_) << "nothing is left behind";
    // A protected folder stays as it is; of a file only what others may do is taken away.
    EXPECT_EQ(modeOf(protectedPath()), isFolder() ? 0555U : 0400U);
    EXPECT_EQ(notes.sentences.size(), isFolder() ? 0U : 1U) << "and that is told";
}

TEST_P(ReadOnlyRecord, canBeBackedUp) {
    const TestFolder other;
    const auto opened = openKept(kept_.file);
    ASSERT_TRUE(opened) << opened.error().message;
    const auto made = (*opened)->backUp(other / "copy.myochart");
    ASSERT_TRUE(made) << made.error().message;
    const auto copy = openKept(other / "copy.myochart");
    ASSERT_TRUE(copy) << copy.error().message;
    EXPECT_EQ(contentOf(**copy), before_);
    EXPECT_EQ((*copy)->readOnlyReason(), "");
}

TEST_P(ReadOnlyRecord, oneThatWasNotClosedProperlySaysWhatToDo) {
    ::chmod(protectedPath().c_str(), 0700);
    ASSERT_TRUE(writeFileAtomically(kept_.file.string() + "-wal", std::string_view("changes")));
    ::chmod(protectedPath().c_str(), mode());
    const Error error = errorOfOpening(kept_.file);
    EXPECT_EQ(error.kind, ErrorKind::failed);
    EXPECT_NE(error.message.find("-wal"), std::string::npos) << error.message;
}

INSTANTIATE_TEST_SUITE_P(Ways, ReadOnlyRecord, testing::Values("folder", "file"),
                         [](const auto& way) { return std::string(way.param); });

TEST(ReadOnly, whatIsHeldByAWriterIsNotReadBesideIt) {
    KeptRecord kept;
    kept.fill();
    ::chmod(kept.folder.path().c_str(), 0555);
    const Error error = errorOfOpening(kept.file);
    EXPECT_EQ(error.kind, ErrorKind::locked);
    EXPECT_NE(error.message.find(std::to_string(::getpid())), std::string::npos) << error.message;
    ::chmod(kept.folder.path().c_str(), 0700);
}

/// Every write of the process fails, as on a full disk: the record is read all the same, and saving says why not.
TEST(ReadOnly, aFullDiskKeepsNobodyFromReading) {
    KeptRecord kept;
    kept.fill();
    const std::string before = contentOf(*kept.record);
    kept.close();
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit none{0, 0};
        int code = ::setrlimit(RLIMIT_FSIZE, &none) == 0 ? 0 : 9;
        auto opened = openKept(kept.file);
        if (!opened) ::_exit(1);
        if (contentOf(**opened) != before) code = 2;
        const auto put = (*opened)->put(samplePatient(kept.random));
        if (put || put.error().message.empty()) code = 3;
        if (!put && put.error().kind == ErrorKind::refused) code = 4;  // it is to be tried again
        ::_exit(code);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
    kept.reopen();
    EXPECT_EQ(contentOf(*kept.record), before);
    kept.expectSound();
}

}  // namespace myochart::store
