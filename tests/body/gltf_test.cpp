#include <draco/compression/encode.h>
#include <gtest/gtest.h>
#include <meshoptimizer.h>

#include <cstring>

#include <nlohmann/json.hpp>

#include "body/model_library.h"
#include "plain_figure.h"

namespace myochart::body {

using namespace test;
using nlohmann::json;

namespace {

/// A .glb that can be changed: its JSON and its binary part.
struct Glb {
    json document;
    std::string binary;

    explicit Glb(const std::string& bytes) {
        std::uint32_t size = 0;
        std::memcpy(&size, &bytes[12], 4);
        document = json::parse(bytes.substr(20, size));
        binary = bytes.substr(20 + size + 8);
    }
    std::string bytes() const {
        json whole = document;
        whole["buffers"][0]["byteLength"] = binary.size();
        std::string text = whole.dump(), made = "glTF";
        text.resize((text.size() + 3) / 4 * 4, ' ');
        const auto add = [&](std::uint32_t n) { made.append(reinterpret_cast<const char*>(&n), 4); };
        add(2);
        add(static_cast<std::uint32_t>(12 + 8 + text.size() + 8 + binary.size()));
        add(static_cast<std::uint32_t>(text.size()));
        made += "JSON" + text;
        add(static_cast<std::uint32_t>(binary.size()));
        return made + std::string("BIN\0", 4) + binary;
    }
    /// The bytes of `values` as a new view; its number.
    template <class T>
    size_t view(const std::vector<T>& values) {
        binary.resize((binary.size() + 3) / 4 * 4, '\0');
        document["bufferViews"].push_back(
            {{"buffer", 0}, {"byteOffset", binary.size()}, {"byteLength", values.size() * sizeof(T)}});
        binary.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
        return document["bufferViews"].size() - 1;
    }
    template <class T>
    size_t accessor(const std::vector<T>& values, int componentType, const char* type, size_t count) {
        document["accessors"].push_back(
            {{"bufferView", view(values)}, {"componentType", componentType}, {"type", type}, {"count", count}});
        return document["accessors"].size() - 1;
    }
    json& position(size_t mesh) {
        return document["accessors"][document["meshes"][mesh]["primitives"][0]["attributes"]["POSITION"].get<size_t>()];
    }
    std::vector<float> positions(size_t mesh) {
        const json& a = position(mesh);
        const json& v = document["bufferViews"][a["bufferView"].get<size_t>()];
        std::vector<float> numbers(a["count"].get<size_t>() * 3);
        std::memcpy(numbers.data(), &binary[v.value("byteOffset", size_t{0}) + a.value("byteOffset", size_t{0})],
                    numbers.size() * 4);
        return numbers;
    }
};

/// A mesh as Draco packs it for glTF, its positions on a grid of 2^14 steps.
std::string dracoPacked(const std::vector<float>& positions, const std::vector<std::uint32_t>& corners) {
    draco::Mesh mesh;
    mesh.set_num_points(static_cast<std::uint32_t>(positions.size() / 3));
    draco::GeometryAttribute shape;
    shape.Init(draco::GeometryAttribute::POSITION, nullptr, 3, draco::DT_FLOAT32, false, 12, 0);
    const int id = mesh.AddAttribute(shape, true, mesh.num_points());
    for (std::uint32_t v = 0; v < mesh.num_points(); ++v)
        mesh.attribute(id)->SetAttributeValue(draco::AttributeValueIndex(v), &positions[3 * v]);
    for (size_t t = 0; t + 2 < corners.size(); t += 3)
        mesh.AddFace(
            {draco::PointIndex(corners[t]), draco::PointIndex(corners[t + 1]), draco::PointIndex(corners[t + 2])});
    draco::Encoder encoder;
    encoder.SetAttributeQuantization(draco::GeometryAttribute::POSITION, 14);
    draco::EncoderBuffer packed;
    EXPECT_TRUE(encoder.EncodeMeshToBuffer(mesh, &packed).ok());
    return {packed.data(), packed.size()};
}

class Gltf : public testing::Test {
  protected:
    std::shared_ptr<const Body> installed(const std::string& name, const Path& source) {
        ImportOptions options;
        options.name = name;
        options.levelsNow = false;
        auto made = library_.import(source, options, progress_);
        EXPECT_TRUE(made) << (made ? "" : made.error().message);
        return made ? library_.open(name, progress_).value() : nullptr;
    }
    Path file(const std::string& name, const std::string& bytes) {
        EXPECT_TRUE(writeFileAtomically(folder_ / name, bytes));
        return folder_ / name;
    }
    void expectAsPlain(const std::string& bytes) {
        const auto plain = installed("plain", file("plain.glb", glb(figure_)));
        const auto body = installed("case", file("case.glb", bytes));
        ASSERT_TRUE(plain && body);
        EXPECT_TRUE(isAsPlain(*body, *plain));
    }
    void expectRefused(const std::string& bytes, std::string_view because) {
        ImportOptions options;
        options.name = "bad";
        const auto made = library_.import(file("bad.glb", bytes), options, progress_);
        ASSERT_FALSE(made);
        EXPECT_EQ(made.error().kind, ErrorKind::refused);
        EXPECT_NE(made.error().message.find(because), std::string::npos) << made.error().message;
    }

    TestFolder folder_;
    ModelLibrary library_{folder_ / "models", builtHelper(), catalogue()};
    Progress progress_;
    /// Leaves of every mesh only what Draco packed.
    void packWithDraco() {
        for (size_t m = 0; m < plain_.document["meshes"].size(); ++m) {
            json& primitive = plain_.document["meshes"][m]["primitives"][0];
            json& corners = plain_.document["accessors"][primitive["indices"].get<size_t>()];
            const std::string packed = dracoPacked(plain_.positions(m), figure_[m].mesh.indices);
            const size_t view = plain_.view(std::vector<char>(packed.begin(), packed.end()));
            primitive["extensions"]["KHR_draco_mesh_compression"] = {{"bufferView", view},
                                                                     {"attributes", {{"POSITION", 0}}}};
            for (json* list : {&plain_.position(m), &corners}) {
                list->erase("bufferView");
                list->erase("byteOffset");
            }
        }
        plain_.document["extensionsRequired"] = {"KHR_draco_mesh_compression"};
    }

    /// As glTF has it: metres, y up, facing z.
    std::vector<NamedMesh> figure_ = moved(plainFigure(), [](vec3 p) { return vec3(p.x, p.z, -p.y) / 1000.0F; });
    Glb plain_{glb(figure_)};
};

}  // namespace

TEST_F(Gltf, aSkinnedMeshStandsWhereItsJointsPutItWhateverItsNodeSays) {
    plain_.document["nodes"].push_back({{"name", "joint"}, {"translation", {0, 0.1, 0}}});
    const size_t joint = plain_.document["nodes"].size() - 1;
    plain_.document["scenes"][0]["nodes"].push_back(joint);
    const std::vector<float> inverse = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, -0.1F, 0, 1};
    plain_.document["skins"] = {
        {{"joints", {joint}}, {"inverseBindMatrices", plain_.accessor(inverse, 5126, "MAT4", 1)}}};
    for (size_t m = 0; m < plain_.document["meshes"].size(); ++m) {
        const auto count = plain_.position(m)["count"].get<size_t>();
        std::vector<std::uint8_t> joints(4 * count, 0);
        std::vector<float> weights;
        for (size_t i = 0; i < count; ++i) weights.insert(weights.end(), {1, 0, 0, 0});
        json& attributes = plain_.document["meshes"][m]["primitives"][0]["attributes"];
        attributes["JOINTS_0"] = plain_.accessor(joints, 5121, "VEC4", count);
        attributes["WEIGHTS_0"] = plain_.accessor(weights, 5126, "VEC4", count);
        plain_.document["nodes"][m]["skin"] = 0;
        plain_.document["nodes"][m]["translation"] = {m < 2 ? 0.4 : 0.0, 0, 0};
    }
    expectAsPlain(plain_.bytes());
}

TEST_F(Gltf, everyInstanceIsRead) {
    for (size_t m = 0; m < plain_.document["nodes"].size(); ++m) {
        const std::vector<float> moves = {0.25F, 0, 0};
        plain_.document["nodes"][m]["translation"] = {-0.25, 0, 0};
        plain_.document["nodes"][m]["extensions"]["EXT_mesh_gpu_instancing"]["attributes"]["TRANSLATION"] =
            plain_.accessor(moves, 5126, "VEC3", 1);
    }
    plain_.document["extensionsRequired"] = {"EXT_mesh_gpu_instancing"};
    expectAsPlain(plain_.bytes());
}

TEST_F(Gltf, namesComeFromTheNearestNamedParent) {
    const size_t count = plain_.document["nodes"].size();
    for (size_t i = 0; i < count; ++i) {
        json parent = {{"name", plain_.document["nodes"][i]["name"].get<std::string>() + "_" + std::to_string(40 + i)},
                       {"children", {i}}};
        plain_.document["nodes"].push_back(parent);
        plain_.document["nodes"][i]["name"] = "Object_" + std::to_string(2 * i);
        plain_.document["meshes"][i]["name"] = "Object_" + std::to_string(i);
        plain_.document["scenes"][0]["nodes"][i] = count + i;
    }
    expectAsPlain(plain_.bytes());
}

TEST_F(Gltf, aMeshJoinedPerMaterialIsTakenApart) {
    json primitives = json::array(), materials = json::array();
    for (size_t m = 0; m < plain_.document["meshes"].size(); ++m) {
        json primitive = plain_.document["meshes"][m]["primitives"][0];
        primitive["material"] = m;
        primitives.push_back(primitive);
        materials.push_back({{"name", plain_.document["nodes"][m]["name"]}});
    }
    plain_.document["materials"] = materials;
    plain_.document["meshes"] = {{{"name", "Body"}, {"primitives", primitives}}};
    plain_.document["nodes"] = {{{"name", "Body"}, {"mesh", 0}}};
    plain_.document["scenes"][0]["nodes"] = {0};
    expectAsPlain(plain_.bytes());
}

TEST_F(Gltf, aNodeThatMirrorsKeepsSurfacesFacingOutwards) {
    Glb mirrored(glb(moved(
        figure_, [](vec3 p) { return vec3(-p.x, p.y, p.z); }, true)));
    for (json& node : mirrored.document["nodes"]) node["scale"] = {-1, 1, 1};
    expectAsPlain(mirrored.bytes());
}

TEST_F(Gltf, quantizedPositionsAreRead) {
    for (size_t m = 0; m < plain_.document["meshes"].size(); ++m) {
        const std::vector<float> numbers = plain_.positions(m);
        std::vector<std::int16_t> whole;
        for (size_t i = 0; i < numbers.size(); ++i) {
            whole.push_back(static_cast<std::int16_t>(std::lround(numbers[i] / 2 * 32767)));
            if (i % 3 == 2) whole.push_back(0);  // elements begin at multiples of four bytes
        }
        const size_t view = plain_.view(whole);
        plain_.document["bufferViews"][view]["byteStride"] = 8;
        plain_.position(m) = {{"bufferView", view},
                              {"componentType", 5122},
                              {"type", "VEC3"},
                              {"count", numbers.size() / 3},
                              {"normalized", true}};
        plain_.document["nodes"][m]["scale"] = {2, 2, 2};
    }
    plain_.document["extensionsRequired"] = {"KHR_mesh_quantization"};
    expectAsPlain(plain_.bytes());
}

TEST_F(Gltf, partsPackedWithMeshoptimizerAreRead) {
    // As gltfpack writes it: buffer 1 stands for what is unpacked and is not in the file.
    const auto pack = [&](json& accessor, const std::vector<unsigned char>& packed, size_t stride, const char* mode) {
        const json where = plain_.document["bufferViews"][plain_.view(packed)];
        const size_t count = accessor["count"].get<size_t>();
        json unpacked = {{"buffer", 1}, {"byteOffset", 0}, {"byteLength", count * stride}};
        unpacked["extensions"]["EXT_meshopt_compression"] = {{"buffer", 0},
                                                             {"byteOffset", where["byteOffset"]},
                                                             {"byteLength", packed.size()},
                                                             {"byteStride", stride},
                                                             {"count", count},
                                                             {"mode", mode}};
        plain_.document["bufferViews"][accessor["bufferView"].get<size_t>()] = unpacked;
        accessor["byteOffset"] = 0;
    };
    for (size_t m = 0; m < plain_.document["meshes"].size(); ++m) {
        const std::vector<float> numbers = plain_.positions(m);
        std::vector<unsigned char> packed(meshopt_encodeVertexBufferBound(numbers.size() / 3, 12));
        packed.resize(meshopt_encodeVertexBuffer(packed.data(), packed.size(), numbers.data(), numbers.size() / 3, 12));
        pack(plain_.position(m), packed, 12, "ATTRIBUTES");
        const auto& corners = figure_[m].mesh.indices;
        packed.resize(meshopt_encodeIndexBufferBound(corners.size(), numbers.size() / 3));
        packed.resize(meshopt_encodeIndexBuffer(packed.data(), packed.size(), corners.data(), corners.size()));
        json& accessor =
            plain_.document["accessors"][plain_.document["meshes"][m]["primitives"][0]["indices"].get<size_t>()];
        accessor["componentType"] = 5125;
        pack(accessor, packed, 4, "TRIANGLES");
    }
    plain_.document["buffers"].push_back(
        {{"byteLength", 1}, {"extensions", {{"EXT_meshopt_compression", {{"fallback", true}}}}}});
    plain_.document["extensionsRequired"] = {"EXT_meshopt_compression"};
    expectAsPlain(plain_.bytes());
}

TEST_F(Gltf, partsPackedWithDracoAreRead) {
    packWithDraco();
    expectAsPlain(plain_.bytes());
}

TEST_F(Gltf, listsThatDracoPackedAlikeAreUnpackedForEachPart) {
    packWithDraco();
    // Writers keep one description of lists that look alike; what is in them differs.
    std::map<std::string, size_t> known;
    for (json& mesh : plain_.document["meshes"]) {
        json& primitive = mesh["primitives"][0];
        for (json* used : {&primitive["attributes"]["POSITION"], &primitive["indices"]}) {
            json list = plain_.document["accessors"][used->get<size_t>()];
            list.erase("min");
            list.erase("max");
            *used = known.emplace(list.dump(), used->get<size_t>()).first->second;
        }
    }
    ASSERT_LT(known.size(), plain_.document["accessors"].size());
    expectAsPlain(plain_.bytes());
}

TEST_F(Gltf, aDamagedPartPackedWithDracoIsRefusedWithASentence) {
    packWithDraco();
    const Glb sound = plain_;
    const auto packing = [&]() -> json& {
        return plain_.document["meshes"][0]["primitives"][0]["extensions"]["KHR_draco_mesh_compression"];
    };
    packing()["attributes"]["POSITION"] = 9;
    expectRefused(plain_.bytes(), "KHR_draco_mesh_compression");
    plain_ = sound;
    plain_.document["bufferViews"][packing()["bufferView"].get<size_t>()]["byteLength"] = 20;
    expectRefused(plain_.bytes(), "KHR_draco_mesh_compression");
}

TEST_F(Gltf, aBufferWithABlankInItsNameIsFound) {
    Glb whole = plain_;
    whole.document["buffers"][0] = {{"uri", "figure%20data.bin"}, {"byteLength", whole.binary.size()}};
    file("figure data.bin", whole.binary);
    const auto plain = installed("plain", file("plain.glb", glb(figure_)));
    const auto body = installed("case", file("case.gltf", whole.document.dump()));
    ASSERT_TRUE(plain && body);
    EXPECT_TRUE(isAsPlain(*body, *plain));
}

TEST_F(Gltf, anExtensionThatIsNeededAndNotReadIsNamed) {
    plain_.document["extensionsRequired"] = {"KHR_materials_unlit", "MPEG_mesh_linking"};
    expectRefused(plain_.bytes(), "MPEG_mesh_linking");
}

TEST_F(Gltf, whatRefersToNothingIsRefusedWithASentence) {
    const Glb sound = plain_;
    plain_.document["accessors"][0]["count"] = 1'000'000;
    expectRefused(plain_.bytes(), "longer than its buffer");
    plain_ = sound;
    plain_.document["meshes"][0]["primitives"][0]["indices"] = 4000;
    expectRefused(plain_.bytes(), "accessors that are not there");
    plain_ = sound;
    plain_.document["nodes"][0]["children"] = {0};
    expectRefused(plain_.bytes(), "");
    plain_ = sound;
    plain_.document["nodes"][0]["mesh"] = "first";
    expectRefused(plain_.bytes(), "\"mesh\"");
    plain_ = sound;
    plain_.document["nodes"][1]["translation"] = {1, 2};
    expectRefused(plain_.bytes(), "no sound place");
    plain_ = sound;
    plain_.document["asset"]["version"] = "1.0";
    expectRefused(plain_.bytes(), "another version");
}

}  // namespace myochart::body
