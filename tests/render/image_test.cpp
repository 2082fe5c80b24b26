#include <gtest/gtest.h>

#include <array>

#include "render/image.h"
#include "support/test_folder.h"

using namespace myochart;
using namespace myochart::render;

namespace {

Image gradient(int width, int height) {
    Image image{width, height, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            for (const int value : {x * 7, y * 5, x * y, 40 + x}) image.rgba.push_back(static_cast<std::uint8_t>(value));
        }
    }
    return image;
}

TEST(Image, pngWithAlphaComesBackTheSame) {
    const test::TestFolder folder;
    const Image image = gradient(37, 21);
    ASSERT_TRUE(writePng(image, folder / "a.png", true));
    const auto back = readPng(folder / "a.png");
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(back->width, 37);
    EXPECT_EQ(back->height, 21);
    EXPECT_EQ(back->rgba, image.rgba);
}

TEST(Image, pngWithoutAlphaIsOpaqueAndKeepsItsColours) {
    const test::TestFolder folder;
    Image image = gradient(16, 9);
    ASSERT_TRUE(writePng(image, folder / "a.png"));
    for (size_t i = 3; i < image.rgba.size(); i += 4) image.rgba[i] = 255;
    const auto back = readPng(folder / "a.png");
    ASSERT_TRUE(back);
    EXPECT_EQ(back->rgba, image.rgba);
}

TEST(Image, writingIntoAFolderThatIsNotThereFailsNamingIt) {
    const auto outcome = writePng(gradient(2, 2), "/nowhere/at-all/a.png");
    ASSERT_FALSE(outcome);
    EXPECT_NE(outcome.error().message.find("/nowhere"), std::string::npos) << outcome.error().message;
}

TEST(Image, thereIsNoPngOfNothing) {
    const test::TestFolder folder;
    EXPECT_FALSE(writePng(Image{}, folder / "a.png"));
    EXPECT_FALSE(std::filesystem::exists(folder / "a.png"));
}

TEST(Image, whatIsNoPngIsRefused) {
    const test::TestFolder folder;
    ASSERT_TRUE(writeFileAtomically(folder / "a.png", std::string_view("\x89PNG\r\n\x1a\n and then nothing of the kind")));
    const auto read = readPng(folder / "a.png");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, ErrorKind::refused);
    EXPECT_NE(read.error().message.find("a.png"), std::string::npos);
}

TEST(Image, cutOffPngIsRefused) {
    const test::TestFolder folder;
    ASSERT_TRUE(writePng(gradient(64, 64), folder / "a.png"));
    auto bytes = readFile(folder / "a.png", 1 << 20);
    ASSERT_TRUE(bytes);
    bytes->resize(bytes->size() / 2);
    ASSERT_TRUE(writeFileAtomically(folder / "b.png", *bytes));
    EXPECT_FALSE(readPng(folder / "b.png"));
}

// The header of a picture of 60000 x 60000 pixels, with the right checksum.
TEST(Image, pngOfHugeSizeIsRefusedWithoutRoomForIt) {
    const test::TestFolder folder;
    ASSERT_TRUE(writePng(gradient(4, 4), folder / "a.png"));
    auto bytes = readFile(folder / "a.png", 1 << 20);
    ASSERT_TRUE(bytes);
    const std::array<unsigned char, 21> header = {'I', 'H', 'D', 'R', 0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 2, 0, 0, 0, 0x0F, 0xB0, 0xE2, 0x15};
    for (size_t i = 0; i < header.size(); ++i) (*bytes)[12 + i] = static_cast<std::byte>(header[i]);
    ASSERT_TRUE(writeFileAtomically(folder / "b.png", *bytes));
    const auto read = readPng(folder / "b.png");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, ErrorKind::refused);
}

TEST(Image, comparingCountsPixelsBeyondEightAndTheWorst) {
    Image a = gradient(10, 10), b = a;
    b.rgba[0] = static_cast<std::uint8_t>(b.rgba[0] + 8);
    EXPECT_EQ(compare(a, b).differingShare, 0.0);
    EXPECT_EQ(compare(a, b).worst, 8);
    b.rgba[4 * 55 + 1] = static_cast<std::uint8_t>(b.rgba[4 * 55 + 1] ^ 0x80U);
    EXPECT_DOUBLE_EQ(compare(a, b).differingShare, 0.01);
    EXPECT_EQ(compare(a, b).worst, 128);
}

}  // namespace
