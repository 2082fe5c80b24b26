#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <set>

#include "record/edits.h"
#include "scenes.h"

// Everything of the window without the mouse.

namespace myochart::ui::test {

namespace {

/// The names of what Tab is to reach now.
std::set<std::string> reachable(FrameRig& rig) {
    std::set<std::string> names;
    const KeyFocus& focus = rig.frame().state().focus;
    for (const FocusStop& stop : focus.stops())
        if (stop.scope == focus.scope() && stop.enabled && stop.byTab) names.insert(stop.name);
    return names;
}

const FocusStop* shown(FrameRig& rig) { return rig.frame().state().focus.shown(); }

/// Goes once round and a little more; what was reached.
std::set<std::string> walked(FrameRig& rig, unsigned modifiers, const std::string& where) {
    std::set<std::string> reached;
    const size_t steps = reachable(rig).size() + 6;
    for (size_t i = 0; i < steps; ++i) {
        rig.key(GLFW_KEY_TAB, modifiers);
        const FocusStop* stop = shown(rig);
        if (!stop) {
            ADD_FAILURE() << where << ": nothing has the focus after " << i << " steps";
            continue;
        }
        reached.insert(stop->name);
        const bool typed = stop->kind == FocusStop::Kind::field && rig.frame().wantsTextInput();
        EXPECT_TRUE(typed || rig.has("focus")) << where << ": the focus on " << stop->name << " is not drawn";
        EXPECT_EQ(stop->kind == FocusStop::Kind::field, rig.frame().wantsTextInput()) << where << " " << stop->name;
    }
    return reached;
}

std::string missing(const std::set<std::string>& wanted, const std::set<std::string>& reached) {
    std::string names;
    for (const std::string& name : wanted)
        if (!reached.contains(name)) names += name + " ";
    return names;
}

class Focus : public ::testing::Test {
  protected:
    /// Tab until `name` has the focus.
    void tabTo(const std::string& name) {
        for (int i = 0; i < 200; ++i) {
            rig_.key(GLFW_KEY_TAB);
            if (shown(rig_) && shown(rig_)->name == name) return;
        }
        FAIL() << name << " was not reached";
    }
    void select(const char* structure) {
        rig_.program().view.clearSelection();
        rig_.program().view.options.selected = rig_.program().bodies.current()->find(structure);
        rig_.pass();
    }
    size_t sites() { return rig_.program().record.session() ? rig_.program().record.session()->markers.size() : 0; }
    const record::Marker& last() { return rig_.program().record.session()->markers.back(); }
    FrameRig rig_;
};

}  // namespace

TEST(EveryControl, isReachedWithTabAndTheFocusIsAlwaysDrawn) {
    FrameRig rig;
    size_t scenes = 0, controls = 0;
    throughAllScenes(rig, [&](const std::string& where) {
        ++scenes;
        const auto wanted = reachable(rig);
        EXPECT_GT(wanted.size(), 0U) << where;
        controls += wanted.size();
        auto reached = walked(rig, 0, where);
        // A title that is typed in its row is a row again when it is left.
        if (where == "name visit") reached.insert("visits.row.0.title");
        EXPECT_EQ(missing(wanted, reached), "") << where;
        rig.frame().state().focus.hide();
    });
    EXPECT_GE(scenes, 40U);
    EXPECT_GE(controls, 900U);
}

TEST(EveryControl, isReachedTheOtherWayToo) {
    FrameRig rig;
    rig.openVisit();
    rig.addMarkers(3);
    const auto wanted = reachable(rig);
    EXPECT_EQ(missing(wanted, walked(rig, kShift, "visit")), "");
}

TEST(EveryControl, isReachedWithArrowsFromAnyOther) {
    FrameRig rig;
    rig.openVisit();
    rig.addMarkers(2);
    rig.program().view.clearSelection();
    rig.pass(0.1);
    const auto wanted = reachable(rig);
    std::set<std::string> reached;
    // From every control by Tab, one step of each arrow and back: together they cover the window.
    for (size_t i = 0; i < wanted.size(); ++i) {
        rig.key(GLFW_KEY_TAB);
        if (!shown(rig) || shown(rig)->kind != FocusStop::Kind::press) continue;
        const unsigned from = shown(rig)->id;
        for (const int arrow : {GLFW_KEY_UP, GLFW_KEY_DOWN, GLFW_KEY_LEFT, GLFW_KEY_RIGHT}) {
            rig.key(arrow);
            if (shown(rig)) reached.insert(shown(rig)->name);
            if (rig.frame().wantsTextInput()) rig.key(GLFW_KEY_ESCAPE);
            rig.frame().state().focus.stand(from);
            rig.pass();
        }
    }
    EXPECT_EQ(missing(wanted, reached), "");
}

TEST_F(Focus, enterAndSpacePressWhatIsFocused) {
    const bool dark = rig_.program().settings.dark;
    tabTo("top.theme");
    rig_.key(GLFW_KEY_ENTER);
    EXPECT_NE(rig_.program().settings.dark, dark);
    rig_.key(GLFW_KEY_SPACE);
    EXPECT_EQ(rig_.program().settings.dark, dark);
    EXPECT_EQ(shown(rig_)->name, "top.theme") << "and it stays there";
}

TEST_F(Focus, aMenuOpenedByKeyBeginsAtItsFirstRowAndGivesTheFocusBack) {
    tabTo("top.menu");
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.1);
    ASSERT_TRUE(shown(rig_));
    EXPECT_EQ(shown(rig_)->name, "menu.model.import");
    rig_.key(GLFW_KEY_DOWN);
    EXPECT_NE(shown(rig_)->name, "menu.model.import");
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.1);
    ASSERT_TRUE(shown(rig_));
    EXPECT_EQ(shown(rig_)->name, "top.menu");
}

TEST_F(Focus, inADialogOnlyItsControlsAreReachedAndEnterIsTheirs) {
    rig_.openVisit();
    rig_.frame().commands().run("session.delete", rig_.program()).ok();
    rig_.pass(0.1);
    ASSERT_EQ(rig_.fact("dialog"), std::to_string(static_cast<int>(Dialog::deletion)));
    for (const std::string& name : reachable(rig_)) EXPECT_TRUE(name.starts_with("deletion.")) << name;
    tabTo("deletion.yes");
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.1);
    EXPECT_TRUE(rig_.program().record.sessions().empty()) << "Enter is the focused button's, not the dialog's own";
}

TEST_F(Focus, aSliderMovesWithLeftAndRight) {
    rig_.click("tool.xray");
    rig_.pass(0.1);
    const float before = rig_.program().view.options.effects.fadedOpacity;
    tabTo("xray.faded");
    rig_.key(GLFW_KEY_RIGHT);
    EXPECT_GT(rig_.program().view.options.effects.fadedOpacity, before);
    rig_.key(GLFW_KEY_LEFT);
    EXPECT_NEAR(rig_.program().view.options.effects.fadedOpacity, before, 1e-5);
    EXPECT_EQ(shown(rig_)->name, "xray.faded");
}

TEST_F(Focus, whatIsTypedIsTakenWhenTabGoesOn) {
    rig_.openVisit();
    rig_.addMarkers(1);
    rig_.program().marks.select(last().id);
    rig_.pass();
    tabTo("site.note");
    rig_.type("two twitches");
    rig_.key(GLFW_KEY_TAB);
    rig_.pass(0.1);
    EXPECT_EQ(last().note, "two twitches");
}

TEST_F(Focus, aPressOfTheMouseHidesItAndTabGoesOnFromThere) {
    tabTo("top.menu");
    ASSERT_TRUE(rig_.has("focus"));
    rig_.click("mode.look");
    EXPECT_FALSE(rig_.has("focus"));
    rig_.key(GLFW_KEY_TAB);
    EXPECT_EQ(shown(rig_)->name, "mode.trigger") << "what comes after it";
}

TEST_F(Focus, escGivesTheArrowsBackToTheSite) {
    rig_.openVisit();
    rig_.addMarkers(1);
    rig_.program().marks.select(last().id);
    rig_.pass();
    const vec3 before = last().anchor.position;
    tabTo("mode.trigger");
    rig_.key(GLFW_KEY_LEFT);
    EXPECT_EQ(shown(rig_)->name, "mode.look");
    EXPECT_EQ(last().anchor.position, before);
    rig_.key(GLFW_KEY_ESCAPE);
    EXPECT_FALSE(shown(rig_));
    EXPECT_FALSE(rig_.program().view.options.selectedMarkers.empty());
    rig_.key(GLFW_KEY_UP);
    EXPECT_NE(last().anchor.position, before);
}

TEST_F(Focus, theTreeIsOneStopWhoseRowsTheArrowsReach) {
    rig_.frame().commands().run("window.structures", rig_.program()).ok();
    rig_.pass(0.1);
    tabTo("tree.rows");
    rig_.key(GLFW_KEY_RIGHT);
    for (const char* structure : {"left_soleus", "right_soleus"}) {
        rig_.key(GLFW_KEY_DOWN);
        EXPECT_EQ(rig_.fact("selectedStructure"), structure);
    }
    rig_.key(GLFW_KEY_TAB);
    EXPECT_FALSE(rig_.frame().state().treeHasKeys) << "Tab goes on";
}

// --- placing from a list

TEST_F(Focus, nAndEnterInTheTreePlaceOnTheMuscleThatIsSelected) {
    rig_.openVisit();
    rig_.frame().commands().run("window.structures", rig_.program()).ok();
    rig_.pass(0.1);
    tabTo("tree.rows");
    rig_.key(GLFW_KEY_RIGHT);
    rig_.key(GLFW_KEY_DOWN);
    ASSERT_EQ(rig_.fact("selectedStructure"), "left_soleus");
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.1);
    EXPECT_EQ(sites(), 0U) << "Enter brings it up";
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.1);
    ASSERT_EQ(sites(), 1U) << "Enter again places";
    EXPECT_EQ(last().anchor.structureKey, "left_soleus");
    const vec3 before = last().anchor.position;
    rig_.key(GLFW_KEY_UP);
    EXPECT_NE(last().anchor.position, before) << "the arrows are the site's now";
    rig_.program().view.clearSelection();
    tabTo("tree.rows");
    rig_.key(GLFW_KEY_DOWN);
    ASSERT_EQ(rig_.fact("selectedStructure"), "right_soleus");
    rig_.key(GLFW_KEY_T, kShift);
    rig_.pass(0.1);
    ASSERT_EQ(sites(), 2U);
    EXPECT_EQ(last().type, record::MarkerType::latent);
    EXPECT_EQ(last().side, Side::right);
    EXPECT_EQ(rig_.program().marks.mode(), workspace::Mode::look) << "a click places nothing";
}

TEST_F(Focus, nAndEnterInTheListOfTriggerPointsPlaceThere) {
    rig_.openVisit();
    select("left_soleus");
    const auto& points = rig_.frame().state().guides.places();
    ASSERT_GE(points.size(), 2U);
    const auto rowOf = [&](size_t point) { return "structure.point." + points[point].point->key; };
    tabTo(rowOf(0));
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.1);
    EXPECT_EQ(sites(), 0U);
    EXPECT_EQ(rig_.frame().state().guides.chosen(), 0U) << "Enter chooses";
    const vec3 first = points[0].position, second = points[1].position;
    const std::string next = rowOf(1);
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.1);
    ASSERT_EQ(sites(), 1U) << "Enter again places";
    EXPECT_LT(glm::length(last().anchor.position - first), 5);
    select("right_soleus");
    select("left_soleus");
    tabTo(next);
    rig_.key(GLFW_KEY_N);
    rig_.pass(0.1);
    ASSERT_EQ(sites(), 2U);
    EXPECT_EQ(last().type, record::MarkerType::needle);
    EXPECT_LT(glm::length(last().anchor.position - second), 5) << "on the one that has the focus";
}

TEST_F(Focus, elsewhereNChoosesWhatAClickPlaces) {
    rig_.openVisit();
    select("left_soleus");
    tabTo("top.theme");
    rig_.key(GLFW_KEY_N);
    EXPECT_EQ(sites(), 0U);
    EXPECT_EQ(rig_.program().marks.mode(), workspace::Mode::place);
}

TEST_F(Focus, nothingIsPlacedOrNudgedInALockedVisit) {
    rig_.openVisit();
    rig_.addMarkers(1);
    const auto visit = rig_.program().record.session()->id;
    rig_.clock() += UtcMs{40} * 86'400'000;
    rig_.program().view.clearSelection();
    rig_.program().record.closeSession();
    rig_.program().record.openSession(visit);
    rig_.pass(0.1);
    ASSERT_EQ(rig_.fact("visit"), "locked");
    const vec3 before = last().anchor.position;
    rig_.program().marks.select(last().id);
    rig_.key(GLFW_KEY_UP);
    EXPECT_EQ(last().anchor.position, before);
    select("left_soleus");
    tabTo("structure.point." + rig_.frame().state().guides.places()[0].point->key);
    rig_.key(GLFW_KEY_N);
    rig_.pass(0.1);
    EXPECT_EQ(rig_.program().record.session()->id, visit);
    EXPECT_EQ(sites(), 1U);
}

TEST_F(Focus, aBurstOfNudgesIsOneUndoStep) {
    rig_.openVisit();
    rig_.addMarkers(1);
    rig_.program().marks.select(last().id);
    rig_.pass();
    const vec3 start = last().anchor.position;
    for (int i = 0; i < 3; ++i) rig_.key(GLFW_KEY_UP);
    rig_.key(GLFW_KEY_UP, kShift);
    EXPECT_NEAR(last().anchor.position.z, start.z + 8, 0.3) << "three of 1 mm and one of 5 mm";
    const vec3 first = last().anchor.position;
    rig_.clock() += 1500;
    rig_.key(GLFW_KEY_DOWN);
    EXPECT_NEAR(last().anchor.position.z, start.z + 7, 0.3);
    rig_.key(GLFW_KEY_Z, kCtrl);
    EXPECT_EQ(last().anchor.position, first) << "after a pause a step of its own";
    rig_.key(GLFW_KEY_Z, kCtrl);
    EXPECT_EQ(last().anchor.position, start) << "the burst in one";
    EXPECT_EQ(sites(), 1U);
}

}  // namespace myochart::ui::test
