#include <gtest/gtest.h>

#include "body/model_library.h"
#include "body/placement.h"
#include "body/shapes.h"
#include "plain_figure.h"

// Answers of the user that the file itself speaks against: they are followed, and it is said how the figure then seems
// to stand, what would have been concluded and how sure that is.

namespace myochart::body {

using namespace test;

namespace {

class AnswerDoubts : public testing::Test {
  protected:
    /// The plain figure imported with `options`.
    ImportReport imported(ImportOptions options) {
        writeText(folder_ / "figure.obj", objText(plainFigure()));
        options.name = "figure";
        options.replace = true;
        options.levelsNow = false;
        auto made = library_.import(folder_ / "figure.obj", options, progress_);
        EXPECT_TRUE(made) << (made ? "" : made.error().message);
        return made ? *made : ImportReport();
    }
    TestFolder folder_;
    ModelLibrary library_{folder_ / "models", builtHelper(), catalogue()};
    Progress progress_;
};

/// A box without a name that is known, of this size.
ForeignModel nameless(vec3 size, blob::Axis axis = blob::Axis::unknown, float unitMm = 0) {
    ForeignModel model;
    model.axis = axis;
    model.unitMm = unitMm;
    model.meshes.push_back({"part", "part.obj", "", ellipsoid({0, 0, 0}, size * 0.5F)});
    return model;
}

ImportOptions turnedBy(int quarterTurns) {
    ImportOptions options;
    options.quarterTurns = quarterTurns;
    return options;
}

bool says(const Conclusion& conclusion, std::string_view part) {
    return conclusion.sentence.find(part) != std::string::npos;
}

}  // namespace

TEST_F(AnswerDoubts, figureTurnedToTheSideOrToItsBackIsSaidToLookThere) {
    const std::array<std::pair<int, const char*>, 3> turns = {
        {{1, "As you said, it was turned by a quarter, but then it seems to look to the side (to the right"},
         {2, "As you said, it was turned by half a turn, but then it seems to look backwards"},
         {3, "As you said, it was turned by three quarters, but then it seems to look to the side (to the left"}}};
    for (const auto& [quarterTurns, sentence] : turns) {
        const ImportReport report = imported(turnedBy(quarterTurns));
        EXPECT_EQ(report.quarterTurns, quarterTurns) << "what was answered holds";
        EXPECT_EQ(report.frame.certainty, Certainty::guessed);
        EXPECT_TRUE(report.isToBeConfirmed());
        EXPECT_TRUE(says(report.frame, sentence)) << report.frame.sentence;
        EXPECT_TRUE(says(report.frame, "Without your answers it would not have been turned (sure, by its names)."))
            << report.frame.sentence;
    }
    const ImportReport right = imported(turnedBy(0));
    EXPECT_LT(right.frame.certainty, Certainty::guessed) << right.frame.sentence;
    EXPECT_FALSE(says(right.frame, "seems")) << right.frame.sentence;
}

TEST_F(AnswerDoubts, figureLaidDownOrTurnedOverIsSaidToBe) {
    ImportOptions options;
    options.upAxis = UpAxis::x;
    const ImportReport lying = imported(options);
    EXPECT_EQ(lying.upAxis, UpAxis::x);
    EXPECT_EQ(lying.frame.certainty, Certainty::guessed);
    EXPECT_TRUE(says(lying.frame, "As you said, its head lies towards x, but then it seems to lie."))
        << lying.frame.sentence;
    EXPECT_TRUE(says(lying.frame, "its head towards z (sure, by its names)")) << lying.frame.sentence;
    options.upAxis = UpAxis::minusZ;
    const ImportReport onItsHead = imported(options);
    EXPECT_TRUE(says(onItsHead.frame, "it seems to stand on its head")) << onItsHead.frame.sentence;
}

TEST_F(AnswerDoubts, mirroringAgainstTheNamesIsSaidToBe) {
    ImportOptions options;
    options.mirrored = true;
    options.quarterTurns = 0;
    const ImportReport report = imported(options);
    EXPECT_TRUE(report.mirrored);
    EXPECT_EQ(report.sides.certainty, Certainty::guessed);
    EXPECT_TRUE(says(report.sides, "left and right would not have been exchanged")) << report.sides.sentence;
}

TEST_F(AnswerDoubts, formatSpeaksWhereNamesDoNot) {
    const ForeignModel model = nameless({0.5F, 1.75F, 0.3F}, blob::Axis::yUpFacingZ, 1000);
    const Placed turned = placementOf(model, {}, turnedBy(1));
    EXPECT_EQ(turned.placement.quarterTurns, 1);
    EXPECT_EQ(turned.frame.certainty, Certainty::guessed);
    EXPECT_TRUE(says(turned.frame, "(sure, by its format)")) << turned.frame.sentence;
    EXPECT_EQ(placementOf(model, {}, turnedBy(0)).frame.certainty, Certainty::told);
    // Deeper than wide as its format has it: then the answer is the likelier.
    const ForeignModel sideways = nameless({0.3F, 1.75F, 0.5F}, blob::Axis::yUpFacingZ, 1000);
    EXPECT_EQ(placementOf(sideways, {}, turnedBy(1)).frame.certainty, Certainty::told);
}

TEST_F(AnswerDoubts, sizeSpeaksWhereNothingElseDoes) {
    const Placed turned = placementOf(nameless({500, 300, 1750}), {}, turnedBy(3));
    EXPECT_EQ(turned.placement.quarterTurns, 3);
    EXPECT_TRUE(says(turned.frame, "it is 499 mm deep and only 299 mm wide (a guess, by its size)"))
        << turned.frame.sentence;
    EXPECT_FALSE(says(placementOf(nameless({300, 500, 1750}), {}, turnedBy(1)).frame, "seems"));
    EXPECT_FALSE(says(placementOf(nameless({80, 50, 400}), {}, turnedBy(1)).frame, "seems")) << "a limb tells nothing";
}

}  // namespace myochart::body
