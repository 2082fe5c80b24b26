#include <gtest/gtest.h>

#include <algorithm>

#include "handout/texts.h"
#include "support/test_folder.h"
#include "visit.h"

namespace myochart {

using test::TestFolder;

namespace {

handout::ReadTexts readShipped(const std::string& language) { return handout::readTexts({test::sourceFolder() / "assets/handout"}, language).value(); }

/// What a practice's own file of that text is read to.
handout::ReadTexts readOwn(const std::string& text, const std::string& name = "de.txt") {
    TestFolder folder;
    EXPECT_TRUE(writeFileAtomically(folder / name, text).ok());
    return handout::readTexts({test::sourceFolder() / "assets/handout", folder.path()}, "de").value();
}

}  // namespace

TEST(HandoutTexts, everyLanguageSaysTheSameThings) {
    const handout::ReadTexts english = readShipped("en");
    EXPECT_GT(handout::keys().size(), 60U);
    for (const std::string& language : test::handoutLanguages()) {
        const handout::ReadTexts read = readShipped(language);
        EXPECT_EQ(read.remarks, std::vector<std::string>()) << language;
        EXPECT_EQ(read.texts.language(), language);
        for (const std::string_view key : handout::keys()) {
            EXPECT_FALSE(read.texts.of(key).empty()) << language << ' ' << key;
            EXPECT_EQ(read.texts.paragraphs(key).size(), english.texts.paragraphs(key).size()) << language << ' ' << key;
        }
    }
}

TEST(HandoutTexts, noSentenceIsLeftInEnglish) {
    const handout::Texts& english = test::handoutTexts("en");
    for (const std::string& language : test::handoutLanguages()) {
        if (language == "en") continue;
        size_t alike = 0;
        for (const std::string_view key : handout::keys()) alike += key != "exercise line" && english.of(key).find(' ') != std::string::npos && test::handoutTexts(language).of(key) == english.of(key);
        EXPECT_EQ(alike, 0U) << language;
    }
}

TEST(HandoutTexts, everyHomeExerciseIsToldInEveryLanguage) {
    for (const std::string& language : test::handoutLanguages()) {
        for (const anatomy::HomeExercise& each : test::handoutTables().exercises()) {
            const handout::ExerciseText* text = test::handoutTexts(language).exercise(each.key);
            ASSERT_TRUE(text) << language << ' ' << each.key;
            EXPECT_FALSE(text->how.empty() || text->dose.empty()) << language << ' ' << each.key;
            EXPECT_EQ(text->stop.empty(), each.stopIf == "none") << language << ' ' << each.key;
            EXPECT_EQ(text->how == each.instructions, language == "en") << language << ' ' << each.key;
        }
    }
}

TEST(HandoutTexts, aPracticesOwnTextTakesThePlaceOfOursAndTheRestStays) {
    const handout::ReadTexts own = readOwn("call: Ihre Praxis am See\n[end]\n");
    EXPECT_EQ(own.remarks, std::vector<std::string>());
    EXPECT_EQ(own.texts.of("call"), "Ihre Praxis am See");
    EXPECT_EQ(own.texts.of("foot"), readShipped("de").texts.of("foot"));
}

TEST(HandoutTexts, whatIsWrongIsToldWithFileAndLineAndTheRestStands) {
    const auto remark = [](const std::string& text) {
        const handout::ReadTexts read = readOwn(text + "\n[end]\n");
        EXPECT_EQ(read.remarks.size(), 1U) << text;
        EXPECT_EQ(read.texts.of("page"), readShipped("de").texts.of("page"));
        return read.remarks.empty() ? std::string() : read.remarks.front();
    };
    EXPECT_EQ(remark("# ours\ncaal: x"), "de.txt, line 2: No text of a handout is called so: caal");
    EXPECT_EQ(remark("page: Seite {page}"), "de.txt, line 1: page holds {page}, {pages} and nothing else in braces.");
    EXPECT_EQ(remark("page: Seite {page} von {pages"), "de.txt, line 1: page holds {page}, {pages} and nothing else in braces.");
    EXPECT_EQ(remark("call: {name}"), "de.txt, line 1: call holds nothing in braces.");
    EXPECT_EQ(remark("weekdays: Mo, Di"), "de.txt, line 1: weekdays has 7 parts with commas between them.");
    EXPECT_EQ(remark("call: a\ncall: b"), "de.txt, line 2: call is told twice; the first one counts.");
    EXPECT_EQ(remark("call:"), "de.txt, line 1: call has no text.");
    EXPECT_EQ(remark("call.fr: x"), "de.txt, line 1: No text of a handout is called so: call");
    EXPECT_EQ(remark("[page]"), "de.txt, line 1: No section is called so: page");
}

TEST(HandoutTexts, aFileThatWasCutIsRemarkedOn) {
    const handout::ReadTexts read = readOwn("call: x\n");
    ASSERT_EQ(read.remarks.size(), 1U);
    EXPECT_NE(read.remarks.front().find("de.txt, line 1: The file ends without [end]"), std::string::npos) << read.remarks.front();
}

TEST(HandoutTexts, anExerciseWithoutHowItGoesStaysAsItWas) {
    const std::string ours = readShipped("de").texts.exercise("clam")->how;
    const handout::ReadTexts read = readOwn("[clam]\ndose: oft\n[bridge]\nhow: hoch\nwhy: gut\n[end]\n", "exercises.de.txt");
    ASSERT_EQ(read.remarks.size(), 2U);
    EXPECT_EQ(read.remarks[0], "exercises.de.txt, line 1: Nothing is told of how clam goes.");
    EXPECT_EQ(read.remarks[1], "exercises.de.txt, line 5: Of an exercise how, dose and stop are told, not why.");
    EXPECT_EQ(read.texts.exercise("clam")->how, ours);
    EXPECT_EQ(read.texts.exercise("bridge")->how, "hoch");
}

TEST(HandoutTexts, withoutALanguagesFileTheHandoutIsInEnglishAndThatIsTold) {
    TestFolder folder;
    std::filesystem::copy_file(test::sourceFolder() / "assets/handout/en.txt", folder / "en.txt");
    const auto read = handout::readTexts({folder.path()}, "fr");
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->remarks, std::vector<std::string>{"fr.txt is not there: the handout is in English."});
    EXPECT_EQ(read->texts.of("side left"), "left");
    EXPECT_FALSE(handout::readTexts({folder / "none"}, "fr").ok());
    EXPECT_EQ(handout::readTexts({folder.path()}, "tlh").error().message, "Handouts are written in en, de, es and fr, not in tlh.");
}

TEST(HandoutTexts, aDayIsWrittenAsEachLanguageWritesIt) {
    const auto day = [](const char* language) { return handout::dayInFull(test::handoutTexts(language), "2026-11-22"); };
    EXPECT_EQ(day("en"), "Sunday, 22 November 2026");
    EXPECT_EQ(day("de"), "Sonntag, 22. November 2026");
    EXPECT_EQ(day("es"), "domingo, 22 de noviembre de 2026");
    EXPECT_EQ(day("fr"), "dimanche 22 novembre 2026");
    EXPECT_EQ(handout::dayInFull(test::handoutTexts("en"), "2028-02-29"), "Tuesday, 29 February 2028");
    EXPECT_EQ(handout::dayInFull(test::handoutTexts("en"), "soon"), "soon");
}

}  // namespace myochart
