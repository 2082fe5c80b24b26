#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <thread>

#include "body/helper_process.h"
#include "model_files.h"

namespace myochart::body {

using namespace test;

namespace {

const std::vector<NamedMesh> kTwo = {{"left soleus", box({10, 0, 0}, {60, 40, 300})},
                                     {"right soleus", box({-60, 0, 0}, {-10, 40, 300})}};

class Helper : public testing::Test {
  protected:
    Result<ForeignModel> read(const Path& source) {
        Progress progress;
        return readForeignModel(builtHelper(), source, shortLimits(), progress);
    }
    Result<ForeignModel> readBytes(const std::string& name, std::string_view bytes) {
        writeText(folder_ / name, bytes);
        return read(folder_ / name);
    }
    /// A shell script in the helper's place; `blob` lies beside it as $1.
    Result<ForeignModel> readFrom(const std::string& script, std::string_view blob = {}, Progress* progress = nullptr,
                                  int wallMs = 5000) {
        writeText(folder_ / "blob", blob);
        writeText(folder_ / "fake", "#!/bin/sh\n" + script + "\n");
        EXPECT_EQ(::chmod((folder_ / "fake").c_str(), 0700), 0);
        writeText(folder_ / "model.obj", "v 0 0 0\n");
        Progress own;
        return readForeignModel(folder_ / "fake", folder_ / "model.obj", {1024, 5, std::chrono::milliseconds(wallMs)},
                                progress ? *progress : own);
    }
    TestFolder folder_;
};

size_t triangles(const ForeignModel& model) {
    size_t sum = 0;
    for (const ForeignMesh& mesh : model.meshes) sum += mesh.mesh.triangleCount();
    return sum;
}

/// Refused in one sentence that names the file and says what to do.
testing::AssertionResult isRefused(const Result<ForeignModel>& model, std::string_view because = "",
                                   std::string_view file = "") {
    if (model) return testing::AssertionFailure() << "accepted with " << model->meshes.size() << " meshes";
    const std::string& text = model.error().message;
    if (model.error().kind != ErrorKind::refused) return testing::AssertionFailure() << "not refused: " << text;
    if (text.find(because) == std::string::npos || text.find(file) == std::string::npos)
        return testing::AssertionFailure() << text;
    return testing::AssertionSuccess();
}

/// The pipe's bytes of one mesh and its end; `spoil` changes the records before they are written.
std::string blobOf(
    const std::function<void(blob::Record&, std::vector<float>&, std::vector<std::uint32_t>&, blob::Record&)>& spoil) {
    std::vector<float> positions = {0, 0, 0, 1, 0, 0, 0, 1, 0};
    std::vector<std::uint32_t> indices = {0, 1, 2};
    blob::Record mesh{.kind = blob::Kind::mesh, .textA = 4, .vertices = 3, .indices = 3},
        end{.kind = blob::Kind::done, .number = 1};
    spoil(mesh, positions, indices, end);
    const auto bytes = [](const auto* data, size_t count) {
        return std::string(reinterpret_cast<const char*>(data), count * sizeof *data);
    };
    return bytes(&mesh, 1) + "name" + bytes(positions.data(), positions.size()) +
           bytes(indices.data(), indices.size()) + bytes(&end, 1);
}

}  // namespace

TEST_F(Helper, readsEveryFormatWithItsNamesAndTriangles) {
    const auto one = box({0, 0, 0}, {1, 2, 3});
    const auto obj = readBytes("a.obj", objText(kTwo));
    ASSERT_TRUE(obj) << obj.error().message;
    ASSERT_EQ(obj->meshes.size(), 2U);
    EXPECT_EQ(obj->meshes[0].name, "left soleus");
    EXPECT_EQ(obj->meshes[0].file, "a.obj");
    EXPECT_EQ(obj->meshes[0].mesh.positions.size(), 8U);
    EXPECT_NE(obj->meshes[0].comment.find("made for a test"), std::string::npos);
    const auto fromGlb = readBytes("a.glb", glb(kTwo));
    ASSERT_TRUE(fromGlb) << fromGlb.error().message;
    ASSERT_EQ(fromGlb->meshes.size(), 2U);
    EXPECT_EQ(fromGlb->meshes[1].name, "right soleus");
    EXPECT_EQ(fromGlb->unitMm, 1000);
    EXPECT_EQ(fromGlb->axis, blob::Axis::yUpFacingZ);
    for (const auto& [name, bytes] :
         std::vector<std::pair<std::string, std::string>>{{"b.stl", stlBinary(one)},
                                                          {"t.stl", stlText(one)},
                                                          {"t.ply", plyText(one)},
                                                          {"l.ply", plyBinary(one)},
                                                          {"b.ply", plyBinary(one, true)},
                                                          {"e.gltf", gltf({{"one", one}})},
                                                          {"g.zip", zip({{"in/m.obj", objText({{"one", one}})}})}}) {
        const auto model = readBytes(name, bytes);
        ASSERT_TRUE(model) << name << ": " << model.error().message;
        EXPECT_EQ(triangles(*model), 12U) << name;
        Box bounds;
        for (const vec3 p : model->meshes[0].mesh.positions) bounds.add(p);
        EXPECT_EQ(bounds.max, vec3(1, 2, 3)) << name;
        EXPECT_EQ(bounds.min, vec3(0, 0, 0)) << name;
    }
}

TEST_F(Helper, limitsAreInForceAndTold) {
    const auto model = readBytes("a.obj", objText(kTwo));
    ASSERT_TRUE(model);
#ifndef MYOCHART_SANITIZED
    EXPECT_NE(model->limits.find("memory 1024 MB"), std::string::npos) << model->limits;
#endif
    EXPECT_NE(model->limits.find("CPU 3 s"), std::string::npos) << model->limits;
    EXPECT_NE(model->limits.find("no new files"), std::string::npos) << model->limits;
}

TEST_F(Helper, limitsGrowWithTheFileAndStayBounded) {
    EXPECT_EQ(ImportLimits::forSize(1000).memoryMb, 1024U);
    EXPECT_EQ(ImportLimits::forSize(1000).wall, std::chrono::milliseconds(8000));
    const auto glbSized = ImportLimits::forSize(97 << 20);
    EXPECT_EQ(glbSized.memoryMb, 1800U);
    EXPECT_EQ(glbSized.cpuSeconds, 24U);
    const auto huge = ImportLimits::forSize(std::uint64_t{1} << 50);
    EXPECT_EQ(huge.memoryMb, 8192U);
    EXPECT_EQ(huge.cpuSeconds, 300U);
}

TEST_F(Helper, gltfBesideItsBufferInAFolderAndInAZip) {
    writeText(folder_ / "m.gltf", gltf(kTwo, "m.bin"));
    EXPECT_TRUE(isRefused(read(folder_ / "m.gltf"), "m.bin", "m.gltf")) << "its buffer is not there yet";
    writeText(folder_ / "m.bin", gltfBuffer(kTwo));
    const auto fromFolder = read(folder_ / "m.gltf");
    ASSERT_TRUE(fromFolder) << fromFolder.error().message;
    EXPECT_EQ(triangles(*fromFolder), 24U);
    const auto zipped = readBytes("m.zip", zip({{"d/m.bin", gltfBuffer(kTwo)}, {"d/m.gltf", gltf(kTwo, "m.bin")}}));
    ASSERT_TRUE(zipped) << zipped.error().message;
    EXPECT_EQ(triangles(*zipped), 24U);
}

TEST_F(Helper, folderGivesItsModelsInOrderAndNamesWhatItLeftOut) {
    std::filesystem::create_directories(folder_ / "models/more");
    writeText(folder_ / "models/b.obj", objText({{"b", box({0, 0, 0}, {1, 1, 1})}}));
    writeText(folder_ / "models/more/a.ply", plyText(box({0, 0, 0}, {1, 1, 1})));
    writeText(folder_ / "models/readme.txt", "nothing");
    writeText(folder_ / "models/c.ply", "ply\nbroken");
    const auto model = read(folder_ / "models");
    ASSERT_TRUE(model) << model.error().message;
    ASSERT_EQ(model->meshes.size(), 2U);
    EXPECT_EQ(model->meshes[0].file, "b.obj");
    EXPECT_EQ(model->meshes[1].file, "a.ply");
    ASSERT_EQ(model->skipped.size(), 1U);
    EXPECT_NE(model->skipped[0].find("c.ply: is a damaged PLY file"), std::string::npos);
    std::filesystem::create_directories(folder_ / "none");
    writeText(folder_ / "none/readme.txt", "nothing");
    EXPECT_TRUE(isRefused(read(folder_ / "none"), "no model files", "none"));
}

TEST_F(Helper, polygonsWithDentsKeepTheirArea) {
    // An L: area 3. A fan from its first corner would leave it.
    const auto model = readBytes("l.obj", "v 2 0 0\nv 2 1 0\nv 1 1 0\nv 1 2 0\nv 0 2 0\nv 0 0 0\nf 1 2 3 4 5 6\n");
    ASSERT_TRUE(model) << model.error().message;
    const geometry::MeshView mesh(model->meshes[0].mesh);
    double area = 0;
    ASSERT_EQ(mesh.triangleCount(), 4U);
    for (size_t t = 0; t < 4; ++t) {
        const vec3 n = glm::cross(mesh.corner(t, 1) - mesh.corner(t, 0), mesh.corner(t, 2) - mesh.corner(t, 0));
        EXPECT_GT(n.z, 0);
        area += static_cast<double>(n.z) / 2;
    }
    EXPECT_NEAR(area, 3, 1e-6);
}

TEST_F(Helper, objKnowsItsDialects) {
    const std::string plain = "v 0 0 0\nv 1 0 0\nv 0 1 0\n";
    for (const std::string& text : std::vector<std::string>{
             std::string("\xEF\xBB\xBF") + plain + "f 1 2 3\n", plain + "f -3 -2 -1", plain + "f 1/1/1 2//2 3/3\n",
             std::string("v 0 0 0\rv 1 0 0\rv 0 1 0\rf 1 2 3\r"),
             "v 0 0 0\r\nv 1e0 0 0\r\nv +0 1.0000000000000000001 0\r\n f  1\t2 3 \r\n",
             "mtllib ../../../etc/passwd\nusemtl x\ns off\n" + plain + "vt 0 0\nvn 0 0 1\nl 1 2\nf 1 2 3\n",
             plain + "f 1 \\\n2 3\n"}) {
        const auto model = readBytes("d.obj", text);
        ASSERT_TRUE(model) << text << model.error().message;
        EXPECT_EQ(triangles(*model), 1U) << text;
    }
}

TEST_F(Helper, meshesKeepTheirPlaceInANodeTreeAndMirroredOnesTheirOutside) {
    auto text = gltf({{"box", box({0, 0, 0}, {1, 1, 1})}});
    text.insert(text.find("\"mesh\": 0"), "\"translation\": [10, 0, 0], \"scale\": [-1, 1, 1], ");
    const auto model = readBytes("m.gltf", text);
    ASSERT_TRUE(model) << model.error().message;
    Box bounds;
    for (const vec3 p : model->meshes[0].mesh.positions) bounds.add(p);
    EXPECT_EQ(bounds.min, vec3(9, 0, 0));
    EXPECT_EQ(bounds.max, vec3(10, 1, 1));
    EXPECT_NEAR(geometry::signedVolume(model->meshes[0].mesh), 1, 1e-5);
}

TEST_F(Helper, namesAreMadeHarmless) {
    const std::string names[] = {
        "a\xE2\x80\xAE"
        "b",
        "50%s %n##id",
        "tab\there",
        std::string("nul") + '\1' + "x",
        std::string(1 << 20, 'n'),
        "\xFF\xFE"};
    for (const std::string& name : names) {
        const auto model = readBytes("n.obj", "o " + name + "\nv 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n");
        ASSERT_TRUE(model) << model.error().message;
        const std::string& kept = model->meshes[0].name;
        EXPECT_LE(kept.size(), 210U);
        EXPECT_EQ(kept.find("##"), std::string::npos);
        EXPECT_EQ(kept.find("\xE2\x80\xAE"), std::string::npos);
        for (const char c : kept) EXPECT_FALSE(c >= 0 && c < 0x20) << kept;
    }
}

TEST_F(Helper, whatItSaysIsCheckedAgain) {
    const std::string cat = "cat \"$(dirname \"$0\")/blob\" >&3";
    const auto none = [](auto&, auto&, auto&, auto&) {};
    const auto sound = readFrom(cat, blobOf(none));
    ASSERT_TRUE(sound) << sound.error().message;
    EXPECT_EQ(sound->meshes[0].name, "name");
    const float nan = std::numeric_limits<float>::quiet_NaN();
    using R = blob::Record;
    using F = std::vector<float>;
    using I = std::vector<std::uint32_t>;
    const std::vector<std::function<void(R&, F&, I&, R&)>> spoils = {
        [](R& m, F&, I&, R&) { m.magic = 7; },
        [](R& m, F&, I&, R&) { m.kind = static_cast<blob::Kind>(99); },
        [](R& m, F&, I&, R&) { m.textA = 0xFFFFFFFF; },
        [](R& m, F&, I&, R&) { m.vertices = 0xFFFFFFFF; },
        [](R& m, F&, I&, R&) { m.vertices = 0; },
        [](R& m, F&, I&, R&) { m.indices = 0xFFFFFFFF; },
        [](R& m, F&, I&, R&) { m.indices = 2; },
        [](R& m, F&, I&, R&) { m.indices = 0; },
        [](R& m, F&, I&, R&) { m.vertices = 4; },
        [](R& m, F&, I&, R&) { m.axis = static_cast<blob::Axis>(9); },
        [=](R& m, F&, I&, R&) { m.unitMm = nan; },
        [=](R&, F& f, I&, R&) { f[4] = nan; },
        [](R&, F& f, I&, R&) { f[4] = 2e6F; },
        [](R&, F& f, I&, R&) { f[4] = std::numeric_limits<float>::infinity(); },
        [](R&, F&, I& i, R&) { i[2] = 3; },
        [](R&, F&, I&, R& e) { e.number = 2; },
        [](R&, F&, I&, R& e) { e.kind = blob::Kind::mesh; },
        [](R&, F&, I&, R& e) { e.magic = 0; },
    };
    for (size_t i = 0; i < spoils.size(); ++i)
        EXPECT_TRUE(isRefused(readFrom(cat, blobOf(spoils[i])), "", "model.obj")) << "spoilt " << i;
    const std::string whole = blobOf(none);
    for (size_t n = 0; n < whole.size(); n += 5)
        EXPECT_TRUE(isRefused(readFrom(cat, whole.substr(0, n)), "damaged")) << n;
    EXPECT_TRUE(isRefused(readFrom("cat /dev/zero >&3"), "damaged"));
}

TEST_F(Helper, crashIsARefusalAndTheProgramLives) {
    EXPECT_TRUE(isRefused(readFrom("kill -SEGV $$"), "damaged", "model.obj"));
    EXPECT_TRUE(isRefused(readFrom("kill -ABRT $$"), "damaged"));
    EXPECT_TRUE(isRefused(readFrom("kill -XCPU $$"), "takes longer"));
    EXPECT_TRUE(isRefused(readFrom("exit 3"), "damaged"));
}

TEST_F(Helper, oneThatHangsIsKilledByTheClock) {
    const auto before = std::chrono::steady_clock::now();
    EXPECT_TRUE(isRefused(readFrom("exec sleep 300", {}, nullptr, 300), "takes longer", "model.obj"));
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(100));
}

TEST_F(Helper, oneThatClosesItsPipeAndLivesOnIsKilled) {
    const auto before = std::chrono::steady_clock::now();
    EXPECT_TRUE(isRefused(readFrom("exec sleep 300 3>&-"), "", "model.obj"));
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(100));
}

TEST_F(Helper, cancelKillsIt) {
    Progress progress;
    std::jthread cancels([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        progress.cancel();
    });
    const auto model = readFrom("exec sleep 300", {}, &progress, 20000);
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().kind, ErrorKind::failed);
    EXPECT_NE(model.error().message.find("stopped"), std::string::npos);
}

TEST_F(Helper, missingHelperIsTheEnvironmentsFault) {
    writeText(folder_ / "model.obj", "v 0 0 0\n");
    Progress progress;
    const auto model = readForeignModel(folder_ / "nothing", folder_ / "model.obj", shortLimits(), progress);
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().kind, ErrorKind::environment);
}

TEST_F(Helper, seesNoFilesOfOurs) {
    // The helper gets no descriptor but its pipe, and no environment that could change what it loads.
    std::vector<int> ours;
    for (int i = 0; i < 20; ++i) ours.push_back(::open("/dev/null", O_RDONLY));  // left open across a start
    const auto model = readFrom(
        "[ -z \"$HOME$LD_PRELOAD$DISPLAY\" ] && [ \"$(ls /proc/$$/fd | wc -l)\" -le 8 ] && exit 3; exec sleep 20", {},
        nullptr, 2000);
    for (const int fd : ours) ::close(fd);
    EXPECT_TRUE(isRefused(model, "damaged")) << "exit 3 means that all was as it should be";
}

TEST_F(Helper, linkOutOfTheModelsFolderIsNotFollowed) {
    const auto probe = readBytes("probe.obj", objText(kTwo));
    ASSERT_TRUE(probe);
    if (probe->limits.find("no Landlock") != std::string::npos) GTEST_SKIP() << "this kernel has no Landlock";
    std::filesystem::create_directories(folder_ / "outside");
    std::filesystem::create_directories(folder_ / "inside");
    writeText(folder_ / "outside/m.bin", gltfBuffer(kTwo));
    writeText(folder_ / "inside/m.gltf", gltf(kTwo, "m.bin"));
    std::filesystem::create_symlink(folder_ / "outside/m.bin", folder_ / "inside/m.bin");
    EXPECT_TRUE(isRefused(read(folder_ / "inside/m.gltf"), "m.bin"));
}

}  // namespace myochart::body
