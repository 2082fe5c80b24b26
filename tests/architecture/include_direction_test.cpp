#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <regex>
#include <set>

#include "core/files.h"
#include "support/test_folder.h"

namespace myochart {

namespace {

/// docs/architecture.md: the folders whose headers a folder may include, itself aside.
const std::map<std::string, std::set<std::string>> kMayInclude = {
    {"core", {}},
    {"geometry", {"core"}},
    {"anatomy", {"core"}},
    {"body", {"core", "geometry", "anatomy"}},
    {"record", {"core"}},
    {"note", {"core", "anatomy", "record"}},
    {"store", {"core", "record"}},
    {"shorthand", {"core", "anatomy", "record"}},
    {"teaching", {"core", "anatomy"}},
    {"places", {"core", "geometry", "anatomy", "body", "record"}},
    {"builtin", {"core", "geometry", "anatomy", "body", "places"}},
    {"referral", {"core", "geometry", "anatomy", "body", "record", "places"}},
    {"exchange", {"core", "geometry", "anatomy", "body", "record", "note"}},
    {"scene", {"core", "geometry", "anatomy", "body", "record", "places"}},
    {"needle", {"core", "geometry", "anatomy", "body", "record", "places", "builtin", "scene"}},
    {"render", {"core", "geometry", "anatomy", "body", "record", "places", "scene"}},
    {"picture", {"core", "geometry", "anatomy", "body", "record", "places", "scene", "render"}},
    {"handout", {"core", "geometry", "anatomy", "body", "record", "note", "teaching", "places", "scene", "render", "picture"}},
    {"page", {"core", "geometry", "anatomy", "body", "record", "note", "teaching", "places", "scene", "render", "picture", "referral", "handout"}},
    {"workspace", {"core", "geometry", "anatomy", "body", "record", "note", "places", "shorthand", "teaching", "builtin", "store", "exchange", "scene", "needle", "referral"}},
    {"ui", {"core", "geometry", "anatomy", "body", "record", "note", "places", "shorthand", "teaching", "builtin", "store", "exchange", "scene", "needle", "referral", "render", "picture", "handout", "page", "workspace"}},
    {"cli", {"core", "geometry", "anatomy", "body", "record", "note", "places", "shorthand", "teaching", "builtin", "store", "exchange", "scene", "needle", "referral", "render", "picture", "handout", "page", "workspace"}},
};

/// Libraries that one folder alone may include.
const std::vector<std::pair<std::regex, std::string>> kOnlyHere = {
    {std::regex("embree"), "geometry"}, {std::regex("^assimp/"), "body/import_helper"},
    {std::regex("^sqlite3"), "store"},  {std::regex("^epoxy/|^GL/"), "render|ui"},
    {std::regex("^imgui|GLFW"), "ui"},  {std::regex("^cairo|^pango/|^jpeglib"), "handout"},  {std::regex("^CLI/"), "cli"}, {std::regex("^zlib"), "page|render"},
};

std::vector<std::string> includesOf(const Path& file, const std::regex& pattern) {
    std::vector<std::string> found;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
        if (std::smatch m; std::regex_search(line, m, pattern)) found.push_back(m[1]);
    return found;
}

}  // namespace

TEST(Architecture, everyIncludeGoesInward) {
    const Path app = myochart::test::sourceFolder() / "app";
    size_t checked = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(app)) {
        const auto extension = entry.path().extension();
        if (extension != ".h" && extension != ".cpp") continue;
        const Path relative = std::filesystem::relative(entry.path(), app);
        const std::string folder = *relative.begin();
        if (folder == "main.cpp") continue;
        for (const std::string& include : includesOf(entry.path(), std::regex("#include \"([^\"]+)\""))) {
            const std::string target = include.substr(0, include.find('/'));
            ++checked;
            if (target != folder) {
                EXPECT_TRUE(kMayInclude.at(folder).contains(target)) << relative << " includes " << include;
            }
        }
        for (const std::string& include : includesOf(entry.path(), std::regex("#include <([^>]+)>")))
            for (const auto& [library, owner] : kOnlyHere)
                if (std::regex_search(include, library)) {
                    EXPECT_TRUE(std::regex_search(relative.string(), std::regex("^(" + owner + ")/")))
                        << relative << " includes " << include << ", which belongs to " << owner;
                }
    }
    EXPECT_GT(checked, 50U);
}

}  // namespace myochart
