#include <gtest/gtest.h>

#include "body/model_library.h"
#include "frame_rig.h"

// What the window asks after and before an import.

namespace myochart::ui::test {

namespace {

using workspace::Program;

body::ImportReport guessedReport() {
    body::ImportReport report;
    report.name = "figure";
    report.structures = 14;
    report.sizeMm = {520, 181, 1400};
    report.mirrored = true;
    report.unit = {body::Certainty::concluded, "One unit of the file is a millimetre."};
    report.frame = {body::Certainty::guessed, "It was mirrored back."};
    report.sides = {body::Certainty::guessed, "The figure was mirrored."};
    report.names = {body::Certainty::guessed, "12 of 14 structures are known by name."};
    report.unnamed = {"Gizmo A", "Gizmo B"};
    report.skipped = {"textures/C:skin.png: has a name that points outside the archive"};
    return report;
}

/// As if a model of that name were installed.
void pretendInstalled(FrameRig& rig, const std::string& name) {
    const Path folder = rig.folder() / "models" / name;
    std::filesystem::create_directories(folder);
    ASSERT_TRUE(writeFileAtomically(folder / "model.json", "{}"));
    ASSERT_TRUE(rig.program().bodies.models().has(name));
}

}  // namespace

TEST(ImportQuestion, whatWasConcludedStaysUntilItIsConfirmed) {
    FrameRig rig;
    auto& question = rig.program().bodies.importQuestion().emplace();
    question.source = "figure.obj";
    question.report = guessedReport();
    rig.pass(0.1);
    ASSERT_TRUE(rig.has("question.yes"));
    for (const char* widget : {"question.unit.0", "question.up.-Y", "question.turn", "question.mirror"})
        EXPECT_TRUE(rig.has(widget)) << widget;
    rig.click("question.yes");
    rig.pass(0.1);
    EXPECT_FALSE(rig.program().bodies.importQuestion());
    EXPECT_FALSE(rig.has("question.yes"));
}

TEST(ImportQuestion, correctedFrameIsImportedInPlaceOfTheFirst) {
    FrameRig rig;
    pretendInstalled(rig, "figure");
    auto& question = rig.program().bodies.importQuestion().emplace();
    question.source = "nowhere/figure.obj";
    question.report = guessedReport();
    rig.pass(0.1);
    rig.click("question.mirror");
    rig.pass(0.1);
    rig.click("question.yes");
    rig.pass(0.2);
    EXPECT_FALSE(rig.program().bodies.importQuestion());
    EXPECT_FALSE(rig.program().bodies.replaceQuestion()) << "its own earlier import may go";
}

TEST(ReplaceQuestion, installedModelOfThatNameIsAskedAbout) {
    FrameRig rig;
    pretendInstalled(rig, "figure");
    rig.program().bodies.importInBackground("nowhere/figure.obj", {});
    ASSERT_TRUE(rig.program().bodies.replaceQuestion());
    EXPECT_EQ(rig.program().bodies.replaceQuestion()->name, "figure");
    EXPECT_EQ(rig.program().bodies.replaceQuestion()->freeName, "figure (2)");
    rig.pass(0.1);
    ASSERT_TRUE(rig.has("replace.yes") && rig.has("replace.both"));
    rig.click("replace.both");
    rig.pass(0.1);
    EXPECT_FALSE(rig.program().bodies.replaceQuestion());
    EXPECT_TRUE(rig.program().bodies.models().has("figure"));
    rig.program().bodies.importInBackground("nowhere/other.obj", {});
    EXPECT_FALSE(rig.program().bodies.replaceQuestion()) << "no model of that name";
}

}  // namespace myochart::ui::test
