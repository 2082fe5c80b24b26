#include <gtest/gtest.h>

#include <sys/wait.h>

#include <atomic>
#include <cerrno>
#include <fstream>
#include <iostream>
#include <random>
#include <thread>

#include <fmt/format.h>

#include "model_files.h"

// Damaged models through the real helper, two at a time: the program lives, none takes over ten seconds, and what is
// accepted keeps its promises.

namespace myochart::body {

using namespace test;

namespace {

constexpr int kMutants = 2000;

struct Sample {
    std::string name, bytes;
};

std::vector<Sample> ownSamples() {
    const std::vector<NamedMesh> two = {{"left soleus", box({10, 0, 0}, {60, 40, 300})},
                                        {"right soleus", box({-60, 0, 0}, {-10, 40, 300})}};
    const auto one = two[0].mesh;
    return {{"a.obj", objText(two)},
            {"b.stl", stlBinary(one)},
            {"c.stl", stlText(one)},
            {"d.ply", plyText(one)},
            {"e.ply", plyBinary(one)},
            {"f.glb", glb(two)},
            {"g.gltf", gltf(two)},
            {"h.zip", zip({{"a.obj", objText(two)}})},
            {"i.zip", zip({{"d/a.bin", gltfBuffer(two)}, {"d/a.gltf", gltf(two, "a.bin")}}, false)}};
}

/// Small models of Debian's assimp-testmodels, for formats that only Assimp reads.
std::vector<Sample> debianSamples() {
    std::vector<Sample> samples;
    const Path folder = "/usr/share/assimp/models";
    for (const std::string name :
         {"FBX/box.fbx", "FBX/spider.fbx", "FBX/embedded_ascii/box.FBX", "Collada/cube_UTF8BOM.dae", "OFF/Cube.off",
          "3DS/cubes_with_alpha.3DS", "LWO/LWO2/boxuv.lwo", "X3D/HelloX3dTrademark.x3d", "AC/Wuson.ac",
          "OBJ/spider.obj", "glTF2/BoxTextured-glTF-Binary/BoxTextured.glb",
          "glTF2/BoxTextured-glTF-Embedded/BoxTextured.gltf"})
        if (auto bytes = readTextFile(folder / name, 400'000))
            samples.push_back({Path(name).filename().string(), std::move(*bytes)});
    return samples;
}

std::string mutated(std::string bytes, std::mt19937& random) {
    static const std::vector<std::string> kPieces = {"2147483647",
                                                     "4294967295",
                                                     "-1",
                                                     "1e999",
                                                     "nan",
                                                     "0",
                                                     std::string(4, '\xFF'),
                                                     std::string(4, '\0'),
                                                     std::string("\0\0\x80\x7F", 4),
                                                     "\n",
                                                     "\"",
                                                     std::string(300, '9')};
    const auto below = [&](size_t n) {
        return n == 0 ? size_t{0} : std::uniform_int_distribution<size_t>(0, n - 1)(random);
    };
    for (size_t changes = 1 + below(3); changes > 0 && !bytes.empty(); --changes) {
        const size_t at = below(bytes.size()),
                     length = 1 + below(std::min<size_t>(bytes.size() - at, below(3) == 0 ? 40 : 4));
        const std::string& piece = kPieces[below(kPieces.size())];
        switch (below(9)) {
            case 0:
                bytes[at] = static_cast<char>(below(256));
                break;
            case 1:
            case 7:
            case 8:
                bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
                break;
            case 2:
                bytes.erase(at, length);
                break;
            case 3:
                bytes.insert(at, bytes.substr(below(bytes.size()), length));
                break;
            case 4:
                bytes.insert(at, piece);
                break;
            case 5:
                bytes.replace(at, std::min(piece.size(), bytes.size() - at), piece);
                break;
            default:
                if (below(4) == 0)
                    bytes.resize(at);
                else
                    bytes.replace(at, length, piece);
        }
    }
    return bytes;
}

bool keepsItsPromises(const ForeignModel& model) {
    if (model.meshes.empty()) return false;
    for (const ForeignMesh& mesh : model.meshes) {
        if (mesh.mesh.indices.empty() || mesh.mesh.indices.size() % 3 != 0) return false;
        for (const std::uint32_t i : mesh.mesh.indices)
            if (i >= mesh.mesh.positions.size()) return false;
        for (const vec3 p : mesh.mesh.positions)
            if (!(std::abs(p.x) <= 1e6F && std::abs(p.y) <= 1e6F && std::abs(p.z) <= 1e6F)) return false;
    }
    return true;
}

struct Tally {
    std::atomic<int> next{0}, accepted{0}, refused{0}, died{0}, late{0}, broken{0};
    std::atomic<long> slowestMs{0};

    void count(const Result<ForeignModel>& model, const Path& file, std::chrono::steady_clock::duration took) {
        const auto ms = static_cast<long>(std::chrono::duration_cast<std::chrono::milliseconds>(took).count());
        for (long known = slowestMs; ms > known && !slowestMs.compare_exchange_weak(known, ms);) {
        }
        if (ms > 10000) ++late;
        if (model) {
            ++accepted;
            if (!keepsItsPromises(*model)) ++broken;
            return;
        }
        ++refused;
        const std::string& text = model.error().message;
        if (text.find("it is damaged.") != std::string::npos || text.find("takes longer") != std::string::npos) ++died;
        if (model.error().kind != ErrorKind::refused || text.find(file.filename().string()) == std::string::npos)
            ++broken;
    }
};

}  // namespace

TEST(Mutation, twoThousandDamagedModelsAreRefusedOrSoundAndNoneIsLate) {
    std::vector<Sample> samples = ownSamples();
    for (Sample& sample : debianSamples()) samples.push_back(std::move(sample));
    TestFolder folder;
    Tally tally;
    const auto work = [&](int worker) {
        for (int i; (i = tally.next++) < kMutants;) {
            std::mt19937 random(static_cast<unsigned>(20260000 + i));
            const Sample& sample = samples[static_cast<size_t>(i) % samples.size()];
            const Path file = folder / fmt::format("{}-{}", worker, sample.name);
            std::ofstream(file, std::ios::binary) << mutated(sample.bytes, random);
            Progress progress;
            const auto before = std::chrono::steady_clock::now();
            const auto model = readForeignModel(builtHelper(), file, shortLimits(), progress);
            tally.count(model, file, std::chrono::steady_clock::now() - before);
        }
    };
    {
        std::jthread beside(work, 1);
        work(2);
    }
    std::cout << fmt::format(
        "[  FIGURES ] {} mutants of {} samples: {} accepted, {} refused ({} of them by the helper's death), slowest {} "
        "ms\n",
        kMutants, samples.size(), tally.accepted.load(), tally.refused.load(), tally.died.load(),
        tally.slowestMs.load());
    EXPECT_EQ(tally.accepted + tally.refused, kMutants);
    EXPECT_EQ(tally.broken, 0);
    EXPECT_EQ(tally.late, 0);
    EXPECT_GT(tally.accepted, kMutants / 20) << "the mutations are too rough to reach anything";
    EXPECT_GT(tally.refused, kMutants / 20);
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "a helper was left behind";
    EXPECT_EQ(errno, ECHILD);
}

}  // namespace myochart::body
