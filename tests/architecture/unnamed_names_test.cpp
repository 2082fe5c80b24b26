#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <regex>
#include <set>

#include "core/files.h"
#include "support/test_folder.h"

namespace myochart {

namespace {

/// The constants and types that a source keeps to itself, in namespaces without a name.
std::set<std::string> ownNames(const Path& source) {
    static const std::regex kConstant(R"(\b(k[A-Z]\w*)\s*(=|\{|\[|;))"), kType(R"(^(struct|class|enum class) (\w+))");
    std::set<std::string> names;
    std::ifstream lines(source);
    bool within = false;
    for (std::string line; std::getline(lines, line);) {
        if (line == "namespace {") within = true;
        else if (line == "}  // namespace") within = false;
        if (!within || line.empty() || line[0] == ' ' || line[0] == '/') continue;
        if (line.starts_with("const"))
            for (auto at = std::sregex_iterator(line.begin(), line.end(), kConstant); at != std::sregex_iterator(); ++at)
                if (at->position() < 2 || line.compare(static_cast<size_t>(at->position()) - 2, 2, "::") != 0) names.insert((*at)[1]);
        if (std::smatch type; std::regex_search(line, type, kType)) names.insert(type[2]);
    }
    return names;
}

/// The folder whose sources are compiled together: "app/store", "tests/ui".
std::string libraryOf(const Path& source) {
    auto part = source.begin();
    const std::string root = part->string(), folder = root + "/" + (++part)->string(), below = (++part)->string();
    return below == "measured" || below == "import_helper" ? folder + "/" + below : folder;
}

}  // namespace

// A whole build compiles several sources of a folder as one, tests too (MYOCHART_MERGE_SOURCES); which, changes with every file that is added.
TEST(UnnamedNamespaces, noNameIsTakenTwiceInALibrary) {
    std::map<std::pair<std::string, std::string>, std::string> taken;
    size_t names = 0;
    for (const char* root : {"app", "tests"})
        for (const auto& entry : std::filesystem::recursive_directory_iterator(test::sourceFolder() / root)) {
            if (entry.path().extension() != ".cpp") continue;
            const Path source = entry.path().lexically_relative(test::sourceFolder());
            if (std::distance(source.begin(), source.end()) < 3) continue;
            for (const std::string& name : ownNames(entry.path())) {
                ++names;
                const auto [at, isNew] = taken.emplace(std::pair(libraryOf(source), name), source.string());
                EXPECT_TRUE(isNew) << name << " is in " << at->second << " and in " << source << ": say of what it is.";
            }
        }
    EXPECT_GT(names, 500U) << "there are such names";
}

}  // namespace myochart
