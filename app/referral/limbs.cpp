#include "referral/limbs.h"

#include <array>

#include "body/parallel.h"

namespace myochart::referral {

namespace {

constexpr float kReachMm = 120;     // a bone farther off tells nothing of the skin
constexpr float kShoulder = 0.25F;  // of the upper arm's length, from its upper end: there arm and trunk are one

bool hasAny(const std::string& name, std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words)
        if (name.find(word) != std::string::npos) return true;
    return false;
}

Limb limbOf(const body::Structure& bone) {
    if (bone.side == Side::midline) return Limb::trunk;
    std::string name = bone.key;
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool left = bone.side == Side::left;
    if (hasAny(name, {"femur", "tibia", "fibula", "patella", "talus", "calcaneus", "navicular", "cuboid", "cuneiform", "metatars", "toe", "foot"}))
        return left ? Limb::leftLeg : Limb::rightLeg;
    if (hasAny(name, {"humerus", "ulna", "radius", "scaphoid", "lunate", "triquetr", "pisiform", "trapezi", "trapezoid", "capitate", "hamate", "metacarp",
                      "finger", "thumb", "hand"}))
        return left ? Limb::leftArm : Limb::rightArm;
    return Limb::trunk;
}

/// The upper arm, from its upper end to its lower.
struct UpperArm {
    vec3 top{}, down{};
    float length = 0;

    /// In lengths of it from the upper end.
    float along(vec3 place) const { return length > 0 ? glm::dot(place - top, down) / length : 1; }
};

UpperArm upperArm(const body::Body& body, Side side) {
    for (std::uint32_t i = 0; i < body.structures().size(); ++i) {
        const body::Structure& bone = body.structure(i);
        if (bone.system != body::System::bone || bone.side != side || bone.key.find("humerus") == std::string::npos) continue;
        const geometry::TriMesh mesh = body.mesh(i);
        if (mesh.positions.empty()) continue;
        const auto byHeight = [](vec3 a, vec3 b) { return a.z < b.z; };
        const auto [low, high] = std::minmax_element(mesh.positions.begin(), mesh.positions.end(), byHeight);
        const float length = glm::length(*low - *high);
        if (length > 0) return {*high, (*low - *high) / length, length};
    }
    return {};
}

}  // namespace

Limbs limbsOf(const body::Body& body, const SkinGraph& graph) {
    std::vector<geometry::TriMesh> meshes;
    std::vector<std::uint32_t> bones;
    for (std::uint32_t i = 0; i < body.structures().size(); ++i)
        if (body.structure(i).system == body::System::bone) meshes.push_back(body.mesh(i)), bones.push_back(i);
    if (bones.empty()) return {};
    const std::vector<geometry::MeshView> views(meshes.begin(), meshes.end());
    const auto index = geometry::RayIndex::build(views);
    if (!index) return {};
    Limbs limbs;
    limbs.of.assign(graph.vertexCount(), Limb::trunk);
    limbs.nearest.assign(graph.vertexCount(), bones.front());
    constexpr size_t kShare = 512;
    body::forEachInParallel((graph.vertexCount() + kShare - 1) / kShare, [&](size_t share) {
        for (size_t i = share * kShare; i < std::min(graph.vertexCount(), (share + 1) * kShare); ++i)
            if (const auto found = index->nearest(graph.mesh().positions[i], kReachMm)) {
                limbs.nearest[i] = bones[found->at.part];
                limbs.of[i] = limbOf(body.structure(limbs.nearest[i]));
            }
    });
    return limbs;
}

void wallOffLimbs(const body::Body& body, const Limbs& limbs, SkinGraph& graph) {
    if (limbs.of.empty()) return;
    const std::array<UpperArm, 2> arms = {upperArm(body, Side::left), upperArm(body, Side::right)};
    graph.setWalls([&](std::uint32_t triangle) {
        const geometry::MeshView mesh(graph.mesh());
        std::array<Limb, 3> of{};
        for (size_t k = 0; k < 3; ++k) of[k] = limbs.of[mesh.indices[3 * size_t{triangle} + k]];
        const auto holds = [&](Limb limb) { return of[0] == limb || of[1] == limb || of[2] == limb; };
        const bool leg = holds(Limb::leftLeg) || holds(Limb::rightLeg);
        if (holds(Limb::leftLeg) && holds(Limb::rightLeg)) return true;
        for (const Limb arm : {Limb::leftArm, Limb::rightArm}) {
            if (!holds(arm)) continue;
            if (leg) return true;
            if (!holds(Limb::trunk)) continue;
            const vec3 centre = (mesh.corner(triangle, 0) + mesh.corner(triangle, 1) + mesh.corner(triangle, 2)) / 3.0F;
            if (arms[arm == Limb::leftArm ? 0 : 1].along(centre) > kShoulder) return true;
        }
        return false;
    });
}

}  // namespace myochart::referral
