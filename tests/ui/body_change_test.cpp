#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"
#include "support/boxes.h"

namespace myochart::ui::test {

namespace {

using myochart::test::boxStructure;

/// Fewer structures than the rig's own body, where its right box lies.
std::shared_ptr<const body::Body> oneBox(const Path& file) {
    body::NewBody made{"one box", "test", "", {}};
    made.structures.push_back(boxStructure("right_tibialis", "tibialis_anterior", Side::right, vec3(-90, 30, 300), vec3(40, 40, 150)));
    return myochart::test::bodyOf(file, std::move(made), true);
}

std::shared_ptr<const body::Body> twoBoxes(const Path& file) {
    body::NewBody made{"two boxes", "test", "", {}};
    made.structures.push_back(boxStructure("left_soleus", "soleus", Side::left, vec3(90, 30, 300), vec3(40, 40, 150)));
    made.structures.push_back(boxStructure("right_soleus", "soleus", Side::right, vec3(-90, 30, 300), vec3(40, 40, 150)));
    return myochart::test::bodyOf(file, std::move(made), true);
}

}  // namespace

TEST(BodyChange, aPointerThatRestsOnTheBodyIsOnTheNewOneAfterwards) {
    FrameRig::Setup setup;
    setup.gl = true;
    FrameRig rig(setup);
    rig.picture();
    rig.moveTo(rig.onScreen({-90, -10, 300}));
    rig.picture();
    rig.moveTo(rig.onScreen({-90, -10, 300}) + vec2(1, 0));
    ASSERT_EQ(rig.fact("hovered"), "right_soleus");
    rig.program().bodies.show(oneBox(rig.folder() / "one.cache"));
    rig.pass();
    EXPECT_EQ(rig.fact("hovered"), "") << "nothing of the old picture";
    rig.picture();
    rig.moveTo(rig.onScreen({-90, -10, 300}));
    EXPECT_EQ(rig.fact("hovered"), "right_tibialis");
}

TEST(BodyChange, nothingThatIsHeldOrSeenThroughGoesOverToAnotherBody) {
    FrameRig rig;
    rig.openVisit();
    rig.addMarkers(1);
    rig.program().marks.select(rig.program().record.session()->markers[0].id);
    rig.program().view.options.faded = {1, 2};
    const vec2 site = rig.onScreen(rig.program().record.session()->markers[0].anchor.position);
    rig.drag(site, site + vec2(0, 30), true);
    ASSERT_TRUE(rig.program().marks.dragging());
    rig.program().bodies.show(oneBox(rig.folder() / "one.cache"));
    rig.pass();
    EXPECT_TRUE(rig.program().view.options.faded.empty());
    EXPECT_FALSE(rig.program().marks.dragging());
    const vec3 before = rig.program().record.session()->markers[0].anchor.position;
    rig.release(rig.onScreen({-90, -10, 300}));
    EXPECT_EQ(rig.program().record.session()->markers[0].anchor.position, before) << "a drag that began on the old body moves nothing";
}

TEST(BodyChange, whatIsSearchedBeforeTheBodyIsThereWaitsForItAndIsNoCommand) {
    FrameRig::Setup setup;
    setup.body = false;
    FrameRig rig(setup);
    const bool tree = rig.program().settings.structuresTab;
    rig.key(GLFW_KEY_F, kCtrl);
    rig.pass();
    EXPECT_TRUE(rig.frame().wantsTextInput());
    rig.key(GLFW_KEY_S);
    rig.type("soleus");
    rig.key(GLFW_KEY_ENTER);
    rig.pass();
    EXPECT_EQ(rig.program().settings.structuresTab, tree) << "S is a letter here";
    rig.program().bodies.show(twoBoxes(rig.folder() / "two.cache"));
    rig.pass(0.2);
    EXPECT_EQ(rig.fact("searchFound"), "2") << "the words have waited";
    rig.key(GLFW_KEY_DOWN);
    EXPECT_TRUE(rig.has("search.row.1")) << "the keyboard has stayed there";
}

}  // namespace myochart::ui::test
