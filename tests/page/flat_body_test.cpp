#include <gtest/gtest.h>

#include <meshoptimizer.h>
#include <zlib.h>

#include "page/flat_body.h"
#include "support/builtin_body.h"

namespace myochart::page {

namespace {

const FlatBody& flatBuiltin() {
    static const FlatBody flat = flatten(test::builtinBody(), {}).value();
    return flat;
}

std::vector<std::uint8_t> unpacked(const FlatLayer& layer) {
    std::vector<std::uint8_t> bytes(layer.indexBytes + size_t{9} * layer.vertexCount);
    z_stream stream{};
    EXPECT_EQ(inflateInit2(&stream, -15), Z_OK);
    std::string input = layer.packed;
    stream.next_in = reinterpret_cast<unsigned char*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = bytes.data();
    stream.avail_out = static_cast<uInt>(bytes.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    EXPECT_EQ(stream.avail_out, 0U);
    inflateEnd(&stream);
    return bytes;
}

}  // namespace

TEST(FlatBody, hasSkinMusclesAndBonesOfAPhonesSize) {
    const FlatBody& flat = flatBuiltin();
    ASSERT_EQ(flat.layers.size(), 3U);
    size_t bytes = 0, triangles = 0;
    for (size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(flat.layers[i].layer, static_cast<PageLayer>(i));
        EXPECT_GT(flat.layers[i].indexCount, 3U * 10000);
        bytes += flat.layers[i].packed.size();
        triangles += flat.layers[i].indexCount / 3;
    }
    EXPECT_LT(triangles, 340000U);
    EXPECT_LT(bytes, 1900000U) << "in base64 with pictures and words a page has to stay below 3 MB";
}

TEST(FlatBody, trianglesArePackedAsTheViewerReadsThem) {
    for (const FlatLayer& layer : flatBuiltin().layers) {
        const auto bytes = unpacked(layer);
        ASSERT_EQ(bytes.front(), 0xE1) << "version 1 of meshoptimizer's index codec";
        std::vector<std::uint32_t> indices(layer.indexCount);
        ASSERT_EQ(meshopt_decodeIndexBuffer(indices.data(), indices.size(), bytes.data(), layer.indexBytes), 0);
        std::uint32_t highest = 0;
        for (const std::uint32_t index : indices) highest = std::max(highest, index);
        EXPECT_EQ(highest + 1, layer.vertexCount);
    }
}

TEST(FlatBody, verticesLieWhereTheBodysDo) {
    const FlatBody& flat = flatBuiltin();
    const FlatLayer& skin = flat.layers.front();
    const auto bytes = unpacked(skin);
    const auto plane = [&](size_t k, size_t i) { return bytes[skin.indexBytes + k * skin.vertexCount + i]; };
    glm::ivec3 place{};
    size_t i = 0;
    float farthest = 0;
    for (const FlatPart& part : skin.parts) {
        const auto vertices = test::builtinBody().vertices(test::builtinBody().structure(part.structure).levels[part.level]);
        for (const std::uint32_t v : part.vertexOf) {
            for (int axis = 0; axis < 3; ++axis) {
                const int folded = plane(2 * static_cast<size_t>(axis), i) | plane(2 * static_cast<size_t>(axis) + 1, i) << 8;
                place[axis] += (folded >> 1) ^ -(folded & 1);
            }
            farthest = std::max(farthest, glm::distance(flat.origin + vec3(place) * flat.stepMm, test::builtinBody().position(vertices[v])));
            ++i;
        }
    }
    EXPECT_EQ(i, skin.vertexCount);
    EXPECT_LE(farthest, 0.25F) << "half a step along each axis";
}

TEST(FlatBody, whatIsHiddenIsLeftOut) {
    std::set<std::uint32_t> hidden;
    for (const FlatPart& part : flatBuiltin().layers.front().parts) hidden.insert(part.structure);
    const auto flat = flatten(test::builtinBody(), hidden);
    ASSERT_TRUE(flat);
    ASSERT_EQ(flat->layers.size(), 2U);
    EXPECT_EQ(flat->layers.front().layer, PageLayer::muscles);
}

}  // namespace myochart::page
