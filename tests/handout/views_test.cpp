#include <gtest/gtest.h>

#include "handout/body_views.h"
#include "support/builtin_body.h"
#include "visit.h"

namespace myochart {

using scene::StandardView;

namespace {

std::shared_ptr<const body::Body> shared() { return {std::shared_ptr<const body::Body>(), &test::builtinBody()}; }

/// A site where the body's box has that share of its size, facing that way.
void place(test::TreatedVisit& visit, vec3 share, vec3 normal) {
    const Box& box = test::builtinBody().bounds();
    record::Marker& site = visit.addNeedled("soleus");
    site.anchor.position = box.min + share * box.size();
    site.anchor.normal = normal;
}

std::vector<StandardView> viewsOf(const test::TreatedVisit& visit) {
    std::vector<StandardView> views;
    for (const auto& view : handout::bodyViews(shared(), visit.session, test::handoutTables())) views.push_back(view.view);
    return views;
}

}  // namespace

TEST(HandoutViews, eachSiteIsOnTheViewThatItFaces) {
    test::TreatedVisit visit;
    place(visit, {0.45F, 0.2F, 0.7F}, {0, -1, 0});
    place(visit, {0.45F, 0.8F, 0.7F}, {0, 1, 0});
    const auto views = handout::bodyViews(shared(), visit.session, test::handoutTables());
    ASSERT_EQ(views.size(), 2U) << "no side is needed";
    ASSERT_EQ(views[0].view, StandardView::anterior);
    ASSERT_EQ(views[1].view, StandardView::posterior);
    ASSERT_EQ(views[0].sites.size(), 1U);
    ASSERT_EQ(views[1].sites.size(), 1U);
    EXPECT_EQ(views[0].sites[0].marker, 0U);
    EXPECT_EQ(views[1].sites[0].marker, 1U);
    EXPECT_LT(views[0].sites[0].at.x, 0.5F) << "the patient's right is on the left from in front";
    EXPECT_GT(views[1].sites[0].at.x, 0.5F);
    EXPECT_NEAR(views[0].sites[0].at.y, 0.3F, 0.05F);
}

TEST(HandoutViews, aSideIsThereOnlyWhereASiteNeedsIt) {
    test::TreatedVisit visit;
    place(visit, {0.62F, 0.5F, 0.42F}, {1, 0, 0});
    EXPECT_EQ(viewsOf(visit), (std::vector<StandardView>{StandardView::anterior, StandardView::posterior, StandardView::left}));
    visit.session.markers[0].plan.unconfirmed = true;
    EXPECT_TRUE(viewsOf(visit).empty()) << "nobody confirmed the only site";
}

TEST(HandoutViews, withoutASiteThereIsNoView) { EXPECT_TRUE(viewsOf({}).empty()); }

TEST(HandoutViews, everySiteIsOnOneViewAndInsideThePicture) {
    test::TreatedVisit visit;
    for (int i = 0; i < 60; ++i) {
        const float turn = static_cast<float>(i) * 0.7F;
        place(visit, {0.5F + 0.2F * std::sin(turn), 0.5F - 0.3F * std::cos(turn), static_cast<float>(i) / 60}, {std::sin(turn), -std::cos(turn), 0.2F});
    }
    std::vector<int> seen(60, 0);
    for (const auto& view : handout::bodyViews(shared(), visit.session, test::handoutTables()))
        for (const auto& site : view.sites) {
            ++seen.at(site.marker);
            EXPECT_TRUE(site.at.x > 0 && site.at.x < 1 && site.at.y > 0 && site.at.y < 1);
        }
    EXPECT_EQ(seen, std::vector<int>(60, 1));
}

}  // namespace myochart
