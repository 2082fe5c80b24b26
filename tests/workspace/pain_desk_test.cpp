#include "workspace/pain_desk.h"

#include <gtest/gtest.h>

#include "record/ledger.h"
#include "support/aimed_leg.h"
#include "support/builtin_body.h"
#include "workspace/running_program.h"

namespace myochart::workspace {

using myochart::test::TestFolder;
using test::RunningProgram;

namespace {

std::shared_ptr<const body::Body> builtinBody() { return {std::shared_ptr<const void>(), &myochart::test::builtinBody()}; }

class Pain : public ::testing::Test {
  protected:
    void begin(bool visit = true) {
        program_->bodies.show(builtinBody());
        if (visit) {
            record::Patient patient;
            patient.id = record::PatientId::make();
            patient.name = "Ana Muster";
            program_->record.addPatient(patient);
            program_->record.newSession();
        }
        program_->pain.setOpen(true);
        look();
        ASSERT_TRUE(program_->pain.map()) << program_->pain.why();
    }
    void look() {
        for (int i = 0; i < 3; ++i) program_->pain.follow();
    }
    vec3 placeOf(const char* region, Side side) { return program_->pain.map()->regions()[*program_->pain.map()->region(region, side)].position; }
    void stroke(std::initializer_list<vec3> places) {
        ASSERT_TRUE(program_->pain.beginStroke());
        for (const vec3 at : places) {
            program_->pain.strokeTo(at);
            look();
        }
        program_->pain.endStroke();
        look();
    }
    const record::PainDrawing& kept() { return program_->record.session()->painDrawing; }
    size_t rankOf(const char* muscle) {
        const referral::Ranking& ranking = *program_->pain.ranking();
        const auto first = referral::firstOfEachMuscle(ranking);
        for (size_t i = 0; i < first.size(); ++i)
            if (ranking.ranked[first[i]].pattern->point->muscleKey.starts_with(muscle)) return i + 1;
        return 1000;
    }

    TestFolder folder_;
    RunningProgram program_{folder_, false};
};

}  // namespace

TEST_F(Pain, aStrokeIsOneStepThatTheVisitKeepsWithItsPlaceAndArea) {
    begin();
    program_->pain.brush.radiusMm = 30;
    const vec3 at = placeOf("buttock_mid", Side::left);
    stroke({at, at + vec3(0, 0, 40)});
    ASSERT_EQ(kept().areas.size(), 1U);
    EXPECT_EQ(kept().areas[0].dabs.size(), 2U);
    EXPECT_NE(kept().areas[0].where.find("left"), std::string::npos) << kept().areas[0].where;
    EXPECT_GT(*kept().areas[0].areaCm2, 25);
    EXPECT_LT(*kept().areas[0].areaCm2, 60);
    EXPECT_NEAR(program_->pain.painMm2() / 100, static_cast<double>(*kept().areas[0].areaCm2), 0.01);
    program_->record.undo();
    look();
    EXPECT_TRUE(kept().areas.empty());
    EXPECT_TRUE(program_->pain.pain().empty());
    EXPECT_EQ(program_->pain.ranking(), nullptr);
    program_->record.redo();
    look();
    EXPECT_NEAR(program_->pain.painMm2() / 100, static_cast<double>(*kept().areas[0].areaCm2), 0.01) << "painted again from what was kept";
}

TEST_F(Pain, aStrokeTakenBackKeepsNothing) {
    begin();
    ASSERT_TRUE(program_->pain.beginStroke());
    program_->pain.strokeTo(placeOf("temple", Side::left));
    look();
    EXPECT_FALSE(program_->pain.pain().empty());
    program_->pain.cancelStroke();
    look();
    EXPECT_TRUE(program_->pain.pain().empty());
    EXPECT_TRUE(kept().areas.empty());
}

TEST_F(Pain, onBothSidesTheOtherSideIsItsMirror) {
    begin();
    program_->pain.brush.bothSides = true;
    program_->pain.brush.radiusMm = 25;
    stroke({placeOf("temple", Side::left)});
    double left = 0, right = 0;
    for (const referral::Share& each : program_->pain.pain()) (program_->pain.map()->skin()->mesh().positions[each.cell].x > 0 ? left : right) += static_cast<double>(program_->pain.map()->cellMm2(each.cell));
    EXPECT_GT(left, 500);
    EXPECT_NEAR(left, right, 0.15 * left);
}

TEST_F(Pain, overTempleAndEyeTheMusclesThatTextbooksNameStandNearTheTop) {
    begin();
    EXPECT_TRUE(program_->pain.paintWords("left temple"));
    EXPECT_TRUE(program_->pain.paintWords("behind the left eye"));
    look();
    ASSERT_TRUE(program_->pain.ranking());
    for (const char* muscle : {"sternocleidomastoid", "temporalis", "upper_trapezius"}) EXPECT_LE(rankOf(muscle), 8U) << muscle;
    EXPECT_FALSE(program_->pain.ruleOutFirst().empty());
    EXPECT_FALSE(program_->pain.paintWords("the left sock drawer"));
}

TEST_F(Pain, ofTheOuterLegGluteusMinimusStandsBeforeANerveIsOffered) {
    begin();
    for (const char* region : {"thigh_lateral_mid", "thigh_lateral_lower", "leg_lateral_upper", "leg_lateral_mid"})
        if (program_->pain.map()->region(region, Side::left)) program_->pain.paintRegion(region, Side::left);
    look();
    ASSERT_TRUE(program_->pain.ranking());
    EXPECT_LE(rankOf("gluteus_minimus"), 3U);
    EXPECT_FALSE(program_->pain.ranking()->nerves.empty());
}

TEST_F(Pain, withoutAVisitItIsPaintedAndNotKept) {
    begin(false);
    EXPECT_FALSE(program_->pain.isKept());
    stroke({placeOf("temple", Side::right)});
    EXPECT_FALSE(program_->pain.pain().empty());
    record::Patient patient;
    patient.id = record::PatientId::make();
    patient.name = "Ana Muster";
    program_->record.addPatient(patient);
    program_->record.newSession();
    look();
    EXPECT_TRUE(program_->pain.pain().empty()) << "nobody's paint does not come into a visit";
}

TEST_F(Pain, aSignedVisitIsShownAndNotPainted) {
    begin();
    stroke({placeOf("temple", Side::left)});
    record::Therapist therapist;
    therapist.id = record::TherapistId::make();
    therapist.name = "Tea";
    ASSERT_TRUE(program_->record.commit(record::sign(*program_->record.session(), therapist, "the note", nowUtc())));
    look();
    EXPECT_FALSE(program_->pain.pain().empty());
    EXPECT_FALSE(program_->pain.beginStroke());
    program_->pain.paintRegion("posterior_calf_mid", Side::left);
    EXPECT_EQ(kept().areas.size(), 1U);
}

TEST_F(Pain, eachKindOfPainIsAnAreaOfItsOwnAndIsToldOf) {
    begin();
    stroke({placeOf("temple", Side::left)});
    program_->pain.chooseArea(1);
    stroke({placeOf("buttock_mid", Side::right)});
    ASSERT_EQ(kept().areas.size(), 2U);
    record::PainArea told = kept().areas[1];
    told.qualities = {"burning"};
    told.intensity = 7;
    program_->pain.tell(told, "tell");
    EXPECT_EQ(kept().areas[1].intensity, 7U);
    EXPECT_TRUE(kept().areas[0].qualities.empty());
    program_->pain.chooseArea(0);
    program_->pain.clearArea();
    look();
    ASSERT_EQ(kept().areas.size(), 1U);
    EXPECT_EQ(kept().areas[0].intensity, 7U);
}

TEST_F(Pain, aPatternLiesOnTheSkinUntilItIsHidden) {
    begin();
    program_->pain.setOpen(false);
    EXPECT_FALSE(program_->view.options.laid.shares);
    const referral::PatternSource source{"infraspinatus", Side::left};
    program_->pain.show(source);
    look();
    ASSERT_TRUE(program_->view.options.laid.shares);
    EXPECT_TRUE(program_->pain.shows(source));
    EXPECT_FALSE(program_->view.options.laid.several);
    program_->pain.show({"soleus", Side::right});
    look();
    EXPECT_TRUE(program_->view.options.laid.several);
    program_->pain.show({"temporalis", Side::left});
    EXPECT_FALSE(program_->pain.inside().empty()) << "teeth are named, for no skin shows them";
    program_->pain.hidePatterns();
    look();
    EXPECT_FALSE(program_->view.options.laid.shares);
}

TEST_F(Pain, aPlaceOfTheSkinTellsWhoRefersThereOfWhatIsShownElseOfAll) {
    begin();
    const auto muscles = [](const std::vector<Referrer>& found) {
        std::vector<std::string> keys;
        for (const Referrer& each : found) keys.push_back(each.pattern->point->muscleKey);
        return keys;
    };
    const vec3 shoulder = placeOf("shoulder_anterior", Side::left), radial = placeOf("forearm_radial", Side::left);
    const auto all = program_->pain.referrersAt(shoulder);
    const auto keys = muscles(all);
    EXPECT_NE(std::ranges::find(keys, "infraspinatus"), keys.end());
    EXPECT_GT(keys.size(), 3U);
    EXPECT_TRUE(all.front().essential);
    EXPECT_TRUE(std::ranges::is_sorted(all, std::ranges::greater(), &Referrer::essential)) << "essential ones first";
    for (const Referrer& each : all) EXPECT_EQ(each.pattern->side, Side::left) << each.pattern->point->key;

    program_->pain.show({"infraspinatus", Side::left});
    program_->pain.show({"soleus", Side::left});
    const auto shown = muscles(program_->pain.referrersAt(shoulder));
    EXPECT_EQ(shown, std::vector<std::string>(shown.size(), "infraspinatus"));
    EXPECT_GE(shown.size(), 2U) << "each of its points that refers there";
    EXPECT_TRUE(program_->pain.referrersAt(shoulder).at(0).essential);
    EXPECT_FALSE(program_->pain.referrersAt(radial).at(0).essential) << "spillover";
    EXPECT_TRUE(program_->pain.referrersAt(placeOf("temple", Side::right)).empty());
}

TEST_F(Pain, patternsAreLaidOutForWhoDrawsThemSmall) {
    program_->bodies.show(builtinBody());
    look();
    EXPECT_EQ(program_->pain.sketcher(), nullptr) << "nobody asked";
    program_->pain.want();
    look();
    ASSERT_NE(program_->pain.sketcher(), nullptr);
    EXPECT_FALSE(program_->view.options.laid.shares) << "nothing lies on the skin for that";
}

TEST_F(Pain, theSkinIsThereToPaintOnAndGoesBackToWhatItWas) {
    program_->view.options.effects.skinOpacity = 0.1F;
    begin();
    EXPECT_GT(program_->view.options.effects.skinOpacity, 0.8F);
    program_->pain.setOpen(false);
    look();
    EXPECT_EQ(program_->view.options.effects.skinOpacity, 0.1F);
}

TEST_F(Pain, plansASiteAtAPointThatIsReportedToReferThere) {
    begin();
    EXPECT_TRUE(program_->pain.paintWords("left temple"));
    look();
    const referral::Pattern* first = program_->pain.ranking()->ranked[referral::firstOfEachMuscle(*program_->pain.ranking())[0]].pattern;
    program_->pain.plan(*first);
    ASSERT_EQ(program_->record.session()->markers.size(), 1U);
    EXPECT_EQ(program_->record.session()->markers[0].plan.point, first->point->key);
    EXPECT_TRUE(program_->record.session()->markers[0].plan.unconfirmed.value_or(false)) << "nobody has looked at it";
}

TEST_F(Pain, aBodyWithoutSkinSaysSo) {
    program_->bodies.show(myochart::test::aimedLeg(folder_ / "leg.cache"));
    program_->pain.setOpen(true);
    look();
    EXPECT_EQ(program_->pain.map(), nullptr);
    EXPECT_FALSE(program_->pain.why().empty());
    EXPECT_FALSE(program_->pain.isPreparing());
    EXPECT_FALSE(program_->pain.beginStroke());
}

}  // namespace myochart::workspace
