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

const std::vector<SketchPiece>& pieces(const Sketch& sketch, SketchFrom from) { return sketch.view(from)->pieces; }

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
    ASSERT_EQ(made.views.size(), 2U) << "nothing on it: no side of it is of use";
    for (const SketchView& view : made.views) {
        EXPECT_GT(view.columns, 40);
        ASSERT_FALSE(view.pieces.empty());
        EXPECT_EQ(view.pieces.front().row, 0) << "from the top of the head";
        EXPECT_EQ(view.pieces.back().row, 199) << "to the soles";
        EXPECT_EQ(wide(view.pieces, SketchTone::essential) + wide(view.pieces, SketchTone::spillover), 0);
        for (size_t i = 0; i < view.pieces.size(); ++i) {
            const SketchPiece& each = view.pieces[i];
            ASSERT_LT(each.from, each.to);
            ASSERT_LE(each.to, view.columns);
            if (i > 0 && view.pieces[i - 1].row == each.row) {
                ASSERT_GE(each.from, view.pieces[i - 1].to);
            }
        }
    }
    const int outline = wide(pieces(made, SketchFrom::front), SketchTone::skin);
    EXPECT_NEAR(outline, wide(pieces(made, SketchFrom::back), SketchTone::skin), 0.01 * outline) << "one outline, mirrored";
}

TEST(PatternSketch, theLeftSideLiesToTheRightFromTheFrontAndToTheLeftFromBehind) {
    const Sketch left = sketcher().sketch(fieldOf("infraspinatus", Side::left), 200, false);
    ASSERT_GT(wide(pieces(left, SketchFrom::front), SketchTone::essential), 0) << "the front of the shoulder";
    EXPECT_GT(middle(pieces(left, SketchFrom::front), SketchTone::essential), left.view(SketchFrom::front)->columns / 2.0);
    const Sketch calf = sketcher().sketch(fieldOf("gastrocnemius", Side::left), 200, false);
    ASSERT_GT(wide(pieces(calf, SketchFrom::back), SketchTone::essential), 0);
    EXPECT_LT(middle(pieces(calf, SketchFrom::back), SketchTone::essential), calf.view(SketchFrom::back)->columns / 2.0);
    EXPECT_GT(wide(pieces(calf, SketchFrom::back), SketchTone::essential), 2 * wide(pieces(calf, SketchFrom::front), SketchTone::essential)) << "a calf is seen from behind";
}

TEST(PatternSketch, ofASmallPatternThePartOfTheBodyIsShownThatItLiesIn) {
    const Field temple = fieldOf("temporalis", Side::right);
    const Sketch whole = sketcher().sketch(temple, 160, false), close = sketcher().sketch(temple, 160, true);
    const auto red = [](const Sketch& each) { return wide(pieces(each, SketchFrom::front), SketchTone::essential) + wide(pieces(each, SketchFrom::front), SketchTone::spillover); };
    ASSERT_GT(red(whole), 0);
    EXPECT_GT(red(close), 6 * red(whole));
    EXPECT_EQ(close.rows, 160);
    EXPECT_LT(middle(pieces(close, SketchFrom::front), SketchTone::essential), close.view(SketchFrom::front)->columns / 2.0);
}

TEST(PatternSketch, aPlaceIsSeenWhereItFaces) {
    const Sketch whole = sketcher().sketch({}, 400, false);
    const auto placeOf = [](const char* region, Side side) { return builtinMap().regions()[*builtinMap().region(region, side)].position; };
    const auto chest = sketcher().spot(whole, placeOf("shoulder_anterior", Side::left)), calf = sketcher().spot(whole, placeOf("buttock_mid", Side::left));
    ASSERT_TRUE(chest && calf);
    EXPECT_EQ(chest->from, SketchFrom::front);
    EXPECT_GT(chest->column, static_cast<float>(whole.view(SketchFrom::front)->columns) / 2);
    EXPECT_EQ(calf->from, SketchFrom::back);
    EXPECT_LT(calf->column, static_cast<float>(whole.view(SketchFrom::front)->columns) / 2);
    EXPECT_LT(chest->row, calf->row);
    const Sketch head = sketcher().sketch(fieldOf("temporalis", Side::right), 160, true);
    EXPECT_FALSE(sketcher().spot(head, placeOf("buttock_mid", Side::left))) << "outside of what is shown";
    EXPECT_TRUE(sketcher().spot(head, placeOf("temple", Side::right)));
}

TEST(PatternSketch, whatLiesAtTheSideIsSeenFromThatSide) {
    const Sketch left = sketcher().sketch(fieldOf("upper_trapezius", Side::left), 200, true);
    ASSERT_EQ(left.views.size(), 3U);
    EXPECT_EQ(left.side, Side::left);
    const SketchView& aside = *left.view(SketchFrom::side);
    EXPECT_GT(wide(aside.pieces, SketchTone::essential), wide(pieces(left, SketchFrom::front), SketchTone::essential));
    const auto placeOf = [](const char* region, Side side) { return builtinMap().regions()[*builtinMap().region(region, side)].position; };
    const auto temple = sketcher().spot(left, placeOf("temple", Side::left)), mastoid = sketcher().spot(left, placeOf("ear", Side::left));
    ASSERT_TRUE(temple && mastoid);
    EXPECT_EQ(temple->from, SketchFrom::side);
    EXPECT_LT(temple->column, mastoid->column) << "who looks at the left side has the face on the left";
    const Sketch right = sketcher().sketch(fieldOf("upper_trapezius", Side::right), 200, true);
    EXPECT_EQ(right.side, Side::right);
    const auto mirrored = sketcher().spot(right, placeOf("temple", Side::right)), ear = sketcher().spot(right, placeOf("ear", Side::right));
    ASSERT_TRUE(mirrored && ear);
    EXPECT_GT(mirrored->column, ear->column);
    EXPECT_EQ(sketcher().sketch(fieldOf("gastrocnemius", Side::left), 200, true).view(SketchFrom::side), nullptr) << "a calf shows nothing there";
}

TEST(PatternSketch, aBodyWithoutSkinHasNone) {
    const PatternSketcher none(namedMap());
    EXPECT_EQ(none.sketch({}, 100, true).rows, 0);
    EXPECT_TRUE(none.sketch({}, 100, true).views.empty());
}

}  // namespace myochart::referral
