#include <gtest/gtest.h>

#include <algorithm>

#include "referral/pattern_sketch.h"
#include "referral/shown.h"
#include "shipped_map.h"

namespace myochart::referral {

namespace {

const PatternSketcher& sketcher() {
    static const PatternSketcher made(builtinMap());
    return made;
}

Field fieldOf(const char* key, Side side) {
    std::vector<const Field*> fields;
    for (const Pattern* pattern : patternsOf(test::catalogue(), builtinMap(), {key, side})) fields.push_back(&pattern->field);
    return builtinMap().together(fields);
}

int wide(const std::vector<SketchPiece>& pieces, SketchTone tone) {
    int sum = 0;
    for (const SketchPiece& each : pieces)
        if (each.tone == tone) sum += each.to - each.from;
    return sum;
}

/// The mean column of what has that tone.
double middle(const std::vector<SketchPiece>& pieces, SketchTone tone) {
    double sum = 0, count = 0;
    for (const SketchPiece& each : pieces)
        if (each.tone == tone) sum += (each.to - each.from) * (each.from + each.to) / 2.0, count += each.to - each.from;
    return sum / count;
}

}  // namespace

TEST(PatternSketch, showsAFigureInPiecesThatLieInOrderAndInsideOfIt) {
    const Sketch made = sketcher().sketch({}, 200, false);
    EXPECT_EQ(made.rows, 200);
    EXPECT_GT(made.columns, 40);
    for (const auto* view : {&made.front, &made.back}) {
        ASSERT_FALSE(view->empty());
        EXPECT_EQ(view->front().row, 0) << "from the top of the head";
        EXPECT_EQ(view->back().row, 199) << "to the soles";
        EXPECT_EQ(wide(*view, SketchTone::essential) + wide(*view, SketchTone::spillover), 0);
        for (size_t i = 0; i < view->size(); ++i) {
            const SketchPiece& each = (*view)[i];
            ASSERT_LT(each.from, each.to);
            ASSERT_LE(each.to, made.columns);
            if (i > 0 && (*view)[i - 1].row == each.row) {
                ASSERT_GE(each.from, (*view)[i - 1].to);
            }
        }
    }
    EXPECT_NEAR(wide(made.front, SketchTone::skin), wide(made.back, SketchTone::skin), 0.01 * wide(made.front, SketchTone::skin)) << "one outline, mirrored";
}

TEST(PatternSketch, theLeftSideLiesToTheRightFromTheFrontAndToTheLeftFromBehind) {
    const Sketch left = sketcher().sketch(fieldOf("infraspinatus", Side::left), 200, false);
    ASSERT_GT(wide(left.front, SketchTone::essential), 0) << "the front of the shoulder";
    EXPECT_GT(middle(left.front, SketchTone::essential), left.columns / 2.0);
    const Sketch calf = sketcher().sketch(fieldOf("gastrocnemius", Side::left), 200, false);
    ASSERT_GT(wide(calf.back, SketchTone::essential), 0);
    EXPECT_LT(middle(calf.back, SketchTone::essential), calf.columns / 2.0);
    EXPECT_GT(wide(calf.back, SketchTone::essential), 2 * wide(calf.front, SketchTone::essential)) << "a calf is seen from behind";
}

TEST(PatternSketch, ofASmallPatternThePartOfTheBodyIsShownThatItLiesIn) {
    const Field temple = fieldOf("temporalis", Side::right);
    const Sketch whole = sketcher().sketch(temple, 160, false), close = sketcher().sketch(temple, 160, true);
    const auto red = [](const Sketch& each) { return wide(each.front, SketchTone::essential) + wide(each.front, SketchTone::spillover); };
    ASSERT_GT(red(whole), 0);
    EXPECT_GT(red(close), 6 * red(whole));
    EXPECT_EQ(close.rows, 160);
    EXPECT_LT(middle(close.front, SketchTone::essential), close.columns / 2.0);
}

TEST(PatternSketch, aPlaceIsSeenWhereItFaces) {
    const Sketch whole = sketcher().sketch({}, 400, false);
    const auto placeOf = [](const char* region, Side side) { return builtinMap().regions()[*builtinMap().region(region, side)].position; };
    const auto chest = sketcher().spot(whole, placeOf("shoulder_anterior", Side::left)), calf = sketcher().spot(whole, placeOf("buttock_mid", Side::left));
    ASSERT_TRUE(chest && calf);
    EXPECT_FALSE(chest->back);
    EXPECT_GT(chest->column, static_cast<float>(whole.columns) / 2);
    EXPECT_TRUE(calf->back);
    EXPECT_LT(calf->column, static_cast<float>(whole.columns) / 2);
    EXPECT_LT(chest->row, calf->row);
    const Sketch head = sketcher().sketch(fieldOf("temporalis", Side::right), 160, true);
    EXPECT_FALSE(sketcher().spot(head, placeOf("buttock_mid", Side::left))) << "outside of what is shown";
    EXPECT_TRUE(sketcher().spot(head, placeOf("temple", Side::right)));
}

TEST(PatternSketch, aBodyWithoutSkinHasNone) {
    const PatternSketcher none(namedMap());
    EXPECT_EQ(none.sketch({}, 100, true).rows, 0);
    EXPECT_TRUE(none.sketch({}, 100, true).front.empty());
}

}  // namespace myochart::referral
