#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include <fmt/format.h>

#include "places/place_search.h"
#include "scene/pick.h"
#include "places/place_by_words.h"
#include "support/builtin_body.h"
#include "support/sample_body.h"

// Words lead to the face of a muscle that a needle meets first: on the shortest straight way from the skin that meets
// no bone, the place does not lie behind the muscle itself.

namespace myochart::places {

using namespace test;

namespace {

constexpr float kOnBoneMm = 2;  // muscle and bone overlap by so much where they touch
constexpr float kReachMm = 250;
constexpr float kOwnMm = 1;

bool isHard(body::System system) {
    return system == body::System::bone || system == body::System::cartilage;
}

/// The way of a needle, of every vertex of the skin and an index of the bones: nothing of what places are found with.
class Needle {
  public:
    explicit Needle(const body::Body& body) : body_(body) {
        std::vector<geometry::TriMesh> bones;
        for (std::uint32_t i = 0; i < body.structures().size(); ++i) {
            const body::Structure& structure = body.structure(i);
            if (isHard(structure.system)) bones.push_back(body.mesh(i));
            if (structure.system != body::System::skin) continue;
            for (const body::PackedVertex& v : body.vertices(structure.levels.front()))
                skin_.push_back({body.position(v), vec3(v.nx, v.ny, v.nz)});
        }
        bones_ = geometry::RayIndex::build(std::vector<geometry::MeshView>(bones.begin(), bones.end()));
    }

    /// False where the needle would have gone through the muscle itself before it comes to the place.
    bool meetsFirst(const record::SurfaceAnchor& place) const {
        const auto way = shortestWay(place.position);
        return !way ||
               (glm::dot(*way, place.normal) >= 0 && !crosses(*body_.find(place.structureKey), place.position, *way));
    }

  private:
    struct SkinPlace {
        vec3 position, outward;
    };

    /// Out to the nearest skin that a needle can come in by without meeting bone.
    std::optional<vec3> shortestWay(vec3 place) const {
        std::vector<std::pair<float, vec3>> near;
        for (const auto& [position, outward] : skin_)
            if (const float mm = glm::distance(position, place);
                mm > kOnBoneMm && mm < kReachMm && glm::dot(position - place, outward) > 0)
                near.emplace_back(mm, position - place);
        const auto farther = [](const auto& a, const auto& b) { return a.first > b.first; };
        std::make_heap(near.begin(), near.end(), farther);
        for (; !near.empty(); near.pop_back()) {
            const auto [mm, way] = near.front();
            if (!bones_->firstHit({place + way * (kOnBoneMm / mm), way / mm}, mm - kOnBoneMm)) return way;
            std::pop_heap(near.begin(), near.end(), farther);
        }
        return std::nullopt;
    }

    bool crosses(std::uint32_t structure, vec3 place, vec3 way) const {
        std::vector<geometry::RayHit> hits;
        geometry::appendHits({place, glm::normalize(way)}, body_.mesh(structure), structure, glm::length(way), hits);
        return std::any_of(hits.begin(), hits.end(),
                           [](const geometry::RayHit& hit) { return hit.distanceMm > kOwnMm; });
    }

    const body::Body& body_;
    std::optional<geometry::RayIndex> bones_;
    std::vector<SkinPlace> skin_;
};

// clang-format off
const std::vector<std::string> kPlaces = {
    "upper third", "middle third", "lower third", "medial third", "lateral third", "anterior third", "posterior third",
    "lateral part", "central part", "anterior part", "posterior part", "upper part", "lower part", "posteromedial part",
    "anterolateral part", "upper third, medial part", "middle third, medial part", "lower third, medial part",
    "middle third, lateral part", "lower third, lateral part", "near the origin", "near the insertion"};
// clang-format on

/// The muscle alone or its medial part, and another place that changes from muscle to muscle; of one side.
std::vector<std::string> wordsFor(const body::Body& body, size_t index) {
    const anatomy::Muscle& muscle = catalogue().muscles()[index];
    const Side side = index % 2 == 0 ? Side::left : Side::right;
    if (regionsOf(body, catalogue(), muscle.key, side).empty()) return {};
    const std::string whole = fmt::format("{} {}", name(side), anatomy::spokenName(muscle));
    const auto place = [&](size_t k) { return fmt::format("{}, {}", whole, kPlaces[k % kPlaces.size()]); };
    return {index % 4 < 2 ? whole : whole + ", medial part", place(index)};
}

}  // namespace

TEST(PlaceFaces, wordsOfEveryMuscleLieOnTheFaceThatANeedleMeetsFirst) {
    const body::Body& body = builtinBody();
    const Needle needle(body);
    std::atomic<size_t> next{0}, found{0}, behind{0};
    const auto work = [&] {
        for (size_t i; (i = next++) < catalogue().muscles().size();)
            for (const std::string& words : wordsFor(body, i))
                if (const auto place = placeByWords(body, catalogue(), words)) {
                    ++found;
                    if (!needle.meetsFirst(place->anchor)) ++behind;
                }
    };
    {
        std::jthread beside(work);
        work();
    }
    EXPECT_GT(found, 400U);
    EXPECT_LE(behind * 100, found * 3) << behind << " of " << found
                                  << ": a few parts only look inwards; every third place did once";
}

TEST(PlaceFaces, medialPartsOfTheBackAndOfTheRectusAreNotOnTheirDeepFace) {
    const body::Body& body = builtinBody();
    const Needle needle(body);
    for (const auto& [muscle, outwardY] : std::vector<std::pair<const char*, float>>{{"multifidus", 1},
                                                                                     {"lower trapezius", 1},
                                                                                     {"rhomboid minor", 1},
                                                                                     {"gluteus maximus", 1},
                                                                                     {"rectus abdominis", -1}})
        for (const Side side : {Side::left, Side::right}) {
            const std::string words = fmt::format("{} {}, medial part", name(side), muscle);
            const auto place = placeByWords(body, catalogue(), words);
            ASSERT_TRUE(place.ok()) << words;
            EXPECT_GT(place->anchor.normal.y * outwardY, 0) << words;
            EXPECT_TRUE(needle.meetsFirst(place->anchor)) << words;
        }
}

}  // namespace myochart::places
