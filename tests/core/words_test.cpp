#include "core/words.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <thread>

#include "core/local_day.h"
#include "core/plural_rule.h"
#include "core/typed_day.h"
#include "core/word_catalogue.h"
#include "support/test_folder.h"

namespace myochart {

namespace {

constexpr const char* kTwoForms = "nplurals=2; plural=(n != 1);";

/// A folder of catalogues; afterwards the words are English again.
class Words : public testing::Test {
  protected:
    void TearDown() override { ASSERT_TRUE(useLanguage("", {})); }

    void add(const std::string& code, const std::string& plurals, const std::string& entries) {
        const Path po = folder_ / (code + ".po"), mo = folder_ / (code + ".mo");
        std::ofstream(po) << "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: " << plurals
                          << "\\n\"\n\n"
                          << entries;
        ASSERT_EQ(std::system(fmt::format("msgfmt -o '{}' '{}'", mo.string(), po.string()).c_str()), 0);
    }
    void speak(const std::string& code) { ASSERT_TRUE(useLanguage(code, folder_.path())); }

    test::TestFolder folder_;
};

std::map<std::string, std::string> desktop;
const char* variable(const char* name) {
    const auto at = desktop.find(name);
    return at == desktop.end() ? nullptr : at->second.c_str();
}

}  // namespace

TEST_F(Words, whatIsSaidIsThereInEnglishToo) {
    add("de", kTwoForms, "msgid \"{} is full: {}\"\nmsgstr \"{1} - {0} ist voll\"\n\nmsgid \"of dust\"\nmsgstr \"Staub\"\n");
    const auto full = [] { return failed(said("{} is full: {}", std::string("The disk"), said("of dust"))); };
    EXPECT_EQ(full().message, "The disk is full: of dust");
    EXPECT_EQ(full().inEnglish(), full().message);
    speak("de");
    EXPECT_EQ(full().message, "Staub - The disk ist voll");
    EXPECT_EQ(full().inEnglish(), "The disk is full: of dust");
    EXPECT_EQ(failed(said("{} is full: {}", 3, full().sentence())).inEnglish(), "3 is full: The disk is full: of dust");
    EXPECT_EQ(failed(std::string("as it is")).inEnglish(), "as it is");
}

TEST_F(Words, aTextIsTranslatedFromTheNextCallOnAndEnglishAgain) {
    add("de", kTwoForms, "msgid \"Undo\"\nmsgstr \"R\xC3\xBC" "ckg\xC3\xA4ngig\"\n");
    const char* english = tr("Undo");
    EXPECT_STREQ(english, "Undo");
    speak("de");
    const char* german = tr("Undo");
    EXPECT_STREQ(german, "R\xC3\xBC" "ckg\xC3\xA4ngig");
    EXPECT_EQ(languageInUse(), "de");
    EXPECT_STREQ(tr("Redo"), "Redo") << "not in the catalogue";
    speak("en");
    EXPECT_STREQ(tr("Undo"), "Undo");
    EXPECT_EQ(languageInUse(), "en");
    EXPECT_STREQ(german, "R\xC3\xBC" "ckg\xC3\xA4ngig") << "what was answered stays good";
}

TEST_F(Words, aDayInTheWordsOfALanguageIsUnderstoodWhenItIsTyped) {
    for (const Language& language : kLanguages) {
        const std::string code = language.code;
        const Path po = test::sourceFolder() / "assets" / "translations" / (code + ".po");
        if (code != "en") {
            ASSERT_EQ(std::system(fmt::format("msgfmt -o '{}/{}.mo' '{}'", folder_.path().string(), code, po.string()).c_str()), 0);
        }
        speak(code);
        for (int month = 1; month <= 12; ++month) {
            const std::string day = fmt::format("1985-{:02}-12", month), words = dayInWords(day);
            const auto typed = dayFromTyped(words);
            ASSERT_TRUE(typed) << code << ": " << words;
            EXPECT_EQ(*typed, day) << code << ": " << words;
        }
    }
    EXPECT_EQ(dayInWords("1985-03-12"), "12 mars 1985");
    EXPECT_EQ(dayInFullAt(0, "+00:00"), "1 janvier 1970");
    speak("de");
    EXPECT_EQ(dayInFullAt(0, "+00:00"), "1. Januar 1970");
}

TEST_F(Words, germanAndFrenchHaveTheirOwnPlurals) {
    const auto forms = [](const char* one, const char* many) {
        return fmt::format("msgid \"{{}} visit\"\nmsgid_plural \"{{}} visits\"\nmsgstr[0] \"{}\"\nmsgstr[1] \"{}\"\n", one, many);
    };
    add("de", kTwoForms, forms("{} Besuch", "{} Besuche"));
    add("fr", "nplurals=2; plural=(n > 1);", forms("{} visite", "{} visites"));
    const auto visits = [](int n) { return trnf("{} visit", "{} visits", static_cast<unsigned long>(n), n); };
    EXPECT_EQ(visits(0), "0 visits");
    EXPECT_EQ(visits(1), "1 visit");
    speak("de");
    EXPECT_EQ(visits(0), "0 Besuche");
    EXPECT_EQ(visits(1), "1 Besuch");
    speak("fr");
    EXPECT_EQ(visits(0), "0 visite");
    EXPECT_EQ(visits(1), "1 visite");
    EXPECT_EQ(visits(2), "2 visites");
    EXPECT_STREQ(trn("{} visit", "{} visits", 5), "{} visites");
}

TEST_F(Words, oneWordHasTwoTranslationsByItsContext) {
    add("de", kTwoForms, "msgctxt \"mode\"\nmsgid \"Look\"\nmsgstr \"Ansehen\"\n\nmsgid \"Look\"\nmsgstr \"Aussehen\"\n");
    speak("de");
    EXPECT_STREQ(trc("mode", "Look"), "Ansehen");
    EXPECT_STREQ(tr("Look"), "Aussehen");
    EXPECT_STREQ(trc("nowhere", "Look"), "Look");
}

TEST_F(Words, aTranslationMayTurnItsPlaceholdersRound) {
    add("de", kTwoForms, "msgid \"{} of {}\"\nmsgstr \"von {1} die {0}\"\n");
    speak("de");
    EXPECT_EQ(trf("{} of {}", 1, "sites"), "von sites die 1");
}

TEST_F(Words, aTranslationWithWrongPlaceholdersIsPassedOver) {
    add("de", kTwoForms,
        "msgid \"{} of {}\"\nmsgstr \"{} von {} und {}\"\n\nmsgid \"{} mm\"\nmsgstr \"{ mm\"\n\n"
        "msgid \"{:.1f} mm\"\nmsgstr \"{:q} mm\"\n");
    speak("de");
    EXPECT_EQ(trf("{} of {}", 1, 2), "1 of 2");
    EXPECT_EQ(trf("{} mm", 3), "3 mm");
    EXPECT_EQ(trf("{:.1f} mm", 2.0), "2.0 mm");
}

TEST_F(Words, aLanguageThatCannotBeReadLeavesTheOneInUse) {
    add("de", kTwoForms, "msgid \"Undo\"\nmsgstr \"Zur\xC3\xBC" "ck\"\n");
    speak("de");
    EXPECT_FALSE(useLanguage("fr", folder_.path())) << "no file";
    EXPECT_FALSE(useLanguage("tlh", folder_.path())) << "not a language of Myochart";
    std::ofstream(folder_ / "es.mo") << "this is no catalogue at all";
    EXPECT_FALSE(useLanguage("es", folder_.path()));
    EXPECT_STREQ(tr("Undo"), "Zur\xC3\xBC" "ck");
}

TEST_F(Words, anyThreadMayAskWhileTheLanguageChanges) {
    add("de", kTwoForms, "msgid \"Undo\"\nmsgstr \"Zur\xC3\xBC" "ck\"\n");
    int wrong = 0;
    std::thread asks([&] {
        for (int i = 0; i < 20000; ++i) {
            const std::string_view said = tr("Undo");
            if (said != "Undo" && said != "Zur\xC3\xBC" "ck") ++wrong;
        }
    });
    for (int i = 0; i < 200; ++i) ASSERT_TRUE(useLanguage(i % 2 == 0 ? "de" : "en", folder_.path()));
    asks.join();
    EXPECT_EQ(wrong, 0);
}

TEST_F(Words, theLanguageIsTheOneChosenElseTheDesktops) {
    desktop = {{"LANG", "de_AT.UTF-8"}};
    EXPECT_EQ(languageMeant("", variable), "de");
    EXPECT_EQ(languageMeant("fr", variable), "fr");
    EXPECT_EQ(languageMeant("en", variable), "en");
    EXPECT_EQ(languageMeant("klingon", variable), "de") << "a setting that nobody understands";
    desktop["LC_MESSAGES"] = "es_ES";
    EXPECT_EQ(languageMeant("", variable), "es");
    desktop["LC_ALL"] = "fr";
    EXPECT_EQ(languageMeant("", variable), "fr");
    desktop["LANGUAGE"] = "nl:de:en";
    EXPECT_EQ(languageMeant("", variable), "de") << "the first of the list that Myochart speaks";
    desktop["LC_ALL"] = "C";
    EXPECT_EQ(languageMeant("", variable), "en");
    desktop = {{"LANG", "nl_NL.UTF-8"}};
    EXPECT_EQ(languageMeant("", variable), "en");
    desktop.clear();
    EXPECT_EQ(languageMeant("", variable), "en");
}

TEST(PluralRule, reckonsWhatCataloguesSay) {
    const PluralRule spanish("nplurals=3; plural=n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;");
    EXPECT_EQ(PluralRule().form(1), 0U) << "English";
    PluralRule rule("Language: es\nPlural-Forms: nplurals=3; plural=n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;\n");
    EXPECT_EQ(rule.forms(), 3U);
    EXPECT_EQ(rule.form(1), 0U);
    EXPECT_EQ(rule.form(0), 2U);
    EXPECT_EQ(rule.form(2000000), 1U);
    const PluralRule russian(
        "Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n");
    EXPECT_EQ(russian.form(21), 0U);
    EXPECT_EQ(russian.form(12), 2U);
    EXPECT_EQ(russian.form(22), 1U);
    EXPECT_EQ(spanish.form(2), 1U) << "without its key a line is none";
}

TEST(PluralRule, whatCannotBeReckonedIsEnglish) {
    for (const char* bad : {"", "Plural-Forms: \n", "Plural-Forms: nplurals=2; plural=;\n", "Plural-Forms: nplurals=2; plural=(n;\n",
                            "Plural-Forms: nplurals=9; plural=n;\n", "Plural-Forms: nplurals=2; plural=n@2;\n"}) {
        EXPECT_EQ(PluralRule(bad).form(1), 0U) << bad;
        EXPECT_EQ(PluralRule(bad).form(0), 1U) << bad;
    }
    EXPECT_EQ(PluralRule("Plural-Forms: nplurals=2; plural=n;\n").form(7), 0U) << "more than there are";
    EXPECT_EQ(PluralRule("Plural-Forms: nplurals=2; plural=n/0;\n").form(7), 0U);
}

TEST_F(Words, aCatalogueCutAnywhereIsRefusedOrRight) {
    add("de", kTwoForms, "msgid \"Undo\"\nmsgstr \"Zur\xC3\xBC" "ck\"\n");
    const auto whole = readTextFile(folder_ / "de.mo", 1 << 20);
    ASSERT_TRUE(whole);
    ASSERT_TRUE(WordCatalogue::parse(*whole));
    for (size_t length = 0; length < whole->size(); ++length)
        if (const auto cut = WordCatalogue::parse(whole->substr(0, length))) {
            EXPECT_STREQ(cut->find("", "Undo"), "Zur\xC3\xBC" "ck") << "cut to " << length;
        }
    for (size_t at = 0; at < 28; ++at) {
        std::string changed = *whole;
        changed[at] = static_cast<char>(0x7F);
        if (const auto read = WordCatalogue::parse(changed)) {
            EXPECT_LE(read->size(), 2U) << "byte " << at;
        }
    }
}

}  // namespace myochart
