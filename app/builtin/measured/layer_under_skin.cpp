#include <algorithm>
#include <array>

#include "builtin/measured/habitus.h"
#include "builtin/measured/point_grid.h"
#include "builtin/measured/segment.h"
#include "builtin/measured/surface_average.h"
#include "builtin/measured/two_threads.h"

namespace myochart::builtin {

namespace {

using namespace measured;

constexpr float kFarthestMm = 60;    // beyond it nothing lies under the skin
constexpr float kThickestMm = 12;    // where the skin bridges a gap its depth says nothing about fat
constexpr int kRounds = 60;          // evens out over some 2 cm
constexpr size_t kShareOfThreads = 64;

// How much of a person's build shows: estimates, in full where fat gathers, little where skin lies on bone and tendon.
constexpr float kScalp = 0.1F, kFace = 0.4F, kNeck = 0.6F, kUpperLimb = 0.8F, kForearm = 0.6F, kLeg = 0.7F, kHandFoot = 0.15F;

bool isScalp(const std::string& name) {
    for (const char* word : {"parietal", "frontal", "occipital", "temporal", "sphenoid", "temporoparietal", "occipito"})
        if (name.find(word) != std::string::npos) return true;
    return false;
}

/// Of the place under a vertex: `below` is the nearest structure, `bone` the segment of the nearest bone.
float shareOf(const body::Structure& below, Segment bone) {
    const bool handOrFoot = bone == leftHand || bone == rightHand || bone == leftFoot || bone == rightFoot;
    if (below.region == "head_face") return isScalp(below.name) ? kScalp : kFace;
    if (below.region == "neck") return kNeck;
    if (below.region == "forearm_hand") return handOrFoot ? kHandFoot : kForearm;
    if (below.region == "leg_foot") return handOrFoot ? kHandFoot : kLeg;
    if (!below.region.empty()) return 1;
    const Segment own = below.system == body::System::bone ? segmentOf(below) : bone;
    if (own == head) return isScalp(below.name) ? kScalp : kFace;
    if (own == leftArm || own == rightArm) return kUpperLimb;
    if (own == leftLeg || own == rightLeg) return kLeg;
    return own == trunk ? 1 : kHandFoot;
}

/// Points of a body's structures and whose they are.
struct Cloud {
    std::vector<vec3> points;
    std::vector<std::uint32_t> structure;

    void add(const body::Body& body, std::uint32_t index) {
        for (const body::PackedVertex& v : body.vertices(body.structure(index).levels[0])) {
            points.push_back(body.position(v));
            structure.push_back(index);
        }
    }
};

bool carriesSkin(body::System system) {
    return system == body::System::muscle || system == body::System::bone || system == body::System::cartilage || system == body::System::connective;
}

}  // namespace

std::optional<std::uint32_t> measuredSkin(const body::Body& body) {
    const auto index = body.find("skin");
    if (!index || body.structure(*index).system != body::System::skin || body.structure(*index).levels.empty()) return std::nullopt;
    return index;
}

LayerUnderSkin layerUnderSkin(const body::Body& body, std::uint32_t skin) {
    Cloud below, bones;
    for (std::uint32_t i = 0; i < body.structures().size(); ++i) {
        if (carriesSkin(body.structure(i).system)) below.add(body, i);
        if (body.structure(i).system == body::System::bone) bones.add(body, i);
    }
    std::vector<Segment> segments;
    for (const body::Structure& structure : body.structures()) segments.push_back(segmentOf(structure));
    const PointGrid grid(below.points), boneGrid(bones.points);
    const geometry::TriMesh mesh = body.mesh(skin);
    const size_t count = mesh.positions.size();
    LayerUnderSkin layer{std::vector<float>(count, kFarthestMm), std::vector<float>(count, 0)};
    forEachOnTwoThreads(kShareOfThreads, [&](size_t part) {
        for (size_t i = part * count / kShareOfThreads; i < (part + 1) * count / kShareOfThreads; ++i) {
            const auto near = grid.nearest(mesh.positions[i], kFarthestMm);
            if (!near) continue;
            const auto bone = boneGrid.nearest(mesh.positions[i], 2 * kFarthestMm);
            const Segment segment = bone ? segments[bones.structure[bone->point]] : trunk;
            layer.depthMm[i] = near->distanceMm;
            layer.thicknessMm[i] = std::min(near->distanceMm, kThickestMm) * shareOf(body.structure(below.structure[near->point]), segment);
        }
    });
    SurfaceAverage(mesh).evenOut(layer.thicknessMm, kRounds);
    return layer;
}

}  // namespace myochart::builtin
