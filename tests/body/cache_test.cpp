#include <gtest/gtest.h>

#include <cstring>
#include <limits>

#include <fmt/format.h>

#include "body/cache_format.h"
#include "body/shapes.h"
#include "support/boxes.h"
#include "support/translations.h"

namespace myochart::body {

using test::TestFolder;

namespace {

Bytes bytesOf(const Path& file) {
    return readFile(file, 1U << 30).value();
}

void write(const Path& file, const Bytes& bytes) {
    ASSERT_TRUE(writeFileAtomically(file, bytes));
}

/// A written small body, its bytes, and a way to change one field of its table with a right table checksum.
class CacheFile : public testing::Test {
  protected:
    void SetUp() override {
        Progress progress;
        ASSERT_TRUE(writeBody(file_, test::smallBody(), true, progress));
        bytes_ = bytesOf(file_);
        std::memcpy(&header_, bytes_.data(), sizeof header_);
    }
    /// Opens a copy in which `change` edited header, structures and levels.
    template <class Change>
    Result<std::shared_ptr<const Body>> openChanged(const Change& change) {
        Bytes copy = bytes_;
        cache::CacheHeader h = header_;
        const cache::Layout layout(h);
        auto* structures = reinterpret_cast<cache::CacheStructure*>(copy.data() + layout.structures);
        auto* levels = reinterpret_cast<cache::CacheLevel*>(copy.data() + layout.levels);
        change(h, structures, levels);
        std::memcpy(copy.data(), &h, sizeof h);
        h.tableChecksum = cache::tableChecksum(std::span(copy).first(layout.vertices));
        std::memcpy(copy.data(), &h, sizeof h);
        EXPECT_TRUE(writeFileAtomically(folder_ / "changed.cache", copy));
        return Body::open(folder_ / "changed.cache");
    }

    TestFolder folder_;
    Path file_ = folder_ / "body.cache";
    Bytes bytes_;
    cache::CacheHeader header_{};
};

}  // namespace

TEST_F(CacheFile, contentInMemoryIsTheSameBodyAndCheckedTheSame) {
    const auto inMemory = Body::of(bytes_);
    const auto mapped = Body::open(file_);
    ASSERT_TRUE(inMemory && mapped);
    EXPECT_EQ((*inMemory)->checksum(), (*mapped)->checksum());
    const Level& level = (*inMemory)->structure(0).levels[0];
    EXPECT_TRUE((*inMemory)->levelIsSound(level));
    EXPECT_EQ((*inMemory)->mesh(0).positions, (*mapped)->mesh(0).positions);
    Bytes changed = bytes_;
    changed[sizeof(cache::CacheHeader) + 3] ^= std::byte{1};
    EXPECT_FALSE(Body::of(changed));
}

TEST_F(CacheFile, faultsAreToldInTheLanguageOfTheWindow) {
    write(file_, Bytes(8));
    const myochart::test::Speaking german("de");
    const auto body = Body::open(file_);
    ASSERT_FALSE(body);
    EXPECT_NE(body.error().message.find("ist besch\xC3\xA4" "digt (zu kurz); bitte das Modell neu importieren."), std::string::npos) << body.error().message;
    EXPECT_NE(body.error().inEnglish().find("is damaged (it is too short); import the model again."), std::string::npos) << body.error().inEnglish();
}

TEST_F(CacheFile, factsComeBackAsWritten) {
    const auto body = Body::open(file_);
    ASSERT_TRUE(body) << body.error().message;
    const Body& b = **body;
    EXPECT_EQ(b.name(), "small");
    EXPECT_EQ(b.source(), "made for a test");
    EXPECT_EQ(b.licence(), "none");
    EXPECT_EQ(b.checksum().size(), 32U);
    EXPECT_TRUE(b.hasLevels());
    ASSERT_EQ(b.structures().size(), 4U);
    const Structure& calf = b.structure(b.find("left_calf").value());
    EXPECT_EQ(calf.muscleKey, "soleus");
    EXPECT_EQ(calf.side, Side::left);
    EXPECT_EQ(calf.system, System::muscle);
    EXPECT_EQ(calf.layer, anatomy::Layer::intermediate);
    EXPECT_EQ(calf.fma, "FMA22559");
    EXPECT_FALSE(b.find("spleen"));
    EXPECT_EQ(b.structuresOf("soleus", Side::right), std::vector<std::uint32_t>{b.find("right_calf").value()});
    EXPECT_TRUE(b.structuresOf("", Side::midline).empty());
}

TEST_F(CacheFile, trianglesComeBackWithinHalfAStep) {
    const auto body = Body::open(file_).value();
    const auto source = test::smallBody();
    const float tolerance = body->quantStepMm() * 0.51F;
    for (const NewStructure& s : source.structures) {
        const auto mesh = body->mesh(body->find(s.facts.key).value());
        ASSERT_EQ(mesh.triangleCount(), s.mesh.triangleCount());
        ASSERT_EQ(mesh.positions.size(), s.mesh.positions.size());
        for (const vec3 p : s.mesh.positions) {
            float nearest = 1e9F;
            for (const vec3 q : mesh.positions) nearest = std::min(nearest, glm::length(p - q));
            ASSERT_LT(nearest, tolerance * 1.8F);
        }
        EXPECT_GT(geometry::signedVolume(mesh), 0);
    }
    EXPECT_LT(body->quantStepMm(), 0.03F);
}

TEST_F(CacheFile, everyLevelIsSoundCoarserAndSmaller) {
    const auto body = Body::open(file_).value();
    for (const Structure& s : body->structures()) {
        EXPECT_GE(s.levels.size(), 3U) << s.key;
        for (size_t i = 0; i < s.levels.size(); ++i) {
            EXPECT_TRUE(body->levelIsSound(s.levels[i]));
            if (i > 0) {
                EXPECT_LE(s.levels[i].indexCount, 0.8 * s.levels[i - 1].indexCount);
            }
            for (const PackedVertex& v : body->vertices(s.levels[i])) ASSERT_EQ(&body->structure(v.structure), &s);
        }
    }
}

TEST_F(CacheFile, structuresOfVeryFewTrianglesAreKeptAsTheyAre) {
    for (size_t triangles = 1; triangles <= 6; ++triangles) {
        // A strip of triangles, none in the plane of its neighbour.
        geometry::TriMesh strip;
        for (size_t i = 0; i < triangles + 2; ++i)
            strip.positions.emplace_back(10.0F * static_cast<float>(i), i % 2 ? 20.0F : 0.0F,
                                         static_cast<float>(i * i));
        for (std::uint32_t i = 0; i < triangles; ++i) strip.indices.insert(strip.indices.end(), {i, i + 1, i + 2});
        NewBody made{"strip", "test", "", {}};
        made.structures.push_back(test::structure("strip", std::move(strip)));
        made.structures.push_back(test::structure("ball", test::ellipsoid({0, 0, 300}, {30, 30, 60})));
        const auto body = test::bodyOf(folder_ / fmt::format("{}.cache", triangles), std::move(made), true);
        ASSERT_TRUE(body);
        const auto at = body->find("strip");
        ASSERT_TRUE(at);
        EXPECT_EQ(body->structure(*at).levels[0].indexCount, 3 * triangles);
    }
}

TEST_F(CacheFile, coarseLevelsStandBeforeFullDetail) {
    const auto body = Body::open(file_).value();
    std::uint32_t lastCoarse = 0, firstFull = std::numeric_limits<std::uint32_t>::max();
    for (const Structure& s : body->structures()) {
        firstFull = std::min(firstFull, s.levels[0].firstVertex);
        for (size_t i = 1; i < s.levels.size(); ++i) lastCoarse = std::max(lastCoarse, s.levels[i].firstVertex);
    }
    EXPECT_LT(lastCoarse, firstFull);
}

TEST_F(CacheFile, addLevelsMakesTheSameFileAsWritingThemAtOnce) {
    Progress progress;
    const Path later = folder_ / "later.cache";
    ASSERT_TRUE(writeBody(later, test::smallBody(), false, progress));
    const auto plain = Body::open(later).value();
    EXPECT_FALSE(plain->hasLevels());
    EXPECT_EQ(plain->structure(0).levels.size(), 1U);
    EXPECT_EQ(plain->checksum(), Body::open(file_).value()->checksum());
    ASSERT_TRUE(addLevels(later, progress));
    EXPECT_EQ(bytesOf(later), bytes_);
    EXPECT_EQ(plain->structure(0).levels.size(), 1U) << "the body opened before stays as it was";
}

TEST_F(CacheFile, bodyChecksumTellsTrianglesApart) {
    Progress progress;
    auto moved = test::smallBody();
    moved.structures[3].mesh.positions[5].x += 1;
    ASSERT_TRUE(writeBody(folder_ / "moved.cache", std::move(moved), false, progress));
    EXPECT_NE(Body::open(folder_ / "moved.cache").value()->checksum(), Body::open(file_).value()->checksum());
    auto renamed = test::smallBody();
    renamed.structures[3].facts.name = "cor";
    renamed.structures[3].facts.system = System::other;
    ASSERT_TRUE(writeBody(folder_ / "renamed.cache", std::move(renamed), false, progress));
    EXPECT_EQ(Body::open(folder_ / "renamed.cache").value()->checksum(), Body::open(file_).value()->checksum());
}

TEST_F(CacheFile, truncatedAnywhereIsRefused) {
    for (int part = 0; part < 16; ++part) {
        Bytes shorter(bytes_.begin(),
                      bytes_.begin() + static_cast<std::ptrdiff_t>(bytes_.size() * static_cast<size_t>(part) / 16));
        write(folder_ / "short.cache", shorter);
        const auto body = Body::open(folder_ / "short.cache");
        ASSERT_FALSE(body);
        EXPECT_EQ(body.error().kind, ErrorKind::refused);
        EXPECT_NE(body.error().message.find("short.cache"), std::string::npos);
    }
    Bytes longer = bytes_;
    longer.push_back(std::byte{0});
    write(folder_ / "short.cache", longer);
    EXPECT_FALSE(Body::open(folder_ / "short.cache"));
}

TEST_F(CacheFile, aChangeOfAnyByteIsNoticed) {
    NewBody made{"small", "made for a test", "none", {}};
    made.structures.push_back(test::structure("left_ball", test::ellipsoid({50, 0, 0}, {30, 20, 60}, 8)));
    made.structures.push_back(test::structure("skull", test::ellipsoid({0, 0, 300}, {30, 30, 60}, 6)));
    Progress progress;
    ASSERT_TRUE(writeBody(file_, std::move(made), true, progress));
    Bytes bytes = bytesOf(file_);
    ASSERT_TRUE(Body::of(bytes).value()->isSound());
    for (size_t i = 0; i < bytes.size(); ++i) {
        const std::byte bit = std::byte{1} << (i % 8);
        bytes[i] ^= bit;
        const auto body = Body::of(bytes);
        EXPECT_FALSE(body && (*body)->isSound()) << "bit in byte " << i << " of " << bytes.size();
        bytes[i] ^= bit;
    }
}

TEST_F(CacheFile, flippedVertexMakesItsLevelUnsoundAndNoOther) {
    const Level damaged = Body::open(file_).value()->structure(1).levels[0];
    Bytes flipped = bytes_;
    flipped[cache::Layout(header_).vertices + (damaged.firstVertex + 3) * sizeof(PackedVertex) + 1] ^= std::byte{8};
    write(folder_ / "flipped.cache", flipped);
    const auto body = Body::open(folder_ / "flipped.cache").value();
    for (size_t s = 0; s < body->structures().size(); ++s)
        for (size_t l = 0; l < body->structure(static_cast<std::uint32_t>(s)).levels.size(); ++l)
            EXPECT_EQ(body->levelIsSound(body->structure(static_cast<std::uint32_t>(s)).levels[l]), s != 1 || l != 0);
    Progress progress;
    EXPECT_FALSE(addLevels(folder_ / "flipped.cache", progress)) << "levels must not be made from damaged triangles";
}

TEST_F(CacheFile, indexBeyondItsLevelIsUnsoundEvenWithARightChecksum) {
    Bytes evil = bytes_;
    const cache::Layout layout(header_);
    auto* level = reinterpret_cast<cache::CacheLevel*>(evil.data() + layout.levels);
    auto* vertices = reinterpret_cast<PackedVertex*>(evil.data() + layout.vertices) + level->firstVertex;
    auto* indices = reinterpret_cast<std::uint32_t*>(evil.data() + layout.indices) + level->firstIndex;
    indices[7] = level->vertexCount;
    level->checksum = cache::levelChecksum({vertices, level->vertexCount}, {indices, level->indexCount});
    const auto sum = cache::tableChecksum(std::span(evil).first(layout.vertices));
    std::memcpy(evil.data() + offsetof(cache::CacheHeader, tableChecksum), &sum, sizeof sum);
    write(folder_ / "evil.cache", evil);
    const auto body = Body::open(folder_ / "evil.cache").value();
    EXPECT_FALSE(body->levelIsSound(body->structure(0).levels[0]));
    EXPECT_TRUE(body->mesh(0).indices.empty());
}

TEST_F(CacheFile, otherVersionSaysToImportAgain) {
    const auto body = openChanged([](auto& h, auto*, auto*) { ++h.version; });
    ASSERT_FALSE(body);
    EXPECT_NE(body.error().message.find("another version"), std::string::npos);
    EXPECT_NE(body.error().message.find("import the model again"), std::string::npos);
}

TEST_F(CacheFile, everyFieldOutOfRangeIsRefused) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    ASSERT_TRUE(openChanged([](auto&, auto*, auto*) {}));
    using H = cache::CacheHeader;
    using S = cache::CacheStructure;
    using L = cache::CacheLevel;
    const std::vector<std::function<void(H&, S*, L*)>> changes = {
        [](H& h, S*, L*) { h.magic[0] = 'X'; },
        [](H& h, S*, L*) { h.structureCount = 0; },
        [](H& h, S*, L*) { h.structureCount = 70000; },
        [](H& h, S*, L*) { h.levelCount = 0; },
        [](H& h, S*, L*) { h.levelCount += 1; },
        [](H& h, S*, L*) { h.vertexCount = 0xFFFFFFFFFFFF; },
        [](H& h, S*, L*) { h.indexCount += 3; },
        [](H& h, S*, L*) { h.stringBytes = 0xFFFFFFFF; },
        [](H& h, S*, L*) { h.fileBytes += 1; },
        [](H& h, S*, L*) { h.hasLevels = 2; },
        [](H& h, S*, L*) { h.quantStepMm = 0; },
        [=](H& h, S*, L*) { h.quantStepMm = nan; },
        [=](H& h, S*, L*) { h.quantOrigin[1] = nan; },
        [](H& h, S*, L*) { h.name.size = h.stringBytes + 1; },
        [](H& h, S*, L*) { h.checksum.first = 0xFFFFFFF0; },
        [](H&, S* s, L*) { s[0].key.size = 0; },
        [](H&, S* s, L*) { s[1].key = s[0].key; },
        [](H&, S* s, L*) {
            s[2].region = {0xFFFFFFFF, 0xFFFFFFFF};
        },
        [](H&, S* s, L*) { s[0].side = 3; },
        [](H&, S* s, L*) { s[0].system = 12; },
        [](H&, S* s, L*) { s[0].layer = 10; },
        [=](H&, S* s, L*) { s[0].bounds[2] = nan; },
        [](H&, S* s, L*) { s[0].bounds[0] = s[0].bounds[3] + 1; },
        [](H&, S* s, L*) { s[0].radiusMm = -1; },
        [=](H&, S* s, L*) { s[0].frame[4] = nan; },
        [](H&, S* s, L*) { s[0].frame[3] = 5; },
        [](H&, S* s, L*) { s[0].frame[12] = 0; },
        [](H&, S* s, L*) { s[0].levelCount = 0; },
        [](H&, S* s, L*) { s[0].levelCount = 9; },
        [](H& h, S* s, L*) { s[0].firstLevel = h.levelCount; },
        [](H&, S* s, L*) { s[0].firstLevel = 0xFFFFFFFF; },
        [](H&, S*, L* l) { l[0].errorMm = 1; },
        [=](H&, S*, L* l) { l[1].errorMm = nan; },
        [](H&, S*, L* l) { l[1].errorMm = 0; },
        [](H&, S*, L* l) { l[0].vertexCount = 0; },
        [](H&, S*, L* l) { l[0].indexCount = 0; },
        [](H&, S*, L* l) { l[0].indexCount -= 1; },
        [](H& h, S*, L* l) { l[0].firstVertex = static_cast<std::uint32_t>(h.vertexCount); },
        [](H&, S*, L* l) { l[0].firstVertex = 0xFFFFFFFF; },
        [](H&, S*, L* l) { l[0].firstIndex = 0xFFFFFFFF; },
        [](H& h, S*, L* l) { l[0].indexCount = static_cast<std::uint32_t>(h.indexCount + 3); },
    };
    for (size_t i = 0; i < changes.size(); ++i) {
        const auto body = openChanged(changes[i]);
        EXPECT_FALSE(body) << "change " << i;
        if (!body) {
            EXPECT_EQ(body.error().kind, ErrorKind::refused);
        }
    }
}

TEST(Cache, otherFilesAreNoBodies) {
    TestFolder folder;
    EXPECT_FALSE(Body::open(folder / "missing"));
    EXPECT_FALSE(Body::open(folder.path()));
    EXPECT_FALSE(Body::open("/dev/zero"));
    ASSERT_TRUE(writeFileAtomically(folder / "empty", std::string_view()));
    EXPECT_FALSE(Body::open(folder / "empty"));
    ASSERT_TRUE(writeFileAtomically(folder / "text", std::string(5000, 'x')));
    const auto body = Body::open(folder / "text");
    ASSERT_FALSE(body);
    EXPECT_NE(body.error().message.find("not a Myochart body"), std::string::npos);
}

}  // namespace myochart::body
