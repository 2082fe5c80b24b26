#include "ui/key_names.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

#include "ui/input_queue.h"

namespace myochart::ui {

namespace {

/// The command key that is pressed at GLFW's place `key` on a keyboard labelled so.
std::string pressed(int key, std::string_view label, unsigned modifiers = 0) {
    const LabelledKey labelled = labelledKey(key, label, modifiers);
    return keyName(labelled.key, labelled.shiftTypesIt ? modifiers & ~static_cast<unsigned>(kShift) : modifiers);
}

}  // namespace

TEST(KeyNames, aFrenchKeyboardMeansWhatItsKeysSay) {
    EXPECT_EQ(pressed(GLFW_KEY_M, ","), ",") << "the comma lies where others have M and mirrors nothing";
    EXPECT_EQ(pressed(GLFW_KEY_SEMICOLON, "m"), "M");
    EXPECT_EQ(pressed(GLFW_KEY_Q, "a"), "A");
    EXPECT_EQ(pressed(GLFW_KEY_W, "z", kCtrl), "Ctrl+Z");
    EXPECT_EQ(pressed(GLFW_KEY_1, "&", kShift), "1") << "digits are typed with Shift";
    EXPECT_EQ(pressed(GLFW_KEY_2, "\xC3\xA9", kShift), "2");
    EXPECT_EQ(pressed(GLFW_KEY_6, "-", kCtrl), "Ctrl+-") << "as the key says";
    EXPECT_EQ(pressed(GLFW_KEY_6, "-", kShift), "6");
    EXPECT_EQ(pressed(GLFW_KEY_EQUAL, "=", kCtrl), "Ctrl++") << "plus is typed with Shift there";
    EXPECT_EQ(pressed(GLFW_KEY_APOSTROPHE, "\xC3\xB9"), "");
    EXPECT_EQ(pressed(GLFW_KEY_MINUS, ")"), "");
}

TEST(KeyNames, aGermanKeyboardMeansWhatItsKeysSay) {
    EXPECT_EQ(pressed(GLFW_KEY_RIGHT_BRACKET, "+", kCtrl), "Ctrl++");
    EXPECT_EQ(pressed(GLFW_KEY_SLASH, "-", kCtrl), "Ctrl+-");
    EXPECT_EQ(pressed(GLFW_KEY_EQUAL, "\xC2\xB4", kCtrl), "") << "the dead accent is no plus";
    EXPECT_EQ(pressed(GLFW_KEY_Y, "z", kCtrl), "Ctrl+Z");
    EXPECT_EQ(pressed(GLFW_KEY_Z, "y", kCtrl), "Ctrl+Y");
    EXPECT_EQ(pressed(GLFW_KEY_SEMICOLON, "\xC3\xB6"), "");
    EXPECT_EQ(pressed(GLFW_KEY_1, "1", kShift), "Shift+1");
}

TEST(KeyNames, theKeysOfTheListsAndOfPlacingAreTheSameOnEveryKeyboard) {
    EXPECT_EQ(pressed(GLFW_KEY_F6, ""), "F6");
    EXPECT_EQ(pressed(GLFW_KEY_F6, "", kShift), "Shift+F6");
    EXPECT_EQ(pressed(GLFW_KEY_ENTER, "", kShift), "Shift+Enter");
    EXPECT_EQ(pressed(GLFW_KEY_KP_ENTER, "", kShift), "Shift+Enter");
    EXPECT_EQ(pressed(GLFW_KEY_P, "p", kCtrl), "Ctrl+P") << "P lies there on French and German keyboards too";
    EXPECT_EQ(pressed(GLFW_KEY_P, "p", kShift), "Shift+P");
}

TEST(KeyNames, theUsualKeyboardIsAsEver) {
    for (int key = GLFW_KEY_A; key <= GLFW_KEY_Z; ++key)
        EXPECT_EQ(pressed(key, std::string(1, static_cast<char>(key - 'A' + 'a'))), std::string(1, static_cast<char>(key)));
    EXPECT_EQ(pressed(GLFW_KEY_EQUAL, "=", kCtrl), "Ctrl++");
    EXPECT_EQ(pressed(GLFW_KEY_SPACE, ""), "Space");
    EXPECT_EQ(pressed(GLFW_KEY_F1, ""), "F1");
    EXPECT_EQ(pressed(GLFW_KEY_DELETE, ""), "Delete");
    EXPECT_EQ(pressed(GLFW_KEY_KP_ADD, "+", kCtrl), "Ctrl++");
    EXPECT_EQ(pressed(GLFW_KEY_KP_3, "3"), "3");
}

TEST(KeyNames, onOtherAlphabetsLettersCountByTheirPlace) {
    EXPECT_EQ(pressed(GLFW_KEY_M, "\xD1\x8C"), "M");
    EXPECT_EQ(pressed(GLFW_KEY_N, ""), "N");
}

}  // namespace myochart::ui
