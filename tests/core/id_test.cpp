#include "core/id.h"

#include <gtest/gtest.h>

#include <set>

namespace myochart {

TEST(Id, newIdsAreUuidsAndDiffer) {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        const std::string id = makeUuid();
        EXPECT_TRUE(isUuid(id)) << id;
        EXPECT_EQ(id[14], '4');
        seen.insert(id);
    }
    EXPECT_EQ(seen.size(), 1000U);
}

TEST(Id, otherTextIsNoUuid) {
    for (const char* text : {"", "x", "00000000-0000-0000-0000-00000000000", "00000000-0000-0000-0000-00000000000G",
                             "00000000000000000000000000000000000000"})
        EXPECT_FALSE(isUuid(text)) << text;
}

}  // namespace myochart
