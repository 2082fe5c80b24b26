#include <gtest/gtest.h>

#include "exchange/code_map.h"
#include "fhir_samples.h"

namespace myochart::exchange {

namespace {

constexpr const char* kHeader = "key,system,code,display\n";

ReadCodes codesFrom(const std::string& lines) {
    const auto read = readCodes("codes.csv", kHeader + lines, test::fhirTables());
    EXPECT_TRUE(read) << (read ? "" : read.error().message);
    return read ? *read : ReadCodes();
}

}  // namespace

TEST(CodeMap, givesTheCodesOfAKeyInTheOrderOfTheFile) {
    const ReadCodes read = codesFrom("side.left,http://snomed.info/sct,7771000,Left\nside.left,urn:oid:1.2.3,L,\nmuscle.soleus,http://snomed.info/sct,1,\n");
    EXPECT_TRUE(read.faults.empty());
    EXPECT_EQ(read.codes.codes("side.left"), (std::vector<Coding>{{"http://snomed.info/sct", "7771000", "Left"}, {"urn:oid:1.2.3", "L", ""}}));
    EXPECT_TRUE(read.codes.codes("side.right").empty());
    EXPECT_TRUE(codesFrom("technique.my own,http://a.example,1,\n").faults.empty()) << "words of somebody's own have codes too";
}

TEST(CodeMap, tellsTheLineOfWhatIsWrongAndTakesTheRest) {
    const ReadCodes read = codesFrom("side.lft,http://snomed.info/sct,1,\nside.left,snomed,1,\nside.left,http://snomed.info/sct, 1,\nside.left,http://snomed.info/sct,,\n"
                                     "muscle.nobody,http://snomed.info/sct,1,\nside.left,http://snomed.info/sct,7771000,Left\nside.left,http://snomed.info/sct,2,\nside.left,x\n");
    EXPECT_EQ(read.codes.codes("side.left").size(), 1U);
    const std::vector<int> lines = {2, 3, 4, 5, 6, 8, 9};
    ASSERT_EQ(read.faults.size(), lines.size());
    for (size_t i = 0; i < lines.size(); ++i)
        EXPECT_TRUE(read.faults[i].starts_with("codes.csv, line " + std::to_string(lines[i]) + ": ")) << read.faults[i];
    EXPECT_NE(read.faults[0].find("side.lft"), std::string::npos);
}

TEST(CodeMap, refusesWhatIsNoTableOfCodes) {
    for (const std::string text : {"", "key,code\nside.left,1\n", "{\"side.left\": 1}"}) {
        const auto read = readCodes("codes.csv", text, test::fhirTables());
        ASSERT_FALSE(read) << text;
        EXPECT_NE(read.error().message.find("codes.csv"), std::string::npos) << read.error().message;
    }
    EXPECT_FALSE(readCodes("codes.csv", kHeader + std::string(kMaxCodesBytes, 'a'), test::fhirTables()));
}

}  // namespace myochart::exchange
