#include "workspace/markup_sites.h"

#include <gtest/gtest.h>

#include "places/place.h"
#include "record/seal.h"
#include "scene/pick.h"
#include "support/boxes.h"
#include "support/sample_body.h"
#include "support/test_folder.h"

namespace myochart::workspace {

namespace {

/// Two boxes as calves, and a visit to which points go. The left soleus reaches from x 50 to 130, y -10 to 70, z 150 to 450.
class MarkupSitesTest : public ::testing::Test {
  protected:
    MarkupSitesTest() {
        visit.id = record::SessionId::make();
        visit.patient = record::PatientId::make();
        visit.startedAt = kNow;
    }
    MarkupSites placed(std::optional<record::MarkerType> type = record::MarkerType::latent) const {
        const auto sites = sitesOf(markups, *body, myochart::test::catalogue(), {}, visit, type, kNow);
        EXPECT_TRUE(sites.ok()) << sites.error().message;
        return sites ? *sites : MarkupSites();
    }
    record::Session with(const MarkupSites& sites) const {
        const auto edited = withSites(visit, sites.placed);
        EXPECT_TRUE(edited.ok()) << edited.error().message;
        return edited ? edited->session : visit;
    }
    /// A site of another visit, as Myochart wrote it.
    exchange::MarkupPoint written() const {
        const auto place = scene::placeNear(*body, myochart::test::catalogue(), vec3(90, -10, 300), std::nullopt, {});
        record::Marker site;
        site.id = record::MarkerId::make();
        site.number = 4;
        site.type = record::MarkerType::needle;
        site.anchor = place->anchor;
        site.muscle = place->muscle;
        site.side = place->side;
        site.sentence = place->sentence;
        site.label = "a";
        site.createdAt = kNow - 1000;
        site.needle.lengthMm = 40;
        site.needle.inAt = kNow - 1000;
        return {.place = "markups[0].controlPoints[0]", .label = "a", .description = {}, .position = site.anchor.position, .type = site.type, .site = site, .visit = makeUuid()};
    }

    static constexpr UtcMs kNow = 1'790'000'000'000;
    myochart::test::TestFolder folder;
    std::shared_ptr<const body::Body> body = myochart::test::legs(folder / "legs.cache");
    record::Session visit;
    exchange::Markups markups;
};

}  // namespace

TEST_F(MarkupSitesTest, aPointGoesToTheNearestStructureAndTellsHowFarThatWas) {
    markups.points.push_back({.place = "line 4", .label = "F-1", .description = "felt here", .position = vec3(90, -22, 300)});
    const MarkupSites sites = placed();
    ASSERT_EQ(sites.placed.size(), 1U);
    const record::Marker& site = sites.placed[0].marker;
    EXPECT_NEAR(sites.placed[0].awayMm.value(), 12, 0.01);
    EXPECT_EQ(site.anchor.structureKey, "left_soleus");
    EXPECT_EQ(site.anchor.bodyChecksum, body->checksum());
    EXPECT_EQ(site.side, Side::left);
    EXPECT_EQ(site.type, record::MarkerType::latent);
    EXPECT_EQ(site.label, "F-1");
    EXPECT_EQ(site.note, "felt here");
    EXPECT_EQ(site.plan.unconfirmed, true) << "nobody has looked at it here";
    EXPECT_FALSE(site.sentence.empty());
    EXPECT_EQ(with(sites).markers.at(0).number, 1U);
}

TEST_F(MarkupSitesTest, aPointFarFromTheBodyIsNoSite) {
    markups.points.push_back({.place = "line 4", .label = {}, .description = {}, .position = vec3(90, -41, 300)});
    markups.points.push_back({.place = "line 5", .label = {}, .description = {}, .position = vec3(-9000, 0, 0)});
    const MarkupSites sites = placed();
    EXPECT_TRUE(sites.placed.empty());
    ASSERT_EQ(sites.notTaken.size(), 2U);
    EXPECT_NE(sites.notTaken[0].find("line 4: it lies 31 mm from the nearest structure"), std::string::npos) << sites.notTaken[0];
}

TEST_F(MarkupSitesTest, whatAPointIsIsNeverGuessed) {
    markups.points.push_back({.place = "line 4", .label = {}, .description = {}, .position = vec3(90, -10, 300)});
    const auto sites = sitesOf(markups, *body, myochart::test::catalogue(), {}, visit, std::nullopt, kNow);
    ASSERT_FALSE(sites.ok());
    EXPECT_NE(sites.error().message.find("line 4 does not tell what kind of site it is"), std::string::npos);
    markups.points[0].type = record::MarkerType::tender;
    EXPECT_EQ(placed().placed.at(0).marker.type, record::MarkerType::tender) << "what the list tells comes first";
}

TEST_F(MarkupSitesTest, whatMyochartWroteKeepsItsPlaceAndWhatIsPlannedButNothingThatWasDone) {
    markups.points.push_back(written());
    const record::Marker before = *markups.points[0].site;
    const MarkupSites sites = placed();
    ASSERT_EQ(sites.placed.size(), 1U);
    const record::Marker& site = sites.placed[0].marker;
    EXPECT_EQ(site.anchor, before.anchor);
    EXPECT_EQ(sites.placed[0].awayMm, 0.0F);
    EXPECT_EQ(site.needle.lengthMm, 40.0F);
    EXPECT_FALSE(site.needle.inAt);
    EXPECT_EQ(site.plan.earlier, before.id.text);
    EXPECT_NE(site.id, before.id);
    EXPECT_EQ(site.label, "a");
}

TEST_F(MarkupSitesTest, aPointThatWasMovedElsewhereIsPlacedAnew) {
    markups.points.push_back(written());
    markups.points[0].position = vec3(-90, -12, 250);
    const record::Marker site = placed().placed.at(0).marker;
    EXPECT_EQ(site.anchor.structureKey, "right_soleus");
    EXPECT_EQ(site.side, Side::right);
    EXPECT_EQ(site.needle.lengthMm, 40.0F);
}

TEST_F(MarkupSitesTest, aLineIsTheWayOfItsNeedle) {
    markups.points.push_back(written());
    markups.lines.push_back({"markups[1]", "needle", vec3(90, -30, 300), vec3(90, 10, 300), markups.points[0].site->id.text});
    const MarkupSites sites = placed();
    ASSERT_EQ(sites.placed.size(), 1U);
    const record::Needling& needle = sites.placed[0].marker.needle;
    EXPECT_EQ(needle.direction, vec3(0, 1, 0));
    EXPECT_FLOAT_EQ(needle.depthMm.value(), 40);
    EXPECT_EQ(needle.entry, vec3(90, -30, 300) - sites.placed[0].marker.anchor.position);
}

TEST_F(MarkupSitesTest, aLineOfNobodyIsANeedleSiteAtItsTip) {
    markups.lines.push_back({"markups[0]", "L", vec3(90, -30, 300), vec3(90, -8, 300), {}});
    const MarkupSites sites = placed(std::nullopt);
    ASSERT_EQ(sites.placed.size(), 1U);
    EXPECT_EQ(sites.placed[0].marker.type, record::MarkerType::needle);
    EXPECT_EQ(sites.placed[0].marker.anchor.structureKey, "left_soleus");
    EXPECT_FLOAT_EQ(sites.placed[0].marker.needle.depthMm.value(), 22);
}

TEST_F(MarkupSitesTest, aNeedleLongerThanAnyIsToldAndNotKept) {
    markups.lines.push_back({"markups[0]", "L", vec3(90, -300, 300), vec3(90, -8, 300), {}});
    const MarkupSites sites = placed();
    ASSERT_EQ(sites.notTaken.size(), 1U);
    EXPECT_NE(sites.notTaken[0].find("markups[0]: as a needle needle.depth_mm"), std::string::npos) << sites.notTaken[0];
    EXPECT_FALSE(sites.placed.at(0).marker.needle.depthMm);
}

TEST_F(MarkupSitesTest, theSameFileTwiceIsTakenOnce) {
    markups.points.push_back(written());
    markups.points.push_back({.place = "line 5", .label = "F", .description = {}, .position = vec3(90, -10, 200)});
    visit = with(placed());
    const MarkupSites again = placed();
    EXPECT_TRUE(again.placed.empty());
    EXPECT_EQ(again.known, 2U);
    markups.points.push_back(markups.points[0]);
    visit.markers.clear();
    const MarkupSites doubled = placed();
    EXPECT_EQ(doubled.placed.size(), 2U);
    ASSERT_EQ(doubled.notTaken.size(), 1U);
    EXPECT_NE(doubled.notTaken[0].find("is in the file twice"), std::string::npos);
}

TEST_F(MarkupSitesTest, aSignedVisitTakesNone) {
    markups.points.push_back(written());
    visit.signing.at = kNow;
    EXPECT_FALSE(withSites(visit, placed().placed).ok());
}

}  // namespace myochart::workspace
