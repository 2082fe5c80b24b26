#include <gtest/gtest.h>

#include "frame_rig.h"
#include "record/edits.h"
#include "ui/panels/hazard_line.h"

namespace myochart::ui::test {

namespace {

const vec3 kHazardBox(90, -10, 300);
constexpr const char* kPopliteal = "Popliteal artery, vein and tibial nerve";

/// A visit with one needle in the left soleus, selected.
class Hazards : public ::testing::Test {
  protected:
    void SetUp() override {
        rig_.openVisit();
        rig_.click("mode.needle");
    }
    void place() {
        rig_.click(rig_.onScreen(kHazardBox));
        rig_.pass();
    }
    void rename(const std::string& muscle) {
        record::Marker marker = rig_.program().record.session()->markers.back();
        marker.muscle = muscle;
        ASSERT_TRUE(rig_.program().record.commit(record::changeMarker(*rig_.program().record.session(), marker, "Correct muscle")));
        rig_.pass();
    }
    FrameRig rig_;
};

}  // namespace

TEST_F(Hazards, placingANeedleShowsTheMostSeriousHazardAndThePolicyAtOnce) {
    place();
    EXPECT_EQ(rig_.fact("siteHazard"), kPopliteal);
    EXPECT_EQ(rig_.fact("sitePolicy"), "Courses urge caution: know what lies beside it. That clears no patient.");
    const Rect hazard = rig_.rect("site.hazard"), types = rig_.rect("site.type.active");
    EXPECT_LT(hazard.max.y, types.min.y + 1) << "above everything that is typed";
}

TEST_F(Hazards, theRestIsOneClickAway) {
    place();
    EXPECT_FALSE(rig_.has("structure.safety.haz_fibular_nerve"));
    rig_.click("site.hazards");
    rig_.pass();
    EXPECT_TRUE(rig_.has("structure.safety.haz_fibular_nerve"));
    EXPECT_TRUE(rig_.has("structure.safety.haz_popliteal"));
    rig_.click("site.hazards");
    rig_.pass();
    EXPECT_FALSE(rig_.has("structure.safety.haz_popliteal"));
}

TEST_F(Hazards, aPointForHandsOnlySaysSo) {
    place();
    rename("Platysma");
    EXPECT_EQ(rig_.fact("sitePolicy"), "Treat by hand: courses do not needle here.");
}

TEST_F(Hazards, thePointerTellsThemBeforeTheNeedleIsPlaced) {
    rig_.moveTo(rig_.onScreen(kHazardBox));
    rig_.pass();
    EXPECT_EQ(rig_.fact("tipHazard"), kPopliteal);
    EXPECT_EQ(rig_.fact("tipPolicy"), "Courses urge caution: know what lies beside it. That clears no patient.");
    rig_.click("mode.look");
    rig_.moveTo(rig_.onScreen(kHazardBox));
    rig_.pass();
    EXPECT_EQ(rig_.fact("tipHazard"), "") << "who only looks is not warned";
}

TEST_F(Hazards, aPlaceThatTheTablesDoNotKnowIsNoClearance) {
    const HazardWords words = hazardWords(rig_.program().catalogue(), {});
    EXPECT_NE(words.policy.find("Think what lies beneath"), std::string::npos);
    const auto longus = places::siteSafety(rig_.program().catalogue(), "longus_capitis");
    EXPECT_EQ(hazardWords(rig_.program().catalogue(), longus).policy, "Treat by hand: no point is charted in this muscle.");
    EXPECT_TRUE(hazardWords(rig_.program().catalogue(), longus).byHand);
    EXPECT_NE(hazardWords(rig_.program().catalogue(), longus).why.find("inferred from its place"), std::string::npos);
    places::SiteSafety safety;
    safety.muscle = rig_.program().catalogue().muscle("soleus");
    EXPECT_NE(hazardWords(rig_.program().catalogue(), safety).hazard.find("does not mean there is none"), std::string::npos);
}

}  // namespace myochart::ui::test
