#include "body/shapes.h"

#include <cmath>
#include <numbers>

namespace myochart::test {

namespace {

/// Rings of `sides` vertices between two poles, wound outwards.
geometry::TriMesh closedRings(int rings, int sides, vec3 first, vec3 last, const std::function<vec3(int, float)>& at) {
    geometry::TriMesh mesh;
    mesh.positions.push_back(first);
    for (int r = 0; r < rings; ++r)
        for (int s = 0; s < sides; ++s)
            mesh.positions.push_back(
                at(r, 2 * std::numbers::pi_v<float> * static_cast<float>(s) / static_cast<float>(sides)));
    mesh.positions.push_back(last);
    const auto index = [&](int r, int s) { return static_cast<std::uint32_t>(1 + r * sides + s % sides); };
    const auto end = static_cast<std::uint32_t>(mesh.positions.size() - 1);
    for (int s = 0; s < sides; ++s) {
        mesh.indices.insert(mesh.indices.end(), {0, index(0, s), index(0, s + 1)});
        for (int r = 0; r + 1 < rings; ++r)
            mesh.indices.insert(mesh.indices.end(), {index(r, s), index(r + 1, s), index(r + 1, s + 1), index(r, s),
                                                     index(r + 1, s + 1), index(r, s + 1)});
        mesh.indices.insert(mesh.indices.end(), {end, index(rings - 1, s + 1), index(rings - 1, s)});
    }
    return mesh;
}

}  // namespace

geometry::TriMesh tube(vec3 top, float lengthMm, const std::function<vec2(float)>& halfWidths, int rings, int sides) {
    return closedRings(rings, sides, top, top - vec3(0, 0, lengthMm), [&](int r, float angle) {
        const float t = (static_cast<float>(r) + 0.5F) / static_cast<float>(rings);
        const vec2 half = halfWidths(t);
        return top + vec3(half.x * std::cos(angle), half.y * std::sin(angle), -t * lengthMm);
    });
}

geometry::TriMesh ellipsoid(vec3 centre, vec3 radii, int subdivisions) {
    return closedRings(subdivisions, 2 * subdivisions, centre + vec3(0, 0, radii.z), centre - vec3(0, 0, radii.z),
                       [&](int r, float angle) {
                           const float polar = std::numbers::pi_v<float> * (static_cast<float>(r) + 1) /
                                               (static_cast<float>(subdivisions) + 1);
                           return centre + radii * vec3(std::sin(polar) * std::cos(angle),
                                                        std::sin(polar) * std::sin(angle), std::cos(polar));
                       });
}

geometry::TriMesh mirrored(geometry::TriMesh mesh) {
    for (vec3& p : mesh.positions) p.x = -p.x;
    for (size_t t = 0; t < mesh.indices.size(); t += 3) std::swap(mesh.indices[t + 1], mesh.indices[t + 2]);
    return mesh;
}

body::NewStructure structure(std::string key, geometry::TriMesh mesh, body::System system, Side side) {
    body::NewStructure made;
    made.facts.name = key;
    made.facts.key = std::move(key);
    made.facts.system = system;
    made.facts.side = side;
    made.mesh = std::move(mesh);
    return made;
}

body::NewBody smallBody() {
    const auto taper = [](float t) { return vec2(20, 12) * (0.15F + 0.85F * std::sin(t * std::numbers::pi_v<float>)); };
    const auto calf = tube({120, 10, 500}, 300, taper);
    body::NewBody made{"small", "made for a test", "none", {}};
    made.structures.push_back(structure("left_calf", calf, body::System::muscle, Side::left));
    made.structures.push_back(structure("right_calf", mirrored(calf), body::System::muscle, Side::right));
    made.structures.push_back(structure("left_shin", tube({120, -20, 520}, 400, [](float) { return vec2(12, 12); }),
                                        body::System::bone, Side::left));
    made.structures.push_back(structure("heart", ellipsoid({10, -30, 1300}, {50, 40, 60}), body::System::organ));
    made.structures[0].facts.muscleKey = made.structures[1].facts.muscleKey = "soleus";
    made.structures[0].facts.layer = anatomy::Layer::intermediate;
    made.structures[0].facts.fma = "FMA22559";
    return made;
}

}  // namespace myochart::test
