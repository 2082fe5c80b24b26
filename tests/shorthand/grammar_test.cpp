#include <map>
#include <set>

#include "core/files.h"
#include "line.h"
#include "support/test_folder.h"

namespace myochart::shorthand {

using namespace test;

TEST(ShorthandTable, isSoundAndNoWordMeansTwoThings) {
    EXPECT_TRUE(grammar().faults().empty()) << grammar().faults().front().line << ": " << grammar().faults().front().message;
    EXPECT_GT(grammar().words().size(), 400U);
    std::map<std::vector<std::string>, const Word*> seen;
    for (const Word& word : grammar().words()) {
        const auto [at, isNew] = seen.emplace(word.parts, &word);
        if (isNew) continue;
        EXPECT_TRUE(at->second->use == word.use && at->second->field == word.field && at->second->value == word.value) << word.parts.front();
    }
}

TEST(ShorthandTable, everyFieldIsOneOfTheRecord) {
    const std::set<std::string> own = {"side", "point", "place", "type", "pain", "stimulation", "yes", "note", "command"};
    for (const Word& word : grammar().words()) {
        if (word.field.empty() || own.contains(word.field)) continue;
        EXPECT_NE(factsOf(word.field).kind, Kind::none) << word.field;
    }
}

TEST(ShorthandTable, everyLanguageCanSayEveryField) {
    std::map<std::string, std::set<std::string>> languages;
    for (const Word& word : grammar().words())
        if (word.use == Use::subject) languages[word.field].insert(word.language);
    for (const auto& [field, known] : languages) EXPECT_EQ(known.size() - known.count("any"), 4U) << field;
}

TEST(ShorthandTable, aTableWithoutItsColumnsOrMissingIsRefused) {
    const myochart::test::TestFolder folder;
    EXPECT_FALSE(Grammar::load(folder.path(), catalogue()));
    ASSERT_TRUE(writeFileAtomically(folder.path() / "shorthand.csv", std::string("word,language\nleft,en\n")));
    EXPECT_FALSE(Grammar::load(folder.path(), catalogue()));
    ASSERT_TRUE(writeFileAtomically(folder.path() / "shorthand.csv", std::string("word,language,kind,field,value,unit\nleft,en,side,side,left,\nodd,en,nothing,side,left,\nodd,xx,side,side,left,\n")));
    const auto read = Grammar::load(folder.path(), catalogue());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->words().size(), 1U);
    EXPECT_EQ(read->faults().size(), 2U);
}

}  // namespace myochart::shorthand
