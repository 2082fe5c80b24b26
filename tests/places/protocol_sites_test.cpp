#include "places/protocol_sites.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/builtin_body.h"
#include "support/sample_body.h"

namespace myochart::places {

using namespace test;

TEST(ProtocolSites, everyPointOfEveryProtocolIsPlacedOnTheBuiltInBody) {
    const body::Body& body = builtinBody();
    for (const anatomy::Protocol& protocol : catalogue().protocols()) {
        size_t wanted = 0;
        for (const anatomy::ProtocolPoint& each : protocol.points) wanted += each.bothSides ? 2 : 1;
        const ProtocolSites found = protocolSites(body, catalogue(), protocol, Side::right, 5);
        EXPECT_EQ(found.sites.size(), wanted) << protocol.key;
        EXPECT_TRUE(found.missing.empty()) << protocol.key << ": " << (found.missing.empty() ? "" : found.missing.front());
        for (const record::Marker& site : found.sites) {
            EXPECT_EQ(site.plan.unconfirmed, true) << "nothing counts until somebody has touched it";
            EXPECT_EQ(site.plan.from, protocol.key);
            EXPECT_FALSE(site.plan.point.empty());
            EXPECT_EQ(site.needle, record::Needling()) << "a protocol tells no depth and no size";
            const anatomy::NeedlePolicy* policy = catalogue().policy(site.plan.point);
            ASSERT_NE(policy, nullptr) << site.plan.point;
            EXPECT_EQ(site.type == record::MarkerType::tender, policy->policy == anatomy::Policy::handsOnly) << site.plan.point;
        }
    }
    EXPECT_GE(catalogue().protocols().size(), 6U);
}

TEST(ProtocolSites, onePointGoesToTheSideThatIsMeant) {
    const auto& protocols = catalogue().protocols();
    const auto one = std::find_if(protocols.begin(), protocols.end(), [](const auto& each) { return each.asksForSide(); });
    ASSERT_NE(one, protocols.end());
    for (const Side side : {Side::left, Side::right})
        for (const record::Marker& site : protocolSites(builtinBody(), catalogue(), *one, side, 5).sites) EXPECT_EQ(site.side, side);
}

}  // namespace myochart::places
