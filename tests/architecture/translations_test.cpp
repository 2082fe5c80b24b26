#include <gtest/gtest.h>

#include <algorithm>

#include "core/words.h"
#include "support/test_folder.h"
#include "support/translations.h"

namespace myochart {

namespace {

using Texts = std::map<std::pair<std::string, std::string>, test::PoEntry>;

/// What is wrong with a language's texts, as sentences.
std::vector<std::string> faultsOf(const Texts& wanted, const Texts& given) {
    std::vector<std::string> faults;
    for (const auto& [key, text] : wanted) {
        const auto at = given.find(key);
        if (at == given.end() || at->second.translations.empty()) {
            faults.push_back("no translation of \"" + key.second + "\"");
            continue;
        }
        const test::PoEntry& entry = at->second;
        if (entry.fuzzy) faults.push_back("a guess, not a translation, of \"" + key.second + "\"");
        const auto one = test::placeholdersOf(text.english.front()), many = test::placeholdersOf(text.english.back());
        for (const std::string& translation : entry.translations) {
            const auto placeholders = test::placeholdersOf(translation);
            if (translation.empty()) faults.push_back("no translation of \"" + key.second + "\"");
            else if (placeholders != one && placeholders != many)
                faults.push_back("other placeholders in \"" + translation + "\"");
        }
    }
    return faults;
}

}  // namespace

TEST(Translations, everyLanguageHasEveryTextWithItsPlaceholders) {
    const Path folder = test::sourceFolder() / "assets/translations";
    const Texts wanted = test::readPo(folder / "myochart.pot");
    ASSERT_FALSE(wanted.empty());
    for (const Language& language : kLanguages) {
        if (std::string_view(language.code) == "en") continue;
        const Path file = folder / (std::string(language.code) + ".po");
        ASSERT_TRUE(std::filesystem::exists(file)) << file;
        const auto faults = faultsOf(wanted, test::readPo(file));
        EXPECT_TRUE(faults.empty()) << language.name << ": " << faults.size() << " faults, the first: " << faults.front();
    }
}

TEST(Translations, whatIsMissingGuessedOrBrokenIsFound) {
    const auto entry = [](std::string translation, bool fuzzy) { return test::PoEntry{fuzzy, {"{} of {}"}, {std::move(translation)}}; };
    const std::pair<std::string, std::string> key{"", "{} of {}"};
    const Texts wanted{{key, entry("", false)}};
    EXPECT_EQ(faultsOf(wanted, {}).size(), 1U);
    EXPECT_EQ(faultsOf(wanted, {{key, entry("", false)}}).size(), 1U);
    EXPECT_EQ(faultsOf(wanted, {{key, entry("{} von {}", true)}}).size(), 1U);
    EXPECT_EQ(faultsOf(wanted, {{key, entry("{} von", false)}}).size(), 1U);
    EXPECT_EQ(faultsOf(wanted, {{key, entry("{1} von {0}", false)}}).size(), 0U);
}

}  // namespace myochart
