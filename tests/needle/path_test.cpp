#include "needle/path.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "needle/layers.h"
#include "support/builtin_body.h"

namespace myochart::needle {

namespace {

using body::System;

using test_layers::box;
using test_layers::Layers;

}  // namespace

TEST(NeedlePath, PiecesLieEndToEndFromTheSkin) {
    const Layers layers({box("skin", System::skin, 0, -200), box("upper", System::muscle, -6, -20), box("lower", System::muscle, -30, -50), box("bone", System::bone, -50, -70)});
    const Path path = layers.path(55);
    EXPECT_TRUE(path.fromSkin);
    EXPECT_EQ(layers.told(path), "- 0.0-6.0, upper 6.0-20.0, - 20.0-30.0, lower 30.0-50.0, bone 50.0-55.0");
    EXPECT_NEAR(*path.boneAtMm, 50, 0.1);
    EXPECT_EQ(tipIn(path), layers.body->find("bone"));
    EXPECT_NEAR(lengthIn(path, {*layers.body->find("upper"), *layers.body->find("lower")}), 34, 0.1);
}

TEST(NeedlePath, AnEntryOffTheSkinIsMovedAlongTheWayOntoIt) {
    const Layers layers({box("skin", System::skin, 0, -200), box("upper", System::muscle, -6, -20)});
    EXPECT_NEAR(layers.path(10, {1, 2, 25}).movedMm, 25, 0.1) << "above it";
    const Path from = layers.path(10, {1, 2, -6});
    EXPECT_NEAR(from.movedMm, -6, 0.1) << "on the muscle";
    EXPECT_EQ(layers.told(from), "- 0.0-6.0, upper 6.0-10.0");
    EXPECT_FALSE(layers.path(10, {1, 2, 100}).fromSkin) << "too far off to be meant";
}

TEST(NeedlePath, NeighboursThatOverlapShareAndANarrowGapIsNone) {
    const Layers layers({box("skin", System::skin, 0, -200), box("first", System::muscle, -5, -20), box("second", System::muscle, -16, -30), box("third", System::muscle, -32, -40), box("fourth", System::muscle, -44, -60)});
    EXPECT_EQ(layers.told(layers.path(50)), "- 0.0-5.0, first 5.0-18.0, second 18.0-31.0, third 31.0-40.0, - 40.0-44.0, fourth 44.0-50.0");
}

TEST(NeedlePath, WhatLiesInsideHasItsPlaceAndBoneComesFirst) {
    const Layers layers({box("skin", System::skin, 0, -200), box("muscle", System::muscle, -5, -50), box("artery", System::vessel, -20, -24), box("inner", System::muscle, -30, -34), box("bone", System::bone, -45, -80)});
    EXPECT_EQ(layers.told(layers.path(60)), "- 0.0-5.0, muscle 5.0-20.0, artery 20.0-24.0, muscle 24.0-30.0, inner 30.0-34.0, muscle 34.0-45.0, bone 45.0-60.0");
}

TEST(NeedlePath, WhatIsTooShortToBeToldGoesToItsNeighbourButAVesselStays) {
    const Layers layers({box("skin", System::skin, 0, -200), box("muscle", System::muscle, -5, -38), box("sliver", System::muscle, -38, -38.3F), box("below", System::muscle, -38.3F, -50), box("artery", System::vessel, -50, -50.3F),
                         box("last", System::muscle, -50.3F, -80)});
    EXPECT_EQ(layers.told(layers.path(60)), "- 0.0-5.0, muscle 5.0-38.3, below 38.3-50.0, artery 50.0-50.3, last 50.3-60.0");
    const Layers parted({box("skin", System::skin, 0, -200), box("muscle", System::muscle, -5, -50), box("sliver", System::muscle, -20, -20.3F)});
    EXPECT_EQ(parted.told(parted.path(40)), "- 0.0-5.0, muscle 5.0-40.0");
}

TEST(NeedlePath, AnInsideOutSurfaceIsReadAsItIsMeant) {
    body::NewStructure turned = box("turned", System::muscle, -6, -20);
    for (size_t i = 0; i + 2 < turned.mesh.indices.size(); i += 3) std::swap(turned.mesh.indices[i], turned.mesh.indices[i + 1]);
    const Layers layers({box("skin", System::skin, 0, -200), std::move(turned)});
    EXPECT_EQ(layers.told(layers.path(12)), "- 0.0-6.0, turned 6.0-12.0");
}

TEST(NeedlePath, AnOpenSurfaceIsToldAndHasNoPiece) {
    body::NewStructure open = box("open", System::muscle, -6, -20);
    open.mesh.indices.resize(open.mesh.indices.size() - 30);  // only what is left of it
    const Layers layers({box("skin", System::skin, 0, -200), std::move(open), box("below", System::muscle, -30, -50)});
    const Path path = layers.path(40);
    EXPECT_LE(path.openSurfaces.size(), 1U);
    EXPECT_NEAR(path.pieces.back().toMm, 40, 1e-4);
    for (size_t i = 1; i < path.pieces.size(); ++i) EXPECT_EQ(path.pieces[i].fromMm, path.pieces[i - 1].toMm);
}

TEST(NeedlePath, ABodyWithoutASkinCountsFromTheEntryAndSaysSo) {
    const Layers layers({box("upper", System::muscle, -6, -20)});
    const Path path = layers.path(10);
    EXPECT_FALSE(path.fromSkin);
    EXPECT_EQ(layers.told(path), "- 0.0-6.0, upper 6.0-10.0");
}

TEST(NeedlePath, WhatIsNoNeedleIsRefusedWithASentence) {
    const float nan = std::nanf("");
    EXPECT_EQ(shaftFrom({0, 0, 0}, {0, 0, 0}, 10).error().message, "The direction is none: it is three numbers that are not all 0.");
    EXPECT_FALSE(shaftFrom({0, 0, 0}, {nan, 0, 1}, 10));
    EXPECT_EQ(shaftFrom({nan, 0, 0}, {0, 0, 1}, 10).error().message, "The entry is no place on a body: its coordinates are three numbers in mm.");
    for (const float length : {0.0F, -1.0F, 1'000'000.0F, nan}) EXPECT_EQ(shaftFrom({0, 0, 0}, {0, 0, 1}, length).error().message, "The length must be more than 0 and at most 200 mm.");
}

TEST(NeedlePath, ARandomNeedleOfTheBuiltInBodyAgreesWithItsCrossings) {
    const body::Body& body = test::builtinBody();
    const auto rays = body.buildRayIndex();
    std::mt19937 random(11);
    std::uniform_real_distribution<float> unit(-1, 1);
    const Box box = body.bounds();
    size_t withPieces = 0;
    for (int i = 0; i < 1000; ++i) {
        const vec3 entry = box.centre() + vec3(unit(random), unit(random), unit(random)) * box.size() * 0.5F;
        vec3 direction(unit(random), unit(random), unit(random));
        if (glm::length(direction) < 0.1F) direction = {0, 1, 0};
        const Path path = pathOf(body, *rays, *shaftFrom(entry, direction, 60));
        ASSERT_FALSE(path.pieces.empty());
        EXPECT_EQ(path.pieces.front().fromMm, 0);
        EXPECT_NEAR(path.pieces.back().toMm, 60, 1e-3);
        for (size_t k = 1; k < path.pieces.size(); ++k) EXPECT_EQ(path.pieces[k].fromMm, path.pieces[k - 1].toMm);
        for (const Piece& piece : path.pieces) EXPECT_GT(piece.toMm, piece.fromMm);
        withPieces += path.pieces.size() > 1;
        if (path.boneAtMm) {
            // A bone keeps its own surface: nothing may move it but a seam.
            const auto hits = rays->allHits({path.shaft.at(-400), path.shaft.direction}, 1000);
            float nearest = 1e9F;
            for (const auto& hit : hits) {
                const System system = body.structure(hit.at.part).system;
                if (system == System::bone || system == System::cartilage || system == System::disc || system == System::tooth) nearest = std::min(nearest, std::abs(hit.distanceMm - 400 - *path.boneAtMm));
            }
            EXPECT_TRUE(*path.boneAtMm == 0 || nearest <= kSeamMm / 2 + 0.02F) << i << ": " << nearest;
        }
    }
    EXPECT_GT(withPieces, 50U);
}

}  // namespace myochart::needle
