#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "core/words.h"
#include "frame_rig.h"
#include "ui/structure_tree.h"
#include "support/translations.h"
#include "ui/key_names.h"
#include "ui/structure_words.h"

namespace myochart::ui::test {

namespace {

/// German words for one test; afterwards the window speaks English again.
class Language : public testing::Test {
  protected:
    void TearDown() override { ASSERT_TRUE(useLanguage("", {})); }

    void speakGerman(const std::string& entries) {
        const Path po = folder_ / "de.po", mo = folder_ / "de.mo";
        std::ofstream(po) << "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                             "\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n\n"
                          << entries;
        ASSERT_EQ(std::system(fmt::format("msgfmt -o '{}' '{}'", mo.string(), po.string()).c_str()), 0);
        ASSERT_TRUE(useLanguage("de", folder_.path()));
    }

    myochart::test::TestFolder folder_;
};

}  // namespace

TEST_F(Language, isSpokenFromTheNextFrameOn) {
    FrameRig rig;
    rig.pass();
    const float english = rig.rect("body.layers").size().x;
    speakGerman("msgid \"Layers\"\nmsgstr \"Alle Schichten des Menschen\"\n");
    rig.pass();
    EXPECT_GT(rig.rect("body.layers").size().x, english + 50);
    ASSERT_TRUE(useLanguage("", {}));
    rig.pass();
    EXPECT_EQ(rig.rect("body.layers").size().x, english);
}

TEST_F(Language, isThatOfTheTreeToo) {
    FrameRig rig;
    StructureTree tree;
    const auto title = [&] {
        tree.update(rig.program().bodies.current(), rig.program().catalogue(), TreeOrder::layer);
        return tree.groups().front().title;
    };
    speakGerman(fmt::format("msgid \"{}\"\nmsgstr \"Schicht\"\n", title()));
    EXPECT_EQ(title(), "Schicht");
}

TEST_F(Language, isThatOfThePlainNamesBesideTheMuscles) {
    FrameRig::Setup setup;
    setup.gl = true;
    FrameRig rig(setup);
    const auto& catalogue = rig.program().catalogue();
    EXPECT_EQ(plainNameOf(catalogue, "soleus"), "Deep calf muscle");
    EXPECT_EQ(plainNameOf(catalogue, ""), "");
    const auto tip = [&] {
        rig.picture();
        rig.moveTo(rig.onScreen({90, -10, 300}));
        rig.picture();
        rig.moveTo(rig.onScreen({90, -10, 300}) + vec2(1, 0));
        return rig.fact("underPointer.plain");
    };
    EXPECT_EQ(tip(), "Deep calf muscle");
    for (const auto& [code, plain] : {std::pair{"de", "Schollenmuskel"}, std::pair{"es", "S\xC3\xB3leo"}, std::pair{"fr", "Muscle sol\xC3\xA9" "aire"}}) {
        const myochart::test::Speaking language(code);
        EXPECT_EQ(plainNameOf(catalogue, "soleus"), plain);
        rig.program().view.options.selected = rig.program().bodies.current()->find("left_soleus");
        rig.pass();
        EXPECT_TRUE(rig.has("structure.plain"));
        EXPECT_EQ(rig.has("structure.inEnglish"), true) << "the tables' language is told";
    }
    rig.pass();
    EXPECT_FALSE(rig.has("structure.inEnglish"));
}

TEST_F(Language, aPlainNameGivesWayToTheNameInTheTree) {
    FrameRig rig;
    const myochart::test::Speaking german("de");
    rig.program().view.options.selected = rig.program().bodies.current()->find("left_soleus");
    rig.program().settings.structuresTab = true;
    rig.pass(0.2);
    ASSERT_TRUE(rig.has("tree.plain.left_soleus"));
    const Rect row = rig.rect("tree.row.left_soleus"), plain = rig.rect("tree.plain.left_soleus");
    EXPECT_GT(plain.min.x, row.min.x + 24);
    EXPECT_LT(plain.max.x, rig.rect("tree.row.left_soleus.eye").min.x);
}

TEST_F(Language, isThatOfTheKeys) {
    EXPECT_EQ(shownKey("Ctrl+Shift+Z"), "Ctrl+Shift+Z");
    const std::tuple<const char*, const char*, const char*> kExpected[] = {
        {"de", "Strg+Umschalt+Z", "Entf"}, {"es", "Ctrl+May\xC3\xBAs+Z", "Supr"}, {"fr", "Ctrl+Maj+Z", "Suppr"}};
    for (const auto& [code, keys, removes] : kExpected) {
        const myochart::test::Speaking language(code);
        EXPECT_EQ(shownKey("Ctrl+Shift+Z"), keys);
        EXPECT_EQ(shownKey("Delete"), removes);
        EXPECT_EQ(shownKey("Ctrl+1, 2, 4"), std::string_view(code) == "de" ? "Strg+1, 2, 4" : "Ctrl+1, 2, 4");
        EXPECT_EQ(shownKey("Shift+["), std::string(shownKey("Shift")) + "+[");
        EXPECT_EQ(shownKey("F1"), "F1");
        FrameRig rig;
        EXPECT_NE(rig.frame().commands().forKey("Ctrl+Shift+Z"), nullptr) << "commands keep their keys' own names";
    }
}

TEST_F(Language, isChosenInTheMenuAndKept) {
    FrameRig rig;
    for (const char* code : {"de", "es", "fr", "en", "desktop"}) {
        rig.click("top.menu");
        rig.pass();
        rig.click(std::string("menu.window.language.") + code);
        rig.pass();
        EXPECT_EQ(rig.program().settings.language, std::string_view(code) == "desktop" ? "" : code);
    }
}

TEST_F(Language, stepsAndPlacesAreWordedAsThatLanguageHasThem) {
    speakGerman(
        "msgid \"Left {}\"\nmsgstr \"{} links\"\n\nmsgid \"Place active trigger point\"\nmsgstr \"Aktiven Triggerpunkt setzen\"\n\n"
        "msgctxt \"region of the body\"\nmsgid \"Back\"\nmsgstr \"R\xC3\xBC" "cken\"\n");
    EXPECT_EQ(sided("Schulter", Side::left), "Schulter links") << "no small letter for a German noun";
    EXPECT_EQ(regionWords("back"), "R\xC3\xBC" "cken");
    FrameRig rig;
    rig.openVisit();
    rig.addMarkers(1);
    EXPECT_EQ(rig.program().record.steps().undoMessage(), "Aktiven Triggerpunkt setzen");
    ASSERT_TRUE(useLanguage("", {}));
    EXPECT_EQ(sided("Shoulder", Side::left), "Left shoulder");
    EXPECT_EQ(regionWords("back"), "Back");
}

}  // namespace myochart::ui::test
