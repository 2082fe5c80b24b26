#include "note/missing_groups.h"

#include <gtest/gtest.h>

#include "support/test_folder.h"

namespace myochart::note {

TEST(MissingGroups, oneThingIsOneLineWithEverySiteThatLacksIt) {
    std::vector<Missing> missing;
    missing.push_back({"consent.how", 0, {}, "kind of consent", "", "It is the law."});
    for (std::uint32_t site = 1; site <= 60; ++site)
        for (const char* field : {"sites.needle.depth_mm", "sites.needle.made_up"}) missing.push_back({field, site, record::MarkerId::make(), "title of the field", "", "So that it can be read again."});
    const auto groups = grouped(missing);
    ASSERT_EQ(groups.size(), 3U);
    EXPECT_EQ(groups[0].what, "Whether the patient consented, and how");
    EXPECT_TRUE(groups[0].sites.empty());
    EXPECT_EQ(groups[1].what, "How deep the needle went") << "in plain words";
    ASSERT_EQ(groups[1].sites.size(), 60U);
    EXPECT_EQ(groups[1].sites[59].number, 60U);
    EXPECT_EQ(groups[1].sites[59].marker, missing[119].marker);
    EXPECT_EQ(groups[2].what, "title of the field") << "where there are no plainer words";
}

TEST(MissingGroups, everyFieldThatAPackAsksForHasPlainWords) {
    const Packs packs = readPacks({test::sourceFolder() / "assets/note_packs"});
    ASSERT_GE(packs.packs.size(), 4U);
    for (const RulePack& pack : packs.packs)
        for (const Requirement& requirement : pack.required) {
            const auto groups = grouped({{requirement.fields.front(), 0, {}, "\x01", "", ""}});
            EXPECT_NE(groups.at(0).what, "\x01") << requirement.fields.front();
        }
}

}  // namespace myochart::note
