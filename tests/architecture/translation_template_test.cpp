#include <gtest/gtest.h>

#include <cstdlib>

#include <fmt/format.h>

#include "support/test_folder.h"
#include "support/translations.h"

namespace myochart {

TEST(TranslationTemplate, holdsEveryTextOfTheSources) {
    const test::TestFolder folder;
    const Path translations = test::sourceFolder() / "assets/translations", fresh = folder / "fresh.pot";
    ASSERT_EQ(std::system(fmt::format("'{}' '{}'", (translations / "update").string(), fresh.string()).c_str()), 0);
    const auto kept = test::readPo(translations / "myochart.pot"), now = test::readPo(fresh);
    ASSERT_GT(now.size(), 400U);
    for (const auto& [key, entry] : now)
        EXPECT_TRUE(kept.contains(key)) << "not in the template: \"" << key.second << "\"; run assets/translations/update";
    for (const auto& [key, entry] : kept)
        EXPECT_TRUE(now.contains(key)) << "no longer in the sources: \"" << key.second << "\"; run assets/translations/update";
}

TEST(TranslationTemplate, theFormsOfOneTextHaveTheSamePlaceholders) {
    for (const auto& [key, entry] : test::readPo(test::sourceFolder() / "assets/translations/myochart.pot")) {
        // One may leave out the number: "One entry".
        const auto one = test::placeholdersOf(entry.english.front()), many = test::placeholdersOf(entry.english.back());
        EXPECT_TRUE(std::includes(many.begin(), many.end(), one.begin(), one.end())) << key.second;
    }
}

TEST(TranslationTemplate, placeholdersAreReadAsFmtReadsThem) {
    using Found = std::vector<std::string>;
    EXPECT_EQ(test::placeholdersOf("{} of {:.0f} mm"), (Found{"0:", "1:.0f"}));
    EXPECT_EQ(test::placeholdersOf("{1:.0f} mm von {0}"), (Found{"0:", "1:.0f"}));
    EXPECT_EQ(test::placeholdersOf("{{}} none"), Found{});
    EXPECT_NE(test::placeholdersOf("{} {}"), test::placeholdersOf("{}"));
}

}  // namespace myochart
