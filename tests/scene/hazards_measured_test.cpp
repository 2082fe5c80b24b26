#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "anatomy/hazards.h"
#include "core/text.h"
#include "support/builtin_body.h"
#include "support/sample_body.h"

// The guard of the hazard table: on the built-in body itself, a muscle that comes near to something that must not be
// met names it among its hazards.

namespace myochart::scene {

using namespace test;

namespace {

/// What of the body is measured to, how near counts, and the words by which a hazard names it.
struct Danger {
    const char* name;
    std::vector<const char*> inStructureName;
    float withinMm;
    std::vector<const char*> inHazard;
    std::map<std::string, const char*> exceptions;  ///< muscle, and why it need not name it
};

const std::vector<Danger>& dangers() {
    static const std::vector<Danger> all = {
        {"lung", {"lobe of right lung", "lobe of left lung", "lobe of lung"}, 25, {"lung", "pleura"}, {}},
        {"spinal cord", {"central canal of spinal cord"}, 25, {"spinal c", "cauda", "dural"}, {}},
        {"kidney", {"kidney"}, 15, {"kidney"}, {}},
        {"liver", {"liver"}, 15, {"liver"}, {}},
        {"spleen", {"spleen"}, 15, {"spleen"}, {}},
        {"stomach", {"stomach"}, 15, {"stomach"}, {}},
        {"bladder", {"urinary bladder"}, 12, {"bladder"}, {}},
        {"great vessel",
         {"aorta", "vena cava", "carotid artery", "subclavian artery", "subclavian vein", "jugular vein",
          "brachiocephalic"},
         10,
         {"arter", "vein", "vessel", "vascular", "carotid", "jugular"},
         {}},
        {"eye", {"eyeball"}, 10, {"eye"}, {{"temporalis", "the bony outer wall of the orbit lies between"}}},
    };
    return all;
}

bool holdsOne(std::string_view text, const std::vector<const char*>& words) {
    return std::ranges::any_of(words, [&](const char* word) { return text.find(word) != std::string_view::npos; });
}

bool names(const std::string& muscleKey, const Danger& danger) {
    const auto hazards = anatomy::hazardsOf(catalogue(), muscleKey);
    return std::ranges::any_of(hazards, [&](const auto* fact) { return holdsOne(fact->structures, danger.inHazard); });
}

/// Whether any vertex of the muscle's surface lies within so many mm of the danger's, or in its bowels.
class Near {
  public:
    explicit Near(const Danger& danger) : danger_(danger) {
        for (std::uint32_t i = 0; i < builtinBody().structures().size(); ++i)
            if (holdsOne(builtinBody().structure(i).name, danger.inStructureName))
                meshes_.push_back(builtinBody().mesh(i));
        std::vector<geometry::MeshView> views(meshes_.begin(), meshes_.end());
        for (const geometry::MeshView& view : views) boxes_.push_back(geometry::bounds(view));
        index_ = geometry::RayIndex::build(views);
    }
    bool found() const { return !meshes_.empty() && index_; }
    bool to(std::uint32_t structure) const {
        const geometry::TriMesh mesh = builtinBody().mesh(structure);
        return std::ranges::any_of(mesh.positions,
                                   [&](vec3 p) { return inReach(p) && index_->nearest(p, danger_.withinMm); });
    }

  private:
    bool inReach(vec3 p) const {
        return std::ranges::any_of(boxes_, [&](const Box& box) {
            for (int i = 0; i < 3; ++i)
                if (p[i] < box.min[i] - danger_.withinMm || p[i] > box.max[i] + danger_.withinMm) return false;
            return true;
        });
    }
    const Danger& danger_;
    std::vector<geometry::TriMesh> meshes_;
    std::vector<Box> boxes_;
    std::optional<geometry::RayIndex> index_;
};

}  // namespace

TEST(HazardsMeasured, aMuscleThatComesNearNamesWhatItComesNearTo) {
    for (const Danger& danger : dangers()) {
        const Near near(danger);
        ASSERT_TRUE(near.found()) << "the built-in body has no " << danger.name;
        std::set<std::string> silent;
        for (std::uint32_t i = 0; i < builtinBody().structures().size(); ++i) {
            const body::Structure& structure = builtinBody().structure(i);
            const std::string& key = structure.muscleKey;
            if (structure.system != body::System::muscle || key.empty() || silent.contains(key) || names(key, danger))
                continue;
            if (near.to(i)) silent.insert(key);
        }
        for (const std::string& key : silent)
            EXPECT_TRUE(danger.exceptions.contains(key))
                << key << " lies within " << danger.withinMm << " mm of the " << danger.name << " and names none";
        for (const auto& [key, why] : danger.exceptions)
            EXPECT_TRUE(silent.contains(key)) << key << " is no exception any more: " << why;
    }
}

TEST(HazardsMeasured, theMeasureTellsNearFromFar) {
    const Near lung(dangers().front());
    const auto near = [&](const char* key) {
        const auto at = builtinBody().structuresOf(key, Side::left);
        EXPECT_FALSE(at.empty()) << key;
        return !at.empty() && lung.to(at.front());
    };
    for (const char* key : {"rhomboid_major", "iliocostalis_thoracis", "pectoralis_minor", "sternothyroid"})
        EXPECT_TRUE(near(key)) << key;
    for (const char* key : {"soleus", "gluteus_maximus", "temporalis", "brachioradialis"})
        EXPECT_FALSE(near(key)) << key;
}

}  // namespace myochart::scene
