#include "support/sample_body.h"

#include <gtest/gtest.h>

#include <numbers>

#include "body/body_writer.h"
#include "core/id.h"
#include "support/test_folder.h"

namespace myochart::test {

namespace {

using body::System;

geometry::TriMesh ellipsoid(vec3 centre, vec3 radii) {
    constexpr std::uint32_t kRings = 24, kSides = 32;
    geometry::TriMesh mesh;
    for (std::uint32_t r = 0; r <= kRings; ++r)
        for (std::uint32_t s = 0; s < kSides; ++s) {
            const float a = std::numbers::pi_v<float> * static_cast<float>(r) / kRings, b = 2 * std::numbers::pi_v<float> * static_cast<float>(s) / kSides;
            const float ring = r == 0 || r == kRings ? 0 : std::sin(a);
            mesh.positions.push_back(centre + radii * vec3(ring * std::cos(b), ring * std::sin(b), std::cos(a)));
        }
    for (std::uint32_t r = 0; r < kRings; ++r)
        for (std::uint32_t s = 0; s < kSides; ++s) {
            const std::uint32_t next = (s + 1) % kSides, a = r * kSides + s, b = r * kSides + next, c = a + kSides, d = b + kSides;
            mesh.indices.insert(mesh.indices.end(), {a, c, b, b, c, d});
        }
    return geometry::weld(mesh);
}

struct Piece {
    const char *name, *muscleKey;
    System system;
    anatomy::Layer layer;
    vec3 centre, radii;
    bool paired;
};

const std::vector<Piece> kPieces = {
    {"soleus", "soleus", System::muscle, anatomy::Layer::intermediate, {90, 60, 300}, {35, 25, 140}, true},
    {"medial head of gastrocnemius", "gastrocnemius_medial", System::muscle, anatomy::Layer::superficial, {72, 92, 400}, {20, 14, 110}, true},
    {"lateral head of gastrocnemius", "gastrocnemius_lateral", System::muscle, anatomy::Layer::superficial, {112, 92, 400}, {18, 14, 105}, true},
    {"descending part of trapezius", "upper_trapezius", System::muscle, anatomy::Layer::superficial, {95, 20, 1420}, {80, 12, 25}, true},
    {"sternocleidomastoid", "sternocleidomastoid", System::muscle, anatomy::Layer::superficial, {45, -5, 1500}, {12, 20, 85}, true},
    {"first lumbrical of foot", "lumbricals_foot", System::muscle, anatomy::Layer::deep, {70, -60, 15}, {4, 30, 4}, true},
    {"second lumbrical of foot", "lumbricals_foot", System::muscle, anatomy::Layer::deep, {82, -58, 15}, {4, 28, 4}, true},
    {"tibia", "", System::bone, anatomy::Layer::bone, {88, 15, 280}, {14, 14, 190}, true},
    {"femoral artery", "", System::vessel, anatomy::Layer::vessel, {85, -40, 750}, {5, 5, 120}, true},
    {"femoral vein", "", System::vessel, anatomy::Layer::vessel, {78, -36, 750}, {6, 6, 120}, true},
    {"spleen", "", System::organ, anatomy::Layer::organ, {90, 20, 1150}, {35, 20, 50}, false},
    {"skull", "", System::bone, anatomy::Layer::bone, {0, -20, 1650}, {70, 90, 110}, false},
    {"body of sternum", "", System::bone, anatomy::Layer::bone, {0, -95, 1250}, {20, 6, 80}, false},
};

body::NewStructure structureOf(const Piece& piece, Side side, float stretch) {
    body::NewStructure made;
    made.facts.name = side == Side::midline ? piece.name : std::string(name(side)) + " " + piece.name;
    made.facts.key = made.facts.name;
    std::replace(made.facts.key.begin(), made.facts.key.end(), ' ', '_');
    made.facts.muscleKey = piece.muscleKey;
    made.facts.system = piece.system;
    made.facts.layer = piece.layer;
    made.facts.side = side;
    const float sign = side == Side::right ? -1.0F : 1.0F;
    made.mesh = ellipsoid(piece.centre * vec3(sign, 1, 1), piece.radii * vec3(1, 1, stretch));
    return made;
}

}  // namespace

const anatomy::Catalogue& catalogue() {
    static const Result<anatomy::Catalogue> loaded = anatomy::Catalogue::load(sourceFolder() / "assets" / "knowledge");
    return loaded.value();
}

std::shared_ptr<const body::Body> sampleBody(const SampleShape& shape) {
    static const TestFolder folder;
    body::NewBody fresh{"sample", "test", "", {}};
    for (const Piece& piece : kPieces) {
        if (!shape.withCalves && std::string(piece.muscleKey).starts_with("gastrocnemius")) continue;
        if (!shape.withHead && std::string(piece.name) == "skull") continue;
        if (!piece.paired) fresh.structures.push_back(structureOf(piece, Side::midline, shape.stretch));
        else
            for (const Side side : {Side::left, Side::right}) fresh.structures.push_back(structureOf(piece, side, shape.stretch));
    }
    if (shape.withSkin)
        fresh.structures.push_back(structureOf({"skin of leg", "", System::skin, anatomy::Layer::skin, {90, 50, 300}, {90, 90, 320}, true}, Side::left, shape.stretch));
    const Path file = folder / (makeUuid() + ".cache");
    Progress progress;
    const auto written = body::writeBody(file, std::move(fresh), false, progress);
    EXPECT_TRUE(written.ok()) << (written.ok() ? "" : written.error().message);
    auto opened = body::Body::open(file);
    EXPECT_TRUE(opened.ok()) << (opened.ok() ? "" : opened.error().message);
    return opened.value();
}

geometry::SurfacePoint surfaceOf(const body::Body& body, const std::string& key, vec3 through, vec3 direction) {
    const auto structure = body.find(key);
    EXPECT_TRUE(structure) << key;
    std::vector<geometry::RayHit> hits;
    const vec3 d = glm::normalize(direction);
    geometry::appendHits({through - d * 1000.0F, d}, body.mesh(*structure), *structure, 1e6F, hits);
    EXPECT_FALSE(hits.empty()) << key;
    return hits.empty() ? geometry::SurfacePoint{} : hits.front().at;
}

}  // namespace myochart::test
