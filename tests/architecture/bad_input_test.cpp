#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>

#include "core/files.h"
#include "support/test_folder.h"

// docs/bad-input.md says which test holds which line of the catalogue.

namespace myochart {

namespace {

const std::regex kNamedTest(R"(`([A-Za-z]\w*)\.([a-z]\w*)`)"), kWrittenTest(R"(^TEST(?:_F|_P)?\((\w+), (\w+)\))"), kFuzzTarget(R"(`fuzz ([a-z_]+)`)");

std::set<std::string> testsThatAreThere() {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(test::sourceFolder() / "tests")) {
        if (entry.path().extension() != ".cpp") continue;
        std::ifstream in(entry.path());
        std::smatch found;
        for (std::string line; std::getline(in, line);)
            if (std::regex_search(line, found, kWrittenTest)) names.insert(found[1].str() + "." + found[2].str());
    }
    return names;
}

}  // namespace

TEST(Architecture, everyTestThatTheCatalogueOfBadInputNamesIsThere) {
    const auto text = readTextFile(test::sourceFolder() / "docs" / "bad-input.md", 1U << 20);
    ASSERT_TRUE(text) << text.error().message;
    const std::set<std::string> there = testsThatAreThere();
    size_t named = 0;
    for (std::sregex_iterator at(text->begin(), text->end(), kNamedTest); at != std::sregex_iterator(); ++at, ++named) {
        const std::string name = (*at)[1].str() + "." + (*at)[2].str();
        EXPECT_TRUE(there.contains(name)) << "docs/bad-input.md names " << name << ", which is no test";
    }
    EXPECT_GT(named, 80U);
    size_t targets = 0;
    for (std::sregex_iterator at(text->begin(), text->end(), kFuzzTarget); at != std::sregex_iterator(); ++at, ++targets)
        EXPECT_TRUE(std::filesystem::exists(test::sourceFolder() / "tests" / "fuzz" / ((*at)[1].str() + ".cpp"))) << (*at)[1].str();
    EXPECT_GE(targets, 8U);
}

}  // namespace myochart
