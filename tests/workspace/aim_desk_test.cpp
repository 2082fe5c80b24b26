#include "workspace/aim_desk.h"

#include <gtest/gtest.h>

#include "support/aimed_leg.h"
#include "workspace/running_program.h"

namespace myochart::workspace {

using myochart::test::TestFolder;
using test::RunningProgram;

namespace {

class Aiming : public test::BothWays {
  protected:
    /// A visit with a site on the front of the soleus, selected.
    void begin(RunningProgram& program, const char* muscle = nullptr) {
        program->bodies.show(myochart::test::aimedLeg(folder_ / "leg.cache"));
        record::Patient patient;
        patient.id = record::PatientId::make();
        patient.name = "Ana Muster";
        program->record.addPatient(patient);
        program->record.newSession();
        program->marks.setPlacing(record::MarkerType::needle);
        const auto soleus = program->bodies.current()->find("left_soleus");
        for (const auto& hit : scene::pickAlong(*program->bodies.current(), nullptr, {vec3(90, -1000, 300), vec3(0, 1, 0)}, {}))
            if (hit.at.part == *soleus) {
                EXPECT_TRUE(program->marks.place(hit.at));
                break;
            }
        program->marks.setMode(Mode::look);
        if (!muscle) return;
        record::Marker changed = program->record.session()->markers[0];
        changed.muscle = muscle;
        changed.byHand.muscle = true;
        EXPECT_TRUE(program->record.commit(record::changeMarker(*program->record.session(), changed, "muscle")));
    }
    /// As frames do, until nothing more is under way.
    static void look(RunningProgram& program) {
        for (int i = 0; i < 4; ++i) program->aim.follow();
    }
    static const record::Needling& charted(RunningProgram& program) { return program->record.session()->markers[0].needle; }
    static std::string told(RunningProgram& program) {
        std::string text;
        for (const needle::Piece& piece : program->aim.aimed()->way.pieces)
            text += fmt::format("{}{} {:.0f}-{:.0f}", text.empty() ? "" : ", ", piece.structure ? program->bodies.current()->structure(*piece.structure).key : "-", piece.fromMm, piece.toMm);
        return text;
    }

    TestFolder folder_;
    UtcMs now_ = nowUtc();
};

}  // namespace

TEST_P(Aiming, tellsTheWayTheTipAndWhatLiesBesideTheNeedle) {
    RunningProgram program(folder_, GetParam(), [this] { return now_; });
    begin(program);
    ASSERT_TRUE(program->aim.open());
    look(program);
    ASSERT_TRUE(program->aim.aimed());
    const AimedNeedle& aimed = *program->aim.aimed();
    EXPECT_NEAR(glm::length(aimed.shaft.entry - vec3(90, -30, 300)), 0, 0.5);
    EXPECT_NEAR(aimed.angleToSkinDeg(), 90, 1);
    EXPECT_EQ(aimed.shaft.depthMm, 20) << "as far as the site";
    EXPECT_FALSE(aimed.directionCharted || aimed.depthCharted || aimed.lengthCharted);
    EXPECT_EQ(told(program), "- 0-20, left_soleus 20-62, left_tibia 62-70");
    EXPECT_EQ(charted(program), record::Needling()) << "looking charts nothing";
    program->aim.setDepth(50);
    look(program);
    EXPECT_NEAR(program->aim.aimed()->inTargetMm, 30, 0.1);
    ASSERT_EQ(program->aim.aimed()->hazards.size(), 1U);
    EXPECT_NEAR(program->aim.aimed()->hazards[0].distanceMm, 17, 0.1);
    EXPECT_NEAR(program->aim.aimed()->hazards[0].atDepthMm, 48.5, 1.6);
    EXPECT_FALSE(program->aim.aimed()->firstHazardMm) << "on this way none";
    EXPECT_FALSE(program->aim.notChecked().empty());
}

TEST_P(Aiming, aTurnAboutTheEntryIsOneStepAndStaysOnTheSkin) {
    RunningProgram program(folder_, GetParam(), [this] { return now_; });
    begin(program);
    ASSERT_TRUE(program->aim.open());
    look(program);
    const vec3 entry = program->aim.aimed()->shaft.entry;
    for (int i = 1; i <= 10; ++i) program->aim.turnTo(glm::normalize(vec3(0.04F * static_cast<float>(i), 1, 0)));
    program->aim.setDepth(54);
    EXPECT_EQ(charted(program), record::Needling()) << "not before it is let go";
    EXPECT_EQ(program->aim.aimed()->shaft.entry, entry);
    ASSERT_TRUE(program->aim.aimed()->firstHazardMm) << "towards the artery";
    EXPECT_NEAR(*program->aim.aimed()->firstHazardMm, 50 * std::sqrt(1.16F) - 3, 4);
    program->aim.drop();
    look(program);
    ASSERT_TRUE(charted(program).direction);
    EXPECT_NEAR(charted(program).direction->x, 0.4F / std::sqrt(1.16F), 1e-3);
    EXPECT_EQ(charted(program).depthMm, 54.0F);
    ASSERT_TRUE(charted(program).entry);
    EXPECT_NEAR(glm::length(program->record.session()->markers[0].anchor.position + *charted(program).entry - entry), 0, 1e-3);
    EXPECT_NEAR(glm::length(program->aim.aimed()->shaft.entry - entry), 0, 0.05);
    program->record.undo();
    look(program);
    EXPECT_EQ(charted(program), record::Needling()) << "one step";
    program->record.redo();
    EXPECT_EQ(charted(program).depthMm, 54.0F);
}

TEST_P(Aiming, keysThatFollowEachOtherAreOneStep) {
    RunningProgram program(folder_, GetParam(), [this] { return now_; });
    begin(program);
    ASSERT_TRUE(program->aim.open());
    look(program);
    for (int i = 0; i < 5; ++i) {
        program->aim.deepen(1);
        look(program);
    }
    EXPECT_EQ(charted(program).depthMm, 25.0F);
    program->record.undo();
    EXPECT_EQ(charted(program), record::Needling());
}

TEST_P(Aiming, aNeedleNeverLeavesTheBodyNorGoesDeeperThanIsAsked) {
    RunningProgram program(folder_, GetParam(), [this] { return now_; });
    begin(program);
    ASSERT_TRUE(program->aim.open());
    look(program);
    program->aim.turnTo({0, -1, 0.1F});
    EXPECT_NEAR(program->aim.aimed()->angleToSkinDeg(), 5, 0.1) << "as flat as it may be";
    program->aim.turnTo({0, 0, 0});
    program->aim.setDepth(1e9F);
    EXPECT_EQ(program->aim.aimed()->shaft.depthMm, needle::kLongestMm);
    program->aim.setDepth(-4);
    EXPECT_EQ(program->aim.aimed()->shaft.depthMm, 1);
    program->aim.setDepth(std::numeric_limits<float>::quiet_NaN());
    EXPECT_EQ(program->aim.aimed()->shaft.depthMm, 1);
    program->aim.cancelDrag();
    look(program);
    EXPECT_NEAR(program->aim.aimed()->angleToSkinDeg(), 90, 1) << "taken back";
}

TEST_P(Aiming, theWindowOfDirectionsBelongsToTheEntry) {
    RunningProgram program(folder_, GetParam(), [this] { return now_; });
    begin(program);
    ASSERT_TRUE(program->aim.open());
    look(program);
    ASSERT_TRUE(program->aim.window());
    EXPECT_GE(program->aim.window()->ways.size(), 500U);
    const auto met = std::ranges::count_if(program->aim.window()->ways, [](const needle::ConeWay& way) { return way.firstHazardMm.has_value(); });
    EXPECT_GT(met, 0);
    EXPECT_LT(static_cast<size_t>(met), program->aim.window()->ways.size() / 4) << "one artery to one side";
    program->aim.turnTo({0.3F, 1, 0});
    EXPECT_TRUE(program->aim.window()) << "it stays while the needle is turned";
    program->aim.drop();
    look(program);
    EXPECT_TRUE(program->aim.window());
}

TEST_P(Aiming, theSectionHoldsTheNeedleAndGoesWithIt) {
    RunningProgram program(folder_, GetParam(), [this] { return now_; });
    begin(program);
    ASSERT_TRUE(program->aim.open());
    look(program);
    program->aim.setCutsAlong(true);
    const auto holds = [&](float turn) {
        const scene::SectionPlane& section = program->view.options.effects.section;
        const needle::Shaft& shaft = program->aim.aimed()->shaft;
        EXPECT_TRUE(section.on) << turn;
        EXPECT_NEAR(section.heightMm(shaft.entry), 0, 1e-3) << turn;
        EXPECT_NEAR(section.heightMm(shaft.tip()), 0, 1e-3) << turn;
    };
    holds(0);
    EXPECT_NEAR(std::abs(program->view.options.effects.section.normal.z), 1, 1e-3) << "axial to begin with";
    for (const float turn : {30.0F, 90.0F, 180.0F}) {
        program->aim.setCutTurnDeg(turn);
        look(program);
        holds(turn);
    }
    program->aim.turnTo({0.4F, 1, 0.2F});
    look(program);
    holds(-1);
    program->view.options.effects.section = scene::SectionPlane::axial(200);
    look(program);
    EXPECT_FALSE(program->aim.cutsAlong()) << "somebody has cut elsewhere";
    EXPECT_TRUE(program->view.options.effects.section.on);
    program->aim.setCutsAlong(true);
    program->aim.close();
    EXPECT_FALSE(program->view.options.effects.section.on) << "its own section goes with it";
}

TEST_P(Aiming, closesWhenItsSiteIsNoLongerSelectedAndGoesToAnother) {
    RunningProgram program(folder_, GetParam(), [this] { return now_; });
    EXPECT_FALSE(program->aim.open()) << "no site";
    begin(program);
    const record::MarkerId first = program->record.session()->markers[0].id;
    ASSERT_TRUE(program->aim.open());
    look(program);
    program->marks.mirrorSelected();
    look(program);
    ASSERT_TRUE(program->aim.isOpen());
    ASSERT_TRUE(program->aim.site());
    EXPECT_NE(program->aim.site()->id, first) << "the copy is selected now";
    program->view.clearSelection();
    program->view.options.selectedMarkers.clear();
    look(program);
    EXPECT_FALSE(program->aim.isOpen());
}

TEST_P(Aiming, aPlaceForTheHandsWantsAReasonBeforeItIsAimed) {
    RunningProgram program(folder_, GetParam(), [this] { return now_; });
    begin(program, "subclavius");
    const auto* muscle = program->catalogue().muscle("subclavius");
    ASSERT_TRUE(muscle);
    const anatomy::NeedlePolicy* policy = anatomy::strictestPolicyOf(program->catalogue(), "subclavius");
    ASSERT_TRUE(policy);
    ASSERT_TRUE(program->aim.open());
    look(program);
    ASSERT_EQ(policy->policy, anatomy::Policy::handsOnly) << "choose another muscle for this test";
    EXPECT_TRUE(program->aim.wantsReason());
    record::Session changed = *program->record.session();
    changed.screening.overrides.push_back({program->aim.handsOnly(), "nothing else has helped", {}});
    ASSERT_TRUE(program->record.commit(record::changeVisit(changed, "reason")));
    look(program);
    EXPECT_FALSE(program->aim.wantsReason());
}

TEST_P(Aiming, aLockedVisitIsLookedAtAndNotChanged) {
    RunningProgram program(folder_, GetParam(), [this] { return now_; });
    begin(program);
    const auto site = program->record.session()->markers[0].id;
    const auto visit = program->record.session()->id;
    now_ += 86'400'000;
    program->record.closeSession();
    program->record.openSession(visit);
    ASSERT_TRUE(program->record.session());
    ASSERT_TRUE(program->record.visitIsLocked());
    program->marks.select(site);
    ASSERT_TRUE(program->aim.open());
    look(program);
    program->aim.setDepth(44);
    program->aim.drop();
    look(program);
    EXPECT_EQ(charted(program), record::Needling());
    EXPECT_EQ(program->aim.aimed()->shaft.depthMm, 20);
}

INSTANTIATE_TEST_SUITE_P(, Aiming, testing::Bool(), test::wayName);

}  // namespace myochart::workspace
