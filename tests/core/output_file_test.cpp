#include "core/output_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

#include "support/test_folder.h"

namespace myochart {

using test::TestFolder;

namespace {

std::string contentOf(const Path& file) { return readTextFile(file, 1 << 20).value(); }

void make(const Path& file, const std::string& content) { ASSERT_TRUE(writeFileAtomically(file, content).ok()); }

/// A database begins like this; SQLite need not be able to read it.
std::string database() { return std::string("SQLite format 3\0", 16) + std::string(496, '\1'); }

/// Refused when looked at, and by a writer who looked when nothing was there yet; what is there stays as it is.
void expectRefused(const Path& file, const OwnPlaces& own = {}) {
    const auto refusal = openOutput(file, own);
    ASSERT_FALSE(refusal.ok()) << file;
    EXPECT_NE(refusal.error().message.find(file.filename().string()), std::string::npos) << refusal.error().message;
    EXPECT_EQ(refusal.error().message.back(), '.');
}

void expectKept(const Path& file, const OwnPlaces& own = {}) {
    const std::string before = contentOf(file);
    expectRefused(file, own);
    EXPECT_EQ(contentOf(file), before) << file;
}

mode_t modeOf(const Path& file) {
    struct stat facts {};
    return ::stat(file.c_str(), &facts) == 0 ? facts.st_mode & 0777 : 0;
}

Outcome put(const Path& file, std::string_view text) {
    const auto output = openOutput(file);
    return output ? output->write(text) : Outcome(output.error());
}

}  // namespace

TEST(OutputFile, newFilesArePrivateAndReplacedOnesKeepTheirPermissions) {
    const TestFolder folder;
    ASSERT_TRUE(put(folder / "a.json", "new").ok());
    EXPECT_EQ(modeOf(folder / "a.json"), 0600U);
    ASSERT_EQ(::chmod((folder / "a.json").c_str(), 0640), 0);
    ASSERT_TRUE(put(folder / "a.json", "newer").ok());
    EXPECT_EQ(contentOf(folder / "a.json"), "newer");
    EXPECT_EQ(modeOf(folder / "a.json"), 0640U);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(OutputFile, aReplacedFileKeepsItsOwner) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can give files away";
    const TestFolder folder;
    make(folder / "a.json", "old");
    ASSERT_EQ(::chown((folder / "a.json").c_str(), 12345, 23456), 0);
    ASSERT_TRUE(put(folder / "a.json", "new").ok());
    struct stat facts {};
    ASSERT_EQ(::stat((folder / "a.json").c_str(), &facts), 0);
    EXPECT_EQ(facts.st_uid, 12345U);
    EXPECT_EQ(facts.st_gid, 23456U);
}

TEST(OutputFile, recordsAndWhatBelongsToThemStay) {
    const TestFolder folder;
    make(folder / "clinic.db", database());
    expectKept(folder / "clinic.db");
    for (const char* ending : {"-wal", "-shm", "-journal", ".lock"}) {
        expectRefused(folder / (std::string("clinic.db") + ending));  // not there: SQLite would take it for its own
        make(folder / (std::string("clinic.db") + ending), "anything");
        expectKept(folder / (std::string("clinic.db") + ending));
    }
    make(folder / "alone-wal", std::string("\x37\x7F\x06\x82", 4) + std::string(28, '\0'));
    expectKept(folder / "alone-wal");
    make(folder / "torn", "the first page is gone");
    make(folder / "torn-wal", std::string("\x37\x7F\x06\x83", 4) + std::string(28, '\0'));
    expectKept(folder / "torn");
}

TEST(OutputFile, aRecordWhoseBeginningIsGoneStays) {
    const TestFolder folder;
    // Zeros, other bytes or a text where its first page was; pages of a database behind.
    const std::string page = std::string("\x0D\0\0\0\5", 5) + std::string(4091, '\7');
    for (const std::string& head : {std::string(4096, '\0'), std::string(100, 'x') + std::string(3996, '\2'), std::string(4096, 'x')}) {
        for (const char* name : {"klinik.dat", "visit.json", "picture.png"}) {
            make(folder / name, head + page);
            expectKept(folder / name);
        }
    }
    for (const char* name : {"a.myochart", "B.MYOCHART", "record.myochart.v1-20261101T101010Z.bak", "a.myochart.old"})
        for (const char* content : {"", "text now"}) {
            make(folder / name, content);
            expectKept(folder / name);
        }
    for (const char* ending : {"-wal", "-shm", "-journal", ".lock"}) {
        make(folder / "clinic", "all of it is text now");
        make(folder / (std::string("clinic") + ending), "");
        expectKept(folder / "clinic");
        std::filesystem::remove(folder / (std::string("clinic") + ending));
    }
    EXPECT_TRUE(put(folder / "clinic", "nothing lies beside it").ok());
    EXPECT_TRUE(openOutput(folder / "new.myochart").ok()) << "as a backup is named";
}

TEST(OutputFile, picturesTextsAndEmptyFilesAreReplaced) {
    const TestFolder folder;
    for (const std::string& content : {std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16), std::string("\xFF\xD8\xFF\xE0\0\x10JFIF", 10), std::string(),
                                       std::string("{\"format\": \"myochart\"}\n"), std::string("M\xC3\xBCller\r\n\tfoo\n")}) {
        make(folder / "a.png", content);
        ASSERT_TRUE(put(folder / "a.png", "new").ok()) << content;
        EXPECT_EQ(contentOf(folder / "a.png"), "new");
    }
}

TEST(OutputFile, aRecordIsKnownUnderEveryName) {
    const TestFolder folder;
    make(folder / "clinic.db", database());
    std::filesystem::create_hard_link(folder / "clinic.db", folder / "visit.json");
    expectKept(folder / "visit.json");
    std::filesystem::create_symlink("clinic.db", folder / "picture.png");
    std::filesystem::create_symlink("picture.png", folder / "twice.png");
    expectKept(folder / "clinic.db");
    EXPECT_FALSE(openOutput(folder / "twice.png").ok());
    EXPECT_FALSE(openOutput(folder / "." / "clinic.db").ok());
}

TEST(OutputFile, ownFilesAreKnownByIdentityAndByName) {
    const TestFolder folder;
    std::filesystem::create_directories(folder / "data/models/figure");
    make(folder / "data/settings.json", "{}");
    make(folder / "data/models/figure/model.json", "{}");
    std::filesystem::create_hard_link(folder / "data/settings.json", folder / "elsewhere.json");
    std::filesystem::create_directory_symlink("data", folder / "link");
    const OwnPlaces own{{folder / "data/settings.json", folder / "data/record.myochart"}, {folder / "data/models"}};
    expectKept(folder / "data/settings.json", own);
    expectKept(folder / "elsewhere.json", own);
    expectKept(folder / "link/settings.json", own);
    expectKept(folder / "data/models/figure/model.json", own);
    expectRefused(folder / "data/models/new.png", own);
    expectRefused(folder / "data/record.myochart", own);
    EXPECT_TRUE(openOutput(folder / "data/picture.png", own).ok());
}

TEST(OutputFile, bodiesAndModelsStay) {
    const TestFolder folder;
    for (const auto& [name, start] : {std::pair{"a.cache", "MYOBODY\n..."}, std::pair{"b", "glTF\2"}, std::pair{"c", "ply\nformat"},
                                      std::pair{"d.OBJ", "o soleus"}, std::pair{"e.stl", "solid"}, std::pair{"f.zip", "PK\3\4"}}) {
        make(folder / name, start);
        expectKept(folder / name);
    }
}

TEST(OutputFile, lessonsAndQuizzesStay) {
    const TestFolder folder;
    for (const char* name : {"neck.lesson", "calf.quiz", "CALF.QUIZ"}) {
        make(folder / name, "title: Mine\n[end]\n");
        expectKept(folder / name);
    }
}

TEST(OutputFile, onlyRegularFilesAreReplaced) {
    const TestFolder folder;
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    expectRefused(folder / "pipe");
    expectRefused("/dev/null");
    expectRefused("/dev/full");
    std::filesystem::create_directory(folder / "folder");
    expectRefused(folder / "folder");
    EXPECT_FALSE(openOutput(folder / "folder/").ok());
    std::filesystem::create_symlink("pipe", folder / "link");
    EXPECT_FALSE(openOutput(folder / "link").ok());
    const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string name = (folder / "s").string();
    ASSERT_LT(name.size(), sizeof address.sun_path);
    std::memcpy(address.sun_path, name.data(), name.size());
    ASSERT_EQ(::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    expectRefused(folder / "s");
    ::close(fd);
    struct stat facts {};
    EXPECT_EQ(::stat((folder / "pipe").c_str(), &facts), 0);
    EXPECT_TRUE(S_ISFIFO(facts.st_mode));
}

TEST(OutputFile, writeProtectedFilesStay) {
    const TestFolder folder;
    make(folder / "a.json", "signed");
    ASSERT_EQ(::chmod((folder / "a.json").c_str(), 0444), 0);
    expectKept(folder / "a.json");
    EXPECT_EQ(modeOf(folder / "a.json"), 0444U);
}

TEST(OutputFile, linksAreFollowed) {
    const TestFolder folder;
    std::filesystem::create_directory(folder / "far");
    make(folder / "far/old.json", "old");
    std::filesystem::create_symlink("far/old.json", folder / "old.json");
    std::filesystem::create_symlink("far/new.json", folder / "new.json");  // to nothing yet
    ASSERT_TRUE(put(folder / "old.json", "1").ok());
    ASSERT_TRUE(put(folder / "new.json", "2").ok());
    EXPECT_TRUE(std::filesystem::is_symlink(folder / "old.json"));
    EXPECT_TRUE(std::filesystem::is_symlink(folder / "new.json"));
    EXPECT_EQ(contentOf(folder / "far/old.json"), "1");
    EXPECT_EQ(contentOf(folder / "far/new.json"), "2");
    std::filesystem::create_symlink("circle", folder / "circle");
    EXPECT_FALSE(put(folder / "circle", "3").ok());
    std::filesystem::create_symlink("nowhere/x", folder / "lost");
    EXPECT_FALSE(put(folder / "lost", "3").ok());
}

TEST(OutputFile, whatBecameARecordInBetweenIsNotReplaced) {
    const TestFolder folder;
    const auto output = openOutput(folder / "a.json");
    ASSERT_TRUE(output.ok());
    make(folder / "a.json", database());
    EXPECT_FALSE(output->write("x").ok());
    EXPECT_EQ(contentOf(folder / "a.json"), database());
}

TEST(OutputFile, leftoversOfKilledProgramsAreSwept) {
    const TestFolder folder;
    make(folder / "keep.0123abcd.tmp", "of another name");
    make(folder / ".myochart-notes.tmp", "of another kind");
    make(folder / ".myochart-0123abcd.tmp", "half");
    make(folder / "a.json.0123abcd.tmp", "half, by an earlier version");
    make(folder / ".myochart-89abcdef.tmp", "being written");
    const int writing = ::open((folder / ".myochart-89abcdef.tmp").c_str(), O_WRONLY);
    ASSERT_EQ(::flock(writing, LOCK_EX | LOCK_NB), 0);
    ASSERT_TRUE(put(folder / "a.json", "whole").ok());
    const auto there = [&](const char* name) { return std::filesystem::exists(folder / name); };
    EXPECT_TRUE(there("keep.0123abcd.tmp"));
    EXPECT_TRUE(there(".myochart-notes.tmp"));
    EXPECT_TRUE(there(".myochart-89abcdef.tmp"));
    EXPECT_FALSE(there(".myochart-0123abcd.tmp"));
    EXPECT_FALSE(there("a.json.0123abcd.tmp"));
    ::close(writing);
    ASSERT_TRUE(put(folder / "b.json", "whole").ok());
    EXPECT_FALSE(there(".myochart-89abcdef.tmp"));
}

}  // namespace myochart
