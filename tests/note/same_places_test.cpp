#include <gtest/gtest.h>

#include "note/same_places.h"
#include "visit.h"

namespace myochart {

using note::FoundBy;
using test::PlainVisit;

namespace {

/// Visits on one body, a day apart.
class Visits {
  public:
    PlainVisit& add(const char* body = "body") {
        visits_.emplace_back();
        body_ = body;
        return visits_.back();
    }
    record::Marker& site(const char* muscle, vec3 at, Side side = Side::left) {
        record::Marker& marker = visits_.back().addSite(muscle, side);
        marker.anchor.position = at;
        marker.anchor.bodyChecksum = body_;
        return marker;
    }
    std::vector<note::SamePlace> places() const {
        std::vector<record::Session> sessions;
        for (const PlainVisit& each : visits_) sessions.push_back(each.session);
        return note::samePlaces(sessions, said, test::tables());
    }
    std::vector<record::SameSite> said;

  private:
    std::vector<PlainVisit> visits_;
    std::string body_;
};

/// "0.0 1.0": visit and marker of each sighting.
std::string words(const note::SamePlace& place) {
    std::string text;
    for (const auto& each : place) text += (text.empty() ? "" : " ") + std::to_string(each.visit) + "." + std::to_string(each.marker);
    return text;
}

}  // namespace

TEST(SamePlaces, theNearestOfTheMuscleAndSideWithinAFingersBreadth) {
    Visits visits;
    visits.add();
    visits.site("soleus", {0, 0, 0});
    visits.site("soleus", {30, 0, 0});
    visits.add();
    visits.site("soleus", {27, 0, 0});
    visits.site("soleus", {2, 0, 0});
    visits.site("soleus", {0, 0, 15.5F});
    visits.site("soleus", {0, 0, 0}, Side::right);
    visits.site("infraspinatus", {0, 0, 0});
    const auto places = visits.places();
    ASSERT_EQ(places.size(), 5U);
    EXPECT_EQ(words(places[0]), "0.0 1.1");
    EXPECT_EQ(words(places[1]), "0.1 1.0");
    EXPECT_EQ(places[0][1].found, FoundBy::distance);
    EXPECT_FLOAT_EQ(*places[0][1].offMm, 2);
    EXPECT_EQ(words(places[2]), "1.2") << "too far, and the place has its site of that visit";
    EXPECT_EQ(places[2][0].found, FoundBy::first);
}

TEST(SamePlaces, twoSitesOfOneVisitAreNeverOnePlace) {
    Visits visits;
    visits.add();
    visits.site("soleus", {0, 0, 0});
    visits.site("soleus", {1, 0, 0});
    visits.add();
    visits.site("soleus", {0.4F, 0, 0});
    visits.site("soleus", {0.3F, 0, 0});
    const auto places = visits.places();
    ASSERT_EQ(places.size(), 2U);
    EXPECT_EQ(words(places[0]), "0.0 1.1") << "the nearer one first";
    EXPECT_EQ(words(places[1]), "0.1 1.0");
}

TEST(SamePlaces, aPlaceDoesNotWanderOffVisitByVisit) {
    Visits visits;
    for (int i = 0; i < 6; ++i) {
        visits.add();
        visits.site("soleus", {14.0F * static_cast<float>(i), 0, 0});
    }
    EXPECT_GT(visits.places().size(), 1U) << "a chain of small steps is not one place";
}

TEST(SamePlaces, aGapOfVisitsIsBridged) {
    Visits visits;
    visits.add();
    visits.site("soleus", {0, 0, 0});
    visits.add();
    visits.add();
    visits.site("soleus", {3, 0, 0});
    ASSERT_EQ(visits.places().size(), 1U);
    EXPECT_EQ(words(visits.places()[0]), "0.0 2.0");
}

TEST(SamePlaces, theTriggerPointDecidesWhereBothTellIt) {
    Visits visits;
    visits.add();
    visits.site("soleus", {0, 0, 0}).plan.point = "soleus_trp1";
    visits.add();
    visits.site("soleus", {40, 0, 0}).plan.point = "soleus_trp1";
    visits.site("soleus", {1, 0, 0}).plan.point = "soleus_trp2";
    visits.site("soleus", {2, 0, 0});
    const auto places = visits.places();
    ASSERT_EQ(places.size(), 3U);
    EXPECT_EQ(words(places[0]), "0.0 1.0");
    EXPECT_EQ(places[0][1].found, FoundBy::point);
    EXPECT_EQ(words(places[1]), "1.1") << "another point is another place, however near";
}

TEST(SamePlaces, whatWasTakenOverStaysTheSameUntilItIsOfAnotherMuscle) {
    Visits visits;
    visits.add();
    const record::MarkerId first = visits.site("soleus", {0, 0, 0}).id;
    visits.add();
    visits.site("soleus", {50, 0, 0}).plan.earlier = first.text;
    EXPECT_EQ(visits.places().size(), 1U);
    EXPECT_EQ(visits.places()[0][1].found, FoundBy::takenOver);
    visits.add();
    visits.site("infraspinatus", {0, 0, 0}).plan.earlier = first.text;
    EXPECT_EQ(visits.places().size(), 2U);
}

TEST(SamePlaces, whatSomebodySaidGoesBeforeAllElse) {
    Visits visits;
    visits.add();
    const record::MarkerId near = visits.site("soleus", {0, 0, 0}).id, other = visits.site("infraspinatus", {500, 0, 0}).id;
    visits.add();
    const record::MarkerId now = visits.site("soleus", {0, 0, 0}).id, second = visits.site("soleus", {1, 0, 0}).id;
    ASSERT_EQ(words(visits.places()[0]), "0.0 1.0");
    visits.said = {{.site = now, .earlier = other, .others = {}}};
    EXPECT_EQ(words(visits.places()[1]), "0.1 1.0") << "of another muscle";
    EXPECT_EQ(visits.places()[1][1].found, FoundBy::corrected);
    EXPECT_EQ(words(visits.places()[0]), "0.0 1.1") << "the place is free for the next";
    visits.said = {{.site = now, .earlier = {}, .others = {}}};
    EXPECT_EQ(words(visits.places()[0]), "0.0 1.1");
    EXPECT_EQ(words(visits.places().back()), "1.0") << "of none";
    visits.said = {{.site = now, .earlier = near, .others = {}}, {.site = second, .earlier = near, .others = {}}};
    EXPECT_EQ(words(visits.places()[0]), "0.0 1.0") << "only one of a visit";
    visits.said = {{.site = now, .earlier = record::MarkerId::make(), .others = {}}, {.site = near, .earlier = now, .others = {}}};
    EXPECT_EQ(words(visits.places()[0]), "0.0 1.0") << "a site that is gone, or is no earlier one, says nothing";
}

TEST(SamePlaces, nobodysWordMakesOnePlaceOfLeftAndRight) {
    Visits visits;
    visits.add();
    const record::MarkerId left = visits.site("soleus", {0, 0, 0}, Side::left).id;
    visits.add();
    const record::MarkerId right = visits.site("soleus", {0, 0, 0}, Side::right).id;
    visits.said = {{.site = right, .earlier = left, .others = {}}};
    EXPECT_EQ(visits.places().size(), 2U);
    EXPECT_TRUE(note::sidesMayBeOne(Side::left, Side::midline));
    EXPECT_FALSE(note::sidesMayBeOne(Side::right, Side::left));
}

TEST(SamePlaces, distancesCountOnOneBodyOnlyAndTheirErrorWidensThem) {
    Visits visits;
    visits.add("first body");
    visits.site("soleus", {0, 0, 0});
    visits.add("second body");
    visits.site("soleus", {0, 0, 0});
    EXPECT_EQ(visits.places().size(), 2U);
    Visits placed;
    placed.add();
    placed.site("soleus", {0, 0, 0}).anchor.errorRadiusMm = 6;
    placed.add();
    placed.site("soleus", {20, 0, 0});
    EXPECT_EQ(placed.places().size(), 1U) << "15 mm and 6 mm of error";
}

TEST(SamePlaces, aMuscleThatSomebodyWroteIsMeant) {
    Visits visits;
    visits.add();
    visits.site("soleus", {0, 0, 0});
    visits.add();
    record::Marker& corrected = visits.site("infraspinatus", {0, 0, 0});
    corrected.muscle = "soleus";
    corrected.byHand.muscle = true;
    EXPECT_EQ(visits.places().size(), 1U);
    corrected.muscle = "a muscle of my own";
    EXPECT_EQ(visits.places().size(), 2U);
}

}  // namespace myochart
