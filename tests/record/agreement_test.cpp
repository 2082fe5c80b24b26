#include "record/agreement.h"

#include <gtest/gtest.h>

namespace myochart::record {

namespace {

Marker on(std::string key, float x, Side side, std::string sentence, std::string muscle = "Soleus") {
    Marker marker;
    marker.anchor.structureKey = std::move(key);
    marker.anchor.position = {x, 60, 300};
    marker.side = side;
    marker.sentence = std::move(sentence);
    marker.muscle = std::move(muscle);
    return marker;
}

}  // namespace

TEST(Agreement, whatTheProgramPlacesAgrees) {
    EXPECT_TRUE(agrees(on("left_soleus", 90, Side::left, "left soleus, lower third, lateral part")));
    EXPECT_TRUE(agrees(on("sacrum", 30, Side::left, "sacrum, upper third, left part", "sacrum")));
    EXPECT_TRUE(agrees(on("sacrum", 0, Side::midline, "sacrum, upper third, central part", "sacrum")));
    EXPECT_TRUE(agrees(on("left_flexor_pollicis_brevis", -160, Side::right, "right flexor pollicis brevis, middle third, central part")))
        << "a structure named after the other hand lies where it lies";
}

TEST(Agreement, aSideAgainstThePlaceTheMuscleOrTheSentenceIsFoundAndMarked) {
    Marker marker = on("left_soleus", 90, Side::right, "left soleus, lower third");
    EXPECT_EQ(contradictionsIn(marker), (ByHand{false, true, true}));
    EXPECT_FALSE(agrees(marker));
    markContradictions(marker);
    EXPECT_TRUE(agrees(marker));
    EXPECT_TRUE(marker.byHand.side);
    EXPECT_FALSE(agrees(on("x", 90, Side::right, "sacrum, upper third, left part")));
    EXPECT_FALSE(agrees(on("x", 90, Side::right, "", "left tibia")));
    EXPECT_FALSE(agrees(on("left_soleus", 90, Side::left, "left soleus, lower third, right part"))) << "the second side of a sentence, too";
    Marker labelled = on("left_soleus", 90, Side::left, "left soleus");
    EXPECT_FALSE(labelTellsOtherSide(labelled));
    labelled.label = "Right calf";
    EXPECT_TRUE(labelTellsOtherSide(labelled));
    EXPECT_TRUE(agrees(on("x", 90, Side::right, "2 cm left of where it was last time"))) << "free words of a person are no side";
}

TEST(Agreement, wordsOfTheOtherSideInLabelOrPlaceAreFound) {
    Marker marker = on("right_soleus", -60, Side::right, "right soleus, upper third");
    marker.label = "3";
    EXPECT_FALSE(wordsTellOtherSide(marker));
    marker.label = "left 3";
    EXPECT_TRUE(wordsTellOtherSide(marker));
    marker.label = "";
    marker.sentence = "left soleus, upper third";
    EXPECT_TRUE(wordsTellOtherSide(marker));
}

}  // namespace myochart::record
