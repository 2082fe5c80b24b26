#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <fstream>

#include <fmt/format.h>

#include "model_files.h"

// Broken and hostile model files, made here. None of them crashes or hangs other software: the guards against that are
// tested with a helper that misbehaves (import_guard_test.cpp) and with mutants made on the fly.

namespace myochart::body {

using namespace test;

namespace {

const geometry::TriMesh kBox = box({0, 0, 0}, {1, 1, 1});
const std::string kTriangle = "v 0 0 0\nv 1 0 0\nv 0 1 0\n";

class BadModel : public testing::Test {
  protected:
    Result<ForeignModel> read(const Path& source) {
        Progress progress;
        auto model = readForeignModel(builtHelper(), source, shortLimits(), progress);
        if (!model) {
            EXPECT_EQ(model.error().kind, ErrorKind::refused) << model.error().message;
            EXPECT_NE(model.error().message.find(shown(source)), std::string::npos) << model.error().message;
        }
        return model;
    }
    Result<ForeignModel> readBytes(const std::string& name, std::string_view bytes) {
        writeText(folder_ / name, bytes);
        return read(folder_ / name);
    }
    /// Why the bytes are refused; "accepted" when they are not.
    std::string refusal(const std::string& name, std::string_view bytes) {
        const auto model = readBytes(name, bytes);
        return model ? "accepted" : model.error().message;
    }
    std::string refusal(const Path& source) {
        const auto model = read(source);
        return model ? "accepted" : model.error().message;
    }
    TestFolder folder_;
};

bool says(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

template <class T>
void put(std::string& bytes, size_t at, T value) {
    std::memcpy(bytes.data() + at, &value, sizeof value);
}

}  // namespace

TEST_F(BadModel, brokenFilesOfEveryFormatAreRefused) {
    MYOCHART_NEED_SHARED("data/bad_models");
    size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(sharedFolder() / "data/bad_models")) {
        ++count;
        EXPECT_FALSE(read(entry.path())) << entry.path();
    }
    EXPECT_GE(count, 30U);
}

TEST_F(BadModel, emptyAndOneByte) {
    for (const std::string name : {"a.obj", "a.stl", "a.ply", "a.fbx", "a.glb", "a.gltf", "a.zip", "a.dae"}) {
        EXPECT_PRED2(says, refusal(name, ""), "is empty");
        EXPECT_NE(refusal(name, "x"), "accepted") << name;
    }
}

TEST_F(BadModel, truncatedAtEverySixteenthIsRefusedOrLoadedInPart) {
    const std::vector<std::pair<std::string, std::string>> files = {
        {"a.obj", objText({{"box", kBox}})},
        {"a.stl", stlBinary(kBox)},
        {"t.stl", stlText(kBox)},
        {"a.ply", plyBinary(kBox)},
        {"t.ply", plyText(kBox)},
        {"a.glb", glb({{"box", kBox}})},
        {"a.gltf", gltf({{"box", kBox}})},
        {"a.zip", zip({{"b.obj", objText({{"box", kBox}})}})}};
    for (const auto& [name, whole] : files)
        for (size_t part = 0; part < 16; ++part) {
            const auto model = readBytes(name, std::string_view(whole).substr(0, whole.size() * part / 16));
            // Only a text may end early and still be one; counted formats may not.
            if (model) {
                EXPECT_TRUE(name == "a.obj" || name == "t.stl") << name << " " << part;
            }
        }
}

TEST_F(BadModel, wrongExtensionIsReadByContentOrRefused) {
    EXPECT_TRUE(readBytes("glb_inside.obj", glb({{"box", kBox}})));
    EXPECT_TRUE(readBytes("ply_inside.stl", plyText(kBox)));
    EXPECT_TRUE(readBytes("zip_inside.obj", zip({{"b.obj", objText({{"box", kBox}})}})));
    EXPECT_TRUE(readBytes("obj_inside.glb", objText({{"box", kBox}})));
    EXPECT_NE(refusal("stl_inside.obj", stlBinary(kBox)), "accepted");
    EXPECT_PRED2(says, refusal("notes.txt", "nothing of the kind"), "no kind of model");
    EXPECT_PRED2(says, refusal("noextension", "nothing of the kind"), "no kind of model");
}

TEST_F(BadModel, countsThatLie) {
    for (const std::uint32_t lie : {13U, 0x7FFFFFFFU, 0xFFFFFFFFU, 0U}) {
        std::string stl = stlBinary(kBox);
        put(stl, 80, lie);
        EXPECT_PRED2(says, refusal("a.stl", stl), "does not fit its size") << lie;
    }
    for (const std::string lie : {"2147483647", "4294967295", "-1", "x", "9"})
        for (const std::string element : {"element vertex 8", "element face 12"}) {
            std::string ply = plyText(kBox);
            ply.replace(ply.find(element), element.size(), element.substr(0, element.rfind(' ') + 1) + lie);
            EXPECT_PRED2(says, refusal("a.ply", ply), "damaged PLY") << lie;
        }
    for (const size_t field : {size_t{8}, size_t{12}})
        for (const std::uint32_t lie : {0U, 1U, 0x7FFFFFFFU, 0xFFFFFFFFU}) {
            std::string bytes = glb({{"box", kBox}});
            put(bytes, field, lie);
            if (field == 8 && lie > 1) continue;  // the total is one that readers may pass over
            const auto model = readBytes("a.glb", bytes);
            EXPECT_TRUE(!model || model->meshes.size() == 1) << field << " " << lie;
        }
    EXPECT_PRED2(says, refusal("h.ply", "ply\n"), "does not end");
}

TEST_F(BadModel, binaryStlThatBeginsLikeATextIsRead) {
    std::string stl = stlBinary(kBox);
    stl.replace(0, 5, "solid");
    const auto model = readBytes("a.stl", stl);
    ASSERT_TRUE(model) << model.error().message;
    EXPECT_EQ(model->meshes[0].mesh.triangleCount(), 12U);
    EXPECT_TRUE(readBytes("a.stl", stl + "and something after it"));
}

TEST_F(BadModel, indicesOutOfRange) {
    for (const std::string face : {"f 1 2 4", "f 0 1 2", "f -4 1 2", "f 1 2 99999999999999999999",
                                   "f 1 2 -9223372036854775808", "f 1 2 x", "f 1,5 2 3"})
        EXPECT_PRED2(says, refusal("a.obj", kTriangle + face + "\n"), "in line 4") << face;
    std::string ply = plyText(kBox);
    ply.replace(ply.rfind("3 3 7 5"), 7, "3 3 7 8");
    EXPECT_PRED2(says, refusal("a.ply", ply), "corners");
    auto bad = kBox;
    bad.indices[5] = 1000;
    const auto model = readBytes("a.glb", glb({{"box", bad}}));  // Assimp leaves the one triangle out
    EXPECT_TRUE(!model || model->meshes[0].mesh.triangleCount() == 11);
}

TEST_F(BadModel, polygonsOfEverySize) {
    EXPECT_PRED2(says, refusal("a.obj", kTriangle + "f 1\nf 1 2\n"), "no triangles");
    std::string circle, face = "f";
    for (int i = 1; i <= 100000; ++i) {
        circle += fmt::format("v {} {} 0\n", i % 317, i % 211);
        face += fmt::format(" {}", i);
    }
    const auto model = readBytes("a.obj", circle + face + "\n");
    ASSERT_TRUE(model) << model.error().message;
    EXPECT_EQ(model->meshes[0].mesh.triangleCount(), 99998U);
}

TEST_F(BadModel, numbersThatAreNone) {
    for (const std::string number :
         {"nan", "inf", "-inf", "1e39", "1e999", "0x10", "1,5", "--1", "1.2.3", "", "1e", "NaN(7)"})
        EXPECT_PRED2(says, refusal("a.obj", "v 0 0 " + number + "\n" + kTriangle + "f 1 2 3\n"), "in line 1") << number;
    EXPECT_TRUE(readBytes("a.obj", "v 0 0 1e-45\n" + kTriangle + "f 1 2 3\n"));
    EXPECT_PRED2(says, refusal("a.obj", "v 0 0 1e7\nv 1 0 0\nv 0 1 0\nf 1 2 3\n"), "million units");
    for (const std::uint32_t bits : {0x7FC00000U, 0x7F800000U, 0x7F7FFFFFU}) {
        std::string stl = stlBinary(kBox), bytes = glb({{"box", kBox}});
        put(stl, 84 + 12, bits);
        EXPECT_NE(refusal("a.stl", stl), "accepted");
        put(bytes, bytes.size() - 12 * 12 - 12, bits);
        EXPECT_NE(refusal("a.glb", bytes), "accepted");
    }
}

TEST_F(BadModel, textsOfOtherKinds) {
    EXPECT_PRED2(says, refusal("a.obj", std::string("\xFF\xFEv\0 \0", 6) + kTriangle), "UTF-16");
    EXPECT_PRED2(says, refusal("a.obj", kTriangle + std::string("f 1 2 3\n\0\0\0", 11)), "not a text");
    EXPECT_NE(refusal("a.obj", std::string(20 << 20, '1')), "accepted") << "one line of 20 MB";
}

TEST_F(BadModel, notARegularFile) {
    ASSERT_EQ(::mkfifo((folder_ / "pipe.obj").c_str(), 0600), 0);
    EXPECT_PRED2(says, refusal(folder_ / "pipe.obj"), "neither a file nor a folder");
    EXPECT_PRED2(says, refusal("/dev/zero"), "neither a file nor a folder");
    std::filesystem::create_symlink(folder_ / "nothing.obj", folder_ / "dangling.obj");
    EXPECT_PRED2(says, refusal(folder_ / "dangling.obj"), "is not there");
    std::filesystem::create_symlink(folder_ / "loop.obj", folder_ / "loop.obj");
    EXPECT_NE(refusal(folder_ / "loop.obj"), "accepted");
    std::filesystem::create_directories(folder_ / "empty.obj");
    EXPECT_PRED2(says, refusal(folder_ / "empty.obj"), "no model files");
    EXPECT_NE(refusal(folder_ / std::string(300, 'n')), "accepted");
}

TEST_F(BadModel, withoutPermission) {
    if (::geteuid() == 0) GTEST_SKIP() << "nothing is forbidden to this user";
    writeText(folder_ / "secret.obj", objText({{"box", kBox}}));
    ::chmod((folder_ / "secret.obj").c_str(), 0);
    EXPECT_NE(refusal(folder_ / "secret.obj"), "accepted");
}

TEST_F(BadModel, tenSparseGigabytes) {
    writeText(folder_ / "big.obj", "v 0 0 0\n");
    std::filesystem::resize_file(folder_ / "big.obj", std::uint64_t{10} << 30);
    EXPECT_PRED2(says, refusal(folder_ / "big.obj"), "the limit is 4 GB");
}

TEST_F(BadModel, tooManyTrianglesOrMeshes) {
    std::string ply = fmt::format(
        "ply\nformat binary_little_endian 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\n"
        "element face {}\nproperty list uchar uchar vertex_indices\nend_header\n",
        4000001);
    for (const vec3 p : {vec3(0, 0, 0), vec3(1, 0, 0), vec3(0, 1, 0)})
        ply.append(reinterpret_cast<const char*>(&p), sizeof p);
    for (int i = 0; i < 4000001; ++i) ply.append("\3\0\1\2", 4);
    EXPECT_PRED2(says, refusal("a.ply", ply), "too many triangles");
    std::string obj = kTriangle;
    for (int i = 0; i < 70000; ++i) obj += fmt::format("o part{}\nf 1 2 3\n", i);
    EXPECT_PRED2(says, refusal("a.obj", obj), "more than 65535 meshes");
}

TEST_F(BadModel, nodeTreesWithoutEnd) {
    std::string circle = gltf({{"box", kBox}});
    circle.insert(circle.find("\"mesh\": 0"), "\"children\": [0], ");
    EXPECT_NE(refusal("circle.gltf", circle), "accepted");
    std::string deep = R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[)";
    for (int i = 0; i < 10000; ++i) deep += fmt::format("{}{{\"children\":[{}]}}", i ? "," : "", i + 1);
    EXPECT_NE(refusal("deep.gltf", deep + ",{}]}"), "accepted");
    EXPECT_NE(refusal("nested.gltf", std::string(1000, '[')), "accepted");
}

TEST_F(BadModel, dataThatIsNotThere) {
    for (const std::string uri :
         {"../../../../etc/passwd", "/etc/passwd", "http://example.org/a.bin", "file:///etc/passwd",
          "\\\\\\\\server\\\\share\\\\a.bin", "data:application/octet-stream;base64,!!!!", "missing.bin"})
        EXPECT_NE(refusal("a.gltf", gltf({{"box", kBox}}, uri)), "accepted") << uri;
}

TEST_F(BadModel, materialsAreNeverOpened) {
    for (const std::string library :
         {"../../../etc/passwd", "/etc/shadow", "http://example.org/x.mtl", "\\\\server\\x.mtl"}) {
        const auto model = readBytes("a.obj", "mtllib " + library + "\nusemtl a\n" + kTriangle + "f 1 2 3\n");
        ASSERT_TRUE(model) << model.error().message;
        EXPECT_EQ(model->meshes.size(), 1U);
    }
}

TEST_F(BadModel, trianglesWithoutAreaAreReadAndLeftToTheWriter) {
    EXPECT_TRUE(readBytes("a.obj", "v 1 1 1\nv 1 1 1\nv 1 1 1\nf 1 2 3\n"));
}

TEST_F(BadModel, entriesThatPointOutsideAreLeftOutAndNamed) {
    const std::string obj = objText({{"box", kBox}});
    for (const std::string name : {"../a.obj", "a/../../b.obj", "/etc/a.obj", "..\\a.obj", "C:\\a.obj", "C:/a.obj"}) {
        const auto model = readBytes("a.zip", zip({{"fine.obj", obj}, {name, obj}}));
        ASSERT_TRUE(model) << name << model.error().message;
        EXPECT_EQ(model->meshes.size(), 1U) << name;
        ASSERT_EQ(model->skipped.size(), 1U) << name;
        EXPECT_PRED2(says, model->skipped[0], "points outside") << name;
    }
}

TEST_F(BadModel, archivesThatGrow) {
    EXPECT_PRED2(says, refusal("bomb.zip", zip({{"zeros.obj", std::string(64 << 20, '\n')}})), "unpacks to more");
    std::vector<std::pair<std::string, std::string>> many;
    for (int i = 0; i < 20001; ++i) many.emplace_back(fmt::format("{}.txt", i), "");
    EXPECT_PRED2(says, refusal("many.zip", zip(many, false)), "more than 20000 entries");
    const std::string inner = zip({{"b.obj", objText({{"box", kBox}})}});
    EXPECT_PRED2(says, refusal("nested.zip", zip({{"inner.zip", inner}})), "archive inside an archive");
    EXPECT_PRED2(says, refusal("renamed.zip", zip({{"inner.obj", inner}})), "archive inside an archive");
    EXPECT_PRED2(says, refusal("none.zip", zip({{"readme.txt", "nothing"}})), "no model");
}

TEST_F(BadModel, oneDamagedFileInAnArchiveIsLeftOutAndNamed) {
    const auto model = readBytes(
        "a.zip", zip({{"good.obj", objText({{"box", kBox}})}, {"bad.obj", "v 0 0 x\n"}, {"bad.ply", "ply\n"}}));
    ASSERT_TRUE(model) << model.error().message;
    EXPECT_EQ(model->meshes.size(), 1U);
    ASSERT_EQ(model->skipped.size(), 2U);
    EXPECT_PRED2(says, model->skipped[0], "bad.obj: has a vertex that is not three numbers in line 1");
}

TEST_F(BadModel, flippedBytesInAnArchiveAreNoticed) {
    std::string bytes = zip({{"a.obj", objText({{"box", kBox}})}});
    bytes[bytes.size() / 3] ^= 0x20;  // inside the packed bytes: the checksum no longer fits
    EXPECT_NE(refusal("a.zip", bytes), "accepted");
}

}  // namespace myochart::body
