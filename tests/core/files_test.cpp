#include "core/files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "support/test_folder.h"

namespace myochart {

using test::TestFolder;

TEST(Files, writtenFileIsReadBackAndPrivate) {
    const TestFolder folder;
    ASSERT_TRUE(writeFileAtomically(folder / "a.txt", "first").ok());
    ASSERT_TRUE(writeFileAtomically(folder / "a.txt", "second").ok());
    EXPECT_EQ(readTextFile(folder / "a.txt", 100).value(), "second");
    struct stat facts {};
    ASSERT_EQ(::stat((folder / "a.txt").c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600U);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(Files, devicesPipesFoldersAndLargeFilesAreRefused) {
    const TestFolder folder;
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    EXPECT_EQ(readFile(folder / "pipe", 100).error().kind, ErrorKind::refused);
    EXPECT_EQ(readFile("/dev/zero", 100).error().kind, ErrorKind::refused);
    EXPECT_EQ(readFile(folder.path(), 100).error().kind, ErrorKind::refused);
    ASSERT_TRUE(writeFileAtomically(folder / "big", std::string(101, 'x')).ok());
    EXPECT_EQ(readFile(folder / "big", 100).error().kind, ErrorKind::refused);
    EXPECT_EQ(readFile(folder / "none", 100).error().kind, ErrorKind::failed);
}

TEST(Files, failedWriteLeavesTheOldFileAndNoTemporary) {
    const TestFolder folder;
    std::filesystem::create_directory(folder / "taken");
    ASSERT_TRUE(writeFileAtomically(folder / "taken/inside", "x").ok());
    EXPECT_FALSE(writeFileAtomically(folder / "taken", "y").ok());
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(Files, mapSeesTheWholeFile) {
    const TestFolder folder;
    ASSERT_TRUE(writeFileAtomically(folder / "a", "abc").ok());
    auto map = FileMap::open(folder / "a");
    ASSERT_TRUE(map.ok());
    EXPECT_EQ(map->bytes().size(), 3U);
    EXPECT_EQ(map->bytes()[2], std::byte{'c'});
}

TEST(Files, checksumTellsContentsApart) {
    const std::string a = "abc", b = "abd";
    const auto bytes = [](const std::string& s) { return std::as_bytes(std::span(s.data(), s.size())); };
    EXPECT_EQ(checksum(bytes(a)).size(), 32U);
    EXPECT_EQ(checksum(bytes(a)), checksum(bytes(a)));
    EXPECT_NE(checksum(bytes(a)), checksum(bytes(b)));
}

}  // namespace myochart
