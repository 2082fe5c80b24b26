#include <gtest/gtest.h>

#include <array>
#include <cmath>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "body/model_library.h"
#include "frame_rig.h"
#include "support/boxes.h"

// What tells the patient's left from right on the picture: always there, always legible, never a guess as a fact.

namespace myochart::ui::test {

namespace {

using myochart::test::boxStructure;

constexpr std::array<const char*, 2> kBadges = {"body.badge.left", "body.badge.right"};

bool tells(const std::string& letters) { return letters.find_first_of("LR") != std::string::npos; }

void expectBadgesClearOf(FrameRig& rig, const std::string& where) {
    for (const auto& [badge, at] : rig.frame().record().rects()) {
        if (!badge.starts_with("body.badge.")) continue;
        for (const auto& [other, rect] : rig.frame().record().rects()) {
            const bool floats = other.starts_with("peel.") || other.starts_with("view.") || other.starts_with("tool.") || other == "body.layers" ||
                                other == "body.showAll" || other.starts_with("body.viewName") || other.starts_with("body.tip") || other == "body.depths" || other == "tip";
            if (!floats) continue;
            EXPECT_FALSE(rect.overlaps(at)) << other << " over " << badge << ", " << where;
        }
    }
}

/// The rig's boxes as an installed model of that name whose sides nobody has confirmed.
void showWithSidesUnknown(FrameRig& rig) {
    const Path folder = rig.folder() / "models" / "guess";
    std::filesystem::create_directories(folder);
    ASSERT_TRUE(writeFileAtomically(folder / "model.json",
                                    R"({"format":1,"name":"guess","source":"a file","installed":"2026-11-22T00:00:00Z","structures":1,"triangles":12,)"
                                    R"("cache_version":3,"from":{"path":"/nowhere/guess.obj","bytes":5,"blake2b":"c"},"options":{},"sides_known":false})"));
    body::NewBody made{"guess", "test", "", {}};
    made.structures.push_back(boxStructure("left_soleus", "soleus", Side::left, vec3(90, 30, 310), vec3(40, 40, 150)));
    made.structures.push_back(boxStructure("right_soleus", "soleus", Side::right, vec3(-90, 30, 310), vec3(40, 40, 150)));
    rig.program().bodies.show(myochart::test::bodyOf(rig.folder() / "guess.cache", std::move(made), true));
    rig.pass(0.3);
}

}  // namespace

TEST(Badges, inEveryViewThatShowsBothSidesSomethingTellsLeftFromRight) {
    FrameRig rig;
    for (const float elevation : {-1.56F, -0.6F, 0.0F, 0.6F, 1.56F})
        for (int eighth = 0; eighth < 24; ++eighth) {
            rig.program().view.camera.azimuthRad = static_cast<float>(eighth) * 0.2618F;
            rig.program().view.camera.elevationRad = elevation;
            rig.pass();
            const std::string name = rig.fact("viewName");
            const bool byName = name.find("eft") != std::string::npos || name.find("ight") != std::string::npos;
            EXPECT_TRUE(tells(rig.fact("badgeLeft")) || byName) << eighth << ", " << elevation << ": " << name << rig.fact("badgeLeft");
            EXPECT_EQ(tells(rig.fact("badgeLeft")), tells(rig.fact("badgeRight")));
        }
}

TEST(Badges, anObliqueViewTellsFrontOrBackAndTheSide) {
    FrameRig rig;
    rig.program().view.camera.azimuthRad = 1.15F;  // from the left, a little from in front
    rig.pass();
    EXPECT_EQ(rig.fact("badgeRight"), "PL");
    EXPECT_EQ(rig.fact("badgeLeft"), "AR");
    rig.program().view.camera.azimuthRad = 0.2F;
    rig.pass();
    EXPECT_EQ(rig.fact("badgeRight"), "L");
}

TEST(Badges, standClearOfTheToolsInEverySizeOfWindowAndText) {
    struct Size {
        vec2 windowPx;
        float scale;
    };
    for (const auto& [window, scale] : {Size{{1366, 768}, 1.5F}, Size{{1366, 768}, 1}, Size{{1366, 720}, 1.75F}, Size{{1280, 720}, 2}, Size{{1440, 900}, 1}})
        for (const bool panels : {true, false})
            for (const size_t count : {1U, 2U, 4U}) {
                FrameRig rig(FrameRig::Setup{.windowPx = window, .scale = scale});
                rig.program().settings.leftPanel = rig.program().settings.rightPanel = panels;
                rig.program().view.panes.show(count, rig.program().view.camera);
                rig.program().view.hide(0);
                rig.pass(0.2);
                for (const char* badge : kBadges) EXPECT_TRUE(rig.has(badge));
                expectBadgesClearOf(rig, std::to_string(window.x) + " x " + std::to_string(scale) + ", " + std::to_string(count));
            }
}

TEST(Badges, areCoveredByNothingAtThePointer) {
    FrameRig rig;
    rig.openVisit();
    rig.program().view.camera.distanceMm = 300;  // the box fills the view
    rig.program().view.camera.target = {90, 30, 300};
    rig.program().marks.setPlacing(record::MarkerType::needle);
    rig.pass(0.2);
    size_t tips = 0, lists = 0;
    for (const char* badge : kBadges) {
        const Rect at = rig.rect(badge);
        for (const vec2 off : {vec2(-60, -60), vec2(0, -50), vec2(60, -40), vec2(-90, 0), vec2(0, 0), vec2(70, 10), vec2(-40, 50), vec2(30, 60), vec2(-200, -30)}) {
            const vec2 pointer = at.centre() + off;
            if (!rig.rect("body").contains(pointer)) continue;
            rig.moveTo(pointer);
            rig.pass(0.1);
            tips += rig.has("body.tip") ? 1 : 0;
            expectBadgesClearOf(rig, "tip");
            rig.input().click(pointer, rig.now(), 1);
            rig.pass(0.1);
            lists += rig.has("body.depths") ? 1 : 0;
            expectBadgesClearOf(rig, "list");
            rig.key(GLFW_KEY_ESCAPE);
            rig.pass(0.1);
            if (rig.program().marks.mode() != workspace::Mode::place) rig.program().marks.setPlacing(record::MarkerType::needle);
        }
    }
    EXPECT_GE(tips, 2U);
    EXPECT_GE(lists, 2U);
}

TEST(Badges, sidesThatNobodyConfirmedAreNoFactAndNothingIsChartedOnThem) {
    FrameRig rig;
    rig.openVisit();
    EXPECT_EQ(rig.fact("badgeRight"), "L");
    showWithSidesUnknown(rig);
    EXPECT_EQ(rig.fact("badgeRight"), "?");
    EXPECT_EQ(rig.fact("badgeLeft"), "?");
    rig.click("mode.needle");
    const vec2 at = rig.onScreen(vec3(90, -10, 300));
    rig.moveTo(at);
    EXPECT_TRUE(rig.fact("underPointer").ends_with("side not known")) << rig.fact("underPointer");
    rig.click(at);
    rig.pass(0.1);
    EXPECT_TRUE(rig.program().record.session()->markers.empty());
    ASSERT_FALSE(rig.program().notices.all().empty());
    EXPECT_TRUE(rig.program().notices.all().back().text.starts_with("Left and right of this model are not known")) << rig.program().notices.all().back().text;
    EXPECT_EQ(rig.program().notices.all().back().undoLabel, "Say it");
    rig.program().view.camera.azimuthRad = 1.57F;
    rig.pass();
    EXPECT_EQ(rig.fact("viewName").find("eft"), std::string::npos) << rig.fact("viewName");
}

TEST(Badges, sidesAreKnownOnceAPersonHasSaidSoForGoodAndNotWhenTheQuestionIsPutAway) {
    FrameRig rig;
    rig.openVisit();
    showWithSidesUnknown(rig);
    const auto ask = [&] {
        auto& question = rig.program().bodies.importQuestion().emplace();
        question.source = "guess.obj";
        question.report.name = "guess";
        question.report.structures = 2;
        question.report.sizeMm = {260, 80, 300};
        question.report.sides = {body::Certainty::unknown, "Nothing tells left from right."};
        rig.pass(0.1);
    };
    ask();
    rig.key(GLFW_KEY_ESCAPE);
    rig.pass(0.1);
    EXPECT_FALSE(rig.program().bodies.importQuestion());
    EXPECT_EQ(rig.fact("badgeRight"), "?");
    EXPECT_FALSE(rig.program().bodies.models().sidesKnown("guess"));
    ask();
    rig.click("question.yes");
    rig.pass(0.1);
    EXPECT_EQ(rig.fact("badgeRight"), "L");
    EXPECT_TRUE(rig.program().bodies.models().sidesKnown("guess")) << "kept with the model";
    rig.click("mode.needle");
    rig.click(rig.onScreen(vec3(90, -10, 300)));
    ASSERT_EQ(rig.program().record.session()->markers.size(), 1U);
    EXPECT_EQ(rig.program().record.session()->markers[0].side, Side::left);
}

}  // namespace myochart::ui::test
