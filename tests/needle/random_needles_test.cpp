#include <gtest/gtest.h>

#include <random>

#include "geometry/segment_index.h"
#include "needle/on_builtin_body.h"
#include "needle/passage.h"
#include "places/danger.h"

// The figures of 1,000 random needles against those of plain loops.

namespace myochart::needle {

namespace {

struct RandomNeedles : OnTheBuiltInBody {
    std::mt19937 random{23};
    float unit() { return std::uniform_real_distribution<float>(-1, 1)(random); }
    /// Through muscles of trunk and limbs.
    std::vector<Shaft> shafts(size_t count) {
        std::vector<Shaft> made;
        while (made.size() < count) {
            const body::Structure& structure = body.structure(static_cast<std::uint32_t>(random() % body.structures().size()));
            if (structure.system != body::System::muscle) continue;
            if (const auto shaft = shaftFrom(structure.bounds.centre() + vec3(unit(), unit(), unit()) * 30.0F, {unit(), unit(), unit() + 0.01F}, 40)) made.push_back(*shaft);
        }
        return made;
    }
};

/// Squared distance between a segment's box and a mesh's.
double boxDistance(const Shaft& shaft, const Box& box) {
    const vec3 low = glm::min(shaft.entry, shaft.tip()), high = glm::max(shaft.entry, shaft.tip());
    return static_cast<double>(glm::length(glm::max(glm::max(box.min - high, low - box.max), vec3(0))));
}

}  // namespace

TEST_F(RandomNeedles, depthsAreThoseOfTheSurfacesThemselves) {
    std::vector<std::optional<geometry::TriMesh>> meshes(body.structures().size());
    size_t compared = 0;
    for (const Shaft& given : shafts(1000)) {
        const Path path = pathOf(body, rays(), given);
        if (!path.boneAtMm || *path.boneAtMm <= 0) continue;
        // The bone has its own surface but for a seam that was closed before it.
        const auto bone = std::ranges::find_if(path.pieces, [&](const Piece& piece) { return piece.fromMm == *path.boneAtMm; });
        ASSERT_NE(bone, path.pieces.end());
        const std::uint32_t structure = *bone->structure;
        auto& mesh = meshes[structure];
        if (!mesh) mesh = body.mesh(structure);
        std::vector<geometry::RayHit> hits;
        geometry::appendHits({path.shaft.at(-400), path.shaft.direction}, *mesh, structure, 840, hits);
        float nearest = 1e9F;
        for (const geometry::RayHit& hit : hits) nearest = std::min(nearest, std::abs(hit.distanceMm - 400 - *path.boneAtMm));
        EXPECT_LE(nearest, kSeamMm / 2 + 0.01F);
        compared += nearest <= 0.01F;
    }
    EXPECT_GT(compared, 30U);
}

TEST_F(RandomNeedles, crossingsOfEmbreeAreThoseOfEveryTriangle) {
    std::vector<std::optional<geometry::TriMesh>> meshes(body.structures().size());
    size_t compared = 0;
    for (const Shaft& shaft : shafts(1000)) {
        const geometry::Ray ray{shaft.entry, shaft.direction};
        for (const geometry::RayHit& hit : rays().allHits(ray, 40)) {
            auto& mesh = meshes[hit.at.part];
            if (!mesh) mesh = body.mesh(hit.at.part);
            std::vector<geometry::RayHit> own;
            geometry::appendHits(ray, *mesh, hit.at.part, 45, own);
            float nearest = 1e9F;
            for (const geometry::RayHit& each : own) nearest = std::min(nearest, std::abs(each.distanceMm - hit.distanceMm));
            EXPECT_LE(nearest, 0.01F);
            ++compared;
        }
    }
    EXPECT_GT(compared, 1000U);
}

TEST_F(RandomNeedles, distancesAreThoseOfEveryTriangle) {
    struct Part {
        std::uint32_t structure;
        geometry::TriMesh mesh;
    };
    std::vector<Part> parts;
    for (std::uint32_t i = 0; i < body.structures().size(); ++i)
        if (places::dangerOf(body.structure(i)) != anatomy::Danger::none) parts.push_back({i, body.mesh(i)});
    size_t compared = 0;
    for (const Shaft& shaft : shafts(1000)) {
        const auto near = hazards().near(shaft, rays());
        for (const Hazard& each : near) {
            if (!each.structure) continue;  // the wall of the chest, the spinal canal
            const auto part = std::ranges::find(parts, *each.structure, &Part::structure);
            ASSERT_NE(part, parts.end());
            if (part->mesh.triangleCount() > 40'000 && compared % 8 != 0) continue;  // the largest now and then: a plain loop takes its time
            double best = 1e18;
            const geometry::MeshView mesh(part->mesh);
            for (size_t t = 0; t < mesh.triangleCount(); ++t)
                best = std::min(best, geometry::nearestToSegment({shaft.entry, shaft.tip()}, mesh.corner(t, 0), mesh.corner(t, 1), mesh.corner(t, 2)).distance2);
            EXPECT_NEAR(static_cast<double>(each.distanceMm), std::sqrt(best), 0.05);
            ++compared;
        }
        // None is left out whose box alone lies within reach of every way there.
        for (const Part& part : parts) {
            if (boxDistance(shaft, body.structure(part.structure).bounds) <= static_cast<double>(kAroundMm)) continue;
            EXPECT_EQ(std::ranges::find(near, std::optional(part.structure), &Hazard::structure), near.end());
        }
    }
    EXPECT_GT(compared, 500U);
}

}  // namespace myochart::needle
