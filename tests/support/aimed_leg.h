#pragma once
#include "support/boxes.h"

namespace myochart::test {

/// The same surface in `times` * `times` as many triangles: what is asked of a skin is asked of its triangles.
inline geometry::TriMesh finer(const geometry::TriMesh& mesh, int times) {
    geometry::TriMesh fine;
    const auto add = [&](vec3 a, vec3 b, vec3 c) {
        for (const vec3 corner : {a, b, c}) {
            fine.indices.push_back(static_cast<std::uint32_t>(fine.positions.size()));
            fine.positions.push_back(corner);
        }
    };
    for (size_t t = 0; t + 2 < mesh.indices.size(); t += 3) {
        const vec3 a = mesh.positions[mesh.indices[t]];
        const vec3 u = (mesh.positions[mesh.indices[t + 1]] - a) / static_cast<float>(times), v = (mesh.positions[mesh.indices[t + 2]] - a) / static_cast<float>(times);
        const auto at = [&](int i, int k) { return a + u * static_cast<float>(i) + v * static_cast<float>(k); };
        for (int i = 0; i < times; ++i)
            for (int k = 0; i + k < times; ++k) {
                add(at(i, k), at(i + 1, k), at(i, k + 1));
                if (i + k + 1 < times) add(at(i + 1, k), at(i + 1, k + 1), at(i, k + 1));
            }
    }
    return fine;
}

/// A leg to aim a needle at from in front (-y), mm under the skin at y = -30 and x = 90: the left soleus from 20 to 100 with
/// a bone in it from 62 on, and an artery 17 mm to the patient's left from 47 to 53.
inline std::shared_ptr<const body::Body> aimedLeg(const Path& file) {
    const auto made = [](const char* key, const char* muscle, body::System system, vec3 centre, vec3 half) {
        body::NewStructure structure = boxStructure(key, muscle, Side::left, centre, half);
        structure.facts.system = system;
        return structure;
    };
    body::NewBody leg{"leg", "test", "", {}};
    leg.structures.push_back(made("left_skin", "", body::System::skin, {90, 50, 300}, {60, 80, 200}));
    leg.structures.back().mesh = finer(leg.structures.back().mesh, 16);
    leg.structures.push_back(made("left_soleus", "soleus", body::System::muscle, {90, 30, 300}, {40, 40, 150}));
    leg.structures.push_back(made("left_tibia", "", body::System::bone, {90, 40, 300}, {8, 8, 150}));
    leg.structures.push_back(made("left_posterior_tibial_artery", "", body::System::vessel, {110, 20, 300}, {3, 3, 150}));
    leg.structures.push_back(boxStructure("right_soleus", "soleus", Side::right, vec3(-90, 30, 300), vec3(40, 40, 150)));
    return bodyOf(file, std::move(leg));
}

}  // namespace myochart::test
