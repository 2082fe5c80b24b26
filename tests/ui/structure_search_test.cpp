#include "ui/structure_search.h"

#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"

namespace myochart::ui {

TEST(StructureSearch, aSideInTheQueryIsMeant) {
    test::FrameRig rig;
    const auto right = findStructures(*rig.program().bodies.current(), rig.program().catalogue(), "right soleus");
    ASSERT_FALSE(right.empty());
    EXPECT_EQ(rig.program().bodies.current()->structure(right[0].structure).key, "right_soleus");
    for (const auto& found : right) EXPECT_NE(rig.program().bodies.current()->structure(found.structure).side, Side::left);
}

TEST(StructureSearch, sideWordsOfTheFourLanguagesAreMeant) {
    test::FrameRig rig;
    const body::Body& body = *rig.program().bodies.current();
    for (const char* typed : {"soleus links", "linker soleus", "s\xC3\xB3leo izquierdo", "sol\xC3\xA9" "aire gauche", "Schollenmuskel links"}) {
        const auto found = findStructures(body, rig.program().catalogue(), typed);
        ASSERT_EQ(found.size(), 1U) << typed;
        EXPECT_EQ(body.structure(found[0].structure).key, "left_soleus") << typed;
    }
    for (const char* typed : {"rechter soleus", "s\xC3\xB3leo derecho", "sol\xC3\xA9" "aire droit"}) {
        const auto found = findStructures(body, rig.program().catalogue(), typed);
        ASSERT_EQ(found.size(), 1U) << typed;
        EXPECT_EQ(body.structure(found[0].structure).key, "right_soleus") << typed;
    }
}

TEST(StructureSearch, wordsThatNameNothingKeepTheKeyboardAndPlaceNothing) {
    test::FrameRig rig;
    rig.openVisit();
    rig.program().view.options.selected = *rig.program().bodies.current()->find("left_soleus");
    rig.click("search");
    rig.type("qqqqqqqq");
    rig.pass(0.3);
    rig.key(GLFW_KEY_ENTER);
    rig.pass(0.3);
    EXPECT_TRUE(rig.frame().wantsTextInput());
    rig.key(GLFW_KEY_ENTER, kShift);
    rig.pass(0.3);
    EXPECT_TRUE(rig.program().record.session()->markers.empty()) << "on what was selected before";
}

TEST(StructureSearch, findsBothSidesOnceEachAndStructuresThatAreNoMuscles) {
    test::FrameRig rig;
    const auto both = findStructures(*rig.program().bodies.current(), rig.program().catalogue(), "soleus");
    EXPECT_EQ(both.size(), 2U);
    const auto bone = findStructures(*rig.program().bodies.current(), rig.program().catalogue(), "tibia");
    ASSERT_FALSE(bone.empty());
    EXPECT_EQ(rig.program().bodies.current()->structure(bone[0].structure).key, "left_tibia");
    EXPECT_TRUE(findStructures(*rig.program().bodies.current(), rig.program().catalogue(), "  ").empty());
    EXPECT_TRUE(findStructures(*rig.program().bodies.current(), rig.program().catalogue(), "qqqqqqqq").empty());
}

TEST(StructureSearch, findsAMuscleByWhatPeopleCallItInEachLanguage) {
    test::FrameRig rig;
    for (const char* typed : {"Schollenmuskel", "deep calf muscle", "s\xC3\xB3leo", "muscle sol\xC3\xA9" "aire", "Wadenmuskel", "pantorrilla", "mollet", "calf"}) {
        const auto found = findStructures(*rig.program().bodies.current(), rig.program().catalogue(), typed);
        ASSERT_FALSE(found.empty()) << typed;
        EXPECT_EQ(rig.program().bodies.current()->structure(found[0].structure).muscleKey, "soleus") << typed;
    }
}

TEST(StructureSearch, aComplaintFindsItsMusclesAndSaysWhatToScreenFor) {
    test::FrameRig rig;
    const auto found = findStructures(*rig.program().bodies.current(), rig.program().catalogue(), "calf strain");
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(rig.program().bodies.current()->structure(found[0].structure).muscleKey, "soleus");
    EXPECT_FALSE(found[0].screenFirst.empty());
    EXPECT_TRUE(findStructures(*rig.program().bodies.current(), rig.program().catalogue(), "soleus")[0].screenFirst.empty());
    rig.click("search");
    rig.type("calf strain");
    rig.pass();
    EXPECT_TRUE(rig.has("search.screenFirst"));
    EXPECT_LT(rig.rect("search.screenFirst").max.y, rig.rect("search.row.0").min.y + 1) << "before the muscles";
}

TEST(StructureSearch, enterTakesNoSideThatWasNotTold) {
    test::FrameRig rig;
    rig.key(GLFW_KEY_F, kCtrl);
    rig.pass();
    rig.type("soleus");
    EXPECT_TRUE(rig.has("search.side")) << "it says that there are two";
    for (int i = 0; i < 2; ++i) {
        rig.key(GLFW_KEY_ENTER);
        rig.pass();
        EXPECT_EQ(rig.fact("selectedStructure"), "");
        ASSERT_TRUE(rig.has("search.row.1")) << "and stays open";
    }
    rig.key(GLFW_KEY_DOWN);
    rig.key(GLFW_KEY_DOWN);
    rig.key(GLFW_KEY_ENTER);
    rig.pass();
    EXPECT_EQ(rig.fact("selectedStructure"), "right_soleus");
    EXPECT_FALSE(rig.has("search.row.0"));
    rig.key(GLFW_KEY_F, kCtrl);
    rig.pass();
    rig.type("soleus");
    rig.key(GLFW_KEY_DOWN);
    rig.key(GLFW_KEY_ENTER);
    rig.pass();
    EXPECT_EQ(rig.fact("selectedStructure"), "right_soleus") << "the side at hand leads";
    rig.key(GLFW_KEY_F, kCtrl);
    rig.pass();
    rig.type("soleus left");
    EXPECT_FALSE(rig.has("search.side"));
    rig.key(GLFW_KEY_ENTER);
    rig.pass();
    EXPECT_EQ(rig.fact("selectedStructure"), "left_soleus");
}

TEST(StructureSearch, aStructureOfOneSideNeedsNoneToldAndEveryRowBeginsWithItsSide) {
    test::FrameRig rig;
    const auto& body = *rig.program().bodies.current();
    const auto both = findStructures(body, rig.program().catalogue(), "soleus");
    EXPECT_TRUE(asksForSide(body, both));
    EXPECT_EQ(sidedTitle(body, both[0]), "Left soleus");
    EXPECT_EQ(sidedTitle(body, both[1]), "Right soleus");
    EXPECT_FALSE(asksForSide(body, findStructures(body, rig.program().catalogue(), "right soleus")));
    EXPECT_FALSE(asksForSide(body, findStructures(body, rig.program().catalogue(), "tibia"))) << "this body has the left one alone";
    EXPECT_FALSE(asksForSide(body, {}));
}

TEST(StructureSearch, theTreeTakesNoSideThatWasNotToldEither) {
    test::FrameRig rig;
    rig.key(GLFW_KEY_S);
    rig.pass();
    rig.type("soleus");
    rig.pass();
    rig.key(GLFW_KEY_ENTER);
    rig.pass();
    EXPECT_EQ(rig.fact("selectedStructure"), "");
    rig.key(GLFW_KEY_DOWN);
    rig.key(GLFW_KEY_DOWN);
    rig.key(GLFW_KEY_ENTER);
    rig.pass();
    EXPECT_EQ(rig.fact("selectedStructure"), "right_soleus");
}

TEST(StructureSearch, theSideOfTheVisitComesFirst) {
    test::FrameRig rig;
    const auto first = [&](Side side) {
        return rig.program().bodies.current()->structure(findStructures(*rig.program().bodies.current(), rig.program().catalogue(), "soleus", 12, side)[0].structure).key;
    };
    EXPECT_EQ(first(Side::left), "left_soleus");
    EXPECT_EQ(first(Side::right), "right_soleus");
}

}  // namespace myochart::ui
