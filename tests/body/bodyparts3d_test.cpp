#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <set>

#include <fmt/format.h>

#include "body/body_writer.h"
#include "body/model_library.h"
#include "model_files.h"

// The publisher's whole archives, alone as a user may have them: without the part tables beside.

namespace myochart::body {

using namespace test;

namespace {

struct Imported {
    TestFolder folder;
    ImportReport report;
    std::shared_ptr<const Body> body;

    explicit Imported(const std::string& archive) {
        const Path alone = folder / archive;
        std::filesystem::create_symlink(sharedFolder() / "data/bodyparts3d" / archive, alone);
        ModelLibrary library(folder / "models", builtHelper(), catalogue());
        Progress progress;
        ImportOptions options;
        options.name = "whole";
        options.levelsNow = false;
        const auto before = std::chrono::steady_clock::now();
        auto made = library.import(alone, options, progress);
        EXPECT_TRUE(made) << (made ? "" : made.error().message);
        if (!made) return;
        report = *made;
        body = library.open("whole", progress).value();
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
        std::cout << fmt::format(
            "[  FIGURES ] {}: {} structures, {} triangles, {:.1f} s, cache {:.1f} MB, muscles {} mapped, {} not, {} "
            "sides corrected\n",
            archive, report.structures, report.triangles, seconds,
            static_cast<double>(std::filesystem::file_size(folder / "models/whole/body.cache")) / 1e6,
            report.mappedMuscles.size(), report.unmappedMuscles.size(), report.corrected.size());
    }
    const Structure& operator[](std::string_view key) const { return body->structure(body->find(key).value()); }
    size_t count(System system) const {
        return static_cast<size_t>(std::count_if(body->structures().begin(), body->structures().end(),
                                                 [&](const Structure& s) { return s.system == system; }));
    }
};

/// Keys of muscles and bones that lie on the other side than they say.
std::vector<std::string> onTheWrongSide(const Body& body) {
    std::vector<std::string> wrong;
    for (const Structure& s : body.structures()) {
        const float x = s.bounds.centre().x;
        const bool paired = s.system == System::muscle || s.system == System::bone;
        if (paired && ((s.side == Side::left && x <= 0) || (s.side == Side::right && x >= 0))) wrong.push_back(s.key);
    }
    return wrong;
}

/// Muscles that stand on one side only.
std::set<std::string> unpaired(const Body& body) {
    std::set<std::string> alone;
    for (const Structure& s : body.structures())
        if (!s.muscleKey.empty() && s.side != Side::midline && body.structuresOf(s.muscleKey, opposite(s.side)).empty())
            alone.insert(s.muscleKey);
    return alone;
}

}  // namespace

TEST(BodyParts3dWhole, version3) {
    MYOCHART_NEED_SHARED("data/bodyparts3d/BodyParts3D_3.0_obj_99.zip");
    const Imported v3("BodyParts3D_3.0_obj_99.zip");
    ASSERT_TRUE(v3.body);
    EXPECT_EQ(v3.report.source, "BodyParts3D 3.0");
    EXPECT_EQ(v3.body->structures().size(), 760U);
    EXPECT_TRUE(v3.report.skipped.empty());
    EXPECT_TRUE(v3.report.corrected.empty());
    EXPECT_FALSE(v3.report.isToBeConfirmed());
    EXPECT_NE(v3.body->licence().find("The Database Center for Life Science"), std::string::npos);
    EXPECT_NEAR(v3.report.sizeMm.z, 1677, 2);
    EXPECT_EQ(v3.count(System::muscle), 415U);
    EXPECT_EQ(v3.report.mappedMuscles.size(), 415U);
    EXPECT_TRUE(v3.report.unmappedMuscles.empty());
    EXPECT_TRUE(onTheWrongSide(*v3.body).empty());
    EXPECT_TRUE(unpaired(*v3.body).empty());
    const Structure& soleus = v3["left_soleus"];
    EXPECT_EQ(soleus.fma, "FMA22559");
    EXPECT_EQ(soleus.sourceFile, "FMA22559.obj");
    EXPECT_EQ(soleus.muscleKey, "soleus");
    EXPECT_EQ(soleus.region, "leg_foot");
    EXPECT_EQ(soleus.layer, anatomy::Layer::intermediate);
    EXPECT_EQ(v3["long_head_of_left_biceps_femoris"].muscleKey, "biceps_femoris_long");
    EXPECT_EQ(v3["descending_part_of_right_trapezius"].muscleKey, "upper_trapezius");
    EXPECT_EQ(v3["atlas"].system, System::bone);
    EXPECT_EQ(v3["set_of_head_hairs"].layer, anatomy::Layer::skin);
    EXPECT_EQ(v3["left_costal_cartilage"].system, System::cartilage);
    EXPECT_EQ(v3["left_costal_cartilage"].fma, "");
    EXPECT_EQ(v3["pancreas"].system, System::organ);
    EXPECT_EQ(v3["pancreas"].fma, "FMA7198");
}

TEST(BodyParts3dWhole, version4) {
    MYOCHART_NEED_SHARED("data/bodyparts3d/isa_BP3D_4.0_obj_99.zip");
    const Imported v4("isa_BP3D_4.0_obj_99.zip");
    ASSERT_TRUE(v4.body);
    EXPECT_EQ(v4.report.source, "BodyParts3D 4.0");
    EXPECT_EQ(v4.body->structures().size(), 780U);
    EXPECT_EQ(v4.count(System::muscle), 416U);
    EXPECT_EQ(v4.report.mappedMuscles.size(), 362U);
    // What stays unmapped are the muscles of eye, tongue, palate, pharynx and larynx, which the catalogue leaves out.
    EXPECT_EQ(v4.report.unmappedMuscles.size(), 54U);
    for (const std::string& name : v4.report.unmappedMuscles) EXPECT_FALSE(catalogue().matchName(name)) << name;
    EXPECT_EQ(v4["left_soleus"].muscleKey, "soleus");
    EXPECT_EQ(v4["left_soleus"].fma, "FMA22559");
    EXPECT_EQ(unpaired(*v4.body), std::set<std::string>{"longus_colli"}) << "the archive has the left one alone";
    // The publisher names these four after the other side.
    EXPECT_EQ(v4.report.corrected.size(), 4U);
    EXPECT_EQ(v4["right_flexor_pollicis_brevis"].sourceFile, "FJ1469.obj");
    EXPECT_EQ(v4["right_flexor_pollicis_brevis"].fma, "FMA65198");
    EXPECT_LT(v4["right_flexor_pollicis_brevis"].bounds.max.x, 0);
    EXPECT_EQ(onTheWrongSide(*v4.body), std::vector<std::string>{"left_oblique_arytenoid"})
        << "it crosses the midplane";
    EXPECT_EQ(v4["left_thoracic_rotator"].muscleKey, "rotatores_thoracis");
    EXPECT_EQ(v4["right_spinalis"].side, Side::right) << "named by the table: its header has no name";
}

TEST(BodyParts3dWhole, trunkWallOfZAnatomyKeepsItsFrame) {
    MYOCHART_NEED_SHARED("data/z_anatomy/trunk_wall.zip");
    TestFolder folder;
    ModelLibrary library(folder / "models", builtHelper(), catalogue());
    Progress progress;
    const auto report = library.import(sharedFolder() / "data/z_anatomy/trunk_wall.zip", {}, progress);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->source, "Z-Anatomy");
    EXPECT_EQ(report->millimetresPerUnit, 1);
    EXPECT_EQ(report->mappedMuscles.size(), 12U);
    const auto body = library.open("trunk_wall", progress).value();
    EXPECT_EQ(body->structuresOf("external_oblique", Side::left).size(), 1U);
    EXPECT_TRUE(onTheWrongSide(*body).empty());
}

TEST(BodyParts3dWhole, levelsOfRealStructuresStayWithinTheirStatedError) {
    MYOCHART_NEED_SHARED("data/bodyparts3d/BodyParts3D_3.0_obj_99.zip");
    const Imported v3("BodyParts3D_3.0_obj_99.zip");
    ASSERT_TRUE(v3.body);
    NewBody few{"few", "", "", {}};
    for (const std::string key :
         {"left_femur", "descending_part_of_left_trapezius", "left_scapula", "left_flexor_digitorum_profundus",
          "left_serratus_anterior", "seventh_cervical_vertebra"})
        few.structures.push_back({v3[key], v3.body->mesh(v3.body->find(key).value())});
    for (NewStructure& s : few.structures) s.facts.levels.clear();
    Progress progress;
    ASSERT_TRUE(writeBody(v3.folder / "few.cache", std::move(few), true, progress));
    const auto body = Body::open(v3.folder / "few.cache").value();
    float worstRatio = 0;
    for (std::uint32_t i = 0; i < body->structures().size(); ++i) {
        const Structure& s = body->structure(i);
        const auto full = body->mesh(i);
        for (size_t l = 1; l < s.levels.size(); ++l) {
            geometry::TriMesh coarse;
            for (const PackedVertex& v : body->vertices(s.levels[l])) coarse.positions.push_back(body->position(v));
            const auto corners = body->indices(s.levels[l]);
            coarse.indices.assign(corners.begin(), corners.end());
            const std::vector<geometry::MeshView> parts = {coarse};
            const auto index = geometry::RayIndex::build(parts);
            std::vector<float> away;
            for (size_t v = 0; v < full.positions.size(); v += 11) {
                const auto near = index->nearest(full.positions[v], 1000);
                away.push_back(near ? near->distanceMm : 1000);
            }
            std::sort(away.begin(), away.end());
            const float most = away[away.size() * 95 / 100];
            worstRatio = std::max(worstRatio, most / s.levels[l].errorMm);
            EXPECT_LE(most, s.levels[l].errorMm * 1.25F + 0.02F) << s.key << " level " << l;
        }
    }
    std::cout << fmt::format(
        "[  FIGURES ] 95 % of the full-detail vertices lie within {:.2f} times the stated error of every level\n",
        worstRatio);
}

}  // namespace myochart::body
