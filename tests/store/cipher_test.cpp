#include "store/cipher.h"

#include <gtest/gtest.h>

#include <random>

#include "core/id.h"

namespace myochart::store {

namespace {

Bytes randomBytes(std::mt19937& random, size_t size) {
    Bytes bytes(size);
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
    return bytes;
}

const std::string kDatabase = "11111111-1111-4111-8111-111111111111", kRow = "22222222-2222-4222-8222-222222222222";
const AssociatedData kBelongsTo = {kDatabase, "marker", kRow, 1, 7};

}  // namespace

TEST(PlainCipher, opensWhatItSealed) {
    const auto cipher = makePlainCipher();
    std::mt19937 random(1);
    for (const size_t size : {0U, 1U, 15U, 16U, 17U, 600U, 100'000U}) {
        const Bytes plain = randomBytes(random, size);
        const auto opened = cipher->open(cipher->seal(plain, kBelongsTo), kBelongsTo);
        ASSERT_TRUE(opened) << size;
        EXPECT_EQ(*opened, plain);
    }
}

TEST(PlainCipher, everyFlippedBitIsNoticed) {
    const auto cipher = makePlainCipher();
    std::mt19937 random(1);
    Bytes sealed = cipher->seal(randomBytes(random, 100), kBelongsTo);
    for (size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        const auto mask = static_cast<std::byte>(1U << (bit % 8));
        sealed[bit / 8] ^= mask;
        EXPECT_FALSE(cipher->open(sealed, kBelongsTo)) << bit;
        sealed[bit / 8] ^= mask;
    }
    EXPECT_TRUE(cipher->open(sealed, kBelongsTo));
}

TEST(PlainCipher, aPayloadOpensOnlyWhereItBelongs) {
    const auto cipher = makePlainCipher();
    std::mt19937 random(1);
    const Bytes sealed = cipher->seal(randomBytes(random, 100), kBelongsTo);
    const std::string other = makeUuid();
    for (const AssociatedData& elsewhere :
         {AssociatedData{other, "marker", kRow, 1, 7}, AssociatedData{kDatabase, "session", kRow, 1, 7},
          AssociatedData{kDatabase, "marker", other, 1, 7}, AssociatedData{kDatabase, "marker", kRow, 2, 7},
          AssociatedData{kDatabase, "marker", kRow, 1, 6}})
        EXPECT_FALSE(cipher->open(sealed, elsewhere));
}

TEST(PlainCipher, aStumpIsRefused) {
    const auto cipher = makePlainCipher();
    const Bytes sealed = cipher->seal({}, kBelongsTo);
    for (size_t size = 0; size < sealed.size(); ++size)
        EXPECT_FALSE(cipher->open(std::span(sealed.data(), size), kBelongsTo));
}

TEST(AssociatedData, noTwoValuesGiveTheSameBytes) {
    EXPECT_NE((AssociatedData{"ab", "c", "", 1, 2}.encoded()), (AssociatedData{"a", "bc", "", 1, 2}.encoded()));
    EXPECT_NE((AssociatedData{"", "ab", "", 1, 2}.encoded()), (AssociatedData{"", "", "ab", 1, 2}.encoded()));
    EXPECT_NE((AssociatedData{"", "", "", 1, 2}.encoded()), (AssociatedData{"", "", "", 2, 1}.encoded()));
}

}  // namespace myochart::store
