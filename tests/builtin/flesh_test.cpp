#include <gtest/gtest.h>

#include <fmt/format.h>

#include "support/builtin_body.h"

// Where the built-in body's muscles are flesh and where tendon, as muscle_flesh.csv tells.

namespace myochart::builtin {

namespace {

/// Mean share of tendon of a muscle's surface between two shares of its length.
double tendonBetween(const std::string& key, float from, float to) {
    const body::Body& body = test::builtinBody();
    const auto index = body.find(key);
    EXPECT_TRUE(index) << key;
    if (!index) return -1;
    const body::Structure& structure = body.structure(*index);
    double sum = 0;
    int count = 0;
    for (const body::PackedVertex& vertex : body.vertices(structure.levels[0])) {
        const float u = structure.frame.address(body.position(vertex)).x;
        if (u < from || u > to) continue;
        sum += vertex.tendon / 255.0;
        ++count;
    }
    EXPECT_GT(count, 10) << key;
    return count > 0 ? sum / count : -1;
}

}  // namespace

TEST(Flesh, longTendonsAreWhiteToTheirEndsOnBothSides) {
    for (const char* side : {"left", "right"})
        for (const char* muscle : {"extensor_digitorum", "extensor_digitorum_longus", "extensor_hallucis_longus", "flexor_carpi_radialis", "palmaris_longus"})
            EXPECT_GT(tendonBetween(fmt::format("{}_{}", side, muscle), 0.85F, 1), 0.95) << side << " " << muscle;
}

TEST(Flesh, belliesAreRed) {
    for (const char* muscle : {"extensor_digitorum", "tibialis_anterior", "brachioradialis", "soleus"}) EXPECT_LT(tendonBetween(fmt::format("left_{}", muscle), 0.2F, 0.3F), 0.05) << muscle;
    for (const char* muscle : {"medial_head_of_right_gastrocnemius", "lateral_head_of_right_gastrocnemius"}) EXPECT_LT(tendonBetween(muscle, 0.3F, 0.8F), 0.05) << muscle << ": the source gives it without its tendon";
}

}  // namespace myochart::builtin
