#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "core/files.h"
#include "support/test_folder.h"

namespace myochart {

namespace {

/// What something costs that is like a thing that is there: the files that name it, and how often.
struct Cost {
    const char* toAdd;
    const char* like;     ///< the thing that is there
    const char* pattern;  ///< that names it and nothing else
    size_t mostFiles, mostPlaces;
    const char* why;      ///< what the places are
};

// Where a number must grow, say why; where it can shrink, shrink it.
const Cost kCosts[] = {
    {"a field of a kind", "which body a site was placed on", R"("body_checksum")", 1, 1,
     "its line in describe(), which JSON, checks, payload, memory and options follow; a line in the form"},
    {"a type of marker", "the satellite trigger point", R"("satellite"|MarkerType::satellite\b|\{satellite,|, satellite, )", 6, 8,
     "the enumeration and its list, a row of words, a key, a colour, a shape on the screen and in pictures"},
    {"a command", "Step back through hiding", R"("view\.undoHide")", 1, 1, "its row: menu, key and palette follow"},
    {"a verb", "trash restore", R"(\brestoreRemoved\b)", 1, 2, "its function, and the line that binds it"},
    {"a panel", "the status bar", R"(\bmakeStatusBar\b)", 2, 2, "its file, and a line in panels.h"},
    {"a dialog", "the backup copy", R"(Dialog::backup\b|\bmakeBackupDialog\b|, backup\})", 3, 4,
     "its file, a line in panels.h, a name in ui_state.h, the command that opens it"},
    {"an export format", "Myochart's own JSON", R"(\bmakeJsonExporter\b|\bjsonExporter\b)", 3, 3, "its file, its declaration, a line in exporters.cpp"},
};

std::string textOf(const Path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

struct Count {
    std::set<std::string> files;
    size_t places = 0;
};

Count countOf(const std::string& pattern) {
    const Path app = test::sourceFolder() / "app";
    const std::regex named(pattern);
    Count count;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(app)) {
        if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp") continue;
        const std::string text = textOf(entry.path());
        const auto found = std::distance(std::sregex_iterator(text.begin(), text.end(), named), std::sregex_iterator());
        if (found == 0) continue;
        count.files.insert(std::filesystem::relative(entry.path(), app).string());
        count.places += static_cast<size_t>(found);
    }
    return count;
}

}  // namespace

TEST(Cost, whatItTakesToAddSomething) {
    std::printf("%-42s files  places\n", "to add");
    for (const Cost& cost : kCosts) {
        const Count count = countOf(cost.pattern);
        std::string files;
        for (const std::string& each : count.files) files += "\n    " + each;
        std::printf("%-42s %5zu  %6zu   %s\n", cost.toAdd, count.files.size(), count.places, cost.why);
        EXPECT_GT(count.places, 0U) << cost.like << " is called otherwise now";
        EXPECT_LE(count.files.size(), cost.mostFiles) << cost.like << files;
        EXPECT_LE(count.places, cost.mostPlaces) << cost.like << files;
    }
}

/// What is written out field by field is forgotten when a field is added.
TEST(Cost, nobodyKeepsAListOfTheFieldsOfAKindBesideItsDescription) {
    const Path app = test::sourceFolder() / "app";
    const std::regex key(R"re("(number|type|anchor|muscle|side|sentence|by_hand|label|note|created_at)")re");
    for (const auto& entry : std::filesystem::recursive_directory_iterator(app)) {
        if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp") continue;
        const std::string text = textOf(entry.path());
        if (text.find("record::Marker") == std::string::npos && text.find("namespace myochart::record") == std::string::npos) continue;
        std::set<std::string> keys;
        for (auto at = std::sregex_iterator(text.begin(), text.end(), key); at != std::sregex_iterator(); ++at) keys.insert((*at)[1]);
        const std::string file = std::filesystem::relative(entry.path(), app).string();
        if (file == "record/kinds/marker.h") {
            EXPECT_EQ(keys.size(), 10U) << "the keys looked for are those of a marker";
            continue;
        }
        EXPECT_LT(keys.size(), 6U) << file << " lists a marker's fields";
    }
}

}  // namespace myochart
