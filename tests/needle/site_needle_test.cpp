#include "needle/site_needle.h"

#include <gtest/gtest.h>

#include "support/aimed_leg.h"
#include "support/test_folder.h"

namespace myochart::needle {

namespace {

class SiteNeedles : public testing::Test {
  protected:
    void SetUp() override {
        body_ = test::aimedLeg(folder_ / "leg.cache");
        rays_ = body_->buildRayIndex();
        skinWay_.emplace(*body_);
        marker_.anchor.position = {90, -10, 300};
        marker_.anchor.normal = {0, -1, 0};
    }
    SiteNeedle at() { return needleAt(marker_, *body_, *rays_, *skinWay_); }

    test::TestFolder folder_;
    std::shared_ptr<const body::Body> body_;
    std::optional<geometry::RayIndex> rays_;
    std::optional<places::SkinWay> skinWay_;
    record::Marker marker_;
};

}  // namespace

TEST_F(SiteNeedles, WhatIsNotChartedIsAProposalThatReachesTheSite) {
    const SiteNeedle needle = at();
    EXPECT_FALSE(needle.directionCharted);
    EXPECT_FALSE(needle.depthCharted);
    EXPECT_NEAR(needle.shaft.direction.y, 1, 0.01);
    EXPECT_NEAR(needle.shaft.depthMm, 20, 0.01) << "from the skin to the muscle";
}

TEST_F(SiteNeedles, WhatIsWrittenIsReadAgainWhereItGoesIn) {
    const Shaft shaft{{80, -30, 310}, glm::normalize(vec3(0.2F, 1, -0.3F)), 34.5F};
    marker_ = withShaft(marker_, shaft);
    const SiteNeedle needle = at();
    EXPECT_TRUE(needle.directionCharted);
    EXPECT_TRUE(needle.depthCharted);
    EXPECT_NEAR(glm::length(needle.shaft.entry - shaft.entry), 0, 1e-3);
    EXPECT_NEAR(glm::length(needle.shaft.direction - shaft.direction), 0, 1e-5);
    EXPECT_FLOAT_EQ(needle.shaft.depthMm, 34.5F);
    EXPECT_NEAR(glm::length(pathOf(*body_, *rays_, needle.shaft).shaft.entry - shaft.entry), 0, 0.01) << "it lies on the skin already";
}

TEST_F(SiteNeedles, WithoutAnEntryTheWayLeadsThroughTheSite) {
    marker_.needle.direction = glm::normalize(vec3(0, 1, -1));
    marker_.needle.depthMm = 40.0F;
    const Path path = pathOf(*body_, *rays_, at().shaft);
    EXPECT_NEAR(glm::length(path.shaft.entry - vec3(90, -30, 320)), 0, 0.05);
    EXPECT_NEAR(glm::length(skinOutward(*body_, *rays_, path.shaft.entry, {1, 0, 0}) - vec3(0, -1, 0)), 0, 1e-3);
    EXPECT_EQ(skinOutward(*body_, *rays_, {-90, -10, 300}, {1, 0, 0}), vec3(1, 0, 0)) << "no skin is near";
}

}  // namespace myochart::needle
