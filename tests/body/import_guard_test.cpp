#include <gtest/gtest.h>

#include <sys/wait.h>

#include <cerrno>

#include "body/model_library.h"
#include "body/shapes.h"
#include "model_files.h"
#include "mutants.h"

// The whole way of an import, from a file to an installed body with its levels of detail: whatever the file or the
// helper does, it ends in a body or in a sentence, what was installed stays, and nothing half made is left.

namespace myochart::body {

using namespace test;

namespace {

class ImportGuard : public testing::Test {
  protected:
    Result<ImportReport> import(const Path& source, const Path& helper = builtHelper()) {
        ImportOptions options;
        options.name = "model";
        options.replace = true;
        return ModelLibrary(models_, helper, catalogue()).import(source, options, progress_);
    }
    Result<ImportReport> importBytes(const std::string& name, std::string_view bytes,
                                     const Path& helper = builtHelper()) {
        writeText(folder_ / name, bytes);
        return import(folder_ / name, helper);
    }
    std::shared_ptr<const Body> installed() {
        auto body = Body::open(models_ / "model/body.cache");
        EXPECT_TRUE(body);
        return body ? *body : nullptr;
    }
    std::vector<std::string> left() const {
        std::vector<std::string> names;
        std::error_code fault;
        for (const auto& entry : std::filesystem::directory_iterator(models_, fault))
            names.push_back(entry.path().filename().string());
        return names;
    }

    TestFolder folder_;
    Path models_ = folder_ / "models";
    Progress progress_;
};

/// Every level has triangles whose corners are there, and is as it was written.
bool isWhole(const Body& body) {
    if (body.structures().empty() || !body.hasLevels() || !body.isSound()) return false;
    for (const Structure& structure : body.structures())
        for (const Level& level : structure.levels) {
            const auto indices = body.indices(level);
            if (indices.empty() || indices.size() % 3 != 0) return false;
            for (const std::uint32_t i : indices)
                if (i >= body.vertices(level).size()) return false;
        }
    return true;
}

/// A strip of `count` triangles, then a thing of many: what is too small for levels stands beside what has them.
std::string fewTriangles(size_t count) {
    geometry::TriMesh strip;
    for (size_t i = 0; i < count + 2; ++i)
        strip.positions.push_back({static_cast<float>(20 * i), i % 2 == 0 ? 0.0F : 30.0F, 1000});
    for (std::uint32_t i = 0; i < count; ++i) strip.indices.insert(strip.indices.end(), {i, i + 1, i + 2});
    return objText({{"left soleus", strip}, {"skull", ellipsoid({0, 0, 1600}, {80, 90, 100})}});
}

}  // namespace

TEST_F(ImportGuard, structuresOfAnyFewTrianglesAreInstalledWithTheirLevels) {
    for (size_t count = 1; count <= 8; ++count) {
        const auto made = importBytes("few.obj", fewTriangles(count));
        ASSERT_TRUE(made) << count << ": " << made.error().message;
        const auto body = installed();
        ASSERT_TRUE(body) << count;
        EXPECT_TRUE(isWhole(*body)) << count;
        EXPECT_EQ(body->structures().size(), 2U) << count;
    }
}

TEST_F(ImportGuard, damagedModelsEndInABodyOrASentence) {
    auto samples = foreignSamples();
    samples.push_back({"few.obj", fewTriangles(3)});
    int accepted = 0, refused = 0;
    for (unsigned i = 0; i < static_cast<unsigned>(mutantsWanted(250)); ++i) {
        std::mt19937 random(20261128 + i);
        const Sample& sample = samples[i % samples.size()];
        const auto made = importBytes(sample.name, mutated(sample.bytes, random));
        if (made) {
            ++accepted;
            const auto body = installed();
            ASSERT_TRUE(body && isWhole(*body)) << "mutant " << i << " of " << sample.name;
        } else {
            ++refused;
            EXPECT_EQ(made.error().kind, ErrorKind::refused) << i << ": " << made.error().message;
            EXPECT_NE(made.error().message.find(sample.name), std::string::npos) << i << ": " << made.error().message;
        }
    }
    EXPECT_GT(accepted, 25) << "the changes are too rough to reach anything";
    EXPECT_GT(refused, 25);
    EXPECT_EQ(left(), std::vector<std::string>{"model"});
}

TEST_F(ImportGuard, aHelperThatMisbehavesEndsInASentenceAndTheInstalledModelStays) {
#ifdef MYOCHART_SANITIZED
    GTEST_SKIP() << "sanitizers need what the sandbox takes away";
#endif
    ASSERT_TRUE(importBytes("few.obj", fewTriangles(3)));
    const std::string before = installed()->checksum();
    const Path misbehaving = buildFolder() / "tests/misbehaving-import";
    std::vector<std::string> orders = {"crash", "hang", "eat"};
#ifdef MYOCHART_HAVE_SECCOMP
    orders.insert(orders.end(), {"write", "overwrite", "start", "talk"});
#endif
    for (const std::string& order : orders) {
        const auto made = importBytes(order + ".obj", "untouched", misbehaving);
        ASSERT_FALSE(made) << order;
        EXPECT_EQ(made.error().kind, ErrorKind::refused) << order;
        EXPECT_NE(made.error().message.find(order + ".obj cannot be imported"), std::string::npos)
            << made.error().message;
        EXPECT_EQ(readTextFile(folder_ / (order + ".obj"), 100).value(), "untouched") << order;
        EXPECT_EQ(left(), std::vector<std::string>{"model"}) << order;
        ASSERT_TRUE(installed()) << order;
        EXPECT_EQ(installed()->checksum(), before) << order;
    }
    EXPECT_FALSE(std::filesystem::exists(folder_ / "written"));
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "a helper was left behind";
    EXPECT_EQ(errno, ECHILD);
    EXPECT_TRUE(importBytes("few.obj", fewTriangles(4)));
}

}  // namespace myochart::body
