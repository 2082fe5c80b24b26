#include <gtest/gtest.h>

#include <sys/wait.h>

#include <atomic>
#include <cerrno>
#include <fstream>
#include <functional>
#include <iostream>
#include <random>
#include <thread>

#include <fmt/format.h>

#include "model_files.h"
#include "mutants.h"

// Damaged models through the real helper, two at a time: the program lives, none takes over ten seconds, and what is
// accepted keeps its promises.

namespace myochart::body {

using namespace test;

namespace {

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

/// Reads `count` models, each as `made` gives it, two at a time.
void readAll(int count, const std::function<Sample(int)>& made, Tally& tally) {
    TestFolder folder;
    const auto work = [&](int worker) {
        for (int i; (i = tally.next++) < count;) {
            const Sample sample = made(i);
            const Path file = folder / fmt::format("{}-{}", worker, sample.name);
            std::ofstream(file, std::ios::binary) << sample.bytes;
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
        "[  FIGURES ] {} models: {} accepted, {} refused ({} of them by the helper's death), slowest {} ms\n", count,
        tally.accepted.load(), tally.refused.load(), tally.died.load(), tally.slowestMs.load());
    EXPECT_EQ(tally.accepted + tally.refused, count);
    EXPECT_EQ(tally.broken, 0);
    EXPECT_EQ(tally.late, 0);
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "a helper was left behind";
    EXPECT_EQ(errno, ECHILD);
}

}  // namespace

TEST(Mutation, damagedModelsAreRefusedOrSoundAndNoneIsLate) {
    std::vector<Sample> samples = foreignSamples();
    for (Sample& sample : debianSamples()) samples.push_back(std::move(sample));
    const int count = mutantsWanted(2000);
    Tally tally;
    readAll(
        count,
        [&](int i) {
            std::mt19937 random(static_cast<unsigned>(20260000 + i));
            const Sample& sample = samples[static_cast<size_t>(i) % samples.size()];
            return Sample{sample.name, mutated(sample.bytes, random)};
        },
        tally);
    EXPECT_GT(tally.accepted, count / 20) << "the mutations are too rough to reach anything";
    EXPECT_GT(tally.refused, count / 20);
}

TEST(Mutation, aSmallGlbWithAnyOneByteChangedIsRefusedOrSound) {
    const std::string sound = glb({{"left soleus", box({10, 0, 0}, {60, 40, 300})}});
    Tally tally;
    readAll(
        static_cast<int>(sound.size()),
        [&](int i) {
            const auto at = static_cast<size_t>(i);
            std::string changed = sound;
            changed[at] = static_cast<char>(changed[at] ^ (1 << (at % 8)));
            return Sample{"a.glb", changed};
        },
        tally);
    EXPECT_EQ(tally.died, 0);
    EXPECT_GT(tally.accepted, 0);
    EXPECT_GT(tally.refused, 0);
}

}  // namespace myochart::body
