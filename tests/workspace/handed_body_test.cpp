#include "workspace/handed_body.h"

#include <gtest/gtest.h>

#include "support/sample_body.h"

namespace myochart::workspace {

namespace {

record::Marker siteOn(const body::Body& body, const std::string& key) {
    const geometry::SurfacePoint point = myochart::test::surfaceOf(body, key, body.structure(*body.find(key)).bounds.centre(), vec3(0, 1, 0));
    record::Marker site;
    site.id = record::MarkerId::make();
    site.anchor.structureKey = key;
    site.anchor.position = point.position;
    site.anchor.normal = point.normal;
    site.anchor.bodyChecksum = body.checksum();
    const body::Structure& structure = body.structure(*body.find(key));
    site.anchor.address.muscleKey = structure.muscleKey;
    const vec3 address = structure.frame.address(point.position);
    site.anchor.address.u = address.x, site.anchor.address.v = address.y, site.anchor.address.w = address.z;
    site.side = structure.side;
    return site;
}

exchange::Bundle visitOf(std::vector<record::Marker> sites) {
    exchange::Bundle bundle;
    bundle.sessions.emplace_back().markers = std::move(sites);
    return bundle;
}

}  // namespace

TEST(HandedBody, aSiteStaysWhereItWasPlacedAndOfAnotherBodyGoesByItsAddress) {
    const auto body = myochart::test::sampleBody(), longer = myochart::test::sampleBody({.stretch = 1.2F});
    const exchange::Bundle bundle = visitOf({siteOn(*body, "left_soleus"), siteOn(*longer, "left_soleus")});
    const auto model = bodyModelOf(bundle, *body, myochart::test::catalogue());
    ASSERT_TRUE(model);
    ASSERT_EQ(model->sites.at(0).size(), 2U);
    EXPECT_EQ(model->sites[0][0].how, exchange::ShownSite::asPlaced);
    EXPECT_EQ(model->sites[0][0].position, bundle.sessions[0].markers[0].anchor.position);
    EXPECT_EQ(model->sites[0][1].how, exchange::ShownSite::byAddress);
    EXPECT_GE(model->sites[0][1].errorRadiusMm, 2);
}

TEST(HandedBody, whatAMuscleIsCalledIsHandedOverWithItsLayerAndTrianglesThatAreWhole) {
    const auto body = myochart::test::sampleBody();
    const auto model = bodyModelOf(visitOf({}), *body, myochart::test::catalogue());
    ASSERT_TRUE(model);
    EXPECT_EQ(model->parts.size(), body->structures().size());
    const auto soleus = std::ranges::find(model->parts, std::string("left_soleus"), &exchange::ModelPart::key);
    ASSERT_NE(soleus, model->parts.end());
    EXPECT_EQ(soleus->muscleKey, "soleus");
    EXPECT_TRUE(soleus->group.ends_with("muscles")) << soleus->group;
    EXPECT_EQ(soleus->positions.size(), soleus->normals.size());
    for (const vec3& normal : soleus->normals) EXPECT_NEAR(glm::length(normal), 1, 1e-5);
    for (const std::uint32_t index : soleus->indices) ASSERT_LT(index, soleus->positions.size());
    const auto skin = std::ranges::find(model->parts, true, &exchange::ModelPart::isSkin);
    ASSERT_NE(skin, model->parts.end());
    EXPECT_LT(skin->opacity, 1) << "what lies below is seen";
}

TEST(HandedBody, aSmallerFileHasCoarserSurfacesAndSaysHowFarOffTheyAre) {
    const auto body = myochart::test::sampleBody();
    const auto size = [](const exchange::BodyModel& model) {
        size_t vertices = 0;
        for (const exchange::ModelPart& part : model.parts) vertices += part.positions.size();
        return vertices;
    };
    const auto fine = bodyModelOf(visitOf({}), *body, myochart::test::catalogue()), coarse = bodyModelOf(visitOf({}), *body, myochart::test::catalogue(), 1);
    ASSERT_TRUE(fine && coarse);
    EXPECT_EQ(fine->errorMm, 0);
    if (!body->hasLevels()) GTEST_SKIP() << "the sample has no levels of detail";
    EXPECT_LT(size(*coarse), size(*fine));
    EXPECT_GT(coarse->errorMm, 0);
}

}  // namespace myochart::workspace
